"""Figures: what one report says of one group, with parts inside totals and the others beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.reconcile.needed import all_of
from daftar.reconcile.nodes import DISJOINT_FAMILIES, Figure, disjoint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.reconcile.nodes import Node

__all__ = ["Structure", "plus", "structure", "told_singly"]


class Structure(NamedTuple):
    """Claims of one outcome as they stand to each other.

    ``blocks`` are the main statements: each a list of claims beside each other ("three soldiers and two civilians").
    ``inside`` gives, by the id of a total, the blocks that are among its people.
    """

    blocks: list[list[Node]]
    inside: dict[str, list[list[Node]]]

    def measure(self, block: Sequence[Node], group: str) -> Figure | None:
        """What ``block`` says of ``group``: its own count, or the sum of what its parts say. None if nothing.

        Where only some of the people are told about (two children in one town, nothing said of the next), the high is
        open.
        """
        if group == "all":
            return block[0].figure if len(block) == 1 else _of_all(block)
        if len(block) == 1:
            return self._measure_node(block[0], group)
        found = [(n, f) for n in block if (f := self._measure_node(n, group)) is not None]
        if not found:
            return None
        silent = [n for n in block if all(n is not m for m, _ in found)]
        whole = all(disjoint(n.groups, frozenset({group})) for n in silent) and not told_singly(block)
        return _of_some(plus([f for _, f in found]), whole=whole)

    def _measure_node(self, node: Node, group: str) -> Figure | None:
        if group in node.groups:
            return node.figure
        blocks = self.inside.get(node.id)
        if not blocks:
            return None
        said = [(b, f) for b in blocks if (f := self.measure(b, group)) is not None]
        if not said:
            return None
        if len(said) == 1:
            return _of_some(said[0][1], whole=any(group in n.groups for n in said[0][0]))
        chosen: list[tuple[list[Node], Figure]] = []
        for block, figure in sorted(said, key=lambda s: (-s[1].size, s[1].rank)):
            if all(apart(block, other) for other, _ in chosen):
                chosen.append((block, figure))
        figures = sorted((f for _, f in chosen), key=lambda f: f.rank)
        whole = len(chosen) == 1 and any(group in n.groups for n in chosen[0][0])
        return _of_some(plus(figures), whole=whole)

    def parts(self, total: Node) -> list[Node]:
        """The largest set of parts inside ``total`` that share nobody, in order of telling; fewer than two: none."""
        sets = self._options(total)
        best = max(sets, key=lambda s: (sum(n.low for n in s), len(s))) if sets else []
        return sorted(best, key=lambda n: n.rank) if len(best) > 1 else []

    def part_sets(self, total: Node) -> list[list[Node]]:
        """Sets of two and more parts inside ``total`` that share nobody: by place, by status, by age and sex."""
        return [one for one in self._options(total) if len(one) > 1]

    def _options(self, total: Node) -> list[list[Node]]:
        flat = [n for b in self.inside.get(total.id, ()) for n in b]
        if len(flat) < 2:
            return []
        options = [_spread([n for n in flat if n.groups <= total.groups and not _among(n)])]
        options += [[_largest(flat, g, family) for g in family] for family in DISJOINT_FAMILIES]
        return [[n for n in option if n is not None] for option in options]


def _of_all(block: Sequence[Node]) -> Figure:
    figure = plus([n.figure for n in block])
    return figure._replace(high=None) if told_singly(block) else figure


def told_singly(nodes: Sequence[Node]) -> bool:
    """Whether these are single people told of one after another, each in a sentence: at least so many, and not said to be all."""
    alone = len(nodes) > 1 and all(n.figure.low == n.figure.high == 1 for n in nodes)
    alone = alone and all(n.claim.relation in (None, "others") for n in nodes)
    return alone and len({(n.report, n.claim.passage) for n in nodes}) > 1


def _of_some(figure: Figure, *, whole: bool) -> Figure:
    return figure if whole else figure._replace(high=None)


def _among(node: Node) -> bool:
    return node.claim.relation == "among"


def plus(items: Sequence[Figure]) -> Figure:
    """The sum of figures that share nobody. It rests on all their claims; a figure without a best leaves none."""
    first = items[0]
    low = sum(f.low for f in items)
    high = None if any(f.high is None for f in items) else sum(f.high or 0 for f in items)
    best = None if any(f.best is None for f in items) else sum(f.best or 0 for f in items)
    claims = all_of(f.claims for f in items)
    pointing = () if best is None else all_of(f.shows for f in items)
    update = any(f.update for f in items)
    return Figure(low, high, best, claims, first.rank, first.report, first.root, update, pointing)


def apart(one: Sequence[Node], other: Sequence[Node]) -> bool:
    """Whether two blocks inside one total surely share nobody: other kinds of people, or other places."""
    return all(_apart(a, b) for a in one for b in other)


def _listed_singly(one: Node, other: Node) -> bool:
    """Whether two single people are named in one list: "including a boy of 17 and a boy of 10"."""
    a, b = one.claim, other.claim
    if not (_among(one) and _among(other)) or a.passage != b.passage or a.part_of != b.part_of:
        return False
    return one.figure.size == other.figure.size == 1 and a.count_worded != b.count_worded


def _apart(one: Node, other: Node) -> bool:
    if disjoint(one.groups, other.groups):
        return True
    if one.claim.report != other.claim.report:
        here, there = _place(one), _place(other)
        return here is not None and there is not None and here != there
    if _listed_singly(one, other):
        return True
    if _among(one) or _among(other):
        return False
    here, there = _place(one), _place(other)
    if here is not None and there is not None:
        return here != there
    # One and one told of in two sentences may be the same person again ("the man ... the driver").
    return one.claim.passage == other.claim.passage or min(one.low, other.low) > 1


def _place(node: Node) -> str | None:
    """The place of a claim, for telling parts apart: the gazetteer's id, else the wording."""
    place = node.reading.place
    if place is not None:
        return place.place.id if place.place is not None else place.name.casefold()
    return node.claim.place.text.casefold() if node.claim.place is not None else None


def _spread(nodes: list[Node]) -> list[Node | None]:
    chosen: list[Node | None] = []
    for node in sorted(nodes, key=lambda n: (-n.low, n.rank)):
        if all(_apart(node, other) for other in chosen if other is not None):
            chosen.append(node)
    return chosen


def _largest(nodes: list[Node], group: str, family: tuple[str, ...]) -> Node | None:
    """The part that speaks of ``group`` and of no other of its family."""
    fitting = [n for n in nodes if group in n.groups and len(n.groups.intersection(family)) == 1]
    return max(fitting, key=lambda n: (n.low, -n.rank)) if fitting else None


def structure(nodes: Sequence[Node], successor: dict[str, str], originals: dict[str, Node]) -> Structure:
    """Sort live claims into main statements and what is inside them.

    ``successor`` leads from a superseded claim to the one that replaced it, ``originals`` holds all claims by id, so
    that an update takes the place of what it updates and parts of an old total become parts of the new one.
    """
    live = {n.id: n for n in nodes}
    if not any(n.claim.part_of for n in nodes):
        return Structure([[n] for n in nodes], {})
    heads: dict[str, list[Node]] = {}
    above: dict[str, str | None] = {}
    for node in nodes:
        head, parent = _position(node, live, successor, originals)
        heads.setdefault(head, []).append(node)
        if above.get(head) is None:
            above[head] = parent
    blocks: list[list[Node]] = []
    inside: dict[str, list[list[Node]]] = {}
    head_of = {m.id: head for head, members in heads.items() for m in members}
    for head, members in heads.items():
        parent = above[head]
        if parent is None or _rings(head, head_of, above) or _misread(members, parent, live, above):
            blocks.append(members)
        else:
            inside.setdefault(parent, []).append(members)
    return Structure(blocks, inside)


def _position(
    node: Node, live: dict[str, Node], successor: dict[str, str], originals: dict[str, Node]
) -> tuple[str, str | None]:
    """The first claim of the block that ``node`` belongs to, and the id of the total which that block is inside."""
    seen = {node.id}
    head, at = node.id, node
    while at.claim.part_of is not None:
        target = at.claim.part_of
        relation = at.claim.relation
        if relation in {"update", "others"}:
            before = originals.get(target)
            if before is None or target in seen:
                return head, None
            seen.add(target)
            at = before
            if relation == "others":
                beside = live.get(_current(target, successor))
                if beside is None or beside.claim.report != node.claim.report:
                    return node.id, None  # what it stood beside is replaced by another report's figure
                head = beside.id
            continue
        parent = live.get(_current(target, successor))
        return head, parent.id if parent is not None and parent.id not in seen else None
    return head, None


def _misread(
    members: Sequence[Node], parent: str, live: dict[str, Node], above: dict[str, str | None]
) -> bool:
    """Whether the one thing said to be inside a total is larger than it: "ten children among 48", taken the wrong way.

    Several parts that come to too much are kept and shown as a sum that does not add up.
    """
    high = live[parent].high
    alone = len(members) == 1 and sum(1 for p in above.values() if p == parent) == 1
    return alone and high is not None and members[0].low > high


def _rings(head: str, head_of: dict[str, str], above: dict[str, str | None]) -> bool:
    """Whether going up from a block leads back to it: claims that are parts of each other are parts of nothing."""
    at, seen = head, set()
    while at not in seen:
        seen.add(at)
        parent = above[at]
        if parent is None:
            return False
        at = head_of[parent]
    return at == head


def _current(claim: str, successor: dict[str, str]) -> str:
    seen = set()
    while claim in successor and claim not in seen:
        seen.add(claim)
        claim = successor[claim]
    return claim
