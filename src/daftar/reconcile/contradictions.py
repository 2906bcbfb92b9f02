"""Every smallest set of claims that cannot all be true, every smallest set to do without, and what forces a bound.

The sets to do without (minimal correction sets) are exactly the smallest sets that meet every conflict, and the conflicts
(minimal infeasible subsets) the smallest that meet every set to do without (Reiter 1987, *A theory of diagnosis from first
principles*; Liffiton and Sakallah 2008). So both are found together, after Bailey and Stuckey (2005): while some smallest
set that meets all known conflicts leaves the rest impossible, the rest holds a conflict not known yet. When none does, both
lists are whole. No subset is tried that nothing led to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from daftar.reconcile.bounds import Together
from daftar.reconcile.lines import Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Claims", "Contradictions", "contradictions", "forcing"]

#: The claims of lines that stand and fall together.
Claims: TypeAlias = tuple[str, ...]
_Set: TypeAlias = frozenset[int]
_FORCING = 20  # sets that force a bound, among which a smallest is looked for
#: Conflicts, ways out, and questions asked before the answer says that it is not whole. Thirty rival tolls make 435 conflicts
#: with 30 ways out; rival figures of four groups beside each other multiply. This many take two seconds or so.
_CONFLICTS, _WAYS, _EFFORT = 1_000, 2_000, 60_000


class Contradictions(NamedTuple):
    """All smallest sets of claims that cannot all be true, and all smallest sets without which the rest can be.

    Both are empty where everything can be true together. ``complete`` is False where there are more than were looked for.
    """

    conflicts: tuple[tuple[Claims, ...], ...]
    ways_out: tuple[tuple[Claims, ...], ...]
    complete: bool = True


def contradictions(lines: Sequence[Line], *, most: int = _CONFLICTS, ways: int = _WAYS) -> Contradictions:
    """Every smallest conflict among ``lines`` and every smallest way out; those of fewest claims first.

    At most ``most`` conflicts are looked for, and as many as have ``ways`` ways out. Lines without claims are never doubted: where they contradict each other by
    themselves the one conflict is the empty one, and there is no way out.
    """
    search = _Search(lines)
    if search.possible(search.everything):
        return Contradictions((), ())
    if not search.possible(frozenset()):
        return Contradictions(((),), ())
    found: list[_Set] = []
    out: list[_Set] = [frozenset()]
    right: set[_Set] = set()
    while wrong := search.first_wrong(out, right):
        if len(found) >= most or len(out) > ways or search.effort > _EFFORT:
            return search.named(found, [one for one in out if one in right], complete=False)
        conflict = search.smallest(search.everything - wrong[0])
        found.append(conflict)
        out = _meeting(out, conflict)
    return search.named(found, out, complete=True)


def forcing(
    lines: Sequence[Line], wanted: Mapping[str, int], *, low: int | None = None, high: int | None = None
) -> tuple[Claims, ...]:
    """A smallest set of items that forces the sum ``wanted`` to be at least ``low`` or at most ``high``.

    An item is the claims of lines that stand and fall together. Of sets of one size the one that comes first in ``lines``,
    which must be possible together. Where very many sets force the bound it is the smallest of those found. Empty where
    the meaning of the words alone forces it, or nothing does.
    """
    beyond = Line(wanted, None, low - 1) if low is not None else Line(wanted, (high or 0) + 1, None)
    search = _Search([*lines, beyond])
    for at in sorted(search.everything):  # nearly always one claim does
        if not search.possible(frozenset({at})):
            return (search.item(at),) if search.possible(frozenset()) else ()
    if search.possible(search.everything):
        return ()
    return contradictions([*lines, beyond], most=_FORCING, ways=10 * _FORCING).conflicts[0]


class _Search:
    """The items that stand and fall together, by number in order of telling, and what of them can be true."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._together = Together(lines)
        self._fixed = {at for at, line in enumerate(lines) if not line.claims}
        self._items: dict[Claims, list[int]] = {}
        for at, line in enumerate(lines):
            if line.claims:
                self._items.setdefault(line.claims, []).append(at)
        self._names = list(self._items)
        self._known: dict[_Set, bool] = {}
        self.everything: _Set = frozenset(range(len(self._names)))

    def possible(self, some: _Set) -> bool:
        """Whether these items can all be true."""
        known = self._known.get(some)
        if known is None:
            lines = {n for at in some for n in self._items[self._names[at]]}
            known = self._known[some] = self._together.possible(self._fixed | lines)
        return known

    @property
    def effort(self) -> int:
        """How much was asked so far."""
        return self._together.effort

    def first_wrong(self, out: Sequence[_Set], right: set[_Set]) -> list[_Set]:
        """The first of the sets to do without that leaves the rest impossible, if any; those before it are ``right``."""
        for without in sorted((one for one in out if one not in right), key=_order):
            if not self.possible(self.everything - without):
                return [without]
            right.add(without)
        return []

    def smallest(self, some: _Set) -> _Set:
        """A smallest impossible set inside an impossible one: left out is whatever can be, the last told first."""
        for at in sorted(some, reverse=True):
            if not self.possible(some - {at}):
                some -= {at}
        return some

    def item(self, at: int) -> Claims:
        """The claims of an item."""
        return self._names[at]

    def named(self, conflicts: Sequence[_Set], out: Sequence[_Set], *, complete: bool) -> Contradictions:
        """What was found, by the claims of its items."""

        def names(sets: Sequence[_Set]) -> tuple[tuple[Claims, ...], ...]:
            return tuple(tuple(self._names[at] for at in sorted(one)) for one in sorted(sets, key=_order))

        return Contradictions(names(conflicts), names(out), complete)


def _order(some: _Set) -> tuple[int, list[int]]:
    return len(some), sorted(some)


def _meeting(sets: Sequence[_Set], conflict: _Set) -> list[_Set]:
    """The smallest sets that meet a further conflict too, out of those that meet all before it (Berge 1989)."""
    meet: list[_Set] = []
    miss: list[_Set] = []
    for one in sets:
        (meet if one & conflict else miss).append(one)
    holding = {at: [one for one in meet if at in one] for at in conflict}  # no set lies within another
    more = {one | {at}: at for one in miss for at in conflict}
    return meet + [one for one, at in more.items() if not any(other <= one for other in holding[at])]
