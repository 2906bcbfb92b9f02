"""Tolls that take an earlier one back."""

from __future__ import annotations

import pytest

from daftar.model import Report
from daftar.pipeline import Recipe, open_tools, read_report


def _toll(text: str) -> tuple[str | None, int, str | None, str | None]:
    """Outcome, figure, relation and action of the one claim of harm."""
    report = Report(
        id="r", sha256="0" * 64, text=text, source="r.txt", media_type="text/plain", language="en"
    )
    (claim,) = [r.claim for r in read_report(report, open_tools(Recipe())).readings if r.claim.outcome]
    assert claim.count is not None
    return claim.outcome, claim.count.low, claim.relation, claim.action


@pytest.mark.parametrize(
    "text",
    [
        "The ministry revised the death toll of the strike down to 19.",
        "The death toll of the strike was corrected to 19, the ministry said.",
        "The ministry lowered the number of dead from 22 to 19.",
        "Officials revised the number of dead to 19 from 22.",
    ],
)
def test_a_toll_that_is_revised_is_a_later_figure_that_takes_one_back(text: str) -> None:
    """The figure that stands is read, not the one before, and marked as corrected."""
    assert _toll(text) == ("killed", 19, "update", "corrected")


@pytest.mark.parametrize(
    "text",
    [
        "The ministry revised the death toll of the strike upwards to 25.",
        "The death toll of the strike rose to 25.",
    ],
)
def test_a_toll_that_is_revised_upwards_has_risen(text: str) -> None:
    """Nothing is taken back: the smaller figure is one of the larger."""
    assert _toll(text) == ("killed", 25, "update", None)


@pytest.mark.parametrize("verb", ["revised", "lowered", "corrected", "raised"])
def test_whoever_revises_a_toll_is_its_origin(verb: str) -> None:
    """A body that changes a toll gives the new one; its earlier figure is then replaced by its own word."""
    text = f"The Civil Defence {verb} the death toll of the strike to 19."
    report = Report(
        id="r", sha256="0" * 64, text=text, source="r.txt", media_type="text/plain", language="en"
    )
    (claim,) = [r.claim for r in read_report(report, open_tools(Recipe())).readings if r.claim.outcome]
    assert [origin.name for origin in claim.origin] == ["Civil Defence"]
