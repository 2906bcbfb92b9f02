"""From what a candidate weighs to the probability that is told: a line fitted on human-coded reports (``certainty.toml``).

The weighing sees names and distances; what goes wrong besides (a person taken for a place, a place in no gazetteer) is the same
for all, and makes even the surest choice less than certain. The line does not change which candidate is taken, nor their order.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["line", "told"]

_TABLE = Path(__file__).parent / "data" / "certainty.toml"


@cache
def line() -> tuple[float, float]:
    """The base, which the best candidate has besides, and the slope, which all are multiplied by."""
    try:
        table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
        base, slope = float(table["base"]), float(table["slope"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"{_TABLE.name}: {error}; mend it or restore the file") from error
    if not (base >= 0 and slope > 0 and base + slope <= 1):
        raise DataError(f"{_TABLE.name}: base and slope must not be negative, nor more than 1 together")
    return base, slope


def told(chances: Sequence[float]) -> list[float]:
    """The probabilities to tell of candidates that were weighed so, the best first; three decimals."""
    base, slope = line()
    return [round(slope * chance + (0.0 if at else base), 3) for at, chance in enumerate(chances)]
