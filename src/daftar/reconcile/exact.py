"""The tightest bounds of an incident's tolls, what forces each, and every contradiction with every way out of it.

Where all that is claimed can be true together, a bound is the least or the most that any world allows in which it is. Where
it cannot, nothing follows from all of it: then each number keeps the bounds that counting its own figures gave
(:mod:`daftar.reconcile.toll`: from the least to the most that anybody says), narrowed by what holds under every largest set
of claims that can be true. Which figures compete for a toll, and what is shown as best, is decided before, there too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.reconcile.bounds import Extent, extents, feasible
from daftar.reconcile.contradictions import Contradictions, contradictions, forcing
from daftar.reconcile.toll import fit
from daftar.reconcile.words import reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.reconcile.arithmetic import Span
    from daftar.reconcile.contradictions import Claims
    from daftar.reconcile.lines import Line
    from daftar.reconcile.nodes import Figure
    from daftar.reconcile.system import System, Told

__all__ = ["Settled", "Why", "settle"]


#: Conflicts that are named of one incident and outcome; where there are more the record says so.
_CONFLICTS = 20
#: Ways out whose bounds are worked out; where there are more no bound is narrowed.
_WAYS = 40

#: Why a bound is what it is, by outcome, group and ``low`` or ``high``.
Why = dict[tuple[str, str, str], str]


class Settled(NamedTuple):
    """Bounds by outcome and group, why each that follows from several claims does, and what contradicts what.

    ``after`` gives for ways out, in their order, the bounds that each leaves, by outcome and group.
    """

    spans: dict[str, dict[str, Span]]
    why: Why
    found: Contradictions
    after: list[dict[tuple[str, str], Extent]]


class _World(NamedTuple):
    """Lines that can all be true, and the extents that follow, in the order of what is asked."""

    lines: list[Line]
    extents: list[Extent]


def settle(tolds: Sequence[Told], whole: System) -> Settled:
    """Work out ``whole``, the system of ``tolds``."""
    wanted = list(whole.wanted.values())
    first = _world(whole.lines, whole, wanted)
    found = Contradictions((), ())
    worlds = [first] if first is not None else []
    if first is None:
        found = contradictions(whole.lines, most=_CONFLICTS)
        for out in found.ways_out[:_WAYS]:
            left = [n for n in whole.lines if n.claims not in out]
            world = _world(left, whole, wanted)
            assert world is not None
            worlds.append(world)
    whole_story = found.complete and len(found.ways_out) <= _WAYS
    spans: dict[str, dict[str, Span]] = {t.outcome: dict(t.toll.spans) for t in tolds}
    why: Why = {}
    for at, (outcome, group) in enumerate(whole.wanted):
        loose = spans[outcome][group]
        if worlds:
            told = next(t for t in tolds if t.outcome == outcome)
            by_name = told.toll.named.get(group)
            if first is None and not told.inside:  # a whole grows with the incidents inside it
                loose = _as_said(loose, told.toll.figures.get(group, ()))
            spans[outcome][group] = _bounded(
                loose,
                worlds,
                at,
                whole,
                why,
                (outcome, group),
                at_least=0 if by_name is None else by_name.low,
                contradicted=first is None,
                whole_story=whole_story,
            )
    after = [dict(zip(whole.wanted, w.extents, strict=True)) for w in worlds] if first is None else []
    return Settled(spans, why, found, after)


def _world(lines: list[Line], whole: System, wanted: Sequence[Mapping[str, int]]) -> _World | None:
    """The extents under ``lines``, with what holds by convention where it can; None where the lines contradict."""
    opened = _opened(lines, whole)
    if opened is not lines and not feasible(lines):
        return None
    lines = opened
    for closing in whole.closing:
        if feasible([*lines, closing]):
            lines = [*lines, closing]
    found = extents(lines, wanted)
    return None if found is None else _World(lines, found)


def _as_said(loose: Span, figures: Sequence[Figure]) -> Span:
    """Where claims contradict each other, a number's low is no more than the least toll that anybody gives of it.

    "Ten died: eight here and five there" is from ten to thirteen, though people told of part by part are thirteen.
    """
    least = min((f for f in figures if f.size > 1), key=lambda f: (f.low, f.rank), default=None)
    if least is None or least.low >= loose.low:
        return loose
    return loose._replace(low=least.low, low_claims=least.claims)


def _opened(lines: list[Line], whole: System) -> list[Line]:
    """``lines`` with the number open of which one says "nine" and another "at least nine", while both stand."""
    standing = {n.claims for n in lines}
    opened = {c for c, more in whole.opening.items() if standing.intersection(more)}
    if not opened:
        return lines
    sums = list(whole.wanted.values())
    return [n._replace(high=None) if n.claims in opened and n.terms in sums else n for n in lines]


def _bounded(
    loose: Span,
    worlds: Sequence[_World],
    at: int,
    whole: System,
    why: Why,
    key: tuple[str, str],
    *,
    at_least: int,
    contradicted: bool,
    whole_story: bool,
) -> Span:
    """One number's bounds over all worlds; claims that the quick way found to say just that are kept.

    ``at_least`` are known by name.
    """
    terms = whole.wanted[key]
    least = min(worlds, key=lambda w: w.extents[at].low)
    most = max(worlds, key=lambda w: (w.extents[at].high is None, w.extents[at].high or 0))
    low, high = least.extents[at].low, most.extents[at].high
    if contradicted:
        low = max(low, loose.low) if whole_story else loose.low
        ends = [h for h in (high if whole_story else None, loose.high) if h is not None]
        high = min(ends) if ends else None
        if high is not None and high < low:
            return loose
    if low < at_least:
        low, high = at_least, None if high is not None and high < at_least else high
    found = loose
    if low != loose.low or not _said_outright(loose.low_claims, low, whole):
        items = forcing(least.lines, terms, low=low) if low else ()
        found = found._replace(low=low, low_claims=_claims(items) or loose.low_claims)
        _explain(items, least.lines, whole, why, (*key, "low"))
    if high != loose.high or not (high is None or _said_outright(loose.high_claims, high, whole)):
        items = forcing(most.lines, terms, high=high) if high is not None else ()
        found = found._replace(high=high, high_claims=_claims(items) or loose.high_claims)
        _explain(items, most.lines, whole, why, (*key, "high"))
    return fit(found)


def _said_outright(claims: Claims, value: int | None, whole: System) -> bool:
    """Whether one claim, or several in the same words, give the number themselves."""
    return len(claims) == 1 or any(n.claims == claims and value in (n.low, n.high) for n in whole.lines)


def _claims(items: Sequence[Claims]) -> Claims:
    return tuple(dict.fromkeys(c for item in items for c in item))


def _explain(
    items: Sequence[Claims], lines: Sequence[Line], whole: System, why: Why, key: tuple[str, str, str]
) -> None:
    """Say how a bound follows, where it does from several claims or from a convention."""
    words = {n.claims: n.words for n in (*lines, *whole.closing) if n.claims}
    if len(items) > 1 or any(n.claims in items for n in whole.closing):
        why[key] = reason([words[item] for item in items])
