"""What a time expression names, before anybody asks which days that is."""

from __future__ import annotations

from dataclasses import dataclass

from daftar.model import Clock, Quote

__all__ = [
    "Beside",
    "Day",
    "Daytime",
    "Festival",
    "Fiscal",
    "Hijri",
    "Month",
    "MonthDay",
    "Named",
    "Range",
    "Season",
    "Shift",
    "Slice",
    "Span",
    "TimeExpression",
    "Weekday",
    "Weekend",
    "Year",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the calendar. ``year`` is None where the words leave it out; ``weekday`` (0 Monday) where they add it.

    ``swapped`` is true for numbers that read either way ("04/07/2015"): ``month`` and ``day`` are then the American
    reading, and the other is as good. ``week`` is true for "the week of May 5". ``years`` counts from the year of
    publication ("5 May last year" is -1).
    """

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    swapped: bool = False
    years: int | None = None
    week: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month, or its early, mid or late part (``edge``), or its n-th week.

    ``years`` counts from the year of publication ("April of last year" is -1); ``which``: last, next, this.
    """

    month: int
    year: int | None = None
    years: int | None = None
    which: str | None = None
    edge: str | None = None
    week: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year, or ``years`` of them from it on (10 for "the 1980s"); ``edge``: early, mid, late."""

    year: int
    years: int = 1
    edge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """A day of the week (0 Monday). ``which``: last, next, this, penultimate ("the Friday before last"); ``weeks`` is 0 for "of this week", -1 for "last"."""

    weekday: int
    which: str | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A day, week, month, year or decade counted from the day of publication: yesterday is -1 day, last week -1 week.

    ``told`` is true where it counts from the story's own date instead ("the day before", "two days earlier").
    ``amount`` is None where the words are vague ("several days ago"). ``edge``: early, mid, late, earlier, later.
    """

    unit: str
    amount: int | None
    told: bool = False
    edge: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch that ends on the day of publication: "the past 24 hours". ``amount`` None: "in recent days".

    ``onward`` is true for "the next three days", which begin after the story's day.
    """

    unit: str
    amount: int | None
    onward: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekend:
    """A weekend (Saturday and Sunday). ``which``: last, next, this, penultimate ("the weekend before last"); ``of``: a day of it or beside it."""

    which: str | None = None
    of: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A season by its first and last month; one that begins in December belongs to that year.

    ``back`` counts seasons that have ended: "two summers ago" is 2.
    """

    first: int
    last: int
    year: int | None = None
    years: int | None = None
    which: str | None = None
    back: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Festival:
    """A holiday by its places in the holidays file: several where countries keep it on days of their own.

    ``which``: last, next, this; ``weekend`` is true for "Memorial Day weekend".
    """

    places: tuple[int, ...]
    year: int | None = None
    years: int | None = None
    which: str | None = None
    weekend: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hijri:
    """A day or month of the Islamic calendar; ``year`` is an Islamic year."""

    month: int
    day: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fiscal:
    """A financial year: which days it has depends on the country. ``last`` where two years name it ("2019-20")."""

    year: int
    last: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day whose month is not named: "on the 9th"; ``months`` counts from that of publication ("of last month")."""

    day: int
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A part of a named stretch: its first, n-th or last ``unit`` (day, week, month, quarter, half), or several of them.

    ``at`` counts from 1, or from -1 backwards. "The first three months of 2021" is month, at 1, count 3.
    """

    base: Named
    unit: str
    at: int
    count: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Daytime:
    """Only a time of day ("at dawn", "at 7am"): which day it was, the words do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From one named time to another, both included."""

    first: Named
    last: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """So many days after (or before) a day that is named: "the day after Christmas".

    With a ``weekday``, the next such day after it, or the last before it: "the Thursday before Easter".
    """

    base: Named
    days: int
    weekday: int | None = None


Named = (
    Beside
    | Day
    | Daytime
    | Festival
    | Fiscal
    | Hijri
    | Month
    | MonthDay
    | Range
    | Season
    | Shift
    | Slice
    | Span
    | Weekday
    | Weekend
    | Year
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time as worded, with what it names.

    ``kind``: date, month, year, weekday, relative (counted from publication), story (counted from the story's date),
    span, weekend, season, holiday, range, daypart, clock. ``relation`` says which end is open: since, until, before,
    after, or None. ``daypart``: morning, afternoon, evening, night, dawn, noon, day, overnight. ``ahead`` is true where
    the words around it speak of what is still to come ("will appear in court on Monday").
    """

    quote: Quote
    kind: str
    named: Named
    relation: str | None = None
    daypart: str | None = None
    clock: Clock | None = None
    ahead: bool = False
