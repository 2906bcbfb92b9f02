"""Deaths told so far below people hurt that they are another event's, and deaths of those hurt before: news tells its dead first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.languages.deaths import dies_later
from daftar.link.dating import DIED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Reading

__all__ = ["LEAD", "late_death", "of_the_blow"]

LEAD = 600  # characters: in them a report begins with what it is about
_BELOW = 900  # characters: about three paragraphs
_BACK = frozenset({"he", "she", "the", "that", "this", "his", "her", "their", "they", "who"})


def late_death(reading: Reading, begins: int | None, totals: Mapping[str, int]) -> bool:
    """Whether a death is told so long after an event that left people hurt that it must be another's.

    ``begins`` (the first character of the text that tells of it) and ``totals`` are the event's: "two wounded ...", and far
    below "a man was killed there last spring".
    """
    claim = reading.claim
    if claim.outcome != "killed" or claim.passage.part != "text" or totals.get("killed"):
        return False
    if not totals.get("injured") or _told_before(claim.count_worded):
        return False
    return begins is not None and begins < LEAD and claim.passage.start - begins > _BELOW


def _told_before(worded: str | None) -> bool:
    """Whether words go back to somebody told of: "he", "the victim", "his son"."""
    return (worded or "he").casefold().split(" ")[0] in _BACK


def of_the_blow(harm: Sequence[Reading]) -> list[Reading]:
    """``harm`` without the days and places of deaths that came of what had happened before, where its toll is told.

    "Died in hospital on Sunday, raising to five the number killed": Sunday is the day of neither figure's attack. A death told by
    itself keeps its own: nothing better is known.
    """
    late = [r for r in harm if _of_wounds(r)]
    toll = [r for r in harm if r not in late and _is_toll(r)] if late else []
    if not toll:
        return list(harm)
    placed = any(r.place is not None for r in toll)
    days = [r.time.quote for r in late if r.time and _own_day(r, toll) and not _of_the_attack(r)]
    first = min((r.time.start for r in late if r.time is not None), default=None)
    before = any(r.time and not r.time.inherited and first is not None and r.time.end < first for r in toll)
    risen = any(r.claim.relation == "update" for r in toll)
    found = []
    for reading in harm:
        here = reading
        if placed and here in late:
            here = replace(here, place=None)
        if (before or risen) and here.time is not None and here.time.quote in days:
            here = replace(here, time=None)
        found.append(here)
    return found


def _is_toll(reading: Reading) -> bool:
    """Whether it says how many died besides: several, or that a toll rose."""
    claim = reading.claim
    several = claim.count is not None and claim.count.low > 1
    return claim.outcome == "killed" and (several or claim.relation == "update")


def _own_day(death: Reading, others: Sequence[Reading]) -> bool:
    """Whether the words of the day stand by the death: "killed on Tuesday has risen to 11 after two more died" has the blow's."""
    day, claim = death.time.quote if death.time else None, death.claim
    if day is None or not claim.passage.start <= day.start < claim.passage.end:
        return False
    first, last = min(day.end, claim.quote.end), max(day.start, claim.quote.start)
    return not any(
        one.claim.quote.part == day.part and first <= one.claim.quote.start < last for one in others
    )


def _of_the_attack(reading: Reading) -> bool:
    """Whether the day is worded as the attack's: "died of wounds suffered in Friday's bombing"."""
    quote, passage = (reading.time.quote if reading.time else None), reading.claim.passage
    return quote is not None and passage.text[quote.end - passage.start :].startswith(("'s", "’s"))


def _of_wounds(reading: Reading) -> bool:
    claim = reading.claim
    return claim.action == DIED and claim.outcome == "killed" and dies_later(claim.passage, claim.quote)
