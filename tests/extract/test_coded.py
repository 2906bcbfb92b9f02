"""Claims of the coded cells of sheets: each rests on its cell, at the day and place of its row."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import plain_reading

from daftar.model import Claim, Count, Reading

ROW = (
    "Event date: 2025-03-04\nPlace: Upper Dalun\nDistrict: Saraqib\nMethod: shelling\nKilled (min): 9\nKilled (max): 11\n"
    "Children killed: 3\nInjured: 20+"
)


def read(text: str, **fields: object) -> tuple[Reading, ...]:
    return plain_reading.read(
        text, media_type="text/csv", **{"publisher": "Dalun Watch Desk", **fields}
    ).readings


def counted(*readings: Reading) -> list[tuple[str | None, str | None, Count | None]]:
    return [(one.claim.outcome, one.claim.group and one.claim.group.age, one.claim.count) for one in readings]


def test_figures_of_a_row_are_claims_that_rest_on_their_cells() -> None:
    """The least and the most are one claim, children are among all, and the quote names the column."""
    killed, injured, children = read(ROW)
    assert counted(killed, injured, children) == [
        ("killed", None, Count(low=9, high=11)),
        ("injured", None, Count(low=20, high=None, best=20)),
        ("killed", "child", Count.exactly(3)),
    ]
    assert [one.claim.quote.text for one in (killed, injured, children)] == [
        "Killed (min): 9\nKilled (max): 11", "Injured: 20+", "Children killed: 3"
    ]  # fmt: skip
    assert (children.claim.part_of, children.claim.relation) == (killed.id, "among")
    assert all(
        ROW[one.claim.quote.start : one.claim.quote.end] == one.claim.quote.text for one in (killed, injured)
    )
    assert [origin.name for origin in killed.claim.origin] == ["Dalun Watch Desk"]


def test_figures_are_of_the_day_the_place_and_the_method_of_their_row() -> None:
    """A place in no gazetteer is as worded, in the district that the row puts it in."""
    readings = read(ROW)
    for one in readings:
        assert one.time is not None
        assert (one.time.start, one.time.end, one.claim.method) == (
            dt.date(2025, 3, 4),
            dt.date(2025, 3, 4),
            "shelling",
        )
        assert one.place is not None
        assert (one.place.name, one.place.place) == ("Upper Dalun", None)
        assert one.place.within is not None
        assert one.place.within.country == "SY"
    (record,) = plain_reading.read(ROW, media_type="text/csv", publisher="Desk").records
    tally = record.tally("killed")
    assert tally is not None
    assert (tally.low.value, tally.high.value) == (9, 11)


def test_words_below_the_cells_are_read_and_are_of_the_row_s_day_and_place_where_they_word_none() -> None:
    """A day of their own stays their own."""
    text = "Event date: 2025-03-04\nPlace: Saraqib\nKilled: 2\n\nA shell killed two bakers. Three herders were killed by a mine on 1 March."
    cell, bakers, herders = read(text)
    assert [one.claim.extractor for one in (cell, bakers, herders)] == ["cells@1", "rules/en@1", "rules/en@1"]
    assert cell.time is not None
    assert bakers.time is not None
    assert herders.time is not None
    assert bakers.time.start == cell.time.start
    assert herders.time.start == dt.date(2025, 3, 1)
    assert bakers.place is not None
    assert bakers.place.name == "Saraqib"
    assert len({one.id for one in (cell, bakers, herders)}) == 3


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ("Deaths low: 4\nDeaths best: 6\nDeaths high: 9", Count(low=4, high=9, best=6)),
        ("Deaths best: 6\nDeaths high: 9", Count(low=1, high=9, best=6)),
        ("Deaths low: 4\nDeaths best: 6", Count(low=4, high=None, best=6)),
        ("Deaths low: 4\nDeaths high: 4", Count.exactly(4)),
        ("Deaths low: 4", Count(low=4, high=None, best=4)),
        ("Deaths high: 4", Count(low=1, high=4)),
        ("Deaths high: 0", Count(low=0, high=0)),
    ],
)
def test_least_best_and_most_figures_give_one_count(lines: str, count: Count) -> None:
    """What no column gives is open, and at least one where some were counted."""
    assert [one.claim.count for one in read(f"Event date: 2025-03-04\nPlace: Saraqib\n{lines}")] == [count]


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("9", Count.exactly(9)),
        ("0", Count.exactly(0)),
        ("1,200", Count.exactly(1200)),
        ("17-21", Count(low=17, high=21)),
        ("30+", Count(low=30, high=None, best=30)),
        (">= 30", Count(low=30, high=None, best=30)),
        ("at least 30", Count(low=30, high=None, best=30)),
        ("several", Count(low=3, high=9)),
        ("dozens", Count(low=24, high=99)),
        ("2 or more?", None),
        ("see notes", None),
    ],
)
def test_cells_are_counted_as_words_are_and_what_is_no_figure_claims_nothing(
    cell: str, count: Count | None
) -> None:
    """By the conventions of the register, where a cell holds words."""
    found: list[Claim] = [
        one.claim for one in read(f"Event date: 2025-03-04\nPlace: Saraqib\nKilled: {cell}")
    ]
    assert [one.count for one in found] == ([] if count is None else [count])


def test_a_least_above_a_most_leaves_the_figure_between_the_two() -> None:
    """Nobody can say which of the two cells is mistaken, and the quote shows both."""
    (one,) = read("Event date: 2025-03-04\nPlace: Saraqib\nKilled (min): 9\nKilled (max): 7")
    assert (one.claim.count, one.claim.count_worded) == (Count(low=7, high=9), "9, 7")


def test_such_lines_are_no_cells_in_a_report_that_is_no_sheet_s() -> None:
    """A bulletin in a text file is read as any text."""
    assert not any(
        one.claim.extractor == "cells@1"
        for one in plain_reading.read("Place: Saraqib\nKilled: 9", media_type="text/plain").readings
    )
