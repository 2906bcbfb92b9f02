"""The verbs that show what a store holds: ``incidents``, ``explain``, ``clusters``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO

import click

from daftar.cli.asof import as_of_option, shown_store, undated_option
from daftar.cli.common import (
    binary_output,
    on_terminal,
    output_option,
    settings_of,
    store_of,
    store_option,
    write_table,
)
from daftar.errors import SettingsError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from daftar.model import Record
    from daftar.store import Store

__all__ = ["clusters", "explain", "incidents", "known_id"]

_WIDE = 100  # columns: below this a place is shown without the divisions between it and its country
_HEADINGS = ("id", "days", "place", "killed", "injured", "method", "reports", "origins", "part of")


@click.command()
@store_option
@as_of_option
@undated_option
@output_option
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json"]), help="Default: table.")
@click.pass_context
def incidents(
    ctx: click.Context,
    *,
    store: str | None,
    day: dt.date | None,
    undated: bool,
    output: str | None,
    shape: str | None,
) -> None:
    """List the incidents of a store, the earliest first.

    A table on a terminal; tab-separated lines where the output goes elsewhere; CSV, or the record format one
    incident a line, by --format.
    """
    with shown_store(ctx, store, day, undated=undated) as kept:
        records = list(_ordered(kept.records()))
    if on_terminal(shape, output):
        _print_table(records)
        return
    with binary_output(output) as out:
        if shape == "json":
            _write_json(records, out)
        else:
            write_table(_HEADINGS, map(_cells, records), out, shape)


@click.command()
@click.argument("incident")
@store_option
@as_of_option
@undated_option
@click.pass_context
def explain(
    ctx: click.Context, *, incident: str, store: str | None, day: dt.date | None, undated: bool
) -> None:
    """Show where each number of an INCIDENT comes from.

    Claims with their quotes, the chain of origins behind each, the arithmetic, and the history of each number that
    changed: from what to what, on which day of publication, by whose word. The beginning of an id will do where only
    one incident's id begins so.
    """
    from daftar.cli.explanation import explanation
    from daftar.cli.text import say

    with shown_store(ctx, store, day, undated=undated) as kept:
        record = kept.record(known_id(kept, incident))
        assert record is not None
        for line in explanation(record, kept):
            say(line)


@click.command()
@store_option
@output_option
@click.pass_context
def clusters(ctx: click.Context, store: str | None, output: str | None) -> None:
    """Print which incident each report of a store is mainly about.

    One JSON object a report: the incident's id is the same across reports, and null where a report is about none.
    """
    from msgspec.json import encode

    from daftar.store import open_store

    with (
        closing(open_store(store_of(settings_of(ctx), store), create=False)) as kept,
        binary_output(output) as out,
    ):
        out.writelines(encode({"report": report, "incident": lead}) + b"\n" for report, lead in kept.leads())


def known_id(store: Store, asked: str) -> str:
    """Find the incident whose id is ``asked`` or alone begins so. Raises SettingsError where none or several do."""
    if store.record(asked) is not None:
        return asked
    alike = [record.incident.id for record in store.records() if record.incident.id.startswith(asked)]
    if len(alike) == 1:
        return alike[0]
    if alike:
        raise SettingsError(
            f"{asked}: several incidents begin so: {', '.join(alike[:5])}; give more of the id"
        )
    raise SettingsError(f"{asked}: no incident has this id; 'daftar incidents' lists them")


def _ordered(records: Iterable[Record]) -> Iterator[Record]:
    """The earliest first, undated last; the parts of an incident follow it."""
    parts: dict[str, list[Record]] = {}
    for record in sorted(records, key=_day_and_id):
        parts.setdefault(record.incident.part_of or "", []).append(record)
    known = {record.incident.id for several in parts.values() for record in several}
    stack = [
        one for whole, several in reversed(parts.items()) if whole not in known for one in reversed(several)
    ]
    stack.sort(key=_day_and_id, reverse=True)
    while stack:
        record = stack.pop()
        yield record
        stack.extend(reversed(parts.get(record.incident.id, ())))


def _day_and_id(record: Record) -> tuple[str, str]:
    date = record.incident.date
    return ("9999" if date is None else date.start.isoformat(), record.incident.id)


def _cells(record: Record) -> tuple[str, ...]:
    from daftar.cli.text import days_text, place_text, tally_text

    incident = record.incident
    return (
        incident.id,
        days_text(incident.date),
        place_text(incident),
        tally_text(record.tally("killed")),
        tally_text(record.tally("injured")),
        (incident.method or "").replace("_", " "),
        str(len(incident.reports)),
        str(len(record.roots)),
        incident.part_of or "",
    )


def _print_table(records: Iterable[Record]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    rows = [_cells(record) for record in records]
    depth = _depths(rows)
    # No lines around cells: at 80 columns they would leave nothing of the places.
    console = Console()
    narrow = console.width < _WIDE
    table = Table(
        caption=f"{len(rows):,} incidents; killed and injured: the best figure (from-to), + without an end",
        caption_justify="left",
        box=None,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    numbers, whole = {"killed", "injured", "reports", "origins"}, {"id", "days", "killed", "injured"}
    for heading in _HEADINGS[:-1]:
        table.add_column(heading, justify="right" if heading in numbers else "left", no_wrap=heading in whole)
    for row in rows:
        cells = [Text(cell) for cell in row[:-1]]
        cells[1] = Text(row[1].replace(" to ", "\n"))
        place = row[2].split(", ")
        cells[2] = Text(
            "  " * depth[row[0]] + ", ".join([place[0], *place[-1:]] if narrow and place[1:] else place)
        )
        table.add_row(*cells)
    console.print(table)


def _depths(rows: Iterable[tuple[str, ...]]) -> Mapping[str, int]:
    """How many larger incidents are around each; rows come with the larger ones first."""
    depth: dict[str, int] = {}
    for row in rows:
        depth[row[0]] = depth[row[-1]] + 1 if row[-1] in depth else 0
    return depth


def _write_json(records: Iterable[Record], out: BinaryIO) -> None:
    from msgspec.json import encode

    from daftar.format import record_json

    out.writelines(encode(record_json(record)) + b"\n" for record in records)
