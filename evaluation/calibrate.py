"""Fit what confidence a claim deserves on the human-coded sets, and see whether it holds on reports kept apart.

``python -m evaluation.calibrate`` fits on a quarter of the reports (by a hash of their ids) and prints, for another quarter,
how many of the claims given about .7 are right. Both are of the half that nobody reads while rules are written: on the
half that is read, rules do better than they will elsewhere. ``--write`` puts the weights into src/daftar/extract/confidence.toml and the
curve into docs/confidence.md and docs/images/confidence.svg. A claim counts as right where the figure of the toll that
rests on it is the coded one: a toll that was put together wrongly counts against the claims under it.
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

from daftar.extract.confidence import company, traits, weights
from daftar.pipeline import Recipe, open_tools, read_report, take
from evaluation.run import ROOT, SETS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from daftar.model import Claim, Record
    from daftar.pipeline import ReadReport

DATA = ROOT / "src/daftar/extract/confidence.toml"
PAGE = ROOT / "docs/confidence.md"
CURVE = ROOT / "docs/images/confidence.svg"
BINS = 10
PENALTY = 12.0  # a ridge on the weights: a trait met ten times must not speak loudly
Asked = tuple[str, str, Any]  # outcome, group, what is right: a number or a pair of bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One claim under a coded figure: its traits, whether the figure came out right, and its half."""

    traits: tuple[str, ...]
    right: bool
    apart: bool
    set: str


def _number(outcome: str, group: str, figure: int | None) -> list[Asked]:
    return [] if figure is None else [(outcome, group, (figure, figure))]


def _bounds(outcome: str, group: str, coded: Mapping[str, int | None] | None) -> list[Asked]:
    if not coded or coded["low"] is None:
        return []
    return [(outcome, group, (coded["low"], coded["high"]))]


def fakes(gold: Mapping[str, Any]) -> list[Asked]:
    return [
        *_number("killed", "all", gold["killed_total_as_coded"]),
        *_number("killed", "child", gold["children_killed"] or None),
        *_number("killed", "woman", gold["women_killed"] or None),
    ]


def gaza(gold: Mapping[str, Any]) -> list[Asked]:
    return [
        *_bounds("killed", "all", gold["civilians_killed"]),
        *_bounds("injured", "all", gold["civilians_injured"]),
        *_bounds("killed", "child", gold["killed_children"]),
        *_bounds("killed", "woman", gold["killed_women"]),
    ]


def gva(gold: Mapping[str, Any]) -> list[Asked]:
    return [*_number("killed", "all", gold["killed"]), *_number("injured", "all", gold["wounded"])]


def awsd(gold: Mapping[str, Any]) -> list[Asked]:
    return [*gva(gold), *_number("abducted", "all", gold["kidnapped"])]


CODED: dict[str, Callable[[Mapping[str, Any]], list[Asked]]] = {
    "fakes": fakes,
    "gaza": gaza,
    "gva": gva,
    "awsd": awsd,
}


def cases(name: str, sets: Path) -> Iterator[Case]:
    """Every claim of one set that a coded figure's toll rests on."""
    gold = {
        row["id"]: row["gold"] for row in map(json.loads, (sets / f"{name}.jsonl").open(encoding="utf-8"))
    }
    tools = open_tools(Recipe(conventions="airwars" if name == "gaza" else "default"))
    for taken in take([str(sets / f"{name}.jsonl")]):
        read = read_report(taken.report, tools)  # type: ignore[union-attr] # a set has no row that fails
        record = next((one for one in read.records if one.incident.lead), None)
        if record is not None:
            yield from _of(read, record, CODED[name](gold[read.report.id]), name)


def _of(read: ReadReport, record: Record, asked: list[Asked], name: str) -> Iterator[Case]:
    claims = {reading.claim.id: reading.claim for reading in read.readings}
    around = company(list(claims.values()))
    quarter = zlib.crc32(read.report.id.encode()) % 4
    if quarter % 2 == 0:
        return
    apart = quarter == 3
    for outcome, group, (low, high) in asked:
        tally = record.tally(outcome, group)
        bound = tally and (tally.best or tally.low)
        if bound is None or bound.value is None:
            continue
        right = low <= bound.value and (high is None or bound.value <= high)
        for claim in _counting(claims, bound.claims):
            yield Case(traits=tuple(traits(claim, around)), right=right, apart=apart, set=name)


def _counting(claims: Mapping[str, Claim], under: tuple[str, ...]) -> Iterator[Claim]:
    yield from (claims[name] for name in under if name in claims and claims[name].count is not None)


def fitted(rows: list[Case], names: list[str]) -> tuple[float, dict[str, float]]:
    """The weights under which the cases are likeliest, with a ridge: the first weight and one a trait."""
    x = np.array([[1.0, *(name in row.traits for name in names)] for row in rows])
    y = np.array([row.right for row in rows], dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        value = np.logaddexp(0, z).sum() - y @ z + PENALTY * (w[1:] @ w[1:]) / 2
        slope = x.T @ (1 / (1 + np.exp(-z)) - y)
        slope[1:] += PENALTY * w[1:]
        return value, slope

    found = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    return round(float(found[0]), 2), {n: round(float(w), 2) for n, w in zip(names, found[1:], strict=True)}


def likely(row: Case, begin: float, by: Mapping[str, float]) -> float:
    return float(1 / (1 + np.exp(-(begin + sum(by[name] for name in row.traits)))))


def curve(rows: list[Case], begin: float, by: Mapping[str, float]) -> list[tuple[float, float, int]]:
    """For each tenth of the confidence: its mean, the share that is right, and how many claims."""
    given = np.array([likely(row, begin, by) for row in rows])
    right = np.array([row.right for row in rows], dtype=float)
    found = []
    for n in range(BINS):
        inside = (given >= n / BINS) & ((given < (n + 1) / BINS) | (n == BINS - 1))
        if inside.any():
            found.append((float(given[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    return found


def summary(rows: list[Case], begin: float, by: Mapping[str, float]) -> dict[str, float]:
    """How far the confidence is off on average, the Brier score, and how well it puts the right before the wrong."""
    given = np.array([likely(row, begin, by) for row in rows])
    right = np.array([row.right for row in rows], dtype=bool)
    points = curve(rows, begin, by)
    pairs = (given[right][:, None] > given[~right][None]).mean() + (
        given[right][:, None] == given[~right][None]
    ).mean() / 2
    return {
        "claims": len(rows),
        "right": float(right.mean()),
        "expected calibration error": sum(abs(m - s) * n for m, s, n in points) / len(rows),
        "Brier score": float(((given - right) ** 2).mean()),
        "Brier score of one confidence for all": float(right.mean() * (1 - right.mean())),
        "area under the curve": float(pairs),
    }


def write_weights(begin: float, by: Mapping[str, float]) -> None:
    """Put the weights into the data file; its words and comments stay."""
    text = re.sub(r"(?m)^begin = .*$", f"begin = {begin}", DATA.read_text(encoding="utf-8"))
    for name, weight in by.items():
        text = re.sub(rf"(?m)^({name} = {{ weight = )[-\d.]+", rf"\g<1>{weight}", text)
    DATA.write_text(text, encoding="utf-8")


def table(
    points: list[tuple[float, float, int]], figures: Mapping[str, float], by: Mapping[str, float]
) -> str:
    """The generated part of docs/confidence.md."""
    words = weights().words
    lines = ["| confidence | right | claims |", "|---:|---:|---:|"]
    lines += [f"| {mean:.2f} | {share:.2f} | {n:,} |" for mean, share, n in points]
    lines += ["", "| on the quarter kept apart | |", "|---|---:|"]
    lines += [
        f"| {name} | {value:,.3f} |" if value < 1 else f"| {name} | {value:,.0f} |"
        for name, value in figures.items()
    ]
    lines += ["", "| trait | weight |", "|---|---:|"]
    lines += [
        f"| {words[name]} | {weight:+.2f} |" for name, weight in sorted(by.items(), key=lambda item: item[1])
    ]
    return "\n".join(lines)


def drawing(points: list[tuple[float, float, int]]) -> str:
    """The reliability curve as SVG: a dot a tenth, its size the number of claims, and the line where all is as said."""
    most = max(n for *_, n in points)

    def at(value: float) -> float:
        return round(52 + 310 * value, 1)

    dots = "".join(
        f'<circle cx="{at(m)}" cy="{at(1 - s) - 20}" r="{3 + 9 * (n / most) ** 0.5:.1f}"><title>{m:.2f}: {s:.2f} of {n:,}</title></circle>'
        for m, s, n in points
    )
    ticks = "".join(
        f'<text x="{at(v)}" y="358" text-anchor="middle">{v:.1f}</text><text x="46" y="{at(1 - v) - 16}" text-anchor="end">{v:.1f}</text>'
        for v in (0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 392" font-family="sans-serif" font-size="11" role="img">'
        "<title>Confidence given and share of claims that are right</title>"
        '<rect width="380" height="392" fill="#fff"/>'
        f'<path d="M{at(0)} {at(1) - 20}L{at(1)} {at(0) - 20}" stroke="#999" stroke-dasharray="4"/>'
        f'<path d="M{at(0)} {at(0) - 20}V{at(1) - 20}H{at(1)}" stroke="#333" fill="none"/>'
        f'<g fill="#1b6ca8" fill-opacity=".8">{dots}</g><g fill="#333">{ticks}'
        '<text x="200" y="382" text-anchor="middle">confidence</text>'
        '<text transform="translate(12 180)rotate(-90)" text-anchor="middle">share that is right</text></g></svg>\n'
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--write", action="store_true", help="write the weights and the curve into the project"
    )
    options = parser.parse_args()
    names = list(weights().trait)
    rows = [case for name in CODED for case in cases(name, SETS)]
    begin, by = fitted([row for row in rows if not row.apart], names)
    apart = [row for row in rows if row.apart]
    points, figures = curve(apart, begin, by), summary(apart, begin, by)
    text = table(points, figures, by)
    print(text)
    if options.write:
        write_weights(begin, by)
        page = PAGE.read_text(encoding="utf-8")
        head, _, rest = page.partition("<!-- measured -->")
        _, _, tail = rest.partition("<!-- end -->")
        PAGE.write_text(f"{head}<!-- measured -->\n{text}\n<!-- end -->{tail}", encoding="utf-8")
        CURVE.write_text(drawing(points), encoding="utf-8")


if __name__ == "__main__":
    main()
