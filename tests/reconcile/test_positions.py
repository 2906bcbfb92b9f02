"""What belligerents say of an incident themselves, beside and apart from its grade."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from tests import plain_reading

from daftar.model import Perpetrator
from daftar.reconcile.parties import same_party
from daftar.reconcile.position import positions


def lead(text):
    """The record of the first incident that a report of ours tells of."""
    return plain_reading.read(text, published=dt.date(2021, 5, 9)).records[0]


ADMITTED = (
    "Six civilians were killed in a drone strike on Garowe on 3 May 2021, residents said. The coalition said its "
    "aircraft had carried out the strike and that one civilian was killed."
)
CLAIMED = (
    "The Tarin Front claimed responsibility for a car bomb that killed nine people in Baidoa on 3 May 2021."
)
SILENT = "Eleven people were killed in shelling of Kismayo on 3 May 2021, doctors said"


@pytest.mark.parametrize(
    ("text", "grade", "positions"),
    [
        (ADMITTED, "confirmed", {"coalition": "admitted"}),
        (CLAIMED, "confirmed", {"Tarin Front": "admitted"}),
        (f"{SILENT}, blaming the Omrani army.", "weak", {"Omrani army": "not_assessed"}),
        (f"{SILENT}.", "weak", {}),
    ],
)
def test_each_position_is_reached_from_a_reports_own_words(text, grade, positions):
    """Who says that it did it has admitted, who says nothing is not assessed, and where nobody is blamed there is none."""
    record = lead(text)
    assert record.grade == grade
    assert {p.name: p.position for p in record.positions} == positions


def test_a_belligerents_own_figures_stand_beside_those_of_others():
    """The coalition's one dead is its own figure; the residents' six stay the toll."""
    record = lead(ADMITTED)
    (position,) = record.positions
    assert [(f.outcome, f.group, f.low, f.high) for f in position.figures] == [("killed", "civilian", 1, 1)]
    tally = record.tally("killed")
    assert tally is not None
    assert tally.best is not None
    assert tally.best.value == 6
    assert "its own figures: 1 killed (civilian)" in position.words


def test_a_denial_is_the_deniers_own_word():
    """An army that denies its aircraft struck has denied; the dead are counted all the same."""
    record = lead(
        "Four people were killed in an air strike on Garowe on 3 May 2021, residents said, blaming the Omrani army. "
        "The Omrani army denied that its aircraft had struck the town."
    )
    assert [(p.name, p.position) for p in record.positions] == [("Omrani army", "denied")]
    tally = record.tally("killed")
    assert tally is not None
    assert tally.low.value == 4


def test_a_figure_that_one_origin_alone_gives_is_marked():
    """Two sentences of one spokesman are one origin; a ministry beside him makes two."""
    one = lead(
        "Nine people were killed in an air strike on Garowe on 3 May 2021, the civil defence said."
    ).tally("killed")
    two = lead(
        "Nine people were killed in an air strike on Garowe on 3 May 2021, the civil defence said. "
        "The health ministry also said that nine people were killed in the air strike on Garowe."
    ).tally("killed")
    assert one is not None
    assert two is not None
    assert (one.one_source, two.one_source) == (True, False)


@pytest.mark.parametrize(
    ("party", "words"),
    [
        ("Houthis", "Houthis deny it"),
        ("Omrani government forces", "Omrani government forces deny it"),
        ("Rebels of the Tarin Front", "Rebels of the Tarin Front deny it"),
        ("Taliban", "Taliban deny it"),
        ("Omrani army", "Omrani army denies it"),
        ("Hamas", "Hamas denies it"),
        ("United States", "United States denies it"),
    ],
)
def test_the_verb_goes_with_the_partys_name(party, words):
    """Of many it is told in the plural, of one in the singular, groups and states whose names end in s among these."""
    (claim,) = plain_reading.claims_of("Four people were killed in an air strike on Garowe on 3 May 2021.")
    (position,) = positions([replace(claim, perpetrators=(Perpetrator(name=party, status="denied"),))])
    assert position.words == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("RSF", "Rapid Support Forces", True),
        ("paramilitary Border Guard Corps", "BGC", True),
        ("BGC", "Rapid Support Forces", False),
        ("Rapid Support Forces", "Sudanese Armed Forces", False),
    ],
)
def test_a_party_and_its_initials_are_one(one, other, same):
    """Reports that write out a name and reports that abbreviate it blame the same party: nothing is contested."""
    assert same_party(one, other) is same
