"""Days of the calendars: months, weeks, Easter, the Islamic year."""

from __future__ import annotations

import calendar
import datetime as dt

__all__ = [
    "DAY",
    "add_months",
    "easter",
    "hebrew",
    "hijri",
    "month_days",
    "nth_weekday",
    "on_or_none",
    "orthodox_easter",
    "week_of",
    "year_days",
]

DAY = dt.timedelta(days=1)
_HEBREW_EPOCH = -1373427  # 7 October 3761 BCE (Julian), as an ordinal of the Gregorian calendar
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
    """The ``number``-th ``weekday`` (0 Monday) of a month, or the last (-1)."""
    if number < 0:
        last = month_days(year, month)[1]
        return last - ((last.weekday() - weekday) % 7) * DAY
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


def orthodox_easter(year: int) -> dt.date:
    """Easter Sunday by the Julian reckoning, as a Gregorian day (Meeus 1991; holds from 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(year, month, day + 1) + 13 * DAY


def hebrew(year: int, month: int, day: int) -> dt.date:
    """The Gregorian day, in ``year``, of a day of the Jewish calendar (Dershowitz and Reingold's arithmetic).

    Months from Nisan (1) to Kislev (9), which is as far as every year has the same months and the holidays need.
    """
    new_year = _new_year(year + 3761)  # 1 Tishri in the autumn of ``year``
    if month >= 7:
        # Heshvan is long only in a full year, in which Kislev is long too.
        full = (_new_year(year + 3762) - new_year) % 10 == 5
        before = sum((30, 30 if full else 29)[: month - 7])
        return dt.date.fromordinal(new_year + before + day - 1)
    # From Nisan to Tishri there are always 177 days.
    before = sum((30, 29, 30, 29, 30, 29)[: month - 1])
    return dt.date.fromordinal(new_year - 177 + before + day - 1)


def _new_year(year: int) -> int:
    """The ordinal of 1 Tishri of a Jewish year, with the delays that keep it off certain weekdays."""

    def elapsed(year: int) -> int:
        months = (235 * year - 234) // 19
        parts = 12084 + 13753 * months
        days = 29 * months + parts // 25920
        return days + 1 if 3 * (days + 1) % 7 < 3 else days

    before, this, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def hijri(year: int, month: int, day: int) -> dt.date:
    """The Gregorian day of an Islamic date by the tabular civil calendar; the sighted moon may differ by a day."""
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return dt.date.fromordinal(_HIJRI_EPOCH + days)
