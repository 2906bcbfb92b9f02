"""Deaths told so far below people hurt that they are another event's: news tells its dead first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daftar.model import Reading

__all__ = ["LEAD", "late_death"]

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
