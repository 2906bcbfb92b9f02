"""What was touched, joined anew: items into incidents across reports, with their ids."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    """What became of touched incidents, by id: ``made`` anew or of other items, ``gone``; what had parts before.

    ``regrouped`` counts the items that were joined anew, with those beside them.
    """

    made: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    had_parts: set[int] = field(default_factory=set)  # items of incidents that had parts
    regrouped: int = 0


def regroup(links: Links, weights: Weights, verdicts: Sequence[Verdict]) -> Changes:
    """Join all that is touched anew. ``verdicts`` are the standing decisions, newest first.

    Only what a change can reach is joined again. Whether two groups are joined at a pair depends on nothing but what these
    two hold by then. So where those that were touched, joined anew beside the groups that pairs tie them to, leave each of
    these as it was, then whatever lies beyond is as it was too; a group that is not left so is joined anew with them.
    """
    changes = Changes()
    same: dict[int, set[int]] = defaultdict(set)
    for verdict in verdicts:
        if verdict.kind == "same_incident":
            same[verdict.one].add(verdict.other)
            same[verdict.other].add(verdict.one)
    while touched := links.touched(_CHUNK):
        around = _Around(links, same)
        around.take_in(touched)
        clusters = _clusters(around, weights, verdicts)
        while other := around.changed_by(clusters):
            around.take_in(other)
            clusters = _clusters(around, weights, verdicts)
        own = [some for some in clusters if not around.rows.keys().isdisjoint(some)]
        items = around.compared()
        changes.regrouped += len(items)
        anchored = {around.rows[min(some, key=lambda at: telling(items[at]))].anchor: some for some in own}
        _settle(links, anchored, around.rows, changes)
    changes.gone -= changes.made
    return changes


class _Around:
    """Items that are joined anew, and the groups beside them that pairs tie them to. Lives for one turn of ``regroup``.

    ``rows`` are those to be joined anew: what was touched, with all that is one incident with it so far, that decisions tie to
    it, and that pairs tie to it and is in no incident yet. ``beside`` are the items of the groups beside them, by group.
    """

    def __init__(self, links: Links, same: Mapping[int, Collection[int]]) -> None:
        self._links = links
        self._same = same
        self._items: dict[int, Item] = {}
        self._pairs: dict[tuple[int, int], float] = {}
        self._others: dict[int, set[int]] = {}  # by item whose pairs are known
        self.weighed: dict[tuple[str, str], float] = {}
        # By items that hang together and how many pairs tie them: with more pairs of them in play it is another case.
        self.joined: dict[tuple[frozenset[int], int], list[list[int]]] = {}
        self.rows: dict[int, StoredItem] = {}
        self.beside: dict[str, list[int]] = {}

    def take_in(self, items: Iterable[int]) -> None:
        """Have these joined anew, with what hangs together with them."""
        incidents: set[str] = set()
        near: dict[int, StoredItem] = {}
        frontier = set(items)
        while frontier:
            new = {at: near[at] for at in frontier & near.keys()}
            new |= self._links.items(frontier - near.keys())
            self.rows.update(new)
            found = {at for one in frontier for at in self._same.get(one, ())}
            former = {one.incident for one in new.values() if one.incident is not None} - incidents
            incidents |= former
            for members in self._links.items_of(former).values():
                found.update(members)
            others = self._tied(frontier) - near.keys() - self.rows.keys()
            near |= self._links.items(others)
            found |= {at for at in others if near[at].incident is None}
            frontier = found - self.rows.keys()
        groups = {
            one.incident for at, one in near.items() if at not in self.rows and one.incident is not None
        }
        self.beside.update(self._links.items_of(groups - self.beside.keys()))
        for name in [name for name, members in self.beside.items() if members[0] in self.rows]:
            del self.beside[name]
        self._tied({at for members in self.beside.values() for at in members})

    def _tied(self, items: Collection[int]) -> set[int]:
        """The items that pairs tie to these."""
        new = {at: set[int]() for at in items if at not in self._others}
        pairs = self._links.weights_of(new)
        self._pairs.update(pairs)
        for one, other in pairs:
            if one in new:
                new[one].add(other)
            if other in new:
                new[other].add(one)
        self._others |= new
        return set().union(*(self._others[at] for at in items))

    def compared(self) -> dict[int, Item]:
        """All these items, those beside included, for comparing."""
        numbers = {*self.rows, *(at for members in self.beside.values() for at in members)}
        missing = numbers - self._items.keys()
        told = {at: self.rows[at].columns for at in missing & self.rows.keys()}
        told |= self._links.columns(missing - told.keys())
        self._items.update((at, compared(columns)) for at, columns in told.items())
        return {at: self._items[at] for at in numbers}

    def scored(self) -> dict[tuple[int, int], float]:
        """The pairs that matter: of two groups beside, none is ever joined with the other."""
        group = {at: name for name, members in self.beside.items() for at in members}
        group |= dict.fromkeys(self.rows, "")
        return {
            (one, other): weight
            for (one, other), weight in self._pairs.items()
            if one in group
            and other in group
            and (group[one] == group[other] or not group[one] or not group[other])
        }

    def changed_by(self, clusters: Iterable[Sequence[int]]) -> set[int]:
        """The items of the groups beside that are not as they were."""
        standing = {frozenset(members) for members in self.beside.values()}
        made = {frozenset(some) for some in clusters}
        return {at for one in standing - made for at in one}


def _clusters(around: _Around, weights: Weights, verdicts: Sequence[Verdict]) -> list[list[int]]:
    """These items in groups; what hangs together as it did the last time is not joined again."""
    items = around.compared()
    scored = around.scored()
    decided = [v for v in verdicts if v.one in items and v.other in items]
    of_item = _hanging(items, [*scored, *((v.one, v.other) for v in decided)])
    counts = Counter(of_item[one] for one, _ in scored)
    together: dict[int, list[int]] = defaultdict(list)
    for at in items:
        together[of_item[at]].append(at)
    states = {part: (frozenset(members), counts[part]) for part, members in together.items()}
    fresh = {part for part, state in states.items() if state not in around.joined}
    for part in fresh:
        around.joined[states[part]] = []
    by_key = {items[at].key: items[at] for part in fresh for at in together[part]}
    numbers = {items[at].key: at for part in fresh for at in together[part]}
    ordered = []
    for (one, other), weight in scored.items():
        if of_item[one] in fresh:
            a, b = sorted((items[one].key, items[other].key))
            ordered.append((weight, a, b))
    judged = [
        Judgement(items[v.one].key, items[v.other].key, same=v.kind == "same_incident")
        for v in decided
        if of_item[v.one] in fresh
    ]
    for keys in joined(by_key, ordered, judged, weights, around.weighed):
        cluster = [numbers[key] for key in keys]
        around.joined[states[of_item[cluster[0]]]].append(cluster)
    return [cluster for state in states.values() for cluster in around.joined[state]]


def _hanging(items: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each item the first one, in their order, of all that hang together with it by ties."""
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in ties:
        beside[one].append(other)
        beside[other].append(one)
    first: dict[int, int] = {}
    for start in items:
        waiting = [start] if start not in first else []
        while waiting:
            at = waiting.pop()
            if at not in first:
                first[at] = start
                waiting += beside.get(at, ())
    return first


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
