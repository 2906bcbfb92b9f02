"""What a claim leaves unsaid because the sentences around it said it: the day of the event being told.

News tells a day once and goes on ("The attacks on Tuesday ... Nine people were killed in A, six in B"). A claim
without a day of its own takes the day of the claim told before it, or, where the story opens without one, of the first
told after it. Claims that speak of another event, of a running total or of no event keep what their words give.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import PlaceReading, Reading, TimeWindow

__all__ = ["HOURS", "inherit_days", "narrowed", "of_the_story"]

_KINDS = frozenset({"harm", "attack", "displacement"})
_AFTERWARDS = "detained"  # an arrest has its own day, which is not that of what it was for
#: Rules of windows that say no day, only an hour or a part of one.
HOURS = ("clock", "daypart")
_COUNTRY = 6  # UCDP place precision
_NEAR = 1500  # characters: about four paragraphs of a news story
_AFTER = 700  # an opening paragraph may leave the day to the one behind it


def inherit_days(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings, in text order, with a day for those whose own words give none; those are marked inherited."""
    if not any(r.time is not None for r in readings):
        return tuple(readings)
    found: list[Reading] = []
    last: tuple[int, TimeWindow] | None = None
    for i, reading in enumerate(readings):
        at = _position(reading)
        if not of_the_story(reading):
            found.append(reading)
            continue
        if reading.time is not None:
            if reading.time.precision <= 2 and reading.claim.outcome != _AFTERWARDS:
                last = (at, reading.time)
            found.append(reading)
            continue
        window = last[1] if last is not None and at - last[0] <= _NEAR else None
        if window is None and last is None:
            window = _first_after(readings, i, at)
        found.append(
            reading if window is None else replace(reading, time=replace(window, inherited=True, clock=None))
        )
    return tuple(found)


def _position(reading: Reading) -> int:
    quote = reading.claim.quote
    return quote.start if quote.part == "text" else 0


def narrowed(readings: Sequence[Reading], country: str, spot: PlaceReading | None) -> list[Reading]:
    """The readings, with ``spot`` for those of the story that are only known to be of its ``country``; marked inherited."""
    if spot is None:
        return list(readings)
    said = replace(spot, inherited=True)
    return [replace(r, place=said) if of_the_story(r) and _only_in(r, country) else r for r in readings]


def _only_in(reading: Reading, country: str) -> bool:
    place = reading.place
    here = place.located.country if place is not None and place.located is not None else None
    return place is not None and place.precision >= _COUNTRY and here == country


def of_the_story(reading: Reading) -> bool:
    """Whether a claim is of the event that the report tells: no other event, running total or state of affairs."""
    claim = reading.claim
    return claim.kind in _KINDS and claim.scope == "incident" and claim.event is None


def _first_after(readings: Sequence[Reading], i: int, at: int) -> TimeWindow | None:
    for other in readings[i + 1 :]:
        if _position(other) - at > _AFTER:
            return None
        if other.time is not None and of_the_story(other) and other.claim.outcome != _AFTERWARDS:
            return other.time if other.time.precision <= 2 else None
    return None
