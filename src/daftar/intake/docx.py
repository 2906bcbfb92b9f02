"""DOCX: paragraphs and tables in the order in which they stand."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table

from daftar.errors import TooLarge, UnreadableInput
from daftar.intake.base import Draft
from daftar.intake.office import DAMAGE, check_archive
from daftar.intake.tongue import language_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daftar.intake.base import Limits

__all__ = ["document"]

# What python-docx and Word fill in by themselves.
_NO_TITLE = frozenset({"word document", "document", "untitled"})
_NO_AUTHOR = frozenset({"python-docx", "microsoft office user", "user", "admin"})
_SPACES = re.compile(r"[^\S\n]+")
# A table in a cell of a table in a cell ...: nobody writes that deep.
_NESTING = 8


def document(content: bytes, name: str, limits: Limits) -> Draft:
    """The text of a DOCX, a blank line between paragraphs, one line for each row of a table.

    The days on which the file was made and last saved are not taken for that of publication.

    Raises UnreadableInput when it is damaged or empty, TooLarge when it would unpack to more than the limits.
    """
    check_archive(io.BytesIO(content), name, limits)
    try:
        opened = Document(io.BytesIO(content))
        text = "\n\n".join(_blocks(opened, 0))
        core = opened.core_properties
        title, author, language = core.title, core.author, core.language
    except (OpcError, *DAMAGE) as error:
        raise UnreadableInput(
            name, "is damaged, or no Word document", remedy="open it and save it anew"
        ) from error
    if not text.strip():
        raise UnreadableInput(
            name, "holds no text", remedy="pictures of text have to be recognised (OCR) first"
        )
    if len(text) > limits.text_chars:
        raise TooLarge(name, f"its text has {len(text):,} characters; at most {limits.text_chars:,} are read")
    return Draft(
        text=text,
        title=_told(title, _NO_TITLE),
        author=_told(author, _NO_AUTHOR),
        language=language_code(language),
    )


def _blocks(container: Any, depth: int) -> Iterator[str]:
    for block in container.iter_inner_content():
        if isinstance(block, Table):
            if depth < _NESTING:
                yield from _rows(block, depth)
        elif text := _clean(block.text):
            yield text


def _rows(table: Any, depth: int) -> Iterator[str]:
    for row in table.rows:
        cells = list(_distinct(row.cells))
        line = "\t".join(" ".join(_blocks(cell, depth + 1)) for cell in cells).strip()
        if line:
            yield line


def _distinct(cells: Iterable[Any]) -> Iterator[Any]:
    """The cells of a row, a merged one once: python-docx gives it once for each place that it covers."""
    last = None
    for cell in cells:
        if cell._tc is not last:  # noqa: SLF001 - python-docx tells merged cells apart by nothing else
            yield cell
        last = cell._tc  # noqa: SLF001


def _clean(text: str) -> str:
    return _SPACES.sub(" ", text.replace("\r", "\n")).strip()


def _told(value: str | None, made_up: frozenset[str]) -> str | None:
    cleaned = " ".join((value or "").split())
    return None if not cleaned or cleaned.casefold() in made_up else cleaned
