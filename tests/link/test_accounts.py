"""What accounts have in common besides names: headlines, streets and sites, things. All of it is invented."""

from __future__ import annotations

import pytest

from daftar.link.features import Item, person_key
from daftar.link.levels import (
    UNKNOWN,
    headline_level,
    people_level,
    place_level,
    published_level,
    sites_level,
    things_level,
)
from daftar.link.words import rare
from daftar.model import Incident


def _item(key: str, **columns: object) -> Item:
    return Item(key=key, report=key, incident=Incident(id="i", claims=(), reports=(key,)))._replace(**columns)


def _told(key: str, text: str, title: str | None = None) -> Item:
    found = rare(title, [text], "en")
    return _item(key, words=found.words, things=found.things, sites=found.sites, headline=found.headline)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("They met on Larkspur Street.", "A house in Larkspur St was hit.", "one"),
        ("They met on Larkspur Street.", "A house on Tansy Lane was hit.", "none"),
        ("It was on 12th Street.", "Near 12th St, she said.", "faint"),
        ("It was by the river.", "A house on Tansy Lane was hit.", UNKNOWN),
    ],
)
def test_streets_are_one_however_they_are_written(one: str, other: str, level: str) -> None:
    """A street's name and kind are compared, abbreviated or not; a number is a name as well."""
    assert sites_level(_told("a", one), _told("b", other)) == level


def test_things_are_rare_words_that_are_no_names() -> None:
    """A raffle in both accounts is something in common, what every such report says is not."""
    one = _told("a", "Police said the raffle had begun when the man was shot.")
    assert things_level(one, _told("b", "She sold tickets for a raffle.")) == "little"
    assert _told("c", "The victim was transported and pronounced dead.").things == ()


def test_a_headline_leaves_the_outlet_out() -> None:
    """What an outlet calls itself behind the headline is nothing in common."""
    one = _told("a", "", "Raffle ends in gunfire - Ostrava Ledger News, Weather, Sports")
    other = _told("b", "", "Two hurt at a picnic | Ostrava Ledger News")
    assert headline_level(one, other) == "none"


def test_a_place_far_away_may_be_named_by_the_other_report() -> None:
    """Where one report's place stands in the other's account, the two places do not speak so much against."""
    here = _item("a", place_name="tansy", place_words=("6tansy",), lat=1.0, lon=1.0, reach=5.0)
    there = _item("b", place_name="ostrel", lat=9.0, lon=9.0, reach=5.0)
    assert place_level(here, there) == "far"
    assert place_level(here, there._replace(words=("6tansy",))) == "named"


def test_a_report_of_a_trial_comes_out_late() -> None:
    """That the later report is of what became of it is told apart from its coming out late."""
    first, later = _item("a", published=741_000), _item("b", published=741_200)
    assert published_level(first, later) == "later"
    assert published_level(first, later._replace(late=True)) == "later_late"
    assert published_level(first._replace(late=True), later) == "later"


def test_middle_names_and_suffixes_make_nobody_another() -> None:
    """The first and the last name are what reports agree on."""
    assert person_key("Oswin Pell Tarrant Jr") == person_key("Oswin Tarrant") == "oswin tarrant"
    one, other = (
        _item(k, names=(person_key(n),)) for k, n in (("a", "Oswin P. Tarrant"), ("b", "Oswin Tarrant"))
    )
    assert people_level(one, other) == "one"
