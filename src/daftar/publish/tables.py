"""Tables for a spreadsheet: ``incidents.csv`` and ``claims.csv``."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from daftar.codebook import vocabularies
from daftar.model.origins import origin_name
from daftar.publish.base import is_redacted
from daftar.publish.files import write_folder
from daftar.publish.lookup import Lookup, lookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from daftar.model import PlaceReading, Reading, Record, TimeWindow
    from daftar.publish.base import Publication

__all__ = ["TABLES", "CsvTables", "safe_cell", "table_files"]

Cell = str | int | float | None

# A spreadsheet takes a cell that begins so for a formula, and reports are written by strangers. (OWASP, CSV injection)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_BOM: Final = "\ufeff"  # so that Excel reads the file as UTF-8


class CsvTables:
    """Two tables in a folder, UTF-8 with a byte-order mark, empty cells for what was not said.

    ``incidents.csv`` has a row an incident, with ``<outcome>_<group>_low``, ``_best`` and ``_high`` for each toll
    that any record has (an empty high is open). ``claims.csv`` has a row a claim with its quote, its offsets and its
    origins from the publisher to the root. Text that a spreadsheet would run as a formula begins with an apostrophe.
    """

    name = "csv"

    def export(self, publication: Publication, destination: Path) -> tuple[Path, ...]:
        """Write both tables. Raises PublishError."""
        return write_folder(destination, table_files(publication), publication)


TABLES: Final = CsvTables()


def table_files(publication: Publication) -> list[tuple[str, bytes]]:
    """(name, content) of both tables of a publication that is checked and redacted."""
    index = lookup(publication)
    tolls = _tolls(publication.records)
    incidents = [_incident_row(record, tolls) for record in publication.records]
    claims = [_claim_row(reading, index) for reading in publication.readings]
    return [("incidents.csv", _table(incidents)), ("claims.csv", _table(claims))]


def safe_cell(value: Cell) -> Cell:
    """``value``, with an apostrophe before text that a spreadsheet would take for a formula. Numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _table(rows: Sequence[Mapping[str, Cell]]) -> bytes:
    out = io.StringIO(newline="")
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: safe_cell(value) for key, value in row.items()} for row in rows)
    return (_BOM + out.getvalue()).encode()


def _tolls(records: Iterable[Record]) -> list[tuple[str, str]]:
    """Every outcome and group that some record has a toll for, in the codebook's order."""
    seen = {(tally.outcome, tally.group) for record in records for tally in record.tallies}
    terms = vocabularies()
    return [(o, g) for o in terms.outcome for g in terms.toll_group if (o, g) in seen]


def _incident_row(record: Record, tolls: Iterable[tuple[str, str]]) -> dict[str, Cell]:
    incident = record.incident
    row: dict[str, Cell] = {
        "incident": incident.id,
        "part_of": incident.part_of,
        **_days(incident.date),
        **_place(incident.place),
        "method": incident.method,
        "target": incident.target,
        "perpetrators": "; ".join(f"{one.name} ({one.status})" for one in incident.perpetrators),
    }
    for outcome, group in tolls:
        tally = record.tally(outcome, group)
        name = f"{outcome}_{group}"
        row[f"{name}_low"] = tally.low.value if tally else None
        row[f"{name}_best"] = tally.best.value if tally and tally.best else None
        row[f"{name}_high"] = tally.high.value if tally else None
    row |= {
        "reports": len(incident.reports),
        "independent_origins": len(record.roots),
        "claims": len(incident.claims),
        "conflicts": "; ".join(conflict.words for conflict in record.conflicts),
        "sums": "; ".join(one.words for one in record.sums),
        "grade": record.grade,
        "grade_why": record.grade_why,
    }
    return row


def _claim_row(reading: Reading, index: Lookup) -> dict[str, Cell]:
    claim, report = reading.claim, index.reports[reading.claim.report]
    count, group = claim.count, claim.group
    return {
        "claim": claim.id,
        "incident": index.incident_of.get(claim.id),
        "part_of": claim.part_of,
        "relation": claim.relation,
        "report": report.id,
        "publisher": report.publisher,
        "published": None if report.published is None else report.published.isoformat(),
        "url": report.url,
        "kind": claim.kind,
        "outcome": claim.outcome,
        "low": None if count is None else count.low,
        "best": None if count is None else count.best,
        "high": None if count is None else count.high,
        "worded": claim.count_worded,
        "group": None if group is None else group.worded,
        "polarity": claim.polarity,
        "scope": claim.scope,
        **_days(reading.time),
        **_place(reading.place),
        "method": claim.method,
        "target": claim.target,
        "origins": " < ".join(f"{origin_name(link)} ({link.kind})" for link in claim.origin),
        "quote": claim.quote.text,
        "quote_part": claim.quote.part,
        "quote_start": claim.quote.start,
        "quote_end": claim.quote.end,
        "quote_redacted": "yes" if is_redacted(claim.quote.text) else "no",
        "sentence": claim.passage.text,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
    }


def _days(window: TimeWindow | None) -> dict[str, Cell]:
    return {
        "date_start": None if window is None else window.start.isoformat(),
        "date_end": None if window is None else window.end.isoformat(),
        "date_precision": None if window is None else window.precision,
    }


def _place(reading: PlaceReading | None) -> dict[str, Cell]:
    place = None if reading is None else reading.located
    return {
        "place": None if reading is None else reading.name,
        "place_id": None if place is None else place.id,
        "admin": None if place is None else "; ".join(place.admin),
        "country": None if place is None else place.country,
        "lat": None if place is None else place.lat,
        "lon": None if place is None else place.lon,
        "place_precision": None if reading is None else reading.precision,
    }
