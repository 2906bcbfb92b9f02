"""Estimate the weights of linking from human-coded sets: ``python -m evaluation.link_weights --write``.

The pairs and what is made up beside them are told of in ``evaluation.link_pairs``; what is set by hand, and why, stands in
``link_by_hand.toml``. Weights come from the even half (by the check sum of the incident's id, or of the row's); what they
come to on the odd half is printed beside it. The file written is a function of the sets, of how Daftar reads them and of
``link_by_hand.toml``: run twice it is the same to the byte. ``--check`` fits again and says how the file in use differs (status 1):
it is kept from an earlier fit.

For each level m and u are the shares among the pairs that can be compared. Its weight comes from logistic regression over
all levels together, in the order of how much they say ([ordered]), drawn a little towards a share of log2(m / u), since
comparisons tell partly the same.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array, identity, lil_array

from daftar.link.comparisons import COMPARISONS
from daftar.link.weights import load_weights
from evaluation.link_by_hand import by_hand
from evaluation.link_pairs import AT, LEVELS, Pairs, compared, of_war, told
from evaluation.run import ROOT, SETS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evaluation.link_by_hand import ByHand

WARS = ("gaza", "awsd", "fakes")  # sets of war reports
FILE = ROOT / "src" / "daftar" / "link" / "weights.toml"
BITS = math.log(2)  # of a weight in bits to one in the base of logistic regression
EXACT = 1e-9  # of the slope at which the fit ends: far below what is written, so that rounding is the same wherever it runs
HEAD = """\
# How much each level of each comparison says for one incident (comparisons.py has what they are).
# m: how often the level holds among pairs of reports' incidents that are one, u: among pairs that are not, of those that
# can be compared at all. By themselves they would weigh log2(m / u) (Fellegi and Sunter); since some comparisons tell
# partly the same (names, words, victims), weight is what the level adds in bits beside all others. A pair's weight is the
# sum of its levels' and the prior's.
# Made by `python -m evaluation.link_weights --write`; nothing is changed by hand here. What is set by hand, and why, stands in
# evaluation/link_by_hand.toml. With `--check` it is fitted again and said how it differs.
"""


class Fit(NamedTuple):
    """What was estimated: m and u of each level, weights in bits with the prior's last, how many pairs, their check sum."""

    shares: list[tuple[float, float]]
    weights: Any
    same: int
    other: int
    sha256: str


def of_sets(sets: Path, jobs: int, hand: ByHand) -> tuple[dict[tuple[str, bool], Pairs], list[Pairs]]:
    """The pairs of each set and half, and all those to fit on: of the even halves, what is made up drawn several times."""
    draws = int(hand.numbers["pairs.draws"])
    read_of = {name: told(name, sets, jobs) for name in ("gva", *WARS)}
    gva = {("gva", even): compared(read_of["gva"], even=even, apart=False) for even in (True, False)}
    wars = {
        (name, even): of_war(name, read_of[name], even=even, draw=0)
        for name in WARS
        for even in (True, False)
    }
    drawn = [
        wars[name, True]
        if draw == 0 and not dense
        else of_war(name, read_of[name], even=True, draw=draw, dense=dense)
        for draw in range(draws)
        for name in WARS
        for dense in (False, True)
    ]
    part = hand.numbers["pairs.wars"] / draws
    drawn = [pairs._replace(stands_for=pairs.stands_for * part) for pairs in drawn]
    return gva | wars, [gva["gva", True], *drawn]


def fit(several: Sequence[Pairs], hand: ByHand) -> Fit:
    """Estimate everything from some pairs."""
    levels, same, stands_for = patterns(several)
    digest = hashlib.sha256()
    for column in (levels.indptr.astype("<i8"), levels.indices.astype("<i8"), same, stands_for.astype("<f8")):
        digest.update(column.tobytes())
    found = shares(levels, same, stands_for, hand)
    weights = regressed(levels, same, stands_for, found, hand)
    many = [round(float(stands_for[which].sum())) for which in (same, ~same)]
    return Fit(found, weights, *many, digest.hexdigest())


def patterns(several: Sequence[Pairs]) -> Pairs:
    """All pairs that hold at the same levels as one, which stands for as many, in an order of their own."""
    counted: dict[tuple[bytes, bool], float] = {}
    for pairs in several:
        ends = pairs.levels.indptr
        indices = pairs.levels.indices.astype("<u2")
        for at, (same, many) in enumerate(zip(pairs.same.tolist(), pairs.stands_for.tolist(), strict=True)):
            key = (np.sort(indices[ends[at] : ends[at + 1]]).tobytes(), same)
            counted[key] = counted.get(key, 0.0) + many
    keys = sorted(counted)
    columns = [np.frombuffer(held, "<u2") for held, _ in keys]
    indices = np.concatenate(columns).astype(np.int64)
    ends = np.cumsum([0, *map(len, columns)])
    levels = csr_array((np.ones(len(indices)), indices, ends), shape=(len(keys), len(LEVELS)))
    return Pairs(levels, np.array([same for _, same in keys]), np.array([counted[key] for key in keys]))


def shares(levels: Any, same: Any, stands_for: Any, hand: ByHand) -> list[tuple[float, float]]:
    """M and u of each level."""
    found = []
    for comparison in COMPARISONS:
        at = [n for n, key in enumerate(LEVELS) if key[0] == comparison.name]
        counts = [
            levels[which][:, at].T @ stands_for[which] + hand.numbers["fit.counted"]
            for which in (same, ~same)
        ]
        found += [(float(m), float(u)) for m, u in zip(*(c / c.sum() for c in counts), strict=True)]
    return found


def regressed(
    levels: Any, same: Any, stands_for: Any, found: Sequence[tuple[float, float]], hand: ByHand
) -> Any:
    """Weights of the levels in bits, the prior's last: penalised logistic regression, in the order of [ordered].

    All sums are numpy's own or of sparse matrices, which add in one order whatever the number of processors.
    """
    pull, turning = hand.numbers["fit.pull"], hand.numbers["fit.turned"]
    middle = hand.numbers["fit.share"] * BITS * np.array([math.log2(m / u) for m, u in found])
    sign = np.where(same, 1.0, -1.0)
    steps, bounds = ordered(hand)
    against = np.zeros(len(LEVELS))
    against[[AT[key] for key in hand.never_for]] = 1.0

    def loss(parameters: Any) -> tuple[float, Any]:
        b = steps @ parameters[:-1]
        z = sign * (levels @ b + parameters[-1])
        p = stands_for / (1 + np.exp(np.clip(z, -50, 50)))
        off = b - middle
        turned = np.maximum(b * against, 0)
        slope = -(levels.T @ (sign * p)) + pull * off + turning * turned
        value = np.sum(stands_for * np.logaddexp(0, -z)) + np.sum(pull * off**2 + turning * turned**2) / 2
        return float(value), np.r_[steps.T @ slope, -np.sum(sign * p)]

    start = np.r_[[low or 0.0 for low, _ in bounds], -5.0]
    ends = {"maxiter": 20_000, "maxfun": 40_000, "ftol": 0.0, "gtol": EXACT}
    result = minimize(
        loss, start, jac=True, method="L-BFGS-B", bounds=[*bounds, (None, None)], options=ends
    ).x
    weights = steps @ result[:-1] / BITS
    return np.r_[np.where(against > 0, np.minimum(weights, 0), weights), result[-1] / BITS]


def ordered(hand: ByHand) -> tuple[Any, list[tuple[float | None, float | None]]]:
    """Weights as sums of steps: each level of a chain weighs what the one before it does, or more."""
    steps = lil_array(identity(len(LEVELS)))
    bounds: list[tuple[float | None, float | None]] = [(None, None)] * len(LEVELS)
    for chain in hand.ordered:
        for below, level in pairwise(chain):
            steps[[AT[level]]] = steps[[AT[level]]] + steps[[AT[below]]]
            bounds[AT[level]] = (0.0, None)
    for key, weight in hand.weights.items():
        bounds[AT[key]] = (weight * BITS, weight * BITS)
    return csr_array(steps), bounds


def written(fitted: Fit, hand: ByHand) -> str:
    """The file."""
    how = (
        f"From {fitted.same} pairs of reports of one incident and {fitted.other} that are not: local news on shootings and "
        "war reports, half of each human-coded set; the second reports of war incidents are made up, and so is the day on which all of a "
        "war's reports are compared once more, each pair for a part of one; what is made up is drawn "
        f"{hand.numbers['pairs.draws']} times, and a pair of war reports counts for {hand.numbers['pairs.wars']} of one. Levels that hold too seldom there "
        "to be estimated are drawn towards a share of log2(m / u). Set by hand: "
        f"{', '.join(by_comparison(hand.weights))}, and from where on pairs and groups are joined."
    )
    prior = 1 / (1 + 2 ** -float(fitted.weights[-1]))
    lines = [HEAD + f"# sha256 of the pairs it was fitted on: {fitted.sha256}", ""]
    lines += ["version = 1", f"how = {json.dumps(how)}", f"prior = {prior:.5f}"]
    lines += [f"threshold = {hand.numbers['join.threshold']}  # bits, from which a pair is worth joining"]
    lines += [
        f"least = {hand.numbers['join.least']}  # bits, the mean of all pairs between two groups that are joined"
    ]
    for comparison in COMPARISONS:
        lines += ["", f"[{comparison.name}]"]
        width = max(map(len, comparison.words))
        for level in comparison.words:
            at = AT[comparison.name, level]
            m, u = (min(max(share, 0.0001), 0.9999) for share in fitted.shares[at])
            weight = round(float(fitted.weights[at]), 2) + 0.0  # no -0.00
            lines.append(f"{level:<{width}} = {{ m = {m:.4f}, u = {u:.4f}, weight = {weight:+.2f} }}")
    return "\n".join(lines) + "\n"


def by_comparison(keys: Iterable[tuple[str, str]]) -> list[str]:
    """Each comparison with its levels in words: "text copy form"."""
    named: dict[str, list[str]] = {}
    for comparison, level in keys:
        named.setdefault(comparison, []).append(level)
    return [" ".join((comparison, *levels)) for comparison, levels in named.items()]


def differences(kept: Path, text: str, scratch: Path) -> list[str]:
    """How the file at ``kept`` differs from ``text``, in lines; none where it does not. ``scratch`` is written."""
    before = kept.read_text(encoding="utf-8")
    if before == text:
        return []
    scratch.write_text(text, encoding="utf-8")
    old, new = load_weights(kept), load_weights(scratch)
    pairs = [next((line for line in t.splitlines() if "sha256" in line), "") for t in (before, text)]
    said = (
        "the pairs are the same, the fit is not: link_by_hand.toml or the procedure changed since"
        if pairs[0] == pairs[1]
        else "the pairs differ: the sets, how they are read or what is compared changed since"
    )
    by_much = sorted(old.table, key=lambda key: -abs(new.table[key] - old.table[key]))
    rows = [
        f"{name:<20} {one:+.2f} in the file, {other:+.2f} fitted"
        for name, one, other in (
            ("prior (log2 odds)", old.start, new.start),
            ("threshold", old.threshold, new.threshold),
            ("least", old.least, new.least),
            *((" ".join(key), old.table[key], new.table[key]) for key in by_much),
        )
        if one != other
    ]
    return [said, f"{len(rows)} weights differ", *rows]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sets", type=Path, default=SETS, help="the folder of the human-coded sets")
    parser.add_argument("--jobs", type=int, default=2, help="processes to read with (default 2)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--write", action="store_true", help=f"write {FILE.relative_to(ROOT)}")
    what.add_argument(
        "--check", action="store_true", help="say how that file differs; status 1 where it does"
    )
    options = parser.parse_args()
    hand = by_hand()
    halves, to_fit = of_sets(options.sets, options.jobs, hand)
    fitted = fit(to_fit, hand)
    for (name, even), p in halves.items():
        joined = p.levels @ fitted.weights[:-1] + fitted.weights[-1] >= hand.numbers["join.threshold"]
        print(
            f"{name:<6} {'even' if even else 'odd':<5} pairs {len(p.same):>6} same {p.same.sum():>5} "
            f"joined {joined.sum():>5} right {int((joined & p.same).sum()):>5}"
        )
    text = written(fitted, hand)
    if options.write:
        FILE.write_text(text, encoding="utf-8")
    if options.check:
        scratch = ROOT / "out" / "weights.toml"
        scratch.parent.mkdir(exist_ok=True)
        different = differences(FILE, text, scratch)
        print("\n".join(different) or f"{FILE.relative_to(ROOT)} is what the fit gives, to the byte")
        return 1 if different else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
