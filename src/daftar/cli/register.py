"""The verbs around a register: ``init`` and ``doctor``."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from daftar.cli.common import recipe_of, settings_of, store_option
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
@click.pass_context
def doctor(ctx: click.Context, store: str | None) -> None:
    """Check the installation, the gazetteer, the register and the store; say what is wrong and what to do."""
    wrong = 0
    for name, check in _checks(ctx, store):
        try:
            click.echo(f"ok     {name}: {check()}")
        except DaftarError as error:
            wrong += 1
            click.echo(f"wrong  {name}: {error}")
    ctx.exit(1 if wrong else 0)


def _checks(ctx: click.Context, store: str | None) -> Iterator[tuple[str, Callable[[], str]]]:
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
    """Open everything that a report is read with, and read one."""
    from daftar.model import Report
    from daftar.pipeline import open_tools, read_report

    tools = open_tools(recipe_of(settings))
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
