"""Independent origins behind an incident and behind each of its numbers: who knows it, as against who repeats it.

A claim goes back to whom its words name; where they name an outlet, to whom that outlet's own report names; where an
outlet says it in its own name, to the report whose words it has, to the one origin that it quotes, or to what its own
people asked or saw. What cannot be followed further may be any of the origins that are known, and is not counted again.

After OHCHR, Guidance on Casualty Recording (2019): sources are independent where they do not draw on each other; and Iraq
Body Count's method (iraqbodycount.org, Methods): reports that go back to one agency or official are one source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from daftar.codebook.independence import independence
from daftar.languages.copying import outlet_name, sent_by
from daftar.model import Origin, Root
from daftar.model.origins import fold, root_of
from daftar.reconcile.known import Known, Source, independent_of_each_other, is_named
from daftar.reconcile.nodes import unattributed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.model import Claim, Descent, Quote
    from daftar.reconcile.nodes import Node

__all__ = ["Sources", "trace"]

_WHOLE = ("translates", "reprints", "copies", "same_words", "draws_on")
_UNSURE = "unsure"
_DEEPEST = 100  # outlets that have it from each other in a row: beyond, whose knowledge it is is not told


class Sources(NamedTuple):
    """What the claims of an incident go back to.

    ``keys`` gives for each claim what tells its origin from others for counting: ``""`` where it is one of several,
    unknown which, and one and the same for all that may be any. ``ids`` are of origins that assert anything. ``roots`` are
    the independent origins and ``unsure`` those that may be one of them, in order of telling; ``inside`` those of
    incidents inside this one alone. ``of_claim`` gives each claim's origin.
    """

    keys: Mapping[str, str]
    roots: tuple[Root, ...]
    unsure: tuple[Root, ...]
    of_claim: Mapping[str, Source]
    ids: Mapping[str, str]
    inside: tuple[Root, ...] = ()

    def behind(self, claims: Iterable[str]) -> tuple[str, ...]:
        """The ids of the independent origins behind some claims; an origin that only fears or supposes stands behind none."""
        sources = (self.of_claim[c] for c in claims if c in self.of_claim)
        found = [s for s in sources if s.key in self.ids]
        return tuple(self.ids[s.key] for s in independent_of_each_other(found))

    def with_parts(self, every: Sequence[Node], descents: Sequence[Descent]) -> Sources:
        """These and the origins behind incidents inside this one, whose claims are among ``every``, this one's with them.

        An origin that tells of this one, too, keeps its id.
        """
        whole = trace(every, descents)
        ids: dict[str, str] = {}
        for claim, source in self.of_claim.items():
            if claim in whole.of_claim and source.key in self.ids:
                ids.setdefault(whole.of_claim[claim].key, self.ids[source.key])
        names = {number: key for key, number in whole.ids.items()}
        inside: list[Root] = []
        for root in (*whole.roots, *whole.unsure):
            if names[root.id] not in ids:
                ids[names[root.id]] = new = f"o{len(self.ids) + len(inside) + 1}"
                inside.append(replace(root, id=new))
        return self._replace(of_claim=whole.of_claim, ids={**self.ids, **ids}, inside=tuple(inside))


def trace(nodes: Sequence[Node], descents: Sequence[Descent] = ()) -> Sources:
    """What each of the claims (``nodes``, in order of telling) goes back to.

    ``descents`` say which reports have their words from which; without them claims are followed by the origins that they
    name, and by sentences that outlets print in the same words.
    """
    walk = _Walk(nodes, descents)
    of_claim = {n.id: s for n in nodes if (s := walk.source(n)) is not None}
    first: dict[str, Source] = {}
    for source in of_claim.values():
        if source.key not in first or source.rank < first[source.key].rank:
            first[source.key] = source
    asserted = {of_claim[n.id].key for n in nodes if n.asserted and n.id in of_claim}
    ordered = sorted(first.values(), key=lambda s: (s.key not in asserted, s.rank, s.key))
    ids = {source.key: f"o{number}" for number, source in enumerate(ordered, 1) if source.key in asserted}
    counted = (
        {s.key for s in independent_of_each_other(s for s in ordered if s.key in asserted)}
        if asserted
        else set()
    )
    roots = [_root(s, nodes, of_claim, ids) for s in ordered if s.key in asserted]
    sure = tuple(r for s, r in zip(ordered, roots, strict=False) if s.key in counted)
    unsure = tuple(r for s, r in zip(ordered, roots, strict=False) if s.key not in counted)
    keys = {n.id: _key(of_claim.get(n.id), counted) for n in nodes}
    return Sources(keys, sure, unsure, of_claim, ids)


def _key(source: Source | None, counted: set[str]) -> str:
    if source is None:
        return ""
    return source.key if source.key in counted or not source.vague else _UNSURE


def _root(
    source: Source, nodes: Sequence[Node], of_claim: Mapping[str, Source], ids: Mapping[str, str]
) -> Root:
    members = [n for n in nodes if n.asserted and n.id in of_claim and of_claim[n.id].key == source.key]
    return Root(
        id=ids[source.key],
        origin=source.origin,
        claims=tuple(m.id for m in members),
        reports=tuple(dict.fromkeys(m.report for m in members)),
    )


class _Ring(Exception):  # noqa: N818 - no error: the walk begins anew, and stops at the claim named
    """Raised where following a claim comes back to it."""

    def __init__(self, head: str) -> None:
        super().__init__(head)
        self.head = head


class _Walk:
    """Follows claims to their origins. Lives for one call of :func:`trace`."""

    def __init__(self, nodes: Sequence[Node], descents: Sequence[Descent]) -> None:
        self.by_report: dict[str, list[Node]] = defaultdict(list)
        self.by_outlet: dict[str, list[Node]] = defaultdict(list)
        self.first_words: dict[str, Node] = {}
        for node in nodes:
            self.by_report[node.report].append(node)
            self.by_outlet[_outlet(_publisher(node.claim))].append(node)
            if unattributed(node.claim) and (words := fold(node.claim.passage.text)):
                self.first_words.setdefault(words, node)
        self.whole: dict[str, list[Descent]] = defaultdict(list)
        self.partly: dict[str, list[Descent]] = defaultdict(list)
        self.gathers: dict[str, Descent] = {}
        for one in sorted(descents, key=lambda d: _WHOLE.index(d.kind) if d.kind in _WHOLE else 0):
            if one.kind == "gathers":
                self.gathers.setdefault(one.report, one)
            elif one.kind in {"repeats", "credits"} or (one.kind == "same_words" and one.share is None):
                self.partly[one.report].append(one)
            elif one.kind in _WHOLE:
                self.whole[one.report].append(one)
        self.known = Known(
            origin
            for n in nodes
            if (origin := root_of(n.claim)) is not None and not unattributed(n.claim) and is_named(origin)
        )
        self.found: dict[str, Source | None] = {}
        self.open: dict[str, Node] = {}  # being followed, in order
        self.heads: set[str] = set()  # claims that rings are cut at

    def source(self, node: Node) -> Source | None:
        """Whose knowledge the claim is; None where it is one of several, unknown which, or very far.

        Outlets that have it from each other in a ring are cut at whoever of them gathered it, else at who told it first:
        that one counts as it would if it named nobody, or only whom it names.
        """
        while True:
            try:
                return self._follow(node)
            except _Ring as ring:
                self.heads.add(ring.head)
                self.open.clear()

    def _follow(self, node: Node) -> Source | None:
        if node.id in self.found:
            return self.found[node.id]
        if node.id in self.open:
            members = list(self.open.values())[list(self.open).index(node.id) :]
            uncut = [n for n in members if n.id not in self.heads]
            if uncut:
                raise _Ring(min(uncut, key=lambda n: (n.report not in self.gathers, n.rank, n.id)).id)
            return None
        if len(self.open) > _DEEPEST:
            return None
        self.open[node.id] = node
        found = self._own(node) if unattributed(node.claim) else self._attributed(node)
        del self.open[node.id]
        self.found[node.id] = found
        return found

    def _attributed(self, node: Node) -> Source | None:
        origin = root_of(node.claim)
        assert origin is not None
        name = origin.organisation or origin.name or ""
        if origin.kind == "media" or _outlet(name) in self.by_outlet:
            return self._outlet(node, origin, name)
        if not is_named(origin) and not self.known.speaks(origin):
            return self._unnamed(node, origin)
        key = self.known.key(origin)
        if key is None:
            return Source(f"perhaps {fold(name)}", origin, node.rank, vague=True)
        return Source(key, origin, node.rank)

    def _outlet(self, node: Node, origin: Origin, name: str) -> Source | None:
        """What an outlet that the words name knows: what its reporter saw, or what its own report goes back to."""
        publisher = _publisher(node.claim)
        sender = sent_by(origin.quote.text if origin.quote is not None else name)
        if sender is not None:
            sender = sender or publisher or ""
            origin = replace(origin, name=sender or None, organisation=None)
            return Source(
                f"outlet {_outlet(sender) or node.report}", origin, node.rank, gatherer=_outlet(sender)
            )
        if not is_named(origin):
            return self._unnamed(node, origin)
        outlet = _outlet(name)
        if outlet == _outlet(publisher):
            return self._own(node)
        theirs = [
            n
            for n in self.by_outlet.get(outlet, ())
            if n.report != node.report and not (n.day and node.day and n.day > node.day)
        ]
        if theirs and node.id not in self.heads:
            return self._of(_match(node, theirs), theirs)
        return Source(f"outlet {outlet}", replace(origin, name=outlet_name(name)), node.rank, vague=True)

    def _of(self, match: Node | None, theirs: Sequence[Node]) -> Source | None:
        """The origin of the claim that is repeated, or of all that the outlet tells where that is one."""
        if match is not None:
            return self._follow(match)
        found = {s.key: s for n in theirs if (s := self._follow(n)) is not None}
        return next(iter(found.values())) if len(found) == 1 else None

    def _unnamed(self, node: Node, origin: Origin) -> Source | None:
        repeated = self._repeated(node)
        if repeated is not None:
            return self._follow(repeated)
        gatherer = next(
            (
                _outlet(link.name)
                for link in reversed(node.claim.origin[:-1])
                if link.kind == "media" and link.quote
            ),
            "",
        )
        gathers = self.gathers.get(node.report)
        passage = node.claim.passage
        if not gatherer and gathers is not None and gathers.quote is not None:
            inside = passage.part == "text" and passage.start <= gathers.quote.start < passage.end
            gatherer = _outlet(gathers.outlet) if inside else ""
        key = f"{origin.kind} {f'told {gatherer}' if gatherer else f'in {node.report}'}"
        return Source(key, origin, node.rank, named=False, gatherer=gatherer)

    def _own(self, node: Node) -> Source | None:
        """What an outlet says in its own name."""
        repeated = self._repeated(node)
        if repeated is not None:
            return self._follow(repeated)
        publisher = node.claim.origin[0] if node.claim.origin else None
        if publisher is not None and publisher.kind in independence().records_itself:
            return Source(f"outlet {_outlet(publisher.name)}", publisher, node.rank)
        quoted = {
            s.key: s
            for n in self.by_report[node.report]
            if not unattributed(n.claim) and (s := self._follow(n)) is not None
        }
        if quoted:
            return next(iter(quoted.values())) if len(quoted) == 1 else None
        elsewhere = next((d.outlet for d in self.whole[node.report] if d.source is None and d.outlet), None)
        if elsewhere is not None:
            origin = Origin(kind="media", name=elsewhere)
            return Source(f"outlet {_outlet(elsewhere)}", origin, node.rank, vague=True)
        outlet = _outlet(publisher.name if publisher else None)
        key = f"outlet {outlet}" if outlet else f"report {node.report}"
        origin = publisher or Origin(kind="unknown")
        if node.report in self.gathers:
            return Source(key, origin, node.rank, gatherer=outlet)
        return Source(key, origin, node.rank, vague=True)

    def _repeated(self, node: Node) -> Node | None:
        """The claim of an earlier report whose words this one has."""
        if node.id in self.heads:
            return None
        passage = node.claim.passage
        for one in self.partly[node.report]:
            if one.quote is not None and _meets(one.quote, passage):
                found = _match(node, self.by_report.get(one.source or "", ()))
                if found is not None:
                    return found
        for one in self.whole[node.report]:
            found = _match(node, self.by_report.get(one.source or "", ()))
            if found is not None:
                return found
        earlier = self.first_words.get(fold(passage.text))
        return earlier if earlier is not None and earlier.report != node.report else None


def _meets(one: Quote, other: Quote) -> bool:
    return one.part == other.part and one.start < other.end and other.start < one.end


def _publisher(claim: Claim) -> str | None:
    first = claim.origin[0] if claim.origin else None
    return first.name if first is not None and first.quote is None else None


def _outlet(name: str | None) -> str:
    return fold(outlet_name(name)) if name else ""


def _match(node: Node, others: Iterable[Node]) -> Node | None:
    """The claim among ``others`` that says the same: of the same people the same number, in the same words if any does."""
    same = [
        n
        for n in others
        if n.claim.outcome == node.claim.outcome
        and n.groups == node.groups
        and n.figure[:2] == node.figure[:2]
        and n.id != node.id
    ]
    words = fold(node.claim.passage.text)
    return min(same, key=lambda n: (fold(n.claim.passage.text) != words, n.rank), default=None)
