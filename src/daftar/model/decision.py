"""What a person said about a reading, an incident or a grade."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Decision"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One judgement by one person: append-only, anchored to words and never to serial numbers.

    ``kind``: accept, reject, correct, same_incident, different_incident, part_of, grade, withdrawn (takes the one that it
    supersedes back, and says nothing else). The anchor is ``report`` plus the quote's ``start``, ``end`` and ``part``
    plus, for a correction, the ``field`` and its new ``value`` (JSON text; the machine's own value stays in the reading).
    Judgements about two incidents name the anchors of one claim of each (``other_*``; without ``other_part`` the other
    stands in the same part). ``supersedes`` is the id of the earlier decision that this one replaces.
    """

    id: str
    kind: str
    report: str
    start: int
    end: int
    by: str
    at: dt.datetime
    part: str = "text"
    field: str | None = None
    value: str | None = None
    other_report: str | None = None
    other_start: int | None = None
    other_end: int | None = None
    other_part: str | None = None
    why: str | None = None
    supersedes: str | None = None
