"""Whether a pair can reach a weight at all, asked in an order in which most pairs are done with after two comparisons.

It changes what linking costs, never what it comes to: only pairs that cannot reach it are left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.link.comparisons import COMPARISONS, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.link.features import Item
    from daftar.link.weights import Weights

__all__ = ["Quick", "quick"]

# First what costs little and could add much: once it has not, little is left that could.
_FIRST = ("lead", "headline", "taken", "sites", "people", "age", "day", "injured", "killed", "method")
_LAST = ("words", "published", "place", "text", "things")  # what costs most
_SLACK = 1e-6  # for the order in which numbers are added up


class Quick(NamedTuple):
    """Comparisons in order, each with the weights of its levels and the most that those after it can add."""

    start: float
    threshold: float
    steps: tuple[tuple[Callable[[Item, Item], str], dict[str, float], float], ...]

    def can_reach(self, one: Item, other: Item) -> bool:
        """Whether the pair's weight may reach the threshold; True may be wrong, False never is."""
        total, enough = self.start, self.threshold - _SLACK
        for level, table, rest in self.steps:
            total += table[level(one, other)]
            if total + rest < enough:
                return False
        return True


def quick(weights: Weights) -> Quick:
    """What is needed to ask quickly."""

    def rank(name: str) -> int:
        return _FIRST.index(name) if name in _FIRST else 20 + _LAST.index(name) if name in _LAST else 10

    steps = []
    rest = 0.0
    for comparison in sorted(COMPARISONS, key=lambda c: rank(c.name), reverse=True):
        table = {level: weight for (name, level), weight in weights.table.items() if name == comparison.name}
        table[UNKNOWN] = 0.0
        steps.append((comparison.level, table, rest))
        rest += max(table.values())
    return Quick(weights.start, weights.threshold, tuple(reversed(steps)))
