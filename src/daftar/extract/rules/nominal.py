"""Harm told by a noun: "the murder of two clerks", "the recent killing in B of a guard", "X Y's assassination"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.nouns import NO_TRAITS, People
from daftar.extract.rules.objects import objects
from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.row import Hit, Row

__all__ = [
    "behind_verb",
    "fled_from",
    "is_noun",
    "of_whom",
    "only_meant",
    "owner",
    "presupposed",
    "somebody",
    "struck",
]

# Verbs that are nouns too, before "of": "the murders of".
_ALSO_NOUNS = frozenset({"murder", "murders", "massacre", "massacres"})
_AIMED = frozenset({"attempted", "failed", "foiled", "frustrated", "planned", "thwarted", "plotting", "planning", "plot", "threatened"})  # fmt: skip
_OF_A_PERSON = frozenset({"murder", "assassination", "killing", "death", "slaying"})
_PLACE = 4  # chunks: "in the city of"
_TITLES = 5  # chunks between "of" and the people: "of Green Party candidate", "of Dr"


def is_noun(row: Row, i: int) -> bool:
    """Whether the base form at chunk ``i`` is a noun: "the murder of", "last week's massacre in B of"."""
    if row.tokens.lower[row.first[i]] not in _ALSO_NOUNS or (i and row.marks[i - 1] in "TMe"):
        return False
    return _behind_of(row, i) > 0 or owner(row, i) is not None


def of_whom(row: Row, i: int) -> list[People]:
    """The people behind "of" after the noun at chunk ``i``; else the one who owns it by name."""
    of = _behind_of(row, i)
    if of <= 0:
        whose = owner(row, i)
        return [whose] if whose is not None else []
    found = objects(row, of)
    return found or objects(row, _past_titles(row, of))


def behind_verb(row: Row, i: int) -> list[People]:
    """The people whom the active verb at chunk ``i`` does it to: "killing Green Party candidate X Y"."""
    return objects(row, i) or objects(row, _past_titles(row, i))


def struck(row: Row, i: int) -> list[People]:
    """The people whom the finite verb at chunk ``i`` is about: "rebels killed Green Party candidate X Y"."""
    found = objects(row, i)
    if found or (i and row.marks[i - 1] in ",A"):
        return found
    found = objects(row, _past_titles(row, i))
    return [] if any(p.named for p in found[:1]) else found


def _behind_of(row: Row, i: int) -> int:
    """The chunk of the "of" that belongs to the noun at chunk ``i``, a place between them or not; -1 without one."""
    marks = row.marks
    if marks[i + 1 : i + 2] == "f":
        return i + 1
    if marks[i + 1 : i + 2] != "r" or row.tokens.lower[row.first[i + 1]] != "in":
        return -1
    for k in range(i + 2, min(i + 3 + _PLACE, len(marks))):
        if marks[k] == "f":
            return k
        if marks[k] not in "mXtG":
            return -1
    return -1


def _past_titles(row: Row, of: int) -> int:
    """The chunk before the one person whom words without an article lead in: "of Green Party candidate", "of Dr X Y"."""
    marks = row.marks
    for k in range(of + 1, min(of + 1 + _TITLES, len(marks))):
        if marks[k] in "EG":
            people = row.people[k]
            single = people is not None and people.count is not None and people.count.high == 1
            return k - 1 if single and people is not None and not people.others and k > of + 1 else of
        if marks[k] not in "mXj" or row.tokens.lower[row.first[k]].endswith("ing"):
            return of
    return of


def owner(row: Row, i: int) -> People | None:
    """The person whose full name owns the harm told at chunk ``i``: "X Y's murder"; None where none does."""
    marks, last = row.tokens.marks, row.first[i]
    if not last or marks[last - 1] != "j" or row.tokens.lower[last] not in _OF_A_PERSON:
        return None
    first = last - 1
    while first and marks[first - 1] == "X":
        first -= 1
    if last - first < 2:
        return None
    return People(first, last, last - 1, Count.exactly(1), NO_TRAITS, named=True)


def presupposed(row: Row, i: int) -> bool:
    """Whether the harm is told as a thing that is known: "will look into the murder of", "X's death was not"."""
    at = row.first[i]
    marks = row.tokens.marks
    if row.marks[i] not in "nbg" or not at:
        return False
    if _behind_of(row, i) < 0:
        return owner(row, i) is not None
    k = at - 1
    while k and marks[k] in "mxY":
        k -= 1
    return marks[k] in "tj" and at - k <= 3


def only_meant(row: Row, i: int) -> bool:
    """Whether the words before the noun say that it did not come to it: "the attempted murder of"."""
    at = row.first[i]
    return not _AIMED.isdisjoint(row.tokens.lower[max(0, at - 3) : at])


def fled_from(row: Row, i: int, who: People, hits: list[Hit]) -> bool:
    """ "Gunmen killed five people and fled": those who did it are away, not those to whom it was done."""
    together = i > 0 and row.marks[i - 1] == "A"
    return together and any(h.people is who and h.form == "active" for h in hits)


def somebody(row: Row, who: People) -> bool:
    """ "Two men shot a guard": people with an article behind the verb are its object."""
    return row.tokens.marks[who.first] == "a" and not who.weak and who.head > who.first
