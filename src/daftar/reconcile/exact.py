"""The toll of one outcome as a system of linear claims, so that groups, parts and totals narrow each other."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from daftar.reconcile.arithmetic import span
from daftar.reconcile.bounds import Line, extent, forcing
from daftar.reconcile.toll import Toll, fit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daftar.reconcile.figures import Structure
    from daftar.reconcile.nodes import Node
    from daftar.reconcile.toll import Beside

__all__ = ["system", "tighten"]

#: Everybody is in one cell: a status, and an age and sex. The elderly are men and women apart.
_CELLS = tuple(product(("civilian", "combatant"), ("child", "woman", "man", "old woman", "old man")))
_AGES = {
    "child": ("child",),
    "woman": ("woman", "old woman"),
    "man": ("man", "old man"),
    "elderly": ("old woman", "old man"),
}
_ROLES = ("health_worker", "aid_worker", "rescuer", "journalist")


def system(shape: Structure, nodes: Mapping[str, Node], toll: Toll, beside: Beside) -> list[Line]:
    """Lines over cells (status x age and sex), roles and claims, from what is claimed of one outcome.

    The figures that stand as a group's toll bound that group; every other claim bounds the people it speaks of from
    below; disjoint parts of a total come to no more than it; roles and named people are some of everybody.
    """
    lines: list[Line] = []
    for group, figures in toll.figures.items():
        if figures:
            said = span(figures)
            claims = tuple(dict.fromkeys(said.low_claims + said.high_claims))
            lines.append(Line(_people(frozenset({group} - {"all"})), said.low, said.high, claims))
    for node in nodes.values():
        own = f"claim {node.id}"
        lines.append(Line({own: 1}, node.low, node.high, (node.id,)))
        lines.append(Line(_less(_people(node.groups - set(_ROLES)), own), 0, None))
        lines.extend(Line({role: 1, own: -1}, 0, None) for role in _ROLES if role in node.groups)
    for total in shape.inside:
        parts = shape.parts(nodes[total])
        if parts:
            lines.append(Line({f"claim {total}": 1, **{f"claim {p.id}": -1 for p in parts}}, 0, None))
    for known in (beside.named, beside.children):
        for group, figure in known.items():
            lines.append(Line(_people(frozenset({group} - {"all"})), figure.low, None, figure.claims))
    lines.extend(Line(_less(_people(frozenset()), role), 0, None) for role in _ROLES)
    return lines


def _people(groups: frozenset[str]) -> dict[str, int]:
    """The cells of everybody who is in all of ``groups`` (a role alone is its own variable)."""
    for role in _ROLES:
        if role in groups:
            return {role: 1}
    ages = [set(_AGES[g]) for g in groups if g in _AGES]
    wanted = set.intersection(*ages) if ages else None
    statuses = groups & {"civilian", "combatant"}
    return {
        f"{status} {age}": 1
        for status, age in _CELLS
        if (not statuses or status in statuses) and (wanted is None or age in wanted)
    }


def _less(terms: Mapping[str, int], variable: str) -> dict[str, int]:
    return {**terms, variable: -1}


def tighten(shape: Structure, nodes: Mapping[str, Node], toll: Toll, beside: Beside) -> Toll:
    """``toll`` with every low and high as tight as its claims make it, each resting on claims that force it.

    Claims that contradict each other narrow nothing: then the toll stays as it is.
    """
    lines = system(shape, nodes, toll, beside)
    spans = dict(toll.spans)
    for group, loose in toll.spans.items():
        wanted = _people(frozenset({group} - {"all"}))
        exact = extent(lines, wanted)
        if exact is None:
            return toll
        found = loose
        if exact.low > loose.low:
            found = found._replace(low=exact.low, low_claims=forcing(lines, wanted, low=exact.low))
        if exact.high is not None and (loose.high is None or exact.high < loose.high):
            found = found._replace(high=exact.high, high_claims=forcing(lines, wanted, high=exact.high))
        spans[group] = fit(found)
    return Toll(spans, toll.figures)
