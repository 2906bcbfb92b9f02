"""How long ``daftar --help`` takes over bare Python, in milliseconds: what every call of the command costs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

DAFTAR = Path(sys.executable).with_name("daftar")


def milliseconds(*command: str | Path) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def main(rounds: int = 15) -> list[tuple[str, str]]:
    bare: list[float] = []
    ours: list[float] = []
    for number in range(rounds + 1):
        pair = milliseconds(sys.executable, "-c", "pass"), milliseconds(DAFTAR, "--help")
        if number:  # the first round fills the caches of the disk
            bare.append(pair[0])
            ours.append(pair[1])
    over = [b - a for a, b in zip(bare, ours, strict=True)]
    return [
        ("bare Python, ms", f"{min(bare):.0f} (median {statistics.median(bare):.0f})"),
        ("daftar --help, ms", f"{min(ours):.0f} (median {statistics.median(ours):.0f})"),
        (
            "daftar --help over bare Python, ms",
            f"{min(ours) - min(bare):.0f} (median {statistics.median(over):.0f})",
        ),
    ]


if __name__ == "__main__":
    for name, figure in main():
        print(f"{name:<44} {figure}")
