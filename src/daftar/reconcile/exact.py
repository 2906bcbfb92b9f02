"""The tightest bounds of an incident's tolls, what forces each, and every contradiction with every way out of it.

Where all that is claimed can be true together, a bound is the least or the most that any world allows in which it is. Where
it cannot, nothing follows from all of it, and nobody can say which claims are false. Then each **story** may be what
happened: a largest set of claims that can be true together, what is left by one way out. A bound is the least or the most
over all stories, so that it holds whichever of them is true, every way out lies inside it, and the bounds of different
numbers fit each other (what every story agrees on is what Rescher and Manor, *On inference from inconsistent premisses*,
1970, call the strong consequences). Which figures compete for a toll, and what is shown as best, is decided before
(:mod:`daftar.reconcile.toll`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.reconcile.bounds import Extent, extents, feasible
from daftar.reconcile.contradictions import Contradictions, contradictions, forcing
from daftar.reconcile.needed import all_of
from daftar.reconcile.spans import fit
from daftar.reconcile.words import reason, unbounded, unfollowed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.reconcile.arithmetic import Span
    from daftar.reconcile.contradictions import Claims
    from daftar.reconcile.lines import Line
    from daftar.reconcile.nodes import Figure
    from daftar.reconcile.system import System, Told

__all__ = ["Settled", "Why", "settle"]


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
    """Lines that can all be true, and the extents that follow, in the order of what is asked; ``without`` what is set aside."""

    lines: list[Line]
    extents: list[Extent]
    without: tuple[Claims, ...] = ()


def settle(tolds: Sequence[Told], whole: System) -> Settled:
    """Work out ``whole``, the system of ``tolds``."""
    spans: dict[str, dict[str, Span]] = {t.outcome: dict(t.toll.spans) for t in tolds}
    first = _world(whole.lines, whole)
    if first is not None:
        why: Why = {}
        for at, key in enumerate(whole.wanted):
            spans[key[0]][key[1]] = _bounded(spans[key[0]][key[1]], [first], whole, why, key, at)
        _by_name(tolds, whole, spans)
        return Settled(spans, why, Contradictions((), ()), [])
    return _contradicted(tolds, whole, spans)


def _contradicted(tolds: Sequence[Told], whole: System, spans: dict[str, dict[str, Span]]) -> Settled:
    """The bounds over every story, where not everything can be true.

    Where the stories are more than can be followed each number keeps the least to the most that anybody says of it, and
    says so.
    """
    why: Why = {}
    found = contradictions(whole.lines)
    worlds = []
    for out in found.ways_out:
        world = _world([n for n in whole.lines if n.claims not in out], whole)
        assert world is not None
        worlds.append(world._replace(without=out))
    every_story = bool(worlds) and found.complete
    for at, key in enumerate(whole.wanted):
        loose = spans[key[0]][key[1]]
        if every_story:
            spans[key[0]][key[1]] = _bounded(loose, worlds, whole, why, key, at)
        else:
            figures = next(t.toll.figures.get(key[1], ()) for t in tolds if t.outcome == key[0])
            spans[key[0]][key[1]] = _as_said(loose, figures)
            why.update({(*key, end): unfollowed(end) for end in ("low", "high")})
    _by_name(tolds, whole, spans)
    after = [dict(zip(whole.wanted, w.extents, strict=True)) for w in worlds]
    return Settled(spans, why, found, after)


def _by_name(tolds: Sequence[Told], whole: System, spans: dict[str, dict[str, Span]]) -> None:
    """Let whoever is known by name count in a group that nobody gave a figure of, where no line says so of that group."""
    for told in tolds:
        for group, known in told.toll.named.items():
            found = spans[told.outcome].get(group)
            if found is None or found.low >= known.low:
                continue
            terms = whole.wanted.get((told.outcome, group))
            if any(n.claims == known.claims and n.terms == terms for n in whole.lines):
                continue
            high = found.high if found.high is None or found.high >= known.low else None
            spans[told.outcome][group] = fit(
                found._replace(low=known.low, low_claims=known.claims, high=high)
            )


def _world(lines: list[Line], whole: System) -> _World | None:
    """The extents under ``lines``, with what holds by convention where it can; None where the lines contradict."""
    opened = _opened(lines, whole)
    if opened is not lines and not feasible(lines):
        return None
    lines = opened
    for closing in whole.closing:
        if feasible([*lines, closing]):
            lines = [*lines, closing]
    found = extents(lines, list(whole.wanted.values()))
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
    loose: Span, worlds: Sequence[_World], whole: System, why: Why, key: tuple[str, str], at: int
) -> Span:
    """One number's bounds over all worlds, the ``at``-th asked for; claims that say just that are kept."""
    terms = whole.wanted[key]
    least = min(worlds, key=lambda w: w.extents[at].low)
    most = max(worlds, key=lambda w: (w.extents[at].high is None, w.extents[at].high or 0))
    low, high = least.extents[at].low, most.extents[at].high
    found = loose
    if low != loose.low or not _said_outright(loose.low_claims, low, whole):
        items = forcing(least.lines, terms, low=low) if low else ()
        found = found._replace(low=low, low_claims=_resting(items, least) or loose.low_claims)
        _explain(items, least, whole, why, (*key, "low"))
    if high != loose.high or not (high is None or _said_outright(loose.high_claims, high, whole)):
        items = forcing(most.lines, terms, high=high) if high is not None else ()
        found = found._replace(high=high, high_claims=_resting(items, most) or loose.high_claims)
        _explain(items, most, whole, why, (*key, "high"))
    if found.best is None and found.low == found.high:
        # Nobody points to the number, and all of them together do.
        claims = all_of([found.low_claims, found.high_claims])
        return found._replace(best=found.low, best_claims=claims)
    return fit(found)


def _said_outright(claims: Claims, value: int | None, whole: System) -> bool:
    """Whether one claim, or several in the same words, give the number themselves."""
    return len(claims) == 1 or any(n.claims == claims and value in (n.low, n.high) for n in whole.lines)


def _resting(items: Sequence[Claims], world: _World) -> Claims:
    """What a bound rests on: all that force it, else what is set aside so that nothing does."""
    return all_of(items) or tuple(dict.fromkeys(c for item in world.without for c in item))


def _explain(
    items: Sequence[Claims], world: _World, whole: System, why: Why, key: tuple[str, str, str]
) -> None:
    """Say how a bound follows, where it does from several claims, from a convention, or from setting claims aside."""
    words = {n.claims: n.words for n in (*whole.lines, *whole.closing) if n.claims}
    if not items and world.without:
        why[key] = unbounded([words[item] for item in world.without], key[2])
    elif len(items) > 1 or any(n.claims in items for n in whole.closing):
        why[key] = reason([words[item] for item in items])
