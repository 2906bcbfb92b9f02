"""Days and times: find the words, say which days they mean."""

from daftar.resolve.times.expression import TimeExpression
from daftar.resolve.times.find import find_times
from daftar.resolve.times.listing import dates_of, known_day
from daftar.resolve.times.order import order_for
from daftar.resolve.times.resolve import precision_of, resolve_time

__all__ = [
    "TimeExpression",
    "dates_of",
    "find_times",
    "known_day",
    "order_for",
    "precision_of",
    "resolve_time",
]
