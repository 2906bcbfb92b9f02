"""The rows of `daftar dates`."""

from __future__ import annotations

import datetime as dt

from daftar.model import Report
from daftar.resolve.times import dates_of


def report(text: str, published: dt.date | None) -> Report:
    return Report(
        id="r1", sha256="0" * 64, text=text, source="r.txt", media_type="text/plain", published=published
    )


def test_a_row_gives_the_words_and_their_days() -> None:
    """Each row has offsets, words, inclusive days, precision and rule."""
    (row,) = dates_of(report("A shell hit the mill on Tuesday.", dt.date(2021, 6, 16)))
    assert row == {
        "start": 21,
        "end": 31,
        "text": "on Tuesday",
        "from": "2021-06-15",
        "to": "2021-06-15",
        "precision": 1,
        "rule": "weekday",
    }


def test_the_day_before_counts_from_the_last_day_named() -> None:
    """A story's own time runs from the day that it named last."""
    rows = dates_of(
        report("They fled on 5 May 2019. A bridge had fallen the day before. Rain came two days later.", None)
    )
    assert [row["from"] for row in rows] == ["2019-05-05", "2019-05-04", "2019-05-06"]


def test_a_listing_names_whole_units_of_the_calendar() -> None:
    """What the words name is listed, not cut at publication."""
    rows = dates_of(report("It began earlier this year and has gone on since 2018.", dt.date(2021, 6, 16)))
    assert [(row["from"], row["to"]) for row in rows] == [
        ("2021-01-01", "2021-12-31"),
        ("2018-01-01", "2018-12-31"),
    ]


def test_an_undated_report_takes_the_year_of_its_first_full_date() -> None:
    """A day without its year in a report without a date lies near the first full date, wherever that stands."""
    rows = dates_of(report("On 9 October a home burned. The list came out on October 26th, 2023.", None))
    assert [row["from"] for row in rows] == ["2023-10-09", "2023-10-26"]


def test_what_cannot_be_told_is_not_listed() -> None:
    """Relative words in an undated report have no row."""
    assert dates_of(report("They fled on Tuesday, in April or a week ago.", None)) == []
