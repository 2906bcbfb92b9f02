"""From the figures of many mouths to low, best and high."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from daftar.reconcile.needed import any_of

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
    largest, roots = 0, set[str]()
    most = _largest_precise(said) if precise else {}
    for figure in said:
        vague = figure.best is None and 2 * most.get(figure.root, -1) >= figure.low
        if vague or (precise and figure is said[0] and _headline(figure, said)):
            continue
        another = figure.size != 1 and figure.root not in roots and _keeps_count(figure, nodes)
        if figure.update or figure.size >= largest or another:
            kept.append(figure)
            largest = max(largest, figure.size)
            roots.add(figure.root)
    return kept


def _largest_precise(said: Iterable[Figure]) -> dict[str, int]:
    """The largest number that each root pointed to."""
    most: dict[str, int] = {}
    for figure in said:
        if figure.best is not None:
            most[figure.root] = max(most.get(figure.root, 0), figure.best)
    return most


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


def _keeps_count(figure: Figure, nodes: Mapping[str, Node]) -> bool:
    chain = nodes[figure.claims[0]].claim.origin
    return bool(chain) and chain[-1].kind in _COUNTING


def agreeing(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Every largest set of figures that can all be true of one number, smallest numbers first.

    Intervals on a line that meet pairwise meet in a point, so a sweep over the lows finds them all: those that meet at a
    low are a largest set where one of them ends before the next low.
    """
    sets: list[list[Figure]] = []
    ordered = sorted(enumerate(figures), key=lambda one: one[1].low)
    open_ended: list[tuple[int, Figure]] = []
    closed: list[tuple[int, Figure]] = []
    for k, (place, figure) in enumerate(ordered):
        (open_ended if figure.high is None else closed).append((place, figure))
        following = ordered[k + 1][1].low if k + 1 < len(ordered) else None
        if following == figure.low:
            continue
        lasting = [one for one in closed if following is not None and (one[1].high or 0) >= following]
        if following is None or len(lasting) < len(closed):
            sets.append([f for _, f in sorted((*open_ended, *closed), key=lambda one: one[0])])
        closed = lasting
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
    return any_of([f.claims for f in sorted(figures, key=lambda f: f.rank)])


def choose_best(
    figures: Sequence[Figure], day_of: Callable[[Figure], dt.date], origin_of: Callable[[Figure], str]
) -> Figure | None:
    """The figure to show: the total with most independent origins, of such as have equally many the one published last.

    Of those published on one day an update comes first ("has risen to nine"), then what was stated first. What an update
    replaces is no longer among ``figures``; another origin's figure it does not outdo. None where no figure points to a
    number ("dozens").
    """
    pointed = [f for f in figures if f.best is not None]
    if len(pointed) < 2:
        return pointed[0] if pointed else None
    origins: dict[int, set[str]] = defaultdict(set)
    newest: dict[int, dt.date] = {}
    for figure in pointed:
        value = figure.size
        origins[value].add(origin_of(figure))
        newest[value] = max(newest.get(value, day_of(figure)), day_of(figure))

    def order(figure: Figure) -> tuple[int, int, bool, int]:
        value = figure.size
        return -len(origins[value]), -newest[value].toordinal(), not figure.update, figure.rank

    return min(pointed, key=order)
