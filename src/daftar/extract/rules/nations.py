"""People by where they come from, in a word that is an adjective too: "killed a Colombian", "two Kenyans"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.nouns import NO_TRAITS, People
from daftar.languages import load
from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens

__all__ = ["somebody_from"]

_ENDS = frozenset(".,;)AWBHMwrdgsS")  # marks that no noun begins with: the word before them is a noun itself


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in load("en", "nations").items()}


def somebody_from(tokens: Tokens, i: int) -> People | None:
    """The one person of "a Colombian" whose last word is token ``i``; None where a noun follows ("a Colombian bank")."""
    if tokens.marks[i] not in "mX" or not i or tokens.marks[i - 1] != "a":
        return None
    words = _words()
    if tokens.lower[i] not in words["one"]:
        return None
    behind = i + 1
    if behind < len(tokens) and not (tokens.marks[behind] in _ENDS or tokens.lower[behind] in words["about"]):
        return None
    return People(i - 1, i + 1, i, Count.exactly(1), NO_TRAITS)
