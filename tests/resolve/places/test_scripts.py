from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from daftar.resolve.places import find_places, places_of, resolve_places
from daftar.resolve.places.script_words import forms
from plain_reading import report_of

if TYPE_CHECKING:
    from daftar.model import Report
    from daftar.resolve.places import Gazetteer


def report(text: str) -> Report:
    return report_of(text, published=dt.date(2024, 3, 1), publisher="Example Wire")


def read(text: str, gazetteer: Gazetteer) -> dict[str, str | None]:
    """Each wording with the name and country of the place it is taken for."""
    mentions = find_places(text, gazetteer, every=True)
    readings = resolve_places(report(text), mentions, gazetteer)
    found = {}
    for m in mentions:
        place = readings[m.quote.part, m.quote.start, m.quote.end].place
        found[m.quote.text] = f"{place.name}, {place.country}" if place else None
    return found


def test_arabic_names_are_found_under_stuck_letters_and_after_words_for_villages(
    gazetteer: Gazetteer,
) -> None:
    text = "أصيب ثلاثة في قصف على مدينة سراقب وبلدة كفر نبل بريف إدلب، ونقل اثنان إلى حلب ودمشق في سوريا."
    found = read(text, gazetteer)
    assert list(found) == ["سراقب", "كفر نبل", "إدلب", "حلب", "دمشق", "سوريا"]
    assert found["سراقب"] == "Saraqib, SY"
    assert found["دمشق"] == "Damascus, SY"


def test_an_arabic_preposition_stuck_to_a_name_is_not_quoted(gazetteer: Gazetteer) -> None:
    (mention,) = find_places("وقع انفجار ببغداد صباحا", gazetteer)
    assert (mention.quote.text, mention.quote.start) == ("بغداد", 12)


@pytest.mark.parametrize("text", [
    "كان الخبر في الصور التي نشرها محمد صالح يوم الجمعة.",
    "قال الشيخ منصور إن المدينة هادئة.",
    "أصيب جابر سعيد في المنزل.",
])  # fmt: skip
def test_arabic_persons_and_common_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert find_places(text, gazetteer) == []


def test_an_unknown_arabic_village_is_kept_as_worded_within_its_area(gazetteer: Gazetteer) -> None:
    text = "قتل راع في قرية زرقبوطة بريف حمص في سوريا."
    mention = find_places(text, gazetteer)[0]
    assert (mention.quote.text, mention.feature, [q.text for q in mention.within]) == (
        "زرقبوطة",
        "village",
        ["حمص", "سوريا"],
    )
    reading = resolve_places(report(text), find_places(text, gazetteer), gazetteer)[
        "text", mention.quote.start, mention.quote.end
    ]
    assert reading.place is None
    assert reading.within is not None
    assert reading.within.country == "SY"


@pytest.mark.parametrize(("text", "places"), [
    ("Двоє загинули у Харкові, одна людина в Ізюмі.", {"Харкові": "Kharkiv, UA", "Ізюмі": "Izyum, UA"}),
    ("Людей вивезли з Авдіївки до Дніпра.", {"Авдіївки": "Avdiyivka, UA", "Дніпра": "Dnipro, UA"}),
    ("Взрывы слышали в Мариуполе и Херсоне.", {"Мариуполе": "Mariupol, UA", "Херсоне": "Kherson, UA"}),
    ("В Луганской области погиб водитель.", {"Луганской области": "Luhansk, UA"}),
    ("На Харківщині поранено двох.", {"Харківщині": "Kharkiv, UA"}),
    ("Через Россию поезда не идут.", {"Россию": "Russia, RU"}),
])  # fmt: skip
def test_cyrillic_names_are_found_in_their_cases(
    gazetteer: Gazetteer, text: str, places: dict[str, str]
) -> None:
    assert read(text, gazetteer) == places


@pytest.mark.parametrize("text", [
    "Сергій Мирний розповів про удар.",
    "Президент Володимир прибув учора.",
    "Война идет второй год. Воля людей крепка.",
    "Після вибуху почалася пожежа. Перемога близько.",
])  # fmt: skip
def test_cyrillic_persons_and_common_words_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert find_places(text, gazetteer) == []


@pytest.mark.parametrize("text", ["قالت دمشق إن الغارة أخطأت هدفها.", "Москва отрицает удар."])
def test_a_capital_that_speaks_is_no_place_in_other_scripts_either(gazetteer: Gazetteer, text: str) -> None:
    assert [m.feature for m in find_places(text, gazetteer, every=True)] == ["metonym"]
    assert find_places(text, gazetteer) == []


@pytest.mark.parametrize(("text", "relation"), [
    ("Ферма за 12 км на північ від Харкова згоріла.", "12 km north of"),
    ("Поблизу Харкова згоріла ферма.", "near"),
    ("على بعد 12 كيلومترا شمال بعقوبة", "12 km north of"),
    ("انفجر لغم قرب الرقة", "near"),
])  # fmt: skip
def test_distance_and_direction_are_read_in_other_scripts(
    gazetteer: Gazetteer, text: str, relation: str
) -> None:
    assert [m.relation for m in find_places(text, gazetteer)] == [relation]


@pytest.mark.parametrize(
    "text", ["استهدفت قافلة بين حمص وحماة في سوريا.", "Колона йшла між Торецьком і Покровськом в Україні."]
)
def test_between_two_places_is_their_middle_in_other_scripts_too(gazetteer: Gazetteer, text: str) -> None:
    mentions = find_places(text, gazetteer)
    readings = resolve_places(report(text), mentions, gazetteer)
    one, other = (readings["text", m.quote.start, m.quote.end] for m in mentions[:2])
    assert one.point is not None
    assert one.point == other.point
    assert one.radius_km is not None


def test_names_of_several_words_and_with_hyphens_are_whole_in_their_cases(gazetteer: Gazetteer) -> None:
    text = "Нова Каховка без води. У Білій Церкві тихо. В Ростове-на-Дону взрыв."
    assert list(read(text, gazetteer).values()) == [
        "Nova Kakhovka, UA",
        "Bila Tserkva, UA",
        "Rostov-on-Don, RU",
    ]


def test_an_unknown_village_takes_the_point_of_its_apposition_in_other_scripts_too(
    gazetteer: Gazetteer,
) -> None:
    for text in (
        "قتل راع في قرية زرقبوطة، على بعد 12 كيلومترا جنوب الموصل في العراق.",
        "У селі Залужинка, за 12 км на південь від Харкова, поранено двох.",
    ):
        mentions = find_places(text, gazetteer)
        reading = resolve_places(report(text), mentions, gazetteer)[
            "text", mentions[0].quote.start, mentions[0].quote.end
        ]
        assert (reading.place, reading.precision, reading.radius_km) == (None, 2, 3.0)


def test_scripts_may_be_mixed_and_keep_their_order(gazetteer: Gazetteer) -> None:
    rows = places_of(report("Rockets hit Харків and Aleppo; حلب burned."), gazetteer)
    assert [(row["text"], row["country"]) for row in rows] == [
        ("Харків", "UA"),
        ("Aleppo", "SY"),
        ("حلب", "SY"),
    ]


def test_what_arabic_sticks_to_words_comes_off(gazetteer: Gazetteer) -> None:
    arabic = gazetteer.scripts()[0]
    assert ("الخرطوم", 1) in forms("للخرطوم", arabic)
    assert ("حلب", 2) in forms("وبحلب", arabic)


def test_a_lengthening_stroke_that_stands_by_itself_is_no_word(gazetteer: Gazetteer) -> None:
    found = find_places("القصف في حلب ـ إدلب اليوم", gazetteer)
    assert [mention.quote.text for mention in found] == ["حلب", "إدلب"]
