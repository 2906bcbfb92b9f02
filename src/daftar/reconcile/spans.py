"""Bounds of one number moved against what is known of others: of groups that divide everybody, of people known otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.reconcile.arithmetic import Span
from daftar.reconcile.needed import all_of
from daftar.reconcile.nodes import DISJOINT_FAMILIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.reconcile.nodes import Figure, Node

__all__ = ["cap", "closed_by_family", "fit", "raised", "widen"]


def fit(found: Span) -> Span:
    """Best inside low and high: a best figure outside them moves to the nearer bound and rests on its claims."""
    if found.best is None:
        return found
    if found.best < found.low:
        return found._replace(best=found.low, best_claims=found.low_claims)
    if found.high is not None and found.best > found.high:
        return found._replace(best=found.high, best_claims=found.high_claims)
    return found


def raised(found: Span | None, beneath: Sequence[Figure]) -> Span | None:
    """Lift the low to the largest number of people otherwise known; high and best follow where they must.

    Where nothing was said of the whole, its high is open, and its best is the largest sum that points to a number.
    """
    if not beneath:
        return found
    most = max(beneath, key=lambda f: (f.low, -f.rank))
    if found is None:
        pointed = [f for f in beneath if f.best is not None]
        best = max(pointed, key=lambda f: (f.best or 0, -f.rank)) if pointed else None
        figure, claims = (None, ()) if best is None else (best.best, best.shows)
        return fit(Span(most.low, most.claims, figure, claims, None, most.claims))
    if most.low <= found.low:
        return found
    found = found._replace(low=most.low, low_claims=most.claims)
    if found.best is not None and found.best < most.low and most.best is not None:
        found = found._replace(best=most.best, best_claims=most.shows)  # "about 80": 72 at least, 80 at best
        if found.high is not None and found.high < most.best:
            found = found._replace(high=most.best, high_claims=most.shows)
    if found.high is not None and found.high < most.low:
        found = found._replace(high=most.low, high_claims=most.claims)
    return fit(found)


def closed_by_family(everyone: Span, spans: Mapping[str, Span], totals: Sequence[Figure]) -> Span:
    """Close the high where nobody gave a total but every group of a family that divides everybody has its own."""
    if totals or everyone.high is not None:
        return everyone
    for family in DISJOINT_FAMILIES:
        members = [spans.get(g) for g in family]
        closed = [m for m in members if m is not None and m.high is not None]
        if len(closed) == len(family):
            high = sum(m.high or 0 for m in closed)
            if high >= everyone.low:
                return everyone._replace(high=high, high_claims=all_of(m.high_claims for m in closed))
    return everyone


def cap(everyone: Span, spans: dict[str, Span]) -> None:
    """No group is larger than everybody less those who cannot be in it."""
    if everyone.high is None:
        return
    for group, found in spans.items():
        room, claims = everyone.high, everyone.high_claims
        for family in DISJOINT_FAMILIES:
            if group in family:
                rest = [spans[g] for g in family if g != group and g in spans]
                room -= sum(r.low for r in rest)
                claims = all_of([claims, *(r.low_claims for r in rest if r.low)])
        if room >= found.low and (found.high is None or found.high > room):
            spans[group] = fit(found._replace(high=room, high_claims=all_of([found.high_claims, claims])))


def widen(spans: dict[str, Span], uncertain: Sequence[Node]) -> None:
    """Let what is only feared or unconfirmed raise the high of its groups; low and best stay."""
    for node in uncertain:
        for group in ("all", *node.groups):
            found = spans.get(group)
            claim = (node.id,)
            if found is None:
                spans[group] = Span(0, claim, None, (), node.high, claim)
            elif found.high is not None and (node.high is None or node.high > found.high):
                spans[group] = found._replace(high=node.high, high_claims=claim)
