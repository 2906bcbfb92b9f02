"""JSON Lines, one report a row, read row by row; and a JSON array of such rows, read whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from daftar.errors import BadRow, InputError, UnreadableInput
from daftar.intake.base import Draft, finish, whole
from daftar.intake.columns import draft_of_row, row_fields
from daftar.intake.days import parse_day
from daftar.intake.encoding import decode
from daftar.intake.lines import numbered_lines
from daftar.intake.tongue import language_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.intake.base import Given, Limits, Taken

__all__ = ["array", "rows"]

_MEDIA_TYPE = "application/json"


class _Row(msgspec.Struct, gc=False):
    """The promised keys. A row that keeps to them takes the quick way; any other is looked at key by key."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None


_PROMISED = msgspec.json.Decoder(_Row)
_ANY = msgspec.json.Decoder(dict[str, object])
# What msgspec raises on bytes that are no JSON, on bytes that are no UTF-8, and on brackets nested without end.
_FAULTS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def rows(given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    """Each row as a report, its text exactly as it stands; a row that cannot be one is a BadRow, and the rest goes on."""
    for number, line in numbered_lines(given, limits.row_bytes):
        yield line if isinstance(line, InputError) else _row(line, given, number)


def array(given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    """Each object of a JSON array, or the one object that the file is, as a report.

    Raises UnreadableInput when the file is no such JSON, TooLarge when it is over ``limits.file_bytes``.
    """
    content = whole(given, limits.file_bytes)
    try:
        if not content.isascii():
            content = decode(content, given.name).encode("utf-8")
        content = content.strip()
        items = [content] if content[:1] == b"{" else msgspec.json.decode(content, type=list[msgspec.Raw])
    except (*_FAULTS, UnicodeEncodeError) as error:
        raise UnreadableInput(
            given.name,
            f"is no JSON that can be read ({_said(error)})",
            remedy="it may be cut short: fetch it again",
        ) from error
    if not items:
        raise UnreadableInput(given.name, "is an empty list", remedy="nothing was read from it")
    for number, item in enumerate(items, 1):
        yield _row(bytes(item), given, number)


def _row(line: bytes, given: Given, number: int) -> Taken | BadRow:
    try:
        row = _PROMISED.decode(line)
        draft = _quick(row)
        if draft is None:
            draft = draft_of_row(
                msgspec.structs.asdict(row), given.name, f"row {number}", day_first=given.guide.day_first
            )
    except _FAULTS:
        try:
            fields = row_fields(_ANY.decode(line), given.guide.columns)
            draft = draft_of_row(fields, given.name, f"row {number}", day_first=given.guide.day_first)
        except _FAULTS as error:
            return BadRow(
                given.name,
                f"is not a JSON object that can be read ({_said(error)})",
                where=f"row {number}",
                remedy="correct the row; each row has to be one whole JSON object in UTF-8",
            )
        except BadRow as bad:
            return bad
    except BadRow as bad:
        return bad
    return finish(
        draft,
        given=given,
        content=line,
        source=f"{given.name}#row {number}",
        media_type=_MEDIA_TYPE,
    )


def _quick(row: _Row) -> Draft | None:
    """The draft of a row in which nothing is out of the ordinary, else None: most rows are, and there are many."""
    published = parse_day(row.published) if row.published else None
    if (row.published and published is None) or not row.text or row.text.isspace():
        return None
    return Draft(
        text=row.text,
        id=str(row.id).strip() or None if row.id is not None else None,
        title=row.title or None,
        publisher=row.publisher or None,
        author=row.author or None,
        url=row.url or None,
        published=published,
        published_rule="row" if published else None,
        language=language_code(row.language) if row.language else None,
    )


def _said(error: Exception) -> str:
    """What a decoder said is wrong, without any of what it was reading."""
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 at byte {error.start}"
    if isinstance(error, RecursionError):
        return "nested too deep"
    return str(error).lower()
