"""The promised record format: what ``daftar read`` prints for a report, as plain dicts ready for JSON.

The shapes are in docs/design.md section 3, and as JSON Schema in :mod:`daftar.schema`. A thing that was not said is
null (or an empty list), never 0. All offsets are in characters of the report's ``text`` or ``title`` (``part``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import (
        Bound,
        Claim,
        Clock,
        Conflict,
        Count,
        Descent,
        Evidence,
        Group,
        Incident,
        Origin,
        OwnFigure,
        Party,
        Perpetrator,
        PlaceReading,
        Position,
        Quote,
        Reading,
        Record,
        Rejected,
        Report,
        Review,
        Root,
        SumCheck,
        Tally,
        TimeWindow,
        Version,
        Victim,
        WayOut,
    )

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
        "quote": None if one.quote is None else _quote(one.quote),
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
        "count": None if claim.count is None else _count(claim, claim.count),
        "group": None if claim.group is None else _group(claim.group),
        "polarity": claim.polarity,
        "scope": claim.scope,
        "since": None if claim.since is None else _quote(claim.since),
        "part_of": claim.part_of,
        "relation": claim.relation,
        "incident": incident,
        "quote": _quote(claim.quote),
        "place": _claim_place(claim, reading.place),
        "time": _claim_time(claim, reading.time),
        "method": claim.method,
        "target": claim.target,
        "action": claim.action,
        "parties": [_party(party) for party in claim.parties],
        "destination": None if claim.destination is None else _quote(claim.destination),
        "perpetrators": [_perpetrator(one) for one in claim.perpetrators],
        "origin": [_origin(one) for one in claim.origin],
        "evidence": [_evidence(one) for one in claim.evidence],
        "victims": [_victim(one) for one in claim.victims if one.name],
        "unnamed": [_victim(one) for one in claim.victims if not one.name],
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "review": [_review(one) for one in claim.review],
    }


def incident_json(incident: Incident) -> dict[str, Any]:
    """One incident without its toll."""
    date, place = incident.date, incident.place
    return {
        "id": incident.id,
        "lead": incident.lead,
        "part_of": incident.part_of,
        "date": None if date is None else _days(date),
        "place": None if place is None else _position(place),
        "method": incident.method,
        "target": incident.target,
        "perpetrators": [_perpetrator(one) for one in incident.perpetrators],
        "victims": [_victim(one) for one in incident.victims if one.name],
        "unnamed": [_victim(one) for one in incident.victims if not one.name],
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
        toll.setdefault(tally.outcome, {})[tally.group] = _tally(tally)
    row["sums"] = [_sum(one) for one in record.sums]
    row["conflicts"] = [_conflict(one) for one in record.conflicts]
    row["origins"] = [_root(one) for one in record.roots]
    row["origins_unsure"] = [_root(one) for one in record.unsure]
    row["origins_inside"] = [_root(one) for one in record.inside]
    row["descents"] = [_descent(one) for one in record.descents]
    row["grade"] = record.grade
    row["grade_why"] = record.grade_why
    row["history"] = [_version(one) for one in record.history]
    row["positions"] = [_stance(one) for one in record.positions]
    return row


def _quote(quote: Quote) -> dict[str, Any]:
    return {"start": quote.start, "end": quote.end, "text": quote.text, "part": quote.part}


def _count(claim: Claim, count: Count) -> dict[str, Any]:
    unit = claim.unit if claim.outcome is None else claim.unit or "persons"
    return {
        "low": count.low,
        "high": count.high,
        "best": count.best,
        "worded": claim.count_worded,
        "unit": unit,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "status": group.status,
        "age": group.age,
        "sex": group.sex,
        "role": group.role,
        "worded": group.worded,
    }


def _claim_place(claim: Claim, reading: PlaceReading | None) -> dict[str, Any] | None:
    """The place as worded and as read. Worded and not found: the words alone, without a position."""
    if reading is not None:
        quote = reading.quote
        read = _position(reading)
        read["candidates"] = len(reading.candidates)
        read["inherited"] = reading.inherited
        read["site"] = (
            None if reading.site is None else _quote(reading.site.quote) | {"kind": reading.site.kind}
        )
    elif claim.place is not None:
        quote = claim.place
        read = dict.fromkeys(("name", "lat", "lon", "country", "id", "gazetteer", "precision", "radius_km"))
        read |= {"admin": [], "pcodes": [], "candidates": 0, "inherited": False, "site": None}
    else:
        return None
    return {"worded": quote.text, "start": quote.start, "end": quote.end, "part": quote.part} | read


def _position(reading: PlaceReading) -> dict[str, Any]:
    place = reading.located
    if place is None:
        return {
            "name": reading.name,
            "lat": None,
            "lon": None,
            "country": None,
            "admin": [],
            "pcodes": [],
            "id": None,
            "gazetteer": None,
            "precision": reading.precision,
            "radius_km": reading.radius_km,
        }
    return {
        "name": reading.name,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "admin": list(place.admin),
        "pcodes": list(place.pcodes),
        "id": None if reading.place is None else place.id,
        "gazetteer": place.gazetteer,
        "precision": reading.precision,
        "radius_km": reading.radius_km,
    }


def _claim_time(claim: Claim, window: TimeWindow | None) -> dict[str, Any] | None:
    """The time as worded and as read. Worded and not understood: the words alone."""
    quote = claim.time if window is None else window.quote
    if window is None:
        if quote is None:
            return None
        return {
            "worded": quote.text,
            "quote": _quote(quote),
            "start": None,
            "end": None,
            "precision": None,
            "rule": None,
            "clock": None,
            "inherited": False,
        }
    clock = window.clock
    return {
        "worded": None if quote is None else quote.text,
        "quote": None if quote is None else _quote(quote),
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "precision": window.precision,
        "rule": window.rule,
        "clock": None if clock is None else _clock(clock),
        "inherited": window.inherited,
    }


def _days(window: TimeWindow) -> dict[str, Any]:
    clock = window.clock
    return {
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "precision": window.precision,
        "clock": None if clock is None else _clock(clock),
    }


def _clock(clock: Clock) -> dict[str, Any]:
    return {
        "local": clock.local,
        "utc": clock.utc,
        "offset": clock.offset,
        "zone": clock.zone,
        "doubt": clock.doubt,
    }


def _perpetrator(one: Perpetrator) -> dict[str, Any]:
    return {
        "name": one.name,
        "status": one.status,
        "quote": None if one.quote is None else _quote(one.quote),
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "name": party.name,
        "role": party.role,
        "quote": None if party.quote is None else _quote(party.quote),
    }


def _origin(one: Origin) -> dict[str, Any]:
    return {
        "name": one.name,
        "organisation": one.organisation,
        "kind": one.kind,
        "quote": None if one.quote is None else _quote(one.quote),
    }


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "verification": one.verification,
        "by": one.by,
        "quote": None if one.quote is None else _quote(one.quote),
    }


def _victim(one: Victim) -> dict[str, Any]:
    return {
        "name": one.name,
        "names_other": list(one.names_other),
        "age": one.age,
        "age_group": one.age_group,
        "sex": one.sex,
        "outcome": one.outcome,
        "relation": one.relation,
        "role": one.role,
        "quote": _quote(one.quote),
    }


def _review(one: Review) -> dict[str, Any]:
    return {"field": one.field, "reason": one.reason, "words": one.words, "claims": list(one.claims)}


def _tally(tally: Tally) -> dict[str, Any]:
    """The figures, under ``claims`` the ids that each of them rests on, under ``roots`` its independent origins.

    ``why`` says how a bound follows that nobody gives by itself.
    """
    best = tally.best
    return {
        "low": tally.low.value,
        "best": None if best is None else best.value,
        "high": tally.high.value,
        "claims": {"low": _ids(tally.low), "best": _ids(best), "high": _ids(tally.high)},
        "roots": {
            "low": list(tally.low.roots),
            "best": [] if best is None else list(best.roots),
            "high": list(tally.high.roots),
        },
        "why": {"low": tally.low.why, "high": tally.high.why},
        "one_source": tally.one_source,
    }


def _ids(bound: Bound | None) -> list[str]:
    return [] if bound is None else list(bound.claims)


def _sum(one: SumCheck) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "group": one.group,
        "total": one.total,
        "parts": list(one.parts),
        "agrees": one.agrees,
        "words": one.words,
    }


def _conflict(one: Conflict) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "group": one.group,
        "claims": list(one.claims),
        "words": one.words,
        "ways_out": [_way_out(way) for way in one.ways_out],
    }


def _way_out(way: WayOut) -> dict[str, Any]:
    return {
        "claims": list(way.claims),
        "origins": list(way.origins),
        "low": way.low,
        "high": way.high,
        "words": way.words,
    }


def _root(one: Root) -> dict[str, Any]:
    return {
        "id": one.id,
        "origin": _origin(one.origin),
        "claims": list(one.claims),
        "reports": list(one.reports),
    }


def _descent(one: Descent) -> dict[str, Any]:
    return {
        "report": one.report,
        "kind": one.kind,
        "source": one.source,
        "outlet": one.outlet,
        "quote": None if one.quote is None else _quote(one.quote),
        "other": None if one.other is None else _quote(one.other),
        "share": one.share,
    }


def _version(one: Version) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "group": one.group,
        "on": None if one.on is None else one.on.isoformat(),
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "kind": one.kind,
        "claims": list(one.claims),
        "origins": list(one.origins),
        "words": one.words,
    }


def _stance(one: Position) -> dict[str, Any]:
    return {
        "name": one.name,
        "position": one.position,
        "claims": list(one.claims),
        "figures": [_own_figure(figure) for figure in one.figures],
        "words": one.words,
    }


def _own_figure(one: OwnFigure) -> dict[str, Any]:
    return {
        "outcome": one.outcome,
        "group": one.group,
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "claims": list(one.claims),
    }
