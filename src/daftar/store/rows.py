"""How reports and records are laid out in rows."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any

from msgspec.json import encode

from daftar.errors import StoreError

if TYPE_CHECKING:
    from daftar.model import Reading, Record, Report

__all__ = ["archive_row", "incident_row", "printable", "reading_row", "report_row", "unpacked"]


def printable(source: str) -> str:
    """Spell out the bytes of a file name that is not UTF-8: a database keeps text."""
    return source.encode("utf-8", "backslashreplace").decode()


def archive_row(report: Report, content: bytes) -> dict[str, Any]:
    """Lay out bytes for the archive. Raises StoreError where they are not what the report's hash names."""
    if hashlib.sha256(content).hexdigest() != report.sha256:
        raise StoreError(f"report {report.id}: its bytes are not the ones that its sha256 names")
    body = zlib.compress(content, 6)
    return {"sha256": report.sha256, "media_type": report.media_type, "size": len(content), "body": body}


def unpacked(sha256: str, body: bytes) -> bytes | None:
    """The bytes that were archived, or None where they are no longer the ones that their hash names."""
    try:
        content = zlib.decompress(body)
    except zlib.error:
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def report_row(report: Report) -> dict[str, Any]:
    """Lay out a report for its table."""
    return {
        "id": report.id,
        "sha256": report.sha256,
        "published": report.published,
        "language": report.language,
        "body": encode(report).decode(),
    }


def reading_row(reader: int, report: str, position: int, reading: Reading) -> dict[str, Any]:
    """Lay out what the reader of that number read in a report, in order of the text."""
    return {
        "reader_id": reader,
        "claim_id": reading.claim.id,
        "report_id": report,
        "position": position,
        "body": encode(reading).decode(),
    }


def incident_row(record: Record) -> dict[str, Any]:
    """Lay out an incident for its table, with what people would look for in columns of their own."""
    incident = record.incident
    located = None if incident.place is None else incident.place.located
    return {
        "id": incident.id,
        "part_of": incident.part_of,
        "lead": incident.lead,
        "first_day": None if incident.date is None else incident.date.start,
        "last_day": None if incident.date is None else incident.date.end,
        "place": None if incident.place is None else incident.place.name,
        "lat": None if located is None else located.lat,
        "lon": None if located is None else located.lon,
        "method": incident.method,
    }
