"""Sheets of coded events: what a row says, as lines with the names of their columns."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from intake_material import error, report, taken, workbook, write

from daftar.codebook.sheets import Column, column, method_of
from daftar.intake import Guide, Taken

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "Event date,Governorate,Place,Killed,Injured,Source\n"


def test_a_row_of_figures_is_a_report_that_says_them_with_the_names_of_their_columns(tmp_path: Path) -> None:
    """The source names the row, the lines name the columns; the day of the event is none of publication."""
    path = write(tmp_path, "a.csv", HEADER + "04.03.2025,Osta,Upper Dalun,9,n/a,Dalun Watch Desk\n")
    one = report(path)
    assert one.text == "Event date: 04.03.2025\nPlace: Upper Dalun\nGovernorate: Osta\nKilled: 9"
    assert (one.source, one.publisher, one.published) == (f"{path}#row 2", "Dalun Watch Desk", None)


def test_a_workbook_gives_days_and_whole_numbers_as_people_write_them(tmp_path: Path) -> None:
    """Not "2025-03-04 00:00:00" and "9.0"; coded sheets stand beside sheets of words."""
    path = workbook(
        tmp_path / "a.xlsx",
        {
            "Words": [["Summary"], ["Two bakers were killed."]],
            "Figures": [["Register 2025"], ["Date", "Place", "Killed (min)", "Injured", "Killed (max)"],
                        [dt.date(2025, 3, 4), "Dalun", 9.0, 3, 11]],
        },
    )  # fmt: skip
    words, figures = (one.report.text for one in taken(path) if isinstance(one, Taken))
    assert words == "Two bakers were killed."
    assert figures == "Date: 2025-03-04\nPlace: Dalun\nKilled (min): 9\nKilled (max): 11\nInjured: 3"


def test_what_a_row_tells_in_words_stands_below_its_cells(tmp_path: Path) -> None:
    """Neither is lost; "Date" is said to be taken for the day of the incident."""
    one = report(
        write(tmp_path, "a.csv", "Date,Location,Dead,Notes\n2025-03-04,Dalun,2,Bakers hit by a shell.\n")
    )
    assert one.text == "Date: 2025-03-04\nLocation: Dalun\nDead: 2\n\nBakers hit by a shell."
    assert one.published is None
    row = '2025-03-04,Dalun,2,"Dalun Post, 6 March 2025: Bakers hit by a shell."\n'
    assert report(write(tmp_path, "b.csv", "Date,Location,Dead,Notes\n" + row)).published == dt.date(
        2025, 3, 6
    )


def test_what_is_not_read_of_a_sheet_of_events_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Columns about the row itself are not missed."""
    rows = "2025-03-04,Dalun,2,x,y,1\n2025-03-05,Dalun,3,x,y,2\n"
    path = write(tmp_path, "a.csv", "Event date,Place,Killed,Killed by,Weather,No\n" + rows)
    assert len(taken(path)) == 2
    (told,) = caplog.messages
    assert "'Killed by', 'Weather'" in told
    assert "'No'" not in told
    assert "--column" in told


def test_columns_that_only_the_user_knows_are_named_by_what_they_hold(tmp_path: Path) -> None:
    """Their own names stay in brackets."""
    path = write(tmp_path, "a.csv", "D,P,CIV_D,HH\n4/3/2025,Dalun,2,7\n")
    assert "holds reports in words" in str(error(path))
    called = {"day": ("D",), "place": ("P",), "killed civilians": ("CIV_D",)}
    one = report(path, guide=Guide(columns=called, day_first=True))
    assert one.text == "day (D): 2025-03-04 (4/3/2025)\nplace (P): Dalun\nkilled civilians (CIV_D): 2"
    other = Guide(columns={"published": ("Date",)})
    row = "Date,Location,Killed\n2025-03-05,Dalun,2\n"
    dated = report(write(tmp_path, "b.csv", row), guide=other)
    assert (dated.text, dated.published) == ("Location: Dalun\nKilled: 2", dt.date(2025, 3, 5))


def test_a_sheet_of_reports_stays_one_whatever_figures_stand_beside_the_text(tmp_path: Path) -> None:
    """A column called text is kept exactly."""
    one = report(write(tmp_path, "a.csv", "text,date,place,killed\nTwo died.,2025-03-05,Dalun,2\n"))
    assert (one.text, one.published) == ("Two died.", dt.date(2025, 3, 5))


def test_a_row_without_figures_and_words_is_an_error_in_its_place(tmp_path: Path) -> None:
    """Empty figures say nothing."""
    bad, good = taken(write(tmp_path, "a.csv", "Place,Killed,Source\n,,Desk\nDalun,0,Desk\n"))
    assert not isinstance(bad, Taken)
    assert bad.where == "row 2"
    assert isinstance(good, Taken)
    assert good.report.text == "Place: Dalun\nKilled: 0"


def test_from_when_to_when_is_one_line(tmp_path: Path) -> None:
    """Two columns of days tell one stretch."""
    rows = "date_start,date_end,adm_1,deaths_civilians\n2025-03-04,2025-03-06,Osta,9\n2025-03-07,2025-03-07,Osta,1\n"
    texts = [one.report.text for one in taken(write(tmp_path, "a.csv", rows)) if isinstance(one, Taken)]
    assert texts[0].startswith("date_start: 2025-03-04 to 2025-03-06\n")
    assert texts[1].startswith("date_start: 2025-03-07\n")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Killed", Column(kind="count", outcome="killed")),
        ("Civilians killed (max)", Column(kind="count", outcome="killed", group="civilian", bound="high")),
        ("deaths_civilians", Column(kind="count", outcome="killed", group="civilian")),
        ("No. of children injured", Column(kind="count", outcome="injured", group="child")),
        ("Fatalities (as told)", Column(kind="count", outcome="killed")),
        ("# dead", Column(kind="count", outcome="killed")),
        ("Total kidnapped", Column(kind="count", outcome="abducted")),
        ("Killed by", None),
        ("Perpetrators killed", None),
        ("Killed/injured", None),
        ("Casualties", None),
        ("Women", None),
    ],
)
def test_a_column_of_figures_is_told_by_the_words_of_its_name_all_of_which_are_known(
    name: str, meant: Column | None
) -> None:
    """What tells of two outcomes, of none, or in unknown words is no figure that can be read."""
    assert column(name) == meant


def test_a_header_in_two_rows_names_its_columns_by_both(tmp_path: Path) -> None:
    """ "Killed" over "Men", "Women" and "Children" is no toll of the men."""
    rows = [
        ["Register 2025"],
        ["Date", "Where", None, "Killed", None, None, "Injured"],
        [None, "Governorate", "Place", "Men", "Women", "Children", None],
        [dt.date(2025, 3, 4), "Osta", "Dalun", 3, 2, 4, 23],
    ]
    path = workbook(tmp_path / "a.xlsx", {"S": rows})
    one = report(path)
    assert one.text == (
        "Date: 2025-03-04\nPlace: Dalun\nGovernorate: Osta\nKilled Men: 3\nKilled Women: 2\nKilled Children: 4\nInjured: 23"
    )
    assert one.source == f"{path}#row 4"
    csv = "Date,Place,Killed,,Injured\n,,Men,Women,\n2025-03-04,Dalun,3,2,23\n"
    other = report(write(tmp_path, "a.csv", csv))
    assert other.text == "Date: 2025-03-04\nPlace: Dalun\nKilled Men: 3\nKilled Women: 2\nInjured: 23"


def test_a_first_row_of_words_is_no_second_header(tmp_path: Path) -> None:
    """A row without figures is a row."""
    path = write(tmp_path, "a.csv", "Place,Killed,Notes,,\nDalun,several,Shells,by night,\n")
    assert report(path).text == "Place: Dalun\nKilled: several\n\nShells"


@pytest.mark.parametrize(
    ("cell", "method"),
    [
        ("Shelling/artillery/missile attack", "shelling"),
        ("Air/drone strike", None),
        ("Drone strike", "drone_strike"),
        ("Remote explosive (landmine)", "remote_explosive"),
        ("Battle", None),
    ],
)
def test_a_method_is_told_by_the_longest_words_of_its_cell(cell: str, method: str | None) -> None:
    """A word for two methods tells neither."""
    assert method_of(cell) == method


def test_a_row_of_sums_is_no_event_and_is_told_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """ "Total" below the events would be counted beside them."""
    rows = "2025-03-04,Dalun,2\n2025-03-05,Sum,3\nTOTAL:,,5\n,Grand total,5\n"
    path = write(tmp_path, "a.csv", f"Event date,Place,Killed\n{rows}")
    texts = [one.report.text for one in taken(path) if isinstance(one, Taken)]
    assert texts == [
        "Event date: 2025-03-04\nPlace: Dalun\nKilled: 2",
        "Event date: 2025-03-05\nPlace: Sum\nKilled: 3",
    ]
    (told,) = caplog.messages
    assert told.startswith(f"{path}, row 4: sums up other rows")
    book = workbook(
        tmp_path / "a.xlsx",
        {"S": [["Event date", "Place", "Killed"], [dt.date(2025, 3, 4), "Dalun", 2], ["Total", None, 2]]},
    )
    assert len(taken(book)) == 1
