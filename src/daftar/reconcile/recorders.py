"""Bounds as casualty recorders set them, where the chosen conventions are theirs.

After Airwars' methodology and what its published assessments evidently do: the assessment's own words in its lead are
its low; a range that it gives in its own voice is its reckoning and needs no other; the high is the largest credible
figure of any source; and whoever is not said to be a combatant counts as a civilian.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.reconcile.arithmetic import Span, competing
from daftar.reconcile.nodes import unattributed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.reconcile.nodes import Figure, Node

__all__ = ["made_up", "presumed_civilian", "settled", "standing", "widest"]

_KINDS = frozenset({"child", "woman", "man"})
_CIVILIAN = frozenset({"civilian"})
_SAYS_NUMBER = re.compile(
    r"(?:at least |some |about )?(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen)",
    re.IGNORECASE,
)


def presumed_civilian(said: Sequence[Node]) -> tuple[Sequence[Node], bool]:
    """The claims with "civilian" taken as no kind of its own, and whether anybody said it and no one "combatant"."""
    groups = {g for n in said for g in n.groups}
    if "civilian" not in groups or "combatant" in groups:
        return said, False
    return [n._replace(groups=n.groups - _CIVILIAN) for n in said], True


def standing(said: Sequence[Figure], nodes: Mapping[str, Node]) -> list[Figure]:
    """The figures that bound a number: the report's own range alone where it gives one, else all that compete."""
    ordered = sorted(said, key=lambda f: f.rank)
    for figure in ordered:
        if _range(figure) and all(unattributed(nodes[c].claim) for c in figure.claims):
            return [figure]
    return competing(ordered, nodes, precise=False)


def _range(figure: Figure) -> bool:
    """Whether it says two numbers: "between four and five"."""
    return figure.best is None and figure.high is not None and 0 < figure.low < figure.high


def _ceiling(figure: Figure) -> bool:
    """ "Up to four": says how many at most, nothing of how many at least."""
    return figure.low <= 1 and figure.best is not None and figure.best == figure.high != figure.low


def settled(stand: Sequence[Figure], nodes: Mapping[str, Node]) -> bool:
    """Whether the first figure is the report's own, of several people: then its low stands, whatever adds up beside."""
    if not stand:
        return False
    first = min(stand, key=lambda f: f.rank)
    own = all(unattributed(nodes[c].claim) for c in first.claims)
    return own and not _ceiling(first) and first.low > 1


def made_up(stand: Sequence[Figure], nodes: Mapping[str, Node]) -> bool:
    """Whether the report itself says how many of its total are of the group: "including one woman"."""
    return any(_of_total(f, nodes) for f in stand)


def _of_total(figure: Figure, nodes: Mapping[str, Node]) -> bool:
    claims = [nodes[c].claim for c in figure.claims]
    if figure.best is None or not all(unattributed(c) and c.count_worded for c in claims):
        return False
    if all(c.relation == "among" and _of_many(c.part_of, nodes) for c in claims):
        return True
    counted = [c for c in claims if _SAYS_NUMBER.match(c.count_worded or "")]
    return (
        len(counted) == len(claims) and figure.low > 1
    )  # "12 children, five women and five men were killed"


def _of_many(total: str | None, nodes: Mapping[str, Node]) -> bool:
    """Whether what a part is of counts several people of no one kind: not one man among "his relatives"."""
    node = nodes.get(total or "")
    return node is not None and node.low > 1 and node.groups.isdisjoint(_KINDS)


def widest(stand: Sequence[Figure], nodes: Mapping[str, Node]) -> Span:
    """From the lead's own low, else the smallest, to the largest figure of all."""
    floors = [f for f in stand if not _ceiling(f)] or list(stand)
    first = min(stand, key=lambda f: f.rank)
    floors = [f for f in floors if f.low > 1 or f is first] or floors  # one person told of is no toll of all
    low = min(floors, key=lambda f: (f.low, f.rank))
    if settled(stand, nodes):
        low = min(stand, key=lambda f: f.rank)
    highs = [(f.best if f.high is None else f.high, f) for f in stand]
    if any(h is None for h, _ in highs):
        most: tuple[int | None, Figure] = next((h, f) for h, f in highs if h is None)
    else:
        most = max(highs, key=lambda h: (h[0] or 0, -h[1].rank))
    return Span(low.low, low.claims, None, (), most[0], most[1].claims)
