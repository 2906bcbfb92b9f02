"""Independent origins behind an incident: who knows it, as against who repeats it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from daftar.model import Origin, Root
from daftar.model.origins import fold, root_of
from daftar.reconcile.nodes import unattributed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.reconcile.nodes import Node

__all__ = ["independent", "roots_of"]


def independent(nodes: Sequence[Node]) -> dict[str, str]:
    """For each claim id the key of the independent origin it goes back to, ``""`` where that cannot be told.

    What an outlet says in its own name beside one quoted origin is taken to rest on that origin; beside several it
    rests on some of them, unknown which, and is no further origin. Outlets that print the same sentence are one.
    """
    if len(nodes) == 1:
        return {nodes[0].id: nodes[0].root}
    quoted: dict[str, set[str]] = defaultdict(set)
    own: list[Node] = []
    found: dict[str, str] = {}
    for node in nodes:
        if unattributed(node.claim):
            own.append(node)
        else:
            found[node.id] = node.root
            quoted[node.claim.report].add(node.root)
    if not own:
        return found
    outlets = _same_words(own)
    for node in own:
        named = quoted.get(node.claim.report)
        if not named:
            found[node.id] = outlets[node.root]
        else:
            found[node.id] = next(iter(named)) if len(named) == 1 else ""
    return found


def _same_words(own: Sequence[Node]) -> dict[str, str]:
    """From each outlet to the first outlet (in order of telling) that it shares a whole sentence with."""
    first: dict[str, str] = {n.root: n.root for n in own}
    if len(first) == 1:
        return first
    seen: dict[str, str] = {}
    for node in own:
        words = fold(node.claim.passage.text)
        if not words:
            continue
        earlier = _top(seen.setdefault(words, node.root), first)
        mine = _top(node.root, first)
        if earlier != mine:
            first[mine] = earlier
    return {root: _top(root, first) for root in first}


def _top(root: str, first: Mapping[str, str]) -> str:
    while first[root] != root:
        root = first[root]
    return root


def roots_of(nodes: Sequence[Node], keys: Mapping[str, str]) -> tuple[Root, ...]:
    """The independent origins in order of first telling, with the claims and reports that go back to each."""
    grouped: dict[str, list[Node]] = {}
    for node in nodes:
        key = keys[node.id]
        if key:
            grouped.setdefault(key, []).append(node)
    return tuple([_root(members) for members in grouped.values()])


def _root(members: Sequence[Node]) -> Root:
    reports = dict.fromkeys([m.claim.report for m in members])
    return Root(origin=_shown(members), claims=tuple([m.id for m in members]), reports=tuple(reports))


def _shown(members: Sequence[Node]) -> Origin:
    """The origin to show for a root: the first one that the words attribute something to, else the outlet."""
    attributed = [m for m in members if not unattributed(m.claim)]
    for member in attributed or members:
        origin = root_of(member.claim)
        if origin is not None:
            return origin
    return Origin(kind="unknown")
