"""Whether two place names may be spellings of one name."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from daftar.model.origins import fold

__all__ = ["alike", "maybe_one", "skeleton"]

_VOWELS = re.compile(r"[aeiouywh']+")
_DOUBLED = re.compile(r"(.)\1+")
_SHORT = 4  # letters: names of so few that have the same consonants are seldom one


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """The consonants of a place name: Tell Mannas, Tal Mannis and Tall Mannis are one."""
    plain = fold(anyascii(name))
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", plain)).replace(" ", "")


def alike(one: str, other: str) -> bool:
    """Whether two folded names have the same consonants, and mostly the same letters."""
    if one == other:
        return True
    if len(one) <= _SHORT or skeleton(one) != skeleton(other):
        return False
    return Levenshtein.distance(one, other) <= 0.4 * max(len(one), len(other))


@lru_cache(maxsize=65_536)
def maybe_one(one: str, other: str) -> bool:
    """Whether two names as worded may be one place's: spellings of one name, or one with words left out ("Bani", "Bani Hasan")."""
    a, b = fold(anyascii(one)), fold(anyascii(other))
    return alike(a, b) or f" {a} " in f" {b} " or f" {b} " in f" {a} "
