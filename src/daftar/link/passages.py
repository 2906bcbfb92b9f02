"""Stretches of words that two texts share, and what the later one of two adds to and drops of the earlier."""

from __future__ import annotations

import re
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
    mine, theirs, places = _words(one), _words(other), _places(other)
    if places.keys().isdisjoint(mine.grams):
        return ()
    found: list[tuple[int, int, int]] = []  # first word in each, number of words
    at, end = 0, len(mine.grams)
    while at < end:
        starts = places.get(mine.grams[at], ())
        if starts and len(starts) <= _OFTEN:
            length, there = max((_length(mine.words, theirs.words, at, start), -start) for start in starts)
            if length >= _SEED:
                found.append((at, -there, length))
                at += length
                continue
        at += 1
    return tuple(
        Run(mine.spans[a][0], mine.spans[a + n - 1][1], theirs.spans[b][0], theirs.spans[b + m - 1][1], n)
        for a, n, b, m in _joined(found)
        if n >= least
    )


class _Text(NamedTuple):
    """A text's words in lower case, where each stands (characters), and a hash of each ``_SEED`` of them in a row."""

    words: list[str]
    spans: list[tuple[int, int]]
    grams: list[int]


@lru_cache(maxsize=128)  # a report is compared with several others in turn
def _words(text: str) -> _Text:
    spans = [m.span() for m in _WORD.finditer(text)]
    words = [text[start:end].casefold() for start, end in spans]
    return _Text(words, spans, list(map(hash, zip(*(words[at:] for at in range(_SEED)), strict=False))))


@lru_cache(maxsize=128)
def _places(text: str) -> dict[int, tuple[int, ...]]:
    """Where in a text each ``_SEED`` words in a row begin, by their hash."""
    places: dict[int, tuple[int, ...]] = {}
    for at, gram in enumerate(_words(text).grams):
        places[gram] = (*places[gram], at) if gram in places else (at,)
    return places


def _length(mine: Sequence[str], theirs: Sequence[str], a: int, b: int) -> int:
    """How many words agree from the two places on."""
    end = min(len(mine) - a, len(theirs) - b)
    length = 0
    while length < end and mine[a + length] == theirs[b + length]:
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
