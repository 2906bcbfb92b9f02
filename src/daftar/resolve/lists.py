"""The year of a list's entries that word only day and month: "3 March: ..." below "Attacks on hospitals in 2018"."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

__all__ = ["list_end"]

_MONTH: Final = r"(?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_ENTRY: Final = re.compile(
    rf"^[^\S\n]*(?:[-*•–—]|\(?\d{{1,3}}[.)])?[^\S\n]*(?:On )?(?:[A-Z][a-z]+day,? )?(?:the )?"
    rf"(?P<day>(?:{_DAY} (?:of )?{_MONTH}|{_MONTH} {_DAY})\b)(?!,? (?:19|20)\d\d)",
    re.MULTILINE,
)
_YEAR: Final = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/-])")
_HEADING: Final = re.compile(r"^[^\S\n]*(?P<words>\S[^\n]{0,90}?[^\s.!?…])[^\S\n]*$", re.MULTILINE)
_SEVERAL: Final = 3  # entries
_WORDS: Final = 12  # of a heading, at most


def list_end(text: str, title: str | None, at: int) -> dt.date | None:
    """The last day of the year that the list has in which an entry begins with the day at character ``at``.

    It is the one year that the heading above the entry names, else the title. None where there is no such list, or its
    headings name no year or several: then an entry's year is not told.
    """
    entries, headings = _listed(text)
    number = bisect_right(entries, at, key=lambda entry: entry[0])
    if not number or at > entries[number - 1][1]:
        return None
    number = bisect_right(headings, at, key=lambda heading: heading[0])
    year = headings[number - 1][1] if number else _year(title or "")
    return None if year is None else dt.date(year, 12, 31)


@lru_cache(maxsize=2)  # asked for every claim of a report
def _listed(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where entries and their days begin, and where headings that name one year do, with that year."""
    entries = list(_ENTRY.finditer(text))
    if len(entries) < _SEVERAL:
        return (), ()
    lines = {entry.start() for entry in entries}
    headings = [
        (line.start(), year)
        for line in _HEADING.finditer(text)
        if line.start() not in lines and len(line["words"].split()) <= _WORDS
        if (year := _year(line["words"])) is not None
    ]
    return tuple((entry.start(), entry.start("day")) for entry in entries), tuple(headings)


def _year(words: str) -> int | None:
    """The one year that words name."""
    years = {int(year) for year in _YEAR.findall(words)}
    return years.pop() if len(years) == 1 else None
