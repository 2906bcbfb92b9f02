"""Weights trained on one's own store, without labels.

u, how often a level holds by chance, is counted over random pairs. m, how often it holds among pairs that are one incident,
comes from expectation maximisation, which finds the two kinds of pairs by themselves (Winkler, "Using the EM algorithm for
weight computation in the Fellegi-Sunter model of record linkage", 1988): among pairs of one day and place for what is told
of them, among pairs of one toll and method within a week for the place, and of one place and toll for the day. Splink
does it all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.errors import SettingsError
from daftar.link.comparisons import COMPARISONS, UNKNOWN
from daftar.link.splinked import as_shares, duckdb_linker, settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from daftar.link.features import Item
    from daftar.link.weights import Weights

__all__ = ["LEAST", "MOST", "Trained", "as_toml", "train"]

#: Pairs of different reports under each of the rules, below which training would find chance.
LEAST = 1_000
#: Items looked at: the last ones, so that those of one incident are there together.
MOST = 50_000
_RULES = {
    "one day and place": "l.first = r.first AND l.place_id = r.place_id AND l.report <> r.report",
    "one toll (killed and injured) and method within a week": (
        "l.killed = r.killed AND l.injured = r.injured AND l.method = r.method AND l.killed + l.injured > 4"
        " AND abs(l.published - r.published) <= 7 AND l.report <> r.report"
    ),
    # The day's levels look at the days of publication too, so neither may stand in the rule that they are learnt by.
    "one place and toll (killed and injured), whenever": (
        "l.place_id = r.place_id AND l.killed = r.killed AND l.injured = r.injured AND l.killed + l.injured > 4"
        " AND l.report <> r.report"
    ),
}
# Pairs that agree in all this are one incident; how many of all are found so is a guess, said in the file.
_SURE = "l.first = r.first AND l.place_id = r.place_id AND l.killed = r.killed AND l.killed > 1 AND l.report <> r.report"
_FOUND = 0.5
_RANDOM_PAIRS = 2_000_000
_SEED = 20191217
# Turns of expectation maximisation. A level that no pair of one incident has comes nearer to nothing with each, until Splink
# refuses so small a number: then again with fewer.
_TURNS = (8, 5, 3)
# No share is 0 or 1: what was never seen may still be.
_LEAST_M, _LEAST_U = 1e-3, 1e-6


class Trained(NamedTuple):
    """Weights as m and u for each (comparison, level), the prior, and the levels that kept their former weights."""

    levels: Mapping[tuple[str, str], tuple[float, float]]
    prior: float
    kept: tuple[tuple[str, str], ...]
    items: int
    pairs: Mapping[str, int]


def train(items: Sequence[Item], weights: Weights, *, least: int = LEAST) -> Trained:
    """Weights for stores like the one that ``items`` are of; what never came up keeps those of ``weights``.

    Raises SettingsError where there are fewer than ``least`` pairs to learn from, saying how many there are, where
    training comes to nothing, and without the extra ``link``.
    """
    some = sorted(items, key=lambda i: (i.published or 0, i.key))[-MOST:]
    linker = duckdb_linker(some, settings(weights))
    pairs = {rule: _count(linker, sql) for rule, sql in _RULES.items()}
    for rule, found in pairs.items():
        if found < least:
            raise SettingsError(
                f"too few reports to train on: {found:,} pairs of {rule} come from different reports, and {least:,} are "
                "needed; the weights that come with Daftar stay in use"
            )
    return _taken_over(_model(some, weights), weights, len(some), pairs)


def _model(items: Sequence[Item], weights: Weights) -> dict[str, Any]:
    """What Splink learns, as it saves it."""
    for turns in _TURNS:
        linker = duckdb_linker(items, settings(weights) | {"max_iterations": turns})
        linker.training.estimate_probability_two_random_records_match([_SURE], recall=_FOUND)
        linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=_SEED)
        try:
            for sql in _RULES.values():
                linker.training.estimate_parameters_using_expectation_maximisation(sql)
        except ValueError as fault:
            if "underflow" not in str(fault):
                raise
            continue
        model: dict[str, Any] = linker.misc.save_model_to_json(out_path=None)
        return model
    raise SettingsError("training came to nothing: the pairs of this store do not fall into two kinds")


def as_toml(trained: Trained, weights: Weights, day: dt.date) -> str:
    """The file of weights that ``trained`` comes to; what was kept, and the threshold, are those of ``weights``."""
    learnt = ", ".join(f"{count:,} pairs of {rule}" for rule, count in trained.pairs.items())
    how = (
        f"Trained without labels on {day.isoformat()}, on {trained.items:,} incidents of reports: u from random pairs, m by "
        f"expectation maximisation on {learnt}; the prior takes it that half of all pairs agree in day, place and toll."
    )
    kept = ", ".join(" ".join(key) for key in trained.kept)
    lines = [
        "# How much each level of each comparison says for one incident. Made by 'daftar link --train'; take the file away",
        "# and the weights that come with Daftar are used again.",
        f"# Never seen often enough, so as they were: {kept or 'none'}.",
        "version = 1",
        f'how = "{how}"',
        f"prior = {trained.prior:.8f}",
        f"threshold = {weights.threshold}",
        f"least = {weights.least}",
    ]
    for comparison in COMPARISONS:
        lines += ["", f"[{comparison.name}]"]
        for level in comparison.words:
            m, u = trained.levels[comparison.name, level]
            weight = _beside_others(comparison.name, weights) * math.log2(m / u)
            if (comparison.name, level) in trained.kept:
                weight = weights.table[comparison.name, level]
            lines.append(f"{level} = {{ m = {m:.6f}, u = {u:.6f}, weight = {weight:.3f} }}")
    return "\n".join(lines) + "\n"


def _beside_others(comparison: str, weights: Weights) -> float:
    """What part of log2(m / u) a comparison's levels weigh beside all others: as in the weights trained from, 1 at most."""
    own = [key for key in weights.table if key[0] == comparison]
    alone = sum(abs(math.log2(weights.levels[key][0] / weights.levels[key][1])) for key in own)
    return min(1.0, sum(abs(weights.table[key]) for key in own) / alone) if alone else 1.0


def _count(linker: Any, rule: str) -> int:
    sql = f"SELECT count(*) AS many FROM items l JOIN items r ON l.unique_id < r.unique_id AND {rule}"  # noqa: S608 - our own rules
    found: int = linker.misc.query_sql(sql, output_type="splink_df").as_record_list()[0]["many"]
    return found


def _taken_over(model: dict[str, Any], weights: Weights, items: int, pairs: Mapping[str, int]) -> Trained:
    levels: dict[tuple[str, str], tuple[float, float]] = {}
    kept = []
    told = {one["output_column_name"]: one["comparison_levels"] for one in model["comparisons"]}
    for comparison in COMPARISONS:
        for level in told[comparison.name]:
            key = (comparison.name, level["label_for_charts"])
            if key[1] == UNKNOWN:
                continue
            m, u = level.get("m_probability"), level.get("u_probability")
            former = as_shares(weights.table[key])  # Splink leaves what it saw nothing of as it was
            if m != former[0] and u != former[1] and isinstance(m, float) and isinstance(u, float):
                levels[key] = (_share(m, _LEAST_M), _share(u, _LEAST_U))
            else:
                levels[key] = weights.levels[key]
                kept.append(key)
    if len(kept) == len(levels):
        raise SettingsError("training came to nothing: no level of any comparison was seen often enough")
    prior = _share(model["probability_two_random_records_match"], _LEAST_U)
    return Trained(levels, prior, tuple(kept), items, pairs)


def _share(value: float, least: float) -> float:
    return min(1 - least, max(least, value))
