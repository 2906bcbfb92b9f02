"""How sure a claim is: traits that anybody can see, weighed, and said in words."""

from __future__ import annotations

from tests.plain_reading import claims_of

from daftar.extract.confidence import company, confidence, doubts, traits, weights


def test_every_claim_of_people_has_a_confidence_that_its_traits_explain() -> None:
    claims = claims_of(
        "Gunmen shot six men near a well on Monday. Dozens of villagers were wounded in Lashwan."
    )
    around = company(claims)
    assert len(claims) >= 2
    for claim in claims:
        assert claim.confidence == confidence(traits(claim, around), weights())


def test_a_figure_without_a_number_is_less_sure_than_one_in_words() -> None:
    (exact,) = claims_of("Nine villagers were killed in a raid on Monday.")
    (vague,) = claims_of("Dozens of villagers were killed in a raid on Monday.")
    assert vague.confidence < exact.confidence


def test_what_makes_a_claim_less_sure_is_said_in_words() -> None:
    claims = claims_of("Dozens of villagers were killed in a raid on Monday.")
    assert "no one figure is given" in doubts(claims[0], company(claims))


def test_a_claim_that_counts_nobody_has_no_doubts_of_this_kind() -> None:
    claims = claims_of("The army captured the town of Brenik on Friday.")
    assert claims
    assert all(doubts(claim, company(claims)) == [] for claim in claims)


def test_other_figures_in_a_report_make_its_figures_less_sure() -> None:
    alone = claims_of("Nine villagers were killed in a raid on Monday.")
    beside = claims_of(
        "Nine villagers were killed in a raid on Monday. The mayor said that 14 villagers were killed."
    )
    assert beside[0].confidence < alone[0].confidence
    assert "the report gives other figures too" in doubts(beside[0], company(beside))
