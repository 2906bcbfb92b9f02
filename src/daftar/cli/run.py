"""The verb that keeps what it reads: ``run``."""

from __future__ import annotations

import sys

import click

from daftar.cli.common import (
    conventions_option,
    extractor_option,
    grades_option,
    jobs_option,
    recipe_of,
    settings_of,
    store_of,
    store_option,
    watched,
    weights_path,
)
from daftar.cli.inputs import guide_of, guide_options
from daftar.cli.llm import llm_options

__all__ = ["run"]


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@store_option
@conventions_option
@grades_option
@extractor_option
@llm_options
@guide_options
@jobs_option
@click.pass_context
def run(
    ctx: click.Context,
    inputs: tuple[str, ...],
    *,
    store: str | None,
    conventions: str | None,
    grades: str | None,
    extractor: str | None,
    llm_endpoint: str | None,
    llm_model: str | None,
    columns: tuple[str, ...],
    day_first: bool | None,
    jobs: int,
) -> None:
    """Read reports into a store and derive the incidents.

    A run may be stopped at any moment and begun again: what is kept stays kept, and nothing is read twice. Without
    INPUT, what the store holds is read again where this version reads differently. In folders, what Daftar itself keeps
    there or published is left out.
    """
    from contextlib import closing

    from daftar.cli.apart import apart_for
    from daftar.cli.llm import Meter
    from daftar.pipeline import run as run_pipeline
    from daftar.pipeline import take, weight
    from daftar.store import open_store

    settings = settings_of(ctx)
    where = store_of(settings, store)
    recipe = recipe_of(
        settings,
        conventions=conventions,
        grades=grades,
        extractor=extractor,
        llm_endpoint=llm_endpoint,
        llm_model=llm_model,
        weights=weights_path(settings, where),
    )
    guide = guide_of(settings, columns, day_first=day_first)
    meter = Meter()
    with closing(open_store(where, create=bool(inputs))) as kept:
        apart = apart_for(settings, where)
        found = take(inputs, stdin=sys.stdin.buffer, apart=apart, guide=guide) if inputs else ()
        taken = watched(found, inputs=inputs, weigh=weight, more=meter.words)
        try:
            done = run_pipeline(taken, kept, recipe, jobs=jobs, say=_say, doing=_doing, spent=meter.spent)
        finally:
            meter.say()
    received = [f"{done.new} new"]
    received += [f"{done.known} known"] if done.known else []
    received += [f"{done.renamed} under another id"] if done.renamed else []
    received += [f"{done.failed} failed"] if done.failed else []
    received += [f"{done.unanswered} without an answer"] if done.unanswered else []
    same = "" if done.changed else " (as before)"
    crowded = f"; {done.crowded:,} crowded keys, compared by finer ones" if done.crowded else ""
    click.echo(
        f"reports: {', '.join(received)}; read {done.read}; incidents: {done.records}{same}{crowded}",
        err=True,
    )
    if done.foreign:
        told = ", ".join(f"{language}: {number:,}" for language, number in done.foreign)
        click.echo(
            f"kept, but not read, as the rules read English only: {told} (languages as ISO 639-1); "
            "translate them, or read them with a language model",
            err=True,
        )
    ctx.exit(1 if done.failed or done.unanswered else 0)


def _say(line: str) -> None:
    click.echo(f"daftar: {line}", err=True)


def _doing(words: str) -> None:
    """Tell a person at a terminal what the wait is for."""
    if sys.stderr.isatty():
        click.echo(f"{words} ...", err=True)
