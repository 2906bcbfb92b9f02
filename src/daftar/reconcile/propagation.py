"""The quick way to exact bounds: intervals narrowed against each other, and a world shown for each bound.

Narrowing (bounds consistency: Rossi, van Beek and Walsh, *Handbook of Constraint Programming*, 2006, chapter 3) gives
bounds that are never too tight. A bound is exact where some world has that very number, so one is looked for; where a
short search does not tell, :class:`TooHard` is raised and integer programming decides. What reports say is nearly always of
a shape where the first look succeeds: one figure, a total with its parts, a group within all.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from daftar.reconcile.lines import Line

__all__ = ["System", "TooHard"]

#: How many rows may be looked at for one answer before it is left to integer programming.
_PATIENCE = 4_000


class TooHard(Exception):  # noqa: N818 - no error of anybody's: the other way is taken
    """Raised where narrowing and a short search do not settle a question."""


class _Row(NamedTuple):
    """One line over numbered variables."""

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None


_NOTHING = _Row((), None, None)


class _State:
    """The interval that each variable is in; a high of None is open. Copied at every branch of a search."""

    __slots__ = ("high", "low")

    def __init__(self, low: list[int], high: list[int | None]) -> None:
        self.low, self.high = low, high

    def copy(self) -> _State:
        return _State(self.low[:], self.high[:])


class System:
    """Lines over whole numbers from 0, ready for questions about some sums of their variables.

    ``asked`` are those sums, by coefficients from 0 up. All methods raise TooHard where a short search does not tell.

    Every sum that a line or a question is about is a variable too, and stands in the lines that hold it for what it sums:
    from "nine died" and "women are among the dead" narrowing then knows the nine, not only that nobody is more than nine.
    """

    __slots__ = ("_asked", "_given", "_rows", "_steps", "_touching", "_worlds")

    def __init__(self, lines: Sequence[Line], asked: Sequence[Mapping[str, int]] = ()) -> None:
        at: dict[str, int] = {}
        for line_or_sum in (*(n.terms for n in lines), *asked):
            for variable in line_or_sum:
                at.setdefault(variable, len(at))
        rows = [(_terms(n.terms, at), n.low, n.high) for n in lines]
        wanted = [_terms(one, at) for one in asked]
        sums: dict[tuple[tuple[int, int], ...], int] = {}
        for terms in (*wanted, *(terms for terms, _, _ in rows)):
            if len(terms) > 1 and all(coefficient > 0 for _, coefficient in terms):
                sums.setdefault(terms, len(at) + len(sums))
        largest_first = sorted(
            ((dict(terms), total) for terms, total in sums.items()), key=lambda s: -len(s[0])
        )
        self._given = len(rows)
        self._rows = [_Row(_shorter(terms, largest_first), low, high) for terms, low, high in rows]
        for inside, (summed, total) in enumerate(largest_first, 1):
            made_of = _shorter(tuple(summed.items()), largest_first[inside:])
            self._rows.append(_Row((*made_of, (total, -1)), 0, 0))
        number = len(at) + len(sums)
        for terms in wanted:
            if terms not in sums and (len(terms) != 1 or terms[0][1] != 1):
                sums[terms] = number
                self._rows.append(_Row((*terms, (number, -1)), 0, 0))
                number += 1
        self._asked = [terms[0][0] if terms not in sums else sums[terms] for terms in wanted]
        self._touching: list[list[int]] = [[] for _ in range(number)]
        for row, one in enumerate(self._rows):
            for touched, _ in one.terms:
                self._touching[touched].append(row)
        self._steps = 0
        self._worlds: list[list[int]] = []  # found so far: each is the answer to more than one question

    def feasible(self) -> bool:
        """Whether some world has all lines true."""
        self._steps = 0
        return self._world(self._open(), range(len(self._rows))) is not None

    def some_feasible(self, some: Collection[int]) -> bool:
        """Whether some world has these lines true, by their places in what was given."""
        rows = self._rows
        self._rows = [
            row if at >= self._given or at in some else _NOTHING for at, row in enumerate(self._rows)
        ]
        try:
            return self.feasible()
        finally:
            self._rows = rows

    def extents(self) -> list[tuple[int, int | None]] | None:
        """The least and the most (None: no most) of each sum asked for; None where no world has all lines true."""
        self._steps = 0
        start = self._open()
        if not self._narrowed(start, range(len(self._rows))) or not self._found(start.copy(), ()):
            return None
        return [self._extent(start, total) for total in self._asked]

    def _open(self) -> _State:
        number = len(self._touching)
        return _State([0] * number, [None] * number)

    def _extent(self, start: _State, total: int) -> tuple[int, int | None]:
        self._steps = 0
        state = self._least(start, total)
        most = state.high[total]
        if most is None:
            if not self._grows(total):
                raise TooHard
            return state.low[total], None
        return state.low[total], self._most(state, total, most)

    def _least(self, state: _State, total: int) -> _State:
        """``state`` with the least that ``total`` is in any world as its low: halved, from the least of those found."""
        own = self._touching[total]
        best = min(world[total] for world in self._worlds)
        tried = state.low[total]  # the first guess: nearly always it is that
        while state.low[total] < best:
            if self._found(self._with(state, total, high=tried), own):
                best = self._worlds[-1][total]
            else:
                state = self._with(state, total, low=tried + 1)
                if not self._narrowed(state, own):
                    raise TooHard
            tried = (state.low[total] + best) // 2
        return state

    def _most(self, state: _State, total: int, most: int) -> int:
        """The most that ``total`` is in any world, ``most`` at most: halved, from the most of those found."""
        own = self._touching[total]
        best = max(world[total] for world in self._worlds)
        tried = most
        while best < most:
            if self._found(self._with(state, total, low=tried), own):
                best = self._worlds[-1][total]
            else:
                state = self._with(state, total, high=tried - 1)
                if not self._narrowed(state, own):
                    raise TooHard
                most = min(most, state.high[total] or 0)
            tried = (best + most + 1) // 2
        return best

    def _found(self, state: _State, changed: Iterable[int]) -> bool:
        """Whether there is a world inside ``state``; it is kept."""
        world = self._world(state, changed)
        if world is not None:
            self._worlds.append(world)
        return world is not None

    @staticmethod
    def _with(state: _State, variable: int, *, low: int | None = None, high: int | None = None) -> _State:
        changed = state.copy()
        if low is not None:
            changed.low[variable] = low
        if high is not None:
            changed.high[variable] = high
        return changed

    def _grows(self, total: int) -> bool:
        """Whether a sum can grow without end: some direction from any world raises it and leaves every line true.

        A set given by lines with whole coefficients goes on for ever exactly along the directions that solve the same
        lines with 0 on their right (Schrijver, *Theory of Linear and Integer Programming*, 1986, section 16.2).
        """
        rows = self._rows
        flat = [_Row(r.terms, None if r.low is None else 0, None if r.high is None else 0) for r in rows]
        state = self._open()
        state.low[total] = 1
        self._rows = flat
        try:
            return self._world(state, range(len(rows))) is not None
        finally:
            self._rows = rows

    def _world(self, state: _State, changed: Iterable[int]) -> list[int] | None:
        """Whole numbers inside ``state`` with every line true, if any; ``changed`` rows have yet to narrow it."""
        if not self._narrowed(state, changed):
            return None
        branch = self._lacking(state)
        if branch is None:
            return state.low
        variable, least = branch
        own = self._touching[variable]
        found = self._world(self._with(state, variable, low=least), own)
        return found or self._world(self._with(state, variable, high=least - 1), own)

    def _lacking(self, state: _State) -> tuple[int, int] | None:
        """A variable to raise, and to what, because a line is false with everything at its least; None if none is."""
        for row in self._rows:
            value = sum(c * state.low[v] for v, c in row.terms)
            if row.low is not None and value < row.low:
                missing, sign = row.low - value, 1
            elif row.high is not None and value > row.high:
                missing, sign = value - row.high, -1
            else:
                continue
            for variable, coefficient in row.terms:
                most, least = state.high[variable], state.low[variable]
                if coefficient * sign > 0 and (most is None or most > least):
                    wanted = least + -(-missing // abs(coefficient))
                    return variable, wanted if most is None else min(wanted, most)
            raise TooHard
        return None

    def _narrowed(self, state: _State, rows: Iterable[int]) -> bool:
        """Narrow ``state`` by ``rows`` and all that follows from them; False where nothing is left of it."""
        waiting = deque(rows)
        queued = set(waiting)
        while waiting:
            self._steps += 1
            if self._steps > _PATIENCE:
                raise TooHard
            at = waiting.popleft()
            queued.discard(at)
            row = self._rows[at]
            changed = _tighten(row, state)
            if changed is None:
                return False
            for variable in changed:
                for other in self._touching[variable]:
                    if other != at and other not in queued:
                        waiting.append(other)
                        queued.add(other)
            if changed and len(row.terms) > 1 and at not in queued:
                waiting.append(at)
                queued.add(at)
        return True


def _terms(given: Mapping[str, int], at: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    """A sum over numbered variables, in their order."""
    return tuple(
        sorted((at[variable], coefficient) for variable, coefficient in given.items() if coefficient)
    )


def _shorter(
    terms: tuple[tuple[int, int], ...], sums: Sequence[tuple[Mapping[int, int], int]]
) -> tuple[tuple[int, int], ...]:
    """``terms`` with the sums that they hold in the place of what these sum."""
    left = dict(terms)
    for inside, total in sums:
        if len(inside) > len(left):
            continue
        variable, coefficient = next(iter(inside.items()))
        factor, rest = divmod(left.get(variable, 0), coefficient)
        if factor and not rest and all(left.get(v) == factor * c for v, c in inside.items()):
            for variable in inside:
                del left[variable]
            left[total] = factor
    return tuple(left.items())


def _tighten(row: _Row, state: _State) -> list[int] | None:
    """Narrow the variables of one line against each other; those that changed, None where the line cannot be true.

    The line is read as two: the sum is at most its high, and its negation at most the negated low.
    """
    changed: list[int] = []
    if row.high is not None and not _hold_down(row.terms, 1, row.high, state, changed):
        return None
    if row.low is not None and not _hold_down(row.terms, -1, -row.low, state, changed):
        return None
    return changed


def _hold_down(
    terms: Sequence[tuple[int, int]], sign: int, most: int, state: _State, changed: list[int]
) -> bool:
    """Narrow by ``sign * sum of terms <= most``, noting what ``changed``; False where it cannot be true.

    What a variable may add is what the others leave at their least. Where two others have no least nothing follows.
    """
    low, high = state.low, state.high
    least, open_ends, open_at = 0, 0, -1
    for variable, given in terms:
        coefficient = sign * given
        upper = high[variable]
        if coefficient > 0:
            least += coefficient * low[variable]
        elif upper is None:
            open_ends, open_at = open_ends + 1, variable
        else:
            least += coefficient * upper
    if open_ends > 1:
        return True
    if not open_ends and least > most:
        return False
    for variable, given in terms:
        if open_ends and variable != open_at:
            continue
        coefficient = sign * given
        lower, upper = low[variable], high[variable]
        if coefficient > 0:
            ceiling = (most - least + coefficient * lower) // coefficient
            if upper is None or ceiling < upper:
                high[variable] = ceiling
                changed.append(variable)
        else:
            room = most - least + (0 if upper is None else -coefficient * -upper)
            floor = -(room // -coefficient)
            if floor > lower:
                if upper is not None and floor > upper:
                    return False
                low[variable] = floor
                changed.append(variable)
    return True
