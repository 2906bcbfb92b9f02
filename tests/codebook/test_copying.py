"""Words by which outlets say whose news they print, and the rules of independence."""

from __future__ import annotations

import pytest

from daftar.codebook import DESCENTS, vocabularies
from daftar.codebook.independence import independence
from daftar.languages.copying import (
    KINDS,
    credit_line,
    credits_in,
    gathered_in,
    is_institution,
    outlet_name,
    sent_by,
)


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Originally published in Arabic by Al-Madar.", "translates", "Al-Madar"),
        ("This was translated from Arabic.", "translates", None),
        ("Republished from Far Isle Gazette with thanks.", "reprints", "Far Isle Gazette"),
        ("With reporting from Velm Post and others.", "draws_on", "Velm Post"),
        ("Nine died, according to Velm Post's report.", "credits", "Velm Post"),
        ("The Tide, which first reported the attack, said so.", "credits", "The Tide"),
        ("Nine died, said Fisk, who was quoted by the news agency Example Wire.", "credits", "Example Wire"),
        ("It was first reported by Radio Sedge on Monday.", "credits", "Radio Sedge"),
    ],
)
def test_credits_are_read(text: str, kind: str, who: str | None) -> None:
    """Each way of crediting is known by its words, and names the outlet."""
    assert [(c.kind, c.who) for c in credits_in(text)] == [(kind, who)]


@pytest.mark.parametrize(
    "text",
    [
        "The diesel reached the ferrymen via Carr.",
        "The masked men first appeared in Brant two winters ago.",
        "Her letters were first published in Sedge.",
        "The bridge originally appeared on Dutch maps.",
        "The order said in its text: The Harbour is closed.",
        "The plea was translated from Turkish by a cousin.",
        "Blankets were there courtesy of Odran Fisk and his crew.",
    ],
)
def test_words_that_only_look_like_a_credit_name_no_outlet(text: str) -> None:
    """Where people fled via, where a group first appeared, who wrote the letter: none is whose report this is."""
    assert list(credits_in(text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("A wall fell.\n\nVia Far Isle Gazette", "reprints", "Far Isle Gazette"),
        ("A wall fell. (via Far Isle Gazette)", "reprints", "Far Isle Gazette"),
        ("A wall fell. First appeared in Sedge Weekly.", "reprints", "Sedge Weekly"),
        ("*This story first appeared on Sedge Weekly.*", "reprints", "Sedge Weekly"),
        ("A version of this article was first published in Sedge Weekly.", "reprints", "Sedge Weekly"),
        ("A wall fell.\nText: Sedge Weekly", "reprints", "Sedge Weekly"),
        ("Nine died.\nTranslated from Turkish.", "translates", None),
        ("This report was translated from Turkish.", "translates", None),
        ("Nine died.\nSource: Sedge Weekly", "draws_on", "Sedge Weekly"),
        ("Story by Odran Fisk\nNine died.", "draws_on", "Odran Fisk"),
    ],
)
def test_a_credit_of_few_words_counts_where_it_stands_by_itself(
    text: str, kind: str, who: str | None
) -> None:
    """On a line, in a bracket or as a sentence of its own, or said of "this story"."""
    assert [(c.kind, c.who) for c in credits_in(text)] == [(kind, who)]


@pytest.mark.parametrize(
    "text",
    [
        "The men left in a truck/TideX of theirs.",
        "See https://quay.example/Tide for maps.",
        "More: www.quay.example/news/Tide/3",
        "What is known:\n- Tide said it would wait\n- Velm is dark",
        "Nine died.\n\nSource: Tidewater Council",
    ],
)
def test_an_address_a_list_or_a_longer_name_is_no_credit(text: str) -> None:
    """The outlet's letters alone are not its name below a text."""
    assert credit_line(text, "Tide") is None


def test_a_bare_name_in_a_dateline_or_below_the_text_is_a_credit() -> None:
    """ "VELM (Tide) -" and "- Tide" on a line of its own."""
    assert credit_line("VELM (Tide) - A wall fell.", "Tide") == (6, 10)
    assert credit_line("A wall fell.\n\n- Tide", "Tide") == (16, 20)
    assert credit_line("Photo: Odran Fisk/Tide", "Tide") == (18, 22)
    assert credit_line("A wall fell.\n\n- Tide and agencies", "Tide") == (16, 20)
    assert credit_line("The Tide was high.", "Tide") is None


def test_what_an_outlet_gathered_itself_is_told_by_its_words() -> None:
    """Told to it, or seen by its own people."""
    assert gathered_in("Fisk told Velm Post that nine died.", "Velm Post") == (5, 19)
    assert gathered_in("Our correspondent counted nine.", "Velm Post") is not None
    assert gathered_in("Fisk told Tide that nine died.", "Velm Post") is None


def test_names_that_outlets_share_words_with_are_left_whole() -> None:
    """Two papers called Star are two; a Report and a Dispatch are names where they are written as names."""
    names = (
        "Daily Star",
        "Weekly Star",
        "The Daily Report",
        "The Daily Dispatch",
        "Channel Nine",
        "News Harbour",
    )
    assert [outlet_name(name) for name in names] == [name.removeprefix("The ") for name in names]
    assert [c.who for c in credits_in("Nine died, the Daily Star reported.")] == ["the Daily Star"]
    assert [c.who for c in credits_in("Nine died, the local daily Sedge reported.")] == ["Sedge"]
    assert [c.who for c in credits_in("Broadcaster Radio Sedge reported nine dead.")] == ["Radio Sedge"]


def test_names_around_an_outlet_are_taken_off() -> None:
    """ "The news agency Example Wire's report" is Example Wire."""
    assert outlet_name("the news agency Example Wire's report") == "Example Wire"
    assert sent_by("an Example Wire photographer at the scene") == "Example Wire"
    assert sent_by("our correspondent") == ""
    assert sent_by("a local journalist") is None
    assert sent_by("residents") is None


def test_bodies_are_somebody_and_residents_nobody_in_particular() -> None:
    """A name or an institution is one and the same wherever it is told."""
    assert is_institution("the health ministry")
    assert is_institution("Odran Fisk")
    assert not is_institution("residents")
    assert not is_institution("a doctor")


def test_rules_of_independence_name_known_kinds_and_hold_both_ways() -> None:
    """Every kind of origin has a rule; an unnamed one may be anybody."""
    rules = independence()
    assert set(rules.may_be) == set(vocabularies().origin_kind)
    assert all(rules.may_be_one("unknown", kind) for kind in vocabularies().origin_kind)
    assert rules.may_be_one("official", "police")
    assert rules.may_be_one("police", "official")
    assert not rules.may_be_one("witness", "police")
    assert set(KINDS) < set(DESCENTS)
