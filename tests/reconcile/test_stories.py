"""Bounds where claims contradict each other: the least and the most over every story that can be true."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from claims_by_hand import claim, incident
from hypothesis import given, settings
from hypothesis import strategies as st
from worlds_by_hand import stories, systems, total, worlds_of

from daftar.reconcile import reconcile
from daftar.reconcile.arithmetic import Span
from daftar.reconcile.exact import settle
from daftar.reconcile.figures import Structure
from daftar.reconcile.system import Said, System, Told
from daftar.reconcile.toll import Toll

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daftar.model import Claim, Record
    from daftar.reconcile.lines import Line


@settings(max_examples=60, deadline=None)
@given(lines=systems())
def test_bounds_are_the_least_and_most_of_all_stories(lines: list[Line]) -> None:
    """Over random lines, contradicting or not: what the record would show is what enumerating every story finds."""
    wanted = {("killed", "all"): {"x": 1, "y": 1, "z": 1}, ("killed", "child"): {"y": 1}}
    spans = {group: Span(0, ("told",), None, (), None, ("told",)) for _, group in wanted}
    said = {n.claims: Said("killed", "all", n.low or 0, n.high, ("A",)) for n in lines if n.claims}
    told = Told("killed", Structure([], {}), {}, Toll(spans, {}))
    found = settle([told], System(lines, wanted, said, [], {}))
    for (outcome, group), terms in wanted.items():
        totals = [total(terms, world) for story in stories(lines) for world in worlds_of(story)]
        bounds = found.spans[outcome][group]
        assert (bounds.low, bounds.high) == (min(totals), max(totals))


KINDS = ("child", "woman", "man")
CAP = 9  # more than any number told: a world that reaches it stands for all beyond
#: How many children, women, men and others there are in each world.
WORLDS = np.stack(np.meshgrid(*[np.arange(CAP + 1)] * 4, indexing="ij"), axis=-1).reshape(-1, 4)


class Saying(NamedTuple):
    """What one claim says: a number of everybody or of one kind."""

    id: str
    group: str
    low: int
    high: int | None

    def true(self) -> np.ndarray:
        """The worlds in which it is."""
        number = people(self.group)
        return (number >= self.low) & (number <= (99 if self.high is None else self.high))


def people(group: str) -> np.ndarray:
    """How many there are of a group in each world."""
    return WORLDS.sum(axis=1) if group == "all" else WORLDS[:, KINDS.index(group)]


@st.composite
def quarrels(draw: st.DrawFn) -> tuple[list[Claim], list[Saying]]:
    """Two to four origins, each with a total and some with kinds among it; "at least" is of odd numbers only.

    ("At least nine" beside "nine" leaves the number open, a convention that is tested by its own case.)
    """
    claims: list[Claim] = []
    said: list[Saying] = []
    for at in range(draw(st.integers(2, 4))):
        report, by = f"r{at}", ("Civil Defence", "Health Ministry", "Observatory", "police")[at]
        open_ended = draw(st.booleans())
        low = draw(st.sampled_from((3, 5, 7) if open_ended else (2, 4, 6, 8)))
        claims.append(claim(f"{report}#0", f"{low}+" if open_ended else str(low), by=by, outlet=report))
        said.append(Saying(claims[-1].id, "all", low, None if open_ended else low))
        kinds = draw(st.lists(st.sampled_from(KINDS), max_size=2, unique=True)) if at < 3 else []
        for number, kind in enumerate(kinds, 1):
            count = draw(st.integers(2, 5))
            inside = {"part_of": f"{report}#0", "relation": "among", "at": number * 20}
            claims.append(claim(f"{report}#{number}", str(count), who=kind, by=by, outlet=report, **inside))
            said.append(Saying(claims[-1].id, kind, count, count))
    return claims, said


def _largest(said: list[Saying]) -> list[list[Saying]]:
    """Every largest set of what is said that some world has true."""
    everything = range(len(said))
    true = [one.true() for one in said]
    possible = [
        frozenset(some)
        for size in reversed(range(len(said) + 1))
        for some in combinations(everything, size)
        if np.logical_and.reduce([np.ones(len(WORLDS), bool), *(true[n] for n in some)]).any()
    ]
    found: list[frozenset[int]] = []
    for one in possible:
        if not any(one < other for other in found):
            found.append(one)
    return [[said[n] for n in one] for one in found]


def _extent(some: list[Saying], group: str) -> tuple[int, int | None]:
    left = _possible(some)
    number = np.where(left, people(group), -1)
    most = number.max()
    beyond = most >= CAP  # no number told comes near it
    return int(number[left].min()), None if beyond else int(most)


@settings(max_examples=30, deadline=None)
@given(given_=quarrels())
def test_a_record_of_contradicting_reports_is_what_enumeration_finds(
    given_: tuple[list[Claim], list[Saying]],
) -> None:
    """Each number's bounds reach from the least to the most of all stories, and every way out names one story."""
    claims, said = given_
    whole, readings = incident(claims)
    record = reconcile(whole, readings)
    told = _largest(said)
    for group in {one.group for one in said}:
        ends = [_extent(story, group) for story in told]
        tally = record.tally("killed", group)
        assert tally is not None
        assert tally.low.value == min(low for low, _ in ends)
        assert tally.high.value == (None if None in {h for _, h in ends} else max(h or 0 for _, h in ends))
    assert {frozenset(c.claims) for c in record.conflicts} == _alike(_smallest_impossible(said), said)
    _ways_out_are_stories(record, said, told)


def _smallest_impossible(said: list[Saying]) -> set[frozenset[str]]:
    """Every smallest set of claims that no world has true."""
    found: set[frozenset[str]] = set()
    for size in range(1, len(said) + 1):
        for some in combinations(said, size):
            ids = frozenset(one.id for one in some)
            if not any(one <= ids for one in found) and not _possible(some).any():
                found.add(ids)
    return found


def _possible(some: Iterable[Saying]) -> np.ndarray:
    return np.logical_and.reduce([np.ones(len(WORLDS), bool), *(one.true() for one in some)])


def _alike(sets: set[frozenset[str]], said: list[Saying]) -> set[frozenset[str]]:
    """The sets with all who say the same beside each one: the record names them together."""
    with_same = {one.id: {other.id for other in said if other[1:] == one[1:]} for one in said}
    return {frozenset(i for claim in one for i in with_same[claim]) for one in sets}


def _ways_out_are_stories(record: Record, said: list[Saying], told: list[list[Saying]]) -> None:
    """The ways out of all conflicts together are the stories, and cost what enumeration finds."""
    tied = {c for conflict in record.conflicts for c in conflict.claims}
    for conflict in record.conflicts:
        touching = [c for c in record.conflicts if {*c.claims} & {*conflict.claims}]
        if len(touching) < len(record.conflicts):
            continue  # it has ways out of its own, beside which the others stay
        left = {
            frozenset(one.id for one in said) - frozenset(one.id for one in story): _extent(
                story, conflict.group
            )
            for story in told
        }
        assert {frozenset(w.claims): (w.low, w.high) for w in conflict.ways_out} == left
        assert all(tied.issuperset(w.claims) for w in conflict.ways_out)


def test_bounds_of_contradicting_numbers_fit_each_other() -> None:
    """An army's two and a ministry's five children of 22: no fewer people were killed than the fewest children."""
    claims = [
        claim("r1#1", "2", by="army"),
        claim("r2#1", "22", by="Health Ministry"),
        claim("r2#2", "5", who="child", part_of="r2#1", relation="among", by="Health Ministry", at=20),
    ]
    whole, readings = incident(claims)
    record = reconcile(whole, readings)
    everybody, children = record.tally("killed"), record.tally("killed", "child")
    assert everybody is not None
    assert children is not None
    assert (everybody.low.value, everybody.high.value) == (2, 22)
    assert (children.low.value, children.high.value) == (0, 5)
    assert children.low.why == (
        "without 22 people (Health Ministry) and 5 children (Health Ministry) nothing says how many at least"
    )


def test_what_no_contradiction_touches_is_as_sharp_as_ever() -> None:
    """Two totals contradict each other, and of each of the two places the number still follows from what is left."""
    claims = [
        claim("r1#1", "22", by="Civil Defence"),
        claim("r2#1", "31", by="Health Ministry"),
        claim("r3#1", "9+", who="combatant", by="Observatory"),
        claim("r3#2", "10", who="civilian", part_of="r3#1", relation="others", by="Observatory", at=20),
    ]
    whole, readings = incident(claims)
    fighters = reconcile(whole, readings).tally("killed", "combatant")
    assert fighters is not None
    assert (fighters.low.value, fighters.high.value) == (9, 21)
    assert fighters.high.why == "follows from 31 people (Health Ministry) and 10 civilians (Observatory)"
