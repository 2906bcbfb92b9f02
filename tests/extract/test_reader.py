"""From a report to its claims: quotes, ids, scope, place and day of each, whose words they are, what they rest on."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest
from tests.plain_reading import claims_of, report_of, tools, written

from daftar.codebook.conventions import conventions
from daftar.extract.registry import extractor
from daftar.resolve.readings import Mentions
from daftar.segment import segment

if TYPE_CHECKING:
    from daftar.model import Claim, Report

STORY = """SARAQIB, Syria, March 5 (Example Wire) - Warplanes bombed a market in Saraqib on Monday, killing nine people \
and wounding at least 20, said Karim Aziz, a spokesman for the Civil Defence. The dead included three children.

Videos verified by residents showed a burning bus. In a separate attack, gunmen shot dead two teachers near Homs on \
Sunday, police said.

The army denied that it had killed anyone. More than 500,000 people have been killed in Syria since 2011.
"""


def texts_of(report: Report) -> dict[str, str]:
    return {"text": report.text, "title": report.title or ""}


def test_every_quote_of_every_claim_is_in_its_place() -> None:
    report = report_of(STORY, title="Market raid kills nine")
    claims = claims_of(STORY, title="Market raid kills nine")
    assert claims
    for claim in claims:
        whole = texts_of(report)[claim.quote.part]
        assert whole[claim.quote.start : claim.quote.end] == claim.quote.text
        assert whole[claim.passage.start : claim.passage.end] == claim.passage.text
        assert claim.passage.start <= claim.quote.start < claim.quote.end <= claim.passage.end


def test_ids_number_the_claims_in_the_order_of_the_passages() -> None:
    claims = claims_of(STORY)
    assert [claim.id for claim in claims] == [f"r1#c{n}" for n in range(1, len(claims) + 1)]
    starts = [claim.passage.start for claim in claims]
    assert starts == sorted(starts)


def test_what_a_story_says_is_read_as_it_is_meant() -> None:
    harm = [written(claim) for claim in claims_of(STORY) if claim.outcome]
    assert harm == [
        "killed 9",
        "injured 20+",
        "killed 3 child among",
        "killed 2",
        "killed 500000+ cumulative",
    ]


def claim_with(words: str, claims: list[Claim] | None = None) -> Claim:
    return next(c for c in claims or claims_of(STORY) if words in c.quote.text and c.outcome)


def test_each_claim_has_the_place_and_the_day_told_beside_it() -> None:
    market, school = claim_with("nine people"), claim_with("two teachers")
    assert market.place is not None
    assert (market.place.text, market.time and market.time.text) == ("Saraqib", "on Monday")
    assert school.place is not None
    assert (school.place.text, school.time and school.time.text) == ("Homs", "on Sunday")


def test_figures_that_share_a_verb_have_places_and_days_of_their_own() -> None:
    sentence = (
        "Nine people were killed in Saraqib on Monday, six in Binnish on Tuesday and two in Homs on Sunday."
    )
    rows = [(written(c), c.place and c.place.text, c.time and c.time.text) for c in claims_of(sentence)]
    assert rows == [
        ("killed 9", "Saraqib", "on Monday"),
        ("killed 6 others", "Binnish", "on Tuesday"),
        ("killed 2 others", "Homs", "on Sunday"),
    ]


def test_the_day_that_somebody_spoke_is_not_the_day_of_the_attack() -> None:
    (claim,) = claims_of("Nine people were killed in Saraqib, the ministry said on Wednesday.")
    assert claim.time is None
    (claim,) = claims_of("Nine people were killed in Saraqib on Monday, the ministry said on Wednesday.")
    assert claim.time is not None
    assert claim.time.text == "on Monday"


def test_each_claim_has_method_target_and_who_is_said_to_have_done_it() -> None:
    market, school = claim_with("nine people"), claim_with("two teachers")
    assert (market.method, market.target) == ("air_strike", "market")
    assert school.method == "shooting"
    assert [who.name for who in school.perpetrators] == ["gunmen"]


def test_each_claim_goes_back_to_whoever_said_it() -> None:
    claims = claims_of(STORY, publisher="Northern Courier")
    chain = [(o.kind, o.organisation or o.name) for o in claim_with("nine people", claims).origin]
    assert chain == [
        ("media", "Northern Courier"),
        ("rescue_service", "Civil Defence"),
    ]
    assert claim_with("two teachers", claims).origin[-1].kind == "police"


def test_material_shown_is_evidence_and_a_claim_of_its_own_where_the_sentence_tells_no_harm() -> None:
    shown = [claim for claim in claims_of(STORY) if claim.evidence]
    assert [(c.kind, [e.kind for e in c.evidence]) for c in shown] == [("context", ["video"])]
    (claim,) = claims_of("Videos verified by residents showed the bodies of six men in Saraqib on Monday.")
    assert (written(claim), [e.kind for e in claim.evidence]) == ("killed 6 man", ["video"])


def test_a_running_total_is_cumulative_and_says_since_when() -> None:
    total = claim_with("500,000")
    assert (total.scope, total.since and total.since.text) == ("cumulative", "since 2011")
    assert {c.scope for c in claims_of(STORY) if c.outcome and c is not total and "500,000" not in c.quote.text} == {"incident"}  # fmt: skip


def test_what_is_told_of_a_separate_attack_is_another_event() -> None:
    market, school = claim_with("nine people"), claim_with("two teachers")
    assert market.event is None
    assert school.event is not None


def test_a_denial_is_of_what_is_denied() -> None:
    (claim,) = claims_of("The army denied that it had killed nine people in Saraqib.")
    assert (written(claim), claim.origin[-1].kind) == ("killed 9 denied", "military")


def test_parts_point_at_their_total_and_others_at_those_they_stand_beside() -> None:
    text = "At least 22 people were killed, including five children. Two other men were wounded."
    total, part, *_ = claims_of(text)
    assert (part.relation, part.part_of) == ("among", total.id)
    first, other = claims_of("Three guards and two drivers were killed.")
    assert (other.relation, other.part_of) == ("others", first.id)


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Nine people were killed in Saraqib.", ["killed 9", "killed 3 child among"]),
        ("Nine people were wounded in Saraqib.", ["injured 9", "injured 3 child among"]),
        ("Nine people won prizes in Saraqib.", []),
        ("Nine people were killed and six wounded in Saraqib.", ["killed 9", "injured 6"]),
    ],
)
@pytest.mark.parametrize("after", ["Three of them were children.", "Three children were among the victims."])
def test_three_of_them_are_of_those_in_the_sentence_before(
    before: str, expected: list[str], after: str
) -> None:
    found = claims_of(f"{before} {after}")
    assert [written(claim) for claim in found] == expected
    if len(expected) == 2 and "among" in expected[1]:
        assert found[1].part_of == found[0].id


def test_one_person_told_of_again_is_one_of_those_counted() -> None:
    text = "Nine people were killed in Saraqib on Monday. The teacher was killed in his shop."
    total, one = claims_of(text)
    assert (one.relation, one.part_of) == ("part", total.id)


def test_those_whom_the_report_does_not_count_are_left_out_by_name() -> None:
    text = "Five farmers were killed in Saraqib; one soldier was also killed (not counted here)."
    assert [c.relation for c in claims_of(text)] == [None, "uncounted"]


def test_harm_by_an_accident_is_context() -> None:
    assert [c.kind for c in claims_of("Four people were killed in a traffic accident near Homs.")] == [
        "context"
    ]


def test_those_who_fled_are_displaced_and_not_harmed() -> None:
    assert [c.kind for c in claims_of("About 4,000 people fled to Idlib.")] == ["displacement"]


def test_a_title_is_read_with_offsets_of_its_own() -> None:
    (claim,) = claims_of("It rained.", title="Bomb kills 7 at bus station")
    assert (written(claim), claim.quote.part) == ("killed 7", "title")
    assert "Bomb kills 7 at bus station"[claim.quote.start : claim.quote.end] == claim.quote.text


def test_a_text_without_harm_makes_no_claims() -> None:
    assert claims_of("The market opens on Mondays. The mayor killed the deal.") == []
    assert claims_of("") == []


def test_a_letter_that_grows_in_lower_case_shifts_no_offset() -> None:
    text = "İstanbul, İzmir: İki. Nine people were killed in Saraqib."
    (claim,) = claims_of(text)
    assert text[claim.quote.start : claim.quote.end] == claim.quote.text == "Nine people were killed"


def test_the_same_report_gives_the_same_claims_to_one_who_has_read_others_and_one_who_has_not() -> None:
    made, gazetteer = report_of(STORY, id="r2"), tools().gazetteer
    fresh = extractor("rules", conventions())
    first = list(fresh.extract(made, segment(made), Mentions(gazetteer)))
    claims_of("Nine people were killed in Hama on Friday. " + STORY)
    again = claims_of(STORY, id="r2")
    assert first == again
    assert first == list(fresh.extract(made, segment(made), Mentions(gazetteer)))


def test_a_report_s_id_changes_nothing_but_ids() -> None:
    one, two = claims_of(STORY, id="a"), claims_of(STORY, id="b")

    def renamed(claim: Claim) -> Claim:
        part_of = claim.part_of and claim.part_of.replace("b#", "a#")
        return dataclasses.replace(claim, id=claim.id.replace("b#", "a#"), report="a", part_of=part_of)

    assert [renamed(claim) for claim in two] == one
