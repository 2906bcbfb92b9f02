"""How many one blast can hurt."""

from __future__ import annotations

from tests.plain_reading import read


def test_one_blast_may_hurt_over_a_thousand() -> None:
    """So many dead by no named weapon are a war's; so many hurt in one explosion are that explosion's."""
    (blast, *_) = read("More than 1,200 people were injured in the explosion in Garoua on Monday.").readings
    assert blast.claim.scope == "incident"
    (war, *_) = read("More than 1,200 people were killed in the fighting in Garoua on Monday.").readings
    assert war.claim.scope == "cumulative"
