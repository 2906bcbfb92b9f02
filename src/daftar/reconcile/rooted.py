"""Who stands behind each number of a record, and behind each part that it needs.

A sum is as well corroborated as its least corroborated part: where each of two towns' dead is told by one origin alone, the
dead of both are not told by two. After Iraq Body Count's rule of two independent sources (iraqbodycount.org, Methods) and
OHCHR, Guidance on Casualty Recording (2019), which hold of every figure that is published, not of the list of its sources.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from daftar.model import Part
from daftar.reconcile.needed import needed
from daftar.reconcile.nodes import nodes_of
from daftar.reconcile.words import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from daftar.model import Bound, Descent, Reading, Record, Tally
    from daftar.reconcile.nodes import Node
    from daftar.reconcile.sources import Sources

__all__ = ["Rooted", "rooted"]

_NAMED = "people known by name"


class _Inside(NamedTuple):
    """A number of an incident inside: what it comes to, which incident's it is, and every claim that stands behind it."""

    words: str
    incident: str
    claims: tuple[str, ...]


_Parts: TypeAlias = "dict[tuple[str, tuple[str, ...]], _Inside]"


class Rooted(NamedTuple):
    """Gives the numbers of an incident their origins. ``sources`` are those of its claims and of the incidents inside it."""

    sources: Sources
    nodes: Sequence[Node]
    inside: _Parts

    def tally(self, tally: Tally) -> Tally:
        """``tally`` with the independent origins of each of its numbers: of all claims that give it, whoever was first."""
        best = None if tally.best is None else self._bound(tally, tally.best, "best")
        low, high = self._bound(tally, tally.low, "low"), self._bound(tally, tally.high, "high")
        return replace(tally, low=low, best=best, high=high)

    def _bound(self, tally: Tally, bound: Bound, end: str) -> Bound:
        same: list[str] = []
        if bound.value is not None:
            about = (n for n in self.nodes if n.asserted and n.claim.outcome == tally.outcome)
            same = [
                n.id for n in about if getattr(n.figure, end) == bound.value and _of_group(n, tally.group)
            ]
        parts = self._parts(tally, bound, same) if bound.value else ()
        behind = [c for claims in needed(bound.claims) for c in self._behind(tally.outcome, claims)]
        roots = self.sources.behind([*bound.claims, *behind, *same])
        return replace(bound, claims=tuple(bound.claims), roots=roots, parts=parts)

    def _parts(self, tally: Tally, bound: Bound, same: Sequence[str]) -> tuple[Part, ...]:
        """The parts that a number needs, none where it is given outright; ``same`` are claims that give the whole of it."""
        every = needed(bound.claims)
        if len(every) == 1 and (tally.outcome, every[0]) not in self.inside:
            return ()
        own = {n.id: n for n in self.nodes}
        found: dict[tuple[object, ...], Part] = {}
        for claims in every:
            inside = self.inside.get((tally.outcome, claims))
            roots = self.sources.behind([*self._behind(tally.outcome, claims), *same])
            incident, words = (None, _NAMED) if inside is None else (inside.incident, inside.words)
            if inside is None and (first := own.get(claims[0])) is not None:
                words = counted(first.claim.outcome or "", _group_of(first), first.low, first.high)
            key = (claims[0], incident, roots)  # what several sums have in common is told once
            more = dict.fromkeys((*(found[key].claims if key in found else ()), *claims))
            found[key] = Part(claims=tuple(more), roots=roots, incident=incident, words=words)
        return tuple(found.values())

    def _behind(self, outcome: str, claims: tuple[str, ...]) -> tuple[str, ...]:
        inside = self.inside.get((outcome, claims))
        return claims if inside is None else inside.claims


def rooted(
    sources: Sources,
    nodes: Sequence[Node],
    own: Sequence[Reading],
    children: Sequence[Record],
    by_id: Mapping[str, Reading],
    *,
    published: Mapping[str, dt.date | None],
    descents: Sequence[Descent],
) -> Rooted:
    """Give the numbers of the incident of the readings ``own`` their origins, also those that rest on the records ``children``."""
    inside = _of_children(children, by_id, frozenset(n.id for n in nodes))
    known = {r.claim.id for r in own}
    under = dict.fromkeys(c for one in inside.values() for c in one.claims)
    more = [by_id[claim] for claim in under if claim in by_id and claim not in known]
    if not more:
        return Rooted(sources, nodes, inside)
    lineage = tuple(dict.fromkeys([*descents, *(d for record in children for d in record.descents)]))
    return Rooted(sources.with_parts(nodes_of([*own, *more], published), lineage), nodes, inside)


def _of_children(children: Sequence[Record], by_id: Mapping[str, Reading], own: frozenset[str]) -> _Parts:
    """The numbers of incidents inside, and what those need, by outcome and the claims they rest on."""
    found: _Parts = {}
    for record in children:
        for tally in record.tallies:
            same = tally.low.claims == tally.high.claims
            for bound in (tally.low, tally.best, tally.high):
                for part in _leaves(record, tally, bound, same=same):
                    if not own.issuperset(part.claims):
                        behind = _claims_of(record, tally.outcome, part, by_id)
                        told = _Inside(part.words, part.incident or record.incident.id, behind)
                        found.setdefault((tally.outcome, part.claims), told)
    return found


def _leaves(record: Record, tally: Tally, bound: Bound | None, *, same: bool) -> Iterator[Part]:
    if bound is None or not bound.claims:
        return
    if bound.parts:
        yield from bound.parts
        return
    low = tally.low.value or 0 if same or bound is not tally.high else 0
    high = tally.high.value if same or bound is tally.high else None
    if bound is tally.best and bound.value is not None:
        low = high = bound.value
    words = counted(tally.outcome, tally.group, low, high)
    yield Part(claims=bound.claims, roots=bound.roots, incident=record.incident.id, words=words)


def _claims_of(record: Record, outcome: str, part: Part, by_id: Mapping[str, Reading]) -> tuple[str, ...]:
    """The claims of a part, and what else its origins say of the outcome in the record."""
    origins: Iterable[str] = (
        claim
        for root in (*record.roots, *record.unsure, *record.inside)
        if root.id in part.roots
        for claim in root.claims
        if claim in by_id and by_id[claim].claim.outcome == outcome
    )
    return tuple(dict.fromkeys((*part.claims, *origins)))


def _of_group(node: Node, group: str) -> bool:
    return group in node.groups or (group == "all" and not node.groups)


def _group_of(node: Node) -> str:
    return next(iter(node.groups)) if len(node.groups) == 1 else "all"
