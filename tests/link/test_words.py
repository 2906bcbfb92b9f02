"""The rare words of an account. All names are invented."""

from __future__ import annotations

import pytest

from daftar.languages.common import RAREST, rarity
from daftar.link.account import ages
from daftar.link.words import Rare, points, rare, shared


def _words(text: str, title: str | None = None) -> set[str]:
    return {w[1:] for w in rare(title, [text], "en").words}


def test_names_are_rare_words_and_turns_of_phrase_are_not() -> None:
    """People, streets and houses count; what every report says does not, nor an outlet's letters."""
    text = "Police said Oswin Tarrant was shot at the Gilded Heron on Monday, WQRX reports."
    assert _words(text) == {"oswin", "tarrant", "gilded", "heron"}


def test_the_head_of_a_sentence_counts_where_no_list_has_it() -> None:
    """Any word is written large there; a surname by itself is known by being in no list of common words."""
    assert _words("Tarrant died at noon. Witnesses ran.") == {"tarrant"}


def test_a_name_of_two_words_weighs_as_both() -> None:
    """The full name is kept beside its words, with the points of both."""
    found = rare(None, ["The guard was Oswin Tarrant."], "en")
    assert found.names == ("9oswin tarrant",)
    assert points(found.words) == 2 * RAREST


def test_usual_names_of_people_say_little() -> None:
    """A given name that thousands bear counts less than a rare one, wherever it is from."""
    bands = rarity("en")
    assert bands is not None
    assert bands["ibrahim"] < RAREST
    assert bands["abu"] == 0


def test_without_a_list_of_common_words_there_are_no_rare_ones() -> None:
    """Of a language that is not known no word is said to be rare."""
    assert rare("عنوان", ["نص قصير"], "ar") == Rare((), ())


def test_shared_words_come_rarest_first() -> None:
    """What is shown first is what says most."""
    assert shared(("3memorial", "6tarrant", "6oswin"), ("6tarrant", "3memorial")) == ["6tarrant", "3memorial"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a 34-year-old man and his 5-year-old son", (5, 34)),
        ("Oswin Tarrant, 19, and Pell Corvane, 61, were hit", (19, 61)),
        ("a girl aged 7", (7,)),
        ("on May 3, 2031, and on June 12", ()),
    ],
)
def test_ages_as_reports_word_them(text: str, found: tuple[int, ...]) -> None:
    """Ages are told behind a name, before a noun, or as such; the numbers of days and years are none."""
    assert ages([text]) == found
