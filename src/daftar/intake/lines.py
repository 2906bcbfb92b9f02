"""Lines of a file of any size, one at a time, none longer than a limit."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING

from daftar.errors import TooLarge
from daftar.intake.streams import Chained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from daftar.intake.base import Given

    _ReadLine = Callable[[int], bytes]

__all__ = ["numbered_lines"]

_PIECE = 1024 * 1024
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def numbered_lines(
    given: Given, limit: int, *, keep_blank: bool = False
) -> Iterator[tuple[int, bytes | TooLarge]]:
    """The lines of ``given``, without their ends, numbered from 1; recoded to UTF-8 if the file is in UTF-16.

    Lines that hold nothing are left out, and white space around the others, unless ``keep_blank``: inside a quoted
    cell of a table both belong to the text.
    A line of more than ``limit`` bytes is passed over, piece by piece, and a TooLarge stands in its place.
    """
    if not given.head.startswith(_WIDE):
        yield from _numbered(given.stream.readline, given.name, limit, keep_blank=keep_blank)
        return
    unowned = io.BufferedReader(Chained(b"", given.stream))
    text = io.TextIOWrapper(unowned, encoding="utf-16", errors="replace")
    yield from _numbered(
        lambda size: text.readline(size).encode("utf-8", "replace"), given.name, limit, keep_blank=keep_blank
    )


def _numbered(
    read_line: _ReadLine, name: str, limit: int, *, keep_blank: bool
) -> Iterator[tuple[int, bytes | TooLarge]]:
    number = 0
    while line := read_line(limit + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) > limit and not line.endswith(b"\n"):
            _pass_over(read_line)
            yield number, _too_long(name, number, limit)
        elif keep_blank:
            yield number, line.rstrip(b"\r\n")
        elif line := line.strip():
            yield number, line


def _too_long(name: str, number: int, limit: int) -> TooLarge:
    return TooLarge(
        name,
        f"has over {limit / 1024 / 1024:,.6g} MB; that is no report",
        where=f"row {number}",
        remedy="check that every row ends in a line break",
    )


def _pass_over(read_line: _ReadLine) -> None:
    while (piece := read_line(_PIECE)) and not piece.endswith(b"\n"):
        pass
