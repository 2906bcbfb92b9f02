"""Records as JSON lines: the promised format, one record a line with the claims it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.json import encode

from daftar.format import claim_json, record_json
from daftar.publish.base import is_redacted
from daftar.publish.files import write_file, write_folder
from daftar.publish.lookup import Lookup, lookup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from daftar.model import Record, Report
    from daftar.publish.base import Publication

__all__ = ["LINES", "JsonLines", "claims_of"]


class JsonLines:
    """``records.jsonl`` in a folder, or one file where the destination has the ending ``.jsonl`` or ``.json``.

    Each line is ``record_json`` of :mod:`daftar.format` with ``claims`` (in full; a quote with ``redacted: true`` where
    a name was withheld) and ``reports`` (what is needed to find them again; never their text).
    """

    name = "json"

    def export(self, publication: Publication, destination: Path) -> tuple[Path, ...]:
        """Write the records. Raises PublishError."""
        content = b"".join(line + b"\n" for line in _lines(publication))
        if destination.suffix in {".json", ".jsonl"}:
            return (write_file(destination, content),)
        return write_folder(destination, [("records.jsonl", content)], publication)


LINES: Final = JsonLines()


def _lines(publication: Publication) -> Iterator[bytes]:
    index = lookup(publication)
    for record in publication.records:
        row = record_json(record)
        row["claims"] = [_claim(claim, index) for claim in claims_of(record)]
        row["reports"] = [_report(index.reports[report]) for report in record.incident.reports]
        yield encode(row)


def claims_of(record: Record) -> tuple[str, ...]:
    """The claims that a record speaks of, each once: the incident's own, then those of parts that its figures use."""
    ids = dict.fromkeys(record.incident.claims)
    for tally in record.tallies:
        for bound in (tally.low, tally.best, tally.high):
            ids.update(dict.fromkeys(bound.claims if bound else ()))
    for one in record.sums:
        ids.update(dict.fromkeys((*(() if one.total is None else (one.total,)), *one.parts)))
    for conflict in record.conflicts:
        ids.update(dict.fromkeys(conflict.claims))
    for root in (*record.roots, *record.inside):
        ids.update(dict.fromkeys(root.claims))
    for version in record.history:
        ids.update(dict.fromkeys(version.claims))
    return tuple(ids)


def _claim(claim: str, index: Lookup) -> dict[str, Any]:
    row = claim_json(index.readings[claim], index.incident_of.get(claim))
    row["report"] = index.readings[claim].claim.report
    row["quote"]["redacted"] = is_redacted(row["quote"]["text"])
    return row


def _report(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "title": report.title,
        "publisher": report.publisher,
        "url": report.url,
        "published": None if report.published is None else report.published.isoformat(),
        "language": report.language,
        "sha256": report.sha256,
    }
