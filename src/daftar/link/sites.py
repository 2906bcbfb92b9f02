"""Streets and sites that an account names: "Larkspur Street", "the Halden Mill mall", "12th Street"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load
from daftar.languages.common import RAREST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["kinds_of_sites", "numbered", "sites_of"]

_NUMBERED = re.compile(
    r"\b(\d{1,3})(?:st|nd|rd|th) (street|st|avenue|ave|road|drive)\b|"
    r"\b(?:interstate|highway|route|hwy)[ -](\d{1,3})\b",
    re.IGNORECASE,
)
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NUMBER = 3  # points of a street that is a number


@lru_cache(maxsize=1)
def kinds_of_sites() -> Mapping[str, str]:
    """From a word that streets or sites are called by to what it is compared as."""
    data = load("en", "sites")
    return {
        word: kind for part in (data["ways"], data["sites"]) for kind, words in part.items() for word in words
    }


def sites_of(run: Sequence[str], bands: Mapping[str, int]) -> Iterator[str]:
    """The streets and sites in words written as names: the last telling word before what it is, and the kind."""
    kinds = kinds_of_sites()
    for at, word in enumerate(run):
        if word not in kinds or not at:
            continue
        for name in reversed(run[max(0, at - 4) : at]):
            points = bands.get(name, RAREST)
            if points and name not in kinds:
                yield f"{points}{name} {kinds[word]}"
                break


def numbered(text: str) -> Iterator[str]:
    """Streets and roads that are numbers, in words: "3one two street" for 12th Street (a digit stands for points only)."""
    for match in _NUMBERED.finditer(text):
        figure = " ".join(_DIGITS[int(digit)] for digit in match[1] or match[3])
        yield f"{_NUMBER}{figure} {kinds_of_sites()[match[2].casefold()] if match[2] else 'highway'}"
