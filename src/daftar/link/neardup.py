"""Texts that say the same in the same words: wire copies, rewrites with a changed lead, a paragraph dropped.

MinHash over word 3-grams with low-threshold bands (:mod:`daftar.link.grams`) finds candidates without comparing every
text with every other; each candidate is then verified on the 3-grams themselves, so a chance collision never counts.

Outlets tell of many events in the same words. Two texts are copies only where the names and numbers of one stand in the
other too: of a rewrite most are left, of another event told after the same pattern few (:func:`verdict`).
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from daftar.link.grams import keys_of, sketches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from daftar.link.grams import Sketch

__all__ = [
    "CROWD",
    "Compared",
    "Duplicate",
    "Ready",
    "alike",
    "compared",
    "meetings",
    "near_duplicates",
    "verdict",
]

CROWD = 40  # texts under one key, from which on they must share another too
_HANDFUL = 20  # texts that are sooner compared each with each than looked for
_NEAREST = 4  # texts that one is compared with where even so they are a crowd
_INNER = 12  # texts under two keys, from which on they are a crowd even so
_FURTHER = 8  # keys that are tried to part a crowd
_BITS = 1024
_SHIFT = 54  # leaves as many of a hash's highest bits as tell one of _BITS
_CHUNK = 1 << 14  # pairs or texts looked at in one go: some 20 MB
_ODD = 0x1E3779B97F4A7C15
_FEWEST = 6  # 3-grams: shorter texts are alike by chance
_NAMES = 4  # names and numbers: with fewer nothing can be told by them
_NAMED = 0.65  # share of the names that must stand in both
_PATTERNS = 8  # 3-grams alike but for names and numbers, from which on these can be compared
_SAME = 0.82  # share of those in which names and numbers must be the same
_PART = 0.15  # share of the shorter text that must stand in the longer


class Duplicate(NamedTuple):
    """Two texts by key (``one`` < ``other``), how alike they are and how much of the shorter is in the longer (0-1)."""

    one: str
    other: str
    jaccard: float
    contained: float


class Compared(NamedTuple):
    """What of a text its copies are verified on, hashed: its distinct 3-grams, the telling ones, and its names."""

    grams: frozenset[int]
    telling: frozenset[int]
    blanked: frozenset[int]
    names: frozenset[int]


def near_duplicates(texts: Mapping[str, str]) -> tuple[Duplicate, ...]:
    """The pairs of ``texts`` (by key) that share their words, in order of their keys.

    What counts is said at :func:`verdict`. Where more than ``CROWD`` texts are alike, each is compared with those
    nearest to it: then not every pair is there, but whatever is alike hangs together. The result does not depend on the
    order of ``texts``.
    """
    keys = sorted(texts)
    some = dict(zip(keys, sketches(texts[key] for key in keys), strict=True))
    return alike(some, Ready(some))


class Ready(dict[str, "Compared"]):
    """What texts are verified on, by key: made of their sketches when it is first asked for."""

    def __init__(self, some: Mapping[str, Sketch]) -> None:
        super().__init__()
        self._some = some

    def __missing__(self, key: str) -> Compared:
        self[key] = found = compared(self._some[key])
        return found


def alike(some: Mapping[str, Sketch], ready: Mapping[str, Compared]) -> tuple[Duplicate, ...]:
    """:func:`near_duplicates` of texts that are sketched already, verified on what is ``ready`` of them."""
    keys = sorted(some)
    if len(keys) <= _HANDFUL:
        pairs: Iterable[tuple[str, str]] = combinations(keys, 2)
    else:
        told = [some[key] for key in keys]
        pairs = ((keys[a], keys[b]) for a, b in _likely(meetings(keys_of(told)), told).tolist())
    found = []
    for one, other in pairs:
        likeness = verdict(ready[one], ready[other])
        if likeness is not None:
            found.append(Duplicate(one, other, *likeness))
    return tuple(found)


def _likely(pairs: NDArray[np.int64], some: Sequence[Sketch]) -> NDArray[np.int64]:
    """The pairs that :func:`verdict` may accept, by a bit for each name and 3-gram: quick, with room for bits that meet."""
    import numpy as np  # noqa: PLC0415 - loaded when texts are compared, not with every `daftar read`

    names, told, blank = (_bits([one[part] for one in some]) for part in (3, 1, 2))
    sizes, lengths = _ones(names), _ones(told)
    kept = [pairs[:0]]
    for start in range(0, len(pairs), _CHUNK):
        chunk = pairs[start : start + _CHUNK]
        one, other = chunk.T
        fewer = np.minimum(sizes[one], sizes[other])
        chunk = chunk[(_ones(names[one] & names[other]) >= 0.8 * _NAMED * fewer) | (fewer < 2 * _NAMES)]
        one, other = chunk.T
        chance = 1.5 * lengths[one] * lengths[other] / _BITS  # bits that meet by chance
        alike = _ones(blank[one] & blank[other]) - chance
        same = _ones(told[one] & told[other]) >= 0.8 * _SAME * alike
        kept.append(chunk[same | (alike < 2 * _PATTERNS)])
    return np.concatenate(kept)


def _bits(sets: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint8]:
    """A row of ``_BITS`` bits a set, one on for each hash in it."""
    import numpy as np  # noqa: PLC0415

    packed = [np.zeros((0, _BITS // 8), dtype=np.uint8)]
    for start in range(0, len(sets), _CHUNK):
        some = sets[start : start + _CHUNK]
        on = np.zeros((len(some), _BITS), dtype=bool)
        rows = np.repeat(np.arange(len(some)), [len(one) for one in some])
        on[rows, np.concatenate(some) >> np.uint64(_SHIFT)] = True
        packed.append(np.packbits(on, axis=1))
    return np.concatenate(packed)


def _ones(bits: NDArray[np.uint8]) -> NDArray[np.int64]:
    """How many bits of each row are on."""
    import numpy as np  # noqa: PLC0415

    ones = np.array([byte.bit_count() for byte in range(256)], dtype=np.uint8)
    found: NDArray[np.int64] = ones[bits].sum(axis=1, dtype=np.int64)
    return found


def compared(one: Sketch) -> Compared:
    """What copies of this text are verified on."""
    import numpy as np  # noqa: PLC0415

    # thirty bits of each hash: ints that small are quick, and of two texts' 3-grams hardly two ever meet
    return Compared(*(frozenset((some >> np.uint64(34)).tolist()) for some in one))


def verdict(one: Compared, other: Compared) -> tuple[float, float] | None:
    """How alike two texts are (Jaccard) and how much of the shorter is in the longer, or None where they are no copies.

    It depends on the two alone, so that it never has to be asked again. Where the same words stand around names and
    numbers in both, these must be the same too (in a copy they are, four times of five at least; of two events told
    after one pattern they are not), and most of the names of the one with fewer must stand in the other; then a seventh
    of the shorter text is enough. Where names tell nothing, a likeness of .4 counts, or .7 of the shorter text.
    """
    fewer = min(len(one.names), len(other.names))
    if fewer >= _NAMES and len(one.names & other.names) < _NAMED * fewer:
        return None
    alike = len(one.blanked & other.blanked)
    tells = fewer >= _NAMES and alike >= _PATTERNS
    if tells and len(one.telling & other.telling) < _SAME * alike:
        return None
    shared = len(one.grams & other.grams)
    least = min(len(one.grams), len(other.grams))
    if least < _FEWEST or not shared:
        return None
    jaccard, contained = shared / (len(one.grams) + len(other.grams) - shared), shared / least
    enough = contained >= _PART if tells else jaccard >= 0.4 or (contained >= 0.7 and jaccard >= 0.2)
    return (jaccard, contained) if enough else None


def meetings(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The pairs of rows (smaller first, each once, in order) that share two keys or more and are worth comparing.

    In a crowd, more than ``CROWD`` rows under one key, those are paired that share a further key with at most as many
    of it; where even so they are many, each is paired with the rows next to it in the order of all keys. So time and
    pairs grow with the rows, not with their square, and copies of one text still hang together.
    """
    import numpy as np  # noqa: PLC0415 - loaded when texts are compared, not with every `daftar read`

    count, width = keys.shape
    every = np.arange(count)
    once: list[NDArray[np.int64]] = []
    twice: list[NDArray[np.int64]] = []
    for column in range(width):
        pairs, crowds = _buckets(every, keys[:, column], CROWD)
        once += pairs
        for step in range(1, _FURTHER + 1) if len(crowds) else ():
            further = (column + step) % width
            both = keys[crowds, column] * _ODD + keys[crowds, further]
            pairs, inner = _buckets(crowds, np.where(keys[crowds, further] == 0, 0, both), _INNER)
            twice += pairs
            twice += _neighbours(inner, keys, further)
    pairs_once, times = np.unique(_joined(once, count), return_counts=True)
    joined = np.union1d(pairs_once[times > 1], _joined(twice, count))
    return np.stack([joined // count, joined % count], axis=1)


def _joined(pairs: list[NDArray[np.int64]], count: int) -> NDArray[np.int64]:
    """Each pair as one number, the smaller row first."""
    import numpy as np  # noqa: PLC0415

    if not pairs:
        return np.zeros(0, dtype=np.int64)
    every = np.concatenate(pairs)
    return np.asarray(every.min(axis=1) * count + every.max(axis=1))


def _buckets(
    rows: NDArray[np.int64], keys: NDArray[np.int64], most: int
) -> tuple[list[NDArray[np.int64]], NDArray[np.int64]]:
    """The pairs of ``rows`` of which at most ``most`` share a key, and the rows that share theirs with more."""
    import numpy as np  # noqa: PLC0415

    order = np.argsort(keys, kind="stable")
    ordered, rows = keys[order], rows[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sizes = np.diff(np.r_[starts, len(rows)])
    sizes[ordered[starts] == 0] = 0
    pairs = []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= most)]).tolist():
        members = rows[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        pairs.append(np.stack([members[:, one].ravel(), members[:, other].ravel()], axis=1))
    return pairs, rows[np.repeat(sizes > most, np.diff(np.r_[starts, len(rows)]))]


def _neighbours(rows: NDArray[np.int64], keys: NDArray[np.int64], column: int) -> list[NDArray[np.int64]]:
    """Each of a crowd with the next few in the order of their keys from ``column`` on."""
    import numpy as np  # noqa: PLC0415

    turned = np.roll(keys[rows], -column, axis=1)[:, :_FURTHER]
    order = rows[np.lexsort(turned.T[::-1])]
    return [np.stack([order[:-step], order[step:]], axis=1) for step in range(1, _NEAREST + 1)]
