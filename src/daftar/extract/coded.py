"""Claims of the coded cells of a sheet's row: each figure a claim that rests on its cell, named by its column.

The lines that a row of coded events begins with ("Event date: 2025-03-04", "Killed: 9-11") are written by intake
(``intake/cells.py``) and read here, by no grammar: what they mean stands in ``codebook/sheets.toml``. A least and a most
figure of the same people are one claim; figures of a group are among those of everybody. What the row tells in words below is read as any
report is, and is of the row's day and place where it words none of its own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Protocol

from daftar.codebook.sheets import CELLS, Cell, cells_of, method_of
from daftar.extract.base import Extracted, Mentions, extracted
from daftar.extract.rules.attribution import attribute
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.numbers import NumberReader
from daftar.extract.rules.tokens import tokenise
from daftar.model import Claim, Count, Group, Passage, PlaceMention, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Extractor
    from daftar.model import Report

__all__ = ["CodedRow", "coded_row", "extracted_with_cells"]

_COMMA: Final = re.compile(r"\s*,\s*")
_FIGURE: Final = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)")
_RANGE: Final = re.compile(r"(\d+)\s*(?:-|–|—|to)\s*(\d+)")
_OPEN: Final = re.compile(r"(?:[>≥]=?\s*|min\.?\s*|at least\s+)?(\d+)\s*\+?", re.IGNORECASE)
_GROUPS: Final = {
    "civilian": {"status": "civilian"}, "combatant": {"status": "combatant"}, "child": {"age": "child"},
    "woman": {"sex": "woman"}, "man": {"sex": "man"}, "girl": {"sex": "woman", "age": "child"},
    "boy": {"sex": "man", "age": "child"}, "health_worker": {"role": "health_worker"},
    "aid_worker": {"role": "aid_worker"}, "journalist": {"role": "journalist"},
}  # fmt: skip
_STORY: Final = frozenset({"harm", "attack", "displacement"})


class Told(Mentions, Protocol):
    """Mentions that can be told of a place."""

    def tell(self, passage: Passage, mention: PlaceMention) -> None:
        """Have ``mention`` be a place of ``passage``, and what was looked for there none."""
        ...


def coded_row(report: Report) -> CodedRow | None:
    """The coded lines that the text of a sheet's row begins with; None for any other report."""
    cells = cells_of(report)
    return CodedRow(report, cells) if cells else None


def extracted_with_cells(
    extractor: Extractor, report: Report, passages: Sequence[Passage], mentions: Told, rules: Conventions
) -> Extracted:
    """What ``extractor`` reads in ``report``; of a sheet's row of coded events what its cells say as well."""
    row = coded_row(report)
    if row is None:
        return extracted(extractor, report, passages, mentions)
    passages = row.passages(passages)
    for cell, mention in row.places():
        mentions.tell(_line(cell), mention)
    found = extracted(extractor, report, passages, mentions)
    return replace(found, claims=row.claims(found.claims, passages, mentions, rules))


def _line(cell: Cell) -> Passage:
    line = cell.line
    return Passage(start=line.start, end=line.end, text=line.text, paragraph=0, kind="header")


class CodedRow:
    """The coded cells of one row, and what they claim."""

    __slots__ = ("_cells", "_end", "_report")

    def __init__(self, report: Report, cells: tuple[Cell, ...]) -> None:
        self._report = report
        self._cells = cells
        self._end = cells[-1].line.end

    def passages(self, passages: Sequence[Passage]) -> list[Passage]:
        """``passages`` with the coded lines as fields above the text, one each, in which no grammar looks for claims."""
        title = [one for one in passages if one.part == "title"]
        fields = [
            Passage(
                start=one.line.start, end=one.line.end, text=one.line.text, paragraph=number, kind="header"
            )
            for number, one in enumerate(self._cells)
        ]
        return title + fields + [one for one in passages if one.part == "text" and one.start >= self._end]

    def places(self) -> list[tuple[Cell, PlaceMention]]:
        """The places that the cells name, the finest first, each inside all that follow, and where each stands."""
        cells = [
            one
            for kind in ("place", "area")
            for one in sorted(self._cells, key=lambda one: one.column.rank)
            if one.column.kind == kind
        ]
        names = [(cell, name) for cell in cells for name in _names(cell.value)]
        return [
            (cell, PlaceMention(quote=name, within=tuple(outer for _, outer in names[number:])))
            for number, (cell, name) in enumerate(names, 1)
        ]

    def claims(
        self, told: Sequence[Claim], passages: Sequence[Passage], mentions: Mentions, rules: Conventions
    ) -> tuple[Claim, ...]:
        """What the cells claim, and behind it what the words below were ``told`` to, at the row's day and place."""
        named = self.places()
        place, within = (named[0][1].quote, named[0][1].within) if named else (None, ())
        day = self._day(passages, mentions)
        below = [
            replace(
                one,
                time=one.time or day,
                place=one.place or place,
                place_within=one.place_within if one.place else within,
            )
            if one.kind in _STORY and one.scope == "incident"
            else one
            for one in told
        ]
        said = attribute(self._report, passages)
        found: list[Claim] = []
        totals: dict[str | None, str] = {}
        last = self._cells[-1].line.end
        row = Quote(start=0, end=last, text=self._report.text[:last])
        for cells, count in self._counts(rules):
            first, what = cells[0], cells[0].column
            at = next(
                n for n, one in enumerate(passages) if one.part == "text" and one.start == first.line.start
            )
            words = Quote(
                start=first.line.start,
                end=cells[-1].line.end,
                text=self._report.text[first.line.start : cells[-1].line.end],
            )
            identity = f"{self._report.id}#c{len(told) + len(found) + 1}"
            found.append(
                Claim(
                    id=identity,
                    report=self._report.id,
                    kind="displacement" if what.outcome == "displaced" else "harm",
                    quote=words,
                    passage=row,
                    extractor=CELLS,
                    outcome=what.outcome,
                    count=count,
                    count_worded=", ".join(one.value.text for one in cells),
                    unit="persons",
                    group=Group(worded=None, **_GROUPS[what.group]) if what.group else None,
                    part_of=totals.get(what.outcome) if what.group else None,
                    relation="among" if what.group and what.outcome in totals else None,
                    place=place,
                    place_within=within,
                    time=day,
                    method=self._method(),
                    origin=said.chain(at, first.line.start, first.line.end),
                )
            )
            if not what.group:
                totals.setdefault(what.outcome, identity)
        return (*found, *below)

    def _day(self, passages: Sequence[Passage], mentions: Mentions) -> Quote | None:
        cell = next((one for one in self._cells if one.column.kind in {"day", "date"}), None)
        if cell is None:
            return None
        line = next(one for one in passages if one.part == "text" and one.start == cell.line.start)
        return next((one for one in mentions.times(line) if one.start >= cell.value.start), None)

    def _method(self) -> str | None:
        cells = (one for one in self._cells if one.column.kind == "method")
        return next((method for one in cells if (method := method_of(one.value.text)) is not None), None)

    def _counts(self, rules: Conventions) -> Iterator[tuple[list[Cell], Count]]:
        """The figures of each outcome and group, everybody's first: one claim where a least and a most fit each other."""
        sets: dict[tuple[str | None, str | None], list[tuple[Cell, Count]]] = {}
        for cell in self._cells:
            count = _count(cell.value.text, rules) if cell.column.kind == "count" else None
            if count is not None:
                sets.setdefault((cell.column.outcome, cell.column.group), []).append((cell, count))
        for figures in sorted(sets.values(), key=lambda some: some[0][0].column.group is not None):
            bounded = [one for one in figures if one[0].column.bound is not None]
            yield from (([cell], count) for cell, count in figures if cell.column.bound is None)
            joined = _joined(bounded)
            if joined is not None:
                yield [cell for cell, _ in bounded], joined
            else:
                yield from (([cell], _alone(cell, count)) for cell, count in bounded)


def _names(value: Quote) -> Iterator[Quote]:
    """The names of a cell: "Amal camp, Zaytun" is a place and what it lies in."""
    at = 0
    for gap in [*_COMMA.finditer(value.text), None]:
        end = gap.start() if gap else len(value.text)
        if end > at:
            yield Quote(start=value.start + at, end=value.start + end, text=value.text[at:end])
        at = gap.end() if gap else end


def _joined(bounded: Sequence[tuple[Cell, Count]]) -> Count | None:
    """The count that columns of least, most and best figures give together; None where there is but one, or two of a kind.

    Where the figures do not fit each other they all lie in it, and none is the best.
    """
    by = {cell.column.bound: count for cell, count in bounded}
    if len(by) != len(bounded) or len(by) < 2:
        return None
    floor, best, top = by.get("low"), by.get("best"), by.get("high")
    lows = [one.low for one in (floor, best, top) if one is not None]
    high = None if top is None else top.high
    if lows != sorted(lows):
        return Count(low=min(lows), high=None if top is None else max(lows))
    low = min(1, lows[0]) if floor is None else floor.low
    figure = best.best if best is not None else low if low == high else None
    return Count(low=low, high=high, best=figure)


def _alone(cell: Cell, count: Count) -> Count:
    """A figure of a column of least ones is open above, one of a column of most ones below."""
    if cell.column.bound == "low":
        return Count(low=count.low, high=None, best=count.best)
    if cell.column.bound == "high":
        return Count(low=min(1, count.low), high=count.high, best=None)
    return count


def _count(words: str, rules: Conventions) -> Count | None:
    """The figure of a cell: "9", "1,200", "17-21", "30+", or words by the conventions; None for what is no figure."""
    words = words.strip()
    plain = words.replace(",", "") if _FIGURE.fullmatch(words) else words
    if plain.isascii() and plain.isdigit():
        return Count.exactly(int(plain))
    if (span := _RANGE.fullmatch(plain)) and int(span[1]) <= int(span[2]):
        return Count(low=int(span[1]), high=int(span[2]))
    if found := _OPEN.fullmatch(plain):
        return Count(low=int(found[1]), high=None, best=int(found[1]))
    tokens = tokenise(words.lower(), lexicon("en"))
    numbers = NumberReader(rules).find(tokens)
    whole = len(numbers) == 1 and numbers[0].first == 0 and numbers[0].last == len(tokens.lower)
    return numbers[0].count if whole else None
