"""Sentences in which whoever speaks owns up to harm."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["admits"]


def admits(sentence: str) -> bool:
    """Whether the one who speaks in a sentence owns up to it ("admitted that", "its strike killed"), not to others' saying so."""
    return _pattern("en").search(sentence) is not None


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    data = load(language, "accounts")["admission"]
    owned = rf"{_any(data['verbs'])}\b(?!\s+(?:the\s+|such\s+)?{_any(data['hearsay'])}\b)"
    own = (
        rf"{_any(data['owners'])}\s+(?:own\s+)?{_any(data['doers'])}\s+"
        rf"(?:had\s+|have\s+)?(?:\w+ly\s+)?{_any(data['deeds'])}\b"
    )
    return re.compile(rf"\b(?:{owned}|{own})", re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"
