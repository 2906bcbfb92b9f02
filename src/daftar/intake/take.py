"""Take everything in: open each input, see what it is, and hand it to the reader of its kind."""

from __future__ import annotations

import datetime as dt
import importlib
import io
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from daftar.errors import InputError, UnreadableInput
from daftar.intake.base import Draft, Given, Guide, Limits, Taken, finish, whole
from daftar.intake.sniff import HEAD, Kind, sniff
from daftar.intake.streams import Chained
from daftar.intake.walk import Apart, Found, files_named, none_apart, unopened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["take"]


class _Document(Protocol):
    """A reader of files that are one report each."""

    def __call__(self, content: bytes, name: str, limits: Limits) -> Draft: ...


class _Rows(Protocol):
    """A reader of files that hold many reports."""

    def __call__(self, given: Given, limits: Limits) -> Iterator[Taken | InputError]: ...


# Named, not imported: each of these modules loads a library of its own, and most runs need one or two of them.
_DOCUMENTS: dict[Kind, tuple[str, str]] = {
    "text": ("plain", "text/plain"),
    "markdown": ("plain", "text/markdown"),
    "html": ("webpage", "text/html"),
    "pdf": ("pdf", "application/pdf"),
    "docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "mail": ("mail", "message/rfc822"),
}
_ROWS: dict[Kind, tuple[str, str]] = {
    "jsonl": ("jsonl", "rows"),
    "json": ("jsonl", "array"),
    "table": ("table", "rows"),
    "xlsx": ("sheet", "rows"),
    "feed": ("feed", "rows"),
    "warc": ("warc", "rows"),
    "mbox": ("mailbox", "rows"),
}
# What a text file may be called for a walk through a folder to take it for a report.
_TEXT_SUFFIXES = frozenset(
    {"", ".txt", ".text", ".md", ".markdown", ".asc", ".log", ".jsonl", ".ndjson", ".json"}
)
_TEXT_SUFFIXES |= frozenset({".html", ".htm", ".eml", ".rss", ".atom", ".pdf", ".docx"})
_STDIN = "-"


def take(
    inputs: Iterable[str],
    *,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    apart: Apart = none_apart,
    guide: Guide | None = None,
) -> Iterator[Taken | InputError]:
    """Every report in ``inputs``, in order, one at a time; an InputError stands where something could not be read.

    An input is a file, a folder (walked, sorted, hidden files left out), a pattern such as ``reports/*.html``, or ``-``
    for ``stdin`` (that of the process, if none is given); ``apart`` tells of a walked folder which files are no reports. What a file is, is seen from its content; its name decides only between kinds that look alike. Files
    of rows are read row by row, so their size does not matter; others are held to ``limits``. ``guide`` is what the user says
    about the inputs.

    Nothing is raised for an input that cannot be read. The same bytes twice come out twice, with the same id.
    """
    limits, guide = limits or Limits(), guide or Guide()
    for name in inputs:
        if name == _STDIN:
            yield from _from_stream(stdin or sys.stdin.buffer, _STDIN, limits, guide, size=None)
            continue
        found: Found | InputError | None = None
        for found in files_named(name, limits.depth, apart):
            if isinstance(found, InputError):
                yield found
            else:
                yield from _from_file(*found, limits, guide)
        if found is None:
            yield UnreadableInput(name, "there is nothing to read in this folder", remedy="check its name")


def _from_file(
    path: Path,
    walked: bool,  # noqa: FBT001 - from a tuple
    limits: Limits,
    guide: Guide,
) -> Iterator[Taken | InputError]:
    name = str(path)
    try:
        stream = path.open("rb")
    except (OSError, ValueError) as error:
        yield unopened(name, error)
        return
    with stream:
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            yield from _from_stream(stream, name, limits, guide, size=status.st_size, walked=walked)
        elif stat.S_ISFIFO(status.st_mode) and not walked:
            yield from _from_stream(stream, name, limits, guide, size=None)
        else:
            yield UnreadableInput(name, "is a device, not a file", remedy="leave it out")


def _from_stream(
    stream: BinaryIO, name: str, limits: Limits, guide: Guide, *, size: int | None, walked: bool = False
) -> Iterator[Taken | InputError]:
    try:
        given = _given(stream, name, size, guide)
        kind = sniff(given.head, name, given.suffix)
        if walked and kind == "text" and given.suffix not in _TEXT_SUFFIXES:
            raise UnreadableInput(
                name,
                f"files called *{given.suffix} are not read from folders",
                remedy="name it by itself if it is a report",
            )
        yield from _read(kind, given, limits)
    except InputError as error:
        yield error
    except OSError as error:  # a disk or a network share that fails in the middle
        yield unopened(name, error)


def _given(stream: BinaryIO, name: str, size: int | None, guide: Guide) -> Given:
    head = _head(stream)
    if size is None:
        stream = cast("BinaryIO", io.BufferedReader(Chained(head, stream), 1 << 20))
    else:
        stream.seek(0)
    return Given(
        name=name,
        suffix=Path(name).suffix.lower() if name != _STDIN else "",
        stream=stream,
        head=head,
        size=size,
        retrieved=dt.datetime.now(dt.UTC),
        guide=guide,
    )


def _head(stream: BinaryIO) -> bytes:
    """The first bytes; a pipe gives them in pieces of its own size."""
    head = b""
    while len(head) < HEAD and (piece := stream.read(HEAD - len(head))):
        head += piece
    return head


def _read(kind: Kind, given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    if kind in _ROWS:
        module, function = _ROWS[kind]
        read_rows = cast("_Rows", getattr(importlib.import_module(f"daftar.intake.{module}"), function))
        yield from read_rows(given, limits)
        return
    module, media_type = _DOCUMENTS[kind]
    read_document = cast("_Document", importlib.import_module(f"daftar.intake.{module}").document)
    content = whole(given, limits.file_bytes)
    draft = read_document(content, given.name, limits)
    yield finish(draft, given=given, content=content, media_type=media_type)
