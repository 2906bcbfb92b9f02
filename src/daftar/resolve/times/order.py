"""Whether a report writes the day or the month first in dates in numbers: by its own dates, else by its outlet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daftar.resolve.times.expression import Day, Range
from daftar.tables import packaged_table

if TYPE_CHECKING:
    from daftar.model import Report
    from daftar.resolve.times.expression import Named, TimeExpression

__all__ = ["order_for"]

_NUMBERS = re.compile(r"(?<![\w/.-])([0-3]?[0-9])([/-])([0-3]?[0-9])\2(?:19|20)?[0-9]{2}(?![\w/-])")


def order_for(expression: TimeExpression, report: Report) -> bool | None:
    """True for the day first, False for the month; None where nothing tells, or where ``expression`` needs no order."""
    return _order(report) if _open(expression.named) else None


def _open(named: Named) -> bool:
    if isinstance(named, Range):
        return _open(named.first) or _open(named.last)
    return isinstance(named, Day) and named.swapped


def _order(report: Report) -> bool | None:
    shown: set[bool] = set()
    for first, _, second in _NUMBERS.findall(report.text):
        if (int(first) > 12) != (int(second) > 12):  # one of them can be no month
            shown |= {int(first) > 12}
    if shown:
        return shown.pop() if len(shown) == 1 else None
    host = (urlsplit(report.url or "").hostname or "").split(".")
    ends = [".".join(host[i:]) for i in range(len(host))]  # the longest first: the house before its country
    return next((found for end in ends if (found := _outlets().get(end)) is not None), None)


@cache
def _outlets() -> dict[str, bool]:
    data = packaged_table("daftar.resolve.times", "data/outlets.toml")
    return dict.fromkeys(data["day_first"], True) | dict.fromkeys(data["month_first"], False)
