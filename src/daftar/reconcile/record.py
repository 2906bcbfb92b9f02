"""From an incident and its readings to its record."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from daftar.model import Record
from daftar.reconcile.casualties import HIT, apart_from_dead, besides_hit, outlived, with_hit
from daftar.reconcile.checks import child_sum, conflicts, sums
from daftar.reconcile.exact import tighten
from daftar.reconcile.figures import structure
from daftar.reconcile.grade import grade
from daftar.reconcile.history import with_history
from daftar.reconcile.listings import Lists, list_conflicts, lists_of
from daftar.reconcile.nodes import OUTCOMES, nodes_of, telling_order
from daftar.reconcile.recorders import presumed_civilian
from daftar.reconcile.revisions import superseded
from daftar.reconcile.sources import trace
from daftar.reconcile.toll import Beside, of_one, reckon, tallies
from daftar.reconcile.within import inside_sum, inside_tallies, named_people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from daftar.model import Conflict, Descent, Incident, Reading, SumCheck, Tally
    from daftar.reconcile.nodes import Figure, Node
    from daftar.reconcile.toll import Toll

__all__ = ["WIDEST", "reconcile"]

_UNDATED: Mapping[str, dt.date | None] = MappingProxyType({})
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
    exact: bool = False,
    descents: Sequence[Descent] = (),
) -> Record:
    """The record of one incident: its toll in bounds, each with the claims it rests on, what was checked, its history.

    ``readings`` holds at least those of the incident's own claims; ``published`` gives each report's publication day
    by report id; ``children`` are the records of incidents that are part of this one, ``parts`` the records inside
    every larger incident, by its id, which the history of a part with parts of its own needs. ``exact`` works out the tightest bounds by integer programming where several claims interact (milliseconds, not
    microseconds). ``descents`` say which of the reports have their words from which, as linking tells. The result
    depends on what was claimed alone, never on the order in which it arrives.

    Raises ValueError where the incident names a claim that is not among the readings.
    """
    by_id = readings if not isinstance(readings, Sequence) else {r.claim.id: r for r in readings}

    def reckoned(one: Incident, inside: Sequence[Record], lineage: Sequence[Descent]) -> Record:
        return _as_told(
            one,
            by_id,
            published=published,
            children=inside,
            conventions=conventions,
            exact=exact,
            descents=lineage,
        )

    now = reckoned(incident, children, descents)
    return with_history(now, by_id, published, {**parts, incident.id: children}, reckoned)


def _as_told(
    incident: Incident,
    by_id: Mapping[str, Reading],
    *,
    published: Mapping[str, dt.date | None],
    children: Sequence[Record],
    conventions: str,
    exact: bool,
    descents: Sequence[Descent],
) -> Record:
    """The record of what all of the incident's claims say, without its history."""
    try:
        own = [by_id[c] for c in incident.claims]
    except KeyError as missing:
        message = f"incident {incident.id} names claim {missing.args[0]}, which is not among the readings"
        raise ValueError(message) from None
    nodes = nodes_of(own, published)
    sources = trace(nodes, descents)
    verdict, why = grade([r.claim for r in own], sources.roots)
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
    named = named_people(own, recorders=conventions in WIDEST)
    inside = inside_tallies(children, _ranks(by_id, published)) if children else {}
    lists = lists_of(own) if named else {}
    how = _How(
        sources.keys, conventions in WIDEST, exact, lists, _telling_ranks(own, published) if lists else {}
    )
    found = [
        _reckoned(outcome, outcomes.get(outcome, []), named.get(outcome, {}), inside.get(outcome, {}), how)
        for outcome in sorted({*outcomes, *named, *inside}, key=_outcome_order)
    ]
    counted = [t for f in found for t in f.tallies]
    checks = [s for f in found for s in f.sums]
    if hit:
        everybody = next(t for t in _reckoned("injured", hit, {}, {}, how).tallies if t.group == "all")
        besides = besides_hit(hit, outcomes.get("injured", []))
        counted, check = with_hit(everybody, counted, besides=besides)
        checks += [check] if check is not None else []
    return Record(
        incident=incident,
        tallies=tuple([sources.with_roots(tally, nodes) for tally in counted]),
        sums=tuple(checks),
        conflicts=tuple([c for f in found for c in f.conflicts]),
        roots=sources.roots,
        unsure=sources.unsure,
        descents=tuple(descents),
        grade=verdict,
        grade_why=why,
    )


class _How(NamedTuple):
    """How to reckon: each claim's independent origin, the two ways of bounding, and who is named, in order of telling."""

    origins: Mapping[str, str]
    widest: bool
    exact: bool
    lists: Lists
    ranks: Mapping[str, int]


class _Reckoned(NamedTuple):
    """What one outcome comes to."""

    tallies: list[Tally]
    sums: list[SumCheck]
    conflicts: list[Conflict]


def _reckoned(
    outcome: str,
    said: Sequence[Node],
    named: Mapping[str, Figure],
    inside: Mapping[str, list[tuple[Record, Tally]]],
    how: _How,
) -> _Reckoned:
    """The toll of one outcome from its claims, its named victims and the incidents inside this one."""
    if len(said) == 1 and said[0].asserted and not named and not inside:
        return _Reckoned(tallies(outcome, of_one(said[0])), [], [])
    presumed = False
    if how.widest:
        said, presumed = presumed_civilian(said)
        named = {g: f for g, f in named.items() if g != "civilian"} if presumed else named
    asserted = [n for n in said if n.asserted]
    uncertain = [n for n in said if not n.asserted] if len(asserted) < len(said) else []
    gone = superseded(asserted) if len(asserted) > 1 else {}
    live = [n for n in asserted if n.id not in gone] if gone else asserted
    by_claim = {n.id: n for n in live}
    shape = structure(live, gone, {n.id: n for n in asserted} if gone else by_claim)
    beside = Beside(uncertain, named, {g: inside_sum(t) for g, t in inside.items()})
    toll = reckon(shape, by_claim, how.origins, beside, widest=how.widest)
    if how.exact and len(live) > 1 and not uncertain:
        toll = tighten(shape, by_claim, toll, beside)
    if presumed and "all" in toll.spans:
        toll.spans["civilian"] = toll.spans["all"]
    several = len(live) > 1
    checks = sums(outcome, shape, by_claim, toll) if several else []
    if inside.get("all"):
        check = child_sum(outcome, inside["all"], _chosen(toll), by_claim)
        checks += [check] if check is not None else []
    against = conflicts(outcome, toll, by_claim, how.origins) if several else []
    if named:
        against += list_conflicts(outcome, toll, by_claim, how.lists, how.ranks)
    return _Reckoned(tallies(outcome, toll), checks, against)


def _telling_ranks(own: Sequence[Reading], published: Mapping[str, dt.date | None]) -> dict[str, int]:
    """Each claim's place in the order of telling."""
    ordered = sorted(own, key=lambda r: telling_order(r, published))
    return {reading.claim.id: rank for rank, reading in enumerate(ordered)}


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
