"""Every value of a claim is the report's own words, or the claim is kept as rejected with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.model_server import claims, killed, said
from tests.plain_reading import number, report_of, written

from daftar.extract.llm.find import Failure, Finder
from daftar.extract.llm.shown import chunks, shown
from daftar.model import Count
from daftar.segment import segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.model_server import ModelServer

    from daftar.extract.base import Extracted

TEXT = (
    "Shells fell on Harim on Monday, the mayor said. At least nine people were killed and nine wounded, "
    "among them four children. Two others died in Salqin."
)


def rejected(found: Extracted) -> list[tuple[str, str]]:
    return [(one.field, one.reason) for one in found.rejected]


def test_a_number_is_read_from_the_words_around_what_the_model_points_to(
    server: ModelServer, read: Callable[..., Extracted]
) -> None:
    server.answer = lambda _: claims(killed(2, "nine people were killed", "nine", "people"))
    (claim,) = read(TEXT).claims
    assert claim.count == Count(low=9, high=None, best=9)
    assert claim.count_worded == "At least nine people"


@pytest.mark.parametrize(
    ("text", "quote", "count", "people", "expected"),
    [
        (
            "Dozens of villagers were killed.",
            "Dozens of villagers were killed",
            "Dozens",
            "villagers",
            "24-99",
        ),
        ("Civilians were killed there.", "Civilians were killed", None, "Civilians", "2+"),
        ("A nurse was killed there.", "A nurse was killed", "A", "nurse", "1"),
        ("No one was killed there.", "No one was killed", "No one", "No one", "0"),
        ("Some 3,200 people were killed.", "3,200 people were killed", "3,200", "people", "2880-3520"),
        ("Between 5 and 8 men were killed.", "5 and 8 men were killed", "5 and 8", "men", "5-8"),
        ("Police said ٩ were killed.", "٩ were killed", "٩", None, "9"),
    ],
)
def test_counting_words_count_by_our_own_conventions(
    server: ModelServer,
    read: Callable[..., Extracted],
    text: str,
    quote: str,
    count: str | None,
    people: str | None,
    expected: str,
) -> None:
    server.answer = lambda _: claims(killed(1, quote, count, people))
    found = read(text)
    assert [number(claim.count) for claim in found.claims] == [expected], found.rejected


def test_who_the_people_are_is_read_from_their_noun_and_not_taken_from_the_model(
    server: ModelServer, read: Callable[..., Extracted]
) -> None:
    server.answer = lambda _: claims(
        killed(1, "Three children were killed", "Three", "children", status="combatant", age="adult")
    )
    (claim,) = read("Three children were killed.").claims
    assert claim.group is not None
    assert claim.group.age == "child"
    assert claim.group.status != "combatant"


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"quote": "Ninety people were killed"}, "quote", "not_in_report"),
        ({"quote": "at least nine people were killed"}, "quote", "not_in_report"),
        ({"quote": ""}, "quote", "incomplete"),
        ({"count_words": "ninety"}, "count_words", "not_in_report"),
        ({"count_words": "nine people were killed and nine"}, "count_words", "ambiguous"),
        ({"count_words": "killed"}, "count_words", "no_number"),
        ({"people_words": "civilians"}, "people_words", "not_in_report"),
        ({"people_words": None, "count_words": None}, "people_words", "no_people"),
        ({"outcome_words": "murdered"}, "outcome_words", "not_in_report"),
        ({"outcome_words": None}, "outcome", "incomplete"),
        ({"outcome": "injured"}, "outcome", "not_in_report"),
        ({"outcome": "martyred"}, "outcome", "not_in_codebook"),
        ({"outcome": None, "outcome_words": None}, "outcome", "incomplete"),
        ({"polarity": "true"}, "polarity", "not_in_codebook"),
        ({"scope": "all"}, "scope", "not_in_codebook"),
        ({"kind": "rumour"}, "kind", "not_in_codebook"),
        ({"method": "death_ray", "method_words": "Shells"}, "method", "not_in_codebook"),
        ({"method": "shelling"}, "method", "incomplete"),
        ({"method": "shelling", "method_words": "Rockets"}, "method_words", "not_in_report"),
        ({"target": "market", "target_words": "market"}, "target_words", "not_in_report"),
        ({"place_words": "Aleppo"}, "place_words", "not_in_report"),
        ({"time_words": "on Friday"}, "time_words", "not_in_report"),
        ({"scope": "cumulative", "since_words": "since May"}, "since_words", "not_in_report"),
        ({"perpetrators": [{"words": "the army", "status": "alleged"}]}, "perpetrators", "not_in_report"),
        ({"perpetrators": [{"words": "Shells", "status": "guilty"}]}, "perpetrators", "not_in_codebook"),
        ({"origin": [{"kind": "un", "name": "OCHA", "organisation": None}]}, "origin", "not_in_report"),
        ({"origin": [{"kind": "un", "name": None, "organisation": None}]}, "origin", "incomplete"),
    ],
)
def test_a_value_without_the_report_s_words_costs_the_claim_and_says_why(
    server: ModelServer, read: Callable[..., Extracted], change: dict[str, Any], field: str, reason: str
) -> None:
    good = killed(2, "At least nine people were killed and nine wounded", "At least nine", "people")
    server.answer = lambda _: claims(
        good | change, killed(3, "Two others died", "Two", None, outcome_words="died")
    )
    found = read(TEXT)
    assert rejected(found) == [(field, reason)]
    assert [written(claim) for claim in found.claims] == ["killed 2"]  # the good one beside it stays
    (one,) = found.rejected
    assert one.why
    assert one.extractor.startswith("llm/tiny@")
    if one.quote is not None:
        assert TEXT[one.quote.start : one.quote.end] == one.quote.text


def test_a_figure_is_not_found_inside_another_one() -> None:
    finder = Finder(shown(segment(report_of("In 2019, 19 people and 9,000 homes; 9.5 and 9 were counted."))))
    for words in ("9", "19"):
        assert finder.quote(1, words).text == words
    for words in ("01", "000", "5", "eople", "1"):
        with pytest.raises(Failure):
            finder.quote(1, words)


def test_words_that_stand_in_two_passages_are_ambiguous_unless_the_right_one_is_named(
    server: ModelServer, read: Callable[..., Extracted]
) -> None:
    text = "Two men died. Two men died. In Harim three men died."
    made = killed(1, "Two men died", "Two", "men", outcome_words="died")
    server.answer = lambda body: claims(
        made, made | {"passage": 7}, made | {"passage": 9, "quote": "three men died", "count_words": "three"}
    )
    found = read(text)
    assert [(claim.quote.start, number(claim.count)) for claim in found.claims] == [(0, "2"), (37, "3")]
    assert rejected(found) == [("quote", "ambiguous")]


def test_quotes_are_the_report_s_own_stretches_where_lines_are_broken(
    server: ModelServer, read: Callable[..., Extracted]
) -> None:
    line = "Officials in the northern town said that a barrage of shells hit the bus station and\n"
    text = (
        line
        + "that fourteen\n   people were killed by it, while the road to the south of the town was\nclosed."
    )
    server.answer = lambda _: claims(killed(1, "fourteen people were killed", "fourteen", "people"))
    (claim,) = read(text).claims
    assert claim.quote.text == "fourteen\n   people were killed"
    assert text[claim.quote.start : claim.quote.end] == claim.quote.text


def test_what_is_told_of_the_event_is_found_near_the_claim_and_read_by_our_own_lists(
    server: ModelServer, read: Callable[..., Extracted]
) -> None:
    more = {
        "place_words": "Harim",
        "time_words": "Monday",
        "method": "missile",
        "method_words": "Shells fell",
        "perpetrators": [{"words": "the mayor", "status": "claimed"}],
        "origin": [{"kind": "official", "name": None, "organisation": "mayor"}],
    }
    server.answer = lambda _: claims(
        killed(2, "At least nine people were killed", "At least nine", "people", **more)
    )
    found = read(TEXT, publisher="Example Wire")
    (claim,) = found.claims
    assert claim.place is not None
    assert claim.place.text == "Harim"
    assert claim.time is not None
    assert claim.time.text == "on Monday"  # the whole expression that is there
    assert [(one.name, one.status) for one in claim.perpetrators] == [("the mayor", "claimed")]
    assert [one.organisation or one.name for one in claim.origin] == ["Example Wire", "mayor"]


@pytest.mark.parametrize(
    ("outcome", "words", "kind", "meant"),
    [
        ("killed", "killed", "attack", "harm"),
        ("killed", "killed", "context", "context"),
        ("displaced", "fled", "harm", "displacement"),
        (None, None, "attack", "attack"),
    ],
)
def test_what_befell_people_says_what_kind_of_claim_it_is(
    server: ModelServer,
    read: Callable[..., Extracted],
    outcome: str | None,
    words: str | None,
    kind: str,
    meant: str,
) -> None:
    quote = "Nine people were killed and 40 families fled"
    made = said(1, quote, kind=kind, outcome=outcome, outcome_words=words, count_words="Nine")
    server.answer = lambda _: claims(made)
    assert [claim.kind for claim in read(f"{quote}.").claims] == [meant]


def test_homes_are_counted_and_are_nobody(server: ModelServer, read: Callable[..., Extracted]) -> None:
    made = said(1, "At least 12 homes were destroyed", outcome="homes_destroyed", outcome_words="destroyed")
    server.answer = lambda _: claims(made | {"count_words": "12", "people_words": "homes"})
    (claim,) = read("At least 12 homes were destroyed in Harim.").claims
    assert number(claim.count) == "12+"
    assert claim.group is None or claim.group.status is None


def test_claims_refer_to_each_other_by_their_place_in_the_answer(
    server: ModelServer, read: Callable[..., Extracted]
) -> None:
    server.answer = lambda _: claims(
        said(
            2,
            "nine wounded, among them four children",
            outcome="injured",
            outcome_words="wounded",
            count_words="four",
            people_words="children",
            relation="among",
            of=1,
        ),
        said(2, "nine wounded", outcome="injured", outcome_words="wounded", count_words="nine"),
        killed(3, "Two others died", "Two", None, outcome_words="died", relation="others", of=7),
    )
    found = read(TEXT)
    assert found.rejected == ()
    assert [(c.id, c.part_of, c.relation) for c in found.claims] == [
        ("r1#c1", None, None),
        ("r1#c2", "r1#c1", "among"),
        ("r1#c3", None, "others"),
    ]


def test_claims_that_refer_to_each_other_in_a_circle_refer_to_nothing(
    server: ModelServer, read: Callable[..., Extracted]
) -> None:
    one = killed(2, "nine people were killed", "nine", "people", relation="part", of=1)
    other = killed(3, "Two others died", "Two", None, outcome_words="died", relation="part", of=0)
    server.answer = lambda _: claims(one, other)
    assert sum(claim.part_of is not None for claim in read(TEXT).claims) <= 1


def test_the_same_claim_twice_is_one(server: ModelServer, read: Callable[..., Extracted]) -> None:
    one = killed(2, "nine people were killed", "nine", "people")
    server.answer = lambda _: claims(one, one)
    assert len(read(TEXT).claims) == 1


def test_passages_are_shown_in_runs_that_lose_none() -> None:
    text = " ".join(f"Sentence number {n} says something about a village." for n in range(60))
    whole = shown(segment(report_of(text)))
    runs = list(chunks(whole, 400))
    assert [one for run in runs for one in run] == whole
    assert all(sum(len(one.text) for one in run) <= 400 for run in runs)
    assert len(runs) > 5
