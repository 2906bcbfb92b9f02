"""Times that count from the day being told: "at about 10 p.m.", "two days earlier", "the night before"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.resolve.context import HOURS, of_the_story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daftar.model import Reading, TimeWindow

__all__ = ["against_the_story", "before_what_follows"]

_NEAR = 1500  # characters: about four paragraphs of a news story
_AFTERWARDS = "detained"  # an arrest has its own day
_AMOUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "the": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
# "on Saturday, a week after the two brothers were shot": the words between the day and the harm, and before the harm.
_AFTER = re.compile(
    rf"(?:^|[\s,])(?P<amount>{'|'.join(_AMOUNTS)}|\d{{1,2}})\s+(?P<unit>day|week)s?\s+after\s+(?:[\w'’-]+\s+){{0,8}}$",
    re.IGNORECASE,
)


def before_what_follows(readings: Sequence[Reading]) -> list[Reading]:
    """The readings; harm that the day named beside it came some days or weeks after is of so much earlier.

    "On Saturday, a week after the two were shot", "two days after six were killed, thousands marched on Sunday".
    """
    return [_so_much_before(reading) for reading in readings]


def _so_much_before(reading: Reading) -> Reading:
    window, claim, day = reading.time, reading.claim, reading.claim.time
    if window is None or day is None or window.inherited or day.part != claim.quote.part:
        return reading
    text, at = claim.passage.text, claim.passage.start
    first = claim.quote.start - at
    start = max(0, day.end - at) if day.end <= claim.quote.start else 0
    found = _AFTER.search(text, start, first) if 0 <= first <= len(text) else None
    if found is None or (
        day.start >= claim.quote.end and "," not in text[claim.quote.end - at : day.start - at]
    ):
        return reading
    amount = _AMOUNTS.get(found["amount"].lower()) or int(found["amount"])
    back = dt.timedelta(days=amount * (7 if found["unit"].lower() == "week" else 1))
    return replace(
        reading,
        time=replace(window, start=window.start - back, end=window.end - back, rule="story", clock=None),
    )


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
