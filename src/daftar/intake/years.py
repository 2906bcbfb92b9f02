"""The year of a dateline that gives none ("TAIZ, March 5 (Wire) -"), by another day that the file bears.

A year is never guessed: a day in the file's name, in a page's address or of its last change has to lie on the day of the
dateline or within a month after it, and all days that the file bears have to agree.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, NamedTuple

from daftar.intake.days import find_days, month_number, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Seen", "dated_by", "day_in_address", "day_in_name", "has_dateline"]

_HEAD: Final = 250
_WITHIN: Final = 31
"""How many days after the dateline a file may be named, saved or changed: older news is not news."""
# As a dateline with its year (intake/header.py), but for the year.
_DATELINE: Final = re.compile(
    r"^[^\S\n]*[A-Z\u00c0-\u00de][^\n\d]{1,60}?(?:,|\()\s*"
    r"(?:(?P<day1>\d{1,2})\s+(?P<month1>[^\W\d_]{3,11})|(?P<month2>[^\W\d_]{3,11})\.?\s+(?P<day2>\d{1,2}))"
    r"(?:\s*[),])?\s*(?:\([^)\n]{1,60}\)\s*)?(?:--|—|–|-(?=\s))",
    re.MULTILINE,
)
_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_. ]?)([01]\d)\2([0-3]\d)(?!\d)")
_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|$)")


class Seen(NamedTuple):
    """A day that a file bears, and where: "the file's name", "the page's address" ..."""

    day: dt.date
    where: str


def dated_by(text: str, seen: Iterable[Seen]) -> tuple[dt.date | None, str | None]:
    """The day of the dateline of ``text`` with the year that ``seen`` tells, and the rule; else (None, None)."""
    found = _dateline(text)
    if found is None:
        return None, None
    month, day = found
    years = [(one, where) for told, where in seen if (one := _just_before(told, month, day)) is not None]
    if len({one for one, _ in years}) != 1:
        return None, None
    return years[0][0], f"dateline, its year from {years[0][1]}"


def has_dateline(text: str) -> bool:
    """Whether ``text`` begins with a dateline that gives a day and no year."""
    return _dateline(text) is not None


def _dateline(text: str) -> tuple[int, int] | None:
    """The month and the day of a dateline without a year."""
    match = _DATELINE.search(text[:_HEAD])
    month = month_number(match["month1"] or match["month2"]) if match else None
    return None if match is None or month is None else (month, int(match["day1"] or match["day2"]))


def _just_before(told: dt.date, month: int, day: int) -> dt.date | None:
    """The last such day up to ``told``, where it is not too long before."""
    for year in (told.year, told.year - 1):
        try:
            one = dt.date(year, month, day)
        except ValueError:
            continue
        if one <= told:
            return one if (told - one).days <= _WITHIN else None
    return None


def day_in_name(name: str) -> tuple[Seen, ...]:
    """The one day in a file's own name ("marib_2025-03-09.txt", "20250309 marib.txt"), if there is one."""
    stem = PurePath(name).stem
    days = {
        day
        for match in _IN_NAME.finditer(stem)
        if (day := parse_day("-".join(match.group(1, 3, 4)))) is not None
    } or {found.day for found in find_days(stem.replace("_", " "))}
    return tuple(Seen(day, "the file's name") for day in days) if len(days) == 1 else ()


def day_in_address(url: str | None) -> tuple[Seen, ...]:
    """The day in the path of a page's address (".../2025/03/10/a-headline"), if there is one."""
    match = _IN_ADDRESS.search(url or "")
    day = parse_day("-".join(part.zfill(2) for part in match.groups())) if match else None
    return (Seen(day, "the page's address"),) if day else ()
