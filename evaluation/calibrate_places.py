"""How good the word of a place's probability is, on the two human-coded sets of place names.

``python -m evaluation.calibrate_places`` prints, for each half of the reports (by a hash of their ids), how many of the names whose
best candidate was given about .8 are right: within 161 km of the coded point. It fits the line from what was weighed to what is told
(``certainty.toml``) on the even half, and says what it and the line in use bring on the odd half. ``--write`` puts the table into
docs/gazetteers.md.
"""

from __future__ import annotations

import argparse
import json
import textwrap
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from daftar.model import Report
from daftar.resolve.places import Gazetteer, find_places, open_gazetteer, resolve_places
from daftar.resolve.places.certainty import line
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

    @property
    def told(self) -> float:
        """The probability of the best candidate and of those on its spot, as Daftar tells it."""
        return min(1.0, sum(c for c, a in zip(self.chances, self.alike, strict=True) if a))

    @property
    def weighed(self) -> float:
        """The same, before the line of ``certainty.toml``."""
        base, slope = line()
        return min(1.0, max(0.0, self.told - base) / slope)


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


def columns(half: Sequence[Case], *, weighed: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """The probabilities of a half and whether each was right."""
    sure = np.array([case.weighed if weighed else case.told for case in half])
    return sure, np.array([float(case.right) for case in half])


def fit(half: Sequence[Case]) -> tuple[float, float]:
    """Base and slope of the line under which the half is likeliest."""
    weighed, right = columns(half, weighed=True)

    def loss(at: Sequence[float]) -> float:
        sure = np.clip(at[0] + at[1] * weighed, LEAST, 1 - LEAST)
        return float(-np.log(np.where(right > 0, sure, 1 - sure)).mean())

    base, slope = minimize(loss, [0.0, 1.0], method="Nelder-Mead").x
    return float(base), float(slope)


def brier(sure: np.ndarray, right: np.ndarray) -> float:
    """The mean square by which the probabilities miss."""
    return float(((sure - right) ** 2).mean())


def error(sure: np.ndarray, right: np.ndarray) -> float:
    """The expected calibration error: by how much each tenth misses the share that is right, weighed by its names."""
    bins = np.minimum(9, (sure * 10).astype(int))
    parts = [(bins == n) for n in range(10) if (bins == n).any()]
    return float(sum(abs(sure[p].mean() - right[p].mean()) * p.sum() for p in parts) / len(sure))


def curve(half: Sequence[Case]) -> dict[int, str]:
    """For each tenth: the mean probability told, the share that is right, and how many, as cells of a table."""
    bins: dict[int, list[Case]] = {}
    for case in half:
        bins.setdefault(min(9, int(case.told * 10)), []).append(case)
    return {
        tenth: f"{np.mean([c.told for c in some]):.2f} | {np.mean([c.right for c in some]):.2f} | {len(some):,}"
        for tenth, some in bins.items()
    }


def table(found: Sequence[Case]) -> str:
    """The two halves side by side, and what a fit on the even one would bring, in Markdown."""
    even, odd = [c for c in found if not c.apart], [c for c in found if c.apart]
    lines = [
        "| told (even half) | right | names | told (odd half) | right | names |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    one, other = curve(even), curve(odd)
    tenths = sorted(one.keys() | other.keys())
    lines += [f"| {one.get(tenth, '| |')} | {other.get(tenth, '| |')} |" for tenth in tenths]
    settled = [c for c in odd if c.settled]
    base, slope = fit(even)
    rows = [
        f"{error(*columns(half, weighed=weighed)):.3f} ({brier(*columns(half, weighed=weighed)):.4f})"
        for half in (even, odd)
        for weighed in (True, False)
    ]
    said = (
        f"Of the names settled in the odd half {np.mean([c.right for c in settled]):.2f} are right; of those left open the best "
        f"candidate would have been in {np.mean([c.right for c in odd if not c.settled]):.2f}. The calibration error (and the Brier "
        f"score) of the odd half is {rows[2]} as weighed and {rows[3]} as told; of the even half, {rows[0]} and {rows[1]}. The line "
        f"fitted on the even half is {base:.3f} + {slope:.3f} times what was weighed."
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
