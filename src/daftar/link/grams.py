"""What a text is compared by: hashes of its words, of three words in a row, and the keys under which copies meet.

All hashes are of the words alone (BLAKE2, then fixed arithmetic), so that what is kept in a store today meets what is made
of a text tomorrow. ``VERSION`` names the way they are made: keys of two versions must not be compared.

A 3-gram is *telling* where a name or number stands in it beside other words. Outlets tell of many events in the same
words ("were killed when", "no group has claimed"); what is of one event only stands in the telling ones, so under these
texts meet.

This is for whole texts, whose copies are sought and then verified word by word. The few numbers by which the accounts of
two incidents are compared are those of :mod:`daftar.link.sketch`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages.copying import number_words
from daftar.memo import Made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

__all__ = ["KEYS", "VERSION", "WIDTH", "Sketch", "keys_of", "sketch", "sketches"]

VERSION = "words3-telling-minhash32@1"
WIDTH = 3  # words a gram
KEYS = 32  # bands of one row: two that agree find a likeness of .1 in 84 of 100 cases, of .2 in 99.3
_NOT_WORD = re.compile(r"[\W_]+")
_END = re.compile(r"[.!?:\u061f\u06d4]\W*$")
#: Marks in the lowest bits of a word's hash: a number; written with a capital; the last of its sentence; there at all.
_NUMBER, _CAPITAL, _ENDS, _WORD, _MARKS = 1, 2, 4, 8, 15
_SEED = 20191217
_FEW = 12  # telling 3-grams: a text with fewer is looked for by all its 3-grams
_BATCH = 512  # texts worked on at a time: what numpy does, it does for all of them at once
_REMEMBERED = 200_000  # words whose hashes are kept
_BLANK = 0x9E3779B97F4A7C15  # stands for any name or number


class Sketch(NamedTuple):
    """What one text is compared by, all as hashes in order of the text.

    ``grams`` are its word 3-grams, ``telling`` those with a name or number in them beside other words, ``blanked`` the
    same with every name and number blanked out, and ``names`` the names and numbers themselves.
    """

    grams: Hashes
    telling: Hashes
    blanked: Hashes
    names: Hashes


def _hash(token: str) -> int:
    """The hash of a word as it stands between blanks, marked in its lowest bits; 0 where there is nothing to read."""
    word = _NOT_WORD.sub("", token)
    if not word:
        return 0
    folded = word.casefold()
    digest = int.from_bytes(blake2b(folded.encode(), digest_size=8).digest(), "little")
    number = not word.isalpha() or folded in number_words()
    marks = _NUMBER * number | _CAPITAL * word[0].isupper() | _ENDS * (_END.search(token) is not None)
    return (digest & ~_MARKS) | marks | _WORD


def sketch(text: str) -> Sketch:
    """What ``text`` is compared by."""
    return next(sketches([text]))


def sketches(texts: Iterable[str]) -> Iterator[Sketch]:
    """What each of ``texts`` is compared by, in their order; quickest for many at once."""
    words = _words()
    rest = iter(texts)
    while batch := list(islice(rest, _BATCH)):
        yield from _sketched(batch, words)


@lru_cache(maxsize=1)
def _words() -> Made[str, int]:
    return Made(_hash, _REMEMBERED)


def _sketched(texts: Sequence[str], words: Mapping[str, int]) -> Iterator[Sketch]:
    import numpy as np  # noqa: PLC0415 - loaded when texts are compared, not with every `daftar read`

    told: list[int] = []
    ends: list[int] = []
    for text in texts:
        told += map(words.__getitem__, text.split())
        told.append(0)  # nothing goes on from one text into the next
        ends.append(len(told))
    every = np.array(told, dtype=np.uint64)
    is_word = every != 0
    # a sentence's first word has a capital whatever it is
    inside = np.r_[False, is_word[:-1] & ((every[:-1] & np.uint64(_ENDS)) == 0)]
    named = ((every & np.uint64(_NUMBER)) != 0) | (((every & np.uint64(_CAPITAL)) != 0) & inside)
    upto = np.cumsum(is_word)[np.array(ends) - 1].tolist()  # words up to the end of each text
    every, named = every[is_word] | np.uint64(_MARKS), named[is_word]
    grams, blanked = _mixed(every), _mixed(np.where(named, np.uint64(_BLANK), every))
    some = _three(named).sum(axis=0)
    telling = (some > 0) & (some < WIDTH)
    start = 0
    for end in upto:
        last = max(start, end - WIDTH + 1)
        told_in = telling[start:last]
        yield Sketch(
            grams[start:last],
            grams[start:last][told_in],
            blanked[start:last][told_in],
            every[start:end][named[start:end]],
        )
        start = end


def _three(words: NDArray[np.generic]) -> NDArray[np.generic]:
    """Each three in a row, as three rows."""
    import numpy as np  # noqa: PLC0415

    return np.stack([words[at : max(at, len(words) - WIDTH + 1 + at)] for at in range(WIDTH)])


def _mixed(words: Hashes) -> Hashes:
    """One hash for each three words in a row: an odd multiplier a place, then the finish of MurmurHash3."""
    import numpy as np  # noqa: PLC0415

    if len(words) < WIDTH:
        return words[:0]
    mixed = words[:-2] * np.uint64(0x9E3779B97F4A7C15) + words[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F)
    mixed += words[2:] * np.uint64(0x165667B19E3779F9)
    for multiplier in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        mixed ^= mixed >> np.uint64(33)
        mixed *= np.uint64(multiplier)
    mixed ^= mixed >> np.uint64(33)
    return mixed


def keys_of(some: Sequence[Sketch]) -> NDArray[np.int64]:
    """The keys under which each text is looked for: a row of ``KEYS`` signed 64-bit numbers a text, 0 for none.

    They are MinHash bands of one row over the telling 3-grams, and for a text with few of those over all. Texts that
    share two keys *may* be copies of each other; more than ``neardup.CROWD`` texts under a key share an outlet's manner.
    To keep them, keep (``VERSION``, key, text): a key says by itself which band it is of.
    """
    import numpy as np  # noqa: PLC0415
    from rensa import RMinHash  # noqa: PLC0415

    sets = [one.telling if len(one.telling) >= _FEW else one.grams for one in some]
    ends = np.cumsum([0, *map(len, sets)], dtype=np.uint64)
    flat = np.concatenate(sets) if sets else np.zeros(0, dtype=np.uint64)
    rows = RMinHash.digest_matrix_from_flat_token_hashes(flat, ends, KEYS, _SEED).to_rows()
    keys = np.array(rows, dtype=np.uint64).reshape(len(sets), KEYS)
    keys |= np.arange(1, KEYS + 1, dtype=np.uint64) << np.uint64(32)
    keys[[not len(one) for one in sets]] = 0
    return keys.view(np.int64)
