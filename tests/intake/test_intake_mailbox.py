"""Exports of mail programs: many messages in one file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from intake_material import taken, write

from daftar.errors import InputError
from daftar.intake import Taken

if TYPE_CHECKING:
    from pathlib import Path


def _message(day: str, subject: str, text: str) -> str:
    return (
        f"From m@desk.example Mon Mar 10 09:00:00 2025\nFrom: M <m@desk.example>\nTo: n@desk.example\nDate: {day}\n"
        f"Subject: {subject}\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n"
    )


def test_each_message_of_an_export_is_a_report_with_its_own_day(tmp_path: Path) -> None:
    """They were read as one, and all of them dated by the first."""
    export = (
        _message(
            "Mon, 10 Mar 2025 09:00:00 +0300",
            "Camp",
            "Two died in the camp.\n\nFrom here on the road is closed.",
        )
        + _message("Tue, 11 Mar 2025 10:30:00 +0300", "Boat", "A mine killed three fishermen.")
        + _message("Tue, 11 Mar 2025 11:30:00 +0300", "Empty", "")
    )
    path = write(tmp_path, "export.mbox", export.replace("\n", "\r\n"))
    one, two, empty = taken(path)
    assert isinstance(one, Taken)
    assert isinstance(two, Taken)
    assert (one.report.title, one.report.published) == ("Camp", dt.date(2025, 3, 10))
    assert one.report.text.endswith("From here on the road is closed.")
    assert (two.report.text, two.report.published) == ("A mine killed three fishermen.", dt.date(2025, 3, 11))
    assert two.report.source == f"{path}#message 2"
    assert isinstance(empty, InputError)
    assert empty.where == "message 3"
