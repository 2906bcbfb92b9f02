"""Messages in one text: each counts its days from its own."""

from __future__ import annotations

import datetime as dt

from tests.plain_reading import report_of, tools

from daftar.pipeline import read_report
from daftar.resolve.posts import post_day

POSTS = (
    "[05.03.2025 11:40] Rescuers: Six people were killed this morning when a shell hit a home in Homs.\n\n"
    "[06.03.2025 08:30] Rescuers: A quiet night.\n\n"
    "[07.03.2025 14:55] Rescuers: An aircraft bombed Idlib market today, killing two people.\n"
)


def test_today_is_the_day_of_the_message() -> None:
    """The text has no day of publication of its own, and its first day is not that of its last message."""
    days = {
        reading.claim.count_worded: reading.time.start
        for reading in read_report(report_of(POSTS), tools()).readings
        if reading.claim.kind == "harm" and reading.time is not None
    }
    assert days == {"Six people": dt.date(2025, 3, 5), "two people": dt.date(2025, 3, 7)}


def test_one_stamp_is_no_message() -> None:
    """A head with day and hour is the report's own day, which intake reads."""
    assert post_day("2025-03-07 14:55\n\nTwo people were killed today.", 30) is None


def test_what_stands_before_the_first_message_is_of_none() -> None:
    """A title above the messages has no day."""
    assert post_day(f"Saved messages\n\n{POSTS}", 3) is None
