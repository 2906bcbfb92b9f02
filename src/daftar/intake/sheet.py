"""XLSX workbooks, one report a row, read row by row."""

from __future__ import annotations

import warnings
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from defusedxml import DefusedXmlException
from openpyxl.utils.exceptions import InvalidFileException

from daftar.errors import InputError, TooLarge, UnreadableInput
from daftar.intake.heads import filled, head_of
from daftar.intake.office import DAMAGE, check_archive
from daftar.intake.table import no_rows, no_text_column, taken_row, tell_of_sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.intake.base import Given, Limits, Taken

__all__ = ["MEDIA_TYPE", "rows"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BATCH = 256
_TRIPS = (InvalidFileException, DefusedXmlException, ParseError, *DAMAGE)


def rows(given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    """Each row below the header row of each sheet that has a column of text, as a report.

    Values are read as last computed, formulas are not. Bytes kept for a report: its row as one JSON object.

    Raises UnreadableInput when the workbook is damaged or no sheet has a column of text, TooLarge over the limits.
    """
    if given.size is not None and given.size > limits.sheet_bytes:
        megabytes = given.size // 2**20
        raise TooLarge(given.name, f"has {megabytes:,} MB, too much for a workbook", remedy="save it as CSV")
    check_archive(given.stream, given.name, limits)
    workbook = _open(given)
    try:
        first_header: Sequence[object] = ()
        found = any_row = False
        for sheet in workbook.worksheets:
            sheet.reset_dimensions()  # the size a sheet claims to have may be a million empty rows
            records = _records(sheet, given.name)
            (number, plan, fullest), below = head_of(records, given)
            first_header = max(first_header, fullest, key=filled)
            if plan is None:
                continue
            found = True
            prefix = f"sheet {sheet.title}, " if len(workbook.worksheets) > 1 else ""
            for row_number, record in enumerate(below, number + 1):
                where = f"{prefix}row {row_number}"
                if plan.sums_up(record):
                    tell_of_sum(given, where)
                elif any(cell not in {None, ""} for cell in record):
                    any_row = True
                    yield taken_row(record, plan, given, where=where, media_type=MEDIA_TYPE)
        if not found:
            raise no_text_column(given.name, first_header)
        if not any_row:
            raise no_rows(given.name)
    finally:
        workbook.close()


def _open(given: Given) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that openpyxl leaves out
            return openpyxl.load_workbook(given.stream, read_only=True, data_only=True, keep_links=False)
    except _TRIPS as error:
        raise _damaged(given.name) from error


def _records(sheet: Any, name: str) -> Iterator[tuple[object, ...]]:
    """The rows of a sheet. Taken in batches, as turning openpyxl's warnings off for each one would cost more."""
    records = sheet.iter_rows(values_only=True)
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                batch = list(islice(records, _BATCH))
        except _TRIPS as error:
            raise _damaged(name, sheet.title) from error
        if not batch:
            return
        yield from batch


def _damaged(name: str, sheet: str | None = None) -> UnreadableInput:
    where = f"sheet {sheet}" if sheet else None
    return UnreadableInput(name, "is damaged, or no workbook", where=where, remedy="open it and save it anew")
