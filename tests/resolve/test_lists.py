"""Lists of attacks: entries of day and month have the year that the list is of."""

from __future__ import annotations

import datetime as dt

from tests.plain_reading import report_of, tools

from daftar.pipeline import read_report

ENTRIES = (
    "3 March: Gunmen killed four farmers in Garoua.\n"
    "- 17 May: Two traders were killed in Maroua.\n"
    "On November 9, a bomb killed six people in Kumba.\n"
)


def days(text: str, **fields: object) -> list[dt.date]:
    """The days of the harm that a report tells of, in text order."""
    read = read_report(report_of(text, **fields), tools())
    return [r.time.start for r in read.readings if r.claim.kind == "harm" and r.time is not None]


def test_the_title_names_the_year_of_a_list() -> None:
    """The list of 2018 that comes out in January 2021 is of 2018, though May 2020 is nearer."""
    found = days(ENTRIES, title="Attacks on civilians in 2018", published=dt.date(2021, 1, 20))
    assert found == [dt.date(2018, 3, 3), dt.date(2018, 5, 17), dt.date(2018, 11, 9)]


def test_each_heading_names_the_year_of_what_is_below_it() -> None:
    """A list over two years has a heading for each."""
    found = days(f"In 2018\n\n{ENTRIES}\nIn 2019\n\n{ENTRIES}", published=dt.date(2021, 1, 20))
    assert [day.year for day in found] == [2018] * 3 + [2019] * 3


def test_without_a_day_of_publication_a_list_has_its_year_all_the_same() -> None:
    """A scanned list has no date of its own."""
    assert [day.year for day in days(ENTRIES, title="Attacks on civilians in 2018")] == [2018] * 3


def test_the_year_of_a_title_says_nothing_of_days_told_in_sentences() -> None:
    """A trial in 2021 for a killing of 2018 tells of its own days."""
    text = "A court heard on 3 March that a guard was shot dead. On 17 May two traders were killed in Maroua."
    found = days(text, title="Trial over killing of 2018", published=dt.date(2021, 6, 20))
    assert {day.year for day in found} == {2021}


def test_a_list_of_the_year_of_publication_ends_with_it() -> None:
    """A list that names the year in which it comes out is read against its own day."""
    found = days(ENTRIES, title="Attacks on civilians in 2021", published=dt.date(2021, 6, 20))
    assert found[:2] == [dt.date(2021, 3, 3), dt.date(2021, 5, 17)]
