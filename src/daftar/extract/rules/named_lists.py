"""People whom a list of names behind their noun counts: "his sons A, 22, and B, 19", "teachers A B and C D"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.tokens import Tokens

__all__ = ["age_behind", "counted_by_names"]

_SEVERAL = 2
# What stands before a name of such a list, in marks of words: the first, and any other. An age may stand before each.
_FIRST = re.compile(r",?y?")
_NEXT = re.compile(r"(?:,|,?A)y?")


def counted_by_names(tokens: Tokens, people: list[People]) -> list[People]:
    """``people`` with each plural that names alone count given their number, and those names taken out; also where a number
    says as many ("her two sons A and B").

    The list ends with "and" and its last name; one name alone counts nobody. In headlines every word begins with a capital.
    """
    if tokens.capitals or not any(p.named for p in people):
        return people
    found: list[People] = []
    k = 0
    while k < len(people):
        who = people[k]
        found.append(who)
        k += 1
        names = _names(tokens, people, k, who) if _several(who) else []
        if len(names) < _SEVERAL or (tokens.titled and _headline(tokens, names)):
            continue
        told = who.count.low if who.numbered and who.count is not None else len(names)
        if told == len(names):
            who.count = Count.exactly(told)
            who.until = age_behind(tokens, names[-1].last)
            k += len(names)
    return found


def _headline(tokens: Tokens, names: list[People]) -> bool:
    """Whether what follows the names begins with a capital, too, so that words that are no names may be among them."""
    behind = age_behind(tokens, names[-1].last)
    return behind >= len(tokens) or not tokens.text[tokens.starts[behind]].islower()


def _several(who: People) -> bool:
    """Whether it is a plural whose people names can be: "his sons", "teachers", "her two sons"."""
    plain = who.traits.many and not (who.named or who.others or who.anaphor or who.weak or who.none)
    return plain and who.count is not None and who.count.low > 1 and who.unit == "persons"


def _names(tokens: Tokens, people: list[People], k: int, who: People) -> list[People]:
    """The names from ``people[k]`` on that stand in one list right behind ``who``; none where the list has no end."""
    found: list[People] = []
    end, closed = who.last, False
    for name in people[k:]:
        gap = "".join(tokens.marks[end : name.first])
        if not name.named or (_NEXT if found else _FIRST).fullmatch(gap) is None:
            break
        if closed or (gap.startswith(",") and not found and not _set_off(tokens, who, name)):
            return []
        found.append(name)
        closed = "A" in gap
        end = age_behind(tokens, name.last)
    return found if closed else []


def _set_off(tokens: Tokens, who: People, name: People) -> bool:
    """Whether the names behind a comma are those of ``who``: "her sons, A, 22, and B"; "his sons, A and B" may be others.

    Where a number is given the names must be as many, so that they are.
    """
    if who.numbered:
        return True
    owned = who.kin or tokens.marks[who.first] == "h"
    return owned and (tokens.marks[name.first - 1] == "y" or age_behind(tokens, name.last) > name.last)


def age_behind(tokens: Tokens, at: int) -> int:
    """The end of an age behind the name that ends at ``at`` (", 22", "(22)"); ``at`` where there is none."""
    marks = tokens.marks
    if marks[at : at + 2] == [",", "y"] and marks[at + 2 : at + 3] != [
        "X"
    ]:  # ", 18-year-old B" tells the age of B
        return at + 2
    return at + 3 if marks[at : at + 3] == ["(", "y", ")"] else at
