"""The gate of the rules extractor: what it lets through, what is only near, and that it changes nothing that is read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from daftar.codebook.conventions import conventions
from daftar.extract.rules.gate import Gate, by_passage
from daftar.extract.rules.reader import RulesExtractor
from daftar.model import Report
from daftar.resolve.places import open_gazetteer
from daftar.resolve.readings import Mentions
from daftar.segment import Passages, segment

HARM = ("die", "died", "killed")
FAMILIES = {
    "active": ["hit", "opened fire on"],
    "passive": ["hit"],
    "nouns": ["air strikes", "offensive"],
    "began": ["began", "broke out"],
    "launched": ["carried out"],
    "weapons": ["napalm"],
    "taken": ["took control of"],
    "lost": ["withdrew from"],
    "deal": ["truce"],
    "material": ["video"],
    "lives": ["lives"],
    "claim": ["claimed", "among"],
    "hurt": ["condition"],
    "sent": ["taken"],
    "named": ["shooting"],
    "happened": ["happened"],
    "who": ["police"],
    "called": ["were called"],
}
ORDINARY = sorted(Path(__file__).parents[2].joinpath("benchmarks", "ordinary").glob("*.txt"))


def let_through(text: str) -> tuple[bool, bool]:
    """Whether harm, and whether anything else, may be told of in ``text``."""
    gate = Gate(HARM, FAMILIES, near_harm=("hospital",), near_other=("happened", "called"))
    bits = 0
    for _, bit in gate.find(text):
        bits |= bit
    return gate.harmful(bits), gate.telling(bits)


@pytest.mark.parametrize(
    ("text", "harm", "other"),
    [
        ("two of them died at noon", True, False),
        ("a soldier studied medieval art", False, False),
        ("casualties were feared", True, False),
        ("beaten to death", True, False),
        ("the blast claimed four lives", True, False),
        ("she was taken to a hospital", True, False),
        ("she was taken to the zoo", False, False),
        ("he lives above the shop", False, False),
        ("the air strikes began at dawn", False, True),
        ("the air strikes were discussed", False, False),
        ("they took control\nof the bridge", False, True),
        ("they took the bus", False, False),
        ("it hit a school", False, True),
        ("a white wall", False, False),
        ("it happened at noon", False, True),
        ("police were called at noon", False, True),
        ("plumbers were called at noon", False, False),
        ("a video of the offensive", False, True),
        ("a video of the party", False, True),
    ],
)
def test_words_count_where_they_stand_by_themselves(text: str, harm: bool, other: bool) -> None:
    """A word lets a passage through as a whole word, a phrase as a whole phrase, a pair where both stand."""
    assert let_through(text) == (harm, other)


def test_a_part_of_a_word_is_only_near() -> None:
    """A passage with a word of harm inside another word claims nothing and is near."""
    gate = Gate(HARM, FAMILIES, near_harm=("hospital",), near_other=("happened", "called"))
    [(at, bits)] = gate.find("a soldier slept")
    assert at == len("a sol")
    assert gate.near_harm(bits)
    assert not gate.harmful(bits)
    assert not gate.near_other(bits)


def test_words_belong_to_the_passage_they_stand_in() -> None:
    """Words are given to passages by their offsets, the title's to the title."""
    report = Report(
        id="r",
        sha256="",
        source="",
        media_type="",
        title="Truce holds",
        text="All slept. Ana died. All woke.",
    )
    gate = Gate(HARM, FAMILIES, near_harm=("hospital",), near_other=("happened", "called"))
    passages = segment(report)
    bits = by_passage(passages, gate.find("truce holds"), gate.find(report.text.lower()))
    assert {passages[index].text for index in bits} == {"Truce holds", "Ana died."}


def test_a_report_about_other_things_is_not_even_cut_into_sentences() -> None:
    """Where no word of the gate stands, nobody looks at a passage."""
    report = Report(id="r", sha256="", source="", media_type="", text="The choir sang. The hall was full.")

    class Untouched(Passages):
        def _passages(self) -> tuple[()]:
            pytest.fail("the report was cut into sentences")

    extractor = RulesExtractor(conventions("default"))
    assert extractor.extract(report, Untouched(report), Mentions(open_gazetteer())) == ()


@pytest.mark.parametrize("file", ORDINARY, ids=lambda file: file.stem)
def test_articles_about_other_things_claim_nothing(file: Path) -> None:
    """The articles of the benchmark tell of no harm."""
    report = Report(
        id="r",
        sha256="",
        source="",
        media_type="",
        text=file.read_text(encoding="utf-8"),
        published=dt.date(2024, 3, 3),
    )
    extractor = RulesExtractor(conventions("default"))
    assert extractor.extract(report, Passages(report), Mentions(open_gazetteer())) == ()
