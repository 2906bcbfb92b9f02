"""How it was done, to what, and by whom, as a sentence words it."""

from __future__ import annotations

import pytest
from tests.plain_reading import claims_of

from daftar.codebook import vocabularies
from daftar.extract.rules.means import means
from daftar.languages import load

# sentence | method | target | who did it, with how that is known where it is not merely alleged
TABLE = """
Nine people were killed in an air strike on a market.            | air_strike       | market           |
A drone strike killed two men in a car.                          | drone_strike     | vehicle          |
Mortar shells killed a woman at a camp.                          | shelling         | camp             |
A roadside bomb killed four soldiers.                            | remote_explosive |                  |
A mine killed a farmer in his field.                             | remote_explosive |                  |
A suicide bomber killed 12 worshippers in a mosque.              | suicide_bomb     | place_of_worship |
Gunmen shot dead three teachers at a school.                     | shooting         | school           | Gunmen
A grenade wounded five people.                                   | grenade          |                  |
Chlorine gas killed 20 people.                                   | chemical         |                  |
Militants beheaded two men.                                      | execution        |                  | Militants
Two men were stabbed to death.                                   | melee            |                  |
Four villagers were tortured to death.                           | torture          |                  |
A van rammed into worshippers, killing three.                    | vehicle          |                  |
Six people were killed in clashes near Hama.                     | armed_clash      |                  |
Fourteen people died when a missile hit a bus.                   | missile          | vehicle          |
An explosion killed seven workers.                               | explosion        |                  |
Three girls were abducted from a school by gunmen.               | abduction        | school           |
Police opened fire on protesters, killing four.                  | shooting         |                  | Police
Nine people were killed by government forces.                    |                  |                  | government forces
Rebels shelled the town, killing six.                            | shelling         |                  | Rebels
Israeli forces killed a boy in Jenin on Monday.                  |                  |                  | Israeli forces
Al-Shabaab fighters killed two elders.                           |                  |                  | Al-Shabaab fighters
The militia claimed responsibility for the attack that killed nine. |               |                  | militia, claimed
The army denied that its forces had killed nine people.          |                  |                  | army, denied; forces, denied
Nine people were killed, a doctor said.                          |                  |                  |
A nurse was killed in her home.                                  |                  | home             |
Two drivers of an ambulance were wounded.                        |                  | ambulance        |
"""
ROWS = [[cell.strip() for cell in line.split("|")] + [""] for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:50] for row in ROWS])
def test_a_sentence_says_how_to_what_and_by_whom(row: list[str]) -> None:
    sentence, method, target, who = row[:4]
    claim = next(c for c in claims_of(sentence) if c.kind == "harm")
    assert (claim.method or "", claim.target or "") == (method, target)
    named = [p.name if p.status == "alleged" else f"{p.name}, {p.status}" for p in claim.perpetrators]
    assert named == (who.split("; ") if who else [])


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:50] for row in ROWS])
def test_who_did_it_is_quoted_in_place(row: list[str]) -> None:
    for claim in claims_of(row[0]):
        for who in claim.perpetrators:
            assert who.quote is not None
            assert row[0][who.quote.start : who.quote.end] == who.quote.text


def test_methods_and_targets_of_the_language_are_those_of_the_codebook() -> None:
    compiled = means("en")
    known = vocabularies()
    assert set(compiled.method_order) <= set(known.method)
    assert set(compiled.target_order) <= set(known.target)


def test_the_words_for_methods_and_targets_are_lower_case_and_stand_once_in_their_list() -> None:
    data = load("en", "means")
    for table in ("method", "target"):
        for entry in data[table]:
            assert entry["phrases"] == [phrase.lower() for phrase in entry["phrases"]]
            assert len(set(entry["phrases"])) == len(entry["phrases"]), entry["name"]


def test_a_word_inside_another_is_not_that_word() -> None:
    """ "Carpet" holds no car, "mineral" no mine; an asterisk in the data stands for an ending."""
    found = means("en").read("a carpet of mineral rich soil, and campsites")
    assert found.tables == {}
    assert means("en").read("two airstrikes").first("method", means("en").method_order) == "air_strike"
