"""A claim to read: what it says, its words in their context, and the way they came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from daftar.publish.base import is_redacted
from daftar.publish.site.context import Context, in_context
from daftar.publish.site.names import claim_anchor, safe_url
from daftar.publish.site.words import (
    chain_words,
    day_words,
    days_words,
    incident_title,
    label,
    place_words,
    says,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Reading, Report
    from daftar.publish.lookup import Lookup

__all__ = ["Card", "card", "headed", "report_title"]

_HEADING: Final = 90  # characters of the words that stand for a title


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One claim to read: what it says, its words in context, and the way they came."""

    anchor: str
    says: str
    worded: str | None
    marks: tuple[str, ...]
    context: Context
    language: str | None
    report: str
    report_title: str
    outlet: str
    published: str
    url: str | None
    chain: tuple[tuple[str, str], ...]
    place: str
    days: str
    redacted: bool
    extractor: str
    confidence: float
    incident: str | None
    incident_title: str


def card(
    reading: Reading, index: Lookup, incident_slugs: Mapping[str, str], report_slugs: Mapping[str, str]
) -> Card:
    """The card of one claim; the slugs name the pages of incidents and reports by id."""
    claim, report = reading.claim, index.reports[reading.claim.report]
    incident = index.incident_of.get(claim.id)
    return Card(
        anchor=claim_anchor(claim.id),
        says=says(claim),
        worded=claim.count_worded,
        marks=_marks(reading),
        context=in_context(report, claim),
        language=report.language,
        report=report_slugs[report.id],
        report_title=report_title(report),
        outlet=report.publisher or "publisher not known",
        published=day_words(report.published) if report.published else "day not known",
        url=safe_url(report.url),
        chain=chain_words(report, claim.origin),
        place=place_words(reading.place),
        days=days_words(reading.time),
        redacted=is_redacted(claim.passage.text) or is_redacted(claim.quote.text),
        extractor=claim.extractor,
        confidence=claim.confidence,
        incident=incident_slugs.get(incident) if incident else None,
        incident_title=incident_title(index.records[incident].incident) if incident else "",
    )


def _marks(reading: Reading) -> tuple[str, ...]:
    """What sets a claim apart from a plain statement about one incident."""
    claim = reading.claim
    found = []
    if claim.polarity != "asserted":
        found.append(label("polarity", claim.polarity))
    if claim.scope != "incident":
        since = f" {re.sub('^Since ', 'since ', claim.since.text)}" if claim.since else ""
        found.append(f"{label('scope', claim.scope)}{since}")
    if claim.relation == "update":
        found.append("later figure for the same thing")
    elif claim.relation == "among":
        found.append("among those already counted")
    elif claim.relation == "part":
        found.append("part of a total")
    return tuple(found)


def headed(report: Report, readings: Sequence[Reading]) -> str:
    """The report's title; where it has none, the first words in it that a claim rests on, which stand on the page anyway."""
    if report.title or not readings:
        return report_title(report)
    first = min((reading.claim.passage for reading in readings), key=lambda quote: quote.start)
    return f"“{shorten(first.text, width=_HEADING, placeholder=' …')}”"


def report_title(report: Report) -> str:
    """The report's title, or what it is where it has none."""
    return report.title or f"Report by {report.publisher or 'an unknown publisher'}"
