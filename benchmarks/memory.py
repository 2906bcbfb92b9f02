"""The most memory that ``daftar read`` holds, at 1,000 and at 20,000 reports: it should not grow with their number."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import write_corpus

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
DAFTAR = Path(sys.executable).with_name("daftar")


def peak(corpus: Path, out: Path) -> float:
    """Peak resident memory of one ``daftar read``, in MiB."""
    process = subprocess.Popen([DAFTAR, "--register", SAMPLES, "read", corpus, "-o", out])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"daftar read ended with status {process.returncode}")
    per_mib = 1024 if sys.platform.startswith("linux") else 1024 * 1024
    return usage.ru_maxrss / per_mib


def main(sizes: tuple[int, ...] = (1_000, 20_000)) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    peaks: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            corpus = Path(folder, f"{size}.jsonl")
            write_corpus(SAMPLES / "reports", corpus, size)
            peaks.append(peak(corpus, Path(folder, "out.jsonl")))
            rows.append((f"peak memory at {size:,} reports, MiB", f"{peaks[-1]:.0f}"))
    return [*rows, ("growth", f"{peaks[-1] / peaks[0] - 1:+.0%}")]


if __name__ == "__main__":
    for name, figure in main():
        print(f"{name:<44} {figure}")
