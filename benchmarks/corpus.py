"""The corpus of the benchmarks: our own sample reports, over and over, as they are or with other numbers each time.

Daftar remembers what it found in a sentence, so a report repeated word for word is read faster than a new one. To show
what that gain is and what is left without most of it, every number, in digits or as a word, can be drawn anew (by a
seed): then few sentences that claim anything come back. Days and years stay, or the dates would stop making sense.
"""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING

from daftar.intake import take

if TYPE_CHECKING:
    from pathlib import Path

WORDS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "eleven",
    "twelve",
    "fourteen",
    "twenty",
)
WORD = re.compile(rf"\b({'|'.join(WORDS)})\b")
DIGITS = re.compile(r"(?<![\d:.,])(?:\d{1,3},\d{3}|\d{2,3})(?![\d:.,]|am|pm| (?:November|August|April))\b")


def varied(text: str, chance: random.Random) -> str:
    """``text`` with every count drawn anew."""
    text = WORD.sub(lambda _: chance.choice(WORDS), text)
    return DIGITS.sub(lambda found: f"{chance.randrange(2, 10 ** len(found[0].replace(',', ''))):,}", text)


def write_corpus(samples: Path, target: Path, size: int, *, seed: int | None = 1) -> int:
    """Write ``size`` reports as JSONL that ``daftar read`` takes; the number of characters in all.

    ``seed`` draws the numbers in them; None leaves every report as it is.
    """
    reports = [taken.report for taken in take([str(samples)]) if hasattr(taken, "report")]
    chance = None if seed is None else random.Random(seed)
    characters = 0
    with target.open("w", encoding="utf-8") as out:
        for number in range(size):
            report = reports[number % len(reports)]
            text = report.text if chance is None else varied(report.text, chance)
            title = (report.title or "") if chance is None else varied(report.title or "", chance)
            row = {
                "id": f"bench-{number:06d}",
                "title": title or None,
                "text": text,
                "published": str(report.published or "2019-11-06"),
                "publisher": report.publisher,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            characters += len(text)
    return characters
