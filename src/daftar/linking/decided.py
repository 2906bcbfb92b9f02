"""People's decisions on incidents, as they stand: what each is about now, and which later one took its place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from daftar.link.anchors import standing
from daftar.linking.relink import KINDS, verdicts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.linking.groups import Verdict
    from daftar.model import Decision
    from daftar.store import Links, Store

__all__ = ["WITHDRAWN", "Decided", "Step", "decided", "shaping", "way_up"]

WITHDRAWN = "withdrawn"
"""The kind of a decision that takes an earlier one back and says nothing else."""


class Decided(NamedTuple):
    """One decision on two incidents.

    ``incidents`` are those that it is about today, None where its words are no longer found. ``replaced`` is the id of the
    later decision on the same two that holds instead, ``withdrawn`` that of the one that took it back; None where there is
    none. ``holds`` says whether the incidents are as it says. Where they are not, ``against`` are the decisions on parts that
    stand in its way, if any, and ``ring`` says that an incident would be a part of itself by it.
    """

    decision: Decision
    incidents: tuple[str, str] | None
    replaced: str | None
    withdrawn: str | None
    holds: bool
    against: tuple[str, ...] = ()
    ring: bool = False

    @property
    def stands(self) -> bool:
        """Whether the incidents are as it says because it says so: nobody took it back or decided otherwise later."""
        return self.holds and self.replaced is None and self.withdrawn is None


class Step(NamedTuple):
    """That one incident is part of another today, and the standing decision by which it is; None where reports tell so."""

    part: str
    whole: str
    decision: str | None


def decided(store: Store, reader: str) -> list[Decided]:
    """Every decision on two incidents, in the order they were taken. Raises StoreError."""
    every = tuple(store.decisions())
    taken_back = {d.supersedes: d.id for d in every if d.supersedes is not None}
    on_two = sorted((d for d in every if d.kind in KINDS), key=lambda d: (d.at, d.id))
    if not on_two:
        return []
    with store.linking() as links:
        verdicts = {v.decision: v for v in verdicts_of(links, reader, on_two)}
        now = _now(links, verdicts.values())
        wholes = _wholes(links, now.values())
    latest: dict[frozenset[int], Verdict] = {}
    for one in standing(on_two):  # the newest first
        if one.id not in taken_back and one.id in verdicts:
            latest.setdefault(_two(verdicts[one.id]), verdicts[one.id])
    found = []
    for one in on_two:
        verdict = verdicts.get(one.id)
        if verdict is None:
            found.append(Decided(one, None, None, taken_back.get(one.id), holds=False))
            continue
        newest = latest.get(_two(verdict))
        replaced = newest.decision if newest is not None and newest.decision != one.id else None
        both = (now[verdict.one], now[verdict.other])
        holds = _holds(one.kind, both, wholes)
        found.append(Decided(one, both, replaced, taken_back.get(one.id), holds=holds))
    by = _by(found)
    return [_in_its_way(one, wholes, by) for one in found]


def shaping(found: Iterable[Decided], incident: str) -> list[Decided]:
    """Those that stand and are about this incident: it is what it is by them too."""
    return [one for one in found if one.stands and one.incidents is not None and incident in one.incidents]


def way_up(store: Store, reader: str, part: str, whole: str) -> list[Step]:
    """How ``part`` is a part of ``whole`` today, step by step; empty where it is not. Raises StoreError."""
    by = _by(decided(store, reader))
    with store.linking() as links:
        path = _path(_wholes(links, [part]), part, whole)
    return [Step(one, other, by.get((one, other))) for one, other in pairwise(path)]


def _by(found: Iterable[Decided]) -> dict[tuple[str, str], str]:
    """The standing decision by which an incident is part of another, by the ids of both."""
    return {
        d.incidents: d.decision.id for d in found if d.stands and d.incidents and d.decision.kind == "part_of"
    }


def _in_its_way(one: Decided, wholes: Mapping[str, str], by: Mapping[tuple[str, str], str]) -> Decided:
    """``one`` with what stands in its way, where it is a word on parts that nobody took back and that does not hold."""
    if one.decision.kind != "part_of" or one.incidents is None or one.holds or one.replaced or one.withdrawn:
        return one
    part, whole = one.incidents
    path = [part] if part == whole else _path(wholes, whole, part)
    steps = list(pairwise(path)) if path else [(part, wholes.get(part, ""))]
    return one._replace(against=tuple(by[step] for step in steps if step in by), ring=bool(path))


def _wholes(links: Links, incidents: Iterable[str]) -> dict[str, str]:
    """What these incidents are part of, and what those are part of in turn."""
    found: dict[str, str] = {}
    frontier = set(incidents)
    while frontier:
        more = {part: whole for part, whole in links.part_of(frontier).items() if whole is not None}
        frontier = set(more.values()) - found.keys() - more.keys()
        found |= more
    return found


def _path(wholes: Mapping[str, str], part: str, whole: str) -> Sequence[str]:
    """The incidents from ``part`` up to ``whole``; empty where that is not above it."""
    path = [part]
    while (above := wholes.get(path[-1])) is not None and above not in path:
        path.append(above)
        if above == whole:
            return path
    return []


def _two(verdict: Verdict) -> frozenset[int]:
    return frozenset((verdict.one, verdict.other))


def _now(links: Links, verdicts: Iterable[Verdict]) -> dict[int, str]:
    """The incident that each item decided on is in today."""
    numbers = {at for one in verdicts for at in (one.one, one.other)}
    return {number: row.incident or "" for number, row in links.items(numbers).items()}


def _holds(kind: str, both: tuple[str, str], wholes: Mapping[str, str]) -> bool:
    one, other = both
    if kind == "part_of":
        return one != other and wholes.get(one) == other
    return (one == other) == (kind == "same_incident")
