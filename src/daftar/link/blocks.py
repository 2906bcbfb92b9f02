"""Where incidents are looked for: the keys under which two must meet before they are compared.

A key is worked out from one item alone, so that a new report meets just those that share a key with it. The plan:

=========  ==========================================================  ===============================================
key        two items meet where                                        with more than ``CROWD`` items, only those meet
                                                                       that share, besides,
=========  ==========================================================  ===============================================
``name``   the same person is named                                    a day (or the day after), then as below
``copy``   one band of two hashes of what is told is the same: of      a day (or the day after), then as below
           texts of likeness .3, 9 in 10 share one of 24
``phrase`` a rare name of several words, in the same four years        a day (or the day after), then as below
``rare``   a word of the rarest band, in the same four months          a day (or the day after), then as below
``site``   a street or site with a telling name, in the same four       a day (or the day after), then as below
           months; with a rare one, in the same four years
``said``   a day (or the day after) and a word written as a name, of    a number killed, injured or taken; then method
           any band but the commonest two                              or target
``toll``   a place's name, the numbers killed and injured, and a       method or target
           fortnight of publication
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

import zlib
from collections import defaultdict
from hashlib import blake2b
from itertools import combinations
from typing import TYPE_CHECKING

from daftar.languages.common import RAREST
from daftar.link.sketch import bands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from daftar.link.features import Item

__all__ = ["CROWD", "VERSION", "blocks", "can_split", "finer", "number", "open_keys", "pairs"]

VERSION = "blocks@6"  # what is kept in a store was made by this plan
CROWD = 128  # items under a key, from which on only those are compared that share a finer one
_LONGEST = 7  # days: an incident dated more loosely is found by names and words alone
_CELL = 0.5  # degrees: pairs are looked for in one cell and its neighbours
_NAMES = 24  # of an account's names of several words
_WORDS = 24  # of its rarest words
_TELLING = 7  # points of a name to look for
_SITE = 3  # points of a street or site to look for
_SAID = 2  # points of a word to look for on one day
_YEARS = (
    2 * 365
)  # days: two reports of names in common meet that lie up to two years apart, sometimes up to four
_MONTHS = 60  # days
_WEEK = 7  # days
_LATE = 2  # days before its report that an undated incident is looked for
# After which kind of key which columns make it finer, each in turn; nothing follows where there are none.
_FIGURES = ("killed", "injured", "taken")
_FINER: Mapping[str, tuple[str, ...]] = {
    "name": ("day",),
    "copy": ("day",),
    "phrase": ("day",),
    "rare": ("day",),
    "site": ("day",),
    "said": (*_FIGURES, "method", "target"),
    "toll": ("method", "target"),
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
    """The keys of an item: people and names told, rare words, a stretch of its words, and its place on each of its days."""
    for name in item.names:
        yield f"name {name}"
    for band, first, second in bands(item.told):
        yield f"copy {band} {first} {second}"
    yield from _by_words(item)
    yield from _by_day(item)


def _by_day(item: Item) -> Iterator[str]:
    """Keys of a day and a place, or a day and a word: of the report's days where that of the incident is known too loosely."""
    dated = False
    if item.first is not None and item.last is not None and item.last - item.first <= _LONGEST:
        dated = True
        days = range(item.first, item.last + 2)  # with the day after: time zones, and nights
    elif item.published is not None:
        days = range(item.published - _LATE, item.published + 1)
    else:
        return
    for word in _some([w[1:] for w in item.words if _SAID <= int(w[0]) < RAREST], _WORDS):
        yield from (f"said {day} {word}" for day in days)
    if item.place_name is None or not dated:
        return
    if item.lat is None or item.lon is None:
        yield from (f"word {day} {item.place_name}" for day in days)
        return
    row, column = round(item.lat / _CELL), round(item.lon / _CELL)
    yield from (f"cell {day} {r} {c}" for day in days for r in (row, row + 1) for c in (column, column + 1))
    if item.admin:
        yield from (f"admin {day} {item.country} {item.admin[0]}" for day in days)


def _by_words(item: Item) -> Iterator[str]:
    """Keys of rare names and words, each with a stretch of time: those of a long war would hold most of its reports."""
    told = item.published or item.last or 0
    for name in _some([n[1:] for n in item.phrases if int(n[0]) >= _TELLING], _NAMES):
        yield from (f"phrase {told // _YEARS + n} {name}" for n in (0, 1))
    for word in _some([w[1:] for w in item.words if int(w[0]) >= RAREST], _WORDS):
        yield from (f"rare {told // _MONTHS + n} {word}" for n in (0, 1))
    for site in _some([s for s in item.sites if int(s[0]) >= _SITE], _NAMES):
        yield from (f"site {told // _MONTHS + n} {site[1:]}" for n in (0, 1))
        if int(site[0]) >= RAREST:
            yield from (f"site {told // _YEARS + n} years {site[1:]}" for n in (0, 1))
    if item.place_name is not None and item.published is not None and (item.killed or item.injured):
        toll = f"{item.killed or 0} {item.injured or 0} {item.place_name}"
        yield from (f"toll {item.published // _WEEK + n} {toll}" for n in (0, 1))


def _some(words: list[str], most: int) -> list[str]:
    """Up to ``most`` of the words, chosen so that two accounts choose alike: those of the smallest check sums."""
    return sorted(words, key=lambda w: (zlib.crc32(w.encode()), w))[:most]


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
