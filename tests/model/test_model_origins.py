"""Who a claim goes back to, and when two origins are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.model import Claim, Origin, Quote
from daftar.model.origins import fold, origin_key, origin_name, root_of

QUOTE = Quote(start=0, end=4, text="nine")


def claim(*origins: Origin) -> Claim:
    return Claim(
        id="r#c1", report="r", kind="harm", quote=QUOTE, passage=QUOTE, extractor="x", origin=origins
    )


def test_the_root_is_the_last_link_of_the_chain() -> None:
    wire, doctor = Origin(kind="media", name="Example Wire"), Origin(kind="health_authority", name="a doctor")
    assert root_of(claim(wire, doctor)) == doctor
    assert root_of(claim(wire)) == wire
    assert root_of(claim()) is None


def test_two_spokesmen_of_one_organisation_are_one_origin() -> None:
    one = Origin(kind="rescue_service", name="Karim Aziz", organisation="the Civil Defence")
    two = Origin(kind="rescue_service", name="Lina Sabbagh", organisation="Civil Defence")
    assert origin_key(one) == origin_key(two) != ""


def test_origins_without_a_name_are_not_told_to_be_the_same() -> None:
    assert origin_key(Origin(kind="witness")) == ""


def test_an_origin_is_shown_by_its_organisation_then_its_name_then_its_kind() -> None:
    assert origin_name(Origin(kind="un", name="A. Person", organisation="OCHA")) == "OCHA"
    assert origin_name(Origin(kind="witness", name="a baker")) == "a baker"
    assert origin_name(Origin(kind="health_authority")) == "health authority"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The Red Crescent", "Red Crescent"),
        ("Al-Manar", "al Manar"),
        ("al-Manar", "Manar"),
        ("Médecins", "MEDECINS"),
        ("Observatory (SOHR)", "observatory sohr"),
        ("  Civil   Defence ", "civil defence"),
        ("Straße", "STRASSE"),
    ],
)
def test_two_spellings_of_one_name_meet(one: str, two: str) -> None:
    assert fold(one) == fold(two)


@pytest.mark.parametrize(
    ("one", "two"), [("Red Cross", "Red Crescent"), ("Army 1", "Army 2"), ("هيئة", "وزارة")]
)
def test_two_names_stay_two(one: str, two: str) -> None:
    assert fold(one) != fold(two)


@given(st.text(max_size=30))
def test_folding_leaves_no_punctuation_and_no_space_around(text: str) -> None:
    folded = fold(text)
    assert folded == folded.strip()
    assert "  " not in folded
    assert not any(c in folded for c in ".,;:!?()'\"-_")
