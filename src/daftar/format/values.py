"""What a claim or an incident is made of, as plain dicts: quotes, counts, places, times, people, origins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daftar.model import (
        Claim,
        Clock,
        Count,
        Evidence,
        Group,
        Origin,
        Party,
        Perpetrator,
        PlaceReading,
        Quote,
        Review,
        TimeWindow,
        Victim,
    )

__all__ = [
    "claim_place_json",
    "claim_time_json",
    "clock_json",
    "count_json",
    "days_json",
    "evidence_json",
    "group_json",
    "origin_json",
    "party_json",
    "perpetrator_json",
    "position_json",
    "quote_json",
    "review_json",
    "victim_json",
]


def quote_json(quote: Quote) -> dict[str, Any]:
    """Where the words stand: offsets in characters, and the words."""
    return {"start": quote.start, "end": quote.end, "text": quote.text, "part": quote.part}


def count_json(claim: Claim, count: Count) -> dict[str, Any]:
    """A count with its words; people where the unit of an outcome is not said."""
    unit = claim.unit if claim.outcome is None else claim.unit or "persons"
    return {
        "low": count.low,
        "high": count.high,
        "best": count.best,
        "worded": claim.count_worded,
        "unit": unit,
    }


def group_json(group: Group) -> dict[str, Any]:
    """Who the people are, as told."""
    return {
        "status": group.status,
        "age": group.age,
        "sex": group.sex,
        "role": group.role,
        "worded": group.worded,
    }


def claim_place_json(claim: Claim, reading: PlaceReading | None) -> dict[str, Any] | None:
    """The place as worded and as read. Worded and not found: the words alone, without a position."""
    if reading is not None:
        quote = reading.quote
        read = position_json(reading)
        read["candidates"] = len(reading.candidates)
        read["inherited"] = reading.inherited
        read["site"] = (
            None if reading.site is None else quote_json(reading.site.quote) | {"kind": reading.site.kind}
        )
    elif claim.place is not None:
        quote = claim.place
        read = dict.fromkeys(("name", "lat", "lon", "country", "id", "gazetteer", "precision", "radius_km"))
        read |= {"admin": [], "pcodes": [], "candidates": 0, "inherited": False, "site": None}
    else:
        return None
    return {"worded": quote.text, "start": quote.start, "end": quote.end, "part": quote.part} | read


def position_json(reading: PlaceReading) -> dict[str, Any]:
    """A place by its name, and its position where one place or an area around it was chosen (degrees; ``radius_km``)."""
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


def claim_time_json(claim: Claim, window: TimeWindow | None) -> dict[str, Any] | None:
    """The time as worded and as read. Worded and not understood: the words alone."""
    quote = claim.time if window is None else window.quote
    if window is None:
        if quote is None:
            return None
        return {
            "worded": quote.text,
            "quote": quote_json(quote),
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
        "quote": None if quote is None else quote_json(quote),
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "precision": window.precision,
        "rule": window.rule,
        "clock": None if clock is None else clock_json(clock),
        "inherited": window.inherited,
    }


def days_json(window: TimeWindow) -> dict[str, Any]:
    """First and last possible day with their precision, and the clock."""
    clock = window.clock
    return {
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "precision": window.precision,
        "clock": None if clock is None else clock_json(clock),
    }


def clock_json(clock: Clock) -> dict[str, Any]:
    """A time of day: local, UTC, and what is known of the zone."""
    return {
        "local": clock.local,
        "utc": clock.utc,
        "offset": clock.offset,
        "zone": clock.zone,
        "doubt": clock.doubt,
    }


def perpetrator_json(one: Perpetrator) -> dict[str, Any]:
    """Who is said to have done it."""
    return {
        "name": one.name,
        "status": one.status,
        "quote": None if one.quote is None else quote_json(one.quote),
    }


def party_json(party: Party) -> dict[str, Any]:
    """Who took, lost, agreed or broke."""
    return {
        "name": party.name,
        "role": party.role,
        "quote": None if party.quote is None else quote_json(party.quote),
    }


def origin_json(one: Origin) -> dict[str, Any]:
    """One link of the chain of origin."""
    return {
        "name": one.name,
        "organisation": one.organisation,
        "kind": one.kind,
        "quote": None if one.quote is None else quote_json(one.quote),
    }


def evidence_json(one: Evidence) -> dict[str, Any]:
    """What a report says of its evidence."""
    return {
        "kind": one.kind,
        "verification": one.verification,
        "by": one.by,
        "quote": None if one.quote is None else quote_json(one.quote),
    }


def victim_json(one: Victim) -> dict[str, Any]:
    """Somebody named, or singled out without a name."""
    return {
        "name": one.name,
        "names_other": list(one.names_other),
        "age": one.age,
        "age_group": one.age_group,
        "sex": one.sex,
        "outcome": one.outcome,
        "relation": one.relation,
        "role": one.role,
        "quote": quote_json(one.quote),
    }


def review_json(one: Review) -> dict[str, Any]:
    """What to look at first in a claim, and why."""
    return {"field": one.field, "reason": one.reason, "words": one.words, "claims": list(one.claims)}
