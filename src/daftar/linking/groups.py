"""What was touched, joined anew: items into incidents across reports, with their ids."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from daftar.link.across import joined
from daftar.link.cluster import Judgement
from daftar.link.merge import telling
from daftar.linking.stored import compared
from daftar.store import LinkedIncident

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from daftar.link.features import Item
    from daftar.link.weights import Weights
    from daftar.store import Links, StoredItem

__all__ = ["Changes", "Verdict", "regroup"]

_SHORT = 10  # digits of an id; where two begin alike both are given more of them
_LONG = 32
_CHUNK = 2_000  # touched items taken on at a time


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on two items, as it is found in the store. ``kind`` is the decision's."""

    decision: str
    kind: str
    one: int
    other: int


@dataclass(slots=True)
class Changes:
    """What became of touched incidents, by id: ``made`` anew or of other items, ``gone``; what had parts before."""

    made: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    had_parts: set[int] = field(default_factory=set)  # items of incidents that had parts


def regroup(links: Links, weights: Weights, verdicts: Sequence[Verdict]) -> Changes:
    """Join all that is touched anew. ``verdicts`` are the standing decisions, newest first."""
    changes = Changes()
    same: dict[int, set[int]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.kind == "same_incident":
            same[verdict.one].add(verdict.other)
            same[verdict.other].add(verdict.one)
    while touched := links.touched(_CHUNK):
        rows, scored = _hanging_together(links, touched, same)
        items = {at: compared(row.columns) for at, row in rows.items()}
        clusters = _clusters(items, scored, weights, verdicts)
        anchored = {rows[min(some, key=lambda at: telling(items[at]))].anchor: some for some in clusters}
        _settle(links, anchored, rows, changes)
    changes.gone -= changes.made
    return changes


def _hanging_together(
    links: Links, touched: Iterable[int], same: Mapping[int, Collection[int]]
) -> tuple[dict[int, StoredItem], dict[tuple[int, int], float]]:
    """The touched items with all that hang together with them by pairs, by decisions, or by having been one incident."""
    rows: dict[int, StoredItem] = {}
    scored: dict[tuple[int, int], float] = {}
    incidents: set[str] = set()
    frontier = set(touched)
    while frontier:
        new = links.items(frontier)
        rows.update(new)
        found = {at for one in frontier for at in same.get(one, ())}
        for pair in links.pairs(frontier):
            scored[pair.one, pair.other] = pair.weight
            found |= {pair.one, pair.other}
        former = {one.incident for one in new.values() if one.incident is not None} - incidents
        incidents |= former
        for members in links.items_of(former).values():
            found.update(members)
        frontier = found - rows.keys()
    return rows, scored


def _clusters(
    items: Mapping[int, Item],
    scored: Mapping[tuple[int, int], float],
    weights: Weights,
    verdicts: Sequence[Verdict],
) -> list[list[int]]:
    numbers = {item.key: at for at, item in items.items()}
    ordered = []
    for (one, other), weight in scored.items():
        a, b = sorted((items[one].key, items[other].key))
        ordered.append((weight, a, b))
    judged = [
        Judgement(items[v.one].key, items[v.other].key, same=v.kind == "same_incident")
        for v in verdicts
        if v.one in items and v.other in items
    ]
    by_key = {item.key: item for item in items.values()}
    groups = joined(by_key, ordered, judged, weights)
    return [[numbers[key] for key in keys] for keys in groups]


def _settle(
    links: Links,
    anchored: Mapping[str, Sequence[int]],
    rows: Mapping[int, StoredItem],
    changes: Changes,
) -> None:
    """Give clusters (items by anchor) their ids, and note which are others than before."""
    former: dict[str, set[int]] = defaultdict(set)
    for at, row in rows.items():
        if row.incident is not None:
            former[row.incident].add(at)
    before = links.incidents(former)
    changes.had_parts.update(at for one, some in former.items() if before[one].whole for at in some)
    links.drop_incidents(former)
    named = _named(links, anchored, {one.anchor for one in before.values()}, changes)
    kept = []
    for anchor, members in anchored.items():
        name = named[anchor]
        if former.get(name) == set(members):
            kept.append(before[name])
        else:
            changes.made.add(name)
            kept.append(LinkedIncident(id=name, anchor=anchor))
    changes.gone |= former.keys() - set(named.values())
    links.put_incidents(kept)
    links.settle({at: named[anchor] for anchor, members in anchored.items() for at in members})


def _named(
    links: Links, anchors: Collection[str], former: Collection[str], changes: Changes
) -> dict[str, str]:
    """Ids for incidents by anchor; another that begins like one of these, or like one that went, may get another id."""
    begun: dict[str, list[str]] = defaultdict(list)
    for anchor in anchors:
        begun[anchor[:_SHORT]].append(anchor)
    others = links.named_like(begun.keys() | {anchor[:_SHORT] for anchor in former})
    for other in others:
        begun[other.anchor[:_SHORT]].append(other.anchor)
    ids = {
        anchor: f"i-{anchor[: _SHORT if len(alike) == 1 else _LONG]}"
        for alike in begun.values()
        for anchor in alike
    }
    for other in others:
        name = ids[other.anchor]
        if name != other.id:
            members = links.items_of([other.id])[other.id]
            links.drop_incidents([other.id])
            links.put_incidents([replace(other, id=name)])
            links.settle(dict.fromkeys(members, name))
            changes.gone.add(other.id)
            changes.made.add(name)
            changes.had_parts.update(members if other.whole else ())
    return {anchor: ids[anchor] for anchor in anchors}
