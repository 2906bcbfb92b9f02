"""Figures beside lists of names: "seven people were killed" cannot be true where one report names nine of the dead.

Fewer names than the figure are no contradiction (lists are seldom whole), nor are more where the figure is open ("at
least seven"). Names are counted report by report, since two reports may spell one name two ways.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from daftar.model import Conflict
from daftar.reconcile.within import distinct_names
from daftar.reconcile.words import named_beside, who

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from daftar.model import Reading, Victim
    from daftar.reconcile.nodes import Node
    from daftar.reconcile.toll import Toll

__all__ = ["Lists", "list_conflicts", "lists_of"]

_SEVERAL = 2  # "a man was killed" counts one of the dead, not all of them

#: By outcome, what each report lists: persons with the claims that name them.
Lists = dict[str, dict[str, list[tuple["Victim", str]]]]


def lists_of(readings: Iterable[Reading]) -> Lists:
    """Who is named, by outcome and report, in claims that are asserted of the incident.

    A name of one word is left out: it may be a place's, or somebody's surname.
    """
    found: Lists = defaultdict(lambda: defaultdict(list))
    for reading in readings:
        claim = reading.claim
        if claim.polarity == "asserted" and claim.scope == "incident":
            for victim in claim.victims:
                if len((victim.name or "").split()) > 1:
                    found[victim.outcome][claim.report].append((victim, claim.id))
    return found


def list_conflicts(
    outcome: str,
    toll: Toll,
    nodes: Mapping[str, Node],
    lists: Lists,
    rank: Callable[[str], tuple[object, ...]],
) -> list[Conflict]:
    """The conflict between the largest figure that stands for everybody and a longer list of those named, if any.

    Groups have none of their own: "two men" are often only some of the men. ``rank`` orders claims as told.
    """
    listed, stand = lists.get(outcome), toll.figures.get("all", ())
    if not listed or not stand:
        return []
    figures = [f for some in toll.figures.values() for f in some]
    most = max(figures, key=lambda f: (f.high or 0, -f.rank))
    named = max(listed.values(), key=lambda some: len(_names(some)))
    names = _names(named)
    if any(f.high is None or f.high >= len(names) for f in figures) or most.low < _SEVERAL:
        return []
    same = [f for f in stand if f.high == most.high] or [most]
    by = ", ".join(dict.fromkeys(who(nodes[f.claims[0]]) for f in same))
    claims = dict.fromkeys([*(c for f in same for c in f.claims), *(c for _, c in named)])
    words = named_beside(outcome, same[0], by, names)
    ordered = tuple(sorted(claims, key=rank))
    return [Conflict(outcome=outcome, group="all", claims=ordered, words=words)]


def _names(named: Iterable[tuple[Victim, str]]) -> list[str]:
    return distinct_names(v.name or "" for v, _ in named)
