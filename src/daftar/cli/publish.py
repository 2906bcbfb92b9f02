"""The verbs that hand out: ``export`` and ``schema``."""

from __future__ import annotations

from contextlib import closing

import click

from daftar.cli.common import settings_of, store_of, store_option
from daftar.errors import PublishError

__all__ = ["export", "schema"]


@click.command()
@click.argument("destination", metavar="DIR", type=click.Path())
@click.option(
    "--format",
    "name",
    default="site",
    show_default=True,
    help="What to write: site, csv, geojson, json, or another.",
)
@store_option
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    default="public",
    show_default=True,
    help="Whether names and exact positions that could endanger people are withheld.",
)
@click.option(
    "--title", default="Casualty register", show_default=True, help="What the publication is called."
)
@click.pass_context
def export(
    ctx: click.Context, destination: str, name: str, store: str | None, audience: str, title: str
) -> None:
    """Publish the records of a store into DIR, checked and with names withheld.

    The same records always give the same files.
    """
    from pathlib import Path

    from daftar.publish.base import Publication, Redaction
    from daftar.publish.release import release
    from daftar.store import open_store

    settings = settings_of(ctx)
    with closing(open_store(store_of(settings, store), create=False)) as kept:
        state = kept.state()
        if state is None:
            raise PublishError(
                f"{kept.address}: nothing to publish yet; read reports into it with 'daftar run'"
            )
        publication = Publication(
            title=title,
            made_at=state.made_at,
            reports=tuple(kept.reports()),
            readings=tuple(reading for _, readings in kept.readings(state.reader) for reading in readings),
            records=tuple(kept.records()),
            audience="internal" if audience == "internal" else "public",
            redaction=Redaction(cleared=frozenset(outlet.name for outlet in settings.outlets)),
        )
        done = release(publication, name, Path(destination))
        words = f"{name} for {audience}: release {done.release.id}, sha256 {done.release.sha256}"
        kept.note("release", words)
    click.echo(f"{len(publication.records)} records in {len(done.files)} files: {destination}", err=True)


@click.command()
def schema() -> None:
    """Print the JSON Schema of what read prints."""
    import json

    from daftar.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
