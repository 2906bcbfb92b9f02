"""An incident explained: each number with the claims it rests on, their words and origins, and the arithmetic."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from daftar.cli.text import (
    bound_text,
    clean,
    count_text,
    days_text,
    in_context,
    origins_text,
    place_text,
    tally_text,
)
from daftar.linking import decided, shaping
from daftar.reconcile.words import incident_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from daftar.linking import Decided
    from daftar.model import Bound, Part, Reading, Record, Report, Root, Tally, Version
    from daftar.store import Store

__all__ = ["explanation"]


def explanation(record: Record, store: Store) -> Iterator[str]:
    """Explain a record line by line, from what the store holds."""
    state = store.state()
    kept = tuple(store.records())
    parts = [one for one in kept if one.incident.part_of == record.incident.id]
    numbers = {claim: number for number, claim in enumerate(_claims_of(record), 1)}
    readings = {} if state is None else store.claims(state.reader, list(numbers))
    yield from _heading(record)
    every = (*record.roots, *record.unsure, *record.inside)
    names = {root.id: origins_text((root.origin,)) for root in every}
    told_in = {one.incident.id: incident_words(one.incident) for one in kept}
    for tally in record.tallies:
        yield from _toll(tally, numbers, names, told_in)
    yield from _remarks(record, numbers)
    if record.history:
        yield from _history(record.history, numbers)
    if state is not None:
        yield from _decisions(shaping(decided(store, state.reader), record.incident.id), record.incident.id)
    if parts:
        yield from _parts(parts)
    if record.roots:
        yield from _roots(f"Independent origins: {len(record.roots)}", record.roots, numbers)
    if record.inside:
        yield from _roots("Origins of incidents inside it alone", record.inside, numbers)
    yield ""
    yield click.style("Claims", bold=True)
    reports: dict[str, Report | None] = {}
    for claim, number in numbers.items():
        reading = readings.get(claim)
        if reading is None:
            yield f"  [{number}] {claim}: not among the readings of {state.reader if state else 'anybody'}"
            continue
        name = reading.claim.report
        if name not in reports:
            reports[name] = store.report(name)
        yield from _claim(number, reading, reports[name])


def _claims_of(record: Record) -> Sequence[str]:
    """Every claim that the record speaks of, its own first, each once."""
    claims = dict.fromkeys(record.incident.claims)
    for tally in record.tallies:
        for bound in (tally.low, tally.best, tally.high):
            claims.update(dict.fromkeys(bound.claims if bound else ()))
    for one in record.sums:
        claims.update(dict.fromkeys((*([one.total] if one.total else []), *one.parts)))
    for conflict in record.conflicts:
        claims.update(dict.fromkeys(conflict.claims))
        claims.update(dict.fromkeys(claim for way in conflict.ways_out for claim in way.claims))
    for version in record.history:
        claims.update(dict.fromkeys(version.claims))
    for root in record.inside:
        claims.update(dict.fromkeys(root.claims))
    return list(claims)


def _heading(record: Record) -> Iterator[str]:
    incident = record.incident
    yield click.style(incident.id, bold=True)
    said = {
        "when": days_text(incident.date),
        "where": place_text(incident),
        "method": (incident.method or "").replace("_", " "),
        "target": (incident.target or "").replace("_", " "),
        "by": ", ".join(f"{clean(one.name)} ({one.status})" for one in incident.perpetrators),
        "part of": incident.part_of or "",
        "grade": " - ".join(filter(None, (record.grade, record.grade_why))),
    }
    for name, words in said.items():
        if words:
            yield f"  {name:<8} {words}"
    for one in record.positions:
        yield f"  {'position':<8} {one.position.replace('_', ' ')} - {clean(one.words)}"


def _toll(
    tally: Tally, numbers: Mapping[str, int], names: Mapping[str, str], told_in: Mapping[str, str]
) -> Iterator[str]:
    yield ""
    yield click.style(f"{_name_of(tally.outcome, tally.group)}: {tally_text(tally)}", bold=True) + _alone(
        tally
    )
    before: tuple[Part, ...] = ()
    for word, bound in (("low", tally.low), ("best", tally.best), ("high", tally.high)):
        yield f"  {word:<4} {bound_text(bound):>9}   {_rests_on(bound, numbers)}"
        parts = () if bound is None else bound.parts
        if parts != before:
            yield from (f"{'':>17}{_part(part, numbers, names, told_in)}" for part in parts)
        before = parts


def _alone(tally: Tally) -> str:
    """That one origin alone stands behind the number shown (the best, else the low), or behind a part that it needs."""
    if not tally.one_source:
        return ""
    shown = tally.best or tally.low
    if len(shown.roots) > 1:
        weakest = next(part for part in shown.parts if len(part.roots) == 1)
        return f"   ({bound_text(shown)} needs {weakest.words}, of whom one independent origin alone tells)"
    which = "" if tally.low.value == tally.high.value else f"{bound_text(shown)} rests on "
    return f"   ({which}one independent origin)"


def _part(
    part: Part, numbers: Mapping[str, int], names: Mapping[str, str], told_in: Mapping[str, str]
) -> str:
    """A part that a number needs: what it comes to, where it is told of, its claims, and who stands behind it."""
    place = "" if part.incident is None else f" ({clean(told_in.get(part.incident, part.incident))})"
    claims = " ".join(f"[{numbers[claim]}]" for claim in part.claims)
    origins = "; ".join(names.get(root, root) for root in part.roots) or "nobody in particular"
    return f"{part.words}{place} {claims}   {origins}"


def _rests_on(bound: Bound | None, numbers: Mapping[str, int]) -> str:
    if bound is None:
        return "nobody gave a figure to choose"
    claims = " ".join(f"[{numbers[claim]}]" for claim in bound.claims) or "follows from no claim"
    return claims if bound.why is None else f"{claims}   {clean(bound.why)}"


def _remarks(record: Record, numbers: Mapping[str, int]) -> Iterator[str]:
    if record.sums:
        yield ""
        yield click.style("Arithmetic", bold=True)
    for one in record.sums:
        claims = " ".join(f"[{numbers[claim]}]" for claim in one.parts)
        yield f"  {one.outcome.replace('_', ' ')}, {one.group.replace('_', ' ')}: {clean(one.words)}   {claims}".rstrip()
    if record.conflicts:
        yield ""
        yield click.style("Contradictions", bold=True)
    for conflict, following in zip_longest(record.conflicts, record.conflicts[1:]):
        claims = " ".join(f"[{numbers[claim]}]" for claim in conflict.claims)
        yield f"  {clean(conflict.words)}   {claims}"
        if following is not None and following.ways_out == conflict.ways_out:
            continue  # told once, behind the last that they are the ways out of
        for way in conflict.ways_out:
            set_aside = " ".join(f"[{numbers[claim]}]" for claim in way.claims)
            yield f"    {clean(way.words)}   (sets aside {set_aside})"


def _history(versions: Sequence[Version], numbers: Mapping[str, int]) -> Iterator[str]:
    yield ""
    yield click.style("History", bold=True)
    for outcome, group in dict.fromkeys((one.outcome, one.group) for one in versions):
        yield f"  {_name_of(outcome, group)}"
        for one in versions:
            if (one.outcome, one.group) == (outcome, group):
                claims = " ".join(f"[{numbers[claim]}]" for claim in one.claims)
                yield f"    {one.kind:<9} {clean(one.words)}   {claims}".rstrip()


def _decisions(found: Sequence[Decided], incident: str) -> Iterator[str]:
    """What people decided of the incident that stands, who and when, in the order it was decided."""
    if not found:
        return
    yield ""
    yield click.style("Decisions", bold=True)
    for one in found:
        decision = one.decision
        why = f" (why: {clean(decision.why)})" if decision.why else ""
        yield f"  {decision.at.date()}  {clean(decision.by)}: {_decided(one, incident)}{why}   {decision.id}"


def _decided(one: Decided, incident: str) -> str:
    """What a decision says of the incident, which is one of its two or both of them."""
    here, there = one.incidents or (incident, incident)
    reports = (one.decision.report, one.decision.other_report or "")
    if one.decision.kind == "same_incident":
        return f"reports {reports[0]} and {reports[1]} tell of one incident"
    if one.decision.kind == "part_of":
        return f"it is part of {there}" if here == incident else f"{here} is part of it"
    mine, other = (reports, there) if here == incident else (reports[::-1], here)
    return f"what report {mine[0]} tells of is another incident than {other}, of which report {mine[1]} tells"


def _name_of(outcome: str, group: str) -> str:
    return outcome.replace("_", " ") + ("" if group == "all" else f", {group.replace('_', ' ')}")


def _parts(parts: Sequence[Record]) -> Iterator[str]:
    yield ""
    yield click.style("Parts", bold=True)
    for part in parts:
        tolls = "; ".join(f"{one.outcome} {tally_text(one)}" for one in part.tallies if one.group == "all")
        yield f"  {part.incident.id}  {days_text(part.incident.date)}  {place_text(part.incident)}  {tolls}"


def _roots(heading: str, roots: Sequence[Root], numbers: Mapping[str, int]) -> Iterator[str]:
    yield ""
    yield click.style(heading, bold=True)
    for root in roots:
        claims = " ".join(f"[{numbers[claim]}]" for claim in root.claims if claim in numbers)
        yield f"  {origins_text((root.origin,))}   {claims}"


def _claim(number: int, reading: Reading, report: Report | None) -> Iterator[str]:
    claim = reading.claim
    said = [claim.kind if claim.outcome is None else claim.outcome.replace("_", " ")]
    said += [count_text(claim.count)] if claim.count is not None else []
    said += [f'worded "{clean(claim.count_worded)}"'] if claim.count_worded else []
    said += [word for word in (claim.polarity, claim.scope) if word not in {"asserted", "incident"}]
    yield f"  [{number}] {', '.join(said)}   ({claim.id})"
    yield f"      {in_context(report, claim.quote)}"
    yield f"      origin: {origins_text(claim.origin)}"
    for mark in claim.review:
        beside = f" ({', '.join(mark.claims)})" if mark.claims else ""
        yield f"      to review, {mark.field}: {clean(mark.words)}{beside}"
    if report is not None:
        where = ", ".join(
            filter(None, (report.publisher, str(report.published or ""), report.url or report.source))
        )
        yield f"      report {report.id}, characters {claim.quote.start} to {claim.quote.end}: {clean(where)}"
