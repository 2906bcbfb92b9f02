"""Several mentions of one person are one person, and whoever died is not hurt as well."""

from __future__ import annotations

import pytest
from tests.plain_reading import read


def toll(text: str) -> dict[str, int | None]:
    """What the lead incident of a report of these words comes to, by outcome."""
    lead = next(r for r in read(text).records if r.incident.lead)
    return {t.outcome: t.best.value if t.best else None for t in lead.tallies if t.group == "all"}


@pytest.mark.parametrize(
    "text",
    [
        "A driver was critically injured near the quay. He died in hospital.",
        "A 31-year-old driver was wounded at the quay. The 31-year-old was pronounced dead.",
        "Ann Moe was wounded at the quay. Ann Moe died at a clinic.",
        "A driver was shot at the quay. The driver died.",
    ],
)
def test_whoever_died_is_no_longer_injured(text: str) -> None:
    """The hurt and the dead told of are one person."""
    assert toll(text) == {"killed": 1}


@pytest.mark.parametrize(
    "text",
    [
        "A man was killed at the quay and a woman was wounded.",
        "A 31-year-old driver was killed at the quay. A 52-year-old driver was wounded.",
        "A driver was killed at the quay. Another driver was wounded.",
        "One dead, one injured at the quay.",
        "One cook was killed at the quay and one cook was wounded.",
        "A suspect was wounded at the quay. An officer was killed.",
        "The farmer's nephew was killed at the quay and the farmer was shot.",
        "The farmer's nephew was killed at the quay. The farmer was wounded.",
    ],
)
def test_people_set_apart_are_two(text: str) -> None:
    """Another sex, age or part in it, or being told of beside each other, makes two people."""
    assert toll(text) == {"killed": 1, "injured": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two drivers were kidnapped and later found dead.", {"killed": 2}),
        ("Five clerks were kidnapped on the quay road. All five were later killed.", {"killed": 5}),
        ("One cook was abducted at the quay. Her body was found the next day.", {"killed": 1}),
        ("Five clerks were kidnapped and three guards were killed.", {"killed": 3, "abducted": 5}),
        ("Two guards were wounded and two clerks were killed.", {"killed": 2, "injured": 2}),
    ],
)
def test_everybody_is_counted_once_under_the_gravest_outcome(text: str, expected: dict[str, int]) -> None:
    """Whoever was abducted or hurt, and of whom all are told to have died, is one of the dead alone."""
    assert toll(text) == expected
