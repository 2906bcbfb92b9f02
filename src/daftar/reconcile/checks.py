"""Totals beside their parts, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model import SumCheck
from daftar.model.origins import origin_key
from daftar.reconcile.figures import told_singly
from daftar.reconcile.words import sum_sentence, who

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Record, Tally
    from daftar.reconcile.figures import Structure
    from daftar.reconcile.nodes import Figure, Node
    from daftar.reconcile.toll import Toll

__all__ = ["child_sum", "sums"]


def sums(outcome: str, shape: Structure, nodes: Mapping[str, Node], toll: Toll) -> list[SumCheck]:
    """Each total beside the parts claimed to be inside it, and statements in several parts beside the claimed total.

    People told of one by one are no such statement while they are fewer: nobody said that they are all.
    """
    found = []
    for total_id in shape.inside:
        total = nodes[total_id]
        parts = shape.parts(total)
        if parts and _lists_all(parts, total):
            found.append(_check(outcome, parts, total))
    totals = [nodes[f.claims[0]] for f in toll.figures.get("all", ()) if len(f.claims) == 1]
    for block in shape.blocks:
        if len(block) < 2:
            continue
        beside = next((t for t in totals if t.report == block[0].report), totals[0] if totals else None)
        if beside is not None and not (told_singly(block) and sum(n.low for n in block) < beside.low):
            found.append(_check(outcome, block, beside))
    return found


def _lists_all(parts: Sequence[Node], total: Node) -> bool:
    """Whether parts are given as the make-up of the total, or already come to it: *including three* leaves others."""
    made_up = all(p.claim.relation != "among" for p in parts)
    return made_up or sum(p.low for p in parts) >= total.low


def _check(outcome: str, parts: Sequence[Node], total: Node) -> SumCheck:
    by = None if {p.root for p in parts} == {total.root} else who(total)
    agrees, words = sum_sentence([(p.low, p.high) for p in parts], (total.low, total.high), by)
    group = next(iter(total.groups)) if len(total.groups) == 1 else "all"
    return SumCheck(
        outcome=outcome,
        group=group,
        total=total.id,
        parts=tuple(p.id for p in parts),
        agrees=agrees,
        words=words,
    )


def child_sum(
    outcome: str, inside: Sequence[tuple[Record, Tally]], total: Figure | None, nodes: Mapping[str, Node]
) -> SumCheck | None:
    """The incidents inside this one, added up beside its own total; None with fewer than two that have a figure.

    Each gives its best figure, or its low where nobody pointed to a number; its first claim stands for it.
    """
    given = [(r, t, t.best if t.best is not None else t.low) for r, t in inside]
    given = [(r, t, bound) for r, t, bound in given if bound.claims]
    if len(given) < 2:
        return None
    figures = [(b.value or 0, b.value if t.best is not None else t.high.value) for _, t, b in given]
    parts = tuple(b.claims[0] for _, _, b in given)
    if total is None:
        low = sum(f[0] for f in figures)
        words = f"{' + '.join(str(f[0]) for f in figures)} = {low}; nobody claims a total"
        return SumCheck(outcome=outcome, group="all", total=None, parts=parts, agrees=True, words=words)
    head = nodes[total.claims[0]]
    roots = {origin_key(root.origin) for r, _, _ in given for root in r.roots}
    by = None if roots == {head.root} else who(head)
    agrees, words = sum_sentence(figures, (total.low, total.high), by)
    return SumCheck(outcome=outcome, group="all", total=head.id, parts=parts, agrees=agrees, words=words)
