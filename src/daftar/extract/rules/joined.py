"""Lists of people as news without commas writes them: one number over two kinds, figures side by side, stray names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.extract.rules.nouns import merge

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Traits
    from daftar.extract.rules.phrases import People
    from daftar.extract.rules.row import Row

_MANY = 4  # "two nurses and drivers" may be two and some more; "25 soldiers and fighters" are 25

__all__ = ["counted_together", "of_the_list", "side_by_side"]


def counted_together(row: Row, people: list[People]) -> list[People]:
    """ "25 soldiers and fighters", "12 nurses and drivers": one number over two kinds of people, and no others beside it.

    What the two kinds do not share ("nine soldiers and civilians") is told of neither.
    """
    if len(people) < 2:
        return people
    found = [people[0]]
    for who in people[1:]:
        before = found[-1]
        if _one_number(row, before, who):
            found[-1] = replace(before, last=who.last, head=who.head, weak=False, traits=_shared(before, who))
        else:
            found.append(who)
    return found


def _one_number(row: Row, before: People, who: People) -> bool:
    if (
        not before.numbered
        or before.none
        or before.anaphor
        or before.count is None
        or before.count.figure < _MANY
    ):
        return False
    if who.numbered or who.named or who.others or who.definite or who.kin or not who.traits.many:
        return False
    lower = row.tokens.lower
    if who.first <= 0 or who.first > len(lower):
        return False
    between = lower[before.last : who.first]
    kinds = (before.traits, who.traits)
    return between in (["and"], ["or"]) and not any(t.age or t.sex for t in kinds)


def _shared(before: People, who: People) -> Traits:
    a, b = before.traits, who.traits
    if (
        before.weak
    ):  # "70 army and militia fighters": what stands before "and" only tells more of the noun behind it
        return merge(a, b)
    return replace(
        b,
        status=a.status if a.status == b.status else None,
        role=a.role if a.role == b.role else None,
        age=None,
        sex=None,
    )


def of_the_list(row: Row, j: int) -> bool:
    """Whether the name at chunk ``j`` ends a list of whose people were counted: "nine men from Adra and Duma were killed"."""
    marks = row.marks
    if marks[j] != "G" or not j or marks[j - 1] != "A":
        return False
    k = j - 2
    while k >= 0 and j - k <= 9 and marks[k] in "XGmthaj":
        k -= 1
    if k < 1 or marks[k] not in "rf":
        return False
    while k >= 0 and marks[k] in "rfXGmthaj":
        k -= 1
    people = row.people[k] if k >= 0 and marks[k] == "E" else None
    return people is not None and (people.traits.many or people.numbered)


def side_by_side(row: Row, left: int, right: int) -> bool:
    """Whether two figures stand beside each other as a list whose commas are lost: "four women two children"."""
    one, two = row.people[left], row.people[right]
    if one is None or two is None or right != left + 1:
        return False
    if not (_counts(row, one) and _counts(row, two)) or two.others:
        return False
    return one.last == two.first


def _counts(row: Row, people: People) -> bool:
    """A figure with a people noun of its own; a bare number beside another is as often half of a name or a date."""
    plain = people.numbered and not people.weak and not people.anaphor and people.count is not None
    return (
        plain
        and people.count is not None
        and people.count.best is not None
        and row.tokens.marks[people.head] in "PpKJ"
    )
