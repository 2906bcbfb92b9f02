"""The written cases of evaluation/arithmetic: reports in words of our own, and the record that follows from them."""

from __future__ import annotations

import pytest
from evaluation import arithmetic

CASES = arithmetic.cases()


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_the_record_is_what_the_case_says(case: arithmetic.Case) -> None:
    """Tolls, the claims that force their bounds, sums, contradictions and ways out are those that are written."""
    wrong = [fact for fact in arithmetic.check(case) if not fact.holds]
    assert not wrong


def test_the_cases_are_many_and_each_says_what_it_shows() -> None:
    """There are at least forty, no two of one name, and each is there for a reason."""
    assert len(CASES) >= 40
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert all(case["shows"].endswith(".") for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case["name"].replace(" ", "-") for case in CASES])
def test_every_number_that_is_told_is_expected_somewhere(case: arithmetic.Case) -> None:
    """A count in a report of a case is in its tolls, its sums, its contradictions or what forces a bound."""
    assert arithmetic.untold(case) == []
