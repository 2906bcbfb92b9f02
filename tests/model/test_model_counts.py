"""Counts by hand: what cannot be made, and what the words of the docstring promise."""

from __future__ import annotations

import pytest

from daftar.model import Count


@pytest.mark.parametrize(
    ("low", "high", "best", "fault"),
    [
        (-1, None, None, "cannot begin below 0: -1"),
        (5, 4, None, "cannot end below its beginning: 5 to 4"),
        (5, 9, 4, "best figure 4 lies outside 5 to 9"),
        (5, 9, 10, "best figure 10 lies outside 5 to 9"),
        (5, None, 4, "best figure 4 lies outside 5 to None"),
    ],
)
def test_a_count_that_makes_no_sense_says_why(
    low: int, high: int | None, best: int | None, fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        Count(low=low, high=high, best=best)


def test_nobody_is_a_count_and_not_the_absence_of_one() -> None:
    nobody = Count.exactly(0)
    assert (nobody.low, nobody.high, nobody.best) == (0, 0, 0)
    assert nobody.exact
    assert nobody.contains(0)
    assert not nobody.contains(1)


def test_at_least_22_allows_22_and_any_more() -> None:
    at_least = Count(low=22, best=22)
    assert not at_least.contains(21)
    assert at_least.contains(22)
    assert at_least.contains(10**9)
    assert not at_least.exact
    assert at_least.figure == 22


def test_nine_and_at_least_six_are_at_least_fifteen() -> None:
    assert Count.exactly(9) + Count(low=6, best=6) == Count(low=15, best=15)


def test_nine_and_dozens_have_no_best_figure() -> None:
    assert Count.exactly(9) + Count(low=24, high=99) == Count(low=33, high=108)


def test_two_best_figures_that_differ_are_none() -> None:
    about, exact = Count(low=18, high=22, best=20), Count(low=19, high=25, best=21)
    assert about.intersect(exact) == Count(low=19, high=22)
    assert about.intersect(Count(low=21, high=30, best=28)) == Count(low=21, high=22)


def test_an_open_count_is_below_nothing() -> None:
    assert not Count(low=1).below(Count.exactly(10**9))
    assert Count.exactly(3).below(Count(low=4))
