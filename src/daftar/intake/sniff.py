"""What a file is, by its first bytes; its name decides only between kinds that look alike."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Literal

import msgspec

from daftar.errors import UnreadableInput

__all__ = ["HEAD", "Kind", "sniff"]

Kind = Literal[
    "text",
    "markdown",
    "html",
    "pdf",
    "docx",
    "mail",
    "mbox",
    "feed",
    "jsonl",
    "json",
    "table",
    "xlsx",
    "warc",
]

HEAD = 64 * 1024
"""How many first bytes are looked at."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BY_SUFFIX: dict[str, Kind] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "mail",
    ".mht": "mail",
    ".mhtml": "mail",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
}
_FEED = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)[\s>]")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title)\b", re.IGNORECASE)
_XML = re.compile(rb"<(?:\?xml|svg\b)", re.IGNORECASE)
_JSON_OPENS = re.compile(rb'\{\s*"|\[\s*\{\s*"')
_MAIL = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,40}:)")
_POSTED = b"From "  # above each message of an export of many (RFC 4155)
_MAIL_FIELDS = re.compile(
    rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|DKIM-Signature):",
    re.IGNORECASE | re.MULTILINE,
)
# Control characters that no text has; a stray one or two do not make a text binary.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"RIFF", "a picture, sound or film"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound or film (Ogg)"),
    (b"\x1aE\xdf\xa3", "film (Matroska)"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "RTF: save it as DOCX"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z): unpack it first"),
    (b"Rar!", "an archive (RAR): unpack it first"),
    (b"BZh", "compressed (bzip2): unpack it first"),
    (b"\xfd7zXZ\x00", "compressed (xz): unpack it first"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def sniff(head: bytes, name: str, suffix: str) -> Kind:
    """The kind of a file that begins with ``head`` (up to ``HEAD`` bytes). ``suffix`` is that of its name.

    Raises UnreadableInput for what is empty, encrypted, or of a kind that is not read, naming the kind.
    """
    if not head:
        raise UnreadableInput(name, "the file is empty", remedy="nothing was read from it")
    return _packed(head, name, suffix) or _text_like(head, name, suffix)


def _packed(head: bytes, name: str, suffix: str) -> Kind | None:
    """The kinds with a magic number; None for anything that may be text."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(head, name, suffix)
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith((_GZIP, _ZSTD)):
        if ".warc" in name.lower():
            return "warc"
        raise UnreadableInput(name, "is compressed, and no web archive by its name", remedy="unpack it first")
    if head.startswith(_OLE):
        raise UnreadableInput(name, *_old_office(head))
    if head[4:8] == b"ftyp":
        raise UnreadableInput(name, "is film or sound (MP4), not a report", remedy="leave it out")
    for magic, meaning in _MAGIC:
        if head.startswith(magic):
            raise UnreadableInput(name, f"is {meaning}", remedy="only documents, tables and feeds are read")
    return None


def _old_office(head: bytes) -> tuple[str]:
    if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k" in head:
        return ("is locked with a password; save a copy without one",)
    return ("is an old or locked Office file; save it as DOCX or XLSX, without a password",)


def _zipped(head: bytes, name: str, suffix: str) -> Kind:
    names = _zip_names(head)
    if any(one.startswith("word/") for one in names):
        return "docx"
    if any(one.startswith("xl/") for one in names):
        return "xlsx"
    if suffix in {".docx", ".xlsx"}:
        return "docx" if suffix == ".docx" else "xlsx"
    raise UnreadableInput(name, "is a ZIP archive, neither DOCX nor XLSX", remedy="unpack it first")


def _zip_names(head: bytes) -> list[str]:
    """Member names: from the directory when the whole file is in ``head``, else from the local headers seen in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(head)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        found = re.findall(rb"PK\x03\x04.{26}((?:word|xl)/)", head, re.DOTALL)
        return [one.decode("ascii") for one in found]


def _text_like(head: bytes, name: str, suffix: str) -> Kind:
    if not head.startswith(_UTF16):
        _refuse_binary(head, name)
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    else:
        start = head[2:].replace(b"\x00", b"").lstrip()
    if not start:
        if len(head) < HEAD:
            raise UnreadableInput(name, "holds nothing but white space", remedy="nothing was read from it")
        return "text"
    if start[:1] in b"{[" and (kind := _json(start, suffix)):
        return kind
    if start[:1] == b"<" and (kind := _marked_up(start, name)):
        return kind
    if start.startswith(_POSTED) and _is_mail(start):
        return "mbox"
    if suffix not in _BY_SUFFIX and _MAIL.match(start) and _is_mail(start):
        return "mail"
    return _by_name(start, suffix)


def _refuse_binary(head: bytes, name: str) -> None:
    controls = len(_CONTROL.findall(head))
    if b"\x00" in head or controls > len(head) // 100:
        raise UnreadableInput(
            name, "is binary, of no kind that is known", remedy="only documents, tables and feeds are read"
        )


def _json(start: bytes, suffix: str) -> Kind | None:
    """JSON Lines or one JSON value; None for a text that only happens to begin with a bracket."""
    first, newline, _ = start.partition(b"\n")
    first = first.strip()
    if suffix in {".jsonl", ".ndjson"} and start[:1] == b"{" and first != b"{":
        return "jsonl"
    if _JSON_OPENS.match(start) is None:
        return None
    if start[:1] == b"[" or first == b"{":
        return "json"
    if newline and not _is_json(first):
        return "json" if suffix == ".json" else None
    return "jsonl"


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _marked_up(start: bytes, name: str) -> Kind | None:
    near = start[:4096]
    if _FEED.search(near):
        return "feed"
    if _XML.match(start) and b"<html" not in near.lower():
        raise UnreadableInput(
            name, "is XML, but neither a page nor an RSS or Atom feed", remedy="convert it to text or JSONL"
        )
    return "html" if _HTML.search(near) else None


def _is_mail(start: bytes) -> bool:
    """Whether the header block has three of the fields that mail has: a text may begin with "Date:" and "From:"."""
    block = re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]
    return len({field.lower() for field in _MAIL_FIELDS.findall(block)}) >= 3


def _by_name(start: bytes, suffix: str) -> Kind:
    kind = _BY_SUFFIX.get(suffix, "text")
    if kind == "jsonl":
        return "jsonl" if re.search(rb"^\s*\{", start, re.MULTILINE) else "text"
    if kind == "json":
        return "json" if start[:1] in b"{[" else "text"
    if kind == "html":
        return "html" if b"<" in start else "text"
    if kind == "feed":
        return "feed" if start[:1] == b"<" else "text"
    if kind == "mail":
        return "mail" if _MAIL.match(start) else "text"
    return "text" if kind == "warc" else kind
