"""Which days a time expression means, against the day of publication or the story's own date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model import Quote, TimeWindow
from daftar.resolve.times.find import find_times
from daftar.resolve.times.foreign import full_date
from daftar.resolve.times.frame import Frame
from daftar.resolve.times.period import period_of
from daftar.resolve.times.zones import checked

if TYPE_CHECKING:
    import datetime as dt

    from daftar.resolve.times.expression import TimeExpression

__all__ = ["precision_of", "resolve_time"]


def resolve_time(
    expression: TimeExpression | Quote | str,
    *,
    published: dt.date | None,
    anchor: dt.date | None = None,
    day_first: bool | None = None,
    language: str | None = None,
    country: str | None = None,
) -> TimeWindow | None:
    """The days in which something so dated happened, or None where the words and dates given do not tell.

    ``published`` is the report's day: without it no relative time is resolved. ``anchor`` is the story's own date, for
    "the day before", "two days earlier", "that night", and for a time of day alone; without ``published`` it gives the
    year to "9 October" too. ``day_first`` says how the outlet writes dates in numbers; None leaves "04/07/2015" open
    between both readings unless one lies after publication. A quote or a string is searched for its first time
    expression (and keeps the offsets of the quote); in a ``language`` other than English (ISO 639-1), for a full date
    only. ``country`` (ISO 3166 code), where it happened, decides which day a national holiday is and how a financial year
    runs, and its zone checks the clock time.

    "Since April" runs from 1 April to the day of publication; "before Monday" and "until Monday" have no beginning
    and give None. The rule names what decided: explicit (a full date), nearest year (a date without its year), day or
    month first (a date in numbers that stays open), weekday, today, yesterday, tomorrow, last week (month, year ...),
    this week, next week, ago, ahead, story (counted from ``anchor``), span ("the past 24 hours"), weekend, month, week
    (of a month), year, season, holiday, hijri, fiscal year,
    quarter, half, day of month, range, clock, daypart; with "since" before it where the end is open.
    """
    found = _as_expression(expression)
    if found is None and language not in (None, "en") and isinstance(expression, Quote | str):
        return _foreign(expression, language)
    if found is None:
        return None
    period = period_of(found, Frame(published=published, anchor=anchor, day_first=day_first, country=country))
    if period is None or found.relation in ("until", "before"):
        return None
    end = period.end
    if found.relation in ("since", "after") or period.past:
        end = max(period.start, published) if published else period.end
    rule = f"since {period.rule}" if found.relation in ("since", "after") else period.rule
    return TimeWindow(
        start=period.start,
        end=end,
        precision=precision_of(period.start, end),
        rule=rule,
        quote=found.quote,
        clock=checked(found.clock, country, period.start, end),
    )


def precision_of(start: dt.date, end: dt.date) -> int:
    """UCDP date precision of inclusive days: 1 a day, 2 two to six days, 3 a week (7 to 9), 4 up to a month, 5 longer."""
    days = (end - start).days + 1
    return 1 if days == 1 else 2 if days < 7 else 3 if days < 10 else 4 if days <= 31 else 5


def _as_expression(expression: TimeExpression | Quote | str) -> TimeExpression | None:
    if isinstance(expression, str):
        return next(iter(find_times(expression)), None)
    if isinstance(expression, Quote):
        return next(iter(find_times(expression.text, offset=expression.start, part=expression.part)), None)
    return expression


def _foreign(expression: Quote | str, language: str | None) -> TimeWindow | None:
    day = full_date(expression if isinstance(expression, str) else expression.text, language or "")
    if day is None:
        return None
    quote = expression if isinstance(expression, Quote) else None
    return TimeWindow(start=day, end=day, precision=1, rule="explicit", quote=quote)
