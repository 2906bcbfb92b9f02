"""Parts of a stretch of the calendar: its first half, its last week, its third day, early and late in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.resolve.times.calendars import DAY, add_months, month_days

if TYPE_CHECKING:
    import datetime as dt

    from daftar.resolve.times.expression import Slice
    from daftar.resolve.times.frame import Period

__all__ = ["slice_of", "third", "third_of_year"]

_MONTHS = {"month": 1, "quarter": 3, "half": 6}
_DAYS = {"day": 1, "week": 7}


def slice_of(whole: Period, named: Slice) -> Period | None:
    """The part of ``whole`` that ``named`` means; None where there is no such part ("the sixth week of May")."""
    if whole.slack:  # a stretch that is not sure to the day: its parts are as unsure
        sure = replace(
            whole, start=whole.start + whole.slack * DAY, end=whole.end - whole.slack * DAY, slack=0
        )
        part = slice_of(sure, named)
        return part and replace(
            part, start=part.start - whole.slack * DAY, end=part.end + whole.slack * DAY, slack=whole.slack
        )
    if named.unit in _DAYS:
        return _of_days(whole, named, _DAYS[named.unit])
    days = (whole.end - whole.start).days + 1
    if named.unit == "half" and days <= 31:
        return _half_of_month(whole, named)
    return _of_months(whole, named, _MONTHS[named.unit]) if named.unit in _MONTHS and days > 31 else None


def _of_days(whole: Period, named: Slice, unit: int) -> Period | None:
    length = unit * named.count
    if named.at < 0:
        start, end = whole.end - (length - 1) * DAY, whole.end
    else:
        start = whole.start + unit * (named.at - 1) * DAY
        end = min(start + (length - 1) * DAY, whole.end)
    return _within(whole, replace(whole, start=start, end=end, rule=named.unit if unit > 1 else whole.rule))


def _half_of_month(whole: Period, named: Slice) -> Period | None:
    middle = whole.start + 14 * DAY  # the 15th, as diaries divide a month
    first = named.at == 1
    if named.at not in (1, 2, -1) or named.count != 1:
        return None
    return replace(whole, start=whole.start if first else middle + DAY, end=middle if first else whole.end)


def _of_months(whole: Period, named: Slice, unit: int) -> Period | None:
    months = unit * named.count
    skip = unit * (named.at - 1)
    if named.at < 0:
        skip = (whole.end.year - whole.start.year) * 12 + whole.end.month - whole.start.month + 1 - months
    start = month_days(*add_months(whole.start.year, whole.start.month, skip))[0]
    end = month_days(*add_months(start.year, start.month, months - 1))[1]
    return _within(whole, replace(whole, start=start, end=end, rule=named.unit))


def _within(whole: Period, part: Period) -> Period | None:
    return part if whole.start <= part.start and part.end <= whole.end else None


def third(start: dt.date, end: dt.date, edge: str | None) -> tuple[dt.date, dt.date]:
    """The first ten days of a month for "early", the second for "mid", the rest for "late"."""
    if edge == "early":
        return start, start.replace(day=10)
    if edge == "mid":
        return start.replace(day=11), start.replace(day=20)
    return (start.replace(day=21), end) if edge == "late" else (start, end)


def third_of_year(start: dt.date, end: dt.date, edge: str | None) -> tuple[dt.date, dt.date]:
    """The first four months of a year for "early", the next four for "mid", the rest for "late"."""
    if edge == "early":
        return start, start.replace(month=4, day=30)
    if edge == "mid":
        return start.replace(month=5), end.replace(month=8)
    return (start.replace(month=9), end) if edge == "late" else (start, end)
