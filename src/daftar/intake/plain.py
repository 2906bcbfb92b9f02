"""Plain text and Markdown: the text as it is, and what its header lines say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.errors import UnreadableInput
from daftar.intake.base import Draft
from daftar.intake.days import is_open, parse_day
from daftar.intake.encoding import decode, universal_newlines
from daftar.intake.header import fields_at_top
from daftar.intake.tongue import language_code

if TYPE_CHECKING:
    from daftar.intake.base import Limits

__all__ = ["document"]


def document(content: bytes, name: str, limits: Limits) -> Draft:
    """The text of a file, with the fields that header lines at its top tell. The lines stay in the text.

    Raises UnreadableInput when it holds no text.
    """
    del limits  # the size was checked before reading
    text = universal_newlines(decode(content, name))
    if not text.strip():
        raise UnreadableInput(name, "holds nothing but white space", remedy="nothing was read from it")
    fields = fields_at_top(text)
    published = parse_day(fields["published"]) if "published" in fields else None
    return Draft(
        text=text,
        title=fields.get("title"),
        publisher=fields.get("publisher"),
        author=fields.get("author"),
        url=fields.get("url"),
        published=published,
        published_rule="header" if published else None,
        published_told=fields["published"]
        if "published" in fields and is_open(fields["published"])
        else None,
        language=language_code(fields.get("language")),
    )
