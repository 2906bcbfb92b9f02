"""A publication laid out for writing pages: everything by id, the name of each page, and lines that lead to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from daftar.codebook import vocabularies
from daftar.model import Reading, Record
from daftar.model.origins import origin_key
from daftar.publish.base import WITHHELD_NAME, Publication
from daftar.publish.lookup import Lookup, lookup
from daftar.publish.site.cards import Card, card
from daftar.publish.site.names import incident_slug, report_slug
from daftar.publish.site.words import days_words, incident_title, label, toll_words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Desk", "Link", "desk", "link_to", "origin_count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A publication laid out for writing pages: everything by id, and the name of each page.

    ``told`` and ``read`` are the records and readings of each report.
    """

    publication: Publication
    index: Lookup
    incident_slugs: Mapping[str, str]
    report_slugs: Mapping[str, str]
    cards: Mapping[str, Card]
    told: Mapping[str, tuple[Record, ...]]
    read: Mapping[str, tuple[Reading, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another incident's page, with the people killed there in words and its place in figures."""

    slug: str
    title: str
    days: str
    toll: tuple[tuple[str, str], ...]


def desk(publication: Publication) -> Desk:
    """Lay out a redacted publication."""
    index = lookup(publication)
    incident_slugs = {record.incident.id: incident_slug(record.incident) for record in publication.records}
    report_slugs = {report.id: report_slug(report) for report in publication.reports}
    cards = {
        reading.id: card(reading, index, incident_slugs, report_slugs) for reading in publication.readings
    }
    return Desk(
        publication=publication,
        index=index,
        incident_slugs=incident_slugs,
        report_slugs=report_slugs,
        cards=cards,
        told=_grouped(
            (report, record) for record in publication.records for report in record.incident.reports
        ),
        read=_grouped((reading.claim.report, reading) for reading in publication.readings),
    )


T = TypeVar("T")


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def link_to(record: Record, on: Desk) -> Link:
    """A line that leads to an incident's page."""
    toll = []
    for outcome in vocabularies().outcome:
        tally = record.tally(outcome)
        if tally is not None:
            toll.append((label("outcome", outcome), toll_words(tally.low.value or 0, tally.high.value)))
    return Link(
        slug=on.incident_slugs[record.incident.id],
        title=incident_title(record.incident),
        days=days_words(record.incident.date),
        toll=tuple(toll),
    )


def origin_count(records: Iterable[Record]) -> int:
    """How many different origins stand behind records. Those without a name, which nobody can tell apart, count each."""
    keys = [
        "" if root.origin.name == WITHHELD_NAME else origin_key(root.origin)
        for record in records
        for root in record.roots
    ]
    return len(set(keys) - {""}) + keys.count("")
