"""The days of holidays, of the Islamic calendar and of financial years."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.resolve.times.calendars import (
    DAY,
    easter,
    hebrew,
    hijri,
    nth_weekday,
    on_or_none,
    orthodox_easter,
)
from daftar.resolve.times.frame import Period, closest
from daftar.resolve.times.lexicon import fiscal_year, holidays

if TYPE_CHECKING:
    import datetime as dt

    from daftar.resolve.times.expression import Festival, Fiscal, Hijri
    from daftar.resolve.times.frame import Frame
    from daftar.resolve.times.lexicon import Holiday

__all__ = ["beside_weekend", "festival_days", "fiscal_days", "hijri_days"]

_MOON = 1  # days by which the sighted moon may differ from the tabular calendar


def festival_days(named: Festival, frame: Frame) -> Period | None:
    """The days of a holiday, of the country where it happened; None where several are meant as well."""
    day = _of_the_country(named.places, frame.country)
    if day is None:
        return None
    near = frame.published or frame.anchor
    if named.year is not None or (named.years is not None and near is not None):
        year = named.year if named.year is not None else (near.year if near else 0) + (named.years or 0)
        found = min(_in_year(day, year), key=lambda p: p.start, default=None)
    else:
        found = _nearest(day, named, frame)
    return beside_weekend(found) if found and named.weekend else found


def _of_the_country(places: tuple[int, ...], country: str | None) -> Holiday | None:
    days = [holidays()[place] for place in places]
    own = [day for day in days if country in day.countries]
    if own:
        return own[0]
    common = [day for day in days if not day.countries]
    return common[0] if common else days[0] if len(days) == 1 else None


def _nearest(day: Holiday, named: Festival, frame: Frame) -> Period | None:
    near = frame.published or frame.anchor
    if near is None:
        return None
    found = {p.start: p for y in range(near.year - 2, near.year + 3) for p in _in_year(day, y)}
    if named.which == "last":
        frame = replace(frame, slack=-1)
    start = closest(list(found), replace(frame, ahead=frame.ahead or named.which == "next"))
    return found[start] if start else None


def _in_year(day: Holiday, year: int) -> list[Period]:
    """The days of a holiday that begins in ``year``; the Islamic year is shorter, so there may be two of one."""
    slack = _MOON if day.rule == "hijri" else 0
    return [
        Period(start=s - slack * DAY, end=s + (day.days - 1 + slack) * DAY, rule="holiday", slack=slack)
        for s in _starts(day, year)
        if s and s.year == year
    ]


def _starts(day: Holiday, year: int) -> list[dt.date | None]:
    if day.rule == "fixed":
        return [on_or_none(year, *day.at)]
    if day.rule == "easter":
        return [easter(year) + day.at[0] * DAY]
    if day.rule == "orthodox":
        return [orthodox_easter(year) + day.at[0] * DAY]
    if day.rule == "nth":
        return [nth_weekday(year, *day.at)]
    if day.rule == "hebrew":
        return [hebrew(year, *day.at)]
    if day.rule == "listed":
        return [listed for listed in day.listed if listed.year == year]
    islamic = _islamic_year(year)
    return [hijri(y, *day.at) for y in range(islamic - 1, islamic + 3)]


def _islamic_year(year: int) -> int:
    return int((year - 622) * 33 / 32)


def beside_weekend(day: Period) -> Period:
    """The Saturday and Sunday beside a day, with the day itself."""
    saturday = day.start + ((5 - day.start.weekday() + 3) % 7 - 3) * DAY
    return replace(day, start=min(day.start, saturday), end=max(day.end, saturday + DAY))


def hijri_days(named: Hijri, frame: Frame) -> Period | None:
    """The days of an Islamic date or month, a day wider on each side; without a year, the last before publication."""
    near = frame.published or frame.anchor
    if named.year is not None:
        years = range(named.year, named.year + 1)
    elif near is not None:
        years = range(_islamic_year(near.year) - 2, _islamic_year(near.year) + 3)
    else:
        return None
    found = {}
    for year in years:
        first = hijri(year, named.month, named.day or 1)
        after = hijri(year + named.month // 12, named.month % 12 + 1, 1)
        last = first if named.day else after - DAY
        if first < after:
            found[first] = Period(
                start=first - _MOON * DAY, end=last + _MOON * DAY, rule="hijri", slack=_MOON
            )
    day = next(iter(found), None) if named.year is not None else closest(list(found), frame)
    return found[day] if day else None


def fiscal_days(named: Fiscal, frame: Frame) -> Period | None:
    """The days of a financial year in the country where it is counted; None where that is not known."""
    known = fiscal_year(frame.country) if frame.country else None
    if known is None:
        return None
    month, day, by_last = known
    first = named.year if named.last is not None or not by_last else named.year - 1
    start, after = on_or_none(first, month, day), on_or_none(first + 1, month, day)
    return Period(start=start, end=after - DAY, rule="fiscal year") if start and after else None
