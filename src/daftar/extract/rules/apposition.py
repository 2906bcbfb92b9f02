"""People told of twice: "X Y, a trader, ...", "the founder and director of the clinic" are one person each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.nouns import merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.phrases import People
    from daftar.extract.rules.row import Row

_MANY = frozenset({"were", "are", "have"})  # "the driver and cook of the clinic were taken" are two
_SOME = frozenset({"some", "many", "several", "most", "few"})
_TO_THE_VERB = 10  # chunks

__all__ = ["both_named", "how_badly", "is_one", "said_twice", "without_appositions"]


def how_badly(row: Row, k: int) -> bool:
    """Whether the phrase at chunk ``k`` says how badly some of those before it were hurt: "24 persons, some seriously"."""
    people = row.people[k]
    if people is None or people.named or people.last - people.first > 1:
        return False
    behind = row.tokens.lower[people.last : people.last + 1]
    return row.tokens.lower[people.first] in _SOME and bool(behind) and behind[0].endswith("ly")


def is_one(people: People | None) -> bool:
    """Whether a phrase is one person, so that a name behind it is that person's."""
    return people is not None and people.count is not None and people.count.high == 1 and not people.others


def both_named(row: Row, j: int, k: int) -> bool:
    """Whether full names stand at both chunks: "the murder of X Y and Z W"."""
    return all(p is not None and p.named and p.last - p.first > 1 for p in (row.people[j], row.people[k]))


def said_twice(row: Row, j: int, k: int) -> bool:
    """Whether the phrase at chunk ``k`` tells who the one person at ``j`` is: "X Y, a great leader", "the minister and
    president of the court".
    """
    one, other = row.people[j], row.people[k]
    if one is None or other is None or not (is_one(one) and is_one(other)):
        return False
    behind = [row.tokens.lower[at] for at in row.first[k : k + _TO_THE_VERB]]
    one_of_them = row.tokens.lower[other.first : other.first + 2] == ["one", "of"] and _MANY.isdisjoint(
        behind
    )
    if other.numbered and not one_of_them:
        return False
    article = row.tokens.marks[other.first] in "at" or one_of_them
    bare = other.first == other.head and not other.kin and not other.named
    if "A" not in row.marks[j:k]:
        return (one.named or "G" in row.marks[j:k] or _titled(row, one)) and (article or bare)
    office = row.marks[k + 1 : k + 2] == "f" and bare and _MANY.isdisjoint(behind)
    return office and row.tokens.marks[one.first] in "tha"


def _titled(row: Row, one: People) -> bool:
    """Whether a word for an office stands alone before words that must be its bearer's name: "SENATOR PISK"."""
    marks, lower = row.tokens.marks, row.tokens.lower
    alone = (
        one.first == one.head and one.last == one.head + 1 and not (one.kin or one.numbered or one.anaphor)
    )
    return (
        alone
        and marks[one.last : one.last + 1] == ["m"]
        and lower[one.last].isalpha()
        and lower[one.first] != "one"
    )


def without_appositions(row: Row, chunks: Sequence[int], people: Sequence[People]) -> list[People]:
    """``people``, at ``chunks``, without those phrases that only tell who the people before them are: "X and Y, members
    of the council, were ...", "two clerks, both women, were ...".
    """
    if len(people) < 2:
        return list(people)
    kept = [people[0]]
    for n in range(1, len(chunks)):
        before, here, named = people[n], chunks[n], people[n - 1]
        gap = row.marks[chunks[n - 1] + 1 : here]
        closed = "," in gap and "A" not in gap and row.marks[here + 1 : here + 2] == ","
        every = closed and row.tokens.lower[before.first - 1] in ("both", "all")
        if every and named.numbered:
            named.traits = merge(before.traits, named.traits)
        told_again = every or (
            not (before.named or before.numbered or before.others or before.kin)
            and "," in gap
            and "A" not in gap
            and _has_name(row, chunks[n - 1], here, named)
        )
        told_again = told_again or (gap == "," and _name_of(row, here, before, named))
        if not told_again and not said_twice(row, chunks[n - 1], here):
            kept.append(before)
    return kept


def _name_of(row: Row, here: int, name: People, one: People) -> bool:
    """Whether ``name``, set off by commas, is that of the person told of before it: "the mayor, A B, and her son"."""
    known = one.definite or one.kin or row.tokens.marks[one.first] == "h"
    alone = known and is_one(one) and not (one.named or one.numbered)
    return alone and name.named and row.marks[here + 1 : here + 2] in (",", "(")


def _has_name(row: Row, j: int, k: int, people: People | None) -> bool:
    return "G" in row.marks[j:k] or (people is not None and people.named)
