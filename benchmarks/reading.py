"""Reports per second of ``daftar read`` with every stage on, on one core, beside spaCy on the same reports.

Read three times over: the sample reports repeated as they are, the same with the figures in them drawn anew for every
report and every round, and articles about other things (``ordinary/``), which most of what is printed is. In the first,
every sentence has been met before and Daftar remembers what it says; in the second few that claim anything have. A
newsroom's stream lies between: wire copies and background repeat, the news itself does not.

The two take turns, several rounds each; the figure is the round that took least processor time, so that other work on
the machine disturbs it little. Opening the lexicons, the gazetteer and spaCy's vocabulary is not counted; reading the
JSONL and writing the JSON is.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from benchmarks import peer
from benchmarks.corpus import write_corpus
from daftar.pipeline import Recipe, open_tools, read_lines, take

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "samples"
RECIPE = Recipe(gazetteers=(SAMPLES / "gazetteer.csv",))


def drain(lines: object) -> tuple[int, float]:
    """How many lines came, and the processor seconds it took."""
    began = time.process_time()
    count = sum(1 for _ in lines)
    return count, time.process_time() - began


def main(size: int = 2_000, rounds: int = 5) -> list[tuple[str, str]]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return [
        *measured("sample reports repeated as they are", SAMPLES / "reports", size, rounds, varied=False),
        *measured("sample reports with figures varied", SAMPLES / "reports", size, rounds, varied=True),
        *measured("articles about other things", HERE / "ordinary", size, rounds, varied=True),
    ]


def measured(name: str, reports: Path, size: int, rounds: int, *, varied: bool) -> list[tuple[str, str]]:
    """The rows of one corpus."""
    open_tools.cache_clear()  # nothing is remembered from another corpus
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus.jsonl")
        nlp, found = peer.matcher()
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(rounds + 1):
            characters = write_corpus(reports, corpus, size, seed=number if varied else None)
            count, seconds = drain(read_lines(take([str(corpus)]), RECIPE))
            counted, other = drain(peer.read(nlp, found, corpus))
            if (count, counted) != (size, size):
                raise SystemExit(f"{count} and {counted} of {size} reports were read")
            if number:  # the first round warms both up
                ours.append(seconds)
                theirs.append(other)
    best, peers = min(ours), min(theirs)
    return [
        (name, f"{size:,} of {characters / size:,.0f} characters on average"),
        ("daftar read, reports per second", f"{size / best:,.0f} ({best / size * 1000:.2f} ms each)"),
        (
            "spaCy blank + Matcher, reports per second",
            f"{size / peers:,.0f} ({peers / size * 1000:.2f} ms each)",
        ),
        (
            "daftar over spaCy",
            f"{peers / best:.1f} times (median {sorted(t / o for t, o in zip(theirs, ours, strict=True))[rounds // 2]:.1f})",
        ),
    ]


if __name__ == "__main__":
    for name, figure in main():
        print(f"{name:<44} {figure}")
