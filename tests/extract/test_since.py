"""What a running total counts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.codebook.conventions import conventions
from daftar.extract.rules.reader import RulesExtractor
from daftar.model import Claim, Passage, PlaceMention, Quote, Report
from daftar.resolve.times import find_times
from daftar.segment import segment

if TYPE_CHECKING:
    from collections.abc import Sequence


class Times:
    def times(self, passage: Passage) -> Sequence[Quote]:
        return [e.quote for e in find_times(passage.text, offset=passage.start, part=passage.part)]

    def places(self, passage: Passage) -> Sequence[PlaceMention]:
        return []

    def given_name(self, word: str) -> bool:
        return False


def totals(text: str) -> list[Claim]:
    report = Report(id="r", sha256="", text=text, source="", media_type="text/plain")
    claims = RulesExtractor(conventions()).extract(report, segment(report), Times())
    return [c for c in claims if c.scope == "cumulative"]


def test_since_with_words_of_its_own_is_where_a_total_counts_from() -> None:
    """ "Since the siege began" is kept as worded, with its offsets."""
    text = "More than 1,300 residents have been killed since the siege began, a hospital said."
    (claim,) = totals(text)
    assert claim.since is not None
    assert claim.since.text == "since the siege began" == text[claim.since.start : claim.since.end]


def test_a_total_without_since_counts_from_the_day_of_the_sentence_before() -> None:
    """An offensive begins in May, the next sentence counts the dead of the hostilities."""
    text = (
        "In May the army launched a ground offensive. Over 1,100 farmers have been killed in the hostilities."
    )
    (claim,) = totals(text)
    assert claim.since is not None
    assert "May" in claim.since.text


def test_a_total_in_another_paragraph_takes_no_day_from_the_one_before() -> None:
    """The day of another paragraph may be another story's."""
    text = "In May the army launched an offensive.\n\nOver 1,100 farmers have been killed in the hostilities."
    (claim,) = totals(text)
    assert claim.since is None
