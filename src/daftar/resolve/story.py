"""Times that count from the day being told: "at about 10 p.m.", "two days earlier", "the night before"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.resolve.context import HOURS, of_the_story

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from daftar.model import Reading, TimeWindow

__all__ = ["against_the_story"]

_NEAR = 1500  # characters: about four paragraphs of a news story
_AFTERWARDS = "detained"  # an arrest has its own day


def against_the_story(
    readings: Sequence[Reading],
    resolve: Callable[[Reading, dt.date], TimeWindow | None],
    named: Callable[[Reading], dt.date | None],
) -> list[Reading]:
    """The readings, in text order; those whose words count from the story's own day, counted from it.

    That day is the last single day that a claim of the story words before them, nearby; for words that give no
    day at all, one that their own sentence names before them ("denied on Friday that it struck the day before"), which
    ``named`` gives. ``resolve`` gives the window of a reading's words against it. Without such a day an hour alone stays within the day before publication, and "two
    days earlier" stays worded.
    """
    found: list[Reading] = []
    told: tuple[int, dt.date] | None = None
    for reading in readings:
        quote, now = reading.claim.quote, reading
        at = quote.start if quote.part == "text" else 0
        if reading.time is None and reading.claim.time and (day := named(reading)) is not None:
            now = replace(reading, time=resolve(reading, day))
        elif told is not None and at - told[0] <= _NEAR and reading.claim.time and _counts_from_it(reading):
            window = resolve(reading, told[1])
            if window is not None:
                now = replace(reading, time=window)
        elif (
            reading.time is not None
            and reading.time.start == reading.time.end
            and reading.time.rule not in HOURS
            and of_the_story(reading)
            and reading.claim.outcome != _AFTERWARDS
        ):
            told = at, reading.time.start
        found.append(now)
    return found


def _counts_from_it(reading: Reading) -> bool:
    """Whether the words give only an hour, or no day that publication tells."""
    if reading.time is None:
        return True
    words = reading.time.quote.text.lower() if reading.time.quote else ""
    return reading.time.rule in HOURS and "overnight" not in words
