"""The corpus of the benchmarks: our own sample reports, over and over, each time with other numbers in them.

Every number, in digits or as a word, is drawn anew (with a fixed seed), so that no two reports are the same text and
nothing gains from remembering an earlier one. Days and years stay, or the dates would stop making sense.
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


def write_corpus(samples: Path, target: Path, size: int, *, seed: int = 1) -> int:
    """Write ``size`` reports as JSONL that ``daftar read`` takes; the number of characters in all."""
    reports = [taken.report for taken in take([str(samples)]) if hasattr(taken, "report")]
    chance = random.Random(seed)
    characters = 0
    with target.open("w", encoding="utf-8") as out:
        for number in range(size):
            report = reports[number % len(reports)]
            text = varied(report.text, chance)
            row = {
                "id": f"bench-{number:06d}",
                "title": varied(report.title or "", chance) or None,
                "text": text,
                "published": str(report.published or "2019-11-06"),
                "publisher": report.publisher,
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            characters += len(text)
    return characters
