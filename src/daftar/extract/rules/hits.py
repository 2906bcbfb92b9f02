"""Words that together say somebody was hit or hurt: "struck by a bullet", "in critical condition", "sent to hospital".

The grammar reads single words of harm; here what several words say is put into one of them, before it looks.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens

__all__ = ["hit_families", "hit_triggers", "hits"]

_REACH = 7  # tokens from the verb to what it was done with, or to the hospital
_OF_PEOPLE = frozenset({"of", "for", "after", "from", "by", "accidentally", "allegedly", "accused", "and", "fatally", "with", "before"})  # fmt: skip


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in load("en", "hits").items()}


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The words without any of which there is nothing to mark."""
    words = _words()
    return (
        words["struck"]
        | words["taken"]
        | words["evacuated"]
        | words["suffers"]
        | {"treated", "condition", "critical", "wound", "wounds", "shooting", "self"}
    )


def hit_triggers() -> tuple[str, ...]:
    """What a passage must hold one of for the rest to be worth looking at."""
    return (
        "bullet",
        "gunfire",
        "pellet",
        "struck",
        "hit in",
        "hit by",
        "condition",
        "hospital",
        "medical",
        "treatment",
        "shooting",
        "trauma",
    )


def hit_families(more: frozenset[str]) -> dict[str, frozenset[str]]:
    """The words that :func:`hits` begins at: one is enough (``hurt``), or one where a trigger stands beside it (``sent``).

    ``more`` are other words of that second kind.
    """
    words = _words()
    hurt = frozenset(
        {
            "condition",
            "shooting",
            "fractur*",
            "bruis*",
            "concussion",
            "unconscious",
            "among the victims",
            "among the casualties",
        }
    )
    return {"hurt": hurt, "sent": words["struck"] | words["taken"] | words["evacuated"] | more}


def hits(tokens: Tokens) -> None:
    """Mark the words of ``tokens`` that stand for being hit or hurt."""
    words = _words()
    if _beginnings().isdisjoint(tokens.lower):
        return
    for i, word in enumerate(tokens.lower):
        if word in words["struck"]:
            _struck(tokens, i, words)
        elif word == "condition":
            _condition(tokens, i, words)
        elif word in words["taken"] or word in words["evacuated"]:
            _taken(tokens, i, words)
            _for_care(tokens, i, words)
        elif word in ("wound", "wounds", "treated"):
            (_treated if word == "treated" else _wound)(tokens, i, words)
        elif word in words["suffers"]:
            tokens.marks[i] = "k"
        elif word == "critical" and i and tokens.lower[i + 1 : i + 2] != ["condition"]:
            if tokens.marks[i - 1] == "#" or tokens.lower[i - 1] in ("one", "two", "three", "four"):
                tokens.marks[i], tokens.lower[i] = "S", "injured"  # "3 dead, 1 critical"
        elif word == "shooting":
            _shooting(tokens, i)
        elif word == "self" and tokens.marks[i - 1] in "db":
            tokens.marks[i] = "x"


def _struck(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> None:
    """ "Was hit by gunfire", "struck in the leg", "a bullet struck a girl"."""
    lower = tokens.lower
    after = lower[i + 1 : i + _REACH]
    by = after[:1] == ["by"] and not words["missiles"].isdisjoint(after)
    into = after[:1] in (["in"], ["on"]) and not words["body"].isdisjoint(after[1:5])
    shot = not words["missiles"].isdisjoint(lower[max(0, i - 3) : i]) and tokens.marks[i - 1] not in "BH"
    if by or into or shot:
        tokens.marks[i], lower[i] = "d", "shot"


def _condition(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> None:
    """ "Is in critical condition", "a woman in stable condition"."""
    lower = tokens.lower
    k = i - 1
    while k > 0 and (lower[k] in words["condition"] or tokens.marks[k] == "x") and i - k < 6:
        k -= 1
    if k == i - 1 or lower[k] != "in" or (lower[k + 1] in ("good", "unknown", "undisclosed") and k + 2 == i):
        return
    tokens.marks[k], lower[k] = "S", "injured"
    for j in range(k + 1, i + 1):
        tokens.marks[j] = "x"


def _taken(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> None:
    """ "Was rushed to a hospital", "sends two people to hospital"; not where the sentence goes on to a death there."""
    lower = tokens.lower
    stop = min(len(lower), i + 2 * _REACH)
    if (
        lower[i] not in words["taken"]
        or not words["dies"].isdisjoint(lower[i : i + 24])
        or not words["unhurt"].isdisjoint(lower)
    ):
        return
    for j in range(i + 1, stop):
        if lower[j] in (".", ";", "where"):
            return
        if lower[j] == "to":
            if not words["hospital"].isdisjoint(lower[j + 1 : j + _REACH]):
                passive = "B" in tokens.marks[max(0, i - 4) : i] or j == i + 1
                tokens.marks[i] = "d" if passive else "b"
                lower[i] = "hospitalized"
            return


def _for_care(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> None:
    """ "Was medically evacuated", "had to be airlifted out for medical care"; patients may be ill, and are no more hurt."""
    lower, marks = tokens.lower, tokens.marks
    if lower[i] not in words["evacuated"] or not words["ill"].isdisjoint(lower[max(0, i - _REACH) : i]):
        return
    if lower[i - 1] != "medically" and not (
        "B" in marks[max(0, i - 3) : i] and _to_be_treated(tokens, i, words)
    ):
        return
    if words["dies"].isdisjoint(lower[i : i + 24]):
        marks[i], lower[i] = "d", "hospitalized"


def _to_be_treated(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether "for treatment" follows the verb at ``i``."""
    lower = tokens.lower
    for j in range(i + 1, min(len(lower), i + 2 * _REACH)):
        if tokens.marks[j] in ".;":
            return False
        if lower[j] == "for":
            return not words["care"].isdisjoint(lower[j + 1 : j + 4])
    return False


def _treated(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> None:
    """ "12 people were treated for injuries": whoever is treated for a wound was hurt."""
    lower = tokens.lower
    passive = "B" in tokens.marks[max(0, i - 3) : i]
    if passive and lower[i + 1 : i + 2] == ["for"] and not words["hurts"].isdisjoint(lower[i + 2 : i + 6]):
        tokens.marks[i], lower[i] = "d", "hospitalized"


def _wound(tokens: Tokens, i: int, words: dict[str, frozenset[str]]) -> None:
    """ "A gunshot wound" is a noun; "with a gunshot wound" is to have been hit."""
    lower, marks = tokens.lower, tokens.marks
    if lower[i - 1] not in words["wounds"] or not i or "fatal" in lower[max(0, i - 4) : i]:
        return
    marks[i], lower[i] = "n", "wounds"
    k = i - 1
    while k > 0 and i - k < 6 and (lower[k] in words["wounds"] or marks[k] in "a#mx,"):
        k -= 1
    blow = not words["blows"].isdisjoint(lower[k:i])  # whoever has a gunshot wound was shot
    if lower[k] == "from" and marks[k - 1] == "k":
        marks[k] = "x"
        k -= 1
    elif lower[k] == "with":
        marks[k] = "k"
    if blow and marks[k] == "k":
        lower[k] = "shot"


def _shooting(tokens: Tokens, i: int) -> None:
    """ "The fatal shooting of a boy", "accused of shooting his cousin", "after shooting himself"."""
    lower, marks = tokens.lower, tokens.marks
    after, before = lower[i + 1 : i + 2], lower[i - 1] if i else ""
    if after == ["of"]:
        fatal = before in ("fatal", "deadly", "fatally")
        marks[i], lower[i] = ("n", "killings") if fatal else ("n", "shot")
        return
    ahead = marks[i + 1] if i + 1 < len(marks) else "."
    if before in _OF_PEOPLE and (ahead in "ahy#PK" or after[:1] in (["himself"], ["herself"])):
        marks[i], lower[i] = "g", "killing" if before == "fatally" else "shot"
