"""From an incident and its readings to its record."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from daftar.model import Record
from daftar.reconcile.casualties import HIT, apart_from_dead, besides_hit, outlived, with_hit
from daftar.reconcile.checks import child_sum, sums
from daftar.reconcile.conflicts import conflicts_of
from daftar.reconcile.exact import settle
from daftar.reconcile.figures import Structure, structure
from daftar.reconcile.grade import grade
from daftar.reconcile.history import with_history
from daftar.reconcile.listings import Lists, list_conflicts, lists_of
from daftar.reconcile.nodes import OUTCOMES, nodes_of, telling_order
from daftar.reconcile.position import positions
from daftar.reconcile.recorders import presumed_civilian
from daftar.reconcile.revisions import superseded
from daftar.reconcile.rooted import rooted
from daftar.reconcile.sources import trace
from daftar.reconcile.spans import widen
from daftar.reconcile.system import Told, only_figures, system
from daftar.reconcile.together import open_toll, point, together
from daftar.reconcile.toll import Beside, of_one, reckon, tallies
from daftar.reconcile.within import inside_sum, inside_tallies, named_people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from daftar.codebook.grades import Scheme
    from daftar.model import Claim, Conflict, Descent, Incident, Reading, SumCheck, Tally
    from daftar.reconcile.exact import Why
    from daftar.reconcile.nodes import Figure, Node
    from daftar.reconcile.system import Either
    from daftar.reconcile.toll import Toll

__all__ = ["WIDEST", "reconcile"]

_UNDATED: Mapping[str, dt.date | None] = MappingProxyType({})
#: All that an outcome's toll follows from.
_Key: TypeAlias = tuple[object, ...]
_Known: TypeAlias = "dict[_Key, _Reckoned]"
_NO_PARTS: Mapping[str, Sequence[Record]] = MappingProxyType({})
#: Conventions under which agreeing figures do not narrow each other (vocabulary of ``--conventions``).
WIDEST = frozenset({"airwars"})


def reconcile(
    incident: Incident,
    readings: Mapping[str, Reading] | Sequence[Reading],
    *,
    published: Mapping[str, dt.date | None] = _UNDATED,
    children: Sequence[Record] = (),
    parts: Mapping[str, Sequence[Record]] = _NO_PARTS,
    conventions: str = "default",
    descents: Sequence[Descent] = (),
    scheme: Scheme | None = None,
) -> Record:
    """The record of one incident: its toll in bounds, each with the claims it rests on, what was checked, its history.

    ``readings`` holds at least those of the incident's own claims; ``published`` gives each report's publication day
    by report id; ``children`` are the records of incidents that are part of this one, ``parts`` the records inside
    every larger incident, by its id, which the history of a part with parts of its own needs. Bounds are the tightest
    that follow from all that is claimed (:mod:`daftar.reconcile.exact`). ``descents`` say which of the reports have their
    words from which, as linking tells. ``scheme`` grades (None: Airwars'). The result depends on what was claimed alone,
    never on the order in which it arrives.

    Raises ValueError where the incident names a claim that is not among the readings.
    """
    by_id = readings if not isinstance(readings, Sequence) else {r.claim.id: r for r in readings}
    rank, widest = _ranks(by_id, published), conventions in WIDEST
    own = _own(incident, by_id)
    nodes = nodes_of(own, published)
    sources = trace(nodes, descents)
    said = _in_telling_order(own, published)
    stands = positions(said)
    verdict, why = grade(said, sources.roots, stands, scheme)
    counted = _counted(own, nodes, children, _How(sources.keys, widest, lists_of(own), rank))
    behind = rooted(sources, nodes, own, children, by_id, published=published, descents=descents)
    now = Record(
        incident=incident,
        tallies=tuple([behind.tally(tally) for tally in counted.tallies]),
        sums=tuple(counted.sums),
        conflicts=tuple(counted.conflicts),
        roots=sources.roots,
        unsure=sources.unsure,
        descents=tuple(descents),
        grade=verdict,
        grade_why=why,
        positions=stands,
        inside=behind.sources.inside,
    )
    known: _Known = {}

    def tolls(one: Incident, inside: Sequence[Record], lineage: Sequence[Descent]) -> Record:
        some = _own(one, by_id)
        counting = nodes_of(some, published)
        how = _How(trace(counting, lineage).keys, widest, {}, rank, known)
        return Record(incident=one, tallies=tuple(_counted(some, counting, inside, how).tallies))

    return with_history(now, by_id, published, {**parts, incident.id: children}, tolls)


def _own(incident: Incident, by_id: Mapping[str, Reading]) -> list[Reading]:
    """The incident's readings. Raises ValueError where one is not at hand."""
    try:
        return [by_id[c] for c in incident.claims]
    except KeyError as missing:
        message = f"incident {incident.id} names claim {missing.args[0]}, which is not among the readings"
        raise ValueError(message) from None


def _counted(
    own: Sequence[Reading], nodes: Sequence[Node], children: Sequence[Record], how: _How
) -> _Reckoned:
    """The tolls of an incident, and what was checked, from its readings (``nodes``: those that count)."""
    outcomes: dict[str, list[Node]] = {}
    hit: list[Node] = []
    gone, alive = outlived(nodes), apart_from_dead(nodes)
    for node in nodes:
        if node.id in gone:
            continue
        if node.claim.action == HIT and node.asserted and node.id not in alive:
            hit.append(node)
        else:
            outcomes.setdefault(node.claim.outcome or "", []).append(node)
    named = named_people(own, recorders=how.widest)
    inside = inside_tallies(children, how.rank) if children else {}
    ordered = sorted({*outcomes, *named, *inside}, key=_outcome_order)
    found = _reckoned(
        [_Said(o, outcomes.get(o, ()), named.get(o, {}), inside.get(o, {})) for o in ordered], how
    )
    counted = [t for f in found for t in f.tallies]
    checks = [s for f in found for s in f.sums]
    if hit:
        shot = _reckoned([_Said("injured", hit, {}, {})], how)[0]
        everybody = next(t for t in shot.tallies if t.group == "all")
        besides = besides_hit(hit, outcomes.get("injured", []))
        counted, check = with_hit(everybody, counted, besides=besides)
        checks += [check] if check is not None else []
    return _Reckoned(counted, checks, [c for f in found for c in f.conflicts])


def _in_telling_order(own: Sequence[Reading], published: Mapping[str, dt.date | None]) -> list[Claim]:
    """The claims in order of telling; where nobody is blamed the order says nothing, and they stay as they are."""
    if len(own) == 1 or not any(r.claim.perpetrators for r in own):
        return [r.claim for r in own]
    return [r.claim for r in sorted(own, key=lambda r: telling_order(r, published))]


class _How(NamedTuple):
    """How to reckon: each claim's independent origin, the two ways of bounding, who is named, the order of telling.

    ``known``, where it is given, is what outcomes came to in other states of the incident, by all that it follows from:
    then tolls are all that is asked, and sums and contradictions are left out.
    """

    origins: Mapping[str, str]
    widest: bool
    lists: Lists
    rank: Callable[[str], tuple[object, ...]]
    known: _Known | None = None


class _Said(NamedTuple):
    """What is told of one outcome: its claims, its named victims by group, the incidents inside this one by group."""

    outcome: str
    nodes: Sequence[Node]
    named: Mapping[str, Figure]
    inside: Mapping[str, list[tuple[Record, Tally]]]


class _Weighed(NamedTuple):
    """One outcome with each of its figures weighed by itself. ``alone``: one claim is all there is."""

    told: Told
    asserted: Sequence[Node]
    uncertain: Sequence[Node]
    named: Mapping[str, Figure]
    presumed: bool = False
    alone: bool = False


class _Reckoned(NamedTuple):
    """What one outcome comes to."""

    tallies: list[Tally]
    sums: list[SumCheck]
    conflicts: list[Conflict]


def _weighed(told: _Said, how: _How) -> _Weighed:
    """The figures of one outcome from its claims, its named victims and the incidents inside this one."""
    outcome, said, named, inside = told
    if len(said) == 1 and said[0].asserted and not named and not inside:
        shape = Structure([[said[0]]], {})
        return _Weighed(
            Told(outcome, shape, {said[0].id: said[0]}, of_one(said[0])), said, (), {}, alone=True
        )
    presumed = False
    if how.widest:
        said, presumed = presumed_civilian(said)
        named = {g: f for g, f in named.items() if g != "civilian"} if presumed else named
    asserted = [n for n in said if n.asserted]
    uncertain = [n for n in said if not n.asserted] if len(asserted) < len(said) else []
    gone = superseded(asserted, how.origins) if len(asserted) > 1 else {}
    live = [n for n in asserted if n.id not in gone] if gone else asserted
    by_claim = {n.id: n for n in live}
    shape = structure(live, gone, {n.id: n for n in asserted} if gone else by_claim)
    beside = Beside(uncertain, named, {g: inside_sum(t) for g, t in inside.items()})
    toll = reckon(shape, by_claim, how.origins, beside, widest=how.widest)
    return _Weighed(Told(outcome, shape, by_claim, toll, inside), live, uncertain, named, presumed)


def _reckoned(told: Sequence[_Said], how: _How) -> list[_Reckoned]:
    """What each outcome comes to, by what is known already and else worked out."""
    if how.known is None:
        return _worked_out(told, how)
    known = how.known
    keys = [_key(said, how.origins) for said in told]
    fresh = [said for said, key in zip(told, keys, strict=True) if key is None or key not in known]
    found = dict(zip([said.outcome for said in fresh], _worked_out(fresh, how), strict=True))
    for said, key in zip(told, keys, strict=True):
        if key is not None:
            found[said.outcome] = known[key] if key in known else found[said.outcome]
            known[key] = found[said.outcome]
    return [found[said.outcome] for said in told]


def _key(said: _Said, origins: Mapping[str, str]) -> _Key | None:
    """All that an outcome's toll follows from; None where it hangs together with another's, or with other incidents'."""
    if said.inside or any(n.claim.relation == "either" for n in said.nodes):
        return None
    nodes = tuple([(n.id, n.rank, n.groups, origins.get(n.id)) for n in said.nodes])
    named = tuple([(group, f, tuple([origins.get(c) for c in f.claims])) for group, f in said.named.items()])
    return said.outcome, nodes, named


def _worked_out(told: Sequence[_Said], how: _How) -> list[_Reckoned]:
    """What each outcome comes to; those of which one figure tells together are worked out together."""
    weighed = [_weighed(said, how) for said in told]
    pairs = [] if how.widest else together([w.uncertain for w in weighed])
    tied = {n.id for pair in pairs for n in pair}
    found: dict[str, _Reckoned] = {}
    for some in _tied(weighed, pairs):
        of_them = [p for p in pairs if any(p.one.id == n.id for w in some for n in w.uncertain)]
        found.update(_settled(some, of_them, tied, how))
    return [found[w.told.outcome] for w in weighed]


def _tied(weighed: Sequence[_Weighed], pairs: Sequence[Either]) -> list[list[_Weighed]]:
    """The outcomes that figures tie together, each of the others by itself."""
    ties = [{p.one.claim.outcome, p.other.claim.outcome} for p in pairs]
    linked = {o for tie in ties for o in tie}  # only the killed and the injured are ever counted together
    shared = [w for w in weighed if w.told.outcome in linked]
    return [[w] for w in weighed if w.told.outcome not in linked] + ([shared] if shared else [])


def _settled(
    some: Sequence[_Weighed], pairs: Sequence[Either], tied: set[str], how: _How
) -> dict[str, _Reckoned]:
    """The tolls of some outcomes, their sums and contradictions."""
    told = [w.told for w in some]
    if len(some) == 1 and some[0].alone:
        return {told[0].outcome: _Reckoned(tallies(told[0].outcome, told[0].toll), [], [])}
    why: Why = {}
    if how.widest:
        whole = only_figures(told[0])
        result = settle(told, whole)
    else:
        open_toll(told, pairs)
        whole = system(told, pairs)
        result = settle(told, whole)
        why = result.why
        for each in told:
            each.toll.spans.update(result.spans[each.outcome])
        point(told, pairs)
    only_tolls = how.known is not None
    against = [] if only_tolls else conflicts_of(result, whole.said, how.origins, how.rank)
    found: dict[str, _Reckoned] = {}
    for one in some:
        outcome, toll = one.told.outcome, one.told.toll
        followed = {group: span.high for group, span in toll.spans.items()}
        widen(toll.spans, [n for n in one.uncertain if n.id not in tied])
        for group, span in toll.spans.items():
            if span.high != followed.get(group):
                why.pop((outcome, group, "high"), None)
        if one.presumed and "all" in toll.spans:
            toll.spans["civilian"] = toll.spans["all"]
        mine = [c for c in against if c.outcome == outcome]
        if one.named and not only_tolls:
            mine += list_conflicts(outcome, toll, one.told.nodes, how.lists, how.rank)
        found[outcome] = _Reckoned(tallies(outcome, toll, why), [] if only_tolls else _sums(one), mine)
    return found


def _sums(one: _Weighed) -> list[SumCheck]:
    """Totals beside their parts, and beside the incidents inside this one."""
    told = one.told
    checks = sums(told.outcome, told.shape, told.nodes, told.toll) if len(told.nodes) > 1 else []
    if told.inside.get("all"):
        check = child_sum(told.outcome, told.inside["all"], _chosen(told.toll), told.nodes)
        checks += [check] if check is not None else []
    return checks


def _ranks(
    readings: Mapping[str, Reading], published: Mapping[str, dt.date | None]
) -> Callable[[str], tuple[object, ...]]:
    """How to order claims of other incidents: as they were told where the reading is at hand, else by their ids."""

    def rank(claim: str) -> tuple[object, ...]:
        reading = readings.get(claim)
        if reading is not None:
            return (0, *telling_order(reading, published))
        head, _, number = claim.rpartition("#c")
        return (1, head, int(number) if number.isdecimal() else 0, claim)

    return rank


def _outcome_order(outcome: str) -> tuple[int, str]:
    return (OUTCOMES.index(outcome) if outcome in OUTCOMES else len(OUTCOMES), outcome)


def _chosen(toll: Toll) -> Figure | None:
    """The total to hold parts against: the one shown as best, else the first stated.

    Where nobody spoke of everybody, the largest group's total stands in ("22 civilians" is the toll that was given).
    """
    stated = [f for f in toll.figures["all"] if len(f.claims) == 1]
    if not stated:
        single = [f for some in toll.figures.values() for f in some if len(f.claims) == 1]
        stated = [max(single, key=lambda f: (f.size, -f.rank))] if single else []
    best = toll.spans["all"].best
    return next((f for f in stated if f.best is not None and f.best == best), stated[0] if stated else None)
