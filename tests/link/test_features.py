"""What is compared about two incidents."""

from __future__ import annotations

import pytest

from daftar.link.features import Item, kilometres, name_key, with_place
from daftar.link.levels import UNKNOWN, day_level, killed_level, method_level, place_level, same_name
from daftar.link.sketch import likeness, sketch
from daftar.model import Incident, Place, PlaceReading, Quote

QUOTE = Quote(start=0, end=1, text="x")


def _at(place: PlaceReading) -> Item:
    nothing = Incident(id="i", claims=(), reports=("r",))
    return with_place(Item(key=place.name, report=place.name, incident=nothing), place)


def _reading(name: str, *, precision: int = 3) -> PlaceReading:
    return PlaceReading(quote=QUOTE, name=name, precision=precision)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Tal Mannis", "Tell Mannas", True),
        ("Maaret al-Numan", "Maarat al-Nu'man", True),
        ("تل منس", "تل منس", True),
        ("Ashfield", "Oxbridge", False),
        ("Bara", "Bira", False),
    ],
)
def test_spelling_variants_of_a_name(one: str, other: str, same: bool) -> None:
    """Vowels and doubled letters vary between spellings; short names prove too little."""
    assert same_name(_at(_reading(one)), _at(_reading(other))) is same


def test_a_single_name_is_no_key() -> None:
    """A first name alone is shared by many and joins nobody."""
    assert name_key("Ahmad") == ""
    assert name_key("José Pérez") == "jose perez"


def test_a_degree_of_latitude_is_about_111_kilometres() -> None:
    """Distances are great-circle distances in kilometres."""
    assert kilometres((10.0, 20.0), (11.0, 20.0)) == pytest.approx(111.2, abs=0.1)


def test_places_of_different_countries_are_far() -> None:
    """A border between two places keeps them apart, however near they are."""
    here = Place(id="1", name="A", lat=1.0, lon=1.0, kind="populated", country="XA")
    there = Place(id="2", name="A", lat=1.01, lon=1.0, kind="populated", country="XB")
    one = PlaceReading(quote=QUOTE, name="A", precision=1, place=here)
    other = PlaceReading(quote=QUOTE, name="A", precision=1, place=there)
    assert place_level(_at(one), _at(other)) == "far"


def test_unknown_is_not_far() -> None:
    """Where a place was not told, nothing speaks against."""
    nowhere = Item(key="r", report="r", incident=Incident(id="i", claims=(), reports=("r",)))
    assert place_level(nowhere, _at(_reading("Ashfield"))) == UNKNOWN


def test_a_sketch_tells_how_much_of_a_text_stands_in_another() -> None:
    """A text shares all of its sketch with itself, about a half with a half copy, and too short a text has none."""
    words = [f"word{n}" for n in range(120)]
    whole, half = (
        sketch([" ".join(words)]),
        sketch([" ".join(words[:60]), "others " * 3 + " ".join(words[100:0:-2])]),
    )
    assert likeness(whole, whole) == 1.0
    assert 0.3 < (likeness(whole, half) or 0.0) < 0.7
    assert sketch(["too few words here"]) == ()
    assert likeness(whole, ()) is None


def test_a_toll_that_has_risen_is_close_to_a_lower_one_of_before() -> None:
    """What was counted on the first day says nothing against what is counted on the third; it does the other way round."""
    nothing = Incident(id="i", claims=(), reports=("r",))
    first = Item(key="a", report="a", incident=nothing, killed=7, killed_high=7, published=10)
    risen = Item(key="b", report="b", incident=nothing, killed=25, killed_high=25, published=12)
    assert killed_level(first, risen) == "differ"
    assert killed_level(first, risen._replace(earlier=("killed risen",))) == "close"
    assert killed_level(first._replace(published=14), risen._replace(earlier=("killed risen",))) == "differ"


def test_an_open_toll_holds_a_larger_one() -> None:
    """ "At least 11" says nothing against 18; "11" does, and so does 40."""
    nothing = Incident(id="i", claims=(), reports=("r",))
    at_least = Item(key="a", report="a", incident=nothing, killed=11)
    counted = Item(key="b", report="b", incident=nothing, killed=18, killed_high=18)
    assert killed_level(at_least, counted) == killed_level(counted, at_least) == "close"
    assert killed_level(at_least._replace(killed_high=11), counted) == "apart"
    assert killed_level(at_least, counted._replace(killed=40, killed_high=40)) == "differ"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("explosion", "suicide_bomb", "covered"),
        ("air_strike", "explosion", "covered"),
        ("armed_clash", "shooting", "covered"),
        ("shelling", "missile", "alike"),
        ("armed_clash", "execution", "alike"),
        ("suicide_bomb", "shooting", "differ"),
        ("explosion", "explosion", "same"),
    ],
)
def test_a_general_word_covers_others(one: str, other: str, level: str) -> None:
    """An explosion may be any bomb, and an ambush any shooting."""
    nothing = Incident(id="i", claims=(), reports=("r",))
    a, b = (Item(key=m, report=m, incident=nothing, method=m) for m in (one, other))
    assert method_level(a, b) == method_level(b, a) == level


def test_a_night_is_of_two_days() -> None:
    """Late on one day and early on the next may be one night; noon and noon are not."""
    nothing = Incident(id="i", claims=(), reports=("r",))
    noon = Item(key="a", report="a", incident=nothing, first=5, last=5, day_precision=1)
    next_noon = noon._replace(key="b", report="b", first=6, last=6)
    assert day_level(noon, next_noon) == "next"
    assert day_level(noon._replace(day_part="night"), next_noon) == "night"
    assert day_level(next_noon._replace(day_part="dawn"), noon) == "night"
    assert day_level(noon._replace(day_part="dawn"), next_noon._replace(day_part="night")) == "next"


def test_a_vague_toll_holds_what_it_may_be() -> None:
    """ "Several" may be seven."""
    nothing = Incident(id="i", claims=(), reports=("r",))
    several = Item(key="a", report="a", incident=nothing, killed=3, killed_high=9)
    counted = Item(key="b", report="b", incident=nothing, killed=9, killed_high=9)
    assert killed_level(several, counted) == killed_level(counted, several) == "close"


def test_an_obituary_of_two_tells_no_toll() -> None:
    """Where single people are mourned days later, their number speaks neither for nor against a larger toll."""
    nothing = Incident(id="i", claims=(), reports=("r",))
    toll = Item(key="a", report="a", incident=nothing, killed=13, killed_high=13)
    mourned = Item(key="b", report="b", incident=nothing, killed=2, killed_high=2, earlier=("killed some",))
    assert killed_level(toll, mourned) == killed_level(mourned, toll) == UNKNOWN


def test_a_number_told_of_another_attack_is_not_this_one_s() -> None:
    """ "Five killed, a week after a strike killed six": the report of six dead tells of the other attack."""
    nothing = Incident(id="i", claims=(), reports=("r",))
    before = Item(key="a", report="a", incident=nothing, killed=6, killed_high=6)
    now = Item(key="b", report="b", incident=nothing, killed=5, killed_high=5)
    assert killed_level(before, now) == "close"
    assert killed_level(before, now._replace(earlier=("killed another 6",))) == "differ"
