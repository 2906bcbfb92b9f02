"""What is told beside harm to people: attacks, who takes which place, agreements and what became of them, flight."""

from __future__ import annotations

import pytest
from tests.plain_reading import claims_of

from daftar.model import Claim, Count


def beside(text: str) -> list[Claim]:
    return [claim for claim in claims_of(text) if claim.kind in {"attack", "control", "agreement"}]


def told(claim: Claim) -> str:
    """Kind, action, target, how many things, where; then who, with the part they have."""
    place = claim.place.text if claim.place else None
    bits = [claim.kind, claim.action, claim.target, claim.count_worded, place]
    who = [f"{party.role}={party.name}" for party in claim.parties]
    saying = [] if claim.polarity == "asserted" else [claim.polarity]
    return " | ".join([*(bit for bit in bits if bit), *who, *saying])


TABLE = [
    # who holds what
    ("Government troops captured the town of Saraqib on Monday.", ["control | captured | Saraqib | holder=Government troops"]),
    ("Rebels retook Binnish from the army last week.", ["control | captured | Binnish | holder=Rebels"]),
    (
        "The army took control of Saraqib and Binnish.",
        ["control | captured | Saraqib | holder=army", "control | captured | Binnish | holder=army"],
    ),
    ("Rebels withdrew from Aleppo.", ["control | lost | Aleppo | loser=Rebels"]),
    ("Fighters abandoned Binnish.", ["control | lost | Binnish | loser=Fighters"]),
    ("Troops are battling to recapture Saraqib.", []),
    ("The team captured the title.", []),
    # agreements
    (
        "A truce brokered by Russia and Turkey collapsed in December.",
        ["agreement | sponsored | sponsor=Russia | sponsor=Turkey", "agreement | faltered"],
    ),
    (
        "Russia and Turkey signed a ceasefire agreement in Sochi.",
        ["agreement | signed | Sochi | signatory=Russia | signatory=Turkey"],
    ),
    (
        "Russia, which backs the government, and Turkey, which backs rebels, agreed to a ceasefire last year.",
        ["agreement | signed | signatory=Russia | signatory=Turkey"],
    ),
    ("The ceasefire was violated by both sides.", ["agreement | violated"]),
    ("The truce expired on Friday.", ["agreement | faltered"]),
    ("They agreed to meet on Friday.", []),
    # attacks
    ("A bombing began at about 6am local time in Saraqib.", ["attack | began | Saraqib"]),
    ("Two camps were attacked on Monday.", ["attack | attacked | camp | Two camps"]),
    ("Warplanes bombed a hospital in Idlib on Sunday.", ["attack | attacked | health_facility | Idlib"]),
    ("Militants attacked three villages near Maiduguri.", ["attack | attacked | three villages | Maiduguri"]),
    ("The forces launched an air strike on a school in Saraqib.", ["attack | launched | school | Saraqib"]),
    ("The raids destroyed 12 homes in Saraqib.", ["attack | attacked | home | 12 homes | Saraqib"]),
    ("They dropped barrel bombs on Idlib.", ["attack | weapon | Idlib"]),
    ("The army denied that it had bombed a hospital in Idlib.", ["attack | attacked | health_facility | Idlib | denied"]),
    ("The mayor attacked the budget.", []),
    ("The storm hit the coast.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), TABLE, ids=[row[0][:50] for row in TABLE])
def test_a_sentence_tells_what_happened_beside_harm(sentence: str, expected: list[str]) -> None:
    assert [told(claim) for claim in beside(sentence)] == expected


@pytest.mark.parametrize("sentence", [row[0] for row in TABLE], ids=[row[0][:50] for row in TABLE])
def test_parties_are_quoted_in_place(sentence: str) -> None:
    for claim in beside(sentence):
        assert sentence[claim.quote.start : claim.quote.end] == claim.quote.text
        for party in claim.parties:
            assert party.quote is not None
            assert sentence[party.quote.start : party.quote.end] == party.quote.text


def test_how_many_things_were_attacked_is_a_count_of_things() -> None:
    (claim,) = beside("Two camps were attacked on Monday.")
    assert claim.count == Count.exactly(2)
    assert claim.outcome is None


def test_a_time_of_day_is_the_time_of_the_attack() -> None:
    (claim,) = beside("A bombing began at about 6am local time in Saraqib.")
    assert claim.time is not None
    assert claim.time.text == "at about 6am local time"


def test_how_an_attack_was_made_is_said_by_its_subject_too() -> None:
    methods = [
        (sentence, [claim.method for claim in beside(sentence)])
        for sentence in (
            "Warplanes bombed a hospital in Idlib on Sunday.",
            "The forces launched an air strike on a school in Saraqib.",
            "Two camps were shelled on Monday.",
        )
    ]
    assert [found for _, found in methods] == [["air_strike"], ["air_strike"], ["shelling"]]


FLIGHT = [
    ("About 4,000 people fled to Idlib.", "Idlib", "4,000"),
    ("More than 900 families with 5,000 people were displaced to camps near the border.", "camps near the border", None),
    ("Fighting displaced 300 people.", None, "300"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "destination", "number"), FLIGHT, ids=[row[0][:40] for row in FLIGHT])
def test_those_who_fled_are_displaced_and_went_where_the_words_say(
    sentence: str, destination: str | None, number: str | None
) -> None:
    moved = [claim for claim in claims_of(sentence) if claim.kind == "displacement"]
    assert moved
    if number is not None:
        assert number in (moved[0].count_worded or "")
    assert (moved[0].destination.text if moved[0].destination else None) == destination
