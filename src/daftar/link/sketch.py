"""A text in a few whole numbers, so that two can be compared without keeping either: the smallest hashes of its words.

Of the hashes of all 3-grams of words the smallest are kept (a bottom-k sketch: A. Broder, "On the resemblance and
containment of documents", 1997). What two sketches share is about what the texts share.

This is for the accounts of two incidents: 64 numbers that stand in an item's columns, are kept with it and are compared
again for every pair, in SQL too. Whether a whole text is another's copy is for :mod:`daftar.link.grams` to find, which
keeps every 3-gram of it in order and is made for many texts at once.
"""

from __future__ import annotations

import heapq
import re
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["BANDS", "SIZE", "bands", "likeness", "sketch"]

SIZE = 64  # hashes kept
#: Keys that a text is looked for under: two of likeness .3 share one in 9 cases of 10, of .5 in 999 of 1,000.
BANDS = 24
_WORD = re.compile(r"\w+")
_WIDTH = 3  # words
_MIX = 0x9E3779B1  # odd, so that mixing loses nothing: neighbouring check sums are spread out
_WHOLE = 0xFFFFFFFF
_FEWEST = 6  # 3-grams: shorter texts are alike by chance


def sketch(texts: Iterable[str]) -> tuple[int, ...]:
    """The smallest hashes of the 3-grams of words of ``texts``, in order; ``()`` where there are too few words."""
    hashes: set[int] = set()
    for text in texts:
        words = _WORD.findall(text.casefold())
        grams = (" ".join(words[i : i + _WIDTH]) for i in range(len(words) - _WIDTH + 1))
        hashes.update((zlib.crc32(gram.encode()) * _MIX) & _WHOLE for gram in grams)
    return () if len(hashes) < _FEWEST else tuple(heapq.nsmallest(SIZE, hashes))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float | None:
    """How much of the smaller sketch stands in the other (0 to 1); None where either text is too short."""
    if not one or not other:
        return None
    return len(set(one).intersection(other)) / min(len(one), len(other))


def bands(hashes: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """Keys that sketches of like texts share: the number of a band, and the hashes that come first in two orders of it."""
    if not hashes:
        return
    for band in range(BANDS):
        yield band, _first(hashes, 2 * band + 1), _first(hashes, 2 * band + 2)


def _first(hashes: tuple[int, ...], order: int) -> int:
    """The hash that comes first in one of many orders."""
    turn = (order * _MIX) & _WHOLE
    return min(hashes, key=lambda h: ((h ^ turn) * _MIX) & _WHOLE)
