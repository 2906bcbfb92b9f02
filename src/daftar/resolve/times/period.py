"""The stretch of the calendar that a time expression names, against the day of publication or the story's date."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from daftar.resolve.times.calendars import (
    DAY,
    add_months,
    easter,
    hijri,
    month_days,
    nth_weekday,
    on_or_none,
    week_of,
    year_days,
)
from daftar.resolve.times.expression import (
    Beside,
    Day,
    Daytime,
    Festival,
    Month,
    Range,
    Season,
    Shift,
    Span,
    Weekday,
    Weekend,
    Year,
)
from daftar.resolve.times.lexicon import holidays

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.resolve.times.expression import Named, TimeExpression

__all__ = ["Frame", "Period", "period_of"]

SLACK = 7  # days by which a date without a year may lie after publication before it is taken for last year's


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an expression is read against: the day of publication, the story's own date, the order of numbers.

    ``ahead``: the words speak of what is to come. ``slack``: see ``SLACK``.
    """

    published: dt.date | None = None
    anchor: dt.date | None = None
    day_first: bool | None = None
    ahead: bool = False
    slack: int = SLACK


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Inclusive days and the rule that gave them. ``past``: the words say that it lies before publication."""

    start: dt.date
    end: dt.date
    rule: str
    past: bool = False


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


def _one(day: dt.date | None, rule: str) -> Period | None:
    return None if day is None else Period(start=day, end=day, rule=rule)


def _day(named: Day, frame: Frame) -> Period | None:
    if named.swapped:
        return _either_way(named, frame)
    if named.year is not None:
        day, rule = on_or_none(named.year, named.month, named.day), "explicit"
    else:
        day, rule = _nearest(named, frame), "nearest year"
    if day is None or not named.week:
        return _one(day, rule)
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
    return _closest(days, frame)


def _closest(days: list[dt.date], frame: Frame) -> dt.date | None:
    """The last of ``days`` before publication, the next where the words look ahead, else the nearest to the story."""
    if frame.published is None:
        near = frame.anchor
        return min(days, key=lambda d: abs((d - near).days), default=None) if near else None
    if frame.ahead:
        return min((d for d in days if d >= frame.published), default=None)
    return max((d for d in days if (d - frame.published).days <= frame.slack), default=None)


def _either_way(named: Day, frame: Frame) -> Period | None:
    """A date in numbers that reads either way: the outlet's order, the weekday, or publication may decide."""
    assert named.year is not None
    american = on_or_none(named.year, named.month, named.day)
    other = on_or_none(named.year, named.day, named.month)
    if frame.day_first is not None:
        return _one(other if frame.day_first else american, "explicit")
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
    start, end = _third(start, end, named.edge)
    return Period(start=start, end=end, rule="month")


def _third(start: dt.date, end: dt.date, edge: str | None) -> tuple[dt.date, dt.date]:
    """The first ten days of a month for "early", the second for "mid", the rest for "late"."""
    if edge == "early":
        return start, start.replace(day=10)
    if edge == "mid":
        return start.replace(day=11), start.replace(day=20)
    return (start.replace(day=21), end) if edge == "late" else (start, end)


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


def _years(named: Year, _: Frame) -> Period:
    return Period(start=year_days(named.year)[0], end=year_days(named.year + named.years - 1)[1], rule="year")


def _weekday(named: Weekday, frame: Frame) -> Period | None:
    told = named.which in ("previous", "following", "same")
    near = (frame.anchor or frame.published) if told else frame.published
    if near is None:
        return None
    if named.weeks is not None:
        monday = week_of(near)[0] + 7 * named.weeks * DAY
        return _one(monday + named.weekday * DAY, "weekday")
    back, on = (near.weekday() - named.weekday) % 7, (named.weekday - near.weekday()) % 7
    if named.which in ("last", "previous"):
        return _one(near - (back or 7) * DAY, "weekday")
    if named.which in ("next", "following"):
        return _one(near + (on or 7) * DAY, "weekday")
    return _one(near + on * DAY if frame.ahead else near - back * DAY, "weekday")


_DAY_RULES = {0: "today", -1: "yesterday", 1: "tomorrow"}
_UNIT_RULES = {0: "this", -1: "last", 1: "next"}


def _shift(named: Shift, frame: Frame) -> Period | None:
    near = frame.anchor if named.told else frame.published
    if near is None or named.amount is None:
        return None
    amount = named.amount
    rule = _shift_rule(named.unit, amount, told=named.told)
    if named.unit in ("hour", "minute"):
        return _hours(near, amount if named.unit == "hour" else 0, rule, told=named.told)
    if named.unit == "day":
        return _one(near + amount * DAY, rule)
    units = _units(named.unit, near, amount)
    if units is None:
        return None
    start, end = _third(*units, named.edge) if named.unit == "month" else units
    return Period(start=start, end=end, rule=rule, past=named.edge == "earlier" and amount == 0)


def _shift_rule(unit: str, amount: int, *, told: bool) -> str:
    if told:
        return "story"
    if amount not in _UNIT_RULES:
        return "ago" if amount < 0 else "ahead"
    return _DAY_RULES[amount] if unit == "day" else f"{_UNIT_RULES[amount]} {unit}"


def _units(unit: str, near: dt.date, amount: int) -> tuple[dt.date, dt.date] | None:
    """The whole week, month, year or decade that lies ``amount`` of them from ``near``."""
    if unit == "week":
        return week_of(near + 7 * amount * DAY)
    if unit == "month":
        return month_days(*add_months(near.year, near.month, amount))
    if unit == "year":
        return year_days(near.year + amount)
    return year_days(near.year + 10 * amount) if unit == "decade" else None


def _hours(near: dt.date, hours: int, rule: str, *, told: bool) -> Period:
    """Some hours from a day whose hour is not known: one day or two. Within a story, less than a day is that day."""
    if told and abs(hours) < 24:
        return Period(start=near, end=near, rule=rule)
    whole, part = divmod(abs(hours), 24)
    far = whole + (1 if part else 0)
    if hours < 0:
        return Period(start=near - far * DAY, end=near - whole * DAY, rule=rule)
    return Period(start=near + whole * DAY, end=near + far * DAY, rule=rule)


def _span(named: Span, frame: Frame) -> Period | None:
    if frame.published is None or named.amount is None:
        return None
    end, amount = frame.published, named.amount
    if named.unit in ("hour", "minute"):
        start = end - (-(-amount // 24) if named.unit == "hour" else 1) * DAY
    elif named.unit in ("day", "week"):
        start = end - amount * (7 if named.unit == "week" else 1) * DAY
    elif named.unit in ("month", "year", "decade"):
        months = amount * {"month": 1, "year": 12, "decade": 120}[named.unit]
        year, month = add_months(end.year, end.month, -months)
        start = dt.date(year, month, min(end.day, month_days(year, month)[1].day))
    else:
        return None
    return Period(start=start, end=end, rule="span")


def _weekend(named: Weekend, frame: Frame) -> Period | None:
    near = frame.published
    if near is None:
        return None
    saturday = near - ((near.weekday() - 5) % 7) * DAY
    within = near.weekday() >= 5
    if named.which in ("last", "previous") and within:
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
    seasons = [_season_of(named, year) for year in range(near.year - 2, near.year + 3)]
    if named.which == "last":
        return max((s for s in seasons if s.end < near), key=lambda s: s.start)
    if frame.ahead or named.which == "next":
        return min((s for s in seasons if s.end >= near), key=lambda s: s.start)
    return max((s for s in seasons if s.start <= near), key=lambda s: s.start)


def _season_of(named: Season, year: int) -> Period:
    start = month_days(year, named.first)[0]
    end = month_days(year + (named.last < named.first), named.last)[1]
    return Period(start=start, end=end, rule="season")


def _festival(named: Festival, frame: Frame) -> Period | None:
    if named.year is not None:
        return min(_festivals(named.index, named.year), key=lambda p: p.start, default=None)
    near = frame.published or frame.anchor
    if near is None:
        return None
    if named.years is not None:
        return min(_festivals(named.index, near.year + named.years), key=lambda p: p.start, default=None)
    found = {p.start: p for y in range(near.year - 2, near.year + 3) for p in _festivals(named.index, y)}
    if named.which == "last":
        frame = replace(frame, slack=-1)
    day = _closest(list(found), replace(frame, ahead=frame.ahead or named.which == "next"))
    return found[day] if day else None


def _festivals(index: int, year: int) -> list[Period]:
    """The days of a holiday that begins in ``year``; the Islamic year is shorter, so there may be two of one."""
    day = holidays()[index]
    slack = 1 if day.rule == "hijri" else 0
    if day.rule == "fixed":
        starts = [on_or_none(year, *day.at)]
    elif day.rule == "easter":
        starts = [easter(year) + day.at[0] * DAY]
    elif day.rule == "nth":
        starts = [nth_weekday(year, *day.at)]
    else:
        islamic = int((year - 622) * 33 / 32)
        starts = [hijri(y, *day.at) for y in range(islamic - 1, islamic + 3)]
    return [
        Period(start=s - slack * DAY, end=s + (day.days - 1 + slack) * DAY, rule="holiday")
        for s in starts
        if s and s.year == year
    ]


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
    return replace(base, start=base.start + named.days * DAY, end=base.end + named.days * DAY)


_RULES: dict[type, Callable[[Any, Frame], Period | None]] = {
    Beside: _beside,
    Day: _day,
    Month: _month,
    Year: _years,
    Weekday: _weekday,
    Shift: _shift,
    Span: _span,
    Weekend: _weekend,
    Season: _season,
    Festival: _festival,
    Range: _range,
}
