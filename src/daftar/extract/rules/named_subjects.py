"""Names and lists among those whom a harm verb befell: what tells of a name, whose a name is, what "including" singles out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.extract.rules.apposition import is_one

if TYPE_CHECKING:
    from daftar.extract.rules.row import Row

__all__ = ["HOME", "singled_out", "told_of_a_name", "whose_name"]

#: What stands between a name and its verb where it tells the age and the home of it.
HOME = re.compile(r"(?:,y|\(y\))?,[fr]G(?:,G)?,[HBMTZd]*")
# What stands behind a name and tells of it: its length in chunks, and the chunks. An age, an age in brackets, a home.
_ASIDES = ((3, ",fG"), (3, ",rG"), (3, "(y)"), (1, "y"))
_BEHIND_A_NAME = re.compile(r"(?:,y|\(y\))?(?:,?[fr]G)?,?[BH]")


def singled_out(row: Row, j: int) -> bool:
    """Whether the phrase at chunk ``j`` stands in a list behind "including" or "among them"."""
    marks = row.marks
    if _clause_of_its_own(row, j):
        return False
    while True:
        j -= marks[max(0, j - 1) : j + 1] == "EG"  # "Mayor A B"
        k = j - 1
        while k >= 0 and marks[k] in ",Ay()":
            k -= 1
        if k >= 0 and marks[k] == "I":
            return True
        if k >= 1 and k == j - 1 and marks[k] in "tme" and marks[k - 1] == "I":
            return True
        if k < 0 or k == j - 1 or marks[k] not in "EG":
            return False
        j = k


def _clause_of_its_own(row: Row, j: int) -> bool:
    """Behind a verb and its "including", "and" with a figure and a verb goes on: "six died, including a boy, and 42 were hurt".

    Behind a list with an "and" of its own ("four children and two women, and 15 others") it is not told what goes on.
    """
    marks, people = row.marks, row.people[j]
    if (
        marks[j - 1 : j] != "A"
        or marks[j + 1 : j + 2] not in ("B", "H")
        or people is None
        or not people.numbered
    ):
        return False
    listed = marks.rfind("I", 0, j)
    return listed > 0 and "A" not in marks[listed : j - 1] and any(mark in "ds" for mark in marks[:listed])


def whose_name(row: Row, k: int) -> int:
    """From the one word of a name to the person whose it is: "his wife, Amina, and sons A and B were"; else ``k``."""
    name, marks = row.people[k], row.marks
    if name is None or not name.named or name.last - name.first > 1:
        return k
    for before in (k - 1, k - 2 if marks[k - 1] == "," else -1):
        if before >= 0 and marks[before] == "E" and is_one(row.people[before]):
            return before
    return k


def told_of_a_name(row: Row, k: int, last: int) -> int:
    """How many chunks that end at ``k`` only tell the age or the home of a name before them (", 22", "(22)", ", of B"), 0 for none.

    The name is of one list with the one at ``last``, whose verb is not of one person ("..., 22, and B was killed"), or
    stands before others than it ("A, 15, and three others", "A, 30, and her son").
    """
    marks = row.marks
    size = next((n for n, aside in _ASIDES if marks[max(0, k + 1 - n) : k + 1] == aside), 0)
    who = row.people[last]
    if not size or who is None or "G" not in marks[: k + 1 - size]:
        return 0
    if not (marks[last] == "G" or who.others or row.tokens.marks[who.first] == "h"):
        return 0
    verb = _BEHIND_A_NAME.match(marks, last + 1)
    alone = verb is not None and row.tokens.lower[row.first[verb.end() - 1]] in ("was", "is", "has")
    return 0 if alone else size
