"""Which of the times in a passage may be the day of what it tells, and which are only of the telling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.languages.telling import FILED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Passage, Quote

__all__ = ["event_times", "not_of_a_death"]

# "the ministry said on Wednesday", "told Example Wire late on Monday": the day that somebody spoke.
_SPOKE = re.compile(
    r"\b(?:said|says|added|announced|reported|stated|confirmed|told\s+(?:[\w'’.-]+\s+){1,4}?"
    r"|(?:said|announced|reported)\s+in\s+a\s+(?:statement|report|tweet|post))"
    r"\s*(?:late|early)?[\s,]*$",
    re.IGNORECASE,
)
# "the army on Wednesday denied", "denied on Wednesday that": also the day of the telling, where the sentence has another.
_DENIED = re.compile(
    r"\b(?:denied|denies|rejected|dismissed|admitted|acknowledged|claimed|insisted|accused|blamed|condemned|warned)\s+(?:late\s|early\s)?$",
    re.IGNORECASE,
)
# Before the day on which somebody died, in the same clause.
_DIED = re.compile(
    r"\b(?:died|dies|succumbed)\b(?:(?!\b(?:in|during|of|from|after)\s+(?:the\s+)?$)[^.;:,])*$", re.IGNORECASE
)
_THEN_SPEAKS = re.compile(
    r"\s*(?:said|announced|reported|stated|confirmed|denied|rejected|dismissed|admitted|acknowledged|claimed|insisted)\s"
    r"(?:that\s|it\s|its\s|a\s|the\s|as\s)"
    r"|\s*(?:put|raised|lowered|revised|corrected|updated|cut)\s(?:the|its|their|a|an)\s"
    r"(?:death\s|provisional\s|official\s)?(?:toll|number|count|figure|estimate)\b",
    re.IGNORECASE,
)
_DATELINE = 70  # characters from the start of the passage that a dateline may take


def event_times(passage: Passage, times: Sequence[Quote]) -> Sequence[Quote]:
    """Leave out of ``times`` those that say when somebody spoke or when the report was filed."""
    left = [t for t in times if not _of_telling(passage, t)] if times else times
    if len(left) < 2:
        return left
    return [t for t in left if not _beside_verb(passage, t)] or left


def not_of_a_death(passage: Passage, times: Sequence[Quote]) -> Sequence[Quote]:
    """``times`` without the day of one more death, for the toll that it raises: "died on Tuesday, taking the number of dead to nine"."""
    return [t for t in times if not _DIED.search(passage.text, 0, t.start - passage.start)]


def _beside_verb(passage: Passage, time: Quote) -> bool:
    start, end = time.start - passage.start, time.end - passage.start
    return bool(
        _DENIED.search(passage.text, max(0, start - 20), start) or _THEN_SPEAKS.match(passage.text, end)
    )


def _of_telling(passage: Passage, time: Quote) -> bool:
    start, end = time.start - passage.start, time.end - passage.start
    if _SPOKE.search(passage.text, max(0, start - 70), start):
        return True
    if start > _DATELINE or not FILED.match(passage.text, end):
        return False
    if not passage.text[:start].strip() and "(" in passage.text[end : end + 3]:
        return True  # "May 10 (Example Wire) - "
    place = passage.text[:start].rstrip(" ,(\n").rpartition("\n")[2]
    return bool(place) and place[:1].isupper() and "." not in place
