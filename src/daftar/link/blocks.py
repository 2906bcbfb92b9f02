"""Where incidents are looked for: the keys under which two must meet before they are compared.

A key is worked out from one item alone, so that a new report meets just those that share a key with it. The plan:

=========  ==========================================================  ===============================================
key        two items meet where                                        with more than ``CROWD`` items, only those meet
                                                                       that share, besides,
=========  ==========================================================  ===============================================
``name``   the same person is named                                    a day (or the day after), then as below
``gram``   one of the twelve smallest hashes of three words told is    a day (or the day after), then as below
           the same: of texts of likeness .3, 98 in 100 share one
``cell``   a day (or the day after) and a square of half a degree, or  a place, or a number killed, injured or taken;
           its neighbour                                               then method or target as well
``admin``  a day (or the day after) and a first-level division         as for ``cell``
``word``   a day (or the day after) and a place's name that is in no   as for ``cell``
           gazetteer
=========  ==========================================================  ===============================================

So no key's pairs grow with the square of the reports on a city's worst day. What meets under the last of the finer keys
agrees in everything that it was asked for: those pairs are the result and no waste. Which keys were crowded is kept, and
``daftar link`` says how many. Whether a key is crowded follows from the items alone, never from their order.
"""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from daftar.link.features import Item

__all__ = ["CROWD", "VERSION", "blocks", "can_split", "finer", "number", "open_keys", "pairs"]

VERSION = "blocks@1"  # what is kept in a store was made by this plan
CROWD = 128  # items under a key, from which on only those are compared that share a finer one
_LONGEST = 7  # days: an incident dated more loosely is found by names and words alone
_CELL = 0.5  # degrees: pairs are looked for in one cell and its neighbours
_HASHES = (
    12  # of the smallest hashes of a text: two texts of likeness .3 share one of them in 98 of 100 cases
)
_LATE = 2  # days before its report that an undated incident is looked for
# After which kind of key which columns make it finer, each in turn; nothing follows where there are none.
_FIGURES = ("killed", "injured", "taken")
_FINER: Mapping[str, tuple[str, ...]] = {
    "name": ("day",),
    "gram": ("day",),
    "day": ("place", *_FIGURES),
    "cell": ("place", *_FIGURES),
    "admin": ("place", *_FIGURES),
    "word": (*_FIGURES, "method", "target"),
    "place": (*_FIGURES, "method", "target"),
    "killed": ("injured", "taken", "method", "target"),
    "injured": ("taken", "method", "target"),
    "taken": ("method", "target"),
    "method": ("target",),
    "target": (),
}


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


def can_split(key: str) -> bool:
    """Whether there are finer keys than this one."""
    return bool(_FINER[_kind(key)])


def finer(key: str, item: Item) -> Iterator[str]:
    """The keys of an item under a crowded one."""
    for column in _FINER[_kind(key)]:
        yield from (f"{key} / {column} {value}" for value in _values(item, column))


def _kind(key: str) -> str:
    """The column that the key's last part is of."""
    return key.rpartition(" / ")[2].partition(" ")[0]


def _values(item: Item, column: str) -> Sequence[object]:
    if column == "day":
        return _days(item)
    told = (item.place_id or item.place_name) if column == "place" else getattr(item, column)
    return () if told is None else (told,)


def _days(item: Item) -> Sequence[int]:
    if item.first is not None and item.last is not None:
        return range(item.first, min(item.last, item.first + _LONGEST) + 2)
    return () if item.published is None else range(item.published - _LATE, item.published + 1)


def number(key: str) -> int:
    """A key as a signed number of 64 bits, for an index."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def pairs(items: Iterable[Item], *, crowd: int = CROWD) -> Iterator[tuple[Item, Item]]:
    """Pairs of items of different reports that share a key, each once, the smaller key first, in order."""
    by_key = {item.key: item for item in items}
    seen = {
        (a, b)
        for _, keys in _open_buckets(by_key, crowd)
        for a, b in combinations(keys, 2)
        if by_key[a].report != by_key[b].report
    }
    for a, b in sorted(seen):
        yield by_key[a], by_key[b]


def open_keys(items: Iterable[Item], *, crowd: int = CROWD) -> dict[str, set[int]]:
    """The numbers of the keys of each item, by its own key: where one is crowded, the finer ones instead."""
    by_key = {item.key: item for item in items}
    found: dict[str, set[int]] = {key: set() for key in by_key}
    for block, keys in _open_buckets(by_key, crowd):
        for key in keys:
            found[key].add(number(block))
    return found


def _open_buckets(by_key: Mapping[str, Item], crowd: int) -> Iterator[tuple[str, list[str]]]:
    """The keys that are not crowded, or cannot be split, with the items under them in order."""
    buckets: dict[str, list[str]] = defaultdict(list)
    for key in sorted(by_key):
        for block in set(blocks(by_key[key])):
            buckets[block].append(key)
    left = list(buckets.items())
    while left:
        block, keys = left.pop()
        if len(keys) <= crowd or not can_split(block):
            yield block, keys
            continue
        split: dict[str, list[str]] = defaultdict(list)
        for key in keys:
            for inside in set(finer(block, by_key[key])):
                split[inside].append(key)
        left.extend(split.items())
