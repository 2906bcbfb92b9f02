"""The English lexicon: it loads, is sound, and says what is wrong where a copy of it is not."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from daftar.codebook import vocabularies
from daftar.errors import DataError, UnknownName
from daftar.extract.rules import lexicon as module
from daftar.extract.rules.lexicon import lexicon
from daftar.languages import load

ROLES = {"health_worker", "aid_worker", "rescuer", "journalist", "police", "teacher", "official", "peacekeeper", "driver"}  # fmt: skip


def test_outcomes_of_the_lexicon_are_those_of_the_codebook() -> None:
    assert set(lexicon().outcomes.values()) <= set(vocabularies().outcome)
    assert set(vocabularies().outcome_people) <= set(lexicon().outcomes.values())


def test_traits_are_words_of_the_codebook() -> None:
    words = lexicon()
    for name, trait in [*words.traits.items(), *words.adjectives.items()]:
        assert trait.status in {None, "civilian", "combatant"}, name
        assert trait.age in {None, "child", "adult", "elderly"}, name
        assert trait.sex in {None, "woman", "man"}, name


def test_every_word_is_lower_case_and_has_one_mark() -> None:
    for word, mark in lexicon().classes.items():
        assert word == word.lower()
        assert len(mark) == 1


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("killed", "killed"),
        ("dead", "killed"),
        ("died", "killed"),
        ("wounded", "injured"),
        ("injuring", "injured"),
        ("abducted", "abducted"),
        ("missing", "missing"),
        ("arrested", "detained"),
        ("trapped", "trapped"),
        ("fled", "displaced"),
        ("evacuated", "evacuated"),
    ],
)
def test_a_harm_word_has_its_outcome(word: str, outcome: str) -> None:
    assert lexicon().outcomes[word] == outcome


def test_a_child_is_no_civilian_unless_the_words_say_so() -> None:
    assert lexicon().traits["child"].status is None
    assert lexicon().traits["civilian"].status == "civilian"


def test_a_class_that_the_grammar_does_not_know_is_told_with_the_known_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = copy.deepcopy(load("en", "lexicon"))
    data["words"]["adverbial"] = ["soon"]

    def wrong(_language: str, _name: str) -> dict[str, Any]:
        return data

    monkeypatch.setattr(module, "load", wrong)
    lexicon.cache_clear()
    try:
        with pytest.raises(
            DataError, match=r"languages/en/lexicon\.toml, words\.adverbial: no such class.*adverb"
        ):
            lexicon()
    finally:
        lexicon.cache_clear()


def test_a_language_that_is_not_there_is_told_with_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="known: en"):
        lexicon("tlh")
