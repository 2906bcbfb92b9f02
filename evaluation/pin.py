"""Raise the floors to what the last ``make eval`` measured: ``python -m evaluation.pin [SET...]``.

A floor only rises. Where a value lies below its floor, nothing is written and the command fails. A set whose gold has
changed gets new floors only when it is named with ``--new-gold``.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import tempfile
from pathlib import Path

from evaluation import floors, run


def raised(name: str, old: floors.Pinned | None, new: dict[str, float]) -> tuple[dict[str, float], list[str]]:
    """The floors of one set after a measurement, and a line for each that would have to fall."""
    before = dict(old.floor) if old else {}
    falls = [
        f"{name}.{metric}: {new.get(metric, float('nan')):.4f} is worse than its floor {floor:.3f}"
        for metric, floor in before.items()
        if not floors.holds(metric, new.get(metric, float("nan")), floor)
    ]
    return before | {
        metric: floors.to_pin(metric, value) for metric, value in new.items() if not math.isnan(value)
    }, falls


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("only", nargs="*", metavar="SET", help="pin these sets only")
    parser.add_argument(
        "--new-gold", action="append", default=[], metavar="SET", help="its gold has changed: start anew"
    )
    options = parser.parse_args()
    if not run.RESULTS.exists():
        print("nothing measured yet: run make eval first")
        return 2
    results = json.loads(run.RESULTS.read_text(encoding="utf-8"))
    pinned, refused = floors.load(), []
    coded = {one.name: one for one in run.CODED}
    for name, result in results.items():
        if options.only and name not in options.only:
            continue
        old = pinned.get(name)
        if old and old.sha256 != result["sha256"]:
            if name not in options.new_gold:
                refused.append(f"{name}: its gold has changed; say --new-gold {name} to pin it anew")
                continue
            old = floors.Pinned(sha256=result["sha256"], goal=old.goal)
        floor, falls = raised(name, old, result["values"])
        refused += falls
        naive = dict(old.naive) if old else {}
        if not naive and name in coded and coded[name].naive:
            with tempfile.TemporaryDirectory() as folder:
                naive = run.measure_naive(run.SETS, coded[name], Path(folder))
        pinned[name] = floors.Pinned(
            sha256=result["sha256"],
            floor=floor,
            naive={metric: value for metric, value in naive.items() if value and metric in floor},
            goal=old.goal if old else {},
        )
    if refused:
        print("\n".join([*refused, "no floor was changed"]))
        return 1
    floors.save(pinned)
    print(f"{sum(len(one.floor) for one in pinned.values())} floors in {floors.PATH.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
