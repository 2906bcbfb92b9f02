"""The floors: what each metric must reach, for exactly the corpus that it was measured on.

``floors.toml`` holds, for each set, the digest of its gold, the floor of each metric, and beside it what the naive
reader (one regular expression an outcome) reaches. A floor counts only for a corpus with the same digest.
"""

from __future__ import annotations

import hashlib
import math
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PATH = Path(__file__).with_name("floors.toml")
LOWER_IS_BETTER = frozenset({"reports_flooded"})
HEADER = """\
# What Daftar must reach. Written by `python -m evaluation.pin`, which only ever raises a floor; `make eval` fails below one.
# sha256 is of the gold that the figures were measured on; naive is one regular expression an outcome, for comparison;
# goal is where the project wants to be (written by hand, kept by the pinning).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pinned:
    """One set's floors: metric → value, for the gold with this digest."""

    sha256: str
    floor: dict[str, float] = field(default_factory=dict)
    naive: dict[str, float] = field(default_factory=dict)
    goal: dict[str, float] = field(default_factory=dict)


def digest(files: Iterable[Path]) -> str:
    """The sha256 of the files' names and bytes, in order of their names."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def load(path: Path = PATH) -> dict[str, Pinned]:
    """The floors of every set; empty where the file does not exist yet."""
    if not path.exists():
        return {}
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        name: Pinned(
            sha256=table["sha256"],
            floor=table.get("floor", {}),
            naive=table.get("naive", {}),
            goal=table.get("goal", {}),
        )
        for name, table in data.items()
    }


def save(pinned: dict[str, Pinned], path: Path = PATH) -> None:
    """Write all floors, sets and metrics in order of their names."""
    lines = [HEADER]
    for name in sorted(pinned):
        one = pinned[name]
        lines += [f"[{name}]", f'sha256 = "{one.sha256}"']
        for kind, values in (("floor", one.floor), ("naive", one.naive), ("goal", one.goal)):
            if values:
                inner = ", ".join(f"{metric} = {values[metric]:g}" for metric in sorted(values))
                lines.append(f"{kind} = {{ {inner} }}")
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf-8")


def holds(metric: str, value: float, floor: float) -> bool:
    """Whether ``value`` is on the right side of ``floor``; a metric that could not be counted (nan) is not."""
    if math.isnan(value):
        return False
    return value <= floor if metric in LOWER_IS_BETTER else value >= floor


def to_pin(metric: str, value: float) -> float:
    """A measured value as a floor: rounded to three decimals, never beyond what was measured."""
    thousandths = value * 1000
    whole = math.ceil(thousandths - 1e-9) if metric in LOWER_IS_BETTER else math.floor(thousandths + 1e-9)
    return whole / 1000
