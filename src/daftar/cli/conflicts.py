"""The verb that lays contradictions side by side: ``conflicts``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

import click

from daftar.cli.common import (
    binary_output,
    on_terminal,
    output_option,
    settings_of,
    store_of,
    store_option,
    write_table,
)
from daftar.cli.incidents import known_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from daftar.model import Conflict, Reading, Record, Report, WayOut
    from daftar.store import Store

__all__ = ["conflicts"]

_HEADINGS = (
    "conflict",
    "incident",
    "days",
    "place",
    "outcome",
    "group",
    "contradiction",
    "claim",
    "figure",
    "quote",
    "origin",
    "report",
    "ways out",
)


@click.command()
@click.argument("incident", required=False)
@store_option
@output_option
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json"]), help="Default: table.")
@click.pass_context
def conflicts(
    ctx: click.Context, incident: str | None, store: str | None, output: str | None, shape: str | None
) -> None:
    """List what sources contradict each other about, in all of a store or in one INCIDENT and its parts.

    Each conflict is a smallest set of claims that cannot all be true: every side with its words, its origin and its report,
    then each way out, with whose word would be set aside and what the number would then be. Side by side on a terminal;
    one tab-separated line a side where the output goes elsewhere; CSV, or JSON one conflict a line, by --format.
    """
    from daftar.store import open_store

    with closing(open_store(store_of(settings_of(ctx), store), create=False)) as kept:
        wanted = None if incident is None else known_id(kept, incident)
        found = list(_conflicts(kept, wanted))
    if on_terminal(shape, output):
        _print(found)
        return
    with binary_output(output) as out:
        if shape == "json":
            from msgspec.json import encode

            out.writelines(encode(_row(one)) + b"\n" for one in found)
        else:
            write_table(_HEADINGS, _lines(found), out, shape)


class _Side(NamedTuple):
    """One claim of a conflict, with the report that makes it."""

    claim: str
    reading: Reading | None
    report: Report | None


class _Found(NamedTuple):
    """One conflict of one incident."""

    record: Record
    conflict: Conflict
    sides: list[_Side]


def _conflicts(store: Store, wanted: str | None) -> Iterator[_Found]:
    """Every conflict, incident by incident, with its claims as the store holds them."""
    state = store.state()
    reports: dict[str, Report | None] = {}
    for record in store.records():
        if not record.conflicts or wanted not in {None, record.incident.id, record.incident.part_of}:
            continue
        ids = list(dict.fromkeys(c for one in record.conflicts for c in one.claims))
        readings: Mapping[str, Reading] = {} if state is None else store.claims(state.reader, ids)
        for conflict in record.conflicts:
            sides = []
            for claim in conflict.claims:
                reading = readings.get(claim)
                name = "" if reading is None else reading.claim.report
                if name not in reports:
                    reports[name] = store.report(name) if name else None
                sides.append(_Side(claim, reading, reports[name]))
            yield _Found(record, conflict, sides)


def _print(found: Sequence[_Found]) -> None:
    from daftar.cli.text import clean, days_text, in_context, place_text, say

    first = 1  # of those that have the same ways out
    for number, (record, conflict, sides) in enumerate(found, 1):
        incident = record.incident
        say(click.style(f"{number}. {clean(conflict.words)}", bold=True))
        where = ", ".join(filter(None, (days_text(incident.date), place_text(incident))))
        say(f"   incident {incident.id}{f': {where}' if where else ''}")
        for side in sides:
            figure, origin, report = _said(side)
            say(f"   - {figure}   {origin}   ({report}, {side.claim})")
            if side.reading is not None:
                say(f"     {in_context(side.report, side.reading.claim.quote)}")
        again = number < len(found) and found[number].conflict.ways_out == conflict.ways_out
        if not again:  # told once, behind the last that they are the ways out of
            of_all = f"   Ways out of {first} to {number} together, one a line:"
            if first < number and conflict.ways_out:
                say(of_all)
            for way in conflict.ways_out:
                say(f"   > {clean(way.words)}   ({_cost(way)})")
            first = number + 1
        say()
    click.echo(f"{len(found):,} conflicts", err=True)


def _said(side: _Side) -> tuple[str, str, str]:
    """The figure of a side, who says it, and in which report, in words."""
    from daftar.cli.text import clean, count_text, origins_text

    if side.reading is None:
        return "", "", ""
    claim, report = side.reading.claim, side.report
    named = ", ".join(filter(None, (report.publisher, str(report.published or "")))) if report else ""
    return (
        count_text(claim.count),
        origins_text(claim.origin),
        clean(f"report {claim.report}{f', {named}' if named else ''}"),
    )


def _cost(way: WayOut) -> str:
    from daftar.cli.text import clean

    claims = f"{len(way.claims)} claim{'' if len(way.claims) == 1 else 's'}"
    return clean(f"sets aside {claims}: {', '.join(way.origins)}")


def _lines(found: Iterable[_Found]) -> Iterator[tuple[str, ...]]:
    from daftar.cli.text import clean, days_text, place_text

    for number, (record, conflict, sides) in enumerate(found, 1):
        incident = record.incident
        for side in sides:
            figure, origin, report = _said(side)
            yield (
                str(number),
                incident.id,
                days_text(incident.date),
                place_text(incident),
                conflict.outcome,
                conflict.group,
                clean(conflict.words),
                side.claim,
                figure,
                "" if side.reading is None else clean(side.reading.claim.quote.text),
                origin,
                report,
                clean("; ".join(way.words for way in conflict.ways_out)),
            )


def _row(found: _Found) -> dict[str, object]:
    record, conflict, sides = found
    return {
        "incident": record.incident.id,
        "outcome": conflict.outcome,
        "group": conflict.group,
        "words": conflict.words,
        "sides": [_side_row(side) for side in sides],
        "ways_out": list(conflict.ways_out),
    }


def _side_row(side: _Side) -> dict[str, object]:
    claim = None if side.reading is None else side.reading.claim
    count = None if claim is None else claim.count
    report = side.report
    return {
        "claim": side.claim,
        "low": None if count is None else count.low,
        "high": None if count is None else count.high,
        "quote": None if claim is None else claim.quote,
        "origin": [] if claim is None else list(claim.origin),
        "report": None if claim is None else claim.report,
        "publisher": None if report is None else report.publisher,
        "published": None if report is None else report.published,
    }
