"""The verb that shows who stands behind what: ``roots``."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any, BinaryIO

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
    from collections.abc import Iterator, Sequence

    from daftar.link.roots import SharedRoot
    from daftar.model import Record
    from daftar.store import Store

__all__ = ["roots"]

_HEADINGS = ("origin", "kind", "incidents", "outlets", "reports", "numbers", "alone")


@click.command()
@click.argument("incident", required=False)
@store_option
@output_option
@click.option("--format", "shape", type=click.Choice(["text", "csv", "json"]), help="Default: text.")
@click.pass_context
def roots(
    ctx: click.Context, incident: str | None, store: str | None, output: str | None, shape: str | None
) -> None:
    """Show who stands behind the numbers: the origins that reports go back to.

    Without INCIDENT: every named origin, in how many incidents it is behind how many numbers, how many of these rest on it
    alone, and how many outlets repeat it. With INCIDENT: its origins, and under each the reports that have it from there,
    with the words that show it. The beginning of an id will do where only one incident's id begins so.
    """
    from daftar.store import open_store

    with closing(open_store(store_of(settings_of(ctx), store), create=False)) as kept:
        if incident is not None:
            record = kept.record(known_id(kept, incident))
            assert record is not None
            _show(record, kept, output, shape)
            return
        from daftar.link.roots import shared_roots

        publishers = {report.id: report.publisher for report in kept.reports()}
        found = shared_roots(kept.records(), publishers)
    if on_terminal(shape, output):
        _print_table(found)
        return
    with binary_output(output) as out:
        if shape == "json":
            _write_json(found, out)
        else:
            write_table(_HEADINGS, map(_cells, found), out, shape)


def _show(record: Record, store: Store, output: str | None, shape: str | None) -> None:
    """Show one incident's origins and who repeats them."""
    from daftar.cli.provenance import tree
    from daftar.cli.text import say
    from daftar.pipeline import retold
    from daftar.publish.provenance import provenance_json

    state = store.state()
    ids = [claim for root in (*record.roots, *record.unsure) for claim in root.claims]
    readings = {} if state is None else store.claims(state.reader, ids)
    reports = {name: report for name in record.incident.reports if (report := store.report(name)) is not None}
    graph = provenance_json(record, readings, reports, retold)
    sources = {name: report.source for name, report in reports.items()}
    told_in = _told_in(record, store)
    if shape in {None, "text"} and output is None:
        for line in tree(record, graph, sources, told_in):
            say(line)
        return
    with binary_output(output) as out:
        if shape == "csv":
            write_table(("from", "kind", "to", "words"), _edges(graph), out, "csv")
        elif shape == "json":
            from msgspec.json import encode

            out.write(encode(graph) + b"\n")
        else:
            out.writelines(
                click.unstyle(line).encode() + b"\n" for line in tree(record, graph, sources, told_in)
            )


def _told_in(record: Record, store: Store) -> dict[str, str]:
    """The incidents that parts of the record's numbers are told of in, in words."""
    from daftar.reconcile.words import incident_words

    bounds = (b for t in record.tallies for b in (t.low, t.best, t.high) if b is not None)
    names = {part.incident for bound in bounds for part in bound.parts} - {None}
    found = (store.record(name) for name in names if name is not None)
    return {one.incident.id: incident_words(one.incident) for one in found if one is not None}


def _edges(graph: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for edge in graph["edges"]:
        yield edge["from"], edge["kind"], edge["to"], "" if edge["quote"] is None else edge["quote"]["text"]


def _cells(one: SharedRoot) -> tuple[str, ...]:
    from daftar.cli.text import clean
    from daftar.model.origins import origin_name

    return (
        clean(origin_name(one.origin)),
        one.origin.kind.replace("_", " "),
        str(len(one.incidents)),
        str(len(one.outlets)),
        str(len(one.reports)),
        str(one.numbers),
        str(one.alone),
    )


def _print_table(found: Sequence[SharedRoot]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(
        caption=f"{len(found):,} origins; alone: numbers that rest on it alone",
        caption_justify="left",
        box=None,
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for heading in _HEADINGS:
        table.add_column(heading, justify="left" if heading in {"origin", "kind"} else "right")
    for one in found:
        table.add_row(*_cells(one))
    Console().print(table)


def _write_json(found: Sequence[SharedRoot], out: BinaryIO) -> None:
    from msgspec.json import encode

    out.writelines(
        encode(
            {
                "origin": one.origin,
                "incidents": one.incidents,
                "outlets": one.outlets,
                "reports": one.reports,
                "numbers": one.numbers,
                "alone": one.alone,
            }
        )
        + b"\n"
        for one in found
    )
