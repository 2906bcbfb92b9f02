"""The verb that links: ``link``. It also trains weights, says why reports were joined, and takes decisions on that."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

import click

from daftar.cli.common import (
    binary_output,
    conventions_option,
    counted,
    extractor_option,
    grades_option,
    on_terminal,
    output_option,
    recipe_of,
    settings_of,
    store_of,
    store_option,
    weights_path,
    write_table,
)
from daftar.cli.decisions import decide
from daftar.cli.decisions import undo as take_back
from daftar.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from daftar.linking import LinkWith, PairWhy
    from daftar.model import Report
    from daftar.store import Store

__all__ = ["link"]

_HEADINGS = ("one", "other", "weight", "comparison", "seen", "adds")


@click.command()
@store_option
@conventions_option
@grades_option
@extractor_option
@click.option(
    "--train", is_flag=True, help="Train weights on what the store holds; they are used from then on."
)
@click.option(
    "--pair", nargs=2, metavar="A B", help="Show what speaks for and against A and B being one incident."
)
@click.option(
    "--explain", "explained", metavar="INCIDENT", help="Show why each two reports of it were joined."
)
@click.option("--same", nargs=2, metavar="A B", help="Decide that A and B are one incident.")
@click.option("--different", nargs=2, metavar="A B", help="Decide that A and B are two incidents.")
@click.option("--part-of", nargs=2, metavar="A B", help="Decide that A is a part of B.")
@click.option(
    "--undo", metavar="DECISION", help="Take a decision back, by its id or the beginning of it; it is kept."
)
@click.option("--decisions", is_flag=True, help="List the decisions taken, and which of them stand.")
@click.option("--why", metavar="TEXT", help="Why you decide so; kept with the decision.")
@click.option("--by", metavar="NAME", help="Who decides. Default: your name on this computer.")
@output_option
@click.option("--format", "shape", type=click.Choice(["table", "csv", "json"]), help="Default: table.")
@click.pass_context
def link(
    ctx: click.Context,
    *,
    store: str | None,
    conventions: str | None,
    grades: str | None,
    extractor: str | None,
    train: bool,
    pair: tuple[str, str] | None,
    explained: str | None,
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    part_of: tuple[str, str] | None,
    undo: str | None,
    decisions: bool,
    why: str | None,
    by: str | None,
    output: str | None,
    shape: str | None,
) -> None:
    """Link the reports that a store holds: which incidents of different reports are one, or part of another.

    'daftar run' does so by itself. Here it can be done again, weights be trained, and decisions be taken: these are kept
    for good, with your name and the words that they are about, and always hold; of two on the same incidents the later one,
    and none that was taken back. A and B are ids of incidents (their
    beginning will do) or of reports, which stand for the incident that they are mainly about.
    """
    from daftar.pipeline import link_with
    from daftar.store import open_store

    decided = {
        kind: two for kind, two in (("same", same), ("different", different), ("part_of", part_of)) if two
    }
    if len(decided) + bool(pair) + bool(explained) + bool(undo) + decisions + train > 1:
        raise SettingsError(
            "link does one thing at a time: give one of --train, --pair, --explain, --decisions, --undo and the decisions"
        )
    if why is not None and not decided and not undo:
        raise SettingsError("--why goes with --same, --different, --part-of or --undo")
    settings = settings_of(ctx)
    address = store_of(settings, store)
    file = weights_path(settings, address)
    recipe_now = partial(
        recipe_of, settings, conventions=conventions, grades=grades, extractor=extractor, weights=file
    )
    recipe = recipe_now()
    with closing(open_store(address, create=False)) as kept:
        how = link_with(recipe)
        looks = bool(pair or explained or decisions)
        state = kept.state()
        if looks and state is not None and state.reader != how.reader and kept.unread(how.reader):
            how = link_with(recipe, reader=state.reader)  # what is only looked at is shown as it was read
        else:
            _all_read(kept, how.reader, address)
            if looks:
                _say_linked(kept, how, quiet=True)
        if decided:
            _say_linked(kept, how, quiet=True)
            ((kind, two),) = decided.items()
            decide(kept, how, kind, two, why=why, by=by)
        elif undo:
            _say_linked(kept, how, quiet=True)
            take_back(kept, how, undo, why=why, by=by)
        elif decisions:
            _list_decisions(kept, how, output, shape)
        elif pair or explained:
            _show(kept, how, pair, explained, output, shape)
        else:
            _say_linked(kept, how)
            if train:
                _train(kept, file, settings.register)
                _say_linked(kept, link_with(recipe_now()))  # with the weights of now


def _all_read(store: Store, reader: str, address: str) -> None:
    unread = len(store.unread(reader))
    if not unread:
        return
    state = store.state()
    before = (
        "" if state is None else f"; they were with {state.reader}: give the same register and options, or"
    )
    raise SettingsError(
        f"{unread:,} reports of the store are not read yet with these settings ({reader}){before or ';'} "
        f"'daftar run --store {address}' reads them with these"
    )


def _say_linked(store: Store, how: LinkWith, *, quiet: bool = False) -> None:
    from daftar.linking import relink

    with counted("reports compared") as tell:
        done = relink(store, how, doing=tell)
    if quiet:
        return
    same = "" if done.changed else " (as before)"
    crowded = f"; {done.crowded:,} crowded keys, compared by finer ones" if done.crowded else ""
    click.echo(f"reports compared: {done.new:,} new; incidents: {done.records:,}{same}{crowded}", err=True)


def _train(store: Store, file: Path | None, register: Path | None) -> None:
    import datetime as dt

    from daftar.linking import learnt_weights

    if file is None:
        raise SettingsError(
            "weights are kept in the register or beside an SQLite file; this store has neither"
        )
    text = learnt_weights(store, dt.datetime.now(dt.UTC).date())
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"{file}: cannot be written: {error.strerror}") from error
    store.note("train", f"weights written to {file if register is None else file.relative_to(register)}")
    click.echo(f"weights written to {file}", err=True)


def _list_decisions(store: Store, how: LinkWith, output: str | None, shape: str | None) -> None:
    from daftar.cli.decisions import HEADINGS, listed
    from daftar.linking import decided

    rows = list(listed(decided(store, how.reader)))
    if on_terminal(shape, output):
        for row in rows:
            name, day, by, one, said, other, why, stands = row
            click.echo(f"{click.style(name, bold=True)}  {day}  {by}: {one} {said} {other}")
            click.echo(f"  stands: {stands}" + (f"; why: {why}" if why else ""))
        click.echo(f"{len(rows):,} decisions", err=True)
        return
    with binary_output(output) as out:
        if shape == "json":
            from msgspec.json import encode

            out.writelines(encode(dict(zip(HEADINGS, row, strict=True))) + b"\n" for row in rows)
        else:
            write_table(HEADINGS, rows, out, shape)


def _show(
    store: Store,
    how: LinkWith,
    pair: tuple[str, str] | None,
    explained: str | None,
    output: str | None,
    shape: str | None,
) -> None:
    from daftar.linking import anchor_of, joined_pairs, pair_why

    if pair:
        found = [pair_why(store, *pair, how.weights)]
    else:
        assert explained is not None
        found = joined_pairs(store, anchor_of(store, how.reader, explained).incident)
    if on_terminal(shape, output):
        _print(found, how, store)
        return
    with binary_output(output) as out:
        if shape == "json":
            _write_json(found, out)
        else:
            rows = [cells for one in found for cells in _cells(one)]
            write_table(_HEADINGS, rows, out, shape)


def _cells(pair: PairWhy) -> list[tuple[str, ...]]:
    from daftar.cli.text import clean

    one, other = pair.reports
    return [
        (one, other, f"{pair.weight:.2f}", step.comparison, clean(step.words), f"{step.weight:+.2f}")
        for step in pair.steps
    ]


def _print(pairs: Sequence[PairWhy], how: LinkWith, store: Store) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from daftar.cli.text import clean, say
    from daftar.link.weights import default_weights

    threshold = (how.weights or default_weights()).threshold
    console = Console()
    for pair in pairs:
        one, other = pair.incidents
        outcome = f"one incident, {one}" if one == other else f"two incidents, {one} and {other}"
        say(click.style(f"{pair.reports[0]} and {pair.reports[1]}: {outcome}", bold=True))
        for name in pair.reports:
            say(f"  {name}: {_about(store.report(name))}")
        table = Table(
            box=None,
            padding=(0, 1, 0, 0),
            pad_edge=False,
        )
        table.add_column("comparison", no_wrap=True)
        table.add_column("seen")
        table.add_column("adds", justify="right")
        for step in pair.steps:
            table.add_row(step.comparison, Text(clean(step.words)), f"{step.weight:+.1f}")
        table.add_row("together", f"joined from {threshold:g} on", f"{pair.weight:+.1f}", style="bold")
        console.print(table)
        say()
    if not pairs:
        console.print("no two reports of it were joined by what they say")


def _about(report: Report | None) -> str:
    """A report's outlet, day, title and where it was read from."""
    from daftar.cli.text import clean

    if report is None:
        return "no longer there"
    day = str(report.published) if report.published else "no day of publication"
    return clean("; ".join(filter(None, (report.publisher, day, report.title, report.source))))


def _write_json(pairs: Sequence[PairWhy], out: BinaryIO) -> None:
    from msgspec.json import encode

    for pair in pairs:
        steps = [step._asdict() for step in pair.steps]
        row = {"reports": pair.reports, "incidents": pair.incidents, "weight": pair.weight, "steps": steps}
        out.write(encode(row) + b"\n")
