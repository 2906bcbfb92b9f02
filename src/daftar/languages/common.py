"""How rarely a report has a word: common words of a language by bands, and words that reports of violence are full of."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from daftar.errors import DataError
from daftar.languages import KNOWN, load

__all__ = ["RAREST", "late_words", "page_words", "rarity"]

#: The band of words that are in no list.
RAREST = 6
#: The band of usual names of people.
USUAL = 3


def rarity(language: str | None) -> dict[str, int] | None:
    """The band of each common word (0: in most reports, to 5), of ``common.txt``, ``names.toml`` and
    ``reports.toml``; None without them.

    Words that are not there are of band ``RAREST``. Raises DataError where a file is not of its form.
    """
    return _bands(language) if language in KNOWN else None


@lru_cache(maxsize=1)
def page_words() -> frozenset[str]:
    """Words that outlets name themselves and their pages by."""
    return frozenset(load("en", "reports")["pages"])


@lru_cache(maxsize=1)
def late_words() -> frozenset[str]:
    """Words that a report begins with that tells what became of an incident: an arrest, a hearing, a death in hospital."""
    return frozenset(load("en", "reports")["later"])


@lru_cache(maxsize=4)
def _bands(language: str) -> dict[str, int]:
    where = f"languages/{language}/common.txt"
    text = (resources.files("daftar.languages") / language / "common.txt").read_text(encoding="utf-8")
    found: dict[str, int] = {}
    band: int | None = None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            band = _band(line, f"{where}, line {number}")
        elif line and not line.startswith("#"):
            if band is None:
                raise DataError(
                    f"{where}, line {number}: words stand before the first band; write [0] above them"
                )
            found.update((word, band) for word in line.split())
    names = load(language, "names")
    found.update((name, min(USUAL, found.get(name, USUAL))) for name in names["usual"])
    for words in (names["particles"], *load(language, "reports").values()):
        found.update((word, 0) for word in words)
    return found


def _band(line: str, where: str) -> int:
    digits = line.strip("[] ")
    if not digits.isdecimal() or int(digits) >= RAREST:
        raise DataError(
            f"{where}: {line!r} is no band; it must be a number from 0 to {RAREST - 1} in brackets"
        )
    return int(digits)
