"""The verbs around a register: ``init`` and ``doctor``."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from daftar.cli.common import recipe_of, settings_of, store_option
from daftar.cli.llm import endpoint_check
from daftar.errors import DaftarError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from daftar.settings import Settings

__all__ = ["doctor", "init"]


@click.command()
@click.argument("directory", metavar="DIR", type=click.Path(file_okay=False))
def init(directory: str) -> None:
    """Make a register in DIR: settings, outlets, a gazetteer and the codebook, to edit.

    Nothing that is there is written over.
    """
    from pathlib import Path

    from daftar.register import write_register

    for path in write_register(Path(directory)):
        click.echo(path)


@click.command()
@store_option
@click.option("--llm", is_flag=True, help="Ask the language model's endpoint, too, whether it answers.")
@click.pass_context
def doctor(ctx: click.Context, store: str | None, llm: bool) -> None:  # noqa: FBT001 - click calls it by name
    """Check the installation, the gazetteer, the register and the store; say what is wrong and what to do.

    Nothing is asked over a network without --llm.
    """
    wrong = 0
    for name, check in _checks(ctx, store, llm=llm):
        try:
            click.echo(f"ok     {name}: {check()}")
        except DaftarError as error:
            wrong += 1
            click.echo(f"wrong  {name}: {error}")
    ctx.exit(1 if wrong else 0)


def _checks(ctx: click.Context, store: str | None, *, llm: bool) -> Iterator[tuple[str, Callable[[], str]]]:
    from pathlib import Path

    yield "installation", _installation
    yield "codebook", _codebook
    try:
        settings = settings_of(ctx)
    except DaftarError as error:
        yield "register", _raising(error)
        return
    yield (
        "register",
        lambda: "none; the defaults are used" if settings.register is None else str(settings.register),
    )
    yield "reading", lambda: _reading(settings)
    yield "language model", lambda: endpoint_check(settings, ask=llm)
    named = store or settings.store
    if named is None:
        yield "store", lambda: "none named; --store PATH has one looked at"
    elif store is None and "://" not in named and not Path(named).exists():
        yield "store", lambda: f"{named}: not there yet; 'daftar run' makes it"
    else:
        yield "store", lambda: _store(named)


def _raising(error: DaftarError) -> Callable[[], str]:
    def check() -> str:
        raise error

    return check


def _installation() -> str:
    from importlib.metadata import PackageNotFoundError, requires, version

    from daftar import __version__

    missing = []
    for requirement in requires("daftar") or []:
        package, _, condition = requirement.partition(";")
        name = package.split("[")[0].strip()
        for mark in "<>=!~ ":
            name = name.split(mark)[0]
        try:
            if "extra" not in condition:
                version(name)
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        raise DaftarError(f"not installed: {', '.join(missing)}; install daftar again")
    return f"daftar {__version__}, Python {'.'.join(map(str, sys.version_info[:3]))}"


def _codebook() -> str:
    from daftar.codebook import vocabularies

    words = vocabularies()
    return f"{len(words.outcome)} outcomes, {len(words.method)} methods"


def _reading(settings: Settings) -> str:
    """Open everything that a report is read with here, and read one. A language model is not asked."""
    from daftar.extract.registry import LLM, named_in
    from daftar.model import Report
    from daftar.pipeline import open_tools, read_report

    here = [name for name in named_in(settings.extractor) if name != LLM]
    tools = open_tools(recipe_of(settings, extractor=",".join(here) or "rules"))
    report = Report(
        id="doctor",
        sha256="0" * 64,
        text="Nine people were killed.",
        source="doctor",
        media_type="text/plain",
        language="en",
    )
    read = read_report(report, tools)
    if not read.readings:
        raise DaftarError("a plain sentence was read and nothing found in it; install daftar again")
    return tools.reader


def _store(named: str) -> str:
    from daftar.store import open_store

    with closing(open_store(named, create=False)) as kept:
        kept.verify()
        counts = kept.counts()
    return f"{kept.address}: {counts['reports']:,} reports, {counts['incidents']:,} incidents, {counts['decisions']:,} decisions"
