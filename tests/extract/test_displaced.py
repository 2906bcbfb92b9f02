"""What counts of displacement count, and what is a claim of displacement at all."""

from __future__ import annotations

import pytest
from tests.plain_reading import claims_of, number


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least 220 families fled.", [("displaced", "220+", "households")]),
        ("Thirty homes were evacuated.", [("evacuated", "30", "homes")]),
        ("Hail damaged 70 houses.", [("homes_damaged", "70", "homes")]),
        ("The number of displaced families reached 430.", [("displaced", "430", "households")]),
        (
            "Some 40 families (210 people) sought refuge.",
            [("displaced", "40", "households"), ("displaced", "210", "persons")],
        ),
        ("The blast killed four people.", [("killed", "4", "persons")]),
    ],
)
def test_a_count_keeps_the_unit_it_was_said_in(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(c.outcome, number(c.count), c.unit) for c in claims_of(sentence)]
    assert found == expected


def test_flight_from_a_flood_and_homes_lost_to_it_are_displacement() -> None:
    claims = claims_of("A flood destroyed 30 houses in Osta on Monday and 400 people fled.")
    assert {(c.outcome, c.kind) for c in claims if c.outcome} == {
        ("homes_destroyed", "displacement"),
        ("displaced", "displacement"),
    }


def test_an_estimate_of_people_displaced_keeps_the_figure_said_and_one_of_the_dead_its_doubt() -> None:
    (moved,) = claims_of("About 38,000 people were displaced.")
    (killed,) = claims_of("About 380 people were killed by shelling.")
    assert (number(moved.count), number(killed.count)) == ("38000", "342-418")


def test_a_sentence_of_homes_says_who_lived_there_but_names_no_victim() -> None:
    claims = claims_of("Tarek Osman, 40, lost his shop. Fire destroyed 12 homes, said Mayor Lena Haddad, 51.")
    assert [c.outcome for c in claims if c.victims] == []
