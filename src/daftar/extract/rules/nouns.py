"""People nouns: where one stands, what it tells of the people, and the phrase type that everything is built from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.lexicon import Lexicon, Traits
from daftar.model import Count, Group

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens

__all__ = ["NO_TRAITS", "People", "age_traits", "closing", "head_at", "merge", "noun_ahead", "of_number"]

NO_TRAITS = Traits()


@dataclass(slots=True)
class People:
    """A stretch of tokens that stands for people. ``weak``: only a harm verb beside it can make it people.

    ``unit`` is what the count counts (the codebook's units); ``moved`` is what the phrase itself says befell them ("12
    displaced families"). ``until`` is the end of the list of names behind a phrase that the names count ("his sons A, 22,
    and B, 19"), else 0; ``nth`` which of several "a seventh person" is, else 0.
    """

    first: int
    last: int
    head: int
    count: Count | None
    traits: Traits
    numbered: bool = False
    others: bool = False
    definite: bool = False
    anaphor: bool = False
    named: bool = False
    weak: bool = False
    none: bool = False
    kin: bool = False
    all_of: bool = False
    unit: str = "persons"
    moved: str | None = None
    until: int = 0
    nth: int = 0

    def group(self, tokens: Tokens) -> Group:
        """The codebook's group with the words it rests on."""
        t = self.traits
        worded = tokens.text[tokens.starts[self.first] : tokens.ends[self.last - 1]]
        return Group(status=t.status, age=t.age, sex=t.sex, role=t.role, worded=worded)


def head_at(tokens: Tokens, i: int, words: Lexicon) -> tuple[int, Traits] | None:
    """The end and traits of a people noun that begins at token ``i`` (of two words where the lexicon has them)."""
    word = tokens.lower[i]
    seconds = words.pairs.get(word)
    if seconds and i + 1 < len(tokens) and tokens.lower[i + 1] in seconds:
        return i + 2, words.traits[f"{word} {tokens.lower[i + 1]}"]
    if seconds and " ".join(tokens.lower[i + 1 : i + 3]) in seconds:
        return i + 3, words.traits[" ".join(tokens.lower[i : i + 3])]  # civil defence workers
    if tokens.marks[i] in "PpKJ":
        return i + 1, words.traits[word]
    if word in ("head", "chief", "director") and tokens.lower[i + 1 : i + 2] == ["of"]:
        return i + 1, NO_TRAITS
    return None


_GROWN = {"eighteen": 18, "nineteen": 19, "twenty": 20}  # numbers in words that are no child's age


@lru_cache(maxsize=4096)
def merge(a: Traits, b: Traits) -> Traits:
    """``b`` with what only ``a`` (a word before it) tells."""
    return replace(
        b,
        status=b.status or a.status,
        age=b.age or a.age,
        sex=b.sex or a.sex,
        role=b.role or a.role,
    )


@lru_cache(maxsize=4096)
def of_number(seen: Traits, *, many: bool, kin: bool) -> Traits:
    """``seen`` for people in the number and kinship that their noun gives."""
    return replace(seen, many=many, kin=kin)


def noun_ahead(tokens: Tokens, i: int, words: Lexicon) -> bool:
    """Whether a people noun follows within three words: in "one male NGO aid worker", "male" is no head."""
    if i < len(tokens) and tokens.marks[i] == "(":
        i = max(i, closing(tokens, i) + 1)
    for j in range(i, min(i + 4, len(tokens))):
        if head_at(tokens, j, words) is not None:
            return j + 1 >= len(tokens) or tokens.lower[j + 1] not in words.sets["offices"]
        if tokens.marks[j] not in "mXj" or tokens.lower[j].endswith("ing"):
            return False
    return False


def closing(tokens: Tokens, i: int) -> int:
    """The closing bracket of a short aside ("two (one foreign) workers"), or -1."""
    for j in range(i + 1, min(i + 16, len(tokens))):
        if tokens.marks[j] == ")":
            return j
    return -1


def age_traits(word: str) -> Traits:
    """What "13-year-old" tells: child under 18, elderly from 65 on (OHCHR casualty recording uses the same bounds)."""
    digits = "".join(c for c in word[:3] if c.isdecimal())
    if "month" in word or "week" in word or "day" in word:
        return Traits(age="child")
    years = int(digits) if digits else _GROWN.get(re.split("[- ]", word, maxsplit=1)[0], 0)
    if years < 18:
        return Traits(age="child")
    return Traits(age="elderly") if years >= 65 else Traits(age="adult")
