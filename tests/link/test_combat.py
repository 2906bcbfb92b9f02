"""Losses in fighting, told apart from attacks on civilians."""

from __future__ import annotations

import pytest
from tests.plain_reading import read


def tolls(text: str, **fields: object) -> list[int]:
    found = read(text, **fields)
    return [
        tally.low.value
        for record in found.records
        for tally in record.tallies
        if (tally.outcome, tally.group) == ("killed", "all")
    ]


@pytest.mark.parametrize(
    "fight",
    [
        "Five soldiers were killed in clashes near Garoua on Monday.",
        "Two policemen and three guerrillas were killed and six were wounded in fighting in Garoua on Monday.",
        "Rebels ambushed a convoy near Garoua on Monday, killing five soldiers and wounding nine.",
        "Seven members of the border guard were killed near Garoua on Monday.",
        "Two unknown people were killed in clashes that followed near Garoua on Monday.",
        "The army sustained eight dead and five wounded near Garoua on Monday.",
    ],
)
def test_fighters_lost_in_fighting_are_claims_and_no_incident(fight: str) -> None:
    """A wire on a clash is read, and the register of attacks on civilians has no incident of it."""
    found = read(fight)
    assert found.readings[0].claim.outcome == "killed"
    assert tolls(fight) == []


@pytest.mark.parametrize(
    ("attack", "killed"),
    [
        ("Five soldiers and a farmer were killed in clashes near Garoua on Monday.", 6),
        (
            "Three people were killed and two soldiers were wounded when a bomb went off in Garoua on Monday.",
            3,
        ),
        ("Seven members of the choir were killed near Garoua on Monday.", 7),
        ("Five captured soldiers were executed near Garoua on Monday.", 5),
        ("A retired colonel was assassinated in Garoua on Monday.", 1),
    ],
    ids=["a civilian among them", "people of no kind in an attack", "members", "captives", "murder"],
)
def test_what_is_no_fighting_is_an_incident(attack: str, killed: int) -> None:
    """Fighters count where anybody else was harmed too, and where it was no fight."""
    assert tolls(attack) == [killed]


def test_what_a_report_with_a_title_is_about_is_an_incident() -> None:
    """The lead of a report with a title stays, fighters or not."""
    assert tolls("Five soldiers were killed near Garoua on Monday.", title="Five soldiers killed") == [5]


def test_the_murder_of_somebody_is_of_its_own_day() -> None:
    """A day on which people speak of a murder is not the murder's."""
    (reading, *_) = read("On Monday the court spoke of the murder of two clerks in Garoua.").readings
    assert reading.claim.time is None
    (reading, *_) = read("The court spoke of the murder of two clerks in Garoua on 4 May 2019.").readings
    assert reading.claim.time is not None


def test_others_also_harmed_are_counted_beside_those_of_the_sentence_before() -> None:
    """The word "also" says that they are more; without it only one person before them is surely none of them."""
    text = "Seven nurses were killed in Garoua on Monday. Police said that nine other people {} killed."
    assert tolls(text.format("were also")) == [16]
    assert tolls(text.format("were")) != [16]


def test_fighting_told_beside_an_attack_is_no_part_of_it() -> None:
    """A wire on several things: the clash has a sentence of its own."""
    text = "A bomb killed three clerks in Garoua on Monday. Three soldiers were killed in a clash nearby."
    assert tolls(text) == [3]
    found = read("A bomb hurt three clerks in Garoua on Monday. Five soldiers were killed in a clash nearby.")
    assert [t.outcome for r in found.records for t in r.tallies if t.group == "all"] == ["injured"]
