"""Full dates as people and machines write them: a day, a month and a year of four digits, never less."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from daftar.intake.tables import section, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["FoundDay", "find_days", "is_open", "month_number", "parse_day"]

_WORD = r"[^\W\d_]"
_MONTH = rf"{_WORD}{{3,11}}(?:\ {_WORD}{{3,8}})?"
# Words and numbers are matched loosely and looked up afterwards: far quicker than an alternation of every month's name.
_DAY = re.compile(
    rf"""(?<![\w./-])(?:
      (?P<day1>\d{{1,2}})(?:st|nd|rd|th|er|º)?[\s-]+(?:of\s+|de\s+)?(?P<month1>{_MONTH})[.,]?[\s-]+(?:del?\s+)?(?P<year1>\d{{4}})
    | (?P<month2>{_WORD}{{3,11}})\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+|,|(?<=\d\d))(?P<year2>\d{{4}})
    | (?P<year3>\d{{4}})(?P<sep3>[-/.])(?P<month3>\d{{1,2}})(?P=sep3)(?P<day3>\d{{1,2}})
    | (?P<first>\d{{1,2}})(?P<sep4>[./-])(?P<second>\d{{1,2}})(?P=sep4)(?P<year4>\d{{4}})
    )(?!\d)""",
    re.VERBOSE | re.IGNORECASE,
)
_WEEKDAY_BEFORE = re.compile(rf"(?<!{_WORD})({_WORD}{{3,10}})[.,،]?\s+$")
_ZONE = r"(?:(?:GMT|UTC)(?:[+-]\d{1,2}(?::?\d\d)?)?|Z\b|[A-Z]{2,4}T\b|[+-]\d\d:?\d\d)"
_CLOCK = re.compile(
    rf"[,\s]*(?:[-–|]\s*)?(?:at\s+)?T?(?:\d{{1,2}}[:.h]\d\d(?::\d\d)?(?:[.,]\d+)?|\d{{4}}(?:\d\d)?|\d{{1,2}}(?=\s*[ap]\.?m))"
    rf"(?!\d)\s*(?:[ap]\.?m\b\.?)?\s*{_ZONE}?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDay:
    """A full date in a text. ``start`` takes in a weekday before it, ``end`` a time of day after it."""

    start: int
    end: int
    day: dt.date
    weekday: bool
    clock: bool
    numeric: bool


@cache
def _names() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Month names to 1-12 and weekday names to 0-6, in lower case, of all languages in the table."""
    return _numbered("months", 12, first=1), _numbered("weekdays", 7, first=0)


def _numbered(key: str, count: int, *, first: int) -> Mapping[str, int]:
    return {
        spelling.strip(): number
        for language in section("header", key)
        for number, spellings in enumerate(words("header", key, language, count=count), first)
        for spelling in spellings.split("|")
    }


def month_number(word: str) -> int | None:
    """The month, 1 to 12, that ``word`` names in any language of the table, or None."""
    return _names()[0].get(word.lower())


def find_days(text: str, *, day_first: bool | None = None) -> Iterator[FoundDay]:
    """Every full date in ``text`` that can be read in one way only, in order.

    With full stops or hyphens the day comes first (no locale of the Unicode CLDR writes the month first with either);
    with strokes both orders are in use, so 05/02/2015 is left alone unless one part is over 12, both are equal, or a
    weekday beside it decides. Where none of these does, ``day_first`` says which it is, if it is known.
    """
    for match in _DAY.finditer(text):
        start, weekday = _weekday_before(text, match.start())
        day = _day(match, weekday, day_first=day_first)
        if day is None:
            continue
        clock = _CLOCK.match(text, match.end())
        yield FoundDay(
            start=start,
            end=clock.start() + len(clock.group().rstrip()) if clock else match.end(),
            day=day,
            weekday=weekday is not None,
            clock=clock is not None,
            numeric=match["year3"] is not None or match["year4"] is not None,
        )


def is_open(value: str) -> bool:
    """Whether ``value`` is a day in numbers of which nobody can tell whether the day or the month comes first."""
    return parse_day(value) is None and parse_day(value, day_first=True) is not None


def parse_day(value: str, *, day_first: bool | None = None) -> dt.date | None:
    """The day that ``value`` names (ISO 8601, RFC 822, "18 December 2019" ...), or None when it names none or several.

    A time and a zone are left aside: the day is the one that the publisher wrote. ``day_first`` as in ``find_days``.
    """
    value = value.strip()
    if value[4:5] == "-" and value[7:8] == "-" and not value[10:11].isdigit():
        try:
            return dt.date.fromisoformat(value[:10])
        except ValueError:
            return None
    if compact := _COMPACT.match(value):
        return _date(int(compact[1]), int(compact[2]), int(compact[3]))
    days = {found.day for found in find_days(value[:100], day_first=day_first)}
    return days.pop() if len(days) == 1 else None


def _weekday_before(text: str, start: int) -> tuple[int, int | None]:
    match = _WEEKDAY_BEFORE.search(text, max(0, start - 16), start)
    if match is None:
        return start, None
    number = _names()[1].get(match[1].lower())
    return (start, None) if number is None else (match.start(), number)


def _day(match: re.Match[str], weekday: int | None, *, day_first: bool | None) -> dt.date | None:
    months = _names()[0]
    if match["year1"]:
        word = match["month1"].lower()
        # The loose pattern may have taken a second word with it; only Arabic months have two.
        month = months.get(word)
        return _date(int(match["year1"]), month, int(match["day1"]))
    if match["year2"]:
        return _date(int(match["year2"]), months.get(match["month2"].lower()), int(match["day2"]))
    if match["year3"]:
        return _date(int(match["year3"]), int(match["month3"]), int(match["day3"]))
    year, first, second = int(match["year4"]), int(match["first"]), int(match["second"])
    by_day, by_month = _date(year, second, first), _date(year, first, second)
    if match["sep4"] != "/" or first == second:
        return by_day
    one = _one_of(by_day, by_month, weekday)
    if one is None and day_first is not None and weekday is None:
        return by_day if day_first else by_month
    return one


def _one_of(by_day: dt.date | None, by_month: dt.date | None, weekday: int | None) -> dt.date | None:
    readings = [day for day in (by_day, by_month) if day is not None]
    if len(readings) == 2 and weekday is not None:
        readings = [day for day in readings if day.weekday() == weekday]
    return readings[0] if len(readings) == 1 else None


def _date(year: int, month: int | None, day: int) -> dt.date | None:
    if month is None or not 1900 <= year <= 2100:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
