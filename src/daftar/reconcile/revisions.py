"""Which figures still stand: a later figure replaces an earlier one of the same origin, never another origin's."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from daftar.model.origins import fold, root_of
from daftar.reconcile.known import is_named
from daftar.reconcile.nodes import unattributed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.reconcile.nodes import Node

__all__ = ["CORRECTED", "superseded"]

_UNTRACED: Mapping[str, str] = MappingProxyType({})

CORRECTED = (
    "corrected"  # the action of an update that takes a figure back, and does not say that more are known
)
_DIED = "died"  # the action of an update told as one more death: "a seventh person has died"


def superseded(nodes: Sequence[Node], origins: Mapping[str, str] = _UNTRACED) -> dict[str, str]:
    """From each claim that no longer stands to the one that took its place, over claims of one outcome.

    Said outright (relation *update*: of a claim, or of whatever smaller figures the report gives for the same people,
    "the toll rose to nine", unless another named origin counts them; also of what outlets said in their own words on
    earlier days; a toll that is *corrected* replaces larger ones, too; "a seventh person has died" whoever's six), or found: the same origin gives another figure for
    the same people in a report published on a later day, or says on the same day that it has risen to another. Inside one
    report nothing is replaced unless said: news puts the newest figure first. Where a publication day is unknown nobody
    can say which is later, and both stand. A later wording that is only vaguer ("more than 20" after "22") replaces
    nothing. ``origins`` gives each claim's independent origin, as traced: a figure that a headline gives in the outlet's
    name is that of whom its text names, and goes when they replace it.
    """
    found: dict[str, str] = {}
    ids = {n.id for n in nodes}
    for node in nodes:
        target = node.claim.part_of
        if node.claim.relation != "update":
            continue
        if target is None:
            _one_less(node, nodes, found)
            _outgrown(node, nodes, found)
            _retold(node, nodes, found)
        elif target in ids and target != node.id:
            found[target] = node.id
    if len({n.day for n in nodes}) > 1:
        _later_days(nodes, found, _roots(nodes, origins))
    return _without_rings(found)


def _one_less(update: Node, nodes: Sequence[Node], found: dict[str, str]) -> None:
    """A death that is told as the seventh replaces every toll of six given by then, whoever gave it: it rests on those."""
    if update.claim.action != _DIED:
        return
    for node in nodes:
        before = node.day is None or update.day is None or node.day <= update.day
        of_it = node.claim.part_of is None and node.claim.relation in {None, "update"}
        if before and of_it and node.groups <= update.groups and node.figure.size == update.low - 1:
            found.setdefault(node.id, update.id)


def _outgrown(update: Node, nodes: Sequence[Node], found: dict[str, str]) -> None:
    """A toll said to have risen replaces the smaller totals that its report gives for the same people.

    Not what another named origin counts: "the ministry puts it at 20; the toll has risen to 25, rescuers said" are two counts.
    """
    for node in nodes:
        of_it = node.report == update.report and node.groups == update.groups and node.claim.part_of is None
        if node.root != update.root and _by_name(node) and _by_name(update):
            continue
        if of_it and _gives_way(node, update) and node.claim.relation is None:
            found[node.id] = update.id


def _by_name(node: Node) -> bool:
    """Whether the words say who in particular counts: "medics" may be the ministry's."""
    origin = root_of(node.claim)
    return origin is not None and not unattributed(node.claim) and is_named(origin)


def _retold(update: Node, nodes: Sequence[Node], found: dict[str, str]) -> None:
    """A toll said to have risen replaces the smaller totals that outlets gave in their own words on earlier days."""
    for node in nodes:
        before = node.day is not None and update.day is not None and node.day < update.day
        of_it = before and node.groups == update.groups and node.claim.part_of is None
        if of_it and unattributed(node.claim) and _gives_way(node, update) and node.claim.relation is None:
            found.setdefault(node.id, update.id)


def _gives_way(node: Node, update: Node) -> bool:
    """Whether a figure is one that the update replaces: a smaller one; of a toll taken back, a larger one, too."""
    if node.figure.size < update.low:
        return True
    larger = update.high is not None and node.figure.size > update.high
    return larger and update.claim.action == CORRECTED


def _roots(nodes: Sequence[Node], origins: Mapping[str, str]) -> dict[str, str]:
    """Whose figure each claim is: whom its words name; for an outlet, whoever it was traced to and other claims name."""
    outlets = _of_outlets(nodes)
    named: dict[str, str] = {}
    for node in nodes:
        if node.id not in outlets and (key := origins.get(node.id)):
            named.setdefault(key, node.root)
    return {n.id: named.get(origins.get(n.id, ""), n.root) if n.id in outlets else n.root for n in nodes}


def _of_outlets(nodes: Sequence[Node]) -> set[str]:
    """The claims whose words give the figure to an outlet, its own or another, or to nobody."""
    outlets = {fold(n.claim.origin[0].name or "") for n in nodes if n.claim.origin}
    found = set()
    for node in nodes:
        origin = root_of(node.claim)
        if (
            origin is None
            or unattributed(node.claim)
            or origin.kind == "media"
            or fold(origin.organisation or origin.name or "") in outlets
        ):
            found.add(node.id)
    return found


def _later_days(nodes: Sequence[Node], found: dict[str, str], roots: Mapping[str, str]) -> None:
    """Add what later reports replace. Within a report an origin's figure for a group is the first with its name to it."""
    latest: dict[tuple[str, frozenset[str]], Node] = {}
    mains = [n for n in nodes if n.day is not None and _on_its_own(n)]
    outlets = _of_outlets(nodes)
    for node in sorted(mains, key=lambda n: (n.id in outlets, n.claim.relation != "update")):
        if node.id in found:
            continue
        key = (roots[node.id], node.groups)
        now = latest.get(key)
        if now is None or (now.day is not None and node.day is not None and node.day > now.day):
            latest[key] = node
    for node in mains:
        now = latest.get((roots[node.id], node.groups))
        if now is None or node.id in found or _only_vaguer(now, node):
            continue
        if now.day == node.day and not _risen_that_day(node, now):
            continue
        found[node.id] = now.id


def _risen_that_day(node: Node, now: Node) -> bool:
    """Whether another report of the day still gives what the origin says has risen since: "nine", "has risen to 14"."""
    risen = now.claim.relation == "update" and node.claim.relation is None and node.report != now.report
    return risen and _gives_way(node, now)


def _on_its_own(node: Node) -> bool:
    """Whether the claim is a figure of its own, not of some of another's people."""
    return node.claim.part_of is None or node.claim.relation in {"update", "others"}


def _only_vaguer(later: Node, earlier: Node) -> bool:
    """Whether ``later`` allows everything ``earlier`` does and more, and points to nothing beyond it."""
    if later.low > earlier.low or (later.low == earlier.low and later.high == earlier.high):
        return False
    if later.high is not None and (earlier.high is None or later.high < earlier.high):
        return False
    return later.figure.best is None or later.figure.best <= earlier.low


def _without_rings(found: dict[str, str]) -> dict[str, str]:
    """Drop the link that closes a ring of claims each said to update the next: then none is the latest."""
    kept: dict[str, str] = {}
    for old in sorted(found):
        at: str | None = found[old]
        while at is not None and at != old:
            at = kept.get(at)
        if at is None:
            kept[old] = found[old]
    return kept
