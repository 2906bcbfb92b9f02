"""People taken or held: "was taken by gunmen", "held hostage", "took 12 villagers hostage", "detained by a militia".

The grammar reads single words of harm; here what several words say is put into the verb, before it looks. Codebook:
abducted is whoever "was taken and held by somebody with no lawful power to do so", so it is the captor that decides.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens

__all__ = ["captive_triggers", "captivity"]

_TO_CAPTOR = 6  # tokens from "by" to the word that tells who: "by members of a local armed group"
_FROM_HOME = 14  # tokens from "taken" to "by", where it is said from where
_TO_BY = 5  # tokens from the verb to "by"
_TO_CAPTIVE = 9  # tokens from "took" to "hostage"


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in load("en", "captivity").items()}


def captive_triggers() -> tuple[str, ...]:
    """What a passage must hold one of for the rest to be worth looking at."""
    return (
        "hostage",
        "hostages",
        "captive",
        "captives",
        "ransom",
        "taken by",
        "taken from",
        "held them",
        "held him",
        "held her",
        "held by",
        "seized by",
        "captured by",
    )


def captivity(tokens: Tokens) -> None:
    """Mark the verbs of ``tokens`` that say that people were taken or held."""
    words, lower = _words(), tokens.lower
    if words["taken"].isdisjoint(lower) and words["take"].isdisjoint(lower):
        return
    for i, word in enumerate(lower):
        passive = word in words["taken"] and _passive(tokens, i)
        captive = _captive(tokens, i, words) if passive or word in words["take"] else 0
        held = word == "held" and not passive and _captor_held(tokens, i, words)
        if captive or held or (passive and _by_captor(tokens, i, words)):
            gerund = word.endswith("ing")
            base = word in ("take", "takes", "hold", "holds")
            tokens.marks[i], lower[i] = "g" if gerund else "b" if base else "d", "abducted"
            if captive:
                tokens.marks[captive] = "x"


def _captor_held(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether captors held somebody for a time: "by militiamen who held them for nine days"."""
    lower = tokens.lower
    who = lower[max(0, i - _TO_CAPTOR) : i]
    if words["captors"].isdisjoint(who) or not words["authorities"].isdisjoint(who):
        return False
    behind = lower[i + 1 : i + 1 + _TO_BY]
    return "for" in behind and behind[0] not in ("for", "out") and behind[:1] != ["talks"]


def _passive(tokens: Tokens, i: int) -> bool:
    """Whether "was" stands before, perhaps with another verb between: "were stopped and detained"."""
    j = i - 1
    while j >= 0 and i - j <= 4 and tokens.marks[j] not in ".;,EPpKJ":
        if tokens.marks[j] == "B":
            return True
        j -= 1
    return False


def _captive(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> int:
    """The token of the "hostage" that goes with the verb at ``i``, or 0."""
    lower = tokens.lower
    for j in range(i + 1, min(len(lower), i + _TO_CAPTIVE)):
        if lower[j] in words["captive"]:
            alone = j + 1 >= len(lower) or tokens.marks[j + 1] not in "mXPpKJ"
            beside = lower[j - 1] in ("for", "as") or tokens.marks[j - 1] in "PpKJX" or j == i + 1
            return j if alone and beside else 0
        if tokens.marks[j] in ".;wWBd":
            return 0
    return 0


def _agent(tokens: Tokens, i: int) -> list[str]:
    """The words behind "by", up to the next preposition or the end of the clause."""
    stop = i
    while stop < min(len(tokens), i + _TO_CAPTOR) and tokens.marks[stop] not in "r.,;wWTA":
        if tokens.lower[stop] == "due":
            break
        stop += 1
    return tokens.lower[i:stop]


def _by_captor(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether "by" and a captor follow: a word for one, or with "taken" any name, unless it tells how they went."""
    lower, marks = tokens.lower, tokens.marks
    far = lower[i] == "taken" and lower[i + 1 : i + 2] == ["from"]  # "taken from their guest house by gunmen"
    for j in range(i + 1, min(len(lower), i + (_FROM_HOME if far else _TO_BY))):
        if lower[j] == "to" or marks[j] in ".;wWd":
            return False
        if lower[j] == "by":
            who = _agent(tokens, j + 1)
            if not words["authorities"].isdisjoint(who):
                return False
            armed = "armed" in who and "forces" not in who  # the armed forces are an authority
            if armed or not words["captors"].isdisjoint(who):
                return True
            named = marks[j + 1 : j + 2] == ["X"] and lower[i] == "taken"
            return named and "to" not in lower[j + 1 : j + 9] and words["helpers"].isdisjoint(who)
    return False
