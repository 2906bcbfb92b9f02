"""Files of every kind, made on the spot."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
from reportlab.lib import pdfencrypt
from reportlab.pdfgen import canvas

from daftar.intake import Taken, take

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from daftar.errors import InputError
    from daftar.intake import Guide, Limits
    from daftar.model import Report

ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{(f"&a{n - 1};" if n else "&a;") * 10}">' for n in range(9)
)
ENTITIES += "]>"


def taken(
    *inputs: Path | str,
    limits: Limits | None = None,
    stdin: bytes | None = None,
    guide: Guide | None = None,
) -> list[Taken | InputError]:
    """Everything that ``take`` gives for ``inputs``."""
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(take([str(one) for one in inputs], limits=limits, stdin=stream, guide=guide))


def report(path: Path | str, *, limits: Limits | None = None, guide: Guide | None = None) -> Report:
    """The one report that ``path`` holds."""
    (one,) = taken(path, limits=limits, guide=guide)
    assert isinstance(one, Taken), one
    return one.report


def error(path: Path | str, *, limits: Limits | None = None) -> InputError:
    """The one error that ``path`` ends in."""
    (one,) = taken(path, limits=limits)
    assert not isinstance(one, Taken), one
    return one


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def pdf(
    path: Path,
    pages: Sequence[Sequence[str]],
    *,
    title: str | None = None,
    author: str | None = None,
    lock: str | None = None,
) -> Path:
    encryption = pdfencrypt.StandardEncryption(lock, ownerPassword="other") if lock else None
    sheet = canvas.Canvas(str(path), encrypt=encryption)
    if title:
        sheet.setTitle(title)
    if author:
        sheet.setAuthor(author)
    for lines in pages:
        text = sheet.beginText(72, 720)
        for line in lines:
            text.textLine(line)
        sheet.drawText(text)
        sheet.showPage()
    sheet.save()
    return path


def word(
    path: Path,
    paragraphs: Sequence[str],
    *,
    rows: Sequence[Sequence[str]] = (),
    title: str = "",
    author: str = "",
) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, value in zip(row.cells, cells, strict=True):
                cell.text = value
    document.core_properties.title = title
    document.core_properties.author = author
    document.save(str(path))
    return path


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(str(path))
    return path


def repacked(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A copy of a ZIP archive with every member passed through ``change(name, content)``."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return target


def page(
    body: str = "<p>Nine people were killed in the town.</p><p>Six others were hurt.</p>", head: str = ""
) -> str:
    return f'<html lang="en-GB"><head>{head}</head><body><article>{body}</article></body></html>'


def warc_record(
    body: bytes,
    *,
    http: str = "Content-Type: text/html",
    status: str = "200 OK",
    url: str = "https://example.org/a",
    length: int = 0,
) -> bytes:
    """One response record; ``length`` claims another length than the true one."""
    block = f"HTTP/1.1 {status}\r\n{http}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def zipped(*records: bytes) -> bytes:
    """A .warc.gz: each record a gzip member of its own."""
    return b"".join(gzip.compress(record) for record in records)


def lines(*rows: object) -> str:
    """JSON Lines."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
