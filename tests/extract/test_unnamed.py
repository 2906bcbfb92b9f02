"""People harmed whom a report singles out without a name. All names and sentences are invented."""

from __future__ import annotations

import pytest
from tests.extract.test_people import _Nothing

from daftar.codebook.conventions import conventions
from daftar.extract.rules.reader import RulesExtractor
from daftar.model import Report, Victim
from daftar.segment import segment

READER = RulesExtractor(conventions("default"))


def _victims(text: str, title: str | None = None, rules: str = "default") -> list[Victim]:
    reader = READER if rules == "default" else RulesExtractor(conventions(rules))
    report = Report(id="r1", sha256="", text=text, title=title, source="", media_type="text/plain")
    return [v for c in reader.extract(report, segment(report), _Nothing()) for v in c.victims]


def _told(victims: list[Victim]) -> list[str]:
    """Each victim in short: the name, or sex, age group, years, role and relation as far as told."""
    return [
        v.name or " ".join(str(x) for x in (v.sex, v.age_group, v.age, v.role, v.relation) if x is not None)
        for v in sorted(victims, key=lambda v: v.quote.start)
    ]


SINGLED_OUT = [
    ("A shell killed a volunteer's wife and three children.", ["woman wife of a volunteer", "child", "child", "child"]),
    ("A shell killed Salim Tarn, his wife and two of their children.",
     ["Salim Tarn", "woman his wife", "child one of their children", "child one of their children"]),
    ("A couple and their three daughters were killed.", ["one of a couple"] * 2 + ["woman one of their three daughters"] * 3),
    ("A pregnant woman was killed and her husband was wounded.", ["woman adult", "man her husband"]),
    ("The mayor's brother was abducted.", ["man brother of the mayor"]),
    ("The wife of a night guard was killed.", ["woman wife of a night guard"]),
    ("Two sons of a shepherd were killed by a mine.", ["man one of two sons of a shepherd"] * 2),
    ("Omar Tarn's wife was killed.", ["woman wife of Omar Tarn"]),
    ("A boy, 12, was killed by a sniper. Hours later another boy was killed nearby.", ["man child 12", "man child"]),
    ("Three people were killed, including a nurse and a 7-year-old girl.", ["health_worker", "woman child 7"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), SINGLED_OUT, ids=[t for t, _ in SINGLED_OUT])
def test_kin_and_people_singled_out_are_victims_without_a_name(text: str, told: list[str]) -> None:
    """Kin each by themselves, and one person of whom the words tell more than that it is one."""
    assert _told(_victims(text)) == told


NOBODY = [
    "Seven people were killed.",
    "One person was killed.",
    "Three children were killed.",
    "Her children were killed.",
    "He was killed.",
    "A man was arrested after the shooting.",
    "Forty relatives were killed.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_a_mere_number_singles_nobody_out(text: str) -> None:
    """Counts of people, a plural without a number and a pronoun make no persons, whatever a convention counts."""
    assert _victims(text) == []
    assert _victims(text, rules="airwars") == []


ONCE = [
    ("A nurse was killed by a shell. Neighbours mourned Huda Salem, a nurse, who was killed on her way home.", ["Huda Salem"]),
    ("A pregnant woman was killed by a shell. The woman was killed at her door.", ["woman adult"]),
    ("A woman was killed by a shell. Officials said a pregnant woman was killed.", ["woman adult"]),
    ("A shell killed Salim Tarn and his two sons: Omar Tarn and Adel Tarn.", ["Salim Tarn", "Omar Tarn", "Adel Tarn"]),
    ("A shell killed Salim Tarn and his two children: Omar Tarn (24) and Hala Tarn.", ["Salim Tarn", "Omar Tarn", "Hala Tarn"]),
    ("A shell killed a teacher, Mona Barakat.", ["Mona Barakat"]),
    ("A boy and a girl were killed. The dead were Samer Tarn, 9, and Lina Tarn, 7.", ["Samer Tarn", "Lina Tarn"]),
    ("A man was killed and a woman was killed.", ["man adult", "woman adult"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), ONCE, ids=[t for t, _ in ONCE])
def test_one_person_told_of_twice_is_listed_once(text: str, told: list[str]) -> None:
    """Whoever may be somebody named or told of elsewhere in the report is that person."""
    assert _told(_victims(text)) == told


def test_a_title_tells_of_whom_the_text_tells_of_again() -> None:
    """The person of a headline is the text's, with what the text says."""
    victims = _victims("A 30-year-old nurse was killed by a shell.", title="A nurse was killed in Tarn")
    assert _told(victims) == ["adult 30 health_worker"]


def test_a_person_without_a_name_rests_on_the_words() -> None:
    """The quote of each is the phrase that singles the person out."""
    text = "Officials said that a shell killed a volunteer's wife."
    (victim,) = _victims(text)
    assert text[victim.quote.start : victim.quote.end] == victim.quote.text == "a volunteer's wife"


def test_a_number_that_ends_a_name_counts_nobody() -> None:
    """Channel Six is no six people."""
    report = Report(id="r1", sha256="", text="Karim Aziz, a reporter for Channel Six, was killed.", source="", media_type="text/plain")  # fmt: skip
    counts = [c.count.low for c in READER.extract(report, segment(report), _Nothing()) if c.count is not None]
    assert counts == [1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Amina Yusuf, a nurse, was on her way home. She was killed by a stray bullet.", ["Amina Yusuf"]),
        ("Gunmen opened fire on Musa Bello, 34. He died at the scene.", ["Musa Bello"]),
        ("Musa Bello was walking home with a friend. He was killed by a mine.", []),
        ("Musa Bello, a witness, said the blast was loud. He was wounded in the leg.", []),
        ("Musa Bello met Ali Tanko at the well. He was killed by a mine.", []),
    ],
)
def test_he_or_she_is_the_one_person_named_before(text: str, names: list[str]) -> None:
    """A pronoun means the only person whom the sentence before names, and nobody where another may be meant."""
    assert [v.name for v in _victims(text) if v.name] == names
