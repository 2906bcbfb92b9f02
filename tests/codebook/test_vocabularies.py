"""The codebook's lists are closed, and a fault in them is named with its place."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from daftar.codebook import _checked, vocabularies
from daftar.errors import DataError

BUILT_IN = (resources.files("daftar.codebook") / "vocabularies.toml").read_text(encoding="utf-8")


def test_the_built_in_vocabularies_hold_what_the_design_names() -> None:
    words = vocabularies()
    assert words.outcome[:2] == ("killed", "injured")
    assert words.outcome[-2:] == ("homes_destroyed", "homes_damaged")
    assert words.method["air_strike"].acled == "Air/drone strike"
    assert words.date_precision[1] == "the day is known"
    assert list(words.place_precision) == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[polarity]", "[polarities]", "there is no table [polarity]"),
        ('"asserted", ', '"asserted", "asserted", ', "[polarity] values lists asserted twice"),
        ('"asserted", ', "7, ", "[polarity] values must be a list of words"),
        ('5 = "a year or more"', "", "[date_precision] must give words for each of 1, 2, 3, 4, 5"),
        ('plover = "aerial"', "", "[method.air_strike] needs acled"),
    ],
)
def test_a_fault_names_file_key_and_what_is_wrong(old: str, new: str, complaint: str) -> None:
    assert old in BUILT_IN
    with pytest.raises(DataError) as caught:
        _checked(tomllib.loads(BUILT_IN.replace(old, new, 1)), "v.toml")
    assert str(caught.value).startswith("v.toml: ")
    assert complaint in str(caught.value)
