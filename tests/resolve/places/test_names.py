from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.resolve.places import find_places, open_gazetteer

if TYPE_CHECKING:
    from daftar.resolve.places import Gazetteer


def found(text: str, gazetteer: Gazetteer, **options: bool) -> list[str]:
    return [m.quote.text for m in find_places(text, gazetteer, **options)]


@pytest.mark.parametrize(("text", "places"), [
    ("Shells fell on Deir ez-Zor and al-Bukamal.", ["Deir ez-Zor", "al-Bukamal"]),
    ("She came from Rio de Janeiro.", ["Rio de Janeiro"]),
    ("Shots were heard in Port-au-Prince and Pointe-a-Pitre.", ["Port-au-Prince", "Pointe-a-Pitre"]),
    ("They fled Petite-Rivière de l'Artibonite.", ["Artibonite"]),
    ("Talks on Bosnia and Herzegovina resumed.", ["Bosnia and Herzegovina"]),
    ("The U.S. and the UK objected.", ["U.S.", "UK"]),
    ("Two men from Alexandria, La., and Springfield, Ill., died.", ["Alexandria", "La.", "Springfield", "Ill."]),
    ("Rockets hit Kharkiv\nand Izium.", ["Kharkiv", "Izium"]),
    ("Fighting reached Borno State.", ["Borno State"]),
])  # fmt: skip
def test_names_of_several_words_particles_and_abbreviations_are_whole(
    gazetteer: Gazetteer, text: str, places: list[str]
) -> None:
    assert found(text, gazetteer) == places


@pytest.mark.parametrize("text", [
    "Jordan Smith spoke on Monday in March.",
    "Nine people were hurt. Most were young. Turn back. Police came.",
    "The Washington Post and the Los Angeles Times reported it.",
    "President Paris Kamara spoke. Mr. London agreed.",
    "Florence Nightingale arrived, and so did Austin Powers.",
    "May was hot. August was worse. Sunday was calm.",
    "Anderson told reporters that he saw it.",
    "Karim told Darfur Voice that nine died.",
    "Shelling on the old mill killed nine, Coast Herald reported.",
    "(Khartoum Portal) Eleven people died.",
    "Sandra J. Houston, 34, was there.",
    "Amnesty International and Human Rights Watch agree.",
    "The White Helmets said so, and the Islamic State denied it.",
])  # fmt: skip
def test_persons_papers_days_numbers_and_organisations_are_no_places(gazetteer: Gazetteer, text: str) -> None:
    assert found(text, gazetteer) == []


@pytest.mark.parametrize(("text", "place", "feature"), [
    ("They shelled the town of Qaryat Sidra.", "Qaryat Sidra", "town"),
    ("It happened in Zarbuka village.", "Zarbuka", "village"),
    ("Six were killed in Belqusha.", "Belqusha", None),
    ("Troops captured Tarfaqa on Friday.", "Tarfaqa", None),
    ("It hit the Qasr Mirda crossing.", "Qasr Mirda", "area"),
    ("Four people died in Gidan Marke, residents said.", "Gidan Marke", None),
    ("They were shot in Gidan Marke, police said.", "Gidan Marke", None),
    ("In nearby Gidan Marke they killed four people.", "Gidan Marke", None),
])  # fmt: skip
def test_names_no_book_holds_are_places_where_the_grammar_says_so(
    gazetteer: Gazetteer, text: str, place: str, feature: str | None
) -> None:
    (mention,) = find_places(text, gazetteer)
    assert (mention.quote.text, mention.feature) == (place, feature)


@pytest.mark.parametrize("text", [
    "He trusts in Belqusha's wisdom.", "They met Belqusha on Friday.", "It was signed in ABQX.", "He believed in God.",
])  # fmt: skip
def test_unknown_names_without_such_grammar_are_left(gazetteer: Gazetteer, text: str) -> None:
    assert found(text, gazetteer) == []


@pytest.mark.parametrize(("text", "inner", "outer"), [
    ("in the town of Qaryat Sidra, in the southern countryside of Idlib", "Qaryat Sidra", "Idlib"),
    ("in Dikwa, Borno State", "Dikwa", "Borno State"),
    ("a blast in Paris, Texas, today", "Paris", "Texas"),
    ("killed in Hama's town of Souran", "Souran", "Hama"),
    ("in the Zarbuka neighbourhood of Aleppo", "Zarbuka", "Aleppo"),
])  # fmt: skip
def test_a_place_is_put_inside_the_next_where_the_words_put_it(
    gazetteer: Gazetteer, text: str, inner: str, outer: str
) -> None:
    within = {m.quote.text: [q.text for q in m.within] for m in find_places(text, gazetteer)}
    assert within[inner][0] == outer


def test_places_in_a_list_are_beside_each_other(gazetteer: Gazetteer) -> None:
    mentions = find_places("Bombs fell on Saraqib, Ariha and Kafr Nabl.", gazetteer)
    assert [m.within for m in mentions] == [(), (), ()]


@pytest.mark.parametrize(("text", "relation"), [
    ("It fell near Kharkiv.", "near"), ("It fell 12 km from Kharkiv.", "12 km from"),
    ("It fell 5 kilometres north of Kharkiv.", "5 kilometres north of"), ("It fell in Kharkiv.", None),
])  # fmt: skip
def test_what_lies_beside_a_place_is_told(gazetteer: Gazetteer, text: str, relation: str | None) -> None:
    (mention,) = find_places(text, gazetteer)
    assert (mention.quote.text, mention.relation) == ("Kharkiv", relation)


def test_both_ends_of_between_are_told(gazetteer: Gazetteer) -> None:
    mentions = find_places("A bus was hit between Bakhmut and Kramatorsk.", gazetteer)
    assert [(m.quote.text, m.relation) for m in mentions] == [
        ("Bakhmut", "between"),
        ("Kramatorsk", "between"),
    ]


def test_peoples_offices_and_governments_are_given_only_on_request(gazetteer: Gazetteer) -> None:
    text = "Damascus said Syrian troops and Toronto police were in Homs."
    assert found(text, gazetteer) == ["Homs"]
    every = {m.quote.text: m.feature for m in find_places(text, gazetteer, every=True)}
    assert every == {"Damascus": "metonym", "Syrian": "demonym", "Toronto": "organisation", "Homs": None}


def test_a_text_in_capitals_is_read_by_its_words(gazetteer: Gazetteer) -> None:
    text = "BOGOTA, 4 MAY -- GUNMEN KILLED FIVE IN THE TOWN OF QARABUNA, ANTIOQUIA DEPARTMENT, ON MONDAY. COLOMBIAN POLICE IN MEDELLIN SAID SO."
    assert found(text, gazetteer) == ["BOGOTA", "QARABUNA", "ANTIOQUIA", "MEDELLIN"]


def test_the_longest_name_is_taken_in_capitals_and_none_reaches_over_a_comma(gazetteer: Gazetteer) -> None:
    """Names of several words are whole in capitals, too, and words on both sides of a comma are two names."""
    text = "REBELS SHELLED DEIR\nEZ-ZOR AND AL HASAKAH. OTHERS LEFT SAN JOSE, COSTA RICA, FOR NEW ZEALAND IN THE EVENING."
    assert found(text, gazetteer) == ["DEIR\nEZ-ZOR", "AL HASAKAH", "SAN JOSE", "COSTA RICA", "NEW ZEALAND"]


def test_names_found_do_not_depend_on_what_was_read_before(gazetteer: Gazetteer) -> None:
    """A gazetteer that remembers the words of a text says of it what one just opened says."""
    text = "South Korean aid reached Umm Qasr in New South Wales. Jose Maria Aznar, 40, met Port-au-Prince's mayor in St. Louis, Mo."
    first = find_places(text, open_gazetteer(), every=True)
    find_places(text.replace("South Korean", "North Korean").replace("40", "young"), gazetteer)
    assert find_places(text, gazetteer, every=True) == first


def test_a_surname_met_with_its_given_name_is_no_place_later(gazetteer: Gazetteer) -> None:
    assert found("Mary Lancaster fled. Police found Lancaster in Leeds.", gazetteer) == ["Leeds"]


@pytest.mark.parametrize(("text", "town", "area"), [
    ("Six people were killed in the North Darfur town of Kutum.", "Kutum", "North Darfur"),
    ("A drone hit a clinic in Mellit, in Sudan's North Darfur state, on Sunday.", "Mellit", "North Darfur"),
])  # fmt: skip
def test_a_town_lies_where_the_words_around_it_put_it(
    gazetteer: Gazetteer, text: str, town: str, area: str
) -> None:
    """An area before "town of", or one that its country owns, says where the town is and is no place of its own."""
    mentions = {m.quote.text: m for m in find_places(text, gazetteer)}
    assert mentions[town].within[0].text == area


def test_the_town_that_heads_an_item_of_a_bulletin_is_a_place(gazetteer: Gazetteer) -> None:
    """A small town before a colon and a sentence is where that happened; somebody who speaks is nobody's town."""
    assert found("Mellit: A drone strike on a clinic killed eight people.", gazetteer) == ["Mellit"]
    assert found("Mellit: I never saw them again.", gazetteer) == []


def test_a_given_name_by_itself_is_no_village_of_that_name(gazetteer: Gazetteer) -> None:
    """Samer and Tamer are small towns and men: alone in a sentence they are men, after "the town of" a town."""
    assert found("Samer, a baker, was buried on Monday. Neighbours of Tamer mourned.", gazetteer) == []
    assert found("Shells fell on the town of Tamer.", gazetteer) == ["Tamer"]


def test_offsets_are_exact_and_shifted_by_the_passage_s_own(gazetteer: Gazetteer) -> None:
    report = "Nothing here. Eight died in Homs, near Hama."
    start = report.index("Eight")
    for mention in find_places(report[start:], gazetteer, offset=start, part="title"):
        assert report[mention.quote.start : mention.quote.end] == mention.quote.text
        assert mention.quote.part == "title"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([
    "Homs", "in", "the", "town of", "al-Bab", ",", ".", "Syrian", "U.S.", "\n", "Mr.", "Ahmed", "-", "’s", "NORTH", "St.",
    "Texas", "and", "near", "12", "km from", "(", "“", "É", "la", "La.",
]), max_size=14))  # fmt: skip
def test_any_jumble_gives_mentions_in_order_that_do_not_overlap(
    gazetteer: Gazetteer, parts: list[str]
) -> None:
    text = " ".join(parts)
    at = 0
    for mention in find_places(text, gazetteer, every=True):
        assert at <= mention.quote.start < mention.quote.end <= len(text)
        assert text[mention.quote.start : mention.quote.end] == mention.quote.text
        at = mention.quote.end


def test_the_market_of_a_town_is_in_the_town(gazetteer: Gazetteer) -> None:
    """In small letters, what stands there; in capitals it may be a firm's name."""
    (mention,) = find_places("7 March, Kutum market: 17 killed", gazetteer)
    assert (mention.quote.text, mention.feature) == ("Kutum", None)
