"""Sentences in which whoever speaks owns up to harm, or denies it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from daftar.languages import load
from daftar.languages.patterns import either

__all__ = ["admits", "denies", "knows_nothing", "of_many", "told_as_fact"]


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


def of_many(name: str) -> bool:
    """Whether a party's name takes a verb in the plural: "the Houthis", "Syrian government forces", "rebels in the north"."""
    data = load("en", "accounts")["plural"]
    words = name.casefold().replace("’", "'").split()
    behind = next((at for at, word in enumerate(words) if at and word in data["behind"]), len(words))
    head = words[behind - 1].strip(".,'\"") if words else ""
    if head in data["many"]:
        return True
    return head.endswith("s") and not head.endswith(("ss", "us")) and head not in data["one"]


class _Denial(NamedTuple):
    denies: re.Pattern[str]
    ignorance: re.Pattern[str]
    facts: re.Pattern[str]


@lru_cache(maxsize=4)
def _denial(language: str) -> _Denial:
    data = load(language, "accounts")["denial"]
    ignorance = rf"(?:that\s+)?(?:(?:\w+\s+){{1,4}}?)?{either(data['ignorance'])}\b"
    denied = rf"{either(data['verbs'])}\s+{either(data['deeds'])}\b"
    return _Denial(
        denies=re.compile(
            rf"(?:['’]s?)?,?\s+(?:{either(data['between'])}\s+){{0,3}}(?:{denied}|{either(data['says'])}\s+{ignorance})",
            re.IGNORECASE,
        ),
        ignorance=re.compile(rf"\s*{ignorance}", re.IGNORECASE),
        facts=re.compile(
            rf",?\s+\b{either(data['facts'])}\b|,\s+{either(data['facts_apart'])}\b", re.IGNORECASE
        ),
    )


@lru_cache(maxsize=4)
def _pattern(language: str) -> re.Pattern[str]:
    data = load(language, "accounts")["admission"]
    owned = rf"{either(data['verbs'])}\b(?!\s+(?:the\s+|such\s+)?{either(data['hearsay'])}\b)"
    own = (
        rf"{either(data['owners'])}\s+(?:own\s+)?{either(data['doers'])}\s+"
        rf"(?:had\s+|have\s+)?(?:\w+ly\s+)?{either(data['deeds'])}\b"
    )
    return re.compile(rf"\b(?:{owned}|{own})", re.IGNORECASE)
