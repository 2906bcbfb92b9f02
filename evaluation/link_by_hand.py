"""What is set by hand where the weights of linking are estimated: ``link_by_hand.toml``, each entry with its reason, checked."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.errors import DataError
from daftar.link.comparisons import COMPARISONS

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Mapping

__all__ = ["FILE", "ByHand", "Chances", "by_hand", "load"]

FILE = Path(__file__).with_name("link_by_hand.toml")
_TABLES = ("fit", "join", "weights", "never_for", "ordered", "pairs", "second")
Key = tuple[str, str]


class Chances(NamedTuple):
    """What may be, and how often each of it is, in proportion."""

    of: tuple[Any, ...]
    odds: tuple[float, ...]

    def draw(self, chance: random.Random) -> Any:
        """One of it."""
        return chance.choices(self.of, self.odds)[0]


class ByHand(NamedTuple):
    """What is set by hand.

    ``numbers`` and ``chances`` are the entries of [fit], [join], [pairs] and [second] as "fit.pull"; ``weights`` are weights
    in bits by (comparison, level), ``never_for`` the levels that never speak for one incident, and ``ordered`` chains of
    levels along which no weight falls.
    """

    numbers: Mapping[str, float]
    chances: Mapping[str, Chances]
    weights: Mapping[Key, float]
    never_for: frozenset[Key]
    ordered: tuple[tuple[Key, ...], ...]


@lru_cache(maxsize=1)
def by_hand() -> ByHand:
    """The file beside this one."""
    return load(FILE)


def load(path: Path) -> ByHand:
    """A file of that form. Raises DataError naming file, table and fault."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise DataError(f"{path.name}: not valid TOML: {fault}") from fault
    if set(data) != set(_TABLES):
        raise DataError(f"{path.name}: must have the tables {', '.join(_TABLES)}, and no others")
    numbers: dict[str, float] = {}
    chances: dict[str, Chances] = {}
    for table in ("fit", "join", "pairs", "second"):
        for name, entry in data[table].items():
            where = f"{path.name}, [{table}] {name}"
            _reason(entry, where)
            if "value" in entry:
                numbers[f"{table}.{name}"] = entry["value"]
            elif len(entry.get("of", ())) == len(entry.get("odds", (0,))):
                chances[f"{table}.{name}"] = Chances(tuple(entry["of"]), tuple(entry["odds"]))
            else:
                raise DataError(f"{where}: must have a value, or as many odds as what they are of")
    weights: dict[Key, float] = {}
    for comparison, levels in data["weights"].items():
        _reason(levels, f"{path.name}, [weights.{comparison}]")
        weights |= {(comparison, level): w for level, w in levels.items() if level != "why"}
    never_for = frozenset((c, level) for c, some in data["never_for"].items() for level in some.split())
    ordered = tuple(
        tuple((c, level) for level in chain.split()) for c, some in data["ordered"].items() for chain in some
    )
    _known([*weights, *never_for, *(key for chain in ordered for key in chain)], path)
    for key in (key for chain in ordered for key in chain if key in weights):
        raise DataError(f"{path.name}, [ordered]: {' '.join(key)} is set by hand, so it stands in no order")
    return ByHand(numbers, chances, weights, never_for, ordered)


def _reason(entry: Mapping[str, Any], where: str) -> None:
    if not str(entry.get("why", "")).strip():
        raise DataError(f"{where}: has no reason (why)")


def _known(keys: Iterable[Key], path: Path) -> None:
    known = {(c.name, level) for c in COMPARISONS for level in c.words}
    for key in keys:
        if key not in known:
            raise DataError(f"{path.name}: no comparison has the level {' '.join(key)}")
