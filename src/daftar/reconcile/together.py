"""Figures of two outcomes together: "thirty casualties", "twelve were killed or wounded".

Such a figure says of neither how many, but the two come to it: with four dead of thirty, twenty-six are hurt.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from daftar.reconcile.arithmetic import Span
from daftar.reconcile.needed import all_of
from daftar.reconcile.spans import fit
from daftar.reconcile.system import Either

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.reconcile.nodes import Node
    from daftar.reconcile.system import Told

__all__ = ["open_toll", "point", "together"]


def together(uncertain: Sequence[Sequence[Node]]) -> list[Either]:
    """The figures of two outcomes that were read from the same words, out of what is uncertain of each outcome.

    A figure that points to no number ("hundreds were killed or injured") says too little to reckon with.
    """
    told = [[n for n in some if n.claim.relation == "either"] for some in uncertain]
    of_either = [[n for n in some if n.figure.best is not None] for some in told]
    return [
        Either(one, other)
        for some, others in combinations(of_either, 2)
        for one in some
        for other in others
        if _place(one) == _place(other)
    ]


def _place(node: Node) -> tuple[object, ...]:
    quote = node.claim.quote
    return node.report, quote.part, quote.start, quote.end, node.low, node.high, node.groups


def open_toll(told: Sequence[Told], pairs: Sequence[Either]) -> None:
    """Let the tolls have room for people of whom nothing but a figure together is told."""
    for pair in pairs:
        for node in pair:
            spans = next(t.toll.spans for t in told if t.outcome == node.claim.outcome)
            for group in ("all", *sorted(node.groups)):
                spans.setdefault(group, Span(0, (node.id,), None, (), None, (node.id,)))


def point(told: Sequence[Told], pairs: Sequence[Either]) -> None:
    """Show as best what is left of a figure together where the one has a best figure of its own and the other none."""
    for pair in pairs:
        if pair.one.groups or pair.one.figure.best is None:
            continue
        spans = {t.outcome: t.toll.spans for t in told}
        sides = [(node, spans[node.claim.outcome or ""]) for node in pair]
        for (node, mine), (_, theirs) in (sides, sides[::-1]):
            own, other = mine["all"], theirs["all"]
            if own.best is None and other.best is not None and pair.one.figure.best >= other.best:
                left = pair.one.figure.best - other.best
                claims = all_of([(node.id,), other.best_claims])
                mine["all"] = fit(own._replace(best=left, best_claims=claims))
