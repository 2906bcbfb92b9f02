"""The command line: thin verbs over the pipeline and the store. Heavy imports stay inside the verb."""

from __future__ import annotations

import logging
from typing import Any

import click

from daftar.cli.conflicts import conflicts
from daftar.cli.gazetteer import gazetteer, where
from daftar.cli.incidents import clusters, explain, incidents
from daftar.cli.link import link
from daftar.cli.publish import export, schema
from daftar.cli.queue import queue
from daftar.cli.read import dates, places, read
from daftar.cli.register import doctor, init
from daftar.cli.roots import roots
from daftar.cli.run import run
from daftar.errors import DaftarError, SettingsError, UnknownName

__all__ = ["main"]


class _Group(click.Group):
    """Turns Daftar's own errors into one line and an exit status: 2 for a wrong call, 1 for anything else."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click hands it in
        """List the verbs in the order of work, not of the alphabet."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except DaftarError as error:
            click.echo(f"daftar: {error}", err=True)
            ctx.exit(2 if isinstance(error, (SettingsError, UnknownName)) else 1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="daftar", prog_name="daftar")
@click.option(
    "--register",
    type=click.Path(exists=True, file_okay=False),
    help="The register's folder. Without it, the nearest daftar.toml at or above this folder is used.",
)
@click.pass_context
def main(ctx: click.Context, register: str | None) -> None:
    """Keep a casualty register in which every number can be followed back to the words it came from."""
    ctx.obj = register
    if logging.lastResort is not None:  # what the library remarks on is told as the verbs tell things
        logging.lastResort.setFormatter(logging.Formatter("daftar: %(message)s"))


for _verb in (
    init,
    run,
    link,
    read,
    places,
    dates,
    incidents,
    explain,
    roots,
    conflicts,
    queue,
    export,
    clusters,
    gazetteer,
    where,
    schema,
    doctor,
):
    main.add_command(_verb)
