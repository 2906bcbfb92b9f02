"""Number phrases: which words they take, and what they count by the conventions chosen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.plain_reading import claims_of, number

from daftar.codebook.conventions import conventions
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.numbers import NumberReader
from daftar.extract.rules.tokens import tokenise


def found(text: str, rules: str = "default") -> list[tuple[str, str]]:
    """The number phrases of ``text``, each with its count; =best where there is one that the bounds do not say."""
    tokens = tokenise(text, lexicon("en"))
    rows = []
    for one in NumberReader(conventions(rules)).find(tokens):
        words = text[tokens.starts[one.first] : tokens.ends[one.last - 1]]
        best = "" if one.count.best is None or one.count.exact else f"={one.count.best}"
        rows.append((words, number(one.count) + best))
    return rows


PHRASES = [
    ("22", "22"),
    ("twenty-two", "22"),
    ("one hundred and four", "104"),
    ("two hundred", "200"),
    ("three thousand four hundred", "3400"),
    ("3,200", "3200"),
    ("3\N{NO-BREAK SPACE}200", "3200"),
    ("1.5 million", "1500000"),
    ("four million", "4000000"),
    ("two dozen", "24"),
    ("a dozen", "12"),
    ("half a dozen", "6"),
    ("three score", "60"),
    ("at least 22", "22+=22"),
    ("no fewer than 18", "18+=18"),
    ("not less than 18", "18+=18"),
    ("more than 3,200", "3200+=3200"),
    ("more than a dozen", "12+=12"),
    ("10 or more", "10+=10"),
    ("up to 30", "1-30=30"),
    ("as many as 70", "1-70=70"),
    ("fewer than 10", "0-9"),
    ("about 100", "90-110=100"),
    ("some 200", "180-220=200"),
    ("an estimated 50", "45-55=50"),
    ("nearly 50", "45-50=50"),
    ("between 55 and 63", "55-63"),
    ("55 to 63", "55-63"),
    ("10-12", "10-12"),
    ("10–12", "10-12"),
    ("five or six", "5-6"),
    ("dozens", "24-99"),
    ("scores", "40-99"),
    ("several", "3-9"),
    ("several hundred", "300-999"),
    ("a few dozen", "36-71"),
    ("tens of thousands", "20000-99999"),
    ("hundreds of thousands", "200000-999999"),
    ("a couple", "2-3=2"),
    ("no", "0"),
    ("nobody", "0"),
    ("none", "0"),
]


@pytest.mark.parametrize(("words", "count"), PHRASES)
def test_a_number_phrase_is_taken_whole_and_counted(words: str, count: str) -> None:
    assert found(f"Killed were {words} people in all") == [(words, count)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Twelve killed, 30 wounded", [("Twelve", "12"), ("30", "30")]),
        ("between 5 and 9 rockets killed between 20 and 25", [("between 5 and 9", "5-9"), ("between 20 and 25", "20-25")]),
        ("the toll rose from 12 to 19", [("12", "12"), ("19", "19")]),
        ("two or three of the 40", [("two or three", "2-3"), ("40", "40")]),
        ("many of the at least 20", [("many", "5+"), ("at least 20", "20+=20")]),
        ("neither of the two", [("neither", "0"), ("two", "2")]),
        ("9 and 40", [("9", "9"), ("40", "40")]),
        ("a 12345678901234567890 b", []),
        ("call 911", []),
    ],
)  # fmt: skip
def test_phrases_side_by_side_stay_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("sentence", "rules", "count"),
    [
        ("Dozens of people were killed.", "airwars", "12-24"),
        ("Several people were killed.", "airwars", "2"),
        ("More than 10 people were killed.", "airwars", "11+"),
        ("Civilians were killed.", "airwars", "2"),
        ("Dozens of people were killed.", "acled", "12+"),
        ("Civilians were killed.", "acled", "3+"),
        ("Several people were killed.", "ucdp", "3+"),
        ("Hundreds of people were killed.", "ucdp", "200+"),
        ("At least nine people were killed.", "acled", "9+"),
    ],
)
def test_a_report_is_counted_by_the_conventions_that_are_chosen(
    sentence: str, rules: str, count: str
) -> None:
    (claim,) = claims_of(sentence, rules=rules)
    assert number(claim.count) == count


WORDS = (
    "at least no fewer than more as many up to about between and or from two twelve hundred thousand dozen score "
    "million a an some several few dozens 7 22 1,000 3.5 people the none neither of 911 10-12 - – , ."
).split()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=14).map(" ".join))
def test_number_phrases_come_in_order_and_do_not_overlap(text: str) -> None:
    """For all words that make up numbers, in every order: phrases are in the text, in order, with a sound count."""
    tokens = tokenise(text, lexicon("en"))
    reach = 0
    for one in NumberReader(conventions()).find(tokens):
        assert reach <= one.first < one.last <= len(tokens)
        assert one.none <= (one.count.high == 0)
        reach = one.last


@given(st.integers(0, 999_999))
def test_a_number_in_figures_is_read_with_and_without_commas(value: int) -> None:
    for text in (str(value), f"{value:,}", f"{value:,}".replace(",", "\N{NO-BREAK SPACE}")):
        if value == 911:
            continue
        assert found(f"Killed were {text} people in all") == [(text, str(value))]
