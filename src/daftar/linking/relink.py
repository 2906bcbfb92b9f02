"""Linking what a store holds: all of it the first time, then only what is new and what that touches."""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar import __version__
from daftar.codebook.grades import Scheme
from daftar.codebook.outlets import Outlet
from daftar.link.anchors import Anchors, standing
from daftar.link.blocks import CROWD, VERSION
from daftar.link.weights import Weights, default_weights
from daftar.linking.above import put_under
from daftar.linking.derive import Counting, derive
from daftar.linking.gather import gather
from daftar.linking.groups import Verdict, regroup
from daftar.linking.stored import whole_item
from daftar.reconcile import WIDEST
from daftar.store import Judged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from daftar.link.features import Item
    from daftar.model import Decision, Reading
    from daftar.store import Links, Store

__all__ = ["KINDS", "LinkWith", "Linked", "relink", "verdicts_of"]

_PAGE = 2_000  # reports compared at a time
# Pages kept by one transaction. Keys come in no order, so each rewrites much of their table: the fewer, the less.
_PAGES = 5
_UNLOOKED = 100_000  # new objects that are not gone again
KINDS = frozenset({"same_incident", "different_incident", "part_of"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWith:
    """Whose readings are linked, and how; ``scheme`` grades the records (None: Airwars'). ``crowd`` is the number of items from which on a key is split (blocks.py)."""

    reader: str
    conventions: str = "default"
    outlets: tuple[Outlet, ...] = ()
    weights: Weights | None = None
    crowd: int = CROWD
    scheme: Scheme | None = None

    @property
    def key(self) -> str:
        """Names everything that records follow from: where any of it differs, another version of Daftar included, all is done anew."""
        weights = self.weights or default_weights()
        told = repr((weights._replace(how="", levels={}), self.crowd, VERSION, __version__))
        told += "" if self.scheme is None else repr(self.scheme)
        return f"{self.reader} {self.conventions} {hashlib.sha256(told.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking came to: how many records there are, whether they differ from before, how many reports were new.

    ``crowded`` counts the keys under which so many met that only those that share a finer key were compared,
    ``regrouped`` the reports' incidents that were joined anew, with those they were held against.
    """

    records: int
    changed: bool
    new: int
    crowded: int
    regrouped: int


def relink(store: Store, how: LinkWith, *, doing: Callable[[int], None] = lambda _reports: None) -> Linked:
    """Bring incidents and records up to what the reader read and people decided.

    What is compared is kept some pages of reports at a time; the records follow in one transaction with the last of them, so
    that they are always those of one state. ``doing`` is told how many reports were compared so far. Raises StoreError.
    """
    weights = how.weights or default_weights()
    with store.linking() as links:
        if links.key() != how.key:
            links.forget(how.key)
    new = 0
    with _seldom_collected():
        while True:
            with store.linking() as links:
                some = _gathered(links, how, weights, new, doing)
                new += some
                if some < _PAGE * _PAGES:
                    return _settled(store, links, how, weights, new)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Have Python look for rings of dead objects seldom: there are few here, and looking cost a tenth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(_UNLOOKED, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _gathered(links: Links, how: LinkWith, weights: Weights, new: int, doing: Callable[[int], None]) -> int:
    """Compare some reports that are not linked yet; how many they are, besides the ``new`` ones before."""
    if links.key() != how.key:
        return 0  # somebody else links with other weights: theirs stand, and the next run does it again
    found = 0
    for _ in range(_PAGES):
        some = gather(
            links,
            how.reader,
            weights,
            most=_PAGE,
            largest=how.conventions in WIDEST,
            outlets=how.outlets,
            crowd=how.crowd,
        )
        found += some
        if some:
            doing(new + found)
        if some < _PAGE:
            break
    return found


def _settled(store: Store, links: Links, how: LinkWith, weights: Weights, new: int) -> Linked:
    """Join, put under, reckon: everything that was touched."""
    # Asked for inside the transaction: a decision that came while it waited for another writer would be undone otherwise.
    decisions = [one for one in standing(tuple(store.decisions())) if one.kind in KINDS]
    verdicts = verdicts_of(links, how.reader, decisions)
    before, now = set(links.judged()), {Judged(v.decision, v.one, v.other) for v in verdicts}
    judged = {at for one in before ^ now for at in (one.one, one.other)}
    links.touch(judged)
    links.set_judged(sorted(now))
    changes = regroup(links, weights, verdicts)
    if not links.settled():  # what stands was linked in another way
        links.set_leads(dict.fromkeys(links.all_leads()))
        changes.gone |= set(links.all_records()) - changes.made
    answers = put_under(links, changes, verdicts, judged)
    derive(links, Counting(how.reader, how.conventions, how.scheme), changes, answers)
    records, changed = links.finish(how.reader)
    return Linked(
        records=records,
        changed=changed,
        new=new,
        crowded=links.full_count(),
        regrouped=changes.regrouped,
    )


def verdicts_of(links: Links, reader: str, decisions: Sequence[Decision]) -> list[Verdict]:
    """The decisions with the items whose words they are anchored to, newest first; one whose words are gone is left out."""
    reports = {name for one in decisions for name in (one.report, one.other_report) if name is not None}
    rows = links.items_in(reports)
    items = {item.key: item for item in map(whole_item, rows)}
    numbers = {item.key: row.number for item, row in zip(items.values(), rows, strict=True)}
    anchors = Anchors(items, _readings(links, reader, items.values()))
    found = []
    for one in decisions:
        both = anchors.both(one)
        if both is not None:
            found.append(Verdict(one.id, one.kind, numbers[both[0]], numbers[both[1]]))
    return found


def _readings(links: Links, reader: str, items: Collection[Item]) -> dict[str, Reading]:
    return dict(links.claims(reader, {claim for item in items for claim in item.incident.claims}))
