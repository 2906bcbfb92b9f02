"""One place of a file that is being added, before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from daftar.errors import BadRow

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Item", "Row", "degrees"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A place as its file has it: ``admin`` runs from the largest division down, ``shape`` is a boundary as WKB.

    ``level`` is the number of an administrative division (1 the largest), None for a place that is none; ``line`` is
    where in its file it stands. ``codes`` are the p-codes of the divisions of ``admin``, "" where one has none.
    """

    name: str
    lat: float
    lon: float
    line: int
    names: tuple[str, ...] = ()
    kind: str = "populated"
    country: str | None = None
    admin: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    population: int = 0
    ident: str = ""
    level: int | None = None
    shape: bytes | None = None


Item: TypeAlias = "Iterator[Row | BadRow]"

_REMEDY = {"latitude": "write it in degrees, as 35.64", "longitude": "write it in degrees, as 36.73"}


def degrees(text: object, what: str, *, source: str, line: int) -> float:
    """A latitude or longitude in degrees. Raises BadRow for what is none."""
    try:
        value = float(str(text).strip().replace("\u2212", "-"))
    except ValueError:
        value = float("inf")
    limit = 90 if what == "latitude" else 180
    if not -limit <= value <= limit:
        raise BadRow(
            source,
            f"{what} {str(text)[:40]!r} is no number from -{limit} to {limit}",
            where=f"line {line}",
            remedy=_REMEDY[what],
        )
    return value
