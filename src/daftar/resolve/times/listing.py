"""Every time expression of a report with its days, for ``daftar dates``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daftar.resolve.times.expression import Day
from daftar.resolve.times.find import find_times
from daftar.resolve.times.frame import Frame
from daftar.resolve.times.order import order_for
from daftar.resolve.times.period import period_of
from daftar.resolve.times.resolve import precision_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from daftar.model import Report
    from daftar.resolve.times.expression import TimeExpression

__all__ = ["dates_of", "known_day"]


def known_day(expressions: Iterable[TimeExpression]) -> dt.date | None:
    """Find the first day that is dated in full: what stands in for the publication day of an undated report."""
    for found in expressions:
        named = found.named
        if isinstance(named, Day) and named.year is not None and not named.swapped:
            period = period_of(found, Frame())
            if period is not None:
                return period.start
    return None


def dates_of(report: Report) -> list[dict[str, Any]]:
    """One row for each time expression in the body of ``report`` whose days can be told, in text order.

    A row has ``start``, ``end`` (offsets in characters), ``text``, ``from``, ``to`` (inclusive days, ISO 8601),
    ``precision`` (UCDP, 1 to 5) and ``rule``. The days are those that the words name, as whole units of the calendar
    ("earlier this year" is the year); a claim's time window may be narrower. "The day before" and its like are
    counted from the last single day that the text names before them.
    """
    rows: list[dict[str, Any]] = []
    expressions = find_times(report.text)
    known = None if report.published else known_day(expressions)
    anchor: dt.date | None = None
    for found in expressions:
        frame = Frame(
            published=report.published,
            anchor=anchor or known,
            whole_years=True,
            day_first=order_for(found, report),
        )
        period = period_of(found, frame)
        if period is None:
            continue
        if period.start == period.end:
            anchor = period.start
        rows.append(
            {
                "start": found.quote.start,
                "end": found.quote.end,
                "text": found.quote.text,
                "from": period.start.isoformat(),
                "to": period.end.isoformat(),
                "precision": precision_of(period.start, period.end),
                "rule": period.rule,
            }
        )
    return rows
