"""Several extractors over one report: one claim where they agree, both and a mark where they do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.plain_reading import report_of, tools

from daftar.extract.base import Extracted, extracted
from daftar.extract.merge import Several, merged
from daftar.extract.usage import Usage
from daftar.model import Claim, Count, Group, Origin, Quote, Rejected
from daftar.resolve.readings import Mentions
from daftar.segment import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.base import Mentions as Told
    from daftar.model import Passage, Report

TEXT = "Nine people, three of them children, were killed in Harim on Monday. Two men were hurt in Salqin."
FIRST, SECOND = TEXT.index("."), len(TEXT)


def at(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote(start=start, end=start + len(words), text=words)


def claim(number: int, words: str, count: int, outcome: str = "killed", **more: object) -> Claim:
    quote = at(words)
    sentence = (0, FIRST + 1) if quote.start <= FIRST else (FIRST + 2, SECOND)
    passage = Quote(start=sentence[0], end=sentence[1], text=TEXT[slice(*sentence)])
    fields = {
        "id": f"r1#c{number}",
        "report": "r1",
        "kind": "harm",
        "quote": quote,
        "passage": passage,
        "extractor": "a@1",
        "outcome": outcome,
        "count": Count.exactly(count),
        "count_worded": words.split(maxsplit=1)[0],
    }
    return Claim(**(fields | more))  # type: ignore[arg-type]


NINE = claim(1, "Nine people, three of them children, were killed", 9)
THREE = claim(2, "three of them children", 3, part_of="r1#c1", relation="among", group=Group(age="child"))
TWO = claim(3, "Two men were hurt", 2, "injured")


def by_b(one: Claim, **more: object) -> Claim:
    return replace(one, extractor="b@2", **more)  # type: ignore[arg-type]


def marks(claims: Sequence[Claim]) -> list[list[tuple[str, str, tuple[str, ...]]]]:
    return [[(m.field, m.reason, m.claims) for m in one.review] for one in claims]


def test_claims_that_agree_are_one_that_names_both() -> None:
    ours = (NINE, THREE, TWO)
    theirs = tuple([by_b(one) for one in ours])
    found = merged("r1", ours, theirs, "a@1", "b@2")
    assert [one.extractor for one in found] == ["a@1+b@2"] * 3
    assert marks(found) == [[], [], []]
    assert [(one.id, one.part_of) for one in found] == [("r1#c1", None), ("r1#c2", "r1#c1"), ("r1#c3", None)]


def test_a_shorter_quote_of_the_same_words_agrees() -> None:
    (one,) = merged("r1", (NINE,), (by_b(NINE, quote=at("Nine people")),), "a@1", "b@2")
    assert one.quote == NINE.quote


def test_another_number_for_the_same_words_stays_beside_it_and_both_are_marked() -> None:
    found = merged("r1", (NINE,), (by_b(NINE, count=Count(low=9, best=9)),), "a@1", "b@2")
    assert [(one.count, one.extractor) for one in found] == [
        (Count.exactly(9), "a@1"),
        (Count(low=9, best=9), "b@2"),
    ]
    assert marks(found) == [[("count", "differs", ("r1#c2",))], [("count", "differs", ("r1#c1",))]]


def test_what_one_alone_reads_is_marked_so() -> None:
    found = merged("r1", (NINE, TWO), (by_b(NINE),), "a@1", "b@2")
    assert marks(found) == [[], [("claim", "only_one", ())]]
    assert "only a@1 reads this" in found[1].review[0].words
    found = merged("r1", (NINE,), (by_b(TWO),), "a@1", "b@2")
    assert "only b@2 reads this" in found[1].review[0].words


def test_what_only_the_other_says_of_it_is_taken_over_and_marked() -> None:
    theirs = by_b(NINE, place=at("Harim"), method="air_strike")
    (one,) = merged("r1", (NINE,), (theirs,), "a@1", "b@2")
    assert (one.place, one.method) == (at("Harim"), "air_strike")
    assert marks([one]) == [[("place", "only_one", ()), ("method", "only_one", ())]]


def test_other_values_of_it_differ_and_more_of_the_same_does_not() -> None:
    ours = replace(
        NINE, place=at("Harim"), time=at("Monday"), origin=(Origin(kind="media", name="Example Wire"),)
    )
    theirs = by_b(
        ours,
        place=at("Salqin"),
        time=at("on Monday"),
        origin=(*ours.origin, Origin(kind="un", organisation="OCHA")),
    )
    found = merged("r1", (ours,), (theirs,), "a@1", "b@2")
    assert marks(found) == [[("place", "differs", ("r1#c2",))], [("place", "differs", ("r1#c1",))]]


def test_those_that_count_the_same_are_paired_first() -> None:
    theirs = (by_b(THREE, id="r1#c1", part_of=None), by_b(NINE, id="r1#c2"))
    found = merged("r1", (NINE, THREE), theirs, "a@1", "b@2")
    assert [one.extractor for one in found] == ["a@1+b@2"] * 2


def test_what_refers_to_a_joined_claim_refers_to_the_one_that_stays() -> None:
    theirs = (by_b(NINE, id="r1#c1"), by_b(THREE, id="r1#c2", part_of="r1#c1"))
    found = merged("r1", (TWO, NINE), theirs, "a@1", "b@2")
    assert [(one.id, one.count.figure if one.count else None, one.part_of) for one in found] == [
        ("r1#c1", 9, None),
        ("r1#c2", 3, "r1#c1"),
        ("r1#c3", 2, None),
    ]


class Fixed:
    """An extractor that finds what it was made with, rejects once, and costs something."""

    def __init__(self, name: str, *claims: Claim) -> None:
        self.name = name
        self.claims = claims

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Told) -> Sequence[Claim]:
        return self.claims

    def extract_checked(self, report: Report, passages: Sequence[Passage], mentions: Told) -> Extracted:
        one = Rejected(
            report=report.id, extractor=self.name, reason="no_number", why="none", field="count_words"
        )
        return Extracted(claims=self.claims, rejected=(one,))

    def take_usage(self) -> Usage:
        return Usage(requests=2)


def test_three_are_merged_one_after_another_with_all_that_each_rejected_and_spent() -> None:
    several = Several(
        [Fixed("a@1", NINE), Fixed("b@2", by_b(NINE)), Fixed("c@3", replace(TWO, extractor="c@3"))]
    )
    assert several.name == "a@1+b@2+c@3"
    report = report_of(TEXT)
    found = extracted(several, report, segment(report), Mentions(tools().gazetteer))
    assert [one.extractor for one in found.claims] == ["a@1+b@2", "c@3"]
    assert "a@1+b@2 does not" in found.claims[1].review[0].words
    assert [one.extractor for one in found.rejected] == ["a@1", "b@2", "c@3"]
    assert several.take_usage().requests == 6
