"""What an expression is read against, and what reading it gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Frame", "Period", "closest", "on_one"]

SLACK = 7  # days by which a date without a year may lie after publication before it is taken for last year's


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What an expression is read against: the day of publication, the story's own date, the order of numbers.

    ``ahead``: the words speak of what is to come. ``slack``: see ``SLACK``. ``country``: where it happened (ISO 3166 code).
    ``whole_years``: "late 2020" is the year, as a listing of what is named has it.
    """

    published: dt.date | None = None
    anchor: dt.date | None = None
    day_first: bool | None = None
    ahead: bool = False
    slack: int = SLACK
    country: str | None = None
    whole_years: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Inclusive days and the rule that gave them. ``past``: the words say that it lies before publication.

    ``slack``: by how many days it was widened on each side, where a calendar is not sure to the day.
    """

    start: dt.date
    end: dt.date
    rule: str
    past: bool = False
    slack: int = 0


def closest(days: list[dt.date], frame: Frame) -> dt.date | None:
    """The last of ``days`` before publication, the next where the words look ahead, else the nearest to the story."""
    if frame.published is None:
        near = frame.anchor
        return min(days, key=lambda d: abs((d - near).days), default=None) if near else None
    if frame.ahead:
        return min((d for d in days if d >= frame.published), default=None)
    return max((d for d in days if (d - frame.published).days <= frame.slack), default=None)


def on_one(day: dt.date | None, rule: str) -> Period | None:
    """The period of one day; None where there is none."""
    return None if day is None else Period(start=day, end=day, rule=rule)
