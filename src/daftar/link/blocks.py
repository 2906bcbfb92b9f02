"""Where incidents are looked for: the keys under which two must meet before they are compared.

A key is worked out from one item alone, so that a new report meets just those that share a key with it.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daftar.link.features import Item

__all__ = ["blocks", "pairs"]

_LONGEST = 7  # days: an incident dated more loosely is found by names and words alone
_CELL = 0.5  # degrees: pairs are looked for in one cell and its neighbours
_HASHES = (
    12  # of the smallest hashes of a text: two texts of likeness .3 share one of them in 98 of 100 cases
)


def blocks(item: Item) -> Iterator[str]:
    """The keys of an item: a person named, a stretch of words told, and its place on each of its days."""
    for name in item.names:
        yield f"name {name}"
    for gram in item.told[:_HASHES]:
        yield f"gram {gram}"
    if (
        item.first is None
        or item.last is None
        or item.place_name is None
        or item.last - item.first > _LONGEST
    ):
        return
    days = range(item.first, item.last + 2)  # with the day after: time zones, and nights
    if item.lat is None or item.lon is None:
        yield from (f"word {day} {item.place_name}" for day in days)
        return
    row, column = round(item.lat / _CELL), round(item.lon / _CELL)
    yield from (f"cell {day} {r} {c}" for day in days for r in (row, row + 1) for c in (column, column + 1))
    if item.admin:
        yield from (f"admin {day} {item.country} {item.admin[0]}" for day in days)


def pairs(items: Iterable[Item]) -> Iterator[tuple[Item, Item]]:
    """Pairs of items of different reports that share a key, each once, the smaller key first, in order."""
    by_key = {item.key: item for item in items}
    buckets: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_key):
        for block in set(blocks(by_key[key])):
            buckets[block].append(key)
    seen = {
        (a, b)
        for keys in buckets.values()
        for a, b in combinations(keys, 2)
        if by_key[a].report != by_key[b].report
    }
    for a, b in sorted(seen):
        yield by_key[a], by_key[b]
