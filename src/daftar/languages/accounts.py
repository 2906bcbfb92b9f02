"""Sentences in which whoever speaks owns up to harm, or denies it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["admits", "denies", "knows_nothing", "told_as_fact"]


def admits(sentence: str) -> bool:
    """Whether the one who speaks in a sentence owns up to it ("admitted that", "its strike killed"), not to others' saying so."""
    return _pattern("en").search(sentence) is not None


def denies(sentence: str, at: int) -> bool:
    """Whether whoever is named right before ``at`` denies having done it ("the army | said it had no record of a strike")."""
    return _denial("en").denies.match(sentence, at) is not None


def knows_nothing(sentence: str, at: int) -> bool:
    """Whether what is said from ``at`` on is that one did or knows nothing ("the army said | it was not responsible for")."""
    return _denial("en").ignorance.match(sentence, at) is not None


def told_as_fact(sentence: str, start: int, end: int) -> int | None:
    """Where, in what stands behind a denial, a sentence begins to tell what did happen ("in which eight were killed")."""
    found = _denial("en").facts.search(sentence, start, end)
    return None if found is None else found.start()


class _Denial(NamedTuple):
    denies: re.Pattern[str]
    ignorance: re.Pattern[str]
    facts: re.Pattern[str]


@lru_cache(maxsize=4)
def _denial(language: str) -> _Denial:
    data = load(language, "accounts")["denial"]
    ignorance = rf"(?:that\s+)?(?:(?:\w+\s+){{1,4}}?)?{_any(data['ignorance'])}\b"
    denied = rf"{_any(data['verbs'])}\s+{_any(data['deeds'])}\b"
    return _Denial(
        denies=re.compile(
            rf"(?:['’]s?)?,?\s+(?:{_any(data['between'])}\s+){{0,3}}(?:{denied}|{_any(data['says'])}\s+{ignorance})",
            re.IGNORECASE,
        ),
        ignorance=re.compile(rf"\s*{ignorance}", re.IGNORECASE),
        facts=re.compile(rf",?\s+\b{_any(data['facts'])}\b|,\s+{_any(data['facts_apart'])}\b", re.IGNORECASE),
    )


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
