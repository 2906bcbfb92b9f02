"""Texts that nobody would write: reports cut, joined, shuffled, in other scripts, full of controls and huge numbers.

Made by a seed alone, so that whatever goes wrong can be made again. Used by ``benchmarks/fuzz.py`` and the property tests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.intake import take
from daftar.model import Report

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["made", "mutated", "quotes_of", "sources", "wrong_quotes"]

SENTENCES = (
    "Nine people were killed and 12 wounded in Saraqib on Tuesday, 17 December 2019, at 3.30 pm, rescue workers said.",
    "At least 22 civilians, including five children and two nurses, died; dozens of others are missing since April.",
    "“We saw the helicopter,” Ahmad Sheikho, 34, of the Civil Defence told Example Wire. Two of them were his cousins.",
    "About 1.2 million people were displaced, 300 families (1,500 people) took refuge in schools, 40 homes were destroyed.",
    "The army denied that its aircraft had struck the market near Kafr Nabl, Idlib province, between 5 and 7 May.",
    "A truce brokered by Norland collapsed: rebels captured Khan Tuman, and a car bomb killed three soldiers.",
    "قُتل تسعة أشخاص في سراقب يوم الثلاثاء. ",
    "在市场上有九人死亡。 Девять человек погибли.",
    "THE DEATH TOLL ROSE TO 31 FROM 12 - MINISTRY",
    "* 3 killed, 14 hurt\n* 2 abducted\n1) one dead\n(Photo: A. Name)",
)
SCRIPTS = (
    range(0x20, 0x7F), range(0xA0, 0x250), range(0x370, 0x400), range(0x400, 0x530), range(0x530, 0x590), range(0x591, 0x700),
    range(0x900, 0xE00), range(0x1000, 0x1100), range(0x10A0, 0x1200), range(0x1E00, 0x2000), range(0x2000, 0x2070),
    range(0x2070, 0x2400), range(0x3000, 0x3100), range(0x4E00, 0x4F00), range(0xAC00, 0xAD00), range(0xFB00, 0xFE00),
    range(0xFE00, 0xFE70), range(0xFF00, 0xFFF0), range(0x10300, 0x10350), range(0x1D400, 0x1D800), range(0x1F300, 0x1F700),
)  # fmt: skip
CONTROLS = "\x00\x01\x07\x08\x0b\x0c\x0d\x1b\x1c\x1d\x1e\x1f\x7f\x85\xa0\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff\ufffc\ufffd\uffff\U000e0001"
SWELLING = "İıŉǰΐßẞﬀﬃὒᾳ"  # letters that change length, or are not what they were, in another case
DIGITS = (
    "٠١٢٣٤٥٦٧٨٩",
    "۰۱۲۳۴۵۶۷۸۹",
    "०१२३४५६७८९",
    "০১২৩৪৫৬৭৮৯",
    "０１２３４５６７８９",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "①②③④⑤⑥⑦⑧⑨⑩",
)
LIKE_LATIN = str.maketrans(
    "aceopxyABCEHKMOPTXaeiou", "асеорхуАВСЕНКМОРТХαеіоυ"
)  # Cyrillic and Greek letters that look the same
SIGNS = "\"'“”‘’«»()[]{}.,;:!?…—–-/\\|*#@%&+=<>~^`$"
NUMBERS = (
    "0", "00", "1", "-1", "1e9", "999999999999", "9" * 30, "9" * 400, "1,000,000,000,000", "1.5", "1.500", "0.0000001", "3/4", "½",
    "Ⅻ", "12,34,567", "1 000 000", "31/12/9999", "0000-00-00", "2019-02-30", "25:61", "1" + ",000" * 60, "twenty-eleven",
    "a hundred thousand million billion", "half a million", "2.3 lakh", "year 0", "in 99999", "10000000000 years ago",
)  # fmt: skip


def sources(samples: Path) -> list[str]:
    """What is mutated: the sample reports and a few sentences of our own."""
    return [t.report.text for t in take([str(samples)]) if hasattr(t, "report")] + list(SENTENCES)


def _cut(text: str, chance: random.Random, _all: list[str]) -> str:
    a, b = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return chance.choice((text[a:b], text[:a] + text[b:]))


def _joined(text: str, chance: random.Random, texts: list[str]) -> str:
    other = chance.choice(texts)
    at, begin = chance.randrange(len(text) + 1), chance.randrange(len(other) + 1)
    return text[:at] + chance.choice(("", " ", "\n", "\n\n")) + other[begin : begin + 300] + text[at:]


def _shuffled(text: str, chance: random.Random, _all: list[str]) -> str:
    by = chance.choice((" ", "\n", ". ", ","))
    parts = text.split(by)
    chance.shuffle(parts)
    return by.join(parts)


def _sprinkled(text: str, chance: random.Random, _all: list[str]) -> str:
    letters = chance.choice((CONTROLS, SIGNS, SWELLING, "".join(DIGITS), " \n\t"))
    found = list(text)
    for _ in range(chance.randrange(1, 12)):
        found.insert(chance.randrange(len(found) + 1), chance.choice(letters) * chance.choice((1, 1, 1, 3)))
    return "".join(found)


def _replaced(text: str, chance: random.Random, _all: list[str]) -> str:
    found = list(text)
    for _ in range(min(len(found), chance.randrange(1, 30))):
        found[chance.randrange(len(found))] = chr(chance.choice(chance.choice(SCRIPTS)))
    return "".join(found)


def _other_script(text: str, chance: random.Random, _all: list[str]) -> str:
    if chance.random() < 0.5:
        return text.translate(LIKE_LATIN)
    return text.translate(str.maketrans("0123456789", chance.choice(DIGITS)))


def _other_case(text: str, chance: random.Random, _all: list[str]) -> str:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase, str.casefold))(text)


def _numbered(text: str, chance: random.Random, _all: list[str]) -> str:
    words = text.split(" ")
    for _ in range(chance.randrange(1, 5)):
        words[chance.randrange(len(words))] = chance.choice(NUMBERS)
    return " ".join(words)


def _repeated(text: str, chance: random.Random, _all: list[str]) -> str:
    at = chance.randrange(len(text) + 1)
    piece = text[at : at + chance.randrange(1, 40)]
    return text[:at] + piece * chance.choice((2, 5, 40)) + text[at:]


def _unpaired(text: str, chance: random.Random, _all: list[str]) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chr(chance.randrange(0xD800, 0xE000)) + text[at:]


OPERATIONS: tuple[Callable[[str, random.Random, list[str]], str], ...] = (
    _cut, _joined, _shuffled, _sprinkled, _sprinkled, _replaced, _other_script, _other_case, _numbered, _numbered, _repeated,
)  # fmt: skip


def mutated(texts: list[str], chance: random.Random) -> str:
    """One of ``texts``, or a stretch of it, after a few operations; sometimes a text of characters drawn blindly."""
    if chance.random() < 0.08:
        kind = chance.choice(SCRIPTS) if chance.random() < 0.5 else range(0x110000)
        drawn = (chance.choice(kind) for _ in range(chance.randrange(200)))
        return "".join(chr(c) for c in drawn if not 0xD800 <= c < 0xE000)
    text = chance.choice(texts)
    if len(text) > 600:
        at = chance.randrange(len(text) - 300)
        text = text[at : at + chance.randrange(50, 600)]
    for _ in range(chance.randrange(1, 5)):
        text = chance.choice(OPERATIONS)(text, chance, texts)
        if not text:
            break
    return text[:3000]


def made(text: str, title: str | None = None, **given: object) -> Report:
    """A report of this text, as intake would make it: without unpaired surrogates."""
    told: dict[str, object] = {"id": "fuzz", "source": "fuzz", "media_type": "text/plain", "sha256": "0" * 64}
    return Report(**told | given | {"text": text, "title": title})  # type: ignore[arg-type]


def quotes_of(value: object) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, text and part of every quote in a printed row, at any depth."""
    if isinstance(value, dict):
        if {"start", "end", "part"} <= value.keys():
            yield value["start"], value["end"], value.get("text", value.get("worded")), value["part"]
        for inner in value.values():
            yield from quotes_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from quotes_of(inner)


def wrong_quotes(row: object, report: Report) -> list[tuple[int, int, str, str]]:
    """The quotes whose offsets do not give their text."""
    parts = {"text": report.text, "title": report.title or ""}
    return [q for q in quotes_of(row) if parts[q[3]][q[0] : q[1]] != q[2]]
