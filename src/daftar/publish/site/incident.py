"""What an incident's page shows, as plain values: made of the model, handed to the template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.publish.lines import claims_of
from daftar.publish.lookup import by_day
from daftar.publish.site.cards import Card, report_title
from daftar.publish.site.changes import History, histories
from daftar.publish.site.desk import Link, link_to
from daftar.publish.site.disputes import Clash, Sum, clashes, sums
from daftar.publish.site.graph import Drawn, drawn
from daftar.publish.site.names import safe_url
from daftar.publish.site.people import Person, people
from daftar.publish.site.spots import Spot, place_doubt, spots
from daftar.publish.site.tolls import Toll, tolls
from daftar.publish.site.words import (
    capital,
    day_words,
    days_words,
    incident_title,
    label,
    origin_words,
    place_words,
    terms,
    within_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import Position, Record, Report, Root, TimeWindow
    from daftar.publish.site.desk import Desk

__all__ = ["IncidentPage", "Source", "Stand", "Told", "incident_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An independent origin: who, of what kind, through which reports (page, outlet, day), with which claims."""

    name: str
    kind: str
    reports: tuple[tuple[str, str, str], ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a belligerent says of the incident: its position and code, what it says of it in words, and its claims."""

    name: str
    position: str
    code: str
    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One report with what it says of the incident, in the order of its text."""

    slug: str
    title: str
    outlet: str
    published: str
    url: str | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """Everything on one incident's page, in the order it is read."""

    id: str
    slug: str
    title: str
    days: str
    clock: str
    place: str
    within: str
    place_doubt: str
    method: str
    target: str
    perpetrators: tuple[tuple[str, str], ...]
    grade: str
    grade_why: str
    grade_means: str
    stands: tuple[Stand, ...]
    histories: tuple[History, ...]
    graph: Drawn | None
    tolls: tuple[Toll, ...]
    sums: tuple[Sum, ...]
    clashes: tuple[Clash, ...]
    conflicts: int
    sources: tuple[Source, ...]
    unsure: tuple[Source, ...]
    origins: int
    reports: int
    evidence: tuple[tuple[str, str, str], ...]
    victims: tuple[Person, ...]
    parent: Link | None
    parts: tuple[Link, ...]
    cards: tuple[Card, ...]
    told: tuple[Told, ...]
    spots: tuple[Spot, ...]


def incident_page(record: Record, on: Desk) -> IncidentPage:
    """The page of one incident."""
    incident, place = record.incident, record.incident.place
    claims = claims_of(record)
    parts = sorted(on.index.parts.get(incident.id, ()), key=by_day)
    parent = on.index.records.get(incident.part_of or "")
    return IncidentPage(
        id=incident.id,
        slug=on.incident_slugs[incident.id],
        title=incident_title(incident),
        days=days_words(incident.date),
        clock=_clock(incident.date),
        place=place_words(place),
        within=within_words(place.located) if place else "",
        place_doubt=place_doubt(incident, on),
        method=label("method", incident.method) if incident.method else "",
        target=label("target", incident.target) if incident.target else "",
        perpetrators=tuple(
            (one.name, label("perpetrator_status", one.status)) for one in incident.perpetrators
        ),
        grade=label("grade", record.grade) if record.grade else "",
        grade_why=record.grade_why or "",
        grade_means=_grade_means(record),
        stands=tuple(_stand(one, on) for one in record.positions),
        histories=histories(record),
        graph=drawn(record, on),
        tolls=tolls(record),
        sums=sums(record, on),
        clashes=clashes(record, on),
        conflicts=len(record.conflicts),
        sources=tuple(_source(root, on) for root in record.roots),
        unsure=tuple(_source(root, on) for root in record.unsure),
        origins=len(record.roots),
        reports=len(incident.reports),
        evidence=tuple(_evidence(claims, on)),
        victims=tuple(people(incident)),
        parent=link_to(parent, on) if parent else None,
        parts=tuple(link_to(part, on) for part in parts),
        cards=tuple(on.cards[claim] for claim in claims),
        told=tuple(_told(claims, on)),
        spots=tuple(spots((record, *parts), on)),
    )


def _clock(window: TimeWindow | None) -> str:
    if window is None or window.clock is None:
        return ""
    clock = window.clock
    if clock.local and clock.utc:
        doubt = f"; {clock.doubt}" if clock.doubt else ""
        return f"{clock.local} local time ({clock.utc} UTC{doubt})"
    return f"{clock.utc} UTC" if clock.utc else f"{clock.local} local time"


def _source(root: Root, on: Desk) -> Source:
    return Source(
        name=origin_words(root.origin),
        kind=label("origin_kind", root.origin.kind),
        reports=tuple((on.report_slugs[name], *_outlet(on.index.reports[name])) for name in root.reports),
        claims=tuple(on.cards[claim].anchor for claim in root.claims),
    )


def _outlet(report: Report) -> tuple[str, str]:
    return report.publisher or report_title(report), day_words(report.published) if report.published else ""


def _grade_means(record: Record) -> str:
    """What the grade stands for, where it is one of the codebook's."""
    term = terms()["grade"].get(record.grade or "")
    return term.meaning if term else ""


def _stand(one: Position, on: Desk) -> Stand:
    words = one.words.removeprefix(f"{one.name} ")
    return Stand(
        name=one.name,
        position=label("position", one.position),
        code=one.position,
        words=capital(words),
        claims=tuple(on.cards[claim].anchor for claim in one.claims),
    )


def _evidence(claims: Sequence[str], on: Desk) -> Iterable[tuple[str, str, str]]:
    """(kind, what is said of its checking, the claim's card) for each piece, once."""
    seen = set()
    for claim in claims:
        for one in on.index.readings[claim].claim.evidence:
            said = one.verification or "nothing said of its checking"
            if (one.kind, said) not in seen:
                seen.add((one.kind, said))
                yield capital(one.kind.replace("_", " ")), said, on.cards[claim].anchor


def _told(claims: Sequence[str], on: Desk) -> Iterable[Told]:
    """Reports in the order of their days, each with its claims in the order of its text."""
    by_report: dict[str, list[str]] = {}
    for claim in claims:
        by_report.setdefault(on.index.readings[claim].claim.report, []).append(claim)

    def in_text(claim: str) -> tuple[bool, int]:
        quote = on.index.readings[claim].claim.quote
        return quote.part != "title", quote.start

    def in_time(name: str) -> tuple[bool, str]:
        published = on.index.reports[name].published
        return published is None, "" if published is None else published.isoformat()

    for name in sorted(by_report, key=in_time):
        report = on.index.reports[name]
        yield Told(
            slug=on.report_slugs[name],
            title=report_title(report),
            outlet=report.publisher or "publisher not known",
            published=day_words(report.published) if report.published else "day not known",
            url=safe_url(report.url),
            cards=tuple(on.cards[claim] for claim in sorted(by_report[name], key=in_text)),
        )
