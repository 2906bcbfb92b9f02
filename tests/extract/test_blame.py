"""Who is said to have done it: blamed, behind it, claiming it, or fought in the clash. All sentences are invented."""

from __future__ import annotations

import pytest
from tests.plain_reading import claims_of, read

NAMED = {
    "A car bombing blamed on the Ansar group killed nine people.": [("Ansar group", "alleged")],
    "A rebel car bomb killed nine people in the square.": [("rebel", "alleged")],
    "Nine people were killed in clashes with government troops.": [("government troops", "alleged")],
    "The army said that it killed nine militants in the valley.": [("army", "claimed")],
    "A mine left behind by the militants killed a shepherd.": [("militants", "alleged")],
    "Nine people were killed overnight by army troops.": [("army troops", "alleged")],
    "Army Foiled Rebels Attack Nine Terrorists Killed in the Valley": [("Army", "alleged")],
    "A military helicopter was shot down killing all five people on board.": [],
}


@pytest.mark.parametrize("sentence", NAMED)
def test_a_sentence_names_who_did_it(sentence: str) -> None:
    found = [(p.name, p.status) for c in claims_of(sentence) for p in c.perpetrators]
    assert list(dict.fromkeys(found)) == NAMED[sentence]


def test_what_came_before_the_attack_is_named_last() -> None:
    (claim,) = claims_of("Four people were killed after rebel fire in army air strikes on the suburb.")
    assert [p.name for p in claim.perpetrators] == ["army", "rebel"]


def test_who_claims_an_attack_in_a_sentence_of_its_own_did_that_attack() -> None:
    text = "Nine people were killed when a bomb went off in a market. The Ansar group claimed responsibility for the attack."
    (incident,) = [r.incident for r in read(text).records if r.incident.lead]
    assert [(p.name, p.status) for p in incident.perpetrators] == [("Ansar group", "claimed")]


def test_a_name_says_more_than_the_headline_s_terrorists() -> None:
    text = (
        "Terrorists kill nine in Homs. Fighters of the Ansar Brigade attacked a bus and killed nine people."
    )
    (incident,) = [r.incident for r in read(text).records if r.incident.lead]
    assert incident.perpetrators[0].name == "Ansar Brigade"
