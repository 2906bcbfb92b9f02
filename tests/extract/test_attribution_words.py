"""The lexicons of attribution are checked when they are loaded."""

import pytest

from daftar.errors import DataError, UnknownName
from daftar.extract.rules.source_tables import _Checked, load
from daftar.extract.rules.sources import key_of


def test_every_kind_of_the_lexicon_is_a_kind_of_the_codebook() -> None:
    words = load("en")
    assert set(words.kinds.values()) <= set(words.precedence)
    assert {entry.kind for entry in words.known.values()} <= set(words.precedence)


def test_a_language_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="no language is called 'xx'; known: en"):
        load("xx")


def test_a_missing_key_is_named_with_its_file() -> None:
    with pytest.raises(DataError, match=r"languages/en/a\.toml, words\.days: is missing"):
        _Checked("en/a.toml", {"words": {}}).words("words", "days")


def test_a_word_in_two_kinds_is_a_data_error() -> None:
    table = {"roles": {"police": ["guard"], "military": ["guard"]}}
    with pytest.raises(DataError, match="'guard' is in police as well"):
        _Checked("en/a.toml", table).kinds("roles", ["police", "military"])


def test_an_unknown_kind_is_a_data_error_that_lists_the_known() -> None:
    with pytest.raises(DataError, match=r"roles\.polizei: is no origin kind; known: police"):
        _Checked("en/a.toml", {"roles": {"polizei": ["guard"]}}).kinds("roles", ["police"])


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("rebel commander", "armed_group"),
        ("police official", "police"),
        ("state media", "media"),
        ("un human rights office", "un"),
        ("health ministry spokesman", "health_authority"),
        ("human rights activist", "monitor"),
        ("security sources", "official"),
        ("carpenter", "unknown"),
    ],
)
def test_words_that_point_to_several_kinds_follow_the_precedence(words: str, kind: str) -> None:
    assert load("en").kind(words.split()) == kind


def test_spellings_of_an_outlet_have_one_key() -> None:
    assert key_of("Al Jazeera") == key_of("al-jazeera") == key_of("aljazeera")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("aljazeera", "Al Jazeera"),
        ("the Anadolu news agency", "Anadolu"),
        ("SNHR", "Syrian Network for Human Rights"),
    ],
)
def test_known_names_are_found_under_their_spellings(name: str, known: str) -> None:
    entry = load("en").lookup(name)
    assert entry is not None
    assert entry.name == known
