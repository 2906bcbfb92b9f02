"""Texts that say the same in the same words: wire copies, rewrites with a changed lead, a paragraph dropped.

MinHash over word 3-grams with low-threshold bands finds candidates without comparing every text with every other;
each candidate is then verified on the 3-grams themselves, so a chance collision never counts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Duplicate", "near_duplicates", "shingles"]

_WORD = re.compile(r"\w+")
_WIDTH = 3  # words a shingle
_PERMUTATIONS = 128
_ROWS = 3  # rows a band: 42 bands of 3 find a likeness of .3 in 2 of 3 cases, of .5 in 99.7 of 100
_SEED = 20191217
_FULL_BUCKET = 40  # beyond this a band is boilerplate: each text is compared with the first so many only
_FEWEST = 6  # shingles: shorter texts are alike by chance


class Duplicate(NamedTuple):
    """Two texts by key (``one`` < ``other``), how alike they are and how much of the shorter is in the longer (0-1)."""

    one: str
    other: str
    jaccard: float
    contained: float


def shingles(text: str) -> frozenset[str]:
    """The word 3-grams of ``text``, in lower case and without punctuation."""
    words = _WORD.findall(text.casefold())
    return frozenset(" ".join(words[i : i + _WIDTH]) for i in range(len(words) - _WIDTH + 1))


def near_duplicates(
    texts: Mapping[str, str], *, likeness: float = 0.4, containment: float = 0.7
) -> tuple[Duplicate, ...]:
    """The pairs of ``texts`` (by key) that share their words, in order of their keys.

    A pair counts from a Jaccard likeness of ``likeness``, or where at least ``containment`` of the shorter text's
    3-grams stand in the longer one (a copy cut short). The result does not depend on the order of ``texts``.
    """
    grams = {key: s for key in sorted(texts) if len(s := shingles(texts[key])) >= _FEWEST}
    found = []
    for one, other in sorted(_candidates(grams)):
        a, b = grams[one], grams[other]
        shared = len(a & b)
        jaccard = shared / (len(a) + len(b) - shared)
        contained = shared / min(len(a), len(b))
        if jaccard >= likeness or (contained >= containment and jaccard >= likeness / 2):
            found.append(Duplicate(one, other, jaccard, contained))
    return tuple(found)


def _candidates(grams: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    """Pairs of keys whose signatures agree in a whole band."""
    if len(grams) < 2:
        return set()
    from rensa import RMinHash  # noqa: PLC0415 - loaded when texts are compared, not with every `daftar read`

    keys = list(grams)
    digests = RMinHash.digests_from_token_sets([list(grams[k]) for k in keys], _PERMUTATIONS, _SEED)
    pairs: set[tuple[str, str]] = set()
    for bucket in _buckets(keys, digests):
        first = bucket[:_FULL_BUCKET]
        for at, one in enumerate(first):
            pairs.update((one, other) for other in bucket[at + 1 :])
    return pairs


def _buckets(keys: Sequence[str], digests: Sequence[Sequence[int]]) -> Iterable[list[str]]:
    """Keys (in order) that share a band, for each band that two or more share."""
    for start in range(0, _PERMUTATIONS - _ROWS + 1, _ROWS):
        shared: dict[tuple[int, ...], list[str]] = defaultdict(list)
        for key, digest in zip(keys, digests, strict=True):
            shared[tuple(digest[start : start + _ROWS])].append(key)
        yield from (bucket for bucket in shared.values() if len(bucket) > 1)
