"""Estimate the weights of linking from human-coded sets: ``python -m evaluation.link_weights --write``.

The pairs and what is made up beside them are told of in ``evaluation.link_pairs``. Weights come from the even half (by the check
sum of the incident's id, or of the row's); what they come to on the odd half is printed beside it.

For each level m and u are the shares among the pairs that can be compared. Its weight comes from logistic regression over
all levels together, in the order of how much they say (ORDERED), drawn a little towards SHARE of log2(m / u), since comparisons tell partly the same.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import vstack

from daftar.link.comparisons import COMPARISONS
from evaluation.link_pairs import AT, LEVELS, as_if, compared, on_one_day, told, with_twins
from evaluation.run import ROOT, SETS

FILE = ROOT / "src" / "daftar" / "link" / "weights.toml"
SHARE = 0.3  # of log2(m / u) that a weight is drawn towards
PULL = 1.0  # how strongly: as that many pairs
TURNED = 300.0  # how strongly levels of NEVER_FOR are kept from speaking for
#: Levels that tell of nothing in common never speak for one incident, whatever few pairs say.
NEVER_FOR = {
    "place": "far neighbours near",
    "killed": "apart differ",
    "injured": "apart differ",
    "taken": "close apart differ",
    "method": "alike differ",
    "target": "differ",
    "people": "others",
    "names": "none bare",
    "words": "none bare",
    "things": "none bare",
    "headline": "none",
    "sites": "none",
    "age": "none bare",
    "text": "none",
}
#: Set by hand, since too few coded pairs tell: only what a report is mainly about is coded; two deaths on one day in a
#: city of millions are nothing unusual; villages of other names are seldom one, in gazetteers or not; the name of a victim in common says it nearly all where a report tells little else; a text
#: copied with another toll is of the same incident, and one with another day is a
#: monitor's form; no coded report only denies, and one that does names what others tell of; what one report calls an explosion another calls an air strike.
BY_HAND = {
    "lead": {"both": 0.0, "one": -2.0, "neither": -1.0, "denied": 10.0},
    "perpetrator": {"same": 0.3, "differ": -0.3},
    "place": {"same_metropolis": 1.0, "unlisted": -3.0},
    "killed": {"earlier": 3.0},
    "injured": {"earlier": 3.0},
    "taken": {"earlier": 3.0},
    "people": {"one": 3.0, "several": 3.5},
    "method": {"alike": -0.7},
    "text": {"copy": 4.0, "form": -2.0},
}
HALF = 0.5  # counted to every level, so that none has a share of nothing
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
    ("published", "later later_late"),
    ("published", "months months_late"),
    ("published", "month month_late"),
    ("place", "far named"),
    ("place", "far neighbours inside same_area same_city same_town"),
    ("killed", "differ apart close same_one same_two same"),
    ("injured", "differ apart close same_one same_two same"),
    ("method", "differ alike same"),
    ("target", "differ same"),
    ("names", "none bare faint one two some many most"),
    ("words", "none bare faint little one two some many most"),
    ("things", "none bare faint little some many most"),
    ("headline", "none faint little some much"),
    ("sites", "none faint one several"),
    ("age", "none bare one several"),
    ("taken", "differ apart close same_one same_two same"),
    ("text", "none some much"),
)


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
    against = np.zeros(len(LEVELS))
    against[[AT[c, level] for c, some in NEVER_FOR.items() for level in some.split()]] = 1.0

    def loss(parameters: Any) -> tuple[float, Any]:
        b = steps @ parameters[:-1]
        z = sign * (levels @ b + parameters[-1])
        p = stands_for / (1 + np.exp(np.clip(z, -50, 50)))
        off = b - middle
        turned = np.maximum(b * against, 0)
        slope = -(levels.T @ (sign * p)) + PULL * off + TURNED * turned
        value = float(
            stands_for @ np.logaddexp(0, -z) + PULL * (off**2).sum() / 2 + TURNED * (turned**2).sum() / 2
        )
        return value, np.r_[steps.T @ slope, -(sign * p).sum()]

    start = np.r_[[low or 0.0 for low, _ in bounds], -5.0]
    found = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options={"maxiter": 800}
    ).x
    weights = steps @ found[:-1] / bits
    return np.r_[np.where(against > 0, np.minimum(weights, 0), weights), found[-1] / bits]


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
    parser.add_argument("--threshold", type=float, default=-2.5)
    parser.add_argument("--least", type=float, default=-3.2)
    parser.add_argument("--write", action="store_true", help=f"write {FILE.relative_to(ROOT)}")
    options = parser.parse_args()
    read_of = {name: told(name, options.sets, options.jobs) for name in ("gva", "gaza", "awsd", "fakes")}
    dense = {
        f"{name}, one day": as_if(compared(on_one_day(read_of[name]), even=True, apart=name == "fakes"))
        for name in ("gaza", "awsd", "fakes")
    }
    for name in ("gaza", "fakes"):
        read_of[name] = [
            t for even in (True, False) for t in with_twins([t for t in read_of[name] if t.even == even])
        ]
    half = {
        (name, even): compared(some, even=even, apart=name == "fakes")
        for name, some in read_of.items()
        for even in (True, False)
    }
    fitted = [p for (_, even), p in half.items() if even] + list(dense.values())
    levels = vstack([p.levels for p in fitted]).tocsr()
    same = np.concatenate([p.same for p in fitted])
    stands_for = np.concatenate([p.stands_for for p in fitted])
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
        "war reports, half of each human-coded set; the second reports of war incidents are made up, and so is the day on which all of a "
        "war's reports are compared once more, each pair for a part of one. Levels that hold too seldom there "
        "to be estimated are drawn towards a share of log2(m / u); lead, perpetrator and the rarest levels are set by hand."
    )
    text = written(found, weights, how, options.threshold, options.least)
    if options.write:
        FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
