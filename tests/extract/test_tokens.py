"""A passage as a row of tokens: what is one token, and what its mark says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.tokens import Tokens, tokenise


def tokens_of(text: str) -> Tokens:
    return tokenise(text, lexicon("en"))


def words(text: str) -> list[str]:
    found = tokens_of(text)
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A 13-year-old boy", ["A", "13-year-old", "boy"]),
        ("3,200 and 3 200", ["3,200", "and", "3 200"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("an AK-47 rifle", ["an", "AK-47", "rifle"]),
        ("a volunteer’s wife", ["a", "volunteer’s", "wife"]),
        ("10am, 5km", ["10am", ",", "5km"]),
        ("“Stop!”", ["“", "Stop", "!", "”"]),
        ("Tal al-Qah (Idlib)", ["Tal", "al-Qah", "(", "Idlib", ")"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_words_numbers_and_signs(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def marks(text: str) -> dict[str, str]:
    found = tokens_of(text)
    return dict(zip(found.lower, found.marks, strict=True))


@pytest.mark.parametrize(
    ("text", "word", "age"),
    [
        ("A woman, 23, was hurt", "23", True),
        ("Karim (35) was hurt", "35", True),
        ("children aged 7", "7", True),
        ("brothers aged 5, 8 and 11.", "11", True),
        ("boys aged between 6 and 12 died", "12", True),
        ("he was 24 years old", "24 years old", True),
        ("a 7-year-old was hurt", "7-year-old", True),
        ("In Hama, 23 people were hurt", "23", False),
        ("the wounded, 12 of them children", "12", False),
        ("a bus (35 seats)", "35", False),
        ("a boy aged 9, 12 people and a dog", "12", False),
    ],
)
def test_a_number_that_is_an_age_is_marked_as_one(text: str, word: str, age: bool) -> None:
    assert (marks(text)[word] == "y") == age


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("A man was shot.", "shot", "d"),  # hurt
        ("A man was shot dead.", "shot", "x"),  # how, not what came of it
        ("A man was shot and killed.", "shot", "x"),
        ("a gun shot", "shot", "m"),
        ("They were stabbed.", "stabbed", "d"),
    ],
)
def test_shot_says_what_befell_somebody_only_where_nothing_worse_follows(
    text: str, word: str, mark: str
) -> None:
    assert marks(text)[word] == mark


def test_fatally_shot_and_stabbed_to_death_are_killed() -> None:
    assert tokens_of("A man was fatally shot.").lower[-2] == "killed"
    assert "killed" in tokens_of("A man was stabbed to death.").lower


def test_a_time_expression_is_one_token() -> None:
    text = "On 12 May 2016 nine died"
    found = tokenise(text, lexicon("en"), [(0, 14)])
    assert (found.lower[0], found.marks[0], found.starts[0], found.ends[0]) == ("on 12 may 2016", "Y", 0, 14)
    assert "2016" not in found.lower[1:]


def test_names_are_told_from_other_words_by_their_capital_but_not_in_a_text_of_capitals() -> None:
    assert marks("the Karsa road")["karsa"] == "X"
    assert marks("THE KARSA ROAD")["karsa"] == "m"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_tokens_lie_in_the_text_in_order_each_with_one_mark(text: str) -> None:
    """For all scripts and signs: offsets are in order, and no word is left out."""
    found = tokens_of(text)
    assert len(found.starts) == len(found.ends) == len(found.lower) == len(found.marks) == len(found)
    reach = 0
    for start, end, mark in zip(found.starts, found.ends, found.marks, strict=True):
        assert reach <= start < end <= len(text)
        assert len(mark) == 1
        assert re.search(r"\b[^\W\d_]{2}", text[reach:start]) is None
        reach = end
