"""Bytes to text: byte order mark, what the document declares, UTF-8, and only then a guess."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from daftar.errors import UnreadableInput

__all__ = ["decode", "html_charset", "likely_encoding", "universal_newlines"]

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
# What documents without a declaration are in, in the regions that reports come from. A longer list guesses worse: on a
# sentence or two every single-byte encoding fits.
_GUESSES = [
    "cp1252", "cp1256", "cp1251", "cp1255", "cp1254", "cp1250", "cp1253", "iso8859_6", "koi8_r", "cp866",
    "gb18030", "big5", "shift_jis", "euc_jp", "iso2022_jp", "euc_kr", "cp874", "mac_roman",
]  # fmt: skip
# A file in UTF-8 in which a few bytes were damaged is still in UTF-8: one in a hundred of its letters beyond ASCII.
_DAMAGED = 0.01
_SAMPLE = 64 * 1024
_NEWLINES = re.compile(r"\r\n?")


def decode(content: bytes, name: str, *, declared: str | None = None) -> str:
    """The text of ``content``: by its byte order mark, ``declared``, UTF-8, else the likeliest of the common encodings.

    Raises UnreadableInput when none of them fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    if declared and (text := _declared(content, declared)) is not None:
        return text
    text = _utf8(content)
    return _guessed(content, name) if text is None else text


def html_charset(content: bytes) -> str | None:
    """The encoding that an HTML or XML document declares in its first 4,096 bytes, or None."""
    head = content[:4096]
    match = _XML.search(head) or _META.search(head)
    return match[1].decode("ascii") if match else None


def universal_newlines(text: str) -> str:
    """``text`` with each line ending as one newline character, as a text file is read everywhere in Python."""
    return _NEWLINES.sub("\n", text) if "\r" in text else text


def _declared(content: bytes, declared: str) -> str | None:
    try:
        # A page that says Latin-1 is in Windows-1252: the HTML standard reads it so.
        name = codecs.lookup(declared).name
        return content.decode("cp1252" if name in {"iso8859-1", "ascii"} and not content.isascii() else name)
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None


def _utf8(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            return content[: error.start].decode("utf-8")  # cut short in the middle of a letter
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    beyond_ascii = len(text) - len(text.encode("ascii", "ignore"))
    return text if damaged <= _DAMAGED * beyond_ascii else None


def _guessed(content: bytes, name: str) -> str:
    for encoding in (likely_encoding(content), "cp1252"):
        if encoding is not None and (text := _decoded(content, encoding)) is not None:
            return text
    raise UnreadableInput(name, "is in no known text encoding", remedy="save it as UTF-8")


def likely_encoding(sample: bytes) -> str | None:
    """The likeliest of the common encodings for bytes that are not in UTF-8, or None. A guess: the last resort."""
    found = from_bytes(sample[:_SAMPLE], cp_isolation=_GUESSES)
    best = found.best()
    if best is None:
        return None
    # Central European letters fit western bytes as well; where both do, the western is by far the more common.
    western = best.encoding == "cp1250" and any(
        one.encoding == "cp1252" and one.chaos <= best.chaos for one in found
    )
    return "cp1252" if western else best.encoding


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
