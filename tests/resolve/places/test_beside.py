from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from daftar.resolve.places import find_places, resolve_places
from daftar.resolve.places.beside import between, spot
from daftar.resolve.places.gazetteer import Entry, kilometres
from plain_reading import report_of

if TYPE_CHECKING:
    from daftar.model import PlaceReading
    from daftar.resolve.places import Gazetteer


def entry(lat: float, lon: float, kind: str = "populated", population: int = 1000) -> Entry:
    return Entry(1, lat, lon, population, -1, kind, "SY")


def read(text: str, gazetteer: Gazetteer) -> dict[str, PlaceReading]:
    report = report_of(text, published=dt.date(2024, 3, 1), publisher="Example Wire")
    mentions = find_places(text, gazetteer)
    readings = resolve_places(report, mentions, gazetteer)
    return {m.quote.text: readings[m.quote.part, m.quote.start, m.quote.end] for m in mentions}


@pytest.mark.parametrize(("relation", "north", "east", "radius"), [
    ("12 km north of", 12, 0, 3),
    ("20 kilometres south of", -20, 0, 5),
    ("10 miles east of", 0, 16.09, 4),
    ("10 km northwest of", 7.07, -7.07, 2.5),
    ("10 km north-west of", 7.07, -7.07, 2.5),
    ("500 meters west of", 0, -0.5, 1),
])  # fmt: skip
def test_a_distance_with_a_direction_moves_the_point(
    relation: str, north: float, east: float, radius: float
) -> None:
    found = spot(relation, entry(36.0, 37.0))
    assert found is not None
    assert found.point is not None
    assert found.radius_km == pytest.approx(radius, abs=0.1)
    assert kilometres(36.0, 37.0, *found.point) == pytest.approx((north**2 + east**2) ** 0.5, rel=0.02)
    assert (found.point[0] - 36.0) * 111.2 == pytest.approx(north, abs=0.2)


def test_without_a_direction_the_point_stays_and_the_radius_is_the_distance() -> None:
    assert spot("12 km from", entry(36.0, 37.0)) == (None, 12.0)


def test_near_a_large_town_is_wider_than_near_a_village_and_near_a_country_says_nothing() -> None:
    village, city = spot("near", entry(36, 37)), spot("near", entry(36, 37, population=500_000))
    assert village is not None
    assert city is not None
    assert village.radius_km < city.radius_km
    assert spot("near", entry(36, 37, "country")) is None


def test_between_two_places_is_the_middle_and_half_the_way() -> None:
    found = between(entry(36.0, 37.0), entry(36.0, 38.0))
    assert found is not None
    assert found.point == (36.0, 37.5)
    assert found.radius_km == pytest.approx(45, abs=1)
    assert between(entry(36.0, 37.0), entry(0.0, 37.0)) is None


def test_a_farm_beside_a_town_has_the_point_that_the_words_give(gazetteer: Gazetteer) -> None:
    plain = read("Shells hit a farm in Saraqib in Syria.", gazetteer)["Saraqib"]
    moved = read("Shells hit a farm 12 km north of Saraqib in Syria.", gazetteer)["Saraqib"]
    assert (plain.radius_km, plain.point, plain.precision) == (None, None, 1)
    assert moved.located is not None
    assert plain.located is not None
    assert moved.located.lat - plain.located.lat == pytest.approx(12 / 111.2, abs=0.001)
    assert (moved.precision, moved.radius_km) == (2, 3.0)
    assert moved.place == plain.place


def test_an_unknown_village_takes_the_point_of_its_apposition(gazetteer: Gazetteer) -> None:
    found = read("Four died in Zarbuka, about 20 kilometres south of Mosul, Iraq.", gazetteer)
    village, town = found["Zarbuka"], found["Mosul"]
    assert village.place is None
    assert (village.name, village.precision, village.radius_km) == ("Zarbuka", 2, 5.0)
    assert village.located is not None
    assert town.place is not None
    assert kilometres(
        village.located.lat, village.located.lon, town.place.lat, town.place.lon
    ) == pytest.approx(20, abs=0.5)


def test_nested_expressions_are_read_as_structure(gazetteer: Gazetteer) -> None:
    text = (
        "Six died in the village of Qarzabit in the southern countryside of Idlib, 12 km from Saraqib, Syria."
    )
    village = find_places(text, gazetteer)[0]
    assert (village.quote.text, village.feature, [q.text for q in village.within]) == (
        "Qarzabit",
        "village",
        ["Idlib"],
    )
    assert village.beside is not None
    assert (village.beside.quote.text, village.beside.relation) == ("Saraqib", "12 km from")
    reading = read(text, gazetteer)["Qarzabit"]
    assert (reading.precision, reading.radius_km) == (2, 12.0)


def test_something_between_two_towns_is_in_the_middle(gazetteer: Gazetteer) -> None:
    found = read("A convoy was struck between Homs and Hama in Syria.", gazetteer)
    homs, hama = found["Homs"], found["Hama"]
    assert homs.point is not None
    assert homs.point == hama.point
    assert homs.radius_km == pytest.approx(22, abs=2)


@pytest.mark.parametrize(("text", "name"), [
    ("An air strike hit the Zurqat camp near Gaza City.", "Zurqat"),
    ("Fighting went on at the Marbuka front line near Bakhmut in Ukraine.", "Marbuka"),
    ("A shell hit the al-Tarafi neighbourhood of Aleppo in Syria.", "al-Tarafi"),
])  # fmt: skip
def test_camps_front_lines_and_neighbourhoods_are_kept_as_worded_within_their_place(
    gazetteer: Gazetteer, text: str, name: str
) -> None:
    reading = read(text, gazetteer)[name]
    assert (reading.name, reading.place) == (name, None)
    assert reading.within is not None


@pytest.mark.parametrize(("text", "place"), [
    ("Damascus said nine people were killed in Saraqib.", "Saraqib"),
    ("Nine people were killed in Saraqib, Moscow said.", "Saraqib"),
    ("Washington condemned the strike on Raqqa.", "Raqqa"),
    ("Kyiv accused Moscow of shelling Izium.", "Izium"),
    ("Tehran denied that two men died near Mosul.", "Mosul"),
])  # fmt: skip
def test_capitals_that_speak_are_never_places(gazetteer: Gazetteer, text: str, place: str) -> None:
    speaking = {m.quote.text for m in find_places(text, gazetteer)} & {
        "Damascus",
        "Washington",
        "Kyiv",
        "Tehran",
    }
    assert not speaking
    assert place in {m.quote.text for m in find_places(text, gazetteer)}


def test_a_capital_where_something_happens_is_a_place(gazetteer: Gazetteer) -> None:
    assert [
        m.quote.text for m in find_places("Nine people died in Damascus, officials said.", gazetteer)
    ] == ["Damascus"]
