"""Tokens by cells are those of one expression run over the whole text, for harm and for speech."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daftar.extract.rules import tokens, wording
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.source_tables import load

TEXTS = (
    "",
    "Ana, 13 years old, and a 9-year old boy fell; one year old twins and 3 200 people fled.",
    "Some 3 200 000 people, 4 100 soldiers, 13 year",
    "Mr. Smith and J. P. Jones of the U.S. Army met Dr. Who. A. was there. Gen.",
    "two  blanks ,one\nbreak Mr.\nX and al-Bab's 2:07 p.m.",
)
WORDS = st.sampled_from(
    ["one", "Two", "13", "(9", "200", "3", "year", "years", "old", "olds.", "people", "Mr.", "J.", "U.S.", "A", "-", "", "\n", "x’s", "1,200"]
)  # fmt: skip


def check(text: str) -> None:
    """Compare both tokenisers with their expressions."""
    spans = [found.span() for found in tokens._TOKEN.finditer(text)]
    cut = tokens.tokenise(text, lexicon("en"))
    assert list(zip(cut.starts, cut.ends, strict=True)) == spans
    spans = [found.span() for found in wording._TOKEN.finditer(text)]
    said = wording.tokenise(text, load("en"))
    assert list(zip(said.starts, said.ends, strict=True)) == spans
    assert said.words == [text[start:end] for start, end in spans]


@pytest.mark.parametrize("text", TEXTS)
def test_a_token_may_reach_over_a_blank(text: str) -> None:
    """Ages, thousands, titles and initials are read as they are in the whole text."""
    check(text)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_cells_cut_as_the_expression_does(text: str) -> None:
    """Whatever words stand beside each other, the tokens are the same."""
    check(text)
