"""People hurt without a verb that says so: "suffered a broken arm", "was hit on the head", "got a gunshot wound"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from daftar.extract.rules.row import Hit, Row
    from daftar.extract.rules.tokens import Tokens

__all__ = ["blows", "by_accident", "by_illness", "gate", "hurt_words", "maimed", "pierced", "wound"]

_REACH = 9  # tokens from "suffered" to the wound
_GOT = frozenset({"got", "had", "has", "have"})
_CLOSE = 4  # tokens from "got" to its wound: "had ... injuries" far apart is another thing

_WHICH = frozenset({"a", "an", "his", "her", "both", "one", "their", "two"})  # before a limb that is lost
_NEAR = 30  # characters from "amid" to the disaster
_AMID = re.compile(r"\b(?:amid|amidst|despite)\s[^.,;]*$", re.IGNORECASE)
_PIERCING = frozenset({"gunshot", "gunshots", "stab", "bullet", "knife"})


@dataclass(frozen=True, slots=True)
class _Words:
    wounds: frozenset[str]
    none: frozenset[str]
    body: frozenset[str]
    blows: frozenset[str]
    at: frozenset[str]
    illnesses: frozenset[str]
    limbs: frozenset[str]


@lru_cache(maxsize=4)
def _words(language: str = "en") -> _Words:
    data = load(language, "hurt")
    return _Words(**{key: frozenset(words) for key, words in data.items()})


def gate() -> tuple[str, ...]:
    """What a passage holds that tells of harm in such words."""
    words = _words()
    pairs = [f"{blow} {at} " for blow in sorted(words.blows) for at in sorted(words.at)]
    pairs += [f"lost {which} {limb}" for which in sorted(_WHICH) for limb in sorted(words.limbs)]
    return (
        *pairs,
        "was beat ",
        "were beat ",
        "beat him",
        "beat them",
        "beat her",
        "beat up ",
        "broken ",
        "fractur",
        "bruis",
        "concussion",
        "unconscious",
    )


def hurt_words() -> frozenset[str]:
    """The words of which such a passage has one, beside what :func:`gate` gives."""
    words = _words()
    return words.blows | words.wounds | {"broken", "beat", "lost"}


def blows(tokens: Tokens) -> None:
    """Mark a blow to a part of the body as harm: "struck in the shoulder", "hit them on their heads"."""
    words = _words()
    lower, size = tokens.lower, len(tokens)
    if words.blows.isdisjoint(lower):
        return
    for i, word in enumerate(lower):
        if word not in words.blows or tokens.marks[i] not in "xm":
            continue
        j = i + 1
        if j < size and lower[j] in ("him", "her", "them"):
            j += 1
        if j >= size or lower[j] not in words.at:
            continue
        if any(w in words.body for w in lower[j + 1 : j + 5] if w not in (",", ".", ";")):
            tokens.marks[i], lower[i] = "d", "injured"


def wound(row: Row, i: int) -> int:
    """The token of the wound that the verb at chunk ``i`` speaks of; -1 where there is none, or none is said to be."""
    words, lower = _words(), row.tokens.lower
    at = row.first[i]
    verb = lower[at]
    if row.marks[i] != "k" and not _owns(row, i, verb):
        return -1
    reach = _CLOSE if verb in _GOT else _REACH
    for k in range(at + 1, min(at + 1 + reach, len(lower))):
        word, mark = lower[k], row.tokens.marks[k]
        if word in words.wounds:
            return k
        if word in words.body and "broken" in lower[at + 1 : k]:
            return k
        if word in words.none or (mark in ".;wWBqe" and word != "-") or (mark == "r" and verb in _GOT):
            return -1
    return -1


def maimed(lower: list[str], at: int) -> int:
    """The token of the limb that the verb at token ``at`` says was lost; -1 where none is."""
    limb = lower[at + 2 : at + 3]
    lost = lower[at + 1 : at + 2] and lower[at + 1] in _WHICH and limb and limb[0] in _words().limbs
    return at + 2 if lost and lower[at + 3 : at + 4] != ["of"] else -1  # "both legs of the tie"


def _owns(row: Row, i: int, verb: str) -> bool:
    """Whether "had" or "got" at chunk ``i`` says what the people right before it have: not "is said to have", not
    "the body, which had".
    """
    j = i - 1
    if j >= 0 and row.marks[j] == "w":
        j -= 2 if row.marks[j - 1 : j] == "," else 1
        if row.tokens.lower[row.first[i - 1]] != "who":
            return False
    return verb in _GOT and j >= 0 and row.marks[j] in "EG,y)"


def pierced(hit: Hit, tokens: Tokens) -> bool:
    """Whether the wound is of a bullet or a blade: that somebody was hit, and not whether they lived, as with "shot"."""
    return hit.form == "self" and not _PIERCING.isdisjoint(tokens.lower[hit.verb : hit.last])


def by_accident(text: str, cues: list[int]) -> bool:
    """Whether any of the accidents and disasters named at ``cues`` may be what befell them: not where it is only when
    they were harmed ("killed amid the pandemic").
    """
    return any(_AMID.search(text[max(0, at - _NEAR) : at]) is None for at in cues)


def by_illness(hit: Hit, tokens: Tokens) -> bool:
    """Whether a death is said to be by a disease: "died from cholera", "a malaria patient died"."""
    if hit.outcome != "killed" or hit.people is None or hit.form not in ("self", "passive", "reduced"):
        return False
    words = _words()
    of_whom = tokens.lower[hit.people.first : hit.people.last + 3]
    of_what = tokens.lower[hit.verb + 1 : hit.verb + 4]
    died = hit.form == "self" or tokens.lower[hit.verb] == "deceased"
    return died and not (words.illnesses.isdisjoint(of_whom) and words.illnesses.isdisjoint(of_what))
