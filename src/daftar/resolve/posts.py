"""Several messages in one text, each under its own day and hour: "[05.03.2025 07:14] Rescuers: a shell hit ..."."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from functools import lru_cache
from typing import Final

__all__ = ["post_day"]

_STAMP: Final = re.compile(
    r"^[ \t]*[\[(]?(?:(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})|(?P<Y>\d{4})-(?P<M>\d\d)-(?P<D>\d\d))"
    r"[, T]{1,2}\d{1,2}:\d\d(?::\d\d)?(?!\d)",
    re.MULTILINE,
)
_SEVERAL: Final = 2  # one may be the text's own head


@lru_cache(maxsize=2)  # asked for every claim of a report
def _posts(text: str) -> tuple[tuple[int, dt.date], ...]:
    """Where each message begins, and its day; empty where the text is not one of messages."""
    found: list[tuple[int, dt.date]] = []
    for stamp in _STAMP.finditer(text):
        year, month, day = (stamp[a] or stamp[b] for a, b in (("y", "Y"), ("m", "M"), ("d", "D")))
        try:
            found.append((stamp.start(), dt.date(int(year), int(month), int(day))))
        except ValueError:
            continue
    return tuple(found) if len(found) >= _SEVERAL else ()


def post_day(text: str, at: int) -> dt.date | None:
    """The day of the message that character ``at`` of ``text`` is in; None where the text is not one of messages."""
    if ":" not in text[:40_000]:
        return None
    posts = _posts(text)
    number = bisect_right(posts, at, key=lambda post: post[0])
    return posts[number - 1][1] if number else None
