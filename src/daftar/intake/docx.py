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
