"""Days counted from another: "yesterday", "two weeks ago", "the next day", "in the past month"."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from daftar.resolve.times.calendars import DAY, add_months, month_days, week_of, year_days
from daftar.resolve.times.frame import Frame, Period, on_one
from daftar.resolve.times.slices import third, third_of_year

if TYPE_CHECKING:
    from daftar.resolve.times.expression import Shift, Span

__all__ = ["shifted", "spanned"]

_DAY_RULES = {0: "today", -1: "yesterday", 1: "tomorrow"}
_UNIT_RULES = {0: "this", -1: "last", 1: "next"}


def shifted(named: Shift, frame: Frame) -> Period | None:
    """The days that lie some units before or after publication, or after the story's own day; None where it is not known."""
    near = frame.anchor if named.told else frame.published
    if near is None or named.amount is None:
        return None
    amount = named.amount
    rule = _shift_rule(named.unit, amount, told=named.told)
    if named.unit in ("hour", "minute"):
        return _hours(near, amount if named.unit == "hour" else 0, rule, told=named.told)
    if named.unit == "day":
        return on_one(near + amount * DAY, rule)
    units = _units(named.unit, near, amount)
    if units is None:
        return None
    start, end = units
    if named.unit == "month":
        start, end = third(start, end, named.edge)
    elif named.unit == "year" and not frame.whole_years:
        start, end = third_of_year(start, end, named.edge)
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


def spanned(named: Span, frame: Frame) -> Period | None:
    """The stretch that ends with publication, or begins behind the story's own day; None where that is not known."""
    if named.onward:
        return _onward(named, frame)
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


def _onward(named: Span, frame: Frame) -> Period | None:
    """The days after the story's own, or after publication where the words look ahead."""
    near = frame.published if frame.ahead else frame.anchor
    if near is None or named.amount is None or named.unit not in ("day", "week", "hour"):
        return None
    if named.unit == "hour":
        return Period(start=near, end=near - (-named.amount // 24) * DAY, rule="span")
    days = named.amount * (7 if named.unit == "week" else 1)
    return Period(start=near + DAY, end=near + days * DAY, rule="span")
