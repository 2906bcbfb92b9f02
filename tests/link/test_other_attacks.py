"""What a report tells of another attack is nothing that it has in common with reports on that one. All of it is invented."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plain_reading import read

from daftar.link.features import items_of


def _sites(text: str) -> set[str]:
    """The streets and sites that a report of these words is compared by, without how rare they are."""
    told = read(text, published=dt.date(2031, 4, 13), language="en")
    items = items_of(told.report, told.incidents, {one.id: one for one in told.readings})
    return {site.lstrip("0123456789") for item in items for site in item.sites}


_FOUR = "Four people were shot dead at a barbecue on Quillon Street on Saturday"


@pytest.mark.parametrize(
    "rest",
    [
        ", two weeks after six people were killed at a bar on Tansy Street, police said.",
        ", police said. A week earlier six people were killed at a bar on Tansy Street.",
        ". Police do not know whether it is linked to the deadly shooting on Tansy Street.",
    ],
)
def test_the_street_of_another_attack_is_not_compared(rest: str) -> None:
    """Only the street of the report's own attack stands for where it was."""
    assert _sites(_FOUR + rest) == {"quillon street"}


def test_the_storys_own_streets_stay() -> None:
    """A death days after the attack is of that attack, and so is its street."""
    text = "A third man has died, two days after gunmen opened fire at a barbecue on Quillon Street, police said."
    assert _sites(text) == {"quillon street"}


def test_what_other_reports_tell_changes_nothing_of_a_reports_own() -> None:
    """An item is made of its report's words alone, whatever else is at hand."""
    own = read(_FOUR + ", police said.", id="own", published=dt.date(2031, 4, 13), language="en")
    other = read(
        "Two people were shot dead on Sorrel Street on Friday, two weeks after six people were killed at a bar on Tansy Street.",
        id="other",
        published=dt.date(2031, 4, 13),
        language="en",
    )
    alone = items_of(own.report, own.incidents, {one.id: one for one in own.readings})
    among = {one.id: one for told in (own, other) for one in told.readings}
    assert items_of(own.report, own.incidents, among) == alone
