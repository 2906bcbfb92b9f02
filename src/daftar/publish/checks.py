"""What must hold before anything is published. All of it is looked at, and all that is wrong is said at once."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from daftar.codebook import vocabularies
from daftar.errors import PublishError
from daftar.publish.lookup import Lookup, lookup
from daftar.publish.tree import quotes_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from daftar.model import Bound, Incident, Place, Quote, Reading, Record, Report, Tally
    from daftar.publish.base import Publication

__all__ = ["check", "problems"]

_SHOWN: Final = 50


def check(publication: Publication) -> None:
    """Raise PublishError with a line for each thing that is wrong; return where nothing is."""
    found = problems(publication)
    if not found:
        return
    lines = "\n".join(f"  - {line}" for line in found[:_SHOWN])
    more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    number = "1 check" if len(found) == 1 else f"{len(found)} checks"
    raise PublishError(f"nothing was published, because {number} failed:\n{lines}{more}")


def problems(publication: Publication) -> tuple[str, ...]:
    """Everything that stands against publishing, in words, in the order of the publication."""
    found = tuple(_unique_ids(publication))
    if found:
        return found  # nothing can be looked up while two things share an id
    index = lookup(publication)
    return tuple(
        chain(
            chain.from_iterable(_reading_problems(reading, index) for reading in publication.readings),
            chain.from_iterable(_record_problems(record, index) for record in publication.records),
            _circles(publication),
        )
    )


def _unique_ids(publication: Publication) -> Iterator[str]:
    for kind, ids in (
        ("report", [report.id for report in publication.reports]),
        ("claim", [reading.id for reading in publication.readings]),
        ("incident", [record.incident.id for record in publication.records]),
    ):
        for repeated, times in Counter(ids).items():
            if times > 1:
                yield f"{kind} {repeated}: {times} of them share this id"
        if "" in ids:
            yield f"a {kind} has an empty id"


# --- readings


def _reading_problems(reading: Reading, index: Lookup) -> Iterator[str]:
    claim = reading.claim
    report = index.reports.get(claim.report)
    if report is None:
        yield f"claim {claim.id}: its report {claim.report} is not in the publication"
    else:
        yield from _quote_problems(reading, report)
    if claim.part_of is not None and claim.part_of not in index.readings:
        yield f"claim {claim.id}: it is part of {claim.part_of}, which is not in the publication"
    if not 0 <= claim.confidence <= 1:
        yield f"claim {claim.id}: its confidence is {claim.confidence}, not from 0 to 1"
    if reading.time is not None and reading.time.end < reading.time.start:
        yield f"claim {claim.id}: it ends on {reading.time.end}, before it begins on {reading.time.start}"
    if reading.place is not None:
        yield from _place_problems(f"claim {claim.id}", reading.place.located, reading.place.precision)
    terms = vocabularies()
    yield from _term(f"claim {claim.id}", "outcome", claim.outcome, terms.outcome)
    yield from _term(f"claim {claim.id}", "method", claim.method, terms.method)
    yield from _term(f"claim {claim.id}", "target", claim.target, terms.target)
    yield from _term(f"claim {claim.id}", "kind", claim.kind, terms.claim_kind)
    yield from _term(f"claim {claim.id}", "polarity", claim.polarity, terms.polarity)
    yield from _term(f"claim {claim.id}", "scope", claim.scope, terms.scope)
    for link in claim.origin:
        yield from _term(f"claim {claim.id}", "kind of origin", link.kind, terms.origin_kind)


def _quote_problems(reading: Reading, report: Report) -> Iterator[str]:
    """Quotes whose words are not the report's words where they say they stand."""
    for path, quote in quotes_in(reading):
        text = _part(report, quote)
        if text is None:
            yield f"claim {reading.id}, {path}: it quotes the {quote.part}, which report {report.id} does not have"
        elif not 0 <= quote.start < quote.end <= len(text) or text[quote.start : quote.end] != quote.text:
            yield (
                f"claim {reading.id}, {path}: characters {quote.start} to {quote.end} of the {quote.part} of report "
                f"{report.id} are not the words quoted"
            )


def _part(report: Report, quote: Quote) -> str | None:
    return {"text": report.text, "title": report.title}.get(quote.part)


def _place_problems(owner: str, place: Place | None, precision: int) -> Iterator[str]:
    if not 1 <= precision <= 7:
        yield f"{owner}: its place precision is {precision}, not from 1 to 7"
    if place is None:
        return
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        yield f"{owner}: the position of {place.name} ({place.lat}, {place.lon}) is not on the Earth"
    elif place.lat == 0 and place.lon == 0:
        yield f"{owner}: the position of {place.name} is 0, 0, which stands for a place that was not found"


def _term(owner: str, field: str, value: str | None, known: Collection[str]) -> Iterator[str]:
    if value is not None and value not in known:
        yield f"{owner}: its {field} {value!r} is not in the codebook"


# --- records


def _record_problems(record: Record, index: Lookup) -> Iterator[str]:
    incident = record.incident
    owner = f"incident {incident.id}"
    yield from _missing(owner, "claim", incident.claims, index.readings)
    yield from _missing(owner, "report", incident.reports, index.reports)
    if incident.part_of is not None and incident.part_of not in index.records:
        yield f"{owner}: it is part of {incident.part_of}, which is not in the publication"
    yield from _incident_problems(owner, incident)
    seen = Counter((tally.outcome, tally.group) for tally in record.tallies)
    yield from (f"{owner}: it has {n} tolls for {key[0]}, {key[1]}" for key, n in seen.items() if n > 1)
    for tally in record.tallies:
        yield from _tally_problems(owner, tally, index)
    for check_of in record.sums:
        total = () if check_of.total is None else (check_of.total,)
        yield from _missing(f"{owner}, sum", "claim", (*total, *check_of.parts), index.readings)
    for conflict in record.conflicts:
        yield from _missing(f"{owner}, conflict", "claim", conflict.claims, index.readings)
        for way in conflict.ways_out:
            yield from _missing(f"{owner}, way out", "claim", way.claims, index.readings)
    for root in (*record.roots, *record.unsure, *record.inside):
        yield from _missing(f"{owner}, origin", "claim", root.claims, index.readings)
        yield from _missing(f"{owner}, origin", "report", root.reports, index.reports)
    for version in record.history:
        yield from _missing(f"{owner}, history", "claim", version.claims, index.readings)
    yield from _term(owner, "grade", record.grade, vocabularies().grade)


def _incident_problems(owner: str, incident: Incident) -> Iterator[str]:
    if not incident.claims and incident.part_of is None:
        yield f"{owner}: it rests on no claim"
    if incident.date is not None and incident.date.end < incident.date.start:
        yield f"{owner}: it ends on {incident.date.end}, before it begins on {incident.date.start}"
    if incident.place is not None:
        yield from _place_problems(owner, incident.place.located, incident.place.precision)
    yield from _term(owner, "method", incident.method, vocabularies().method)
    yield from _term(owner, "target", incident.target, vocabularies().target)


def _tally_problems(owner: str, tally: Tally, index: Lookup) -> Iterator[str]:
    name = f"{owner}, {tally.outcome}, {tally.group}"
    yield from _term(owner, "outcome", tally.outcome, vocabularies().outcome)
    yield from _term(owner, "group", tally.group, vocabularies().toll_group)
    low, high = tally.low.value, tally.high.value
    best = None if tally.best is None else tally.best.value
    if low is None:
        yield f"{name}: it has no low figure"
    ordered = [value for value in (low, best, high) if value is not None]
    if ordered != sorted(ordered) or any(value < 0 for value in ordered):
        yield f"{name}: low {low}, best {best} and high {high} are not in order"
    for which, bound in (("low", tally.low), ("best", tally.best), ("high", tally.high)):
        yield from _bound_problems(f"{name}, {which}", bound, index)


def _bound_problems(name: str, bound: Bound | None, index: Lookup) -> Iterator[str]:
    if bound is None:
        return
    if bound.value is not None and not bound.claims:
        yield f"{name}: the figure {bound.value} rests on no claim"
    yield from _missing(name, "claim", bound.claims, index.readings)


def _missing(owner: str, kind: str, ids: Iterable[str], known: Collection[str]) -> Iterator[str]:
    yield from (f"{owner}: {kind} {one} is not in the publication" for one in ids if one not in known)


def _circles(publication: Publication) -> Iterator[str]:
    """Incidents and claims that are, by a way round, parts of themselves."""
    wholes = {record.incident.id: record.incident.part_of for record in publication.records}
    yield from (f"incident {one}: it is a part of itself" for one in wholes if _in_circle(one, wholes))
    claims = {reading.id: reading.claim.part_of for reading in publication.readings}
    yield from (f"claim {one}: it is a part of itself" for one in claims if _in_circle(one, claims))


def _in_circle(start: str, wholes: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    step = wholes.get(start)
    while step is not None and step not in seen:
        if step == start:
            return True
        seen.add(step)
        step = wholes.get(step)
    return False
