"""PDF: the text of the pages, lines joined into paragraphs."""

from __future__ import annotations

import logging
import re
import zlib
from typing import TYPE_CHECKING, Any

import pypdfium2

from daftar.errors import TooLarge, UnreadableInput
from daftar.intake.base import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.intake.base import Limits

__all__ = ["document"]

logging.getLogger("pypdfium2").setLevel(logging.CRITICAL + 1)

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_SECURITY = 5  # FPDF_ERR_SECURITY
# pdfium marks a hyphen that only divides a word at the end of a line with one of these.
_DIVIDED = re.compile(r"[\ufffe\x02]\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TERMINAL = re.compile(r"""[.!?:…؟]["'”’»)\]]*$""")
_STREAM = re.compile(rb"stream\r?\n(?=\x78)")  # 0x78 begins a zlib stream
_DEFLATE_AT_MOST = 1032  # times: what the packing cannot go beyond
_PIECE = 1024 * 1024
# Titles that programs put in by themselves.
_NO_TITLE = re.compile(
    r"^(?:untitled|\(?anonymous\)?|microsoft (?:word|powerpoint|excel) - .*|document\d*|.*\.(?:docx?|pdf|indd|qxd|pptx?|rtf|tmp|html?))$",
    re.IGNORECASE,
)
_NOBODY = frozenset({"anonymous", "(anonymous)", "unspecified", "(unspecified)", "unknown", "user", "admin"})
# A line much shorter than the others that ends a sentence is the last of its paragraph.
_SHORT = 0.8


def document(content: bytes, name: str, limits: Limits) -> Draft:
    """The text of all pages, a blank line between paragraphs, and the title and author of the document's information.

    The day on which the file was made is not taken for that of publication: a report is often printed to PDF years
    later.

    Raises UnreadableInput when the file is encrypted, damaged or holds pictures of pages only, TooLarge when it passes
    ``limits.pages`` or ``limits.text_chars``.
    """
    _check_streams(content, name, limits)
    try:
        with pypdfium2.PdfDocument(content) as pdf:
            if len(pdf) > limits.pages:
                raise TooLarge(
                    name, f"has {len(pdf):,} pages; at most {limits.pages:,} are read", remedy="split it"
                )
            information = pdf.get_metadata_dict(skip_empty=True)
            text = "".join(_joined(_pages(pdf, name, limits)))
    except pypdfium2.PdfiumError as error:
        raise _unreadable(name, error) from error
    if not text.strip():
        raise UnreadableInput(
            name, "has no text, only pictures of pages", remedy="recognise the text (OCR) first"
        )
    return Draft(
        text=text.strip(),
        title=_told(information.get("Title"), _NO_TITLE),
        author=_author(information.get("Author")),
    )


def _check_streams(content: bytes, name: str, limits: Limits) -> None:
    """Refuse a file whose deflated parts would unpack to more than ``limits.zip_bytes``: pdfium itself sets no bound.

    Parts that are packed in a second way on top are not looked into.
    """
    if len(content) * _DEFLATE_AT_MOST <= limits.zip_bytes:
        return
    left = limits.zip_bytes
    for opening in _STREAM.finditer(content):
        left -= _inflated_size(memoryview(content)[opening.end() :], left)
        if left < 0:
            raise TooLarge(
                name,
                f"would unpack to over {limits.zip_bytes // 2**20:,} MB",
                remedy="if it is genuine, split it",
            )


def _inflated_size(packed: memoryview, most: int) -> int:
    """How many bytes the zlib stream at the beginning of ``packed`` gives; counting ends past ``most``."""
    inflater = zlib.decompressobj()
    size = 0
    try:
        for start in range(0, len(packed), _PIECE):
            piece: bytes | memoryview = packed[start : start + _PIECE]
            while piece and not inflater.eof and size <= most:
                size += len(inflater.decompress(piece, _PIECE))
                piece = inflater.unconsumed_tail
            if inflater.eof or size > most:
                break
    except zlib.error:
        pass  # damaged: pdfium will say so, or make of it what it can
    return size


def _unreadable(name: str, error: Any) -> UnreadableInput:
    if getattr(error, "err_code", None) in {_PASSWORD, _SECURITY}:
        return UnreadableInput(name, "is locked with a password", remedy="save a copy without one")
    return UnreadableInput(name, "is damaged or cut short", remedy="fetch it again")


def _pages(pdf: Any, name: str, limits: Limits) -> Iterator[str]:
    total = 0
    for index in range(len(pdf)):
        page = pdf[index]
        try:
            text_page = page.get_textpage()
            try:
                text = text_page.get_text_range()
            finally:
                text_page.close()
        finally:
            page.close()
        total += len(text)
        if total > limits.text_chars:
            raise TooLarge(
                name,
                f"its text is over {limits.text_chars:,} characters",
                where=f"page {index + 1}",
                remedy="split it",
            )
        yield _CONTROL.sub("", _DIVIDED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _joined(pages: Iterator[str]) -> Iterator[str]:
    """The pages' lines, each paragraph set off by a blank line; lines of one paragraph keep their single line ends."""
    open_paragraph = False
    for page in pages:
        lines = [line.strip() for line in page.split("\n")]
        width = max(map(len, lines), default=0)
        for line in lines:
            if not line:
                if open_paragraph:
                    yield "\n\n"
                open_paragraph = False
                continue
            if open_paragraph:
                yield "\n"
            yield line
            open_paragraph = True
            if len(line) < _SHORT * width and _TERMINAL.search(line):
                yield "\n\n"
                open_paragraph = False


def _told(value: str | None, made_up: re.Pattern[str]) -> str | None:
    cleaned = " ".join((value or "").replace("\x00", "").split())
    return None if not cleaned or made_up.match(cleaned) else cleaned


def _author(value: str | None) -> str | None:
    cleaned = " ".join((value or "").replace("\x00", "").split())
    return None if not cleaned or cleaned.casefold() in _NOBODY else cleaned
