"""Who undergoes a harm verb that stands before them: the people behind an active, those joined to them, and companions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.apposition import both_named, how_badly, said_twice
from daftar.extract.rules.joined import side_by_side
from daftar.extract.rules.pronouns import him_or_her, they

if TYPE_CHECKING:
    from daftar.extract.rules.phrases import People
    from daftar.extract.rules.row import Row

__all__ = ["companions", "coordinated", "objects", "own_verb"]

_TELLING = frozenset({"said", "say", "says", "told", "reported", "added", "confirmed", "testified", "wrote"})
_AS_FAR = 10  # words between somebody and their verb of saying: "the head of the town's emergency ward said"


def objects(row: Row, i: int) -> list[People]:
    """The people to the right of an active verb, with those joined to them by commas and "and"."""
    j = i + 1
    marks, size = row.marks, len(row.marks)
    if j < size and marks[j] == "A" and row.marks[j + 1 : j + 2] in ("d", "g", "b"):
        j += 2  # "killed and wounded 10"
    while j < size and marks[j] in ";y" and row.tokens.lower[row.first[j]] != ";":
        j += 1
    if row.tokens.lower[row.first[j] : row.first[j] + 2] == ["according", "to"] if j < size else False:
        j = next((k for k in range(j, min(j + 8, size)) if marks[k] in "EU.;,"), j)
        j += marks[j] == "U"  # "killing according to the latest toll 44 civilians"
    if marks[j : j + 4] == "amfE" and row.tokens.lower[row.first[j] + 1] in row.words.sets["groups"]:
        j += 3  # "killed a family of six"
    if j < size and marks[j] in "eh":
        one = him_or_her(row, j)
        return [one] if one is not None else they(row, j) if marks[j] == "e" else []
    if j >= size or marks[j] not in "EG":
        return []
    first = row.people[j]
    if first is None or (first.weak and not _believable(row, first, j)):
        return []
    found = [first]
    return found + coordinated(row, j, of=marks[i] == "f")


def coordinated(row: Row, j: int, *, of: bool = False) -> list[People]:
    """More people joined to the phrase at chunk ``j``, up to one that has a verb of its own.

    ``of`` says that they stand behind "the murder of": then the verb may be the deed's.
    """
    found: list[People] = []
    marks, size = row.marks, len(row.marks)
    while True:
        k = _step_over(row, j + 1)
        joined = aged = False
        listed = marks[j] == "G"  # "a clerk, 21-year-old X" is one person; "X, 21-year-old Y" are two
        while k < size and (marks[k] in ",A" or (joined and listed and marks[k] == "y")):
            joined, aged, k = True, marks[k] == "y", k + 1
        if not joined and j + 1 < size and side_by_side(row, j, j + 1):
            joined, k = True, j + 1
        if not joined or k >= size or marks[k] not in "EG":
            return found
        people = row.people[k]
        after = marks[k + 1 : k + 2]
        if people is not None and row.tokens.lower[people.last : people.last + 1] == ["fatally"]:
            return found  # "shot six people, one fatally": one of them
        if people is None or people.anaphor or not (_strong(people) or aged or both_named(row, j, k)):
            return found  # "three of them" are not three more
        if how_badly(row, k):
            return found
        if said_twice(row, j, k):
            j = k
            continue
        if (after and after in "BHdsSMn" and not (of and _of_the_deed(row, k))) or _speaks(row, people):
            return found
        found.append(people)
        j = k


def _of_the_deed(row: Row, k: int) -> bool:
    """ "The murder of six monks, a cook, and her daughter was an act of ...": the verb behind the list is the deed's."""
    people = row.people[k]
    ahead = row.marks[k + 1 : k + 4]
    one = people is not None and people.count is not None and people.count.high == 1
    return (
        one
        and ahead[:2] in ("Ba", "Bt")
        and row.tokens.lower[row.first[k + 1]] in ("was", "is")
        and row.marks[k - 1] == "A"
    )


def _strong(people: People) -> bool:
    return not people.weak or (people.numbered and not people.named)


def _speaks(row: Row, people: People) -> bool:
    """Whether the words behind make the people those who tell: ", residents said", ", the head of the town's clinic said"."""
    lower, marks = row.tokens.lower, row.tokens.marks
    at = people.last
    if at >= len(lower) or lower[at] in _TELLING:
        return at < len(lower)
    if lower[people.first - 1 : people.first] != [","] and lower[people.first - 2 : people.first - 1] != [
        ","
    ]:
        return False  # "killed two men and a woman the police said": only behind a comma does somebody begin to tell
    clause = lower[at] == "who"
    if not clause and marks[at] in "ath":
        return False
    for k in range(at, min(at + _AS_FAR, len(lower))):
        if lower[k] in _TELLING:
            return not clause or (k > at + 1 and lower[k - 1] not in ("had", "has", "have"))
        if marks[k] in ",.;A" or (not clause and marks[k] in "dgBHW"):
            return False
    return False


def _step_over(row: Row, k: int) -> int:
    """Past a short "in X", "from Y" or "(...)" behind a phrase, up to a comma or "and"."""
    marks, size = row.marks, len(row.marks)
    start = k
    while k < size and k - start <= 7 and marks[k] in "rfXmthGj()":
        k += 1
    return k if k < size and marks[k] in ",A" else start


def _believable(row: Row, people: People, j: int) -> bool:
    """Whether a weak phrase beside a harm verb is people: a number, a plural noun, a name that is no place."""
    if people.none:
        return True
    if people.numbered:
        following = row.marks[j + 1 : j + 2]
        return following not in ("#", "%") and not (people.head >= people.last)
    if people.named:
        return people.last - people.first >= 1
    return True


def own_verb(row: Row, right: list[People], i: int) -> bool:
    """Whether the people to the right are the subject of a verb of their own: "two killed, three were hurt"."""
    if row.marks[i - 1 : i] == "w" or row.tokens.lower[max(0, row.first[i] - 1)] == "that":
        return False  # "the man who killed four people was sentenced"
    j = i + 1
    while j < len(row.marks) and row.people[j] is not right[-1]:
        j += 1
    after = row.marks[j + 1 : j + 3]
    if not after:
        return False
    return after[0] in "BM" or (after[0] in "dS" and row.marks[i - 1 : i] in ("E", "G"))


def _counted_or_kin(row: Row, k: int) -> bool:
    """ "Abducted with two colleagues", "killed with his wife": not "with soldiers", which may be those who did it."""
    people = row.people[k]
    return people is not None and not people.weak and (people.kin or people.numbered) and not people.named


def companions(row: Row, i: int) -> list[People]:
    """The people behind "along with" or "himself and" after the verb at chunk ``i``: the same befell them."""
    marks = row.marks
    for k in range(i + 1, min(i + 9, len(marks) - 1)):
        if marks[k : k + 3] == "WBE" and row.tokens.lower[row.first[k]] == "as":
            first = row.people[k + 2]  # "12 men were injured, as were two passers-by"
            several = first is not None and not first.kin and (first.numbered or first.traits.many)
            return [first, *coordinated(row, k + 2)] if first is not None and several else []
        if marks[k] in ".;qWdgs":
            return []
        words = row.tokens.lower[max(0, row.first[k] - 1) : row.first[k] + 1]
        joined = words in (["along", "with"], ["together", "with"], ["accompanied", "by"]) or words[-1:] == [
            "alongside"
        ]
        itself = marks[k] == "A" and words[0] in ("himself", "herself", "themselves")
        with_whom = k == i + 1 and words[-1:] == ["with"] and _counted_or_kin(row, k + 1)
        if (joined or itself or with_whom) and marks[k + 1] == "E":
            first = row.people[k + 1]
            return [] if first is None else [first, *coordinated(row, k + 1)]
    return []
