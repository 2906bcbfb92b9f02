"""Sheets as organisations keep them: what the column with the report in words is called, and what the user says of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from intake_material import error, report, taken, workbook, write

from daftar.intake import Guide, Taken

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "A shell killed two bakers in Upper Dalun."


@pytest.mark.parametrize(
    "name",
    ["Summary", "What happened", "Notes", "Description of incident", "Narrative", "INCIDENT DESCRIPTION", "What happened?",
     "Narrative (English)", "Event_description"],
)  # fmt: skip
def test_the_column_that_tells_what_happened_is_read_whatever_sheets_of_this_field_call_it(
    tmp_path: Path, name: str
) -> None:
    """A sheet needs no column called "text"."""
    assert report(write(tmp_path, "a.csv", f"Ref;{name};Caller\n7;{WORDS};M.\n")).text == WORDS
    assert report(workbook(tmp_path / "a.xlsx", {"S": [["Ref", name], [7, WORDS]]})).text == WORDS


def test_a_column_of_notes_is_read_only_where_no_other_tells_what_happened(tmp_path: Path) -> None:
    """Notes beside a narrative are asides."""
    assert report(write(tmp_path, "a.csv", f"Notes,Description of incident\nchecked,{WORDS}\n")).text == WORDS


def test_a_header_below_a_title_is_found_in_a_csv_as_in_a_workbook(tmp_path: Path) -> None:
    """Programs that save a workbook as CSV keep the title above the table."""
    path = write(tmp_path, "a.csv", f"Register of the Dalun desk;;\n;;\nNo;Summary;By\n1;{WORDS};K.\n")
    one = report(path)
    assert (one.text, one.source) == (WORDS, f"{path}#row 4")


def test_two_columns_that_may_hold_the_report_are_told_of_with_the_option_that_settles_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One is read, and the user is told once which, and how to read the other."""
    path = write(tmp_path, "a.csv", f"Summary,Narrative\nshort,{WORDS}\nshort,{WORDS} Again.\n")
    assert [one.report.text for one in taken(path) if isinstance(one, Taken)] == [WORDS, f"{WORDS} Again."]
    (told,) = caplog.messages
    assert str(path) in told
    assert "'Narrative'" in told
    assert "'Summary'" in told
    assert "--column text=" in told
    caplog.clear()
    chosen = Guide(columns={"text": ("Summary",)})
    assert [one.report.text for one in taken(path, guide=chosen) if isinstance(one, Taken)] == [
        "short",
        "short",
    ]


def test_a_column_that_the_user_names_goes_before_all_known_names(tmp_path: Path) -> None:
    """The user knows the sheet."""
    path = write(tmp_path, "a.csv", f"Text,Heard,From whom\nx,{WORDS},Dalun desk\n")
    guide = Guide(columns={"text": ("heard",), "publisher": ("From whom",)})
    one = report(path, guide=guide)
    assert (one.text, one.publisher) == (WORDS, "Dalun desk")


def test_a_sheet_in_which_nothing_is_known_says_what_to_write(tmp_path: Path) -> None:
    """The error names the file, its columns and the option."""
    path = write(tmp_path, "a.csv", "qq,ww\n1,2\n")
    said = str(error(path))
    assert all(part in said for part in (str(path), "'qq', 'ww'", "--column text="))


def test_a_day_in_numbers_that_may_be_two_is_left_out_and_told_of_once_a_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Leaving it out in silence would hide the report from --as-of."""
    text = write(tmp_path, "a.txt", f"Publisher: Dalun Post\nDate: 04/03/2025\n\n{WORDS}\n")
    assert report(text).published is None
    (told,) = caplog.messages
    assert all(part in told for part in (str(text), "--day-first", "--month-first", "day_first"))
    caplog.clear()
    rows = write(tmp_path, "b.csv", f"text,published\n{WORDS},04/03/2025\n{WORDS} Two.,05/03/2025\n")
    assert [one.report.published for one in taken(rows) if isinstance(one, Taken)] == [None, None]
    assert len(caplog.messages) == 1


@pytest.mark.parametrize(("first", "day"), [(True, dt.date(2025, 3, 4)), (False, dt.date(2025, 4, 3))])
def test_the_order_that_the_user_gives_decides_a_day_in_numbers(
    tmp_path: Path, *, first: bool, day: dt.date
) -> None:
    """In header lines, alone on a line, in rows and on pages."""
    guide = Guide(day_first=first)
    texts = [f"Date: 04/03/2025\n\n{WORDS}\n", f"Dalun Post\n04/03/2025\n{WORDS}\n"]
    for number, text in enumerate(texts):
        assert report(write(tmp_path, f"{number}.txt", text), guide=guide).published == day
    assert report(write(tmp_path, "c.csv", f"text,date\n{WORDS},04/03/2025\n"), guide=guide).published == day
    html = f"<html><head><meta name=date content='04/03/2025'></head><body><p>{WORDS}</p></body></html>"
    assert report(write(tmp_path, "d.html", html), guide=guide).published == day


def test_one_day_of_a_column_that_can_be_read_in_one_way_only_tells_for_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A column is written in one way; where its days contradict that, none of them tells."""
    rows = f"text,date\n{WORDS},04/03/2025\n{WORDS} Two.,23/03/2025\n"
    days = [one.report.published for one in taken(write(tmp_path, "a.csv", rows)) if isinstance(one, Taken)]
    assert days == [dt.date(2025, 3, 4), dt.date(2025, 3, 23)]
    assert not caplog.messages
    mixed = write(tmp_path, "b.csv", rows + f"{WORDS} Three.,03/23/2025\n")
    days = [one.report.published for one in taken(mixed) if isinstance(one, Taken)]
    assert days == [None, dt.date(2025, 3, 23), dt.date(2025, 3, 23)]
