"""The verbs about places: ``gazetteer add``, ``list``, ``show``, ``remove``, ``export``, ``fetch``, and ``where``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daftar.cli.common import binary_output, counted, output_option, recipe_of, settings_of
from daftar.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.model import Candidate
    from daftar.resolve.places import Gazetteer
    from daftar.resolve.places.added import Layer, LayerInfo, Made
    from daftar.settings import Settings

__all__ = ["gazetteer", "where"]

_TOLD = 20  # rows that are no places, told one by one
_FIELDS = (
    ("name", "name"), ("from", "file"), ("form", "form"), ("version", "version"), ("licence", "licence"),
    ("added", "added"), ("sha256", "sha256"),
)  # fmt: skip


@click.group()
def gazetteer() -> None:
    """Keep gazetteers of your own beside the built-in one.

    In a register they are its own, in its folder gazetteers/; elsewhere they are yours, for all that is read without a
    register. Each place of a record says which gazetteer and version it came from.
    """


@gazetteer.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", required=True, help="What to call it: small letters, digits, '-', '_' and '.'.")
@click.option(
    "--form",
    metavar="FORM",
    help="geonames, shapefile, geojson, json, xlsx or csv. Default: told from the file.",
)
@click.option(
    "--country", metavar="CODE", help="The country of every place (as SY), where the file does not say it."
)
@click.option(
    "--version",
    "edition",
    metavar="TEXT",
    help="The publisher's version or date. Default: of the file's sha256.",
)
@click.option("--licence", metavar="TEXT", help="The licence that the places are under, kept with them.")
@click.pass_context
def add(
    ctx: click.Context, file: Path, name: str, form: str | None, country: str | None, edition: str | None,
    licence: str | None,
) -> None:  # fmt: skip
    """Add the places of FILE.

    FILE is a GeoNames dump (SY.txt, allCountries.txt), a common operational dataset of OCHA (CSV, XLSX, GeoJSON or
    shapefile; p-codes, names in several scripts and boundaries are kept), a JSON list of places, a CSV with the columns
    name, lat and lon, or a zip with one of them. Large files are streamed. A row that is no place is named and left
    out; a gazetteer of the same name is replaced.
    """
    from daftar.resolve.places.added import add_gazetteer

    settings, code = settings_of(ctx), _code(country)
    _sound(code, settings)
    folder = _folder(settings)
    with counted("places") as tell:
        made = add_gazetteer(
            file, folder, name=name, form=form, country=code, version=edition, licence=licence,
            progress=tell,
        )  # fmt: skip
    _tell(made)
    ctx.exit(1 if made.info.left_out else 0)


@gazetteer.command("list")
@click.pass_context
def listing(ctx: click.Context) -> None:
    """List the gazetteers that places are looked for in, with their versions and licences."""
    settings = settings_of(ctx)
    built_in = _opened(settings)
    click.echo(
        f"{built_in.version}   built in, {len(built_in):,} places with all below   CC BY 4.0 (GeoNames)"
    )
    for path in settings.gazetteers:
        click.echo(f"{path.stem}   {path}, named in daftar.toml")
    for layer in _layers(settings):
        info = layer.info
        bounded = f", {info.areas:,} boundaries" if info.areas else ""
        click.echo(
            f"{info.cited}   {_many(info.places, 'place')}{bounded}, {info.form} {info.file}, added {info.added[:10]}   "
            f"{info.licence or 'licence not told'}"
        )


@gazetteer.command()
@click.argument("name")
@click.pass_context
def show(ctx: click.Context, name: str) -> None:
    """Show what a gazetteer is: its file, version, licence, and how many places, names and boundaries it has."""
    info = _named(settings_of(ctx), name).info
    for label, field in _FIELDS:
        click.echo(f"{label:<12}{getattr(info, field) or 'not told'}")
    for label, count in _counts(info):
        click.echo(f"{label:<12}{count:,}")


@gazetteer.command()
@click.argument("name")
@click.pass_context
def remove(ctx: click.Context, name: str) -> None:
    """Remove a gazetteer. Reports read with it are read again at the next run; what was published stays."""
    layer = _named(settings_of(ctx), name)
    layer.close()
    layer.path.unlink()
    click.echo(f"removed {layer.info.cited}", err=True)


@gazetteer.command("export")
@click.argument("name")
@output_option
@click.option("--format", "shape", type=click.Choice(["csv", "geojson"]), default="csv", show_default=True)
@click.pass_context
def export_(ctx: click.Context, name: str, output: str | None, shape: str) -> None:
    """Write a gazetteer out: as CSV that can be edited and added again, or as GeoJSON with its boundaries."""
    from daftar.resolve.places.added import write_csv, write_geojson

    layer = _named(settings_of(ctx), name)
    with binary_output(output) as out:
        (write_geojson if shape == "geojson" else write_csv)(layer, out)


@gazetteer.command()
@click.argument("country", metavar="CODE")
@click.option("--name", help="What to call it. Default: geonames- and the code.")
@click.option("--address", metavar="URL", help="Fetch from this folder instead of from GeoNames (a mirror).")
@click.pass_context
def fetch(ctx: click.Context, country: str, name: str | None, address: str | None) -> None:
    """Fetch a country's places from GeoNames (as SY; allCountries for the whole world) and add them.

    The only verb that uses the network. A download that broke off goes on where it stopped.
    """
    from daftar.resolve.places.added import add_gazetteer
    from daftar.resolve.places.added.fetch import GEONAMES, fetch_dump

    code = country if country == "allCountries" else _code(country)
    settings = settings_of(ctx)
    _sound(code, settings)
    folder = _folder(settings)
    with counted("bytes") as tell:
        file, version = fetch_dump(
            code or "", folder / ".downloads", address=address or GEONAMES, progress=tell
        )
    chosen = name or f"geonames-{(code or '').lower()}"
    with counted("places") as tell:
        made = add_gazetteer(file, folder, name=chosen, form="geonames", version=version, progress=tell)
    file.unlink()
    _tell(made)
    ctx.exit(1 if made.info.left_out else 0)


@click.command()
@click.argument("name")
@click.option(
    "--near", metavar="PLACE", help="A country (Syria or SY), division or town that it is in or close to."
)
@click.option("--format", "shape", type=click.Choice(["table", "json"]), help="Default: table.")
@click.pass_context
def where(ctx: click.Context, name: str, near: str | None, shape: str | None) -> None:
    """Ask the gazetteers where NAME may be, best first, each with its chance.

    NAME may be in any script that a gazetteer has it in. With --near, places there come first, and other spellings are
    looked for in its country.
    """
    from daftar.resolve.places import where as asked

    if not name.strip() or (near is not None and not near.strip()):
        raise SettingsError(f"{'--near' if name.strip() else 'NAME'} is empty; write a place, as 'Kafr Nabl'")
    found = asked(name, _opened(settings_of(ctx)), near)
    if shape == "json":
        _print_json(found)
    elif not found:
        click.echo(
            f"{name}: no gazetteer has this name"
            + (
                f" or another spelling of it near {near}"
                if near
                else "; --near PLACE also finds other spellings"
            )
        )
    else:
        _print_candidates(found)
    ctx.exit(0 if found else 1)


def _print_json(found: Sequence[Candidate]) -> None:
    from msgspec.json import encode

    for one in found:
        click.echo(encode({"chance": one.score, **_plain(one)}).decode())


def _plain(one: Candidate) -> dict[str, object]:
    place = one.place
    keys = ("name", "kind", "lat", "lon", "country", "admin", "pcodes", "population", "id", "gazetteer")
    return {key: getattr(place, key) for key in keys}


def _print_candidates(found: Sequence[Candidate]) -> None:
    rows = []
    for one in found:
        place = one.place
        around = ", ".join([*reversed(place.admin), place.country or ""])
        people = f"{place.population:,}" if place.population else ""
        cells = (
            f"{one.score:.2f}",
            place.name,
            place.kind,
            around,
            f"{place.lat:.4f}",
            f"{place.lon:.4f}",
            people,
            place.gazetteer,
        )
        rows.append(tuple(str(cell or "") for cell in cells))
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("chance", "name", "kind", "in", "lat", "lon", "people", "gazetteer"):
        table.add_column(
            heading, justify="right" if heading in {"chance", "lat", "lon", "people"} else "left"
        )
    for row in rows:
        table.add_row(*row)
    Console().print(table)


# ---- what several of them need ----------------------------------------------------------------------------------


def _folder(settings: Settings) -> Path:
    from daftar.settings import added_folder

    return added_folder(settings.register)


def _opened(settings: Settings) -> Gazetteer:
    from daftar.pipeline import open_tools

    return open_tools(recipe_of(settings)).gazetteer


def _layers(settings: Settings) -> list[Layer]:
    from daftar.resolve.places.added import Layer

    return [Layer(path) for path in settings.added]


def _named(settings: Settings, name: str) -> Layer:
    layers = _layers(settings)
    for layer in layers:
        if layer.info.name == name:
            return layer
    known = ", ".join(layer.info.name for layer in layers) or "none"
    raise SettingsError(f"{name}: no gazetteer of this name was added; there are: {known}")


def _code(country: str | None) -> str | None:
    if country is not None and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise SettingsError(f"{country}: no country code; use two letters of ISO 3166-1, as SY")
    return country and country.upper()


def _sound(code: str | None, settings: Settings) -> None:
    """Raise SettingsError for two letters that are no country's code."""
    if code is not None and len(code) == 2 and _opened(settings).country(code) is None:
        raise SettingsError(f"{code}: no country has this code; see ISO 3166-1, as SY")


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" + ("" if count == 1 else "s")


def _counts(info: LayerInfo) -> Iterator[tuple[str, int]]:
    yield "places", info.places
    yield "names", info.names
    yield "boundaries", info.areas
    yield "left out", info.left_out


def _tell(made: Made) -> None:
    for problem in made.problems[:_TOLD]:
        click.echo(f"daftar: {problem}", err=True)
    info = made.info
    if info.left_out > _TOLD:
        click.echo(f"daftar: {info.left_out - _TOLD:,} more rows are no places", err=True)
    bounded = f", {info.areas:,} boundaries" if info.areas else ""
    click.echo(
        f"{info.cited}: {_many(info.places, 'place')}, {_many(info.names, 'name')}{bounded}; "
        f"{_many(info.left_out, 'row')} left out",
        err=True,
    )
