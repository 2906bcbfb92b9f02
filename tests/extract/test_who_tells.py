"""Who tells of the dead: people told of by what they do, bodies that record for themselves; and whoever tells is no victim."""

from __future__ import annotations

import pytest
from tests.plain_reading import claims_of

ON = "Four people were killed in Derna on Sunday"


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (f"{ON}, Yusuf Karam, who bakes bread there, told Delta Post.", "witness", "Yusuf Karam"),
        (f"{ON}, Yusuf Karam, the elder of the quarter, said.", "official", "Yusuf Karam"),
        (f"{ON}, Hana Ziad, who runs the ambulance station, said.", "rescue_service", "Hana Ziad"),
        (f"{ON}, a nun who dressed the wounded told Delta Post.", "witness", "nun"),
        ("The mayor of Derna, Yusuf Karam, put the toll of Sunday's shelling at four dead.", "official", "Yusuf Karam"),
        (f"{ON}, the Civil Protection agency said.", "rescue_service", "Civil Protection agency"),
        (f"{ON}, the news agency Delta said.", "media", "Delta"),
    ],
)  # fmt: skip
def test_somebody_is_told_of_by_what_they_do(text: str, kind: str, name: str) -> None:
    """A clause or an apposition says who speaks; no word inside it does."""
    origin = next(c.origin[-1] for c in claims_of(text) if c.outcome == "killed")
    assert (origin.kind, origin.name) == (kind, name)


def test_whoever_speaks_for_a_body_is_that_body() -> None:
    """Two names, one voice."""
    claim = claims_of(f"{ON}, Yusuf Karam, who speaks for the Emergency Room, said.")[0]
    assert claim.origin[-1].organisation == "Emergency Room"


@pytest.mark.parametrize("words", ["our monitors found", "according to our records"])
def test_what_our_monitors_found_is_the_publishers_own_word(words: str) -> None:
    """No source of its own stands behind it, and the publisher is one that records."""
    (publisher,) = claims_of(f"{ON}, {words}.", publisher="Derna Watch")[0].origin
    assert (publisher.name, publisher.kind) == ("Derna Watch", "monitor")


@pytest.mark.parametrize(
    ("publisher", "kind"),
    [
        ("UN Mission for Libya", "un"),
        ("Derna Human Rights Centre", "monitor"),
        ("Human Rights News", "media"),
        ("Delta Post", "media"),
    ],
)
def test_a_body_that_records_is_told_by_its_name(publisher: str, kind: str) -> None:
    """A paper may have the same words in its name, and a word for a paper behind them."""
    assert claims_of(f"{ON}.", publisher=publisher)[0].origin[0].kind == kind


@pytest.mark.parametrize(
    "text",
    [
        "The blast wounded five people and killed a nurse, Dr Amin Salem of the clinic said.",
        "A bomb killed five people in Derna on Sunday, wrote Governor Salah Bey.",
        "Delta Voice, a local outlet, reports that five people were killed in Derna on Sunday.",
    ],
)
def test_whoever_tells_is_no_victim(text: str) -> None:
    """Their name stands beside words of harm, and they are the ones who speak of it."""
    assert not [v.name for c in claims_of(text) for v in c.victims if v.name]
