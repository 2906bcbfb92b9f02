"""The verb that says what to look at first: ``queue``."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO

import click

from daftar.cli.common import binary_output, output_option, settings_of, store_of, store_option, write_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.review import Task
    from daftar.store import Store

__all__ = ["queue"]

_HEADINGS = ("confidence", "claim", "incident", "number", "figure", "quote", "doubts", "conflict")


@click.command()
@store_option
@output_option
@click.option("--format", "shape", type=click.Choice(["text", "csv", "json"]), help="Default: text.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N.")
@click.option(
    "--below",
    type=click.FloatRange(0, 1),
    default=0.75,
    show_default=True,
    metavar="P",
    help="Only claims less sure than this (from 0 to 1), and those that contradict others.",
)
@click.pass_context
def queue(
    ctx: click.Context,
    store: str | None,
    output: str | None,
    shape: str | None,
    limit: int | None,
    below: float,
) -> None:
    """List the claims to look at first: those that a toll rests on and that are least sure.

    Each with its confidence, the number that rests on it, its words, and what speaks against it. docs/confidence.md
    says what the confidence means.
    """
    from daftar.review import queue as waiting
    from daftar.store import open_store

    with closing(open_store(store_of(settings_of(ctx), store), create=False)) as kept:
        waits = waiting(kept, below=below)
        tasks = waits[:limit]
        if shape in {None, "text"} and output is None:
            _print(tasks, kept, of=len(waits))
            return
    with binary_output(output) as out:
        if shape == "json":
            _write_json(tasks, out)
        else:
            write_table(_HEADINGS, map(_cells, tasks), out, shape)


def _print(tasks: Sequence[Task], store: Store, *, of: int) -> None:
    from daftar.cli.text import clean, count_text, in_context, say

    for number, task in enumerate(tasks, 1):
        claim = task.claim
        head = f"{number}. {claim.confidence:.2f}  {'; '.join(task.numbers)}: {count_text(claim.count)}"
        say(f"{click.style(head, bold=True)}   ({claim.id}, incident {task.incident})")
        say(f"   {in_context(store.report(claim.report), claim.quote)}")
        if task.doubts:
            say(f"   less sure because: {'; '.join(task.doubts)}")
        if task.conflict:
            say(f"   contradiction: {clean(task.conflict)}")
    if sys.stdout.isatty() or not tasks:
        shown = f"{len(tasks):,} of " if len(tasks) < of else ""
        click.echo(f"{shown}{of:,} claims to look at{', the least sure first' if of > 1 else ''}", err=True)


def _cells(task: Task) -> tuple[str, ...]:
    from daftar.cli.text import clean, count_text

    claim = task.claim
    return (
        f"{claim.confidence:.2f}",
        claim.id,
        task.incident,
        "; ".join(task.numbers),
        count_text(claim.count),
        clean(claim.quote.text),
        "; ".join(task.doubts),
        clean(task.conflict or ""),
    )


def _write_json(tasks: Sequence[Task], out: BinaryIO) -> None:
    from msgspec.json import encode

    out.writelines(
        encode(
            {
                "claim": task.claim.id,
                "incident": task.incident,
                "numbers": task.numbers,
                "confidence": task.claim.confidence,
                "quote": task.claim.quote,
                "doubts": task.doubts,
                "conflict": task.conflict,
            }
        )
        + b"\n"
        for task in tasks
    )
