"""People phrases: which words stand for people, how many, and what they tell of them."""

from __future__ import annotations

import pytest
from tests.plain_reading import number, people

from daftar.codebook.conventions import conventions
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.numbers import NumberReader
from daftar.extract.rules.phrases import find_people
from daftar.extract.rules.tokens import tokenise


def phrases(text: str) -> list[str]:
    """The people phrases of a text: words, how many, what they tell; those that only a harm verb makes people left out."""
    words, rules = lexicon("en"), conventions()
    tokens = tokenise(text, words)
    return [
        " ".join(
            [
                f"{text[tokens.starts[one.first] : tokens.ends[one.last - 1]]}:",
                number(one.count),
                *people(one.group(tokens)),
            ]
        )
        for one in find_people(tokens, NumberReader(rules).find(tokens), words, rules)
        if not one.weak
    ]


PHRASES = [
    ("at least 22 civilians", ["at least 22 civilians: 22+ civilian"]),
    ("a nurse and two doctors", ["a nurse: 1 health_worker", "two doctors: 2 health_worker"]),
    ("a volunteer's wife", ["a volunteer's wife: 1 woman"]),
    ("their three daughters", ["their three daughters: 3 woman"]),
    ("a 7-year-old girl", ["a 7-year-old girl: 1 child woman"]),
    ("two elderly men", ["two elderly men: 2 elderly man"]),
    ("three civil defence workers", ["three civil defence workers: 3 rescuer"]),
    ("two (one foreign) aid workers", ["two (one foreign) aid workers: 2 aid_worker"]),
    ("several unarmed protesters", ["several unarmed protesters: 3-9 civilian"]),
    ("five others", ["five others: 5"]),
    ("another soldier", ["another soldier: 1 combatant"]),
    ("both women", ["women: 2 woman"]),
    ("women and children", ["women: 2+ woman", "children: 2+ child"]),
    ("two policemen", ["two policemen: 2 police"]),
    ("a TV cameraman", ["a TV cameraman: 1 journalist"]),
    ("nine people", ["nine people: 9"]),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_words_that_stand_for_people_say_how_many_and_who(text: str, expected: list[str]) -> None:
    assert phrases(f"There were {text} on the road.") == expected


@pytest.mark.parametrize(
    "text",
    [
        "the police department of the town",
        "the Syrian people and their sorrow",
        "30 rockets and 12 tanks",
        "40 km to the north",
        "three houses and two schools",
        "a medical centre and an army base",
        "ten per cent of all the bread",
        "five days and two nights",
        "two militant groups at odds",
    ],
)
def test_words_that_stand_for_offices_nations_and_things_are_no_people(text: str) -> None:
    assert phrases(f"There were {text} that day.") == []
