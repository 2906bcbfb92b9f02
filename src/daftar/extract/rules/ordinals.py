"""Which of several somebody is, where the words say it: "a seventh person", "a third"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.tokens import Tokens

__all__ = ["ORDINALS", "say_which"]

ORDINALS: Mapping[str, int] = load("en", "ordinals")["ordinals"]

_ARTICLES = ("a", "an", "another")
_BETWEEN = 2  # words between the ordinal and its noun: "a third young man"


@lru_cache(maxsize=1)
def _ranks() -> frozenset[str]:
    return frozenset(load("en", "ordinals")["not"]["ranks"])


def say_which(tokens: Tokens, people: Sequence[People]) -> None:
    """Give those of ``people`` whom an ordinal singles out their number; only "a seventh", since "the seventh" is known."""
    if ORDINALS.keys().isdisjoint(tokens.lower):
        return
    for who in people:
        if not (who.numbered or who.named or who.definite or who.anaphor) and _one(who):
            who.nth = _nth(tokens, who)


def _one(who: People) -> bool:
    return who.count is not None and who.count.high == 1


def _nth(tokens: Tokens, who: People) -> int:
    lower = tokens.lower
    if lower[who.head] in _ranks():
        return 0
    for at in range(who.head, max(-1, who.head - _BETWEEN - 2), -1):
        if lower[at] in ORDINALS:
            opens = at == 0 or lower[at - 1] in _ARTICLES
            return ORDINALS[lower[at]] if opens else 0
        if at < who.head and tokens.marks[at] not in "my":
            return 0
    return 0
