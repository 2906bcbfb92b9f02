"""Texts that share their words."""

from __future__ import annotations

import random

from daftar.link.neardup import near_duplicates, shingles

WORDS = [
    "road",
    "bridge",
    "market",
    "dawn",
    "crew",
    "siren",
    "field",
    "river",
    "school",
    "roof",
    "dust",
    "bread",
    "wall",
    "night",
    "lamp",
    "stone",
    "truck",
    "child",
    "gate",
    "smoke",
]


def _text(seed: int, length: int = 160) -> str:
    chooser = random.Random(seed)
    return " ".join(chooser.choice(WORDS) for _ in range(length))


def test_shingles_ignore_case_and_punctuation() -> None:
    """Three words in a row are one shingle however they are punctuated."""
    assert shingles("The market, at DAWN.") == {"the market at", "market at dawn"}


def test_a_changed_lead_is_still_a_copy() -> None:
    """A rewrite with a new first sentence is found; an unrelated text is not."""
    body = _text(1)
    found = near_duplicates(
        {"a": body, "b": f"Our reporter writes from the scene today. {body}", "c": _text(2)}
    )
    assert [(d.one, d.other) for d in found] == [("a", "b")]


def test_a_copy_cut_short_is_found_by_containment() -> None:
    """The first half of a text is a copy of it."""
    body = _text(3)
    (pair,) = near_duplicates({"whole": body, "half": body[: len(body) // 2]})
    assert pair.contained > 0.9
    assert pair.jaccard < 0.6


def test_order_of_texts_does_not_matter() -> None:
    """Pairs come out the same, the smaller key first."""
    texts = {str(n): _text(n // 3) + f" end {n}" for n in range(9)}
    backwards = dict(sorted(texts.items(), reverse=True))
    assert near_duplicates(texts) == near_duplicates(backwards)
    assert len(near_duplicates(texts)) == 9


def test_texts_of_a_few_words_are_not_compared() -> None:
    """Two captions that happen to be alike prove nothing."""
    assert near_duplicates({"a": "a strike on the town", "b": "a strike on the town"}) == ()
