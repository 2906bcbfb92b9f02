"""What holds for every count: the arithmetic of closed intervals of whole persons, some of them open above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from daftar.model import Count

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

TOP = 40  # every count below begins under it, so that a look at 0 to TOP + 1 sees all that differs
NUMBERS = range(TOP + 2)


@st.composite
def counts(draw: DrawFn, *, closed: bool = False) -> Count:
    low = draw(st.integers(0, TOP))
    high = draw(st.integers(low, TOP) if closed else st.none() | st.integers(low, TOP))
    best = draw(st.none() | st.integers(low, TOP if high is None else high))
    return Count(low=low, high=high, best=best)


def held(count: Count | None) -> set[int]:
    """The numbers up to TOP + 1 that a count allows."""
    return set() if count is None else {n for n in NUMBERS if count.contains(n)}


def bounds(count: Count | None) -> tuple[int, int | None] | None:
    return None if count is None else (count.low, count.high)


@given(counts(), counts())
def test_two_groups_come_to_the_same_in_either_order(a: Count, b: Count) -> None:
    assert a + b == b + a


@given(counts(), counts(), counts())
def test_three_groups_come_to_the_same_however_they_are_taken_together(a: Count, b: Count, c: Count) -> None:
    assert (a + b) + c == a + (b + c)


@given(counts())
def test_a_group_and_nobody_is_the_group(a: Count) -> None:
    assert a + Count.exactly(0) == a


@given(counts(closed=True), counts(closed=True))
def test_a_sum_holds_what_two_numbers_can_come_to_and_nothing_else(a: Count, b: Count) -> None:
    assert {n for n in range(2 * TOP + 2) if (a + b).contains(n)} == {x + y for x in held(a) for y in held(b)}


@given(counts(), counts())
def test_a_sum_is_open_where_either_group_is(a: Count, b: Count) -> None:
    assert ((a + b).high is None) == (a.high is None or b.high is None)


@given(counts(), counts())
def test_what_both_allow_is_what_each_allows(a: Count, b: Count) -> None:
    both = a.intersect(b)
    assert held(both) == held(a) & held(b)
    assert (both is None) == (not held(a) & held(b))
    assert both == b.intersect(a)


@given(counts(), counts(), counts())
def test_what_three_allow_does_not_hang_on_their_order(a: Count, b: Count, c: Count) -> None:
    ab, bc = a.intersect(b), b.intersect(c)
    assert bounds(ab.intersect(c) if ab else None) == bounds(a.intersect(bc) if bc else None)


@given(counts())
def test_a_count_allows_with_itself_what_it_allows(a: Count) -> None:
    assert a.intersect(a) == a
    assert a.hull(a) == a
    assert a.encloses(a)
    assert not a.below(a)


@given(counts(), counts())
def test_a_best_figure_that_is_kept_was_said_and_lies_inside(a: Count, b: Count) -> None:
    both = a.intersect(b)
    if both is not None and both.best is not None:
        assert both.best in (a.best, b.best)
        assert a.contains(both.best)
        assert b.contains(both.best)
    assert a.hull(b).best in (None, a.best)


@given(counts(), counts(), counts())
def test_a_hull_is_the_smallest_count_that_holds_both(a: Count, b: Count, other: Count) -> None:
    hull = a.hull(b)
    assert hull == b.hull(a)
    assert hull.encloses(a)
    assert hull.encloses(b)
    if other.encloses(a) and other.encloses(b):
        assert other.encloses(hull)


@given(counts(), counts())
def test_one_count_encloses_another_when_it_allows_all_its_numbers(a: Count, b: Count) -> None:
    assert a.encloses(b) == (held(b) <= held(a))
    if a.encloses(b) and b.encloses(a):
        assert bounds(a) == bounds(b)
    if a.encloses(b):
        assert bounds(a.intersect(b)) == bounds(b)


@given(counts(), counts())
def test_one_count_is_below_another_when_all_its_numbers_are_smaller(a: Count, b: Count) -> None:
    assert a.below(b) == all(x < y for x in held(a) for y in held(b))
    if a.below(b):
        assert a.intersect(b) is None
        assert not b.below(a)


@given(counts(), counts())
def test_two_counts_meet_or_one_is_below_the_other(a: Count, b: Count) -> None:
    assert (a.intersect(b) is not None) + a.below(b) + b.below(a) == 1


@given(counts())
def test_a_shown_figure_lies_inside_and_is_the_best_where_there_is_one(a: Count) -> None:
    assert a.contains(a.figure)
    assert a.figure == (a.low if a.best is None else a.best)
    assert a.exact == (len(held(a)) == 1)


@given(st.integers(), st.none() | st.integers(), st.none() | st.integers())
def test_a_count_is_made_only_where_it_makes_sense(low: int, high: int | None, best: int | None) -> None:
    sound = low >= 0 and (high is None or low <= high)
    sound = sound and (best is None or (low <= best and (high is None or best <= high)))
    if sound:
        assert Count(low=low, high=high, best=best).low == low
    else:
        with pytest.raises(ValueError, match=r"count cannot|best figure"):
            Count(low=low, high=high, best=best)


@given(counts(closed=True), counts(closed=True))
def test_parts_of_a_total_leave_room_for_each_other(total: Count, part: Count) -> None:
    """Where a part is within a total, something can be added to it that comes to the total."""
    assume(part.high is not None and total.high is not None and part.low <= total.low)
    rest = Count(low=total.low - part.low, high=total.high)
    assert (part + rest).intersect(total) is not None
