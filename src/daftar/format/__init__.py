"""The promised record format: what ``daftar read`` prints for a report, as plain dicts ready for JSON.

The shapes are in docs/design.md section 3, and as JSON Schema in :mod:`daftar.schema`. A thing that was not said is
null (or an empty list), never 0. All offsets are in characters of the report's ``text`` or ``title`` (``part``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daftar.format.counted import (
    conflict_json,
    descent_json,
    root_json,
    stance_json,
    sum_json,
    tally_json,
    version_json,
)
from daftar.format.values import (
    claim_place_json,
    claim_time_json,
    count_json,
    days_json,
    evidence_json,
    group_json,
    origin_json,
    party_json,
    perpetrator_json,
    position_json,
    quote_json,
    review_json,
    victim_json,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import Incident, Reading, Record, Rejected, Report

__all__ = [
    "claim_json",
    "incident_json",
    "incidents_of_claims",
    "record_json",
    "rejected_json",
    "report_json",
]


def report_json(
    report: Report,
    readings: Sequence[Reading],
    incidents: Sequence[Incident],
    records: Sequence[Record],
    rejected: Sequence[Rejected] = (),
) -> dict[str, Any]:
    """One report as ``daftar read`` prints it: its claims in text order and its incidents with their tolls."""
    of_claim = incidents_of_claims(incidents)
    of_incident = {record.incident.id: record for record in records}
    return {
        "report": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "url": report.url,
        "source": report.source,
        "sha256": report.sha256,
        "language": report.language,
        "published": None if report.published is None else report.published.isoformat(),
        "claims": [claim_json(reading, of_claim.get(reading.claim.id)) for reading in readings],
        "incidents": [
            record_json(of_incident[incident.id]) if incident.id in of_incident else incident_json(incident)
            for incident in incidents
        ],
        "rejected": [rejected_json(one) for one in rejected],
    }


def rejected_json(one: Rejected) -> dict[str, Any]:
    """What an extractor said and could not show in the report's words."""
    return {
        "extractor": one.extractor,
        "kind": one.kind,
        "outcome": one.outcome,
        "field": one.field,
        "words": one.words,
        "quote": None if one.quote is None else quote_json(one.quote),
        "reason": one.reason,
        "why": one.why,
    }


def incidents_of_claims(incidents: Iterable[Incident]) -> dict[str, str]:
    """The incident of each claim, by ids. A claim in a whole and in one of its parts belongs to the part."""
    found: dict[str, str] = {}
    for incident in incidents:
        for claim in incident.claims:
            if incident.part_of is not None or claim not in found:
                found[claim] = incident.id
    return found


def claim_json(reading: Reading, incident: str | None) -> dict[str, Any]:
    """One claim with what its place and time are taken to mean."""
    claim = reading.claim
    return {
        "id": claim.id,
        "kind": claim.kind,
        "outcome": claim.outcome,
        "count": None if claim.count is None else count_json(claim, claim.count),
        "group": None if claim.group is None else group_json(claim.group),
        "polarity": claim.polarity,
        "scope": claim.scope,
        "since": None if claim.since is None else quote_json(claim.since),
        "part_of": claim.part_of,
        "relation": claim.relation,
        "incident": incident,
        "quote": quote_json(claim.quote),
        "place": claim_place_json(claim, reading.place),
        "time": claim_time_json(claim, reading.time),
        "method": claim.method,
        "target": claim.target,
        "action": claim.action,
        "parties": [party_json(party) for party in claim.parties],
        "destination": None if claim.destination is None else quote_json(claim.destination),
        "perpetrators": [perpetrator_json(one) for one in claim.perpetrators],
        "origin": [origin_json(one) for one in claim.origin],
        "evidence": [evidence_json(one) for one in claim.evidence],
        "victims": [victim_json(one) for one in claim.victims if one.name],
        "unnamed": [victim_json(one) for one in claim.victims if not one.name],
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "review": [review_json(one) for one in claim.review],
    }


def incident_json(incident: Incident) -> dict[str, Any]:
    """One incident without its toll."""
    date, place = incident.date, incident.place
    return {
        "id": incident.id,
        "lead": incident.lead,
        "part_of": incident.part_of,
        "date": None if date is None else days_json(date),
        "place": None if place is None else position_json(place),
        "method": incident.method,
        "target": incident.target,
        "perpetrators": [perpetrator_json(one) for one in incident.perpetrators],
        "victims": [victim_json(one) for one in incident.victims if one.name],
        "unnamed": [victim_json(one) for one in incident.victims if not one.name],
        "claims": list(incident.claims),
        "reports": list(incident.reports),
        "toll": {},
        "sums": [],
        "conflicts": [],
        "origins": [],
        "origins_unsure": [],
        "origins_inside": [],
        "descents": [],
        "grade": None,
        "grade_why": None,
        "history": [],
        "positions": [],
    }


def record_json(record: Record) -> dict[str, Any]:
    """One incident with its toll: ``toll[outcome][group]`` holds low, best, high and the claims under each."""
    row = incident_json(record.incident)
    toll: dict[str, dict[str, Any]] = row["toll"]
    for tally in record.tallies:
        toll.setdefault(tally.outcome, {})[tally.group] = tally_json(tally)
    row["sums"] = [sum_json(one) for one in record.sums]
    row["conflicts"] = [conflict_json(one) for one in record.conflicts]
    row["origins"] = [root_json(one) for one in record.roots]
    row["origins_unsure"] = [root_json(one) for one in record.unsure]
    row["origins_inside"] = [root_json(one) for one in record.inside]
    row["descents"] = [descent_json(one) for one in record.descents]
    row["grade"] = record.grade
    row["grade_why"] = record.grade_why
    row["history"] = [version_json(one) for one in record.history]
    row["positions"] = [stance_json(one) for one in record.positions]
    return row
