"""Who "they" and "them" are, where one sentence says it: "three clerks were robbed before they were beaten"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.lexicon import Traits
from daftar.extract.rules.nouns import People
from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.row import Row

__all__ = ["him_or_her", "they", "unsaid"]

_NO_NOUN = frozenset(".,;AWrYxqT)tahd")
_TIMES = frozenset({"once", "twice", "several", "multiple", "many", "three", "four"})
_ONE = {"him": Traits(sex="man"), "her": Traits(sex="woman")}


def him_or_her(row: Row, j: int) -> People | None:
    """The one person whom a pronoun at chunk ``j`` stands for behind its verb: "wounding him", "killed her in"."""
    at = row.first[j]
    traits = _ONE.get(row.tokens.lower[at])
    behind, word = row.tokens.marks[at + 1 : at + 2], row.tokens.lower[at + 1 : at + 2]
    alone = not behind or behind[0] in _NO_NOUN or word[0] in _TIMES or word[0].endswith("ly")
    if traits is None or (row.tokens.lower[at] == "her" and not alone):
        return None  # "her" before a noun
    return People(at, at + 1, at, Count.exactly(1), traits, definite=True)


def they(row: Row, j: int) -> list[People]:
    """The people that the pronoun at chunk ``j`` stands for: the only ones counted before it; none where two may be meant.

    Those behind "by" are who did it, and those told of without a number may be anybody.
    """
    if row.tokens.lower[row.first[j]] not in ("they", "them"):
        return []
    found: list[People] = []
    for k in range(j):
        people = row.people[k]
        if row.marks[k] != "E" or people is None or people.named:
            continue
        several = people.count is not None and people.count.low > 1
        if not several and not people.traits.many:
            continue
        if k and row.tokens.lower[row.first[k - 1]] == "by":
            continue
        if not people.numbered and row.tokens.lower[people.head] in row.words.sets["doers"]:
            continue
        found.append(people)
    plain = len(found) == 1 and found[0].numbered and not found[0].weak and not found[0].anaphor
    return found if plain and not found[0].others else []


def unsaid(row: Row, i: int) -> list[People]:
    """The one person that field notes leave out: "On 2 May was taken to hospital but died". "Were" may be any number."""
    marks = row.marks
    b = marks.find("B", 0, i)
    alone = b >= 0 and not marks[:b].strip("Hm,") and row.tokens.lower[row.first[b]] == "was"
    if not alone or marks[i] != "s" or marks[i - 1] not in "WA" or "E" in marks[:i] or "e" in marks[:i]:
        return []
    at = row.first[b]
    return [People(at, at + 1, at, Count.exactly(1), Traits(), definite=True)]
