"""How good the word of a place's probability is, on the two human-coded sets of place names.

``python -m evaluation.calibrate_places`` prints, for each half of the reports (by a hash of their ids), how many of the names whose
best candidate was given about .8 are right: within 161 km of the coded point. It fits the temperature and the weight of "none of
these" that suit the even half best, and says what they would bring on the odd half: as long as that is nothing, the scores stand as
they are. ``--write`` puts the table into docs/gazetteers.md.
"""

from __future__ import annotations

import argparse
import json
import math
import textwrap
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from daftar.model import Report
from daftar.resolve.places import Gazetteer, find_places, open_gazetteer, resolve_places
from daftar.resolve.places.gazetteer import kilometres
from evaluation.run import ROOT, SETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.model import PlaceReading

PAGE = ROOT / "docs/gazetteers.md"
NAMES = ("places_lgl", "places_news")
NEAR = 161.0  # km, as the sets are scored
SPOT = 15.0  # km: candidates this close are one place on any map
LEAST = 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A coded name: chances of its candidates, which of them are the best one's spot, and whether that is right."""

    chances: tuple[float, ...]
    alike: tuple[bool, ...]
    right: bool
    settled: bool
    apart: bool

    def sure(self, heat: float = 1.0, none: float = 1.0) -> float:
        """The probability of the best candidate, at a temperature and with "none of these" weighed ``none`` times."""
        weights = [max(c, LEAST) ** (1 / heat) for c in self.chances]
        rest = none * max(1 - sum(self.chances), LEAST) ** (1 / heat)
        return sum(w for w, a in zip(weights, self.alike, strict=True) if a) / (sum(weights) + rest)


def cases(name: str, sets: Path, gazetteer: Gazetteer) -> Iterator[Case]:
    """Every name of one set that is found, has candidates and is coded with a point."""
    with (sets / f"{name}.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            coded = {(t["start"], t["end"]): t for t in row["toponyms"] if t.get("lat") is not None}
            report = Report(
                id=row["id"], source=name, sha256="0" * 64, text=row["text"], media_type="text/plain"
            )
            found = find_places(report.text, gazetteer, every=True)
            apart = zlib.crc32(row["id"].encode()) % 2 == 1
            for reading in resolve_places(report, found, gazetteer).values():
                spot = coded.get((reading.quote.start, reading.quote.end))
                if spot is not None and reading.candidates:
                    yield _case(reading, spot["lat"], spot["lon"], apart=apart)


def _case(reading: PlaceReading, lat: float, lon: float, *, apart: bool) -> Case:
    best = reading.place or reading.candidates[0].place
    near = [
        kilometres(best.lat, best.lon, c.place.lat, c.place.lon) < SPOT
        or best.name in c.place.admin
        or c.place.name in best.admin
        for c in reading.candidates
    ]
    return Case(
        chances=tuple(c.score for c in reading.candidates),
        alike=tuple(near),
        right=kilometres(best.lat, best.lon, lat, lon) <= NEAR,
        settled=reading.place is not None,
        apart=apart,
    )


def fit(half: Sequence[Case]) -> tuple[float, float]:
    """The temperature and the weight of "none of these" under which the half is likeliest."""

    def loss(at: Sequence[float]) -> float:
        sure = np.array([case.sure(math.exp(at[0]), math.exp(at[1])) for case in half])
        sure = np.clip(sure, LEAST, 1 - LEAST)
        right = np.array([case.right for case in half])
        return float(-np.log(np.where(right, sure, 1 - sure)).mean())

    heat, none = minimize(loss, [0.0, 0.0], method="Nelder-Mead").x
    return math.exp(heat), math.exp(none)


def brier(half: Sequence[Case], heat: float = 1.0, none: float = 1.0) -> float:
    """The mean square by which the probabilities miss."""
    return float(np.mean([(case.sure(heat, none) - case.right) ** 2 for case in half]))


def curve(half: Sequence[Case]) -> list[tuple[float, float, int]]:
    """For each tenth: the mean probability given, the share that is right, and how many."""
    bins: dict[int, list[Case]] = {}
    for case in half:
        bins.setdefault(min(9, int(case.sure() * 10)), []).append(case)
    return [
        (float(np.mean([c.sure() for c in some])), float(np.mean([c.right for c in some])), len(some))
        for _, some in sorted(bins.items())
    ]


def table(found: Sequence[Case]) -> str:
    """The two halves side by side, and what a fit on the even one would bring, in Markdown."""
    even, odd = [c for c in found if not c.apart], [c for c in found if c.apart]
    lines = [
        "| given (even half) | right | names | given (odd half) | right | names |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for (a, b, n), (x, y, m) in zip(curve(even), curve(odd), strict=False):
        lines.append(f"| {a:.2f} | {b:.2f} | {n:,} | {x:.2f} | {y:.2f} | {m:,} |")
    heat, none = fit(even)
    settled = [c for c in odd if c.settled]
    said = (
        f"Of the names settled in the odd half {np.mean([c.right for c in settled]):.2f} are right; of those left open the best "
        f"candidate would have been in {np.mean([c.right for c in odd if not c.settled]):.2f}. The best fit on the even half is "
        f'a temperature of {heat:.2f} and {none:.2f} times the weight of "none of these"; on the odd half that makes the Brier '
        f"score {brier(odd, heat, none):.4f}, where the scores as they stand have {brier(odd):.4f}."
    )
    lines += ["", *textwrap.wrap(said, 130)]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and write where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sets", type=Path, default=SETS, help="the folder of the human-coded sets")
    parser.add_argument("--write", action="store_true", help="write the table into docs/gazetteers.md")
    options = parser.parse_args()
    gazetteer = open_gazetteer()
    text = table([case for name in NAMES for case in cases(name, options.sets, gazetteer)])
    print(text)
    if options.write:
        head, _, rest = PAGE.read_text(encoding="utf-8").partition("<!-- measured -->")
        tail = rest.partition("<!-- end -->")[2]
        PAGE.write_text(f"{head}<!-- measured -->\n{text}\n<!-- end -->{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
