"""The tightest bounds that follow from linear claims over whole numbers, and the smallest sets that contradict.

Exact and slower than interval arithmetic (a few milliseconds a bound): for incidents whose totals, parts and groups
interact. Integer programming by HiGHS through ``scipy.optimize.milp`` (Huangfu and Hall 2018).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["Extent", "Line", "contradictions", "extent", "feasible", "forcing"]


class Line(NamedTuple):
    """``low <= sum of coefficient * variable <= high`` over whole numbers from 0; None leaves a side open.

    ``claims`` are the ids of the claims that say so; a line without claims holds by the meaning of the words
    (a part is no larger than its total).
    """

    terms: Mapping[str, int]
    low: int | None
    high: int | None
    claims: tuple[str, ...] = ()


class Extent(NamedTuple):
    """The least and the most that a sum of variables can be; ``high`` None where there is no most."""

    low: int
    high: int | None


def feasible(lines: Sequence[Line]) -> bool:
    """Whether all of ``lines`` can be true together."""
    variables = _variables(lines)
    if not variables:
        return all((n.low or 0) <= 0 and (n.high is None or n.high >= 0) for n in lines)
    return _solve(lines, variables, {}) is not None


def extent(lines: Sequence[Line], wanted: Mapping[str, int]) -> Extent | None:
    """The tightest bounds on the sum ``wanted`` that follow from ``lines``; None where they contradict each other.

    ``wanted`` maps variables to coefficients of at least 0.
    """
    if not feasible(lines):
        return None
    variables = _variables([*lines, Line(wanted, None, None)])
    low = _solve(lines, variables, wanted)
    high = _solve(lines, variables, {v: -c for v, c in wanted.items()})
    assert low is not None
    return Extent(low, None if high is None else -high)


def forcing(
    lines: Sequence[Line], wanted: Mapping[str, int], *, low: int | None = None, high: int | None = None
) -> tuple[str, ...]:
    """A smallest set of claims (none can be left out) that forces ``wanted`` to be at least ``low`` / at most ``high``.

    Found by leaving out one line after another, later ones first, so that earlier claims are preferred.
    """
    kept = list(lines)
    for line in reversed([n for n in lines if n.claims]):
        without = [n for n in kept if n is not line]
        found = extent(without, wanted)
        if found is None:
            continue
        holds_low = low is None or found.low >= low
        holds_high = high is None or (found.high is not None and found.high <= high)
        if holds_low and holds_high:
            kept = without
    return tuple(dict.fromkeys(c for n in kept for c in n.claims))


def contradictions(lines: Sequence[Line]) -> tuple[tuple[int, ...], ...]:
    """Every smallest set of claimed lines (by position) that cannot all be true, given the lines without claims.

    Smallest means that any one of its lines left out, the rest can be true. Sets are searched by growing size and
    supersets of a found set are skipped; meant for the handful of claims that one incident has.
    """
    fixed = [n for n in lines if not n.claims]
    claimed = [at for at, n in enumerate(lines) if n.claims]
    if feasible(lines):
        return ()
    found: list[frozenset[int]] = []
    for size in range(1, len(claimed) + 1):
        for some in combinations(claimed, size):
            if any(known <= set(some) for known in found):
                continue
            if not feasible([*fixed, *(lines[at] for at in some)]):
                found.append(frozenset(some))
    return tuple(tuple(sorted(s)) for s in found)


def _variables(lines: Collection[Line]) -> list[str]:
    return sorted({v for n in lines for v in n.terms})


def _solve(lines: Sequence[Line], variables: Sequence[str], minimise: Mapping[str, int]) -> int | None:
    """The least value of ``minimise`` under ``lines``; None where there is none (or no solution at all)."""
    import numpy as np  # noqa: PLC0415 - scipy takes a third of a second to load and few reports need it
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

    at = {v: n for n, v in enumerate(variables)}
    cost = np.zeros(len(variables))
    for variable, coefficient in minimise.items():
        cost[at[variable]] = coefficient
    matrix = np.zeros((len(lines), len(variables)))
    for row, line in enumerate(lines):
        for variable, coefficient in line.terms.items():
            matrix[row, at[variable]] = coefficient
    lows = [-np.inf if n.low is None else n.low for n in lines]
    highs = [np.inf if n.high is None else n.high for n in lines]
    said = LinearConstraint(matrix, lows, highs)
    found = milp(cost, integrality=np.ones(len(variables)), bounds=Bounds(0, np.inf), constraints=said)
    return None if found.x is None else round(float(cost @ np.round(found.x)))
