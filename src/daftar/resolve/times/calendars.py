"""Days of the calendars: months, weeks, Easter, the Islamic year."""

from __future__ import annotations

import calendar
import datetime as dt

__all__ = [
    "DAY",
    "add_months",
    "easter",
    "hijri",
    "month_days",
    "nth_weekday",
    "on_or_none",
    "week_of",
    "year_days",
]

DAY = dt.timedelta(days=1)
_HIJRI_EPOCH = dt.date(622, 7, 19).toordinal()  # 1 Muharram 1, civil reckoning, in the Gregorian calendar


def on_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None where the calendar has no such day (29 February, the year 0)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def year_days(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def week_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the week of ``day`` (ISO 8601)."""
    monday = day - day.weekday() * DAY
    return monday, monday + 6 * DAY


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month that lie ``months`` after the given ones."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1


def nth_weekday(year: int, month: int, weekday: int, number: int) -> dt.date:
    """The ``number``-th ``weekday`` (0 Monday) of a month."""
    first = dt.date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (number - 1)) * DAY


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm, Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def hijri(year: int, month: int, day: int) -> dt.date:
    """The Gregorian day of an Islamic date by the tabular civil calendar; the sighted moon may differ by a day."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return dt.date.fromordinal(_HIJRI_EPOCH + days)
