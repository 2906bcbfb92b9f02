"""What a report is about where only its headline names it."""

from __future__ import annotations

import pytest
from tests.plain_reading import claims_of

TRIAL = "The jury came back after two days. The judge thanked the families and set a date in May."


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("Quarry Lane shooter goes to prison for life", "shooter"),
        ("Third arrest in Holm Street murder", "murder"),
        ("A year after the Pine Hall car bomb", "car bomb"),
    ],
)
def test_a_headline_names_the_attack_that_its_report_does_not_tell(title: str, named: str) -> None:
    """An attack without figures, at half confidence, quoted from the title."""
    (claim,) = claims_of(TRIAL, title=title)
    assert (claim.kind, claim.count, claim.outcome) == ("attack", None, None)
    assert (claim.quote.part, claim.quote.text) == ("title", named)
    assert claim.confidence == 0.5


@pytest.mark.parametrize(
    "title",
    [
        "New shooting range opens in Holm",
        "Killer whale seen off the coast",
        "Murder mystery tops the list",
        "Court opens in May",
    ],
)
def test_words_that_only_sound_like_it_name_nothing(title: str) -> None:
    assert claims_of(TRIAL, title=title) == []


def test_what_the_report_tells_itself_goes_before_its_headline() -> None:
    """A report that claims harm is about that; its headline adds no second attack."""
    told = claims_of(
        "Two men were shot dead on Quarry Lane on Friday, police said.", title="Quarry Lane shooter sought"
    )
    assert [c.quote.part for c in told if c.kind in {"harm", "attack"}] == ["text"] * len(told)
