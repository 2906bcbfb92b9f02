"""What the columns of a sheet of coded events mean, by their names: day, place, and whom a figure counts (``sheets.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from daftar.errors import DataError
from daftar.model import Quote
from daftar.tables import packaged_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.model import Report

__all__ = ["CELLS", "Cell", "Column", "cells_of", "column", "in_words", "method_of", "nothing_said"]

CELLS: Final = "cells@1"
"""The extractor of claims of coded cells."""

_NAME: Final = "codebook/sheets.toml"
_BRACKETS: Final = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_LINE: Final = re.compile(r"([^:\n]+): ([^\n]+)(?:\n|$)")
_SHEETS: Final = frozenset(
    {
        "text/csv",
        "text/tab-separated-values",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
_MARKS: Final = re.compile(r"[^\w]+|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``kind``: day, date (a day of what, other columns tell), day_end, place, area, method or count.

    ``rank`` tells how small an area is (0 the smallest). A count is of an ``outcome`` and, where the name tells one, of a
    ``group`` (a toll group, girl or boy) and a ``bound`` (low, high, best).
    """

    kind: str
    rank: int = 0
    outcome: str | None = None
    group: str | None = None
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A coded cell: what its column is, the line that it stands on, and the cell itself."""

    column: Column
    line: Quote
    value: Quote


def cells_of(report: Report) -> tuple[Cell, ...]:
    """The coded cells that the text of a sheet's row begins with, as intake wrote them; none of any other report."""
    if report.media_type not in _SHEETS:
        return ()
    found: list[Cell] = []
    at = 0
    while (match := _LINE.match(report.text, at)) and (meaning := column(match[1])) is not None:
        end = match.end(2)
        line = Quote(start=at, end=end, text=report.text[at:end])
        found.append(Cell(meaning, line, Quote(start=match.start(2), end=end, text=match[2])))
        at = match.end()
    return tuple(found)


def in_words(report: Report) -> str:
    """The text with its coded lines left blank, so that offsets stay: rows of one form share words that nobody copied."""
    cells = cells_of(report)
    if not cells:
        return report.text
    end = cells[-1].line.end
    return " " * end + report.text[end:]


@cache
def _data() -> Mapping[str, Any]:
    return packaged_table("daftar.codebook", "sheets.toml")


def _list(table: str, key: str) -> tuple[str, ...]:
    found = _data().get(table, {}).get(key)
    if not isinstance(found, list) or not all(isinstance(word, str) and word for word in found):
        raise DataError(f"{_NAME}: [{table}] {key} must be a list of words")
    return tuple(found)


@cache
def _whole_names() -> Mapping[str, Column]:
    named: dict[str, Column] = {}
    for kind, table, key in (
        ("day", "days", "names"),
        ("date", "days", "unsure"),
        ("day_end", "days", "ends"),
        ("place", "places", "finest"),
        ("area", "places", "areas"),
        ("method", "how", "names"),
    ):
        named.update((name, Column(kind=kind, rank=rank)) for rank, name in enumerate(_list(table, key)))
    return named


@cache
def _words(table: str) -> Mapping[str, str]:
    """Word to what it stands for, of one of the tables of words."""
    return {word: key for key in _data()[table] for word in _list(table, key)}


@cache
def column(name: str) -> Column | None:
    """What a column called ``name`` holds, or None where the name does not tell, or tells several things."""
    folded = _folded(name)
    bare = _folded(_BRACKETS.sub(" ", name))
    whole = _whole_names()
    return whole.get(folded) or whole.get(bare) or _count(folded.split()) or _count(bare.split())


def _count(words: Iterable[str]) -> Column | None:
    found: dict[str, set[str]] = {"outcomes": set(), "groups": set(), "bounds": set()}
    neutral = _words("neutral")
    for word in words:
        table = next((table for table in found if word in _words(table)), None)
        if table is not None:
            found[table].add(_words(table)[word])
        elif word not in neutral:
            return None
    if len(found["outcomes"]) != 1 or len(found["groups"]) > 1 or len(found["bounds"]) > 1:
        return None
    return Column(
        kind="count",
        outcome=found["outcomes"].pop(),
        group=found["groups"].pop() if found["groups"] else None,
        bound=found["bounds"].pop() if found["bounds"] else None,
    )


def _folded(name: str) -> str:
    return " ".join(_MARKS.sub(" ", name.lower()).split())


def nothing_said(cell: str) -> bool:
    """Whether a cell is empty, or says that nothing is known."""
    folded = _folded(cell)
    return not folded or folded in _list("empty", "words")


def method_of(cell: str) -> str | None:
    """The codebook's method that the words of a cell name, or None."""
    words = f" {_folded(cell)} "
    held = [word for word in _words("methods") if f" {word} " in words]
    method = _words("methods")[max(held, key=len)] if held else "unknown"
    return None if method == "unknown" else method
