"""From the claims of an outcome to lines over its people: who is among whom, who shares nobody, what was counted.

Variables: the people of each outcome by cell (:mod:`daftar.reconcile.cells`), those with a trade, those whom one claim
speaks of where it has parts or is one, and the cells of each smaller incident inside. Lines: each standing figure bounds
its group on both sides; every other claim bounds the people it speaks of from below; parts that share nobody come to no
more than their total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.reconcile.cells import PEOPLE, Cells
from daftar.reconcile.figures import told_singly
from daftar.reconcile.lines import Line
from daftar.reconcile.needed import any_of, grounds
from daftar.reconcile.nodes import DISJOINT_FAMILIES
from daftar.reconcile.words import counted, harmed, incident_words, who

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.model import Record, Tally
    from daftar.reconcile.contradictions import Claims
    from daftar.reconcile.figures import Structure
    from daftar.reconcile.nodes import Figure, Node
    from daftar.reconcile.toll import Toll

__all__ = ["Either", "Said", "System", "Told", "only_figures", "system"]


class Told(NamedTuple):
    """What is told of one outcome: live claims by id as they stand to each other, and what counting them one by one gave.

    ``inside`` gives by group the tallies of smaller incidents that share nobody.
    """

    outcome: str
    shape: Structure
    nodes: Mapping[str, Node]
    toll: Toll
    inside: Mapping[str, Sequence[tuple[Record, Tally]]] = {}


class Said(NamedTuple):
    """What some claims say together: of which outcome and group, how many, and who says so, in words.

    ``spelled``: the outcome is said too, since claims of several stand beside each other. ``inside``: they are of an
    incident inside this one, and no rival figure of all its people.
    """

    outcome: str
    group: str
    low: int
    high: int | None
    by: tuple[str, ...]
    spelled: bool = False
    inside: bool = False

    @property
    def words(self) -> str:
        """``22 people (Civil Defence)``."""
        befell = f" {harmed(self.outcome)}" if self.spelled else ""
        return f"{counted(self.outcome, self.group, self.low, self.high)}{befell} ({', '.join(self.by)})"


class Either(NamedTuple):
    """One figure of people of two outcomes together ("thirty were killed or injured"): a claim of each, read from it."""

    one: Node
    other: Node


class System(NamedTuple):
    """Lines, the sums that are asked for by outcome and group, and what each of the claims in the lines says.

    ``closing`` are lines that hold by convention where nothing contradicts: they are never part of a conflict. ``opening``
    gives, for claims that point to a number of which others say "at least", those others: together they leave it open.
    """

    lines: list[Line]
    wanted: dict[tuple[str, str], dict[str, int]]
    said: dict[Claims, Said]
    closing: list[Line]
    opening: dict[Claims, list[Claims]]


def system(some: Sequence[Told], either: Sequence[Either] = ()) -> System:
    """The lines that follow from what is told of some outcomes that are tied to each other."""
    whole = System([], {}, {}, [], {})
    cells: dict[str, Cells] = {}
    for told in some:
        spoken = _spoken(told, either)
        cells[told.outcome] = own = Cells(told.outcome, spoken, _whole(told))
        build = _Build(told, own, whole, spelled=bool(either))
        build.standing()
        build.claims()
        build.parts()
        build.names()
        build.smaller_incidents(spoken)
        build.nobody_else()
        whole.lines.extend(_somebody(own, spoken))
        whole.wanted.update({(told.outcome, g): own.people(_only(g)) for g in told.toll.spans})
    for pair in either:
        _together(pair, cells, whole)
    ranks = {n.id: n.rank for told in some for n in told.nodes.values()}
    ranks.update((n.id, n.rank) for pair in either for n in pair)
    whole.lines.sort(key=lambda n: ranks.get(n.claims[0], len(ranks)) if n.claims else -1)
    return whole


def only_figures(told: Told) -> System:
    """The lines of standing figures alone, for conventions by which other claims do not bound a toll."""
    found = System([], {}, {}, [], {})
    _Build(told, Cells(told.outcome, frozenset(told.toll.spans)), found, parts=False).standing()
    return found


def _together(pair: Either, cells: Mapping[str, Cells], into: System) -> None:
    one, other = pair.one, pair.other
    groups = one.groups
    people = {
        **cells[one.claim.outcome or ""].people(groups),
        **cells[other.claim.outcome or ""].people(groups),
    }
    claims = (one.id, other.id)
    into.said[claims] = said = Said("harmed", _group_of(one), one.low, one.high, (who(one),), spelled=True)
    into.lines.append(Line(people, one.low, one.high, claims, said.words))


class _Build:
    """Adds the lines of one outcome. Without ``parts`` each group is reckoned by itself."""

    def __init__(
        self, told: Told, cells: Cells, into: System, *, parts: bool = True, spelled: bool = False
    ) -> None:
        self._told, self._cells, self._into, self._apart = told, cells, into, not parts
        self._spelled = spelled
        self._item: dict[str, Claims] = {}  # by claim id, the claims that say the same of the same people
        self._standing: set[str] = set()
        self._own = {} if self._apart else self._tied()

    def _say(
        self,
        terms: Mapping[str, int],
        claims: Claims,
        group: str,
        bounds: tuple[int, int | None],
        by: tuple[str, ...],
        *,
        follows: bool = False,
        inside: bool = False,
    ) -> None:
        said = Said(self._told.outcome, group, *bounds, by, self._spelled, inside)
        self._into.said.setdefault(claims, said)
        low = None if follows else bounds[0]
        self._into.lines.append(Line(terms, low, bounds[1], claims, said.words))

    def _fixed(self, total: Mapping[str, int], parts: Iterable[str]) -> None:
        self._into.lines.append(Line({**total, **dict.fromkeys(parts, -1)}, 0, None))

    def _tied(self) -> dict[str, str]:
        """A variable for the people of each claim that has parts or is one, by claim id."""
        shape = self._told.shape
        inside = [n.id for blocks in shape.inside.values() for b in blocks for n in b]
        beside = [n.id for b in shape.blocks if len(b) > 1 for n in b]
        return {c: f"{self._told.outcome} of claim {c}" for c in (*shape.inside, *inside, *beside)}

    def standing(self) -> None:
        """Figures that stand as the toll of a group bound it; those that say the same are one line."""
        for group, figures in self._told.toll.figures.items():
            alike: dict[tuple[int, int | None], list[Figure]] = {}
            for figure in sorted(figures, key=lambda f: f.rank):
                alike.setdefault((figure.low, figure.high), []).append(figure)
            claims = {b: any_of([f.claims for f in same]) for b, same in alike.items()}
            for bounds, same in alike.items():
                more = [c for (low, high), c in claims.items() if high is None and low == same[0].best]
                if more and bounds[1] is not None:
                    self._into.opening[claims[bounds]] = more
                self._stands(group, bounds, same, claims[bounds], alone=len(alike) == 1)

    def _stands(
        self,
        group: str,
        bounds: tuple[int, int | None],
        same: Sequence[Figure],
        claims: Claims,
        *,
        alone: bool,
    ) -> None:
        for figure in same:
            if len(figure.claims) == 1:
                self._item.setdefault(figure.claims[0], claims)
        self._standing.update(claims)
        by = tuple(dict.fromkeys(who(self._told.nodes[f.claims[0]]) for f in same))
        people = {f"{self._told.outcome} {group}": 1} if self._apart else self._cells.people(_only(group))
        if alone and bounds[1] == 1:  # "a man was killed" counts one of the dead, not all of them
            if not self._told_beside(group, same):
                self._into.closing.append(Line(people, None, 1, claims, "nobody else is told of"))
            bounds = (bounds[0], None)
        if alone and all(self._singly(f) for f in same):
            most = max(f.size for f in same)
            self._into.closing.append(Line(people, None, most, claims, "nobody else is told of"))
        listed = group == "all" and not self._apart and all(len(f.claims) > 1 for f in same)
        self._say(people, claims, group, bounds, by, follows=listed)  # its least follows from its members

    def _singly(self, figure: Figure) -> bool:
        return told_singly([self._told.nodes[c] for c in figure.claims])

    def _told_beside(self, group: str, same: Sequence[Figure]) -> bool:
        """Whether one person of a kind is told of beside a toll of everybody, and not as all of that kind among them."""
        nodes = [self._told.nodes[c] for f in same for c in f.claims]
        return (
            group != "all"
            and bool(self._told.toll.figures.get("all"))
            and all(n.claim.relation != "among" for n in nodes)
        )

    def _once(self) -> None:
        """Let what one origin says again of the same people be one with its first word."""
        alike: dict[tuple[object, ...], list[str]] = {}
        for node in self._told.nodes.values():
            if node.id not in self._item:
                alike.setdefault((node.root, node.groups, node.low, node.high), []).append(node.id)
        for claims in alike.values():
            self._item.update(dict.fromkeys(claims, tuple(claims)))

    def claims(self) -> None:
        """Each claim's own people are among everybody of their kind; where it has parts they are a variable."""
        self._once()
        for node in self._told.nodes.values():
            own = self._own.get(node.id)
            if node.figure.best is None and node.id not in self._standing and own is None:
                continue  # "dozens" that gave way to a number
            people, group = self._cells.people(node.groups), _group_of(node)
            item = self._item[node.id]
            if own is not None:
                self._say({own: 1}, item, group, (node.low, node.high), (who(node),))
                self._fixed(people, [own])
            elif len(node.groups) > 1 or node.id not in self._standing:
                self._say(people, item, group, (node.low, None), (who(node),))
            for role in self._cells.roles(node.groups):
                if len(node.groups) > 1:
                    self._say(role, item, group, (node.low, None), (who(node),))

    def parts(self) -> None:
        """Parts that share nobody come to no more than their total, nor do claims beside each other than everybody."""
        shape, nodes = self._told.shape, self._told.nodes
        for total, blocks in shape.inside.items():
            seen: set[frozenset[str]] = set()
            for some in (*blocks, *shape.part_sets(nodes[total])):
                names = frozenset(self._own[n.id] for n in some)
                if names in seen:
                    continue
                seen.add(names)
                self._fixed({self._own[total]: 1}, sorted(names))
                if _makes_up(nodes[total], some):
                    terms = {self._own[total]: 1, **dict.fromkeys(sorted(names), -1)}
                    self._into.closing.append(Line(terms, None, 0))
        for block in shape.blocks:
            if len(block) > 1:
                common = frozenset.intersection(*(n.groups for n in block))
                self._fixed(self._cells.people(common), [self._own[n.id] for n in block])

    def names(self) -> None:
        """People known by name, where they count. A group that only names tell of raises no other number."""
        for group, figure in self._told.toll.named.items():
            if group != "all" and not self._told.toll.figures.get(group):
                continue
            self._say(
                self._cells.people(_only(group)), figure.claims, group, (figure.low, None), ("by name",)
            )

    def smaller_incidents(self, spoken: frozenset[str]) -> None:
        """The people of incidents inside this one are some of its people, and share nobody with each other."""
        inside = self._told.inside
        pairs = inside.get("all") or [pair for some in inside.values() for pair in some]
        apart = []
        records = list({id(r): r for r, _ in pairs}.values())
        names = [incident_words(r.incident) for r in records]
        for record, name in zip(records, names, strict=True):
            cells = Cells(f"{self._told.outcome} in {record.incident.id}", spoken)
            by = name if names.count(name) == 1 else f"{name}, {record.incident.id}"
            self._smaller(record, cells, (f"toll of the smaller {by}",))
            self._into.lines.extend(_somebody(cells, spoken))
            apart.append(cells)
        for groups in [PEOPLE, *map(_only, sorted(spoken))] if apart else ():
            self._fixed(self._cells.people(groups), [v for one in apart for v in one.people(groups)])

    def _smaller(self, record: Record, cells: Cells, by: tuple[str]) -> None:
        for tally in record.tallies:
            if tally.outcome != self._told.outcome:
                continue
            people = cells.people(_only(tally.group))
            low, high = tally.low.value or 0, tally.high.value
            if tally.low.claims == tally.high.claims:
                self._say(people, grounds(tally.low), tally.group, (low, high), by, inside=True)
                continue
            if low:
                self._say(people, grounds(tally.low), tally.group, (low, None), by, inside=True)
            if high is not None:
                self._say(people, grounds(tally.high), tally.group, (0, high), by, inside=True)

    def nobody_else(self) -> None:
        """Where nobody speaks of everybody, and each kind told of has its number: they are everybody."""
        closed = self._told.toll.closed
        if closed is not None:
            said = Said(self._told.outcome, "all", 0, closed.high, ("nobody else is told of",))
            self._into.closing.append(
                Line(self._cells.people(), None, closed.high, closed.claims, said.words)
            )


def _somebody(cells: Cells, spoken: frozenset[str]) -> list[Line]:
    """Whoever has a trade is somebody."""
    return [Line({**cells.people(), **dict.fromkeys(role, -1)}, 0, None) for role in cells.roles(spoken)]


def _spoken(told: Told, either: Sequence[Either]) -> frozenset[str]:
    found = {g for n in told.nodes.values() for g in n.groups}.union(told.toll.spans)
    found.update(g for pair in either for g in pair.one.groups)
    for some in told.inside.values():
        found.update(t.group for r, _ in some for t in r.tallies if t.outcome == told.outcome)
    return frozenset(found - {"all"})


def _whole(told: Told) -> frozenset[int]:
    """The families of groups that everybody is in: those told of in full where nobody gives a toll of everybody."""
    figures = told.toll.figures
    if figures.get("all") or told.inside:
        return frozenset()
    return frozenset(at for at, family in enumerate(DISJOINT_FAMILIES) if all(figures.get(g) for g in family))


def _makes_up(total: Node, parts: Sequence[Node]) -> bool:
    """Whether parts of every kind are told to be what a total is made of, and can come to it.

    Of 22 killed ten were men, seven women and at least three children: then five were. Nine, *among them* two women, five
    men and a child, leave one of whom nothing is told.
    """
    groups = {g for n in parts for g in n.groups}
    if not any(groups.issuperset(family) for family in DISJOINT_FAMILIES):
        return False
    if any(n.claim.relation == "among" for n in parts):
        return False
    most = None if any(n.high is None for n in parts) else sum(n.high or 0 for n in parts)
    least = sum(n.low for n in parts)
    return (total.high is None or least <= total.high) and (most is None or most >= total.low)


def _only(group: str) -> frozenset[str]:
    return frozenset({group} - {"all"})


def _group_of(node: Node) -> str:
    return next(iter(node.groups)) if len(node.groups) == 1 else "all"
