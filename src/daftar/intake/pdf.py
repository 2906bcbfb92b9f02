"""PDF: the text of the pages, lines joined into paragraphs."""

from __future__ import annotations

import logging
import re
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
