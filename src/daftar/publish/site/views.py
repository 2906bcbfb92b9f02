"""What each page shows, as plain values: made of the model, handed to the templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from daftar.codebook import vocabularies
from daftar.model import Reading, Record
from daftar.model.origins import origin_key
from daftar.publish.base import WITHHELD_NAME, Publication
from daftar.publish.lines import claims_of
from daftar.publish.lookup import Lookup, by_day, lookup
from daftar.publish.site.changes import History, histories
from daftar.publish.site.context import Context, in_context
from daftar.publish.site.graph import Drawn, drawn
from daftar.publish.site.names import claim_anchor, incident_slug, report_slug, safe_url
from daftar.publish.site.tolls import Toll, tolls
from daftar.publish.site.words import (
    capital,
    chain_words,
    day_words,
    days_words,
    incident_title,
    label,
    origin_words,
    place_words,
    says,
    terms,
    toll_words,
    within_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import Incident, Position, Report, Root, SumCheck, TimeWindow

__all__ = [
    "Card",
    "Desk",
    "IncidentPage",
    "Link",
    "ReportPage",
    "Stand",
    "desk",
    "incident_page",
    "link_to",
    "origin_count",
    "report_page",
    "report_title",
]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total beside its parts, in words, with the cards of each."""

    words: str
    agrees: bool
    about: str
    total: Card | None
    parts: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Claims that cannot all be true, to be read side by side.

    ``ways`` are the ways out: what would follow if some claims were set aside, in words, with those claims.
    """

    about: str
    words: str
    cards: tuple[Card, ...]
    ways: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An independent origin: who, of what kind, through which reports, with which claims."""

    name: str
    kind: str
    reports: tuple[tuple[str, str], ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What a belligerent says of the harm: its name, its position as worded and as coded, the sentence, its claims."""

    name: str
    position: str
    code: str
    words: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Another incident's page, with the people killed there in words and its place in figures."""

    slug: str
    title: str
    days: str
    toll: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPage:
    """Everything on one incident's page, in the order it is read."""

    slug: str
    title: str
    days: str
    clock: str
    place: str
    within: str
    precision: str
    coarse: bool
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
    sources: tuple[Source, ...]
    origins: int
    reports: int
    evidence: tuple[tuple[str, str, str], ...]
    victims: tuple[tuple[str, str, str], ...]
    parent: Link | None
    parts: tuple[Link, ...]
    cards: tuple[Card, ...]
    points: tuple[tuple[float, float, int, bool, str], ...]


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


def desk(publication: Publication) -> Desk:
    """Lay out a redacted publication."""
    index = lookup(publication)
    incident_slugs = {record.incident.id: incident_slug(record.incident) for record in publication.records}
    report_slugs = {report.id: report_slug(report) for report in publication.reports}
    cards = {
        reading.id: _card(reading, index, incident_slugs, report_slugs) for reading in publication.readings
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


# --- a claim


def _card(
    reading: Reading, index: Lookup, incident_slugs: Mapping[str, str], report_slugs: Mapping[str, str]
) -> Card:
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
        redacted=WITHHELD_NAME in claim.passage.text or WITHHELD_NAME in claim.quote.text,
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
        since = f" {claim.since.text}" if claim.since else ""
        found.append(f"{label('scope', claim.scope)}{since}")
    if claim.relation == "update":
        found.append("later figure for the same thing")
    elif claim.relation == "among":
        found.append("among those already counted")
    elif claim.relation == "part":
        found.append("part of a total")
    return tuple(found)


def report_title(report: Report) -> str:
    """The report's title, or what it is where it has none."""
    return report.title or f"Report by {report.publisher or 'an unknown publisher'}"


# --- an incident


def incident_page(record: Record, on: Desk) -> IncidentPage:
    """The page of one incident."""
    incident, place = record.incident, record.incident.place
    withheld = on.publication.withheld
    claims = [on.cards[claim] for claim in claims_of(record)]
    parts = sorted(on.index.parts.get(incident.id, ()), key=by_day)
    parent = on.index.records.get(incident.part_of or "")
    return IncidentPage(
        slug=on.incident_slugs[incident.id],
        title=incident_title(incident),
        days=days_words(incident.date),
        clock=_clock(incident.date),
        place=place_words(place),
        within=within_words(place.located) if place else "",
        precision=vocabularies().place_precision[place.precision] if place and place.located else "",
        coarse=withheld is not None and incident.id in withheld.coarsened,
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
        sums=tuple(_sum(one, on) for one in record.sums),
        clashes=tuple(
            Clash(
                about=_about(one.outcome, one.group),
                words=one.words,
                cards=tuple(on.cards[claim] for claim in one.claims),
                ways=tuple(
                    (capital(way.words), tuple(on.cards[claim].anchor for claim in way.claims))
                    for way in one.ways_out
                ),
            )
            for one in record.conflicts
        ),
        sources=tuple(_source(root, on) for root in record.roots),
        origins=len(record.roots),
        reports=len(incident.reports),
        evidence=tuple(_evidence(claims_of(record), on)),
        victims=tuple(_victims(incident)),
        parent=link_to(parent, on) if parent else None,
        parts=tuple(link_to(part, on) for part in parts),
        cards=tuple(claims),
        points=tuple(_points((record, *parts), on)),
    )


def _clock(window: TimeWindow | None) -> str:
    if window is None or window.clock is None:
        return ""
    clock = window.clock
    if clock.local and clock.utc:
        doubt = f"; {clock.doubt}" if clock.doubt else ""
        return f"{clock.local} local time ({clock.utc} UTC{doubt})"
    return f"{clock.utc} UTC" if clock.utc else f"{clock.local} local time"


def _about(outcome: str, group: str) -> str:
    return capital(label("outcome", outcome)) + (
        "" if group == "all" else f", {label('group', group).lower()}"
    )


def _sum(one: SumCheck, on: Desk) -> Sum:
    return Sum(
        words=one.words,
        agrees=one.agrees,
        about=_about(one.outcome, one.group),
        total=None if one.total is None else on.cards[one.total],
        parts=tuple(on.cards[part] for part in one.parts),
    )


def _source(root: Root, on: Desk) -> Source:
    return Source(
        name=origin_words(root.origin),
        kind=label("origin_kind", root.origin.kind),
        reports=tuple(
            (
                on.report_slugs[report],
                on.index.reports[report].publisher or report_title(on.index.reports[report]),
            )
            for report in root.reports
        ),
        claims=tuple(on.cards[claim].anchor for claim in root.claims),
    )


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


def _victims(incident: Incident) -> Iterable[tuple[str, str, str]]:
    """(name, what is said of the person, outcome)."""
    for one in incident.victims:
        about = [
            f"{one.age} years" if one.age is not None else (one.age_group or ""),
            one.sex or "",
            (one.role or "").replace("_", " "),
            one.relation or "",
        ]
        names = " / ".join(name for name in (one.name, *one.names_other) if name)
        yield names or "not named", ", ".join(part for part in about if part), label("outcome", one.outcome)


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


def _points(records: Iterable[Record], on: Desk) -> Iterable[tuple[float, float, int, bool, str]]:
    """(latitude, longitude, precision, whether rounded, name) to draw, each place once."""
    withheld = on.publication.withheld
    seen = set()
    for record in records:
        reading = record.incident.place
        place = reading.located if reading else None
        if reading is None or place is None or (place.lat, place.lon) in seen:
            continue
        seen.add((place.lat, place.lon))
        coarse = withheld is not None and record.incident.id in withheld.coarsened
        yield place.lat, place.lon, reading.precision, coarse, place_words(reading)


# --- a report


def report_page(report: Report, on: Desk) -> ReportPage:
    """The page of one report. Its text is not published: quotes in their context, and the way to the original."""
    ordered = sorted(
        on.read.get(report.id, ()), key=lambda one: (one.claim.quote.part != "title", one.claim.quote.start)
    )
    internal = on.publication.audience == "internal"
    return ReportPage(
        slug=on.report_slugs[report.id],
        title=report_title(report),
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


def origin_count(records: Iterable[Record]) -> int:
    """How many different origins stand behind records. Those without a name, which nobody can tell apart, count each."""
    keys = [
        "" if root.origin.name == WITHHELD_NAME else origin_key(root.origin)
        for record in records
        for root in record.roots
    ]
    return len(set(keys) - {""}) + keys.count("")
