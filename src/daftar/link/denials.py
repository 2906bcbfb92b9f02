"""What is denied: put to the incident that it denies, and never an incident by itself.

Whoever denies an attack answers others who told of it. A report that does nothing else names it by its place and day; so
linking takes what it denies for an incident of its own (an item), lets it join what others tell of that place and day, and makes no record
of it where nobody does. A denial is no source of any toll.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.link.event import Event, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.model import Incident, Reading, TimeWindow

__all__ = ["PEOPLE", "answers_only", "by_place_and_day", "denied"]

#: Outcomes that people suffer.
PEOPLE = frozenset({"killed", "injured", "missing", "abducted", "detained", "trapped"})
_SPOT = 2  # UCDP place precision: an exact place, or near one
_DAYS = 2  # UCDP date precision: a day, or up to six


def denied(reading: Reading) -> bool:
    """Whether an attack, or that people came to harm in one, is denied."""
    claim = reading.claim
    if claim.polarity != "denied":
        return False
    return claim.kind == "attack" or (
        claim.kind == "harm" and claim.outcome in PEOPLE and claim.scope == "incident"
    )


def by_place_and_day(denials: Iterable[Reading]) -> list[Event]:
    """Events of the denials that name a place and a day, each of one place and its days, in the order they are told."""
    found: dict[tuple[str, TimeWindow], Event] = {}
    for reading in denials:
        place, time = reading.place, reading.time
        if place is None or time is None or place.precision > _SPOT or time.precision > _DAYS:
            continue
        event = found.setdefault((key(place), time), Event(apart=reading.claim.event, place=place, time=time))
        event.take(reading)
    return list(found.values())


def answers_only(incident: Incident, readings: Mapping[str, Reading]) -> bool:
    """Whether everything that is said of an incident is a denial."""
    return all(denied(readings[claim]) for claim in incident.claims)
