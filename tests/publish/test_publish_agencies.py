"""Names of agencies and bodies that no list knows: they are nobody's private name, and a register can list them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from retold_material import published_as_read

from daftar.model import Origin
from daftar.publish.base import WITHHELD_NAME, Redaction
from daftar.publish.private import is_private
from daftar.publish.redact import redact

RETOLD = "Eleven people have died after shells fell on a market in Taiz on Tuesday, Meridian reports."
FILED = "TAIZ, Yemen, March 5 (Meridian) - Shells hit the market of Taiz on Tuesday and killed nine people, medics said."


def told(*texts: str):
    rows = [
        {"id": f"r{number}", "publisher": "Sahel Sun", "published": "2025-03-06", "text": text}
        for number, text in enumerate(texts)
    ]
    return published_as_read("Agencies", rows)


def test_an_agency_that_a_dateline_credits_is_published_wherever_it_is_named():
    """Of a name that stands alone in the words nobody can tell whose it is; a dateline tells."""
    assert WITHHELD_NAME in redact(told(RETOLD)).reports[0].text
    assert [report.text for report in redact(told(RETOLD, FILED)).reports] == [RETOLD, FILED]


def test_a_name_that_the_register_lists_is_published():
    """The list holds for a store that was read before the name was listed."""
    listed = replace(told(RETOLD), redaction=Redaction(cleared=frozenset({"Meridian"})))
    assert redact(listed).reports[0].text == RETOLD


def test_a_name_in_brackets_behind_something_else_than_a_dateline_stays_withheld():
    """Only the place of an agency clears a name, and no person harmed is cleared."""
    aside = (
        "The man (Meridian) - so his neighbours call him - said two people were killed on Tuesday in Taiz."
    )
    assert (
        WITHHELD_NAME in redact(told(RETOLD, aside.lower().replace("meridian", "Meridian"))).reports[0].text
    )


@pytest.mark.parametrize(
    ("name", "private"),
    [("Yemen Watch Desk", False), ("Mokha Fishermen's Association", False), ("Salma Haddad", True), ("Meridian", True),
     ("Watch", True)],
)  # fmt: skip
def test_a_body_of_unknown_kind_is_told_by_the_last_word_of_its_name(name, private):
    """Such words are no surnames."""
    assert is_private(Origin(kind="unknown", name=name)) is private
    assert is_private(Origin(kind="witness", name="Salma Haddad"))
