"""The words around names in Arabic and Cyrillic letters, and what a word may be filed as: tables of ``scripts.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from daftar.resolve.places.fold import fold

__all__ = ["PUTS", "ScriptWords", "forms"]

_STUCK = ("و", "ف")  # "and", stuck to any word
PUTS = ("ب", "ل", "ك")
"""What Arabic sticks to a name: "in", "to", "as"."""


@dataclass(frozen=True, slots=True)
class ScriptWords:
    """The table of one script, folded. ``lead`` maps a word to what it is before a name."""

    script: str
    read_in: frozenset[str]
    puts: frozenset[str]
    relations: Mapping[str, str]
    ands: frozenset[str]
    units: frozenset[str]
    speaks: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    ordinary: frozenset[str]
    first: frozenset[str]
    features: Mapping[str, str]
    compass: Mapping[str, str]
    people: tuple[tuple[str, str], ...]
    endings: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, script: str, table: Mapping[str, Any]) -> ScriptWords:
        """The table as read from ``scripts.toml``, ready to ask."""
        folded = {key: frozenset(map(fold, table[key])) for key in (
            "puts", "and", "units", "speaks", "titles", "given", "ordinary", "first",
        )}  # fmt: skip
        if script == "arabic":
            folded["ordinary"] |= {"ال" + word for word in folded["ordinary"]}
        relations = {fold(w): "near" for w in table["near"]} | {fold(w): "between" for w in table["between"]}
        relations |= {fold(w): "countryside of" for w in table["countryside"]}
        pairs = (pair.partition(">") for pair in table.get("endings", {}).get("pairs", ()))
        return cls(
            script, frozenset(table["read_in"]), folded["puts"], relations, folded["and"], folded["units"], folded["speaks"],
            folded["titles"], folded["given"], folded["ordinary"], folded["first"],
            {fold(w): kind for kind, words in table["features"].items() for w in words},
            {fold(w): side for side, words in table["compass"].items() for w in words},
            tuple((fold(w), code) for code, words in table["people"].items() for w in words),
            tuple(dict.fromkeys((_folded_end(a), _folded_end(b)) for a, _, b in pairs)),
        )  # fmt: skip


def _folded_end(ending: str) -> str:
    return fold(ending) if ending else ""


def forms(word: str, words: ScriptWords) -> list[tuple[str, int]]:
    """What a folded word may be filed as, with how many letters were stuck in front of it."""
    return _arabic(word) if words.script == "arabic" else [(w, 0) for w in _cyrillic(word, words.endings)]


@lru_cache(4096)
def _arabic(word: str) -> list[tuple[str, int]]:
    found = [(word, 0)]
    for and_ in ("", *_STUCK):
        rest = word.removeprefix(and_) if and_ and word.startswith(and_) else word
        if and_ and rest == word:
            continue
        if len(rest) > 1:
            found.append((rest, len(and_)))
        if rest.startswith("لل") and len(rest) > 4:
            found.append(("ال" + rest[2:], len(and_) + 1))
        found += [(rest[1:], len(and_) + 1) for p in PUTS if rest.startswith(p) and len(rest) > 3]
    return list(dict.fromkeys(found))


@lru_cache(4096)
def _cyrillic(word: str, endings: tuple[tuple[str, str], ...]) -> list[str]:
    found = [word]
    if len(word) > 3:
        for ending, first in endings:
            if word.endswith(ending) and len(stem := word[: -len(ending)]) > 1:
                found.append(stem + first)
    return list(dict.fromkeys(found))
