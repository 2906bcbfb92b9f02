"""What intake takes in, what it gives, and how much of it: shared by every reader."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from daftar.errors import TooLarge, UnreadableInput
from daftar.intake.days import parse_day
from daftar.intake.header import head_date
from daftar.intake.tongue import guess_language
from daftar.intake.years import Seen, dated_by, day_in_name, has_dateline
from daftar.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "NONE_CALLED",
    "Called",
    "Draft",
    "Given",
    "Guide",
    "Limits",
    "Taken",
    "content_id",
    "finish",
    "remark",
    "whole",
]

_LOG = logging.getLogger(__name__)
_MEGABYTE = 1024 * 1024

Called = Mapping[str, tuple[str, ...]]
"""The user's own names of columns, by field of a report."""
NONE_CALLED: Called = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one input may ask for before it is refused. Sizes are in bytes.

    The defaults let through every report that a person wrote and stop what was built to exhaust a machine.

    ``file_bytes`` holds for formats that have to be read whole (text, HTML, PDF, DOCX, mail, feeds, JSON arrays);
    ``row_bytes`` for one row of a JSONL file or a table and for one page of a web archive, whose files may be of any
    size; ``sheet_bytes`` for a workbook file as it lies on disk. ``zip_bytes``, ``zip_ratio`` and ``zip_members`` are
    what a DOCX or XLSX may unpack to, how many times its own size, and into how many parts. ``pages`` is of a PDF,
    ``text_chars`` of the text of one report, ``depth`` how many folders deep a walk goes.
    """

    file_bytes: int = 64 * _MEGABYTE
    row_bytes: int = 64 * _MEGABYTE
    sheet_bytes: int = 256 * _MEGABYTE
    zip_bytes: int = 512 * _MEGABYTE
    zip_ratio: int = 200
    zip_members: int = 10_000
    pages: int = 5_000
    text_chars: int = 64 * _MEGABYTE
    depth: int = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What the user says about the inputs that they do not say themselves.

    ``columns`` names the columns of tables; ``day_first`` tells how 05/02/2015 is meant, None that nobody knows.
    """

    columns: Called = field(default_factory=lambda: NONE_CALLED)
    day_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A report and the bytes it was made from (a whole file, the line of a JSONL row, a row or entry as JSON)."""

    report: Report
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One opened input. ``name`` is as the user named it, ``head`` its first bytes, still to be read from ``stream``.

    ``size`` is None where it cannot be known beforehand (standard input, a pipe). ``said`` holds what was remarked on it.
    """

    name: str
    suffix: str
    stream: BinaryIO
    head: bytes
    size: int | None
    retrieved: dt.datetime
    guide: Guide = Guide()
    said: set[str] = field(default_factory=set)


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a reader found in one document. Fields are as in ``Report``; what the document does not tell is None.

    ``published_told`` is a day of publication that may be two ("10/03/2025"); ``seen`` are days that the file bears and
    that are none of publication: they can tell the year of a dateline that gives none. ``words`` is where the report's own
    words begin in ``text``: above them stand the cells of a row, whose days are not of publication.
    """

    text: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: dt.date | None = None
    published_rule: str | None = None
    published_told: str | None = None
    language: str | None = None
    id: str | None = None
    seen: tuple[Seen, ...] = ()
    words: int = 0


def content_id(sha256: str) -> str:
    """The id of a report that brings none of its own: the same bytes always give the same id."""
    return "r-" + sha256[:12]


def finish(
    draft: Draft,
    *,
    given: Given,
    content: bytes,
    media_type: str,
    source: str | None = None,
    retrieved: dt.datetime | None = None,
) -> Taken:
    """The report that ``draft`` makes, with a date looked for in the head of its text where nothing else told it.

    ``source`` and ``retrieved`` are those of the input, unless it holds more than this report.
    """
    source, retrieved = source or given.name, retrieved or given.retrieved
    published, rule = _published(draft, given, source)
    digest = hashlib.sha256(content).hexdigest()
    report = Report(
        id=draft.id or content_id(digest),
        sha256=digest,
        text=draft.text,
        source=source,
        media_type=media_type,
        title=draft.title,
        publisher=draft.publisher,
        author=draft.author,
        url=draft.url,
        published=published,
        published_rule=rule if published else None,
        language=draft.language or guess_language(draft.text),
        retrieved=retrieved,
    )
    return Taken(report=report, content=content)


def _published(draft: Draft, given: Given, source: str) -> tuple[dt.date | None, str | None]:
    """The day of publication and what told it. One that may be two days is left out, which is said once a file."""
    if draft.published is not None:
        return draft.published, draft.published_rule
    day_first = given.guide.day_first
    if draft.published_told and (day := parse_day(draft.published_told, day_first=day_first)):
        return day, draft.published_rule or "header"
    text = draft.text[draft.words :] if draft.words else draft.text
    published, rule = head_date(text, day_first=day_first)
    if published is None:
        published, told_by = dated_by(text, (*draft.seen, *day_in_name(given.name)))
        if published is not None:
            return published, told_by
        if has_dateline(text):
            remark(
                given,
                "no year",
                f"{source}: its dateline gives no year, and nothing in the file does, so that it has no day of publication; put "
                "the day into the file's name, such as 2025-03-05, before it is kept",
            )
        elif day_first is None and (draft.published_told or head_date(text, day_first=True)[0]):
            remark(
                given,
                "two days",
                f"{source}: its day of publication is in numbers that may be two days, and is left out"
                f"{'' if source == given.name else ', as are others of this file'}; say which comes first with "
                "--day-first or --month-first, or by day_first in daftar.toml",
            )
    return published, rule


def remark(given: Given, kind: str, words: str) -> None:
    """Tell something of an input, once for each ``kind`` of remark."""
    if kind not in given.said:
        given.said.add(kind)
        _LOG.warning("%s", words)


def whole(given: Given, limit: int) -> bytes:
    """Everything in ``given``, read in pieces so that a stream of unknown length cannot fill the memory.

    Raises TooLarge past ``limit`` bytes (before reading, where the size is known), UnreadableInput when empty.
    """
    if given.size is not None and given.size > limit:
        raise _too_large(given.name, given.size, limit)
    content = b"".join(_pieces(given, limit))
    if not content:
        raise UnreadableInput(given.name, "the file is empty", remedy="nothing was read from it")
    return content


def _pieces(given: Given, limit: int) -> Iterator[bytes]:
    total = 0
    while piece := given.stream.read(_MEGABYTE):
        total += len(piece)
        if total > limit:
            raise _too_large(given.name, total, limit)
        yield piece


def _too_large(name: str, size: int, limit: int) -> TooLarge:
    megabytes = -(-size // _MEGABYTE)
    return TooLarge(
        name,
        f"has {megabytes:,} MB or more; at most {limit / _MEGABYTE:,.6g} MB of it can be read whole",
        remedy="split it, or hand the reports in as JSONL, one a row",
    )
