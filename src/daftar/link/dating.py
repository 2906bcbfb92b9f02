"""The day of an incident, out of all the days that its report words.

First what was done or happened on a day, then the day that somebody died (often later than the blow), then whatever
else has a day. A looser wording that stands first ("earlier this month") is made precise by a day inside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Reading, TimeWindow

__all__ = ["DIED", "OCCURRED", "day_of"]

OCCURRED = "occurred"  # the action of a claim that says only when it happened
DIED = "died"  # of a claim of a death whose day may be later than the blow's
_BLOWS = ("killed", "injured")
_DAYS = 2  # UCDP date precision: one day, or a few


def day_of(readings: Sequence[Reading]) -> TimeWindow | None:
    """The days of the incident that ``readings`` are of; None where none has any."""
    timed = [r for r in sorted(readings, key=_told_at) if r.time is not None]
    own = [r for r in timed if r.time is not None and not r.time.inherited]
    deeds = [r for r in own if _deed(r)]
    wide = next((r.time for r in deeds[:1] if r.time is not None and r.time.precision > _DAYS), None)
    for some in ([r for r in deeds if r.claim.action != DIED], deeds):
        for reading in some:
            time = reading.time
            if time is not None and time.precision <= _DAYS and (wide is None or _inside(time, wide)):
                return time
    if wide is not None:
        return wide
    return next((r.time for r in (*deeds, *timed)), None)


def _told_at(reading: Reading) -> tuple[bool, int]:
    quote = reading.claim.quote
    return quote.part != "title", quote.start


def _deed(reading: Reading) -> bool:
    claim = reading.claim
    return claim.action == OCCURRED or (claim.kind == "harm" and claim.outcome in _BLOWS)


def _inside(time: TimeWindow, wide: TimeWindow) -> bool:
    return wide.start <= time.start and time.end <= wide.end
