"""On whose side bare numbers of dead and hurt were: "20 dead and 40 wounded among the troops", "among the rebels there are
nine dead".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daftar.extract.rules.row import Hit, Row

__all__ = ["sides"]

_TO_NOUN = 4  # chunks from "among" to whom it names
_RANKS = frozenset({"ranks", "army", "military", "troops"})


def sides(row: Row, hits: list[Hit]) -> None:
    """Tell of numbers without a noun on which side they were, where "among" and a side stand beside them."""
    for i, mark in enumerate(row.marks):
        if mark != "I" or row.tokens.lower[row.first[i]] not in ("among", "amongst"):
            continue
        status, end = _side(row, i)
        if status is None:
            continue
        ahead = row.marks[end : end + 3]
        if "B" in ahead or "H" in ahead:  # "among the rebels there are 40 dead and 30 hurt"
            stop = next((k for k in range(end, len(row.marks)) if row.marks[k] in ".;W"), len(row.marks))
            first, last = row.first[i], row.first[stop] if stop < len(row.marks) else len(row.tokens)
            told = [h for h in hits if h.first > first and h.last <= last]
        else:
            told = _run_before(hits, row, i)
        for hit in told:
            people = hit.people
            if people is not None and people.numbered and people.head == people.last - 1 and not _told(hit):
                people.traits = replace(people.traits, status=status)


def _told(hit: Hit) -> bool:
    traits = hit.people.traits if hit.people is not None else None
    return traits is not None and bool(traits.status or traits.age or traits.sex or traits.role)


def _side(row: Row, i: int) -> tuple[str | None, int]:
    """The status of the people named behind "among" at chunk ``i``, and the chunk behind them."""
    for k in range(i + 1, min(i + 1 + _TO_NOUN, len(row.marks))):
        people = row.people[k]
        if people is not None:
            status = people.traits.status if not people.numbered and people.traits.many else None
            return status, k + 1
        if row.tokens.lower[row.first[k]] in _RANKS:
            return "combatant", k + 1
        if row.marks[k] not in "tmXh":
            break
    return None, i


def _run_before(hits: list[Hit], row: Row, i: int) -> list[Hit]:
    """The hits that end right before chunk ``i``, with those joined to them by "and" or a comma."""
    found: list[Hit] = []
    end = row.first[i]
    for hit in sorted((h for h in hits if h.last <= end), key=lambda h: -h.last):
        between = row.tokens.lower[hit.last : end]
        if between and not {"and", ","}.issuperset(between):
            break
        found.append(hit)
        end = hit.first
    return found
