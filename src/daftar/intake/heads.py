"""Where the header of a sheet is: below a title, in one row, or in two ("Killed" over "Men", "Women", "Children")."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from daftar.codebook.sheets import column
from daftar.intake.columns import planned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.intake.base import Given
    from daftar.intake.columns import Plan

__all__ = ["HEADER_ROWS", "Head", "filled", "head_of"]

HEADER_ROWS: Final = 10
"""A title or a note may stand above the header row: that many rows are looked at."""
_Row = TypeVar("_Row", bound="Sequence[object]")


class Head(NamedTuple):
    """The number of the last row of a header (0 where none is known), how its table is read, and the fullest row seen."""

    number: int
    plan: Plan | None
    fullest: Sequence[object]


def head_of(records: Iterator[_Row], given: Given) -> tuple[Head, Iterator[_Row]]:
    """The header that ``records`` begin with, and the rows below it."""
    first = list(islice(records, HEADER_ROWS + 1))
    fullest: Sequence[object] = ()
    for number, record in enumerate(first[:HEADER_ROWS], 1):
        names = _in_two_rows(record, first[number]) if number < len(first) else None
        if (plan := planned(names or record, given)) is not None:
            last = number + (names is not None)
            return Head(last, plan, record), chain(first[last:], records)
        fullest = max(fullest, record, key=filled)  # a title or a note above the header fills fewer cells
    return Head(0, None, fullest), records


def filled(record: Sequence[object]) -> int:
    """How many cells of a row hold anything."""
    return sum(cell not in {None, ""} for cell in record)


def _in_two_rows(upper: Sequence[object], lower: Sequence[object]) -> tuple[str, ...] | None:
    """The names that two rows of a header give together; None where the lower one is no header.

    It is one where it holds words only, some of them below cells that are empty, as one cell over several columns leaves them,
    and gives with what stands over it a column of figures.
    """
    words = [str(cell).strip() for cell in lower if cell not in {None, ""}]
    if (
        len(words) < 2
        or not all(isinstance(cell, str | None) for cell in lower)
        or any(map(_has_digit, words))
    ):
        return None
    names: list[str] = []
    joined = False
    over = ""
    for at in range(max(len(upper), len(lower))):
        own = _name(upper, at)
        over = own or over
        below = _name(lower, at)
        both = f"{over} {below}".strip() if below else own
        meaning = column(both)
        joined |= bool(below) and not own and meaning is not None and meaning.kind == "count"
        names.append(next((name for name in (both, below, own) if name and column(name) is not None), both))
    return tuple(names) if joined else None


def _name(row: Sequence[object], at: int) -> str:
    cell = row[at] if at < len(row) else None
    return "" if cell is None else str(cell).strip()


def _has_digit(words: str) -> bool:
    return any(sign.isdigit() for sign in words)
