"""What a report's page shows. Its text is not published: quotes in their context, and the way to the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.publish.site.cards import Card, headed
from daftar.publish.site.desk import Link, link_to
from daftar.publish.site.names import safe_url
from daftar.publish.site.words import day_words

if TYPE_CHECKING:
    from daftar.model import Report
    from daftar.publish.site.desk import Desk

__all__ = ["ReportPage", "report_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """Everything that was read out of one report, in the order of its text."""

    slug: str
    title: str
    outlet: str
    author: str | None
    published: str
    url: str | None
    language: str | None
    sha256: str
    source: str | None
    cards: tuple[Card, ...]
    incidents: tuple[Link, ...]


def report_page(report: Report, on: Desk) -> ReportPage:
    """The page of one report."""
    ordered = sorted(
        on.read.get(report.id, ()), key=lambda one: (one.claim.quote.part != "title", one.claim.quote.start)
    )
    internal = on.publication.audience == "internal"
    return ReportPage(
        slug=on.report_slugs[report.id],
        title=headed(report, ordered),
        outlet=report.publisher or "publisher not known",
        author=report.author,
        published=day_words(report.published) if report.published else "day not known",
        url=safe_url(report.url),
        language=report.language,
        sha256=report.sha256,
        source=report.source if internal else None,
        cards=tuple(on.cards[reading.id] for reading in ordered),
        incidents=tuple(
            link_to(record, on) for record in on.told.get(report.id, ()) if record.incident.part_of is None
        ),
    )
