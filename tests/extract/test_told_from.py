"""Where somebody spoke from and where the hurt were cared for: neither is where an attack was. All reports are invented."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plain_reading import claims_of, read

from daftar.languages.telling import hit_there

DAY = dt.date(2031, 5, 14)  # a Wednesday


def lead(text: str, **fields: str) -> tuple[str | None, str | None, dt.date | None]:
    """Place, target and first day of the incident that a report is mainly about."""
    (one,) = [
        r.incident
        for r in read(text, published=DAY, publisher="Example Wire", **fields).records
        if r.incident.lead
    ]
    return (
        one.place.quote.text if one.place else None,
        one.target,
        one.date.start if one.date is not None else None,
    )


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        (
            "Three people were killed when a bomb went off in front of a mosque, Elm Hospital reported.",
            "place_of_worship",
        ),
        ("Three people were killed in Azaz, a nurse at the town's hospital told Example Wire.", None),
        ("Three people were killed in Azaz, according to the head of the clinic.", None),
        ("A girl died in a nearby hospital, raising to five the number of people killed.", None),
        ("Nine men were killed, Zeina Haddad told Example Wire at her home.", None),
        ("An air strike on Elm Hospital killed three people.", "health_facility"),
        ("A shell hit the hospital in Azaz, killing three, the governor said.", "health_facility"),
        ("Four people died in a strike on a hospital, a hospital official said.", "health_facility"),
        ("Four people were killed in their home, a neighbour said.", "home"),
    ],
)
def test_who_speaks_or_cares_was_not_hit(sentence: str, target: str | None) -> None:
    """A hospital that counts the dead is no target; one that a shell hit is."""
    claim = next(c for c in claims_of(sentence) if c.kind == "harm")
    assert claim.target == target


def test_a_word_said_twice_may_be_hit_once() -> None:
    """Only where it speaks is it left out."""
    lower = "a shell hit the clinic, the clinic said"
    assert hit_there(lower, {"health_facility": [16, 28]}) == {"health_facility": [16]}


def test_the_place_spoken_from_is_not_where_it_happened() -> None:
    """Of two places in the opening it was the one that the sentence with the day names; the driver's bed is elsewhere."""
    text = (
        "Sami Baker has driven onions to Homs for nineteen years. On Monday, near Azaz, he hid under them.\n\n"
        "Six people were killed in the ambush on the convoy, Baker told Other Post from his bed in Aleppo."
    )
    assert lead(text)[0] == "Azaz"


def test_where_nothing_else_is_said_a_place_told_in_stays() -> None:
    """Told in a town, not from a bed in it: it may well be the town of the attack."""
    assert lead("Six people were killed on Monday, the mayor told Other Post in Azaz.")[0] == "Azaz"


def test_an_outlet_told_from_a_bed_has_its_own_name() -> None:
    """The name of whoever was told ends before the words on where."""
    claim = next(
        c for c in claims_of("Six people were killed, Sami Baker told Example Radio from his bed in Homs.")
    )
    assert [o.name for o in claim.origin if o.kind == "media"][-1] == "Example Radio"


def test_a_sea_only_says_which_port() -> None:
    """It happened in the port, not in the sea."""
    assert (
        lead("Two farmers were killed by a mine outside the Mediterranean port of Latakia on Monday.")[0]
        == "Latakia"
    )


def test_a_country_in_the_title_gives_way_to_the_town_of_the_text() -> None:
    """Also where just one died."""
    text = (
        "A nurse was killed on Monday when she stepped on a mine on her way to work in Azaz, the mayor said."
    )
    assert lead(text, title="Nurse killed by mine in northwest Syria")[0] == "Azaz"


def test_the_day_of_a_new_figure_is_not_that_of_the_raid() -> None:
    """Police speak on one day of the raid of another."""
    text = "Police on Tuesday put the number of people killed in Saturday's raid on Azaz at 16, up from 11."
    assert lead(text)[2] == dt.date(2031, 5, 10)


def test_a_role_may_stand_before_the_name_of_who_speaks() -> None:
    """Behind a comma, too: "..., the mayor, Rana Saleh, said"."""
    claim = next(c for c in claims_of("A boy was killed in Azaz, the town's mayor, Rana Saleh, said."))
    assert claim.origin[-1].name == "Rana Saleh"


def test_a_country_gives_way_to_the_one_town_that_the_first_paragraphs_name() -> None:
    """Where it was filed is not where it was."""
    text = (
        "HOMS, Syria, May 14 (Example Wire) - A bomb buried beside a road killed three guards in Syria's restive north on "
        "Monday, police said.\n\nThe guards were on their way home in Azaz when the device went off."
    )
    assert lead(text)[0] == "Azaz"
