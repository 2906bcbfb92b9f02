from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.resolve.places import find_sites

if TYPE_CHECKING:
    from daftar.resolve.places import Gazetteer


def sites(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.kind) for one in find_sites(text, gazetteer)]


@pytest.mark.parametrize(("text", "found"), [
    ("An air strike hit the Al-Karim field hospital in Tal Zuhur.", [("Al-Karim field hospital", "hospital")]),
    ("Two boys were shot at Zaytun Primary School.", [("Zaytun Primary School", "school")]),
    ("Mines lay on Highway 12 and the M9 motorway.", [("Highway 12", "road"), ("M9 motorway", "road")]),
    ("Shells fell near the Umm Jurn checkpoint.", [("Umm Jurn checkpoint", "checkpoint")]),
    ("They waited at the Wadi Sirr border crossing.", [("Wadi Sirr border crossing", "crossing")]),
    ("The shelling of Homs hospital went on.", [("Homs hospital", "hospital")]),
    ("A shell hit the Rahma mosque and the Hal vegetable market.", [
        ("Rahma mosque", "mosque"), ("Hal vegetable market", "market"),
    ]),
    ("Fighting went on at the Qasr front line.", [("Qasr front line", "front")]),
])  # fmt: skip
def test_named_sites_are_kept_as_worded_with_their_kind(
    gazetteer: Gazetteer, text: str, found: list[tuple[str, str]]
) -> None:
    """A name with a word for its kind behind it, or a road with its number, is a site."""
    assert sites(text, gazetteer) == found


@pytest.mark.parametrize("text", [
    "A hospital and two schools were hit.",
    "Police checkpoint staff fled. The market burned.",
    "Syrian hospital officials said so.",
    "On Friday market stalls were empty.",
    "The White Helmets school of thought is another.",
    "Two roads lead north; 12 people use them.",
])  # fmt: skip
def test_buildings_without_a_name_are_no_named_sites(gazetteer: Gazetteer, text: str) -> None:
    """Openers, days, peoples and common words before "hospital" or "market" name nothing."""
    assert sites(text, gazetteer) == []


@pytest.mark.parametrize(("text", "there"), [
    ("A drone struck the Karim hospital.", True),
    ("Four died in the bombing of the Karim hospital.", True),
    ("Four were killed outside Homs's southern Karim hospital.", True),
    ("Four died on the Latifa road.", True),
    ("The wounded were taken to the Karim hospital.", False),
    ("A man died at the Karim hospital.", False),
    ("He was treated for burns in the Karim hospital.", False),
    ("The director of the Karim hospital counted them.", False),
    ("The Karim hospital's cellar is large.", False),
])  # fmt: skip
def test_whether_something_happened_at_a_site_is_told_by_the_words_before(
    gazetteer: Gazetteer, text: str, there: bool
) -> None:
    """Whoever is brought to a hospital was hit elsewhere."""
    assert [one.there for one in find_sites(text, gazetteer)] == [there]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([
    "Karim", "hospital", "Hospital", "the", "Homs", "Highway", "12", ",", ".", "of", "and", "road", "Al-Noor", "M5", "'s", "girls'",
    "\n", "school", "White Helmets", "in",
]), max_size=12))  # fmt: skip
def test_sites_stand_in_order_and_do_not_overlap(gazetteer: Gazetteer, words: list[str]) -> None:
    """Whatever the words, sites follow each other and none is empty."""
    at = 0
    for one in find_sites(" ".join(words), gazetteer):
        assert at <= one.start < one.end
        at = one.end
