"""New reports' incidents beside those that share a key with them: which pairs are likely one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.json import encode

from daftar.codebook.publishers import known_publisher
from daftar.link import within
from daftar.link.blocks import CROWD, blocks, can_split, finer, number
from daftar.link.features import items_of
from daftar.link.merge import anchors_of
from daftar.link.quick import quick
from daftar.link.weights import default_weights, waterfall, weigher
from daftar.link.wholes import as_part, as_whole
from daftar.linking.stored import PER_REPORT, Known, columns_of
from daftar.store import Pair, StoredItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from daftar.codebook.outlets import Outlet
    from daftar.link.features import Item
    from daftar.link.weights import Weights
    from daftar.model import Report
    from daftar.store import Links

__all__ = ["area_keys", "compare_under", "gather"]


def gather(
    links: Links,
    reader: str,
    weights: Weights,
    *,
    most: int,
    largest: bool = False,
    outlets: Sequence[Outlet] = (),
    crowd: int = CROWD,
) -> int:
    """Compare the incidents of up to ``most`` reports that are not linked yet; how many reports there were."""
    page = links.unlinked(reader, most)
    if not page:
        return 0
    readings = links.readings(reader, [report.id for _, report in page])
    items: dict[int, Item] = {}
    rows: list[StoredItem] = []
    for seq, report in page:
        told = {reading.id: reading for reading in readings[report.id]}
        own = within(known_publisher(report, outlets), readings[report.id], largest=largest, denials=True)
        found = items_of(report, own, told)
        anchors = anchors_of(found, told)
        numbers = {one.incident.id: seq * PER_REPORT + at for at, one in enumerate(found)}
        items.update((numbers[one.incident.id], one) for one in found)
        rows.extend(_row(report, one, numbers, anchors[one.key]) for one in found)
    areas = {
        (key, at)
        for at, one in items.items()
        for key in (*area_keys("of", as_whole(one)), *area_keys("in", as_part(one)))
    }
    links.add_items([report.id for _, report in page], rows, areas)
    links.touch(items)
    known = Known(links)
    known.add(items)
    plan = _Plan(links, known, crowd)
    plan.take_in(items)
    _compare(links, known, plan.meetings(items), weights)
    return len(page)


def compare_under(links: Links, keys: Collection[int], weights: Weights | None) -> None:
    """Compare all that meets under these keys and is no likely pair yet (``weights`` None: those of the package)."""
    members: dict[int, list[int]] = defaultdict(list)
    for key, at in links.under(keys):
        members[key].append(at)
    meetings: dict[int, set[int]] = defaultdict(set)
    for some in members.values():
        for one in some:
            meetings[one].update(other for other in some if other > one)
    for one, other in links.weights_of(meetings):
        meetings[one].discard(other)
    _compare(links, Known(links), meetings, weights or default_weights())


def area_keys(kind: str, areas: Iterable[tuple[int, str | None, str]]) -> list[int]:
    """The keys of days and areas, ``of`` what covers an area or of what lies ``in`` it."""
    return [number(f"{kind} {day} {country} {name}") for day, country, name in areas]


def _row(report: Report, one: Item, numbers: Mapping[str, int], anchor: str) -> StoredItem:
    return StoredItem(
        number=numbers[one.incident.id],
        report=report.id,
        part_of=numbers.get(one.incident.part_of or ""),
        anchor=anchor,
        columns=columns_of(one),
        body=encode(one.incident).decode(),
    )


def _compare(links: Links, known: Known, meetings: Mapping[int, Collection[int]], weights: Weights) -> None:
    """Weigh each new item against those it meets, and keep what is likely one incident."""
    pairs = []
    likely, weigh = quick(weights), weigher(weights)
    for one, others in meetings.items():
        items = known.get({one, *others})
        for other in others:
            if one // PER_REPORT == other // PER_REPORT:
                continue
            a, b = items[one], items[other]
            if not likely.can_reach(a, b):
                continue
            if b.key < a.key:
                a, b = b, a
            weight = weigh(a, b)
            if weight >= weights.threshold:
                steps = encode(waterfall(a, b, weights)).decode()
                pairs.append(Pair(min(one, other), max(one, other), weight, steps))
    links.add_pairs(pairs)


class _Plan:
    """The keys of items in the store, kept so that the crowded ones have finer ones under them."""

    def __init__(self, links: Links, known: Known, crowd: int) -> None:
        self._links = links
        self._known = known
        self._crowd = crowd
        self._keys: dict[int, set[int]] = defaultdict(set)  # of new items, those that are not crowded

    def take_in(self, items: Mapping[int, Item]) -> None:
        """Put new items under their keys; keys that become crowded by it are split."""
        keys = {at: set(blocks(one)) for at, one in items.items()}
        loosened: set[int] = set()
        while keys:
            words = {number(key): key for some in keys.values() for key in some}
            by_item = {at: {number(key) for key in some} for at, some in keys.items()}
            self._links.add_blocks((key, at) for at, some in by_item.items() for key in some)
            sizes = self._links.sizes(words)
            before = self._links.full(words)
            crowded = {
                key: words[key]
                for key, size in sizes.items()
                if size > self._crowd and key not in before and can_split(words[key])
            }
            self._links.set_full(crowded)
            under: dict[int, set[int]] = defaultdict(set)
            for key, at in self._links.under(crowded):
                under[key].add(at)
                loosened.add(at)
            keys = defaultdict(set)
            full = {**before, **crowded}
            for at, some in by_item.items():
                if at in items:
                    self._keys[at] |= some - full.keys()
                for key in some & before.keys():
                    under[key].add(at)
            held = self._known.get({at for some in under.values() for at in some})
            for key, some in under.items():
                for at in some:
                    keys[at].update(finer(full[key], held[at]))
            keys = {at: some for at, some in keys.items() if some}
        self._let_go(loosened - items.keys())

    def meetings(self, items: Iterable[int]) -> dict[int, set[int]]:
        """For each new item those that share a key with it; of two new ones only with the smaller number."""
        new = set(items)
        members: dict[int, list[int]] = defaultdict(list)
        for key, at in self._links.under({key for one in new for key in self._keys[one]}):
            members[key].append(at)
        return {
            one: {at for key in self._keys[one] for at in members[key] if at not in new or at > one} - {one}
            for one in sorted(new)
        }

    def _let_go(self, items: Collection[int]) -> None:
        """Drop kept pairs of these older items that no longer share a key, now that some of theirs are crowded."""
        pairs = [
            (one, other) for one, other in self._links.weights_of(items) if one in items and other in items
        ]
        if not pairs:
            return
        keys = self._open_keys({at for pair in pairs for at in pair})
        apart = [(one, other) for one, other in pairs if not keys[one] & keys[other]]
        self._links.drop_pairs(apart)
        self._links.touch({at for pair in apart for at in pair})

    def _open_keys(self, items: Collection[int]) -> dict[int, set[int]]:
        """The keys of items that are not crowded, finer ones included."""
        held = self._known.get(items)
        found: dict[int, set[int]] = defaultdict(set)
        keys = {at: set(blocks(one)) for at, one in held.items()}
        while keys:
            full = self._links.full({number(key) for some in keys.values() for key in some})
            for at, some in keys.items():
                found[at] |= {number(key) for key in some} - full.keys()
            keys = {
                at: inside
                for at, some in keys.items()
                if (inside := {f for key in some if number(key) in full for f in finer(key, held[at])})
            }
        return found
