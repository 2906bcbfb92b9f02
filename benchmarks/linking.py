"""Linking 50,000, 100,000 and 200,000 readings: time, memory, and what a hundred more reports cost.

The readings are made (``made_reports``), not read: what is measured is all that a run does once everything is read, into
an SQLite store on disk. Each size is linked by a process of its own, so that its peak memory is its own.

``python -m benchmarks.linking``; ``--sizes 2000 4000`` for other sizes.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.made_reports import made_reports

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daftar.model import Reading, Report

SIZES = (50_000, 100_000, 200_000)
READER = "made@1"
MORE = 100  # reports added to the largest store


def main(sizes: tuple[int, ...] = SIZES) -> Iterator[tuple[str, str]]:
    """The rows of the table, each as soon as it is measured."""
    before = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, f"{size}.db")
            _fill(path, made_reports(size))
            done = _linked(path)
            times = f", {done.processor / before:.2f} times the half" if before else ""
            yield f"linking {size:,} readings", f"{done}{times}"
            before = done.processor
        _fill(path, _more(sizes[-1]))
        yield f"{MORE} more reports", str(_linked(path))
        yield "nothing new", str(_linked(path))
        alike = _in_portions(Path(folder, "portions.db"), sizes[0]) == _state(Path(folder, f"{sizes[0]}.db"))
        yield f"{sizes[0]:,} in five portions, reversed", "the same" if alike else "NOT THE SAME"


def _fill(path: Path, made: Iterable[tuple[Report, list[Reading]]]) -> None:
    """Put reports in a store with what was read in them."""
    from daftar.store import open_store

    with closing(open_store(path)) as store:
        some = iter(made)
        while batch := list(islice(some, 1_000)):
            store.admit([(report, report.text.encode()) for report, _ in batch])
            store.keep_readings(READER, [(report.id, readings) for report, readings in batch])


def _more(size: int) -> list[tuple[Report, list[Reading]]]:
    """Reports that come later: each tells again what one of those in the store does, from all over its time."""
    made = list(made_reports(size))
    found = []
    for report, readings in made[:: len(made) // MORE][:MORE]:
        name = f"again {report.id}"
        text = f"{report.text}Told again."
        again = replace(report, id=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
        claims = [replace(r.claim, id=f"{name}#c{n}", report=name) for n, r in enumerate(readings, 1)]
        found.append((again, [replace(r, claim=c) for r, c in zip(readings, claims, strict=True)]))
    return found


def _in_portions(path: Path, size: int) -> str:
    """The state that linking comes to by portions, the last reports first."""
    made = list(made_reports(size))[::-1]
    share = -(-len(made) // 5)
    for start in range(0, len(made), share):
        _fill(path, made[start : start + share])
        _linked(path)
    return _state(path)


def _state(path: Path) -> str:
    from daftar.store import open_store

    with closing(open_store(path)) as store:
        state = store.state()
        assert state is not None
        return state.sha256


class Done(NamedTuple):
    """Seconds on the clock and of the processor, peak resident MiB, and what was said."""

    seconds: float
    processor: float
    mib: float
    said: str

    def __str__(self) -> str:
        return (
            f"{self.seconds:.1f} s ({self.processor:.1f} of the processor), {self.mib:.0f} MiB; {self.said}"
        )


def _linked(store: Path) -> Done:
    """Link what a store holds, in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.linking", "--link", str(store)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    said = process.stdout.read().strip()
    if status := process.wait():
        raise SystemExit(f"linking ended with status {status}")
    seconds, processor, mib, words = said.split(" ", 3)
    return Done(float(seconds), float(processor), float(mib), words)


def _peak() -> float:
    """The most memory that this process had, in MiB; not that of the one which began it, as Linux's ``ru_maxrss`` may be."""
    status = Path("/proc/self/status")
    if status.is_file():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def _link(path: str) -> None:
    from daftar.linking import LinkWith, relink
    from daftar.store import open_store

    began, used = time.perf_counter(), time.process_time()
    with closing(open_store(path)) as store:
        done = relink(store, LinkWith(reader=READER))
    seconds, processor = time.perf_counter() - began, time.process_time() - used
    print(
        f"{seconds} {processor} {_peak()} {done.new:,} reports, {done.records:,} incidents, {done.crowded} crowded keys"
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    asked.add_argument("--link")
    given = asked.parse_args()
    if given.link:
        _link(given.link)
    else:
        for name, figure in main(tuple(given.sizes)):
            print(f"{name:<44} {figure}", flush=True)
