"""Exact bounds and contradictions against plain enumeration of every world."""

from __future__ import annotations

import pytest
from hypothesis import given, seed, settings
from worlds_by_hand import as_sets, smallest_sets, systems, total, worlds_of

from daftar.reconcile import programming
from daftar.reconcile.bounds import extent, extents, feasible
from daftar.reconcile.contradictions import contradictions, forcing
from daftar.reconcile.lines import Line
from daftar.reconcile.propagation import System, TooHard


def _sums(lines: list[Line]) -> None:
    """Hold bounds of two sums against all worlds, and the integer program against them."""
    wanted = [{"x": 1}, {"x": 1, "y": 1, "z": 2}]
    found, worlds = extents(lines, wanted), worlds_of(lines)
    assert (found is None) == (not worlds)
    assert feasible(lines) == bool(worlds)
    for at, terms in enumerate(wanted if found is not None else ()):
        totals = [total(terms, world) for world in worlds]
        assert found is not None
        assert found[at] == (min(totals), max(totals))


@pytest.mark.parametrize("share", range(4))
def test_bounds_and_contradictions_are_what_enumeration_finds(share: int) -> None:
    """Over 2,000 systems: bounds are the least and most of all worlds, conflicts and ways out all the smallest sets."""
    seen = 0

    @seed(share)
    @settings(max_examples=500, deadline=None, database=None)
    @given(lines=systems())
    def check(lines: list[Line]) -> None:
        nonlocal seen
        seen += 1
        _sums(lines[:3] + lines[3:][:: -1 if share % 2 else 1])
        found = contradictions(lines)
        bad, out = smallest_sets(lines)
        assert found.complete
        assert as_sets(found.conflicts) == bad
        assert as_sets(found.ways_out) == out

    check()
    assert seen >= 500


@settings(max_examples=80, deadline=None)
@given(lines=systems())
def test_the_quick_way_gives_what_integer_programming_gives(lines: list[Line]) -> None:
    """Where narrowing settles a question it is settled as HiGHS settles it, ends left open included."""
    for some in (lines, lines[3:]):
        try:
            found = System(some, [{"x": 1, "y": 1}]).extents()
        except TooHard:
            continue
        exact = programming.extent(some, {"x": 1, "y": 1})
        assert (None if found is None else found[0]) == exact


@settings(max_examples=60, deadline=None)
@given(lines=systems())
def test_forcing_claims_force_and_none_is_idle(lines: list[Line]) -> None:
    """The claims given for a bound give that bound by themselves; without any one of them it is lost."""
    wanted = {"x": 1, "y": 1}
    found = extent(lines, wanted)
    if found is None:
        return
    claims = {c for item in forcing(lines, wanted, low=found.low) for c in item}
    kept = [n for n in lines if not n.claims or n.claims[0] in claims]
    alone = extent(kept, wanted)
    assert alone is not None
    assert alone.low == found.low
    for line in (n for n in kept if n.claims):
        fewer = extent([n for n in kept if n is not line], wanted)
        assert fewer is not None
        assert fewer.low < found.low


def test_of_several_reasons_the_smallest_is_given() -> None:
    """A number that one claim gives outright rests on it, though three others come to it too."""
    lines = [
        Line({"x": 1}, 2, None, ("a",)),
        Line({"y": 1}, 3, None, ("b",)),
        Line({"z": 1}, 4, None, ("c",)),
        Line({"x": 1, "y": 1, "z": 1}, 9, 9, ("d",)),
    ]
    assert forcing(lines, {"x": 1, "y": 1, "z": 1}, low=9) == (("d",),)
    assert forcing(lines[:3], {"x": 1, "y": 1, "z": 1}, low=9) == (("a",), ("b",), ("c",))


def test_two_claims_are_a_smaller_reason_than_three_told_before() -> None:
    """What two claims force is said of those, though three others force it, too."""
    lines = [
        Line({"x": 1, "y": 1, "z": 1, "w": 1}, 9, None, ("a",)),
        Line({"z": 1}, None, 2, ("b",)),
        Line({"w": 1}, None, 2, ("c",)),
        Line({"x": 1}, 2, None, ("d",)),
        Line({"y": 1}, 3, None, ("e",)),
    ]
    assert forcing(lines, {"x": 1, "y": 1}, low=5) == (("d",), ("e",))
    assert forcing(lines[:4], {"x": 1, "y": 1}, low=5) == (("a",), ("b",), ("c",))


def test_an_open_sum_has_no_high() -> None:
    """Where nothing says how many at most, the high is open and not a large number."""
    assert extent([Line({"x": 1}, 22, None, ("c1",))], {"x": 1}) == (22, None)


def test_large_numbers_take_no_longer_than_small_ones() -> None:
    """Half of two million displaced are a million, found without counting up to it."""
    lines = [Line({"all": 1}, 2_000_000, 2_000_001, ("a",)), Line({"child": 2, "all": -1}, 0, 0, ("b",))]
    assert extent(lines, {"child": 1}) == (1_000_000, 1_000_000)


def test_lines_without_variables_are_judged_too() -> None:
    """Nobody cannot be at least one."""
    assert not feasible([Line({}, 1, None, ("c1",))])
    assert feasible([Line({}, 0, 0, ("c1",))])


def test_claims_of_several_lines_stand_and_fall_together() -> None:
    """A claim that says two things is one item of a conflict, and is set aside whole."""
    lines = [
        Line({"x": 1}, 5, 5, ("a",)),
        Line({"y": 1}, 5, 5, ("a",)),
        Line({"x": 1}, 6, 6, ("b",)),
        Line({"y": 1}, 7, 7, ("c",)),
    ]
    found = contradictions(lines)
    assert found.conflicts == ((("a",), ("b",)), (("a",), ("c",)))
    assert found.ways_out == ((("a",),), (("b",), ("c",)))


def test_many_contradictions_are_cut_short_honestly() -> None:
    """Thirty origins with thirty figures contradict each other in 435 ways; beyond the limit the answer says so."""
    lines = [Line({"x": 1}, n, n, (f"c{n}",)) for n in range(30)]
    found = contradictions(lines, most=50)
    assert not found.complete
    assert len(found.conflicts) == 50
    assert contradictions(lines[:10]).complete


def test_what_the_words_mean_is_never_doubted() -> None:
    """Lines without claims that contradict each other leave no way out."""
    found = contradictions([Line({"x": 1}, 2, 1), Line({"x": 1}, 0, 0, ("a",))])
    assert found.conflicts == ((),)
    assert found.ways_out == ()


def test_a_district_with_its_towns_is_settled_without_integer_programming() -> None:
    """A toll told for a district, tolls of three towns inside it and a group in one are narrowed to their exact bounds."""
    kinds, towns = ("man", "woman", "others"), {"a": 4, "b": 11, "c": 7}
    everybody = [Line(dict.fromkeys(kinds, 1), 25, 25, ("district",))]
    told = [Line({f"{t} {k}": 1 for k in kinds}, toll, toll, (t,)) for t, toll in towns.items()]
    inside = [
        Line(dict.fromkeys(some, 1) | {f"{t} {k}": -1 for t in towns for k in some}, 0, None)
        for some in (kinds, ("man",), ("woman",))
    ]
    groups = [Line({"c woman": 1}, 2, None, ("women",)), Line({"b man": 1}, 3, 3, ("men",))]
    asked = [{"man": 1}, {"woman": 1}, dict.fromkeys(kinds, 1)]
    lines = [*inside, *everybody, *told, *groups]
    found = System(lines, asked).extents()
    assert found == [(3, 23), (2, 22), (25, 25)]
    assert found == [programming.extent(lines, one) for one in asked]
