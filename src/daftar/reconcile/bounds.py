"""The tightest bounds that follow from linear claims over whole numbers.

Exact: by narrowing intervals where that settles a question (:mod:`daftar.reconcile.propagation`, microseconds), else by
integer programming (:mod:`daftar.reconcile.programming`, milliseconds). Both give the same bounds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.reconcile import programming
from daftar.reconcile.lines import Extent, Line
from daftar.reconcile.propagation import System, TooHard

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Extent", "Line", "Together", "extent", "extents", "feasible"]


_PROGRAMMED = 40  # times as long as a question that narrowing settles


class Together:
    """Lines of which it is asked again and again whether these or those can all be true.

    ``effort`` counts the questions, those for integer programming as many times as they take longer.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._system = System(lines)
        self.effort = 0

    def possible(self, some: Collection[int]) -> bool:
        """Whether these lines, by their places, can all be true."""
        self.effort += 1
        try:
            return self._system.some_feasible(some)
        except TooHard:
            self.effort += _PROGRAMMED
            return programming.feasible([self._lines[at] for at in sorted(some)])


def feasible(lines: Sequence[Line]) -> bool:
    """Whether all of ``lines`` can be true together."""
    try:
        return System(lines).feasible()
    except TooHard:
        return programming.feasible(lines)


def extent(lines: Sequence[Line], wanted: Mapping[str, int]) -> Extent | None:
    """The tightest bounds on the sum ``wanted`` that follow from ``lines``; None where they contradict each other.

    ``wanted`` maps variables to coefficients of at least 0.
    """
    found = extents(lines, [wanted])
    return None if found is None else found[0]


def extents(lines: Sequence[Line], wanted: Sequence[Mapping[str, int]]) -> list[Extent] | None:
    """The tightest bounds on each of several sums; None where ``lines`` contradict each other."""
    try:
        found = System(lines, wanted).extents()
    except TooHard:
        decided = [programming.extent(lines, terms) for terms in wanted]
        if not decided and not programming.feasible(lines):
            return None
        found = [one for one in decided if one is not None]
        if len(found) < len(decided):
            return None
    return None if found is None else [Extent(*one) for one in found]
