"""Named victims: whom a report names as harmed, and what it tells of them. All names and sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.codebook.conventions import conventions
from daftar.extract.rules.kinship import Person, same_person, skeleton
from daftar.extract.rules.reader import RulesExtractor
from daftar.model import Claim, Report, Victim
from daftar.segment import segment

READER = RulesExtractor(conventions("default"))


class _Nothing:
    """Finds no times and no places."""

    def times(self, _passage: object) -> list[object]:
        return []

    def places(self, _passage: object) -> list[object]:
        return []

    def given_name(self, _word: object) -> bool:
        return False


def claims_of(text: str) -> tuple[Claim, ...]:
    report = Report(id="r1", sha256="", text=text, source="", media_type="text/plain")
    return READER.extract(report, segment(report), _Nothing())


def victims_of(text: str) -> list[Victim]:
    """The people named, each once by name and age, in text order."""
    found: dict[tuple[str | None, int | None], Victim] = {}
    for claim in claims_of(text):
        for victim in claim.victims:
            found.setdefault((victim.name, victim.age), victim)
    return sorted(found.values(), key=lambda v: v.quote.start)


def names_of(text: str) -> list[str | None]:
    return [v.name for v in victims_of(text)]


NAMED = [
    ("Tarik Dalbani (34 years old) was killed by a shell.", ["Tarik Dalbani"]),
    ("Tarik Dalbani, 34, was killed by a shell.", ["Tarik Dalbani"]),
    ("The shell killed Tarik Dalbani.", ["Tarik Dalbani"]),
    ("Tarik Dalbani was reportedly injured in the blast.", ["Tarik Dalbani"]),
    ("Residents confirmed the death of Tarik Dalbani in the raid that killed two men.", ["Tarik Dalbani"]),
    ("A shell killed three people: Tarik Dalbani, Samer Dalbani and Lina Dalbani.", ["Tarik Dalbani", "Samer Dalbani", "Lina Dalbani"]),
    ("Two people were killed. The dead were identified as Tarik Dalbani and Lina Orabi.", ["Tarik Dalbani", "Lina Orabi"]),
    ("Two people were killed. Police named the victims as Ada Brackwell, 41, and Joan Fenning, 38.", ["Ada Brackwell", "Joan Fenning"]),
    ("Three were killed. The names of the dead: Tarik al-Dalbani, Samer al-Dalbani, Huda al-Dalbani.", ["Tarik al-Dalbani", "Samer al-Dalbani", "Huda al-Dalbani"]),
    ("Tarik Dalbani, his wife Huda Orabi, their son Samer Dalbani and their daughter Lina Dalbani were killed.", ["Tarik Dalbani", "Huda Orabi", "Samer Dalbani", "Lina Dalbani"]),
    ("A strike killed Tarik Abu Dalban (50 years old) and his wife Huda Orabi (44 years old).", ["Tarik Abu Dalban", "Huda Orabi"]),
    ("A mortar killed Tarik bin Orab and wounded nobody else.", ["Tarik bin Orab"]),
    ("Pieter van Holm, 29, was killed in the explosion.", ["Pieter van Holm"]),
    ("Ada M. Brackwell (12) was killed in the explosion.", ["Ada M. Brackwell"]),
    ("Two were killed in the blast, including Tarik Dalbani and Samer Dalbani.", ["Tarik Dalbani", "Samer Dalbani"]),
    ("Tarik Dalbani, a driver from the port, was later killed.", ["Tarik Dalbani"]),
    ("Three brothers (Tarik, Samer and Nadim Dalbani) were killed in the blast.", ["Tarik", "Samer", "Nadim Dalbani"]),
    ("Dr. Tarik Dalbani was killed in the clinic.", ["Tarik Dalbani"]),
    ("Mrs. Huda Orabi was killed in the clinic.", ["Huda Orabi"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMED, ids=[t[:50] for t, _ in NAMED])
def test_the_harmed_are_named(text: str, names: list[str]) -> None:
    """Everybody whom the sentence names as harmed is a victim, with the name as written."""
    assert names_of(text) == names


NOBODY = [
    "Dr Karim Khatir of the Noor Hospital said three children were among those killed.",
    "(Coast Portal, Meridian) Eleven people died when shells landed on a market.",
    "Bidar, 10 March — Doctors Without Borders (DWB) teams at Noor Hospital received 32 wounded people.",
    "The spokesman of the Ardan Army, Brigadier Nadim Sayegh, denied on Monday that jets had killed people.",
    "Two people were killed, Tarik Dalbani said.",
    "Tarik Dalbani told the paper that two people were killed.",
    "According to Tarik Dalbani, two people were killed.",
    "Two people were killed in the home of the Al Dalbani family.",
    "Two people were killed near Orabi Hospital.",
    "The Dalbani family said that two people were killed.",
    "Two people were killed, reported Dalban News Agency.",
    "Two people were killed by Tarik Dalbani.",
    "Tarik Dalbani shot and killed two people.",
    "Two people were killed at Tarik Dalbani's house.",
    "A video posted by Tarik Dalbani showed two people killed.",
    "The suspect, Carl Fenning, was arrested after two people were killed.",
    "Carl Fenning, 33, was charged after two people were killed.",
    "Two people were killed on Monday in Orab.",
    "Two people were killed. Tarik Dalbani posted about the strike.",
    "The weather in Orab was calm. Tarik Dalbani went home.",
]


@pytest.mark.parametrize("text", NOBODY, ids=[t[:50] for t in NOBODY])
def test_others_who_are_named_are_no_victims(text: str) -> None:
    """Speakers, perpetrators, families, owners, places and organisations are not victims."""
    assert names_of(text) == []


AGES = [
    ("Tarik Dalbani (24 years old) was killed.", 24, "adult"),
    ("Tarik Dalbani, 23, was killed.", 23, "adult"),
    ("Tarik Dalbani, aged 7, was killed.", 7, "child"),
    ("Tarik Dalbani (12) was killed.", 12, "child"),
    ("Tarik Dalbani (seven years old) was killed.", 7, "child"),
    ("Tarik Dalbani (71 years old) was killed.", 71, "elderly"),
    ("Tarik Dalbani (7 months old) was killed.", 0, "child"),
    ("Tarik Dalbani (18 months old) was killed.", 1, "child"),
    ("Tarik Dalbani (a child) was killed.", None, "child"),
    ("Tarik Dalbani, 17 years old, was killed.", 17, "child"),
    ("7-year-old Tarik Dalbani was killed.", 7, "child"),
    ("Tarik Dalbani was killed.", None, None),
]


@pytest.mark.parametrize(("text", "age", "group"), AGES, ids=[t for t, *_ in AGES])
def test_ages_in_every_form(text: str, age: int | None, group: str | None) -> None:
    """The age is in years, and the group follows from it or from the word; nothing said is nothing told."""
    (victim,) = victims_of(text)
    assert (victim.age, victim.age_group) == (age, group)


def test_a_chain_of_kin_tells_sex_and_relation() -> None:
    """ "His wife", "their son" and "their daughter" tell the sex and the relation of who follows, "his" whose wife it is."""
    found = victims_of(
        "Tarik Dalbani, his wife Huda Orabi, their son Samer Dalbani and their daughter Lina Dalbani were killed."
    )
    assert [v.sex for v in found] == ["man", "woman", "man", "woman"]
    assert [v.relation for v in found] == [None, "his wife", "their son", "their daughter"]


def test_a_given_name_never_tells_the_sex() -> None:
    """Without a word that says so, the sex is not told."""
    (victim,) = victims_of("Maria Orabi was killed.")
    assert victim.sex is None


@pytest.mark.parametrize(
    ("title", "sex"), [("Mr.", "man"), ("Mrs.", "woman"), ("Hajj", "man"), ("Dr.", None)]
)
def test_titles_tell_the_sex(title: str, sex: str | None) -> None:
    """A title that only men or only women bear tells the sex; it is no part of the name."""
    (victim,) = victims_of(f"{title} Salim Orabi was killed.")
    assert (victim.name, victim.sex) == ("Salim Orabi", sex)


@pytest.mark.parametrize("written", ["“Abu Nader”", "(Abu Nader)", "(“Abu Nader”)"])
def test_a_by_name_is_another_name(written: str) -> None:
    """A kunya in quotation marks or brackets is another name of the same person."""
    (victim,) = victims_of(f"Salim Orabi {written} was killed.")
    assert (victim.name, victim.names_other) == ("Salim Orabi", ("Abu Nader",))


def test_a_name_in_arabic_script_is_another_name() -> None:
    """The same name in another script is kept beside it."""
    (victim,) = victims_of("Salim Orabi (سليم عرابي) was killed.")
    assert victim.names_other == ("سليم عرابي",)


def test_the_outcome_is_that_of_the_persons_own_clause() -> None:
    """One killed and one injured in one sentence have their own outcomes."""
    found = victims_of("Salim Orabi was killed and Nader Dalbani was injured in the raid.")
    assert [(v.name, v.outcome) for v in found] == [("Salim Orabi", "killed"), ("Nader Dalbani", "injured")]


def test_a_list_without_a_harm_word_is_a_claim_among_the_total() -> None:
    """Names behind a heading are a claim of their own, among the people of the total told before."""
    claims = claims_of(
        "Three people were killed.\n\nThe names are:\nSalim Orabi (12)\nNader Orabi (9)\nHuda Orabi (31)\n"
    )
    lists = [c for c in claims if c.victims]
    assert lists
    assert all(c.relation == "among" and c.part_of == claims[0].id for c in lists)
    assert all(c.outcome == "killed" and c.count is not None and c.count.low == len(c.victims) for c in lists)
    assert [v.name for c in lists for v in c.victims] == ["Salim Orabi", "Nader Orabi", "Huda Orabi"]


def test_names_without_any_harm_told_are_no_claims() -> None:
    """A list of names in a report without harm is nothing to the register."""
    assert claims_of("The winners were identified as Salim Orabi (12) and Nader Orabi (9).") == ()


def test_one_person_told_of_twice_has_the_fullest_name() -> None:
    """Mentions with and without the middle name are one person."""
    claims = claims_of("Salim Orabi was killed. Salim Nader Al-Orabi (12 years old) was killed at home.")
    assert {v.name for c in claims for v in c.victims} == {"Salim Nader Al-Orabi"}
    assert {v.age for c in claims for v in c.victims} == {None, 12} or {
        v.age for c in claims for v in c.victims
    } == {12}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Salim Orabi", "Saleem Al-Orabi", True),
        ("Salim Nader Orabi", "Salim Orabi", True),
        ("Salim Orabi", "Nader Salim Orabi", False),
        ("Salim Orabi", "Huda Orabi", False),
        ("Salim Orabi", "Orabi", True),
        ("Mohammed Orabi", "Muhammad Orabi", True),
    ],
)
def test_when_two_names_are_one_persons(a: str, b: str, same: bool) -> None:
    """The first word must agree and the shorter be in the longer; vowels and articles do not count."""
    assert same_person(Person(skeleton(a), name=a), skeleton(b), None) is same


def test_two_of_one_name_and_other_ages_are_two_people() -> None:
    """A grandfather and a grandson of one name are two people."""
    assert (
        names_of("Salim Orabi (70 years old) and Salim Orabi (5 years old) were killed.")
        == ["Salim Orabi"] * 2
    )


_WORDS = st.sampled_from(
    [
        "Salim", "Orabi", "Al-Dalbani", "Abu", "his wife", "their son", "(12)", ", 34,", "was killed", "were injured",
        "and", ",", ".", ":", "\n", "“Abu Nader”", "(", ")", "“", "the names of the dead", "said", "Dr.", "سليم", "-", "7-year-old",
        "identified as", "H.", "’", "ORABI", "family", "@x", "killing",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=40).map(" ".join))
def test_quotes_are_the_texts_own_words(text: str) -> None:
    """Whatever the text, each victim's quote is found at its offsets, and so is each claim's."""
    for claim in claims_of(text):
        assert text[claim.quote.start : claim.quote.end] == claim.quote.text
        for victim in claim.victims:
            assert text[victim.quote.start : victim.quote.end] == victim.quote.text


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    """Characters of any script behind a harm claim raise nothing and keep the offsets."""
    whole = f"Two people were killed. The victims were named as {text}"
    for claim in claims_of(whole):
        for victim in claim.victims:
            assert whole[victim.quote.start : victim.quote.end] == victim.quote.text
