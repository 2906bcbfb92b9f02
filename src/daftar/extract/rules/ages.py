"""The cells of a table that hold ages: in "Musa Halabi<tab>62<tab>killed", below a header that says so, 62 counts nobody."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["age_cells"]

_HEADER: Final = re.compile(r"^(?=[^\n]*\t)[^\n]*$", re.MULTILINE)
# What the column is called in lists of victims, alone or before a unit: "Age", "Age (years)", "Âge".
_AGE: Final = re.compile(r"(?:ages?|âge|edad|العمر)\b[^\w\t]*(?:\w+[^\w\t]*)?", re.IGNORECASE)

_ROWS: Final = 500  # looked back over for the header


def age_cells(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where in ``text[start:end]`` cells stand below the head of a column of ages; empty where there is no table."""
    if "\t" not in text[start:end]:
        return ()
    found: list[tuple[int, int]] = []
    column: int | None = None
    for row in _HEADER.finditer(text, _table_start(text, start), end):
        at = row.start()
        for number, cell in enumerate(row.group().split("\t")):
            if _AGE.fullmatch(cell.strip()):
                column = number
            elif number == column and at >= start:
                found.append((at, at + len(cell)))
            at += len(cell) + 1
    return tuple(found)


def _table_start(text: str, start: int) -> int:
    """Where the lines with tabs begin that ``start`` is in; blank lines may stand between them."""
    begins = at = text.rfind("\n", 0, start) + 1
    for _ in range(_ROWS):
        if at == 0:
            break
        above = text.rfind("\n", 0, at - 1) + 1
        line = text[above : at - 1]
        if "\t" in line:
            begins = above
        elif line.strip():
            break
        at = above
    return begins
