"""What a sentence tells beside its figures: places, other attacks, whom nobody blames."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plain_reading import claims_of, read, report_of, tools

from daftar.pipeline import read_report


def _places(text: str) -> list[tuple[str | None, str | None]]:
    return [(c.outcome, None if c.place is None else c.place.text) for c in claims_of(text)]


@pytest.mark.parametrize(
    "filed",
    [
        "HODEIDAH, Yemen, March 12 (Gulf Dispatch) - ",
        "HODEIDAH — ",
        "HODEIDAH, March 12 -- ",
        "Hodeidah, March 12 – ",
        "Hodeidah (Gulf Dispatch) - ",
    ],
)
def test_where_a_report_was_filed_is_not_where_it_happened(filed: str) -> None:
    """Both figures are of the town that the sentence names behind them, not of the dateline."""
    text = f"{filed}At least 22 people were killed and 40 others wounded when an air strike hit a market in Zabid."
    assert _places(text)[:2] == [("killed", "Zabid"), ("injured", "Zabid")]


def test_where_no_other_place_is_told_it_is_that_of_the_dateline() -> None:
    text = "ZABID, Yemen, March 12 (Gulf Dispatch) - At least 22 people were killed and 40 wounded in a raid."
    assert [place for _, place in _places(text)][:2] != [None, None]


def test_what_belongs_to_a_country_lies_further_in() -> None:
    """In "Yemen's Hodeidah governorate" it happened in Hodeidah, whoever says so."""
    text = (
        "Nine people were killed by shells in Yemen's Hodeidah governorate, the Hodeidah Health Office said."
    )
    assert _places(text)[0] == ("killed", "Hodeidah")


def test_the_name_of_the_outlet_names_no_place_of_the_story() -> None:
    report = report_of(
        'A survivor of the air strike on the market in Zabid, Yemen, said that 27 people were killed. "I counted," '
        "Ali Jaber told Mountain Post.",
        publisher="Mountain Post",
        published=dt.date(2021, 6, 2),
    )
    (reading,) = [r for r in read_report(report, tools()).readings if r.claim.outcome == "killed"]
    assert reading.place is not None
    assert reading.place.located is not None
    assert reading.place.located.country == "YE"


def test_the_toll_of_another_attack_counts_in_no_toll_of_this_one() -> None:
    """It stays a claim, told as context."""
    text = (
        "Four people were killed when an air strike hit a petrol station in Zabid, a week after a strike on the fish "
        "market killed 25."
    )
    assert [(c.kind, c.count and c.count.low) for c in claims_of(text) if c.outcome] == [
        ("harm", 4),
        ("context", 25),
    ]
    same = "Four people died on Friday, a week after the strike on the fish market killed 25."
    assert [c.kind for c in claims_of(same) if c.outcome == "killed"] == ["harm", "harm"]
    opening = "A week after a strike on a mill killed 25, shells killed four people in Zabid."
    assert [c.kind for c in claims_of(opening) if c.outcome == "killed"] == ["context", "harm"]
    alone = "Six months after three brothers were shot dead at a garage in Zabid, a soldier has been charged."
    assert [c.kind for c in claims_of(alone) if c.outcome == "killed"] == ["harm"]


def test_the_attack_that_a_sentence_tells_with_its_dead_is_the_same() -> None:
    """However widely its place is told: "in the town, in Yemen's Hodeidah governorate"."""
    text = (
        "The auction of fish in Zabid ended in a raid.\n\nAt least 22 people were killed and 40 others wounded when an air "
        "strike hit a fish market in the town, in Yemen's Hodeidah governorate, medics said."
    )
    records = read(text, title="Zabid: raid on market leaves 22 dead", published=dt.date(2021, 3, 13)).records
    assert len(records) == 1


def test_what_somebody_often_did_before_is_no_attack_of_the_story() -> None:
    for text in (
        "The group's fighters have attacked traffic in Diyala province before.",
        "The army has repeatedly shelled the market of the town on Mondays.",
    ):
        assert "attack" not in [c.kind for c in claims_of(text)]
    once = "Nine people were killed in Hama. Warplanes have bombed the market of the town, residents said."
    assert [c.kind for c in claims_of(once)][-1] == "attack"


def test_nobody_is_blamed_where_no_group_claims_it() -> None:
    for text in (
        "No group has claimed responsibility for the raid that killed seven people in Baqubah.",
        "Neither group claimed responsibility for the bomb that killed seven people.",
    ):
        assert [c.perpetrators for c in claims_of(text) if c.outcome] == [()]
    claimed = "An armed group has claimed responsibility for the attack that killed seven people in Baqubah."
    assert [p.status for c in claims_of(claimed) for p in c.perpetrators] == ["claimed"]


def test_no_quote_of_an_attack_ends_inside_a_word() -> None:
    text = (
        "A roadside bomb hit a minibus carrying workers home from a brick factory near the Iraqi city of Baqubah late on "
        "Tuesday and set it alight near the bridge."
    )
    claims = claims_of(text)
    assert claims
    for claim in claims:
        rest = text[claim.quote.end : claim.quote.end + 1]
        assert not (rest.isalnum() and claim.quote.text[-1].isalnum())


def test_nobody_hurt_in_one_vehicle_is_no_toll_where_others_were_hurt() -> None:
    """It is not the zero of an incident that hurt dozens; where nobody else was hurt, it is."""
    text = "Thirty people were injured in a raid on Hama on Friday. A video shows a burning ambulance. No one was hurt in the vehicle."
    assert [(c.count and c.count.low, c.kind) for c in claims_of(text) if c.outcome == "injured"] == [
        (30, "harm"),
        (0, "context"),
    ]
    tallies = [r.tally("injured") for r in read(text, published=dt.date(2021, 3, 13)).records]
    assert [(t.low.value, t.high.value) for t in tallies if t] == [(30, 30)]
    alone = "Shells hit an ambulance. No one was hurt in the vehicle."
    assert [c.kind for c in claims_of(alone) if c.outcome == "injured"] == ["harm"]


def test_a_child_known_by_name_and_age_counts_though_the_words_say_only_son() -> None:
    """The claim itself is of a son, who may be grown; his age makes at least one child of those wounded."""
    text = "Shells wounded 12 people in Zabid on Tuesday, medics said. Their son Yusuf, 6, lost an arm and is in hospital."
    (record,) = read(text, published=dt.date(2021, 3, 13)).records
    children = record.tally("injured", "child")
    assert children is not None
    assert children.low.value == 1
