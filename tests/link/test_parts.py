"""The towns of a report that gives a toll for the area around them."""

from __future__ import annotations

import datetime as dt

import pytest
from tests import plain_reading

WHOLE = "Twenty people were killed in air strikes on {} on 3 May 2021, the Civil Defence said. "
TOWNS = (
    "Nine people were killed in Suran. Eight people were killed in Kafr Zita. {} people were killed in {}."
)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        (("Three", "Taybat al-Imam"), "9 + 8 + 3 = 20, as claimed"),
        (
            ("Seven", "Taybat al-Imam"),
            "9 + 8 + 7 = 24, not 20 as claimed by Civil Defence: 4 too many",
        ),
    ],
)
def test_no_town_is_left_out_where_they_come_to_more_than_the_toll(last: tuple[str, str], said: str) -> None:
    """All three towns are parts of the province's day; where they do not fit its toll the record says by how many."""
    text = WHOLE.format("Hama province") + TOWNS.format(*last)
    read = plain_reading.read(text, published=dt.date(2021, 5, 9))
    whole, *towns = read.incidents
    assert [one.part_of for one in towns] == [whole.id] * 3
    record = read.records[0]
    assert said in [one.words for one in record.sums]
    assert bool(record.conflicts) == ("too many" in said)
    assert {c for one in towns for c in one.claims} == {"r1#c2", "r1#c3", "r1#c4"}


def test_a_town_s_own_second_figure_is_no_further_part() -> None:
    """Of a town told of before, a figure that leaves no room is another count of it and no fourth town."""
    text = WHOLE.format("Hama province") + TOWNS.format("Fifteen", "Suran")
    read = plain_reading.read(text, published=dt.date(2021, 5, 9))
    assert sum(one.part_of is not None for one in read.incidents) == 2


VILLAGES = "Nine people were killed in {} on Tuesday. Four people were killed in {} on the same day."


def test_two_villages_that_no_gazetteer_knows_are_two_incidents() -> None:
    """Nobody says that one village holds the other: the smaller toll is neither lost nor a part of the larger one."""
    found = plain_reading.read(VILLAGES.format("Tungar Gawo", "Gidan Marke"), published=dt.date(2031, 3, 5))
    assert [(one.place.name, one.part_of) for one in found.incidents if one.place] == [
        ("Tungar Gawo", None),
        ("Gidan Marke", None),
    ]
    assert [r.tally("killed").low.value for r in found.records if r.tally("killed")] == [9, 4]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Tungar Gawo", "Tungar Gawwo"),
        ("Tungar Gawo", "the Gidan Marke quarter"),
        ("the Gawo valley", "Gidan Marke"),
    ],
    ids=["two spellings", "a quarter", "an area"],
)
def test_a_name_that_may_be_of_the_same_place_sets_nothing_apart(first: str, second: str) -> None:
    """Spellings of one village, a quarter that may be the town's own, a village that may lie in the valley told of first."""
    found = plain_reading.read(VILLAGES.format(first, second), published=dt.date(2031, 3, 5))
    alone = [one for one in found.incidents if one.part_of is None]
    assert len(alone) == 1
