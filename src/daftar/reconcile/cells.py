"""Everybody in one cell: who of a toll is in which of its groups, as sums of variables that share nobody.

A person is a civilian, a combatant, or of no stated status; a child, a woman, a man (the old ones apart), or of no stated
age and sex. So women, men and children come to no more than everybody, and to less where some are told of as neither.
Cells that no group tells apart are one variable.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

__all__ = ["PEOPLE", "ROLES", "Cells"]

ROLES = frozenset({"health_worker", "aid_worker", "rescuer", "journalist"})
_STATUSES = ("civilian", "combatant", "")
_KINDS = ("child", "woman", "man", "old woman", "old man", "old", "")
_OF_AGE = {
    "child": {"child"},
    "woman": {"woman", "old woman"},
    "man": {"man", "old man"},
    "elderly": {"old woman", "old man", "old"},
}
PEOPLE: frozenset[str] = frozenset()


class Cells:
    """The cells of one outcome's people, told apart by the ``groups`` that are spoken of.

    ``whole`` names the families (their position in ``DISJOINT_FAMILIES``) of which everybody is one or the other: then
    nobody is of no stated status (0), or of no stated age and sex (1).
    """

    __slots__ = ("_members", "_prefix")

    def __init__(self, prefix: str, groups: frozenset[str], whole: frozenset[int] = frozenset()) -> None:
        self._prefix = prefix
        self._members = _cells(groups - ROLES, whole)

    def people(self, groups: frozenset[str] = PEOPLE) -> dict[str, int]:
        """The sum of everybody who is in all of ``groups``; of those with a trade, a variable of their own."""
        for role in ROLES:
            if role in groups:
                return {f"{self._prefix} {role}": 1}
        return {f"{self._prefix} {cell}": 1 for cell, of in self._members if groups <= of}

    def roles(self, groups: frozenset[str]) -> list[dict[str, int]]:
        """The variables of every trade among ``groups``."""
        return [{f"{self._prefix} {role}": 1} for role in sorted(ROLES & groups)]


@lru_cache(maxsize=512)
def _cells(groups: frozenset[str], whole: frozenset[int]) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each cell that ``groups`` tell apart, by a name that says what its people are, with the groups it is in."""
    found: dict[frozenset[str], str] = {}
    for status, kind in product(_STATUSES, _KINDS):
        if (0 in whole and not status) or (1 in whole and kind in {"", "old"}):
            continue
        of = frozenset(g for g in groups if g == status or kind in _OF_AGE.get(g, ()))
        found.setdefault(of, "+".join(sorted(of)) or "others")
    return tuple((name, of) for of, name in found.items())
