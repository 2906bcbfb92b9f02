"""Days that belong to an arrest, a hearing or a vigil, and so are not the day of the deed it is about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages import load
from daftar.languages.patterns import either

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Passage, Quote

__all__ = ["deed_times"]

_DATELINE = re.compile(r"\s+[A-Z]")
_REACH = 90  # characters between what was done with the case and its day


def deed_times(passage: Passage, times: Sequence[Quote]) -> Sequence[Quote]:
    """Leave out of ``times`` those beside a word of proceedings, in its own clause."""
    if not times:
        return times
    words = _patterns("en")
    return [t for t in times if not _of_proceedings(passage, t, words)]


class _Words(NamedTuple):
    """Proceedings in front of a day, behind one, and the deed that a day stands before ("Friday's shooting")."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    deed: re.Pattern[str]


def _of_proceedings(passage: Passage, time: Quote, words: _Words) -> bool:
    start, end = time.start - passage.start, time.end - passage.start
    before, behind, deed = words
    if deed.match(passage.text, end):
        return False
    if before.search(passage.text[max(0, start - _REACH) : start]):
        return True
    if start == 0 and _DATELINE.match(passage.text, end) and time.text[-4:].isdecimal():
        return False  # "3 May 2031 The union has announced": the day of the report, put before it
    leads = not passage.text[:start].strip(' \n\t"“').removesuffix("On").removesuffix("on").strip()
    return leads and behind.match(passage.text, end) is not None


@lru_cache(maxsize=4)
def _patterns(language: str) -> _Words:
    days = load(language, "days")
    data = days["proceedings"]
    verbs = either(data["verbs"])
    breaks = "|".join(data["breaks"])
    own = rf"(?:(?!\b(?:{breaks})\s)[^,.;:\"“”\n])"  # of the same clause
    court = r"(?:\s+(?:in|from|as|for)\s+(?:an?\s+|the\s+)?[^,.;\n]{3,40}?)?"
    counted = "|".join(
        map(re.escape, data["counted"])
    )  # "nineteen identified victims": no doing, a kind of people
    before = re.compile(rf"\b{verbs}\b:?{court}{own}{{0,50}}$", re.IGNORECASE)
    behind = re.compile(rf",?\s+{own}{{0,60}}?\b{verbs}\b(?!\s+(?:{counted})\b)", re.IGNORECASE)
    named = "|".join(map(re.escape, (*days["occurrence"]["named"], "incident", "attack", "death", "deaths")))
    deed = re.compile(
        rf"(?:'s|’s)?\s+(?:(?!(?:{breaks}|of|to|on|at|by|the|an?|and)\s)[\w-]+\s+){{0,3}}?(?:{named})\b",
        re.IGNORECASE,
    )
    return _Words(before, behind, deed)
