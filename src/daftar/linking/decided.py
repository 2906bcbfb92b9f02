"""People's decisions on incidents, as they stand: what each is about now, and which later one took its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.link.anchors import standing
from daftar.linking.relink import KINDS, verdicts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.linking.groups import Verdict
    from daftar.model import Decision
    from daftar.store import Links, Store

__all__ = ["WITHDRAWN", "Decided", "decided"]

WITHDRAWN = "withdrawn"
"""The kind of a decision that takes an earlier one back and says nothing else."""


class Decided(NamedTuple):
    """One decision on two incidents.

    ``incidents`` are those that it is about today, None where its words are no longer found. ``replaced`` is the id of the
    later decision on the same two that holds instead, ``withdrawn`` that of the one that took it back; None where there is
    none. ``holds`` says whether the incidents are as it says.
    """

    decision: Decision
    incidents: tuple[str, str] | None
    replaced: str | None
    withdrawn: str | None
    holds: bool


def decided(store: Store, reader: str) -> list[Decided]:
    """Every decision on two incidents, in the order they were taken. Raises StoreError."""
    every = tuple(store.decisions())
    taken_back = {d.supersedes: d.id for d in every if d.supersedes is not None}
    on_two = sorted((d for d in every if d.kind in KINDS), key=lambda d: (d.at, d.id))
    with store.linking() as links:
        verdicts = {v.decision: v for v in verdicts_of(links, reader, on_two)}
        now = _now(links, verdicts.values())
        wholes = links.part_of(set(now.values()))
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
    return found


def _two(verdict: Verdict) -> frozenset[int]:
    return frozenset((verdict.one, verdict.other))


def _now(links: Links, verdicts: Iterable[Verdict]) -> dict[int, str]:
    """The incident that each item decided on is in today."""
    numbers = {at for one in verdicts for at in (one.one, one.other)}
    return {number: row.incident or "" for number, row in links.items(numbers).items()}


def _holds(kind: str, both: tuple[str, str], wholes: Mapping[str, str | None]) -> bool:
    one, other = both
    if kind == "part_of":
        return one != other and wholes.get(one) == other
    return (one == other) == (kind == "same_incident")
