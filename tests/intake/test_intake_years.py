"""Datelines without a year: taken from another day that the file bears, never guessed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from intake_material import report, write

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "DALUN, Ostria, March 5 (Line) - Shells killed two bakers in Dalun on Tuesday, a medic said.\n"


@pytest.mark.parametrize(
    "name",
    [
        "2025-03-05 dalun.txt",
        "dalun_2025-03-09.txt",
        "20250306_dalun.txt",
        "05_dalun_2025-03-09.txt",
        "2025_03_05.txt",
        "dalun 9 March 2025.txt",
    ],
)
def test_the_day_in_the_name_of_a_file_gives_the_year_of_a_dateline(tmp_path: Path, name: str) -> None:
    """The day is that of the dateline, and the rule says where its year comes from."""
    one = report(write(tmp_path, name, TEXT))
    assert (one.published, one.published_rule) == (
        dt.date(2025, 3, 5),
        "dateline, its year from the file's name",
    )


@pytest.mark.parametrize(
    "name",
    [
        "dalun.txt",
        "dalun 2025.txt",
        "dalun 2025-09-01.txt",
        "dalun 2025-03-04.txt",
        "2024-03-06 or 2025-03-06.txt",
    ],
)
def test_no_year_is_guessed(tmp_path: Path, name: str) -> None:
    """No name with one day on the dateline's or within the month behind it: no day."""
    assert report(write(tmp_path, name, TEXT)).published is None


def test_a_report_that_stays_without_a_day_for_want_of_a_year_is_told_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """--as-of leaves it out: the user learns what to do before it is kept."""
    path = write(tmp_path, "dalun.txt", TEXT)
    report(path)
    (told,) = caplog.messages
    assert all(part in told for part in (str(path), "no year", "file's name"))


def test_the_turn_of_a_year_lies_between_a_dateline_and_the_day_of_a_file(tmp_path: Path) -> None:
    """A dateline of December in a file of January is of the year before."""
    text = "DALUN, 30 December - Shells killed two bakers in Dalun, a medic said.\n"
    assert report(write(tmp_path, "2025-01-02.txt", text)).published == dt.date(2024, 12, 30)


def test_the_address_of_a_page_and_the_day_of_its_last_change_give_the_year(tmp_path: Path) -> None:
    """They are no days of publication by themselves; where they disagree, neither counts."""

    def day(head: str) -> dt.date | None:
        page = f"<html><head>{head}</head><body><p>{TEXT}</p><p>Six were hurt.</p></body></html>"
        return report(write(tmp_path, "a.html", page)).published

    address = '<link rel=canonical href="https://line.example/2025/03/06/dalun">'
    assert day(address) == dt.date(2025, 3, 5)
    assert day('<meta name="dcterms.modified" content="2025-03-07T10:00:00Z">') == dt.date(2025, 3, 5)
    assert day(address + '<meta name="dcterms.modified" content="2024-03-07">') is None
    assert day("") is None


def test_a_day_that_the_text_gives_goes_before_that_of_the_name(tmp_path: Path) -> None:
    """What a report says of itself counts."""
    one = report(
        write(tmp_path, "2025-03-09.txt", "DALUN, March 5, 2024 (Line) - Shells killed two bakers.\n")
    )
    assert one.published == dt.date(2024, 3, 5)
