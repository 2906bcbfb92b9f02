from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from daftar.errors import DataError
from daftar.model import Report
from daftar.resolve.places import find_places, open_gazetteer, places_of, resolve_places

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.model import PlaceReading
    from daftar.resolve.places import Gazetteer


def report(text: str) -> Report:
    return Report(id="r1", sha256="0" * 64, text=text, source="test", media_type="text/plain")


def read(text: str, gazetteer: Gazetteer) -> dict[str, PlaceReading]:
    """Readings by wording (the last of each)."""
    one = report(text)
    readings = resolve_places(one, find_places(text, gazetteer), gazetteer)
    return {reading.quote.text: reading for reading in readings.values()}


STORY = (
    "Warplanes struck Maarat al-Numaan district in Syria's Idlib province, rescuers said. Four died in the town of "
    "Tal Mannis and two in Bidama. One man was killed in Maar Shamshah. Families left Maaret al-Numaan district for "
    "the border, and Syrian troops are near Maaret al-Numan and in the town of Khan Sheikhoun in Idlib."
)


def test_three_spellings_of_a_district_are_one_place(gazetteer: Gazetteer) -> None:
    readings = read(STORY, gazetteer)
    spelled = [readings[name] for name in ("Maarat al-Numaan", "Maaret al-Numaan", "Maaret al-Numan")]
    assert [r.place.id for r in spelled if r.place] == ["167611"] * 3
    assert [r.precision for r in spelled] == [3, 3, 2]


def test_an_unlisted_spelling_is_settled_by_its_surroundings(gazetteer: Gazetteer) -> None:
    place = read(STORY, gazetteer)["Bidama"].place
    assert place is not None
    assert place.id == "171494"


@pytest.mark.parametrize("name", ["Tal Mannis", "Maar Shamshah"])
def test_an_unknown_town_stays_as_worded_inside_the_district_of_its_report(
    gazetteer: Gazetteer, name: str
) -> None:
    reading = read(STORY, gazetteer)[name]
    assert reading.place is None
    assert reading.name == name
    assert reading.within is not None
    assert (reading.within.id, reading.precision) == ("167611", 3)
    assert reading.located == reading.within


def test_the_user_s_gazetteer_places_what_the_built_in_one_cannot(tmp_path: Path) -> None:
    path = tmp_path / "syria.csv"
    path.write_text(
        "name,lat,lon,admin,country\nTal Mannis,35.641,36.735,Idlib,SY\nMaar Shamshah,35.635,36.711,Idlib,SY\n"
    )
    readings = read(STORY, open_gazetteer([path]))
    for name in ("Tal Mannis", "Maar Shamshah"):
        place = readings[name].place
        assert place is not None
        assert (place.name, readings[name].precision) == (name, 1)
        assert (place.gazetteer or "").startswith("syria@")


@pytest.mark.parametrize(("text", "name", "country"), [
    ("A blast in Paris, Texas, hurt two.", "Paris", "US"),
    ("French police said a man was shot in Paris.", "Paris", "FR"),
    ("Jordanian and Syrian officials met in Jordan.", "Jordan", "JO"),
    ("Gunmen attacked Tripoli. Lebanese soldiers left Beirut for Tripoli.", "Tripoli", "LB"),
    ("Libyan militias fought in Tripoli and Misrata.", "Tripoli", "LY"),
    ("Voters in Atlanta, Savannah and Macon said Georgia had changed.", "Georgia", "US"),
    ("Russian tanks crossed into Georgia, Tbilisi said, near Gori.", "Georgia", "GE"),
])  # fmt: skip
def test_the_report_s_own_context_chooses_among_namesakes(
    gazetteer: Gazetteer, text: str, name: str, country: str
) -> None:
    place = read(text, gazetteer)[name].place
    assert place is not None
    assert place.country == country


def test_namesakes_with_nothing_to_tell_them_apart_stay_open(gazetteer: Gazetteer) -> None:
    reading = read("One person died in Springfield.", gazetteer)["Springfield"]
    assert reading.place is None
    assert len(reading.candidates) > 1
    assert sum(c.score for c in reading.candidates) <= 1.001


def test_a_variant_is_never_taken_without_context(gazetteer: Gazetteer) -> None:
    assert read("One person died in Bidama.", gazetteer)["Bidama"].place is None


def test_a_near_but_different_name_is_not_taken(gazetteer: Gazetteer) -> None:
    text = "Syrian jets hit Idlib, Saraqib and the villages of Maar Shamsha and Tal Mannus."
    readings = read(text, gazetteer)
    assert readings["Maar Shamsha"].place is None


@pytest.mark.parametrize(("text", "name", "precision"), [
    ("Two died in Aleppo in Syria.", "Aleppo", 1), ("Two died near Aleppo in Syria.", "Aleppo", 2),
    ("Two died in Aleppo province in Syria.", "Aleppo", 4), ("Two died in the Donbas.", "Donbas", 5),
    ("Two died in Syria.", "Syria", 6), ("A boat sank in the Black Sea.", "Black Sea", 7),
])  # fmt: skip
def test_precision_follows_the_codebook(gazetteer: Gazetteer, text: str, name: str, precision: int) -> None:
    assert read(text, gazetteer)[name].precision == precision


def test_every_mention_has_a_reading_with_its_own_quote(gazetteer: Gazetteer) -> None:
    mentions = find_places(STORY, gazetteer)
    readings = resolve_places(report(STORY), mentions, gazetteer)
    assert [readings[m.quote.part, m.quote.start, m.quote.end].quote for m in mentions] == [
        m.quote for m in mentions
    ]


def test_rows_for_the_table_count_peoples_as_their_country_and_leave_open_names_without_position(
    gazetteer: Gazetteer,
) -> None:
    rows = {row["text"]: row for row in places_of(report(STORY), gazetteer)}
    assert rows["Syrian"]["country"] == "SY"
    assert rows["Tal Mannis"]["lat"] is None
    assert all(STORY[row["start"] : row["end"]] == row["text"] for row in rows.values())


def test_a_report_without_places_gives_none(gazetteer: Gazetteer) -> None:
    assert places_of(report("nothing happened here"), gazetteer) == []
    assert resolve_places(report(""), [], gazetteer) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Aircraft bombed the Al-Wadi neighbourhood of Nyala, South Darfur.",
        "Raids on Nyala killed 23 civilians, fourteen in the Al-Wadi neighbourhood.",
    ],
)
def test_a_part_of_a_town_is_not_the_only_town_of_its_name_in_another_country(
    gazetteer: Gazetteer, text: str
) -> None:
    """The gazetteer knows one town of that name, in Algeria: the quarter stays as worded, where the report is."""
    quarter = read(text, gazetteer)["Al-Wadi"]
    assert quarter.place is None
    assert quarter.located is None or quarter.located.country == "SD"


def test_of_towns_of_one_name_that_in_a_country_of_the_register_is_meant_where_no_word_tells_of_another() -> (
    None
):
    """Most reports of a country do not name it; what they say of another goes before."""
    book = open_gazetteer(home=["YE"])

    def country(text: str, name: str, gazetteer: Gazetteer) -> str | None:
        place = read(text, gazetteer)[name].place
        return None if place is None else place.country

    assert country("Gunmen killed two men in Hays on Sunday.", "Hays", book) == "YE"
    assert country("Gunmen killed two men in Hays on Sunday.", "Hays", open_gazetteer()) != "YE"
    assert country("A blast in Paris, Texas, hurt two.", "Paris", book) == "US"
    assert country("Shells hit Amman, in Jordan.", "Amman", book) == "JO"
    with pytest.raises(DataError, match="no country has the code 'XX'"):
        open_gazetteer(home=["XX"])
