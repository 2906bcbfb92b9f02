"""From an incident and its readings to its record."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from daftar.model import Record
from daftar.reconcile.checks import child_sum, conflicts, sums
from daftar.reconcile.figures import structure
from daftar.reconcile.grade import grade
from daftar.reconcile.nodes import OUTCOMES, nodes_of, telling_order
from daftar.reconcile.revisions import superseded
from daftar.reconcile.sources import independent, roots_of
from daftar.reconcile.toll import Beside, reckon, tallies
from daftar.reconcile.within import inside_sum, inside_tallies, named_people

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from daftar.model import Conflict, Incident, Reading, SumCheck, Tally
    from daftar.reconcile.figures import Figure
    from daftar.reconcile.nodes import Node
    from daftar.reconcile.toll import Toll

__all__ = ["reconcile"]

_UNDATED: Mapping[str, dt.date | None] = MappingProxyType({})
#: Conventions under which agreeing figures do not narrow each other (vocabulary of ``--conventions``).
_WIDEST = frozenset({"airwars"})


def reconcile(
    incident: Incident,
    readings: Mapping[str, Reading] | Sequence[Reading],
    *,
    published: Mapping[str, dt.date | None] = _UNDATED,
    children: Sequence[Record] = (),
    conventions: str = "default",
) -> Record:
    """The record of one incident: its toll in bounds, each with the claims it rests on, and what was checked.

    ``readings`` holds at least those of the incident's own claims; ``published`` gives each report's publication day
    by report id; ``children`` are the records of incidents that are part of this one. The result depends on what was
    claimed alone, never on the order in which it arrives.

    Raises ValueError where the incident names a claim that is not among the readings.
    """
    by_id = readings if not isinstance(readings, Sequence) else {r.claim.id: r for r in readings}
    try:
        own = [by_id[c] for c in incident.claims]
    except KeyError as missing:
        message = f"incident {incident.id} names claim {missing.args[0]}, which is not among the readings"
        raise ValueError(message) from None
    nodes = nodes_of(own, published)
    origins = independent(nodes)
    roots = roots_of([n for n in nodes if n.claim.polarity == "asserted"], origins)
    verdict, why = grade([r.claim for r in own], roots)
    outcomes: dict[str, list[Node]] = {}
    for node in nodes:
        outcomes.setdefault(node.claim.outcome or "", []).append(node)
    named = named_people(own)
    inside = inside_tallies(children, _ranks(by_id, published)) if children else {}
    found_tallies: list[Tally] = []
    found_sums: list[SumCheck] = []
    found_conflicts: list[Conflict] = []
    for outcome in sorted({*outcomes, *named, *inside}, key=_outcome_order):
        said = outcomes.get(outcome, [])
        asserted = [n for n in said if n.claim.polarity == "asserted"]
        gone = superseded(asserted)
        live = [n for n in asserted if n.id not in gone] if gone else asserted
        by_claim = {n.id: n for n in live}
        shape = structure(live, gone, {n.id: n for n in asserted} if gone else by_claim)
        within = inside.get(outcome, {})
        beside = Beside(
            [n for n in said if n.claim.polarity == "uncertain"],
            named.get(outcome, {}),
            {g: inside_sum(t) for g, t in within.items()},
        )
        toll = reckon(shape, by_claim, origins, beside, widest=conventions in _WIDEST)
        found_tallies.extend(tallies(outcome, toll))
        if shape.inside or len(live) > 1:
            found_sums.extend(sums(outcome, shape, by_claim, toll))
            found_conflicts.extend(conflicts(outcome, toll, by_claim, origins))
        if within.get("all"):
            check = child_sum(
                outcome, within["all"], _chosen(toll), by_claim
            )
            found_sums.extend([check] if check is not None else [])
    return Record(
        incident=incident,
        tallies=tuple(found_tallies),
        sums=tuple(found_sums),
        conflicts=tuple(found_conflicts),
        roots=roots,
        grade=verdict,
        grade_why=why,
    )


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
