"""Near-duplicates: how many known rewrites are found, how many pairs are wrong, and how fast beside datasketch.

``python -m benchmarks.neardup`` makes 5,000 texts (:mod:`benchmarks.rewrites`), finds the copies among them with Daftar
and with datasketch's MinHash and MinHashLSH in the same run, and prints both. The peer is given the same 3-grams, hashed
already (its own hashing would cost it more), the same verification of each candidate, and bands of two rows, with which
it finds as much.
``--template`` doubles the texts of one template, which must take time in proportion.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.rewrites import LEVELS, corpus
from daftar.link.grams import sketches
from daftar.link.neardup import compared, near_duplicates, verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from benchmarks.rewrites import Text

PERMUTATIONS, BANDS, ROWS = 160, 80, 2
FEW = 12  # telling 3-grams, as in daftar.link.grams


class Quality(NamedTuple):
    """The share of story and rewrite pairs found, by level, and of the pairs found that tell one story."""

    recall: dict[str, float]
    precision: float
    pairs: int


def quality(texts: Sequence[Text], found: set[tuple[str, str]]) -> Quality:
    """How good ``found`` (pairs of keys, the smaller first) is."""
    story = {one.key: one.story for one in texts}
    first = {one.story: one.key for one in texts if one.made == "story"}
    there, hit = Counter[str](), Counter[str]()
    for one in texts:
        if one.made != "story" and one.story in first:
            there[one.made] += 1
            hit[one.made] += (min(one.key, first[one.story]), max(one.key, first[one.story])) in found
    right = sum(story[a] == story[b] for a, b in found)
    recall = {level: hit[level] / max(1, there[level]) for level in LEVELS}
    return Quality(recall, right / max(1, len(found)), len(found))


def ours(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """The copies that Daftar finds."""
    return {(d.one, d.other) for d in near_duplicates(texts)}


def peer(texts: Mapping[str, str]) -> set[tuple[str, str]]:
    """The copies that datasketch finds candidates for."""
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    keys = sorted(texts)
    some = list(sketches(texts[key] for key in keys))
    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS))
    ready, found = [], set()
    for at, one in enumerate(some):
        grams = one.telling if len(one.telling) >= FEW else one.grams
        signature = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
        signature.update_batch((np.unique(grams) & np.uint64(0xFFFFFFFF)).tolist())
        ready.append(compared(one))
        for other in lsh.query(signature):
            if verdict(ready[other], ready[at]) is not None:
                found.add((keys[other], keys[at]))
        lsh.insert(at, signature, check_duplication=False)
    return found


def linear(sizes: Sequence[int]) -> Iterator[tuple[int, float, int]]:
    """Processor seconds, and pairs found, for so many texts of one template about as many events."""
    from benchmarks.rewrites import of_one_template

    for size in sizes:
        texts = {f"t{n:06d}": text for n, text in enumerate(of_one_template(size, seed=5))}
        began = time.process_time()
        pairs = len(near_duplicates(texts))
        yield size, time.process_time() - began, pairs


def main(argv: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--template", action="store_true", help="only double the texts of one template")
    options = parser.parse_args(argv)
    if options.template:
        for size, seconds, pairs in linear((2500, 5000, 10_000, 20_000)):
            yield f"one template, {size:,} texts", f"{seconds:.1f} s, {pairs:,} pairs"
        return
    made = corpus(options.count, options.seed)
    texts = {one.key: one.text for one in made}
    near_duplicates(dict(list(texts.items())[:50]))  # imports are not what is measured
    speeds = []
    there = importlib.util.find_spec("datasketch") is not None
    for name, find in (("daftar", ours), ("datasketch", peer)) if there else (("daftar", ours),):
        began = time.process_time()
        found = find(texts)
        speeds.append(len(texts) / (time.process_time() - began))
        good = quality(made, found)
        recall = ", ".join(f"{level} {good.recall[level]:.3f}" for level in LEVELS)
        yield f"near-duplicates, {name}", f"recall {recall}; precision {good.precision:.4f}"
        yield f"near-duplicates, {name}, texts a second", f"{speeds[-1]:,.0f}"
    ratio = f"{speeds[0] / speeds[1]:.1f}" if there else "datasketch is not installed"
    yield "near-duplicates, daftar over datasketch", ratio


if __name__ == "__main__":
    import sys

    for label, figure in main(sys.argv[1:]):
        print(f"{label:<48} {figure}", flush=True)
