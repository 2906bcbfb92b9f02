"""Rows of coded events: the day, the place and the figures of a row as lines of text, each with the name of its column.

"Killed: 9" is what such a row says, in words that a quote can point to; its column is named in it and its row in the
report's source. Reading makes claims of the lines (``extract/coded.py``), by the same table of names
(``codebook/sheets.py``). What the row tells in words follows below them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daftar.codebook.sheets import Column, column, nothing_said
from daftar.intake.days import is_open, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from daftar.intake.base import Called

__all__ = ["Coded", "coded"]

_ORDER: Final = ("day", "date", "place", "area", "method", "count")


@dataclass(frozen=True, slots=True)
class _Line:
    """A column to write: what it is called there, where it stands, and where the last day of a day's column does."""

    label: str
    index: int
    column: Column
    until: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The coded columns of a table, in the order in which a row's lines are written."""

    lines: tuple[_Line, ...]

    @property
    def counts(self) -> bool:
        """Whether any column holds figures."""
        return any(line.column.kind == "count" for line in self.lines)

    @property
    def located(self) -> bool:
        """Whether any column tells where it was."""
        return any(line.column.kind in {"place", "area"} for line in self.lines)

    @property
    def day(self) -> int | None:
        """The column that tells when it was."""
        return next((line.index for line in self.lines if line.column.kind in {"day", "date"}), None)

    @property
    def unsure_day(self) -> int | None:
        """The same, where its name does not tell whether it is the day of the incident."""
        return next((line.index for line in self.lines if line.column.kind == "date"), None)

    def read(self) -> frozenset[int]:
        """The columns that are written."""
        return frozenset(at for line in self.lines for at in (line.index, line.until) if at is not None)

    def text(self, record: Sequence[object], *, day_first: bool | None) -> str:
        """What the coded cells of a row say, a line each; empty cells, and such as "n/a", say nothing."""
        return "\n".join(self._lines(record, day_first=day_first))

    def _lines(self, record: Sequence[object], *, day_first: bool | None) -> Iterator[str]:
        for line in self.lines:
            words = _cell(record, line.index)
            if not nothing_said(words):
                until = "" if line.until is None else _cell(record, line.until)
                if line.column.kind in {"day", "date"}:
                    words = _days(words, "" if nothing_said(until) else until, day_first=day_first)
                yield f"{line.label}: {words}"


def coded(header: Sequence[object], called: Called, taken: Mapping[int, str]) -> Coded:
    """The coded columns of a table with this header row. ``taken`` are columns that the user named for something else.

    A column that only the user knows goes by what it was said to be, with its own name in brackets: "killed (CIV_D)".
    """
    named = {name.strip().lower(): what for what, names in called.items() if column(what) for name in names}
    found: list[_Line] = []
    for index, name in enumerate(header):
        own = str(name).strip() if isinstance(name, str) else ""
        if not own or index in taken:
            continue
        what = named.get(own.lower())
        meaning = column(what or own)
        if meaning is not None:
            found.append(_Line(_label(f"{what} ({own})" if what else own), index, meaning))
    return Coded(lines=tuple(_ordered(found)))


def _ordered(found: list[_Line]) -> Iterator[_Line]:
    """One day, the places from the finest on, and figures of one outcome and group side by side."""
    days = sorted((one for one in found if one.column.kind in {"day", "date"}), key=_place)
    end = next((one.index for one in found if one.column.kind == "day_end"), None)
    if days:
        yield _Line(days[0].label, days[0].index, days[0].column, end)
    first: dict[object, int] = {}
    for number, one in enumerate(found):
        first.setdefault((one.column.outcome, one.column.group), number)
    rest = [one for one in found if one.column.kind not in {"day", "date", "day_end"}]
    yield from sorted(
        rest,
        key=lambda one: (*_place(one)[:1], first[one.column.outcome, one.column.group], *_place(one)[1:]),
    )


def _place(line: _Line) -> tuple[int, int, int]:
    return _ORDER.index(line.column.kind), line.column.rank, line.index


def _label(name: str) -> str:
    return " ".join(name.replace(":", " ").split())


def _cell(record: Sequence[object], index: int) -> str:
    """A cell as words, on one line."""
    value = record[index] if index < len(record) else None
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None or isinstance(value, bool) else " ".join(str(value).split())


def _days(first: str, last: str, *, day_first: bool | None) -> str:
    """A day, or from when to when. One in numbers that may be two stands behind the day that it is known to be."""
    first = _plain(first, day_first=day_first)
    last = _plain(last, day_first=day_first) if last else ""
    return f"{first} to {last}" if last and last != first else first


def _plain(words: str, *, day_first: bool | None) -> str:
    day = parse_day(words, day_first=day_first) if day_first is not None and is_open(words) else None
    return words if day is None else f"{day.isoformat()} ({words})"
