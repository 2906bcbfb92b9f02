"""How much each level of a comparison says, loaded from TOML and checked; and what a pair of incidents comes to.

After Fellegi and Sunter ("A theory for record linkage", 1969): the weight of a level is log2(m / u), where m is how
often it holds among pairs that are one incident and u among pairs that are not; weights add up. Where comparisons tell
partly the same (shared names, rare words, named victims), that counts evidence twice; a level may then have a ``weight``
of its own beside its m and u, fitted together with all others.
"""

from __future__ import annotations

import math
import tomllib
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.errors import DataError
from daftar.link.comparisons import COMPARISONS, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from daftar.link.comparisons import Comparison
    from daftar.link.features import Item

__all__ = ["Step", "Weights", "default_weights", "load_weights", "waterfall", "weigher"]

_VERSION = 1
_HEAD = ("version", "how", "prior", "threshold", "least")


class Weights(NamedTuple):
    """What pairs are scored with.

    ``levels`` maps (comparison, level) to (m, u) and ``table`` to the weight (as given, else log2(m / u)), ``prior`` is the share of pairs that are
    one incident before anything is compared, ``threshold`` the weight from which a pair is worth joining, ``least`` the mean weight that all pairs
    between two groups must have for the groups to be joined; ``how`` says how all this was estimated.
    """

    levels: Mapping[tuple[str, str], tuple[float, float]]
    table: Mapping[tuple[str, str], float]
    prior: float
    threshold: float
    least: float
    how: str

    @property
    def start(self) -> float:
        """The weight that a pair begins with: log2 of the prior's odds."""
        return math.log2(self.prior / (1 - self.prior))


class Step(NamedTuple):
    """One step of a waterfall: which comparison, the level that held, in words, and its weight."""

    comparison: str
    level: str
    words: str
    weight: float


def weigher(weights: Weights) -> Callable[[Item, Item], float]:
    """What weighs a pair: the sum of the weights of all comparisons, from the prior on, which is log2 of the odds that it is one incident.

    Millions of pairs are weighed, so the tables are laid out once.
    """
    start = weights.start
    steps = [
        (c.level, {UNKNOWN: 0.0} | {level: weights.table[c.name, level] for level in c.words})
        for c in COMPARISONS
    ]

    def weigh(one: Item, other: Item) -> float:
        total = start
        for level, table in steps:
            total += table[level(one, other)]
        return total

    return weigh


def waterfall(one: Item, other: Item, weights: Weights) -> tuple[Step, ...]:
    """Why a pair weighs what it does: the prior, then each comparison that could be made, in their order."""
    steps = [Step("prior", "prior", "before anything is compared", weights.start)]
    for comparison in COMPARISONS:
        level = comparison.level(one, other)
        if level != UNKNOWN:
            words = comparison.say(one, other, level)
            steps.append(Step(comparison.name, level, words, weights.table[comparison.name, level]))
    return tuple(steps)


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights that come with the package."""
    text = (resources.files("daftar.link") / "weights.toml").read_text(encoding="utf-8")
    return _checked(text, "link/weights.toml")


def load_weights(path: Path) -> Weights:
    """Weights from a file of the same form. Raises DataError naming file, key and fault."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{path}: cannot be read ({fault}); it must be UTF-8 text") from fault
    return _checked(text, str(path))


def _checked(text: str, where: str) -> Weights:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DataError(f"{where}: not valid TOML: {fault}") from fault
    if data.get("version") != _VERSION:
        raise DataError(f"{where}: version is {data.get('version')!r}, and {_VERSION} is the one known")
    known = {c.name for c in COMPARISONS}
    for key in data:
        if key not in known and key not in _HEAD:
            raise DataError(f"{where}: unknown comparison {key}; known: {', '.join(sorted(known))}")
    if not isinstance(data.get("how"), str) or not data["how"].strip():
        raise DataError(f"{where}: how is missing; say in a sentence how the weights were estimated")
    rows: dict[tuple[str, str], tuple[float, float, float]] = {}
    for comparison in COMPARISONS:
        rows.update(_levels(comparison, data.get(comparison.name), where))
    return Weights(
        levels={key: (m, u) for key, (m, u, _) in rows.items()},
        table={key: weight for key, (_, _, weight) in rows.items()},
        prior=_share(data.get("prior"), f"{where}: prior"),
        threshold=_number(data.get("threshold"), f"{where}: threshold"),
        least=_number(data.get("least"), f"{where}: least"),
        how=data["how"],
    )


def _levels(
    comparison: Comparison, given: Any, where: str
) -> dict[tuple[str, str], tuple[float, float, float]]:
    """m, u and weight of each level."""
    place = f"{where}, [{comparison.name}]"
    if not isinstance(given, dict):
        raise DataError(f"{place}: is missing; it must give m and u for {', '.join(comparison.words)}")
    for level in given:
        if level not in comparison.words:
            raise DataError(f"{place}: unknown level {level}; known: {', '.join(comparison.words)}")
    found = {}
    for level in comparison.words:
        row = given.get(level)
        if not isinstance(row, dict) or not {"m", "u"} <= set(row) <= {"m", "u", "weight"}:
            raise DataError(
                f"{place}: {level} must be given as {{ m = ..., u = ... }}, with a weight or without"
            )
        name = f"{place} {level}"
        m, u = _share(row["m"], f"{name} m"), _share(row["u"], f"{name} u")
        weight = _number(row.get("weight", math.log2(m / u)), f"{name} weight")
        found[comparison.name, level] = (m, u, weight)
    return found


def _share(value: Any, where: str) -> float:
    number = _number(value, where)
    if not 0 < number < 1:
        raise DataError(f"{where}: {value!r} is no share; it must lie between 0 and 1, both excluded")
    return number


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError(f"{where}: {value!r} is no number")
    return float(value)
