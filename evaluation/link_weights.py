"""Estimate the weights of linking from human-coded sets: ``python -m evaluation.link_weights --write``.

All pairs of reports' lead incidents of a set are compared. Those of the gva set coded to one incident are the same; its
other pairs, those of sets with one report an incident (gaza, awsd), and those of fakes whose coded days lie four days or more
apart are not. Of war reports no pairs are coded to one incident: for each of gaza and fakes a second report is made up
(``twin``), which differs from it as outlets do. Weights come from the even half (by the check sum of the incident's id, or of the row's); what they come to
on the odd half is printed beside it.

For each level m and u are the shares among the pairs that can be compared. Its weight comes from logistic regression over
all levels together, in the order of how much they say (ORDERED), drawn a little towards SHARE of log2(m / u), since comparisons tell partly the same.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import sys
import zlib
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array, vstack

from daftar.intake import take
from daftar.link.comparisons import COMPARISONS, UNKNOWN
from daftar.link.features import Item, items_of
from daftar.parallel import chunked, ordered_map
from daftar.pipeline import ReadReport, Recipe, open_tools, read_report
from evaluation.run import ROOT, SETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Report

FILE = ROOT / "src" / "daftar" / "link" / "weights.toml"
COPIED = 0.3  # of reports that take over another's words
EASY = 25  # of the pairs that have nothing in common one in so many is compared
SEED = 2031
APART = 4  # days between coded days of two events
SHARE = 0.3  # of log2(m / u) that a weight is drawn towards
PULL = 1.0  # how strongly: as that many pairs
#: Set by hand, since too few coded pairs tell: only what a report is mainly about is coded; two deaths on one day in a
#: city of millions are nothing unusual; a text copied with another toll is of the same incident.
BY_HAND = {
    "lead": {"both": 0.0, "one": -2.0, "neither": -1.0},
    "perpetrator": {"same": 0.3, "differ": -0.3},
    "place": {"same_metropolis": 1.0},
    "killed": {"earlier": 3.0},
    "injured": {"earlier": 3.0},
    "taken": {"earlier": 3.0},
    "text": {"copy": 4.0},
}
HALF = 0.5  # counted to every level, so that none has a share of nothing
LEVELS = [(c.name, level) for c in COMPARISONS for level in c.words]
AT = {key: number for number, key in enumerate(LEVELS)}
HEAD = """\
# How much each level of each comparison says for one incident (comparisons.py has what they are).
# m: how often the level holds among pairs of reports' incidents that are one, u: among pairs that are not, of those that
# can be compared at all. By themselves they would weigh log2(m / u) (Fellegi and Sunter); since some comparisons tell
# partly the same (names, words, victims), weight is what the level adds in bits beside all others. A pair's weight is the
# sum of its levels' and the prior's. Made by `python -m evaluation.link_weights --write`.
"""


#: Levels of a comparison from what speaks most against to what speaks most for one incident: no weight falls along them,
#: so that few pairs of one kind cannot turn a weight round.
ORDERED = (
    ("day", "apart week next overlap same"),
    ("day", "apart apart_late week_late"),
    ("published", "later months month week days next_day same_day"),
    ("place", "far neighbours inside same_area same_city same_town"),
    ("killed", "differ apart close same_one same_two same"),
    ("injured", "differ apart close same_one same_two same"),
    ("method", "differ alike same"),
    ("target", "differ same"),
    ("names", "none faint one two some many most"),
    ("words", "none faint little one two some many most"),
    ("age", "none one several"),
    ("taken", "differ apart close same_one same_two same"),
    ("people", "others one several"),
    ("text", "none some much"),
)


class Told(NamedTuple):
    """The lead incident of one coded report: its columns, what it is coded to (None: nothing else), its half, its day."""

    item: Item
    coded: str
    even: bool
    day: int | None


class Pairs(NamedTuple):
    """Pairs as columns of 0 and 1 for each level, whether each is one incident, and how many pairs it stands for."""

    levels: Any
    same: Any
    stands_for: Any


def read(path: Path, jobs: int) -> dict[str, ReadReport]:
    """Read every report of a set."""
    reports = [t.report for t in take([str(path)]) if not isinstance(t, Exception)]
    done: dict[str, ReadReport] = {}
    for some in ordered_map(_read, chunked(iter(reports), 50), jobs=jobs):
        done.update((one.report.id, one) for one in some)
    return done


def _read(reports: list[Report]) -> list[ReadReport]:
    tools = open_tools(Recipe())
    return [read_report(report, tools) for report in reports]


def told(name: str, sets: Path, jobs: int) -> list[Told]:
    """The lead incidents of a set."""
    lines = (sets / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    rows = {row["id"]: row for row in map(json.loads, filter(None, lines))}
    found = []
    for identity, one in read(sets / f"{name}.jsonl", jobs).items():
        row = rows[identity]
        coded = str(row.get("incident_id") or identity)
        day = _day(row.get("incident_date") or row["gold"].get("date"))
        readings = {r.claim.id: r for r in one.readings}
        for item in items_of(one.report, one.incidents, readings):
            if item.lead:
                known = item.published or (day + 1 if day is not None else None)  # as news of the next day
                even = zlib.crc32(coded.encode()) % 2 == 0
                found.append(Told(item._replace(published=known), coded, even, day))
    return found


def _day(value: str | None) -> int | None:
    return dt.date.fromisoformat(value).toordinal() if value and len(value) == 10 else None


def twin(one: Told, other: Told, chance: random.Random) -> Told:
    """A second report of the same incident, made up: ``other`` lends what two outlets do not have in common.

    How often outlets differ is set by hand, from what recorders say of war reports: the day is mostly the same, the place
    told more roughly or spelt otherwise by some, the toll rises, few names and rare words are shared.
    """
    item, lent = one.item, other.item
    copied = chance.random() < COPIED
    kept = 0.9 if copied else chance.uniform(0.0, 0.4)
    day = chance.choices((0, 1, None), (0.88, 0.06, 0.06))[0]
    known = (
        None
        if item.first is None or item.last is None or day is None
        else (item.first + day, item.last + day)
    )
    place = chance.choices(("same", "area", "spelt", "unknown"), (0.72, 0.1, 0.1, 0.08))[0]
    where = {name: getattr(item, name) for name in PLACE}
    if place == "area":
        where |= {
            "place_id": "area",
            "place_name": "area",
            "place_sound": "area",
            "place_precision": 3,
            "spot": False,
            "reach": 50.0,
        }
    elif place == "spelt":
        where |= {"place_id": None, "place_precision": 3, "population": None}
    elif place == "unknown":
        where = dict.fromkeys(PLACE) | {"spot": False, "admin": ()}
    return one._replace(
        item=item._replace(
            key=item.key + " twin",
            report=item.report + " twin",
            published=None
            if item.published is None
            else item.published + chance.choice((0, 0, 0, 1, 1, 2, 4)),
            first=known and known[0],
            last=known and known[1],
            **where,
            killed=_about(item.killed, chance),
            killed_high=_about(item.killed, chance),
            injured=_about(item.injured, chance, unknown=0.4),
            earlier=(),
            method=chance.choices((item.method, None, lent.method), (0.8, 0.1, 0.1))[0],
            target=chance.choices((item.target, None), (0.5, 0.5))[0],
            perpetrators=chance.choices((item.perpetrators, (), lent.perpetrators), (0.5, 0.3, 0.2))[0],
            names=_some(item.names, lent.names, max(kept, 0.5), chance),
            ages=_some(item.ages, lent.ages, max(kept, 0.5), chance),
            words=_some(item.words, lent.words, kept, chance),
            phrases=_some(item.phrases, lent.phrases, kept - 0.1, chance),
            told=_some(item.told, lent.told, chance.uniform(0.3, 1.0), chance) if copied else lent.told,
        )
    )


PLACE = (
    "place_id", "place_name", "place_sound", "place_precision", "spot", "population", "lat", "lon", "reach", "country", "admin",
    "area_name",
)  # fmt: skip


def _about(figure: int | None, chance: random.Random, unknown: float = 0.1) -> int | None:
    """The figure, or a near one, or another, or none."""
    if figure is None or chance.random() < unknown:
        return None
    return chance.choices(
        (figure, figure + 1 + figure // 8, max(1, figure // 2), figure * 2), (0.65, 0.22, 0.07, 0.06)
    )[0]


def _some(
    own: tuple[Any, ...], lent: tuple[Any, ...], share: float, chance: random.Random
) -> tuple[Any, ...]:
    """A share of one's own words, and as many of somebody else's as are left out."""
    kept = [w for w in own if chance.random() < share]
    return tuple(sorted({*kept, *(w for w in lent if chance.random() > share)}))


def with_twins(some: Sequence[Told]) -> list[Told]:
    """The reports and a made-up second one of each, the same every time."""
    chance = random.Random(SEED)
    return [*some, *(twin(one, some[(at + 7) % len(some)], chance) for at, one in enumerate(some))]


def compared(some: Sequence[Told], *, even: bool, apart: bool) -> Pairs:
    """All pairs of one half of a set; with ``apart`` those only whose coded days set them apart."""
    half = sorted((t for t in some if t.even == even), key=lambda t: t.item.key)
    columns, ends, same, stands_for = [], [0], [], []
    chance = random.Random(SEED)
    for at, one in enumerate(half):
        for other in half[:at]:
            if (
                apart
                and one.coded != other.coded
                and (one.day is None or other.day is None or abs(one.day - other.day) < APART)
            ):
                continue
            easy = one.coded != other.coded and not near(one.item, other.item)
            if easy and chance.random() > 1 / EASY:
                continue
            stands_for.append(EASY if easy else 1)
            for comparison in COMPARISONS:
                level = comparison.level(one.item, other.item)
                if level != UNKNOWN:
                    columns.append(AT[comparison.name, level])
            ends.append(len(columns))
            same.append(one.coded == other.coded)
    table = csr_array((np.ones(len(columns), np.float32), columns, ends), shape=(len(same), len(LEVELS)))
    return Pairs(table, np.array(same, bool), np.array(stands_for, float))


def near(one: Item, other: Item) -> bool:
    """Whether two have anything in common that speaks for one incident."""
    if not set(one.words).isdisjoint(other.words) or not set(one.names).isdisjoint(other.names):
        return True
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last + 1 and other.first <= one.last + 1


def shares(levels: Any, same: Any, stands_for: Any) -> list[tuple[float, float]]:
    """M and u of each level."""
    found = []
    for comparison in COMPARISONS:
        at = [n for n, key in enumerate(LEVELS) if key[0] == comparison.name]
        counts = [levels[which][:, at].T @ stands_for[which] + HALF for which in (same, ~same)]
        found += [(float(m), float(u)) for m, u in zip(*(c / c.sum() for c in counts), strict=True)]
    return found


def fit(levels: Any, same: Any, stands_for: Any, centre: Any) -> Any:
    """Weights of the levels in bits, the prior's last: penalised logistic regression, in the order of ORDERED."""
    bits = math.log(2)
    sign = np.where(same, 1.0, -1.0)
    middle = centre * bits
    steps, bounds = ordered()

    def loss(parameters: Any) -> tuple[float, Any]:
        b = steps @ parameters[:-1]
        z = sign * (levels @ b + parameters[-1])
        p = stands_for / (1 + np.exp(np.clip(z, -50, 50)))
        off = b - middle
        slope = -(levels.T @ (sign * p)) + PULL * off
        value = float(stands_for @ np.logaddexp(0, -z) + PULL * (off**2).sum() / 2)
        return value, np.r_[steps.T @ slope, -(sign * p).sum()]

    start = np.r_[[low or 0.0 for low, _ in bounds], -5.0]
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options={"maxiter": 800}
    ).x
    return np.r_[steps @ found[:-1], found[-1]] / bits


def ordered() -> tuple[Any, list[tuple[float | None, float | None]]]:
    """Weights as sums of steps: each level of a chain weighs what the one before it does, or more."""
    steps = np.eye(len(LEVELS))
    bounds: list[tuple[float | None, float | None]] = [(None, None)] * len(LEVELS)
    for comparison, chain in ORDERED:
        for below, level in pairwise(chain.split()):
            at, under = AT[comparison, level], AT[comparison, below]
            steps[at] += steps[under]
            bounds[at] = (0.0, None)
    for comparison, given in BY_HAND.items():
        for level, weight in given.items():
            bounds[AT[comparison, level]] = (weight * math.log(2), weight * math.log(2))
    return steps, bounds


def written(found: list[tuple[float, float]], weights: Any, how: str, threshold: float, least: float) -> str:
    """The file."""
    start = float(weights[-1])
    prior = 1 / (1 + 2**-(start))
    lines = [HEAD, "version = 1", f"how = {json.dumps(how)}", f"prior = {prior:.5f}"]
    lines += [f"threshold = {threshold}  # bits, from which a pair is worth joining"]
    lines += [f"least = {least}      # bits, the mean of all pairs between two groups that are joined"]
    for comparison in COMPARISONS:
        lines += ["", f"[{comparison.name}]"]
        width = max(map(len, comparison.words))
        for level in comparison.words:
            at = AT[comparison.name, level]
            m, u = (min(max(share, 0.0001), 0.9999) for share in found[at])
            lines.append(f"{level:<{width}} = {{ m = {m:.4f}, u = {u:.4f}, weight = {weights[at]:+.2f} }}")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=Path, default=SETS, help="the folder of the human-coded sets")
    parser.add_argument("--jobs", type=int, default=2, help="processes to read with (default 2)")
    parser.add_argument("--threshold", type=float, default=-2.0)
    parser.add_argument("--least", type=float, default=-3.0)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.relative_to(ROOT)}")
    options = parser.parse_args()
    read_of = {name: told(name, options.sets, options.jobs) for name in ("gva", "gaza", "awsd", "fakes")}
    for name in ("gaza", "fakes"):
        read_of[name] = [
            t for even in (True, False) for t in with_twins([t for t in read_of[name] if t.even == even])
        ]
    half = {
        (name, even): compared(some, even=even, apart=name == "fakes")
        for name, some in read_of.items()
        for even in (True, False)
    }
    levels = vstack([p.levels for (_, even), p in half.items() if even]).tocsr()
    same = np.concatenate([p.same for (_, even), p in half.items() if even])
    stands_for = np.concatenate([p.stands_for for (_, even), p in half.items() if even])
    found = shares(levels, same, stands_for)
    weights = fit(levels, same, stands_for, SHARE * np.array([math.log2(m / u) for m, u in found]))
    for (name, even), p in half.items():
        joined = p.levels @ weights[:-1] + weights[-1] >= options.threshold
        right = int((joined & p.same).sum())
        print(
            f"{name:<6} {'even' if even else 'odd':<5} pairs {len(p.same):>6} same {p.same.sum():>5} joined {joined.sum():>5} right {right:>5}"
        )
    how = (
        f"From {int(same.sum())} pairs of reports of one incident and {int((~same).sum())} that are not: local news on shootings and "
        "war reports, half of each human-coded set; the second reports of war incidents are made up. Levels that hold too seldom there "
        "to be estimated are drawn towards a share of log2(m / u); lead, perpetrator and the rarest levels are set by hand."
    )
    text = written(found, weights, how, options.threshold, options.least)
    if options.write:
        FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
