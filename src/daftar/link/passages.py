"""Stretches of words that two texts share, and what the later one of two adds to and drops of the earlier."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Passage

__all__ = ["LEAST", "Changes", "Run", "changes", "shared_runs"]

LEAST = 12  # words: fewer in a row two desks may write by themselves ("there was no immediate comment from")
_WORD = re.compile(r"\w+")
_SEED = 4  # words that must agree before a stretch is followed
_GAP = 2  # words that may differ between two stretches of one passage
_OFTEN = 8  # places that one beginning is followed at: beyond, it is a refrain
_KEPT = 0.5  # share of a sentence's 3-grams that must stand in the other text for it to be kept
_WIDTH = 3


class Run(NamedTuple):
    """A stretch that two texts share but for a word or two: where it stands in each (characters), and its words."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


class Changes(NamedTuple):
    """What a later text does with the sentences of an earlier one.

    ``added`` are sentences of the later text that do not stand in the earlier, ``dropped`` those of the earlier that do
    not stand in the later, ``kept`` how many of the later's stand in both.
    """

    added: tuple[Passage, ...]
    dropped: tuple[Passage, ...]
    kept: int


def shared_runs(one: str, other: str, *, least: int = LEAST) -> tuple[Run, ...]:
    """The passages of ``least`` words or more that both texts have, in order of the first.

    Case and punctuation do not count. Each word of ``one`` is in one passage at most, the longest that begins there.
    """
    mine, theirs = _words(one), _words(other)
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(theirs) - _SEED + 1):
        places[tuple(w[0] for w in theirs[at : at + _SEED])].append(at)
    found: list[tuple[int, int, int]] = []  # first word in each, number of words
    at = 0
    while at <= len(mine) - _SEED:
        starts = places.get(tuple(w[0] for w in mine[at : at + _SEED]), ())
        if starts and len(starts) <= _OFTEN:
            length, there = max((_length(mine, theirs, at, start), -start) for start in starts)
            found.append((at, -there, length))
            at += length
        else:
            at += 1
    return tuple(
        Run(mine[a][1], mine[a + n - 1][2], theirs[b][1], theirs[b + m - 1][2], n)
        for a, n, b, m in _joined(found)
        if n >= least
    )


@lru_cache(maxsize=128)  # a report is compared with several others in turn
def _words(text: str) -> list[tuple[str, int, int]]:
    return [(m[0].casefold(), m.start(), m.end()) for m in _WORD.finditer(text)]


def _length(
    mine: Sequence[tuple[str, int, int]], theirs: Sequence[tuple[str, int, int]], a: int, b: int
) -> int:
    """How many words agree from the two places on."""
    length = 0
    while (
        a + length < len(mine) and b + length < len(theirs) and mine[a + length][0] == theirs[b + length][0]
    ):
        length += 1
    return length


def _joined(found: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Stretches that follow each other in both texts with little between, as one: start and length in each."""
    joined: list[tuple[int, int, int, int]] = []
    for a, b, length in found:
        if joined:
            a0, n0, b0, m0 = joined[-1]
            if a - (a0 + n0) <= _GAP and 0 <= b - (b0 + m0) <= _GAP:
                joined[-1] = (a0, a + length - a0, b0, b + length - b0)
                continue
        joined.append((a, length, b, length))
    return joined


def changes(earlier: Sequence[Passage], later: Sequence[Passage]) -> Changes:
    """What the ``later`` text's sentences add to those of the ``earlier``, and which they drop.

    A sentence is kept where half of its 3-grams stand in the other text: reworded a little it is the same, with another
    number in it too. Titles, and what stands around a story, are left out.
    """
    before, after = _told(earlier), _told(later)
    old, new = _grams_of(before), _grams_of(after)
    added = tuple(p for p in after if not _stands_in(p, old))
    dropped = tuple(p for p in before if not _stands_in(p, new))
    return Changes(added, dropped, len(after) - len(added))


def _told(passages: Sequence[Passage]) -> list[Passage]:
    return [p for p in passages if p.part == "text" and p.kind in {"sentence", "bullet", "caption"}]


def _grams(text: str) -> list[tuple[str, ...]]:
    words = [m[0].casefold() for m in _WORD.finditer(text)]
    width = min(_WIDTH, len(words))
    return [tuple(words[at : at + width]) for at in range(len(words) - width + 1)] if words else []


def _grams_of(passages: Sequence[Passage]) -> frozenset[tuple[str, ...]]:
    whole = frozenset(gram for p in passages for gram in _grams(p.text))
    return whole | {gram[:n] for gram in whole for n in (1, 2)}


def _stands_in(passage: Passage, grams: frozenset[tuple[str, ...]]) -> bool:
    own = _grams(passage.text)
    return not own or sum(gram in grams for gram in own) >= _KEPT * len(own)
