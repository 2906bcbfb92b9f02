"""From the figures of many mouths to low, best and high."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from daftar.reconcile.nodes import Figure, Node

__all__ = ["Span", "agreeing", "choose_best", "competing", "span", "vaguer"]

#: Kinds of origin that keep count of an event, so that a smaller figure of theirs is another toll and no mere detail.
_COUNTING = frozenset(
    {
        "rescue_service",
        "health_authority",
        "government",
        "military",
        "armed_group",
        "police",
        "monitor",
        "un",
        "ngo",
        "official",
    }
)


class Span(NamedTuple):
    """Low, best and high while they are worked out, each with the claims it rests on. ``high`` None is open."""

    low: int
    low_claims: tuple[str, ...]
    best: int | None
    best_claims: tuple[str, ...]
    high: int | None
    high_claims: tuple[str, ...]


def competing(figures: Sequence[Figure], nodes: Mapping[str, Node], *, precise: bool = True) -> list[Figure]:
    """The figures that stand as tolls of the whole, out of all that were said of one group.

    In each report: the first prominent figure, any larger one, and a smaller one only from another origin that keeps
    count (a ministry's 18 beside a monitor's 22; a neighbour's "one dead" is a detail). A vague figure gives way to a
    precise one of the same report and origin ("dozens" in the title, 31 below), unless ``precise`` is asked not to matter.
    """
    if len(figures) == 1:
        return [figures[0]]
    by_report: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: f.rank):
        by_report[figure.report].append(figure)
    kept: list[Figure] = []
    for said in by_report.values():
        kept.extend(_of_one_report(said, nodes, precise=precise))
    return kept


def _of_one_report(said: list[Figure], nodes: Mapping[str, Node], *, precise: bool) -> list[Figure]:
    kept: list[Figure] = []
    for figure in said:
        if precise and (vaguer(figure, said) or (figure is said[0] and _headline(figure, said))):
            continue
        largest = max((k.size for k in kept), default=0)
        if figure.update or figure.size >= largest or _another_count(figure, kept, nodes):
            kept.append(figure)
    return kept


def vaguer(figure: Figure, said: Iterable[Figure]) -> bool:
    """Whether ``figure`` points to no number and its report and origin also say one of about that size."""
    if figure.best is not None:
        return False
    return any(
        f.best is not None
        and f.root == figure.root
        and f.report == figure.report
        and 2 * f.best >= figure.low
        for f in said
    )


def _headline(figure: Figure, said: Sequence[Figure]) -> bool:
    """Whether a report opens with a vague figure that a precise one behind it spells out, whoever gave that."""
    return figure.best is None and any(f.best is not None and 2 * f.best >= figure.low for f in said)


def _another_count(figure: Figure, kept: Sequence[Figure], nodes: Mapping[str, Node]) -> bool:
    if figure.size == 1 or any(k.root == figure.root for k in kept):
        return False
    chain = nodes[figure.claims[0]].claim.origin
    return bool(chain) and chain[-1].kind in _COUNTING


def agreeing(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Every largest set of figures that can all be true of one number, smallest numbers first.

    Intervals on a line that meet pairwise meet in a point, so a sweep over the lows finds them all.
    """
    sets: list[list[Figure]] = []
    for low in sorted({f.low for f in figures}):
        together = [f for f in figures if f.low <= low and (f.high is None or f.high >= low)]
        if sets and all(f in together for f in sets[-1]):
            sets[-1] = together
        elif not any(all(f in other for f in together) for other in sets):
            sets.append(together)
    return sets


def span(figures: Sequence[Figure]) -> Span:
    """Low and high of one number from the figures that compete for it (best is left open).

    Figures that agree narrow each other; those that contradict span from the least to the most. An open end ("at
    least 22") stays open unless a figure that agrees with it goes further and closes it.
    """
    if len(figures) == 1:
        one = figures[0]
        return Span(one.low, one.claims, None, (), one.high, one.claims)
    sets = agreeing(figures)
    lows = [max(s, key=lambda f: (f.low, -f.rank)) for s in sets]
    least = min(lows, key=lambda f: (f.low, f.rank))
    highs = [_ceiling(s) for s in sets]
    most = max(highs, key=lambda f: (f.high is None, f.high or 0, -f.rank))
    low_claims = _all_claims(f for f in lows if f.low == least.low)
    high_claims = _all_claims(f for f in highs if f.high == most.high)
    return Span(least.low, low_claims, None, (), most.high, high_claims)


def _ceiling(together: Sequence[Figure]) -> Figure:
    """The figure that says how many there were at most: the smallest high, unless the highest low is left open."""
    top = max(f.low for f in together)
    open_ended = [f for f in together if f.high is None and f.low == top]
    if open_ended:
        return min(open_ended, key=lambda f: f.rank)
    closed = [f for f in together if f.high is not None]
    return min(closed or together, key=lambda f: (f.high or 0, f.rank))


def _all_claims(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c for f in sorted(figures, key=lambda f: f.rank) for c in f.claims))


def choose_best(
    figures: Sequence[Figure], day_of: Callable[[Figure], dt.date], origin_of: Callable[[Figure], str]
) -> Figure | None:
    """The figure to show: the latest update, else the total with most independent origins, else the first stated.

    Between figures with equally many origins the one published later comes first, then the one stated first.
    None where no figure points to a number ("dozens").
    """
    pointed = [f for f in figures if f.best is not None]
    if not pointed:
        return None
    if len(pointed) == 1:
        return pointed[0]
    updates = [f for f in pointed if f.update]
    if updates:
        return max(updates, key=lambda f: (day_of(f), f.rank))
    origins: dict[int, set[str]] = defaultdict(set)
    newest: dict[int, dt.date] = {}
    for figure in pointed:
        value = figure.size
        origins[value].add(origin_of(figure))
        newest[value] = max(newest.get(value, day_of(figure)), day_of(figure))
    return min(pointed, key=lambda f: (-len(origins[f.size]), -newest[f.size].toordinal(), f.rank))
