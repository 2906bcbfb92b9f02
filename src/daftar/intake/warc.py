"""Web archives (WARC): each page kept in one is a report, read record by record."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any

from fastwarc.stream_io import BrotliReader, ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecordType

from daftar.errors import InputError, TooLarge, UnreadableInput
from daftar.intake import pdf, plain, webpage
from daftar.intake.base import finish

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from daftar.intake.base import Draft, Given, Limits, Taken

__all__ = ["rows"]

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PLAIN = frozenset({"text/plain"})
_PDF = frozenset({"application/pdf"})
_READ = _HTML | _PLAIN | _PDF
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
# fastwarc (a compiled library) says so when what follows is no WARC record or cannot be unpacked.
_TRIPS = (OSError, ValueError, EOFError, AttributeError, RuntimeError, OverflowError)


def rows(given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    """Each page (HTML, text or PDF) that was answered with status 200, as a report; pictures and the like are passed over.

    ``retrieved`` is when the archive says the page was fetched. Bytes kept for a report: the page as it was sent, out
    of its transfer and content encodings.

    Raises UnreadableInput when the archive is damaged (the pages before the damage were given) or has no record.
    """
    number = pages = 0
    records = _records(given)
    while True:
        try:
            record = next(records, None)
        except _TRIPS as error:
            raise UnreadableInput(
                given.name,
                "is damaged or cut short here",
                where=f"record {number + 1}",
                remedy="the records before it were read; fetch it again for the rest",
            ) from error
        if record is None:
            break
        number += 1
        try:
            taken = _page(record, given, limits, number)
        except InputError as error:
            pages += 1
            yield error
            continue
        if taken is not None:
            pages += 1
            yield taken
    if not pages:
        raise UnreadableInput(given.name, "has no page that can be read", remedy="nothing was read from it")


def _records(given: Given) -> Iterator[Any]:
    kinds = (
        WarcRecordType.response
        | WarcRecordType.resource
        | WarcRecordType.conversion
        | WarcRecordType.warcinfo
    )
    yield from ArchiveIterator(given.stream, record_types=kinds, parse_http=True, strict_mode=False)


def _page(record: Any, given: Given, limits: Limits, number: int) -> Taken | None:
    media_type, charset = _kind(record)
    if media_type not in _READ:
        return None
    where = f"record {number}"
    url = record.headers.get("WARC-Target-URI")
    payload = _payload(record, given.name, where, limits)
    try:
        draft = _draft(payload, media_type, charset, url, given.name, limits)
    except InputError as error:
        raise type(error)(given.name, error.problem, where=where, remedy=error.remedy) from error
    draft.url = url or draft.url
    return finish(
        draft,
        given=given,
        content=payload,
        source=f"{given.name}#{where}",
        media_type=media_type,
        retrieved=_fetched(record),
    )


def _kind(record: Any) -> tuple[str | None, str | None]:
    """Media type and charset of a record's content; (None, None) for what is no page."""
    if record.record_type == WarcRecordType.warcinfo:
        return None, None
    http = record.http_headers if record.is_http_parsed else None
    if http is not None and http.status_code != 200:
        return None, None
    told = (http.get("Content-Type") if http is not None else record.headers.get("Content-Type")) or ""
    charset = _CHARSET.search(told)
    return told.partition(";")[0].strip().lower(), charset[1] if charset else None


def _payload(record: Any, name: str, where: str, limits: Limits) -> bytes:
    too_large = TooLarge(
        name, f"has over {limits.row_bytes / 2**20:,.6g} MB", where=where, remedy="nothing was read from it"
    )
    expected = record.content_length
    if expected > limits.row_bytes:
        raise too_large
    damaged = UnreadableInput(
        name, "the record is damaged or cut short", where=where, remedy="fetch it again"
    )
    try:
        payload = record.reader.read(expected)
        if len(payload) < expected:
            raise damaged
        payload = _decoded(
            payload, record.http_headers if record.is_http_parsed else None, limits.row_bytes + 1
        )
    except (*_TRIPS, zlib.error) as error:
        raise damaged from error
    if len(payload) > limits.row_bytes:
        raise too_large
    return payload


def _decoded(payload: bytes, http: Any, most: int) -> bytes:
    """``payload`` out of the encodings that its HTTP header names, ``most`` bytes of it at most."""
    if http is None:
        return payload
    if "chunked" in (http.get("Transfer-Encoding") or "").lower():
        payload = _all(ChunkedReader(io.BytesIO(payload)), most)
    encoding = (http.get("Content-Encoding") or "").strip().lower()
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _inflated(payload, most)
    if encoding == "br":
        return _all(BrotliReader(io.BytesIO(payload)), most)
    return payload


def _all(reader: Any, most: int) -> bytes:
    pieces, total = [], 0
    while total < most and (piece := reader.read(min(1 << 20, most - total))):
        pieces.append(piece)
        total += len(piece)
    return b"".join(pieces)


def _inflated(payload: bytes, most: int) -> bytes:
    try:
        # 32 and over: gzip or zlib, whichever the header shows; servers send bare deflate as well.
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(payload, most)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(payload, most)


def _draft(
    payload: bytes, media_type: str | None, charset: str | None, url: str | None, name: str, limits: Limits
) -> Draft:
    if media_type in _HTML:
        return webpage.document(payload, name, limits, charset=charset, url=url)
    if media_type in _PDF:
        return pdf.document(payload, name, limits)
    return plain.document(payload, name, limits)


def _fetched(record: Any) -> dt.datetime | None:
    try:
        fetched: dt.datetime | None = record.record_date
    except _TRIPS:
        return None
    return fetched
