"""A publication by its ids: which report, which claim, which parts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.model import Reading, Record, Report

if TYPE_CHECKING:
    from daftar.publish.base import Publication

__all__ = ["Lookup", "by_day", "lookup"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lookup:
    """A publication's reports, readings and records by id, its parts by whole, and its incidents by claim.

    ``incident_of`` gives the smallest incident of a claim: the part, where a claim is in a whole and in its part.
    """

    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    records: Mapping[str, Record]
    parts: Mapping[str, tuple[Record, ...]]
    incident_of: Mapping[str, str]


def lookup(publication: Publication) -> Lookup:
    """Everything of ``publication`` by id. Expects that the ids are unique, which the checks have seen to."""
    parts: dict[str, list[Record]] = {}
    incident_of: dict[str, str] = {}
    for record in publication.records:
        incident = record.incident
        if incident.part_of is not None:
            parts.setdefault(incident.part_of, []).append(record)
        for claim in incident.claims:
            if incident.part_of is not None or claim not in incident_of:
                incident_of[claim] = incident.id
    return Lookup(
        reports={report.id: report for report in publication.reports},
        readings={reading.id: reading for reading in publication.readings},
        records={record.incident.id: record for record in publication.records},
        parts={whole: tuple(found) for whole, found in parts.items()},
        incident_of=incident_of,
    )


def by_day(record: Record) -> tuple[bool, dt.date, str]:
    """A sorting key: the earliest day first, records without a day last."""
    date = record.incident.date
    return (date is None, dt.date.max if date is None else date.start, record.incident.id)
