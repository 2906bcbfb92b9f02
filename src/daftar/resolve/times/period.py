"""The stretch of the calendar that a time expression names, against the day of publication or the story's date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from daftar.resolve.times.calendars import (
    DAY,
    add_months,
    month_days,
    on_or_none,
    week_of,
    year_days,
)
from daftar.resolve.times.expression import (
    Beside,
    Day,
    Daytime,
    Festival,
    Fiscal,
    Hijri,
    Month,
    MonthDay,
    Range,
    Season,
    Shift,
    Slice,
    Span,
    Weekday,
    Weekend,
    Year,
)
from daftar.resolve.times.festivals import beside_weekend, festival_days, fiscal_days, hijri_days
from daftar.resolve.times.frame import Frame, Period, closest, on_one
from daftar.resolve.times.shifts import shifted, spanned
from daftar.resolve.times.slices import slice_of, third, third_of_year

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from daftar.resolve.times.expression import Named, TimeExpression

__all__ = ["period_of"]


def period_of(expression: TimeExpression, frame: Frame) -> Period | None:
    """The days that ``expression`` names, whole units of the calendar; None where frame and words do not tell."""
    if expression.ahead or expression.relation == "until":
        frame = replace(frame, ahead=True)
    try:
        period = _period(expression, frame)
    except (OverflowError, ValueError):  # beyond the years 1 to 9999 there is no calendar
        return None
    if period is None or expression.daypart != "overnight" or period.start != period.end:
        return period
    return _overnight(period, frame)


def _period(expression: TimeExpression, frame: Frame) -> Period | None:
    if isinstance(expression.named, Daytime):
        return _daytime(expression, frame)
    return _named(expression.named, frame)


def _overnight(period: Period, frame: Frame) -> Period:
    """A night has two days: the named day and the next, or the one before where the next is not yet."""
    first = period.start - DAY if frame.published and period.start >= frame.published else period.start
    return replace(period, start=first, end=first + DAY)


def _named(named: Named, frame: Frame) -> Period | None:
    rule = _RULES.get(type(named))
    return None if rule is None else rule(named, frame)


def _day(named: Day, frame: Frame) -> Period | None:
    if named.swapped:
        return _either_way(named, frame)
    if named.year is not None:
        day, rule = on_or_none(named.year, named.month, named.day), "explicit"
    elif named.years is not None:
        near = frame.published
        day = on_or_none(near.year + named.years, named.month, named.day) if near else None
        rule = "nearest year"
    else:
        day, rule = _nearest(named, frame), "nearest year"
    if day is None or not named.week:
        return on_one(day, rule)
    start, end = week_of(day)
    return Period(start=start, end=end, rule="week")


def _nearest(named: Day, frame: Frame) -> dt.date | None:
    """The day without a year: the last one before publication (or the next, of what is to come), else near the story.

    A weekday beside it decides where it can ("Tuesday, October 10").
    """
    near = frame.published or frame.anchor
    if near is None:
        return None
    days = [d for y in range(near.year - 8, near.year + 9) if (d := on_or_none(y, named.month, named.day))]
    if named.weekday is not None:
        fitting = [d for d in days if d.weekday() == named.weekday and abs((d - near).days) < 2 * 366]
        days = fitting or days
    return closest(days, frame)


def _either_way(named: Day, frame: Frame) -> Period | None:
    """A date in numbers that reads either way: the outlet's order, the weekday, or publication may decide."""
    assert named.year is not None
    american = on_or_none(named.year, named.month, named.day)
    other = on_or_none(named.year, named.day, named.month)
    if frame.day_first is not None:
        return on_one(other if frame.day_first else american, "explicit")
    days = [d for d in (american, other) if d]
    if named.weekday is not None:
        days = [d for d in days if d.weekday() == named.weekday] or days
    if frame.published:
        limit = frame.published + frame.slack * DAY
        days = [d for d in days if d <= limit] or days
    if not days:
        return None
    return Period(start=min(days), end=max(days), rule="explicit" if len(days) == 1 else "day or month first")


def _month(named: Month, frame: Frame) -> Period | None:
    year = _year_of_month(named, frame)
    if year is None:
        return None
    start, end = month_days(year, named.month)
    if named.week is not None:
        first = start + 7 * (named.week - 1) * DAY
        return Period(start=first, end=min(first + 6 * DAY, end), rule="week") if first <= end else None
    start, end = third(start, end, named.edge)
    return Period(start=start, end=end, rule="month")


def _year_of_month(named: Month, frame: Frame) -> int | None:
    if named.year is not None:
        return named.year
    near = frame.published or frame.anchor
    if near is None:
        return None
    if named.years is not None:
        return near.year + named.years
    if named.which == "this":
        return near.year
    if frame.published is None:
        years = (near.year - 1, near.year, near.year + 1)
        return min(years, key=lambda y: abs((y - near.year) * 12 + named.month - near.month))
    if frame.ahead or named.which == "next":
        return near.year + (named.month < near.month or (named.which == "next" and named.month == near.month))
    return near.year - (named.month > near.month or (named.which == "last" and named.month == near.month))


def _years(named: Year, frame: Frame) -> Period:
    start, end = year_days(named.year)[0], year_days(named.year + named.years - 1)[1]
    if named.years == 1 and not frame.whole_years:
        start, end = third_of_year(start, end, named.edge)
    return Period(start=start, end=end, rule="year")


def _month_day(named: MonthDay, frame: Frame) -> Period | None:
    """A day without its month: that of the month said, else the last one before publication."""
    near = frame.published
    if near is None:
        return None
    reach = (-2, -1, 0, 1, 2) if named.months is None else (named.months,)
    months = (add_months(near.year, near.month, count) for count in reach)
    days = [day for year, month in months if (day := on_or_none(year, month, named.day))]
    if named.months is not None:
        return on_one(next(iter(days), None), "day of month")
    return on_one(closest(days, replace(frame, slack=0)), "day of month")


def _slice(named: Slice, frame: Frame) -> Period | None:
    whole = _named(named.base, frame)
    return None if whole is None else slice_of(whole, named)


def _weekday(named: Weekday, frame: Frame) -> Period | None:
    told = named.which in ("previous", "following", "same")
    near = (frame.anchor or frame.published) if told else frame.published
    if near is None:
        return None
    if named.weeks is not None:
        monday = week_of(near)[0] + 7 * named.weeks * DAY
        return on_one(monday + named.weekday * DAY, "weekday")
    if named.which == "penultimate":
        return on_one(near - ((near.weekday() - named.weekday) % 7 or 7) * DAY - 7 * DAY, "weekday")
    back, on = (near.weekday() - named.weekday) % 7, (named.weekday - near.weekday()) % 7
    if named.which in ("last", "previous"):
        return on_one(near - (back or 7) * DAY, "weekday")
    if named.which in ("next", "following"):
        return on_one(near + (on or 7) * DAY, "weekday")
    return on_one(near + on * DAY if frame.ahead else near - back * DAY, "weekday")


def _weekend(named: Weekend, frame: Frame) -> Period | None:
    if named.of is not None:
        day = _day(named.of, frame)
        return None if day is None else replace(beside_weekend(day), rule="weekend")
    near = frame.published
    if near is None:
        return None
    saturday = near - ((near.weekday() - 5) % 7) * DAY
    within = near.weekday() >= 5
    if named.which == "penultimate":
        saturday -= 14 * DAY if within else 7 * DAY
    elif named.which in ("last", "previous") and within:
        saturday -= 7 * DAY
    elif named.which in ("next", "following") or (frame.ahead and not within):
        saturday += 7 * DAY
    return Period(start=saturday, end=saturday + DAY, rule="weekend")


def _season(named: Season, frame: Frame) -> Period | None:
    if named.year is not None:
        return _season_of(named, named.year)
    near = frame.published
    if near is None:
        return None
    if named.years is not None:
        return _season_of(named, near.year + named.years)
    seasons = [_season_of(named, year) for year in range(near.year - 9, near.year + 3)]
    if named.back is not None:
        ended = sorted((s for s in seasons if s.end < near), key=lambda s: s.start, reverse=True)
        return ended[named.back - 1] if 1 <= named.back <= len(ended) else None
    if named.which == "last":
        return max((s for s in seasons if s.end < near), key=lambda s: s.start)
    if frame.ahead or named.which == "next":
        return min((s for s in seasons if s.end >= near), key=lambda s: s.start)
    return max((s for s in seasons if s.start <= near), key=lambda s: s.start)


def _season_of(named: Season, year: int) -> Period:
    start = month_days(year, named.first)[0]
    end = month_days(year + (named.last < named.first), named.last)[1]
    return Period(start=start, end=end, rule="season")


def _range(named: Range, frame: Frame) -> Period | None:
    """From the first day of the one to the last of the other; the first is read as lying before the other."""
    last = _named(named.last, frame)
    if last is None:
        return None
    if frame.published:
        frame = replace(frame, published=last.end, ahead=False, slack=0)
    else:
        frame = replace(frame, anchor=last.start)
    first = _named(named.first, frame)
    if first is None or first.start > last.end:
        return None
    return Period(start=first.start, end=last.end, rule="range")


def _daytime(expression: TimeExpression, frame: Frame) -> Period | None:
    """Only a time of day: the story's day; without one, the day of publication or the day before."""
    rule = "clock" if expression.clock else "daypart"
    if frame.anchor:
        return Period(start=frame.anchor, end=frame.anchor, rule=rule)
    if frame.published is None:
        return None
    return Period(start=frame.published - DAY, end=frame.published, rule=rule)


def _beside(named: Beside, frame: Frame) -> Period | None:
    base = _named(named.base, frame)
    if base is None:
        return None
    if named.weekday is not None:
        if base.slack:
            return None
        edge = base.start if named.days < 0 else base.end
        back, on = (edge.weekday() - named.weekday) % 7 or 7, (named.weekday - edge.weekday()) % 7 or 7
        return on_one(edge + (-back if named.days < 0 else on) * DAY, base.rule)
    # From the first day of a longer stretch backwards, from its last day onwards.
    sure = 2 * base.slack * DAY
    start = base.start if named.days <= 0 or (base.slack == 0 and base.start == base.end) else base.end - sure
    start += named.days * DAY
    return replace(base, start=start, end=start + sure)


_RULES: dict[type, Callable[[Any, Frame], Period | None]] = {
    Beside: _beside,
    Day: _day,
    Month: _month,
    Year: _years,
    Weekday: _weekday,
    Shift: shifted,
    Span: spanned,
    Weekend: _weekend,
    Season: _season,
    Festival: festival_days,
    Fiscal: fiscal_days,
    Hijri: hijri_days,
    MonthDay: _month_day,
    Slice: _slice,
    Range: _range,
}
