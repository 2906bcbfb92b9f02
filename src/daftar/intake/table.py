"""CSV and TSV, one report a row, read row by row."""

from __future__ import annotations

import csv
import itertools
from typing import TYPE_CHECKING

import msgspec

from daftar.errors import BadRow, InputError, TooLarge, UnreadableInput
from daftar.intake.base import finish, remark
from daftar.intake.columns import Plan, draft_of_row, known_columns
from daftar.intake.encoding import decode, likely_encoding
from daftar.intake.heads import HEADER_ROWS, head_of
from daftar.intake.lines import numbered_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.intake.base import Given, Limits, Taken

__all__ = ["named", "no_rows", "no_text_column", "rows", "taken_row", "tell_of_sum"]

_SAMPLE = 200  # rows that tell whether a column writes the day or the month first

_DELIMITERS = (",", ";", "\t", "|")
# Stands below the last line: if it comes out inside a cell, that cell's quotation mark was never closed.
_END = "\x00end of the table\x00"
_CSV, _TSV = "text/csv", "text/tab-separated-values"


def rows(given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    """Each row below the header row as a report; the first row of the file is row 1, as spreadsheet programs count.

    What separates the columns is found from the first rows, and whether dates in numbers have the day or the month
    first from the first two hundred. Bytes kept for a report: its row as one JSON object.

    Raises UnreadableInput when no column is one of text, TooLarge when a line is over ``limits.row_bytes``.
    """
    # Without this, csv refuses a cell of over 131,072 letters. The setting is the whole process's; raising it harms none.
    csv.field_size_limit(max(csv.field_size_limit(), limits.row_bytes))
    lines = _text(given, limits)
    first = list(itertools.islice(lines, HEADER_ROWS))
    delimiter = max(_DELIMITERS, key=lambda one: max(_columns(_cells(line, one), given) for line in first))
    records = csv.reader(itertools.chain(first, lines), delimiter=delimiter)
    media_type = _TSV if delimiter == "\t" else _CSV
    number = 0
    try:
        head, below = head_of(records, given)
        if head.plan is None:
            raise no_text_column(given.name, [cell for cell in head.fullest if not str(cell).endswith(_END)])
        plan = head.plan.with_order(_sample(given, delimiter))
        for number, record in enumerate(below, head.number + 1):
            if record and record[-1].endswith(_END):
                if record != [_END]:
                    raise _never_closed(given.name, number)
                if number == head.number + 1:
                    raise no_rows(given.name)
            elif plan.sums_up(record):
                tell_of_sum(given, f"row {number}")
            elif any(cell.strip() for cell in record):
                yield taken_row(record, plan, given, where=f"row {number}", media_type=media_type)
    except csv.Error as error:
        raise UnreadableInput(
            given.name,
            f"the table cannot be taken apart ({error})",
            where=f"row {number + 1}",
            remedy="look for a quotation mark that is never closed; the rows below were not read",
        ) from error


def _sample(given: Given, delimiter: str) -> Iterator[list[str]]:
    """The first rows once more, from the beginning that every input is opened with."""
    start = given.head.decode("utf-8", "replace").splitlines()
    try:
        yield from itertools.islice(csv.reader(start, delimiter=delimiter), _SAMPLE)
    except csv.Error:
        return  # said where the row is read


def taken_row(
    record: Sequence[object], plan: Plan, given: Given, *, where: str, media_type: str
) -> Taken | BadRow:
    """The report that a row of a table is, or what is wrong with the row."""
    fields = plan.fields(record)
    try:
        draft = draft_of_row(fields, given.name, where, day_first=plan.day_first)
    except BadRow as error:
        return error
    content = msgspec.json.encode(named(plan.header, record), order="sorted", enc_hook=str)
    return finish(
        draft,
        given=given,
        content=content,
        source=f"{given.name}#{where}",
        media_type=media_type,
    )


def tell_of_sum(given: Given, where: str) -> None:
    """Tell of a row of sums that is left out."""
    remark(
        given,
        "sums",
        f"{given.name}, {where}: sums up other rows and is left out, as are others of this kind",
    )


def named(header: Sequence[object], record: Sequence[object]) -> dict[str, object]:
    """The cells of a row by the names of their columns; a column with no name, or a name twice, goes by its number."""
    row: dict[str, object] = {}
    for index, cell in enumerate(record):
        if cell is None or cell == "":
            continue
        name = str(header[index]).strip() if index < len(header) and header[index] is not None else ""
        row[name if name and name not in row else f"column {index + 1}"] = cell
    return row


def no_text_column(name: str, header: Sequence[object]) -> UnreadableInput:
    """What to say of a table in which no column is one of text."""
    seen = ", ".join(repr(str(cell)[:30]) for cell in header[:8] if cell not in {None, ""})
    return UnreadableInput(
        name,
        f"none of its columns holds reports in words (they are: {seen or 'none'})",
        where="row 1",
        remedy='name the one that does: --column text="What they call it", or [columns] in daftar.toml',
    )


def no_rows(name: str) -> UnreadableInput:
    """What to say of a table that ends below its header row."""
    return UnreadableInput(name, "has no row below its header", remedy="nothing was read from it")


def _never_closed(name: str, number: int) -> UnreadableInput:
    return UnreadableInput(
        name,
        "a quotation mark that is opened in this row is never closed",
        where=f"row {number}",
        remedy="close it; this row and those below were not read",
    )


def _columns(cells: Sequence[str], given: Given) -> tuple[int, int]:
    """How well a header row is cut: columns that are known, then how many there are at all."""
    return len(known_columns(cells, given.guide.columns)), len(cells)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _text(given: Given, limits: Limits) -> Iterator[str]:
    """The lines as text. Each that is not in UTF-8 is in the encoding that the beginning of the file seems to be in."""
    legacy: str | None = None
    for _, line in numbered_lines(given, limits.row_bytes, keep_blank=True):
        if isinstance(line, TooLarge):
            raise line
        try:
            yield line.decode("utf-8") + "\n"
        except UnicodeDecodeError:
            legacy = legacy or likely_encoding(given.head)
            yield decode(line, given.name, declared=legacy) + "\n"
    yield _END
