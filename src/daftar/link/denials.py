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

__all__ = ["PEOPLE", "answers", "answers_only", "by_place_and_day", "denied", "same_attack"]

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


def same_attack(denial: Reading, event: Event, method: str | None) -> bool:
    """Whether what a report tells behind a denial, of no place, is of the attack that is denied: then it was there.

    "They deny having shelled the market in X on 4 March. A spokesman said that the army had fired on it and that five
    people had been killed." Not where it was done in another way (``method``).
    """
    place = denial.place
    if event.place is not None or place is None or place.inherited or place.precision > _SPOT:
        return False
    told_after = event.begins is not None and denial.claim.passage.start <= event.begins
    return told_after and denial.claim.method in {method, None, "unknown"}


def answers(incident: Incident, readings: Mapping[str, Reading]) -> bool:
    """Whether what is said of an incident answers others: it only denies, or denies the attack before it tells of it.

    Whoever begins by denying an attack at a place speaks of what others told of that place, whatever figures follow.
    """
    told = sorted((readings[claim] for claim in incident.claims), key=_told_at)
    if all(denied(reading) for reading in told):
        return True
    first = told[0]
    place = first.place
    return (
        denied(first)
        and first.claim.kind == "attack"
        and place is not None
        and incident.place is not None
        and place.precision <= _SPOT
        and key(place) == key(incident.place)
    )


def _told_at(reading: Reading) -> tuple[bool, int]:
    return reading.claim.quote.part == "text", reading.claim.quote.start


def answers_only(incident: Incident, readings: Mapping[str, Reading]) -> bool:
    """Whether everything that is said of an incident is a denial."""
    return all(denied(readings[claim]) for claim in incident.claims)
