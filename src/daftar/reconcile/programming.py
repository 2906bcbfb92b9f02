"""Integer programming by HiGHS (Huangfu and Hall 2018) through ``scipy.optimize.milp``: slow to call, never at a loss.

A few milliseconds a question, so it is asked only where the quick way of :mod:`daftar.reconcile.propagation` gives up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.reconcile.lines import Line

__all__ = ["extent", "feasible"]


def feasible(lines: Sequence[Line]) -> bool:
    """Whether all of ``lines`` can be true together."""
    variables = _variables(lines, {})
    if not variables:
        return all((n.low or 0) <= 0 and (n.high is None or n.high >= 0) for n in lines)
    return _least(lines, variables, {}) is not None


def extent(lines: Sequence[Line], wanted: Mapping[str, int]) -> tuple[int, int | None] | None:
    """The least and the most that ``wanted`` can be (None: no most); None where ``lines`` contradict each other."""
    if not feasible(lines):
        return None
    variables = _variables(lines, wanted)
    low = _least(lines, variables, wanted)
    high = _least(lines, variables, {v: -c for v, c in wanted.items()})
    assert low is not None
    return low, None if high is None else -high


def _variables(lines: Sequence[Line], wanted: Mapping[str, int]) -> list[str]:
    return sorted({*wanted, *(v for n in lines for v in n.terms)})


def _least(lines: Sequence[Line], variables: Sequence[str], minimise: Mapping[str, int]) -> int | None:
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
