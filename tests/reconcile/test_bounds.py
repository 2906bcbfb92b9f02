"""Bounds by integer programming against plain enumeration."""

from __future__ import annotations

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.reconcile.bounds import Line, contradictions, extent, feasible, forcing

TOP = 4
NAMES = ("x", "y", "z")


@st.composite
def systems(draw: st.DrawFn) -> list[Line]:
    """One to four claims over three small whole numbers."""
    lines = [Line({n: 1}, 0, TOP) for n in NAMES]
    for at in range(draw(st.integers(1, 4))):
        some = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        terms = {n: draw(st.sampled_from((1, 1, 1, -1))) for n in some}
        low = draw(st.one_of(st.none(), st.integers(-2, 8)))
        width = draw(st.one_of(st.none(), st.integers(0, 3)))
        lines.append(Line(terms, low, None if width is None else (low or 0) + width, (f"c{at}",)))
    return lines


def _worlds(lines: list[Line]) -> list[dict[str, int]]:
    found = []
    for values in product(range(TOP + 1), repeat=len(NAMES)):
        world = dict(zip(NAMES, values, strict=True))
        sums = [(n, sum(c * world[v] for v, c in n.terms.items())) for n in lines]
        if all((n.low is None or n.low <= s) and (n.high is None or s <= n.high) for n, s in sums):
            found.append(world)
    return found


@settings(max_examples=60, deadline=None)
@given(lines=systems(), wanted=st.sets(st.sampled_from(NAMES), min_size=1))
def test_extent_is_what_enumeration_finds(lines: list[Line], wanted: set[str]) -> None:
    """Low and high are the least and most over every world that the lines allow, and none where there is no world."""
    found = extent(lines, dict.fromkeys(wanted, 1))
    totals = [sum(world[v] for v in wanted) for world in _worlds(lines)]
    assert (found is None) == (not totals)
    if found is not None:
        assert (found.low, found.high) == (min(totals), max(totals))


@settings(max_examples=40, deadline=None)
@given(lines=systems())
def test_contradictions_are_all_smallest_impossible_sets(lines: list[Line]) -> None:
    """The sets found are exactly those that no world allows and that lose that when any one claim is left out."""
    fixed, claimed = lines[:3], range(3, len(lines))
    impossible = [
        set(some)
        for size in range(1, len(lines))
        for some in combinations(claimed, size)
        if not _worlds([*fixed, *(lines[at] for at in some)])
    ]
    smallest = [s for s in impossible if not any(other < s for other in impossible)]
    assert sorted(contradictions(lines)) == sorted(tuple(sorted(s)) for s in smallest)


@settings(max_examples=30, deadline=None)
@given(lines=systems())
def test_forcing_claims_force_and_none_is_idle(lines: list[Line]) -> None:
    """The claims given for a bound give that bound by themselves; without any one of them it is lost."""
    wanted = {"x": 1, "y": 1}
    found = extent(lines, wanted)
    if found is None:
        return
    claims = forcing(lines, wanted, low=found.low)
    kept = [n for n in lines if not n.claims or n.claims[0] in claims]
    alone = extent(kept, wanted)
    assert alone is not None
    assert alone.low == found.low
    for line in (n for n in kept if n.claims):
        fewer = extent([n for n in kept if n is not line], wanted)
        assert fewer is not None
        assert fewer.low < found.low


def test_an_open_sum_has_no_high() -> None:
    """Where nothing says how many at most, the high is open and not a large number."""
    assert extent([Line({"x": 1}, 22, None, ("c1",))], {"x": 1}) == (22, None)


def test_lines_without_variables_are_judged_too() -> None:
    """Nobody cannot be at least one."""
    assert not feasible([Line({}, 1, None, ("c1",))])
    assert feasible([Line({}, 0, 0, ("c1",))])
