"""How outlets say whose words and news they print, and words that are numbers: what copies are known by."""

from __future__ import annotations

from functools import lru_cache

from daftar.languages import KNOWN, load

__all__ = ["number_words"]


@lru_cache(maxsize=1)
def number_words() -> frozenset[str]:
    """Words of any known language that are numbers, in lower case."""
    return frozenset(word for language in KNOWN for word in load(language, "copying")["numbers"])
