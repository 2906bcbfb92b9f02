"""The codebook's lists are closed, and a file that is not a codebook is told what it lacks."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from daftar.codebook import load_vocabularies, vocabularies
from daftar.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

BUILT_IN = (resources.files("daftar.codebook") / "vocabularies.toml").read_text(encoding="utf-8")


def test_the_built_in_vocabularies_hold_what_the_design_names() -> None:
    words = vocabularies()
    assert words.outcome[:2] == ("killed", "injured")
    assert words.outcome[-2:] == ("homes_destroyed", "homes_damaged")
    assert words.method["air_strike"].acled == "Air/drone strike"
    assert words.date_precision[1] == "the day is known"
    assert list(words.place_precision) == [1, 2, 3, 4, 5, 6, 7]


def test_a_copy_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "v.toml").write_text(BUILT_IN, encoding="utf-8")
    assert load_vocabularies(tmp_path / "v.toml") == vocabularies()


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("[polarity]", "[polarities]", "there is no table [polarity]"),
        ('"asserted", ', '"asserted", "asserted", ', "[polarity] values lists asserted twice"),
        ('"asserted", ', "7, ", "[polarity] values must be a list of words"),
        ('5 = "a year or more"', "", "[date_precision] must give words for each of 1, 2, 3, 4, 5"),
        ('plover = "aerial"', "", "[method.air_strike] needs acled"),
        ("[polarity]", "[polarity", "not valid TOML"),
    ],
)
def test_a_fault_names_file_key_and_remedy(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in BUILT_IN
    file = tmp_path / "v.toml"
    file.write_text(BUILT_IN.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_vocabularies(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert complaint in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_vocabularies(tmp_path / "absent.toml")
