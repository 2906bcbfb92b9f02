"""A gazetteer of the user's own: a CSV file of places, honoured over the built-in ones."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.errors import BadRow, UnreadableInput
from daftar.model import Place
from daftar.resolve.places.fold import fold
from daftar.resolve.places.layout import KINDS

if TYPE_CHECKING:
    import os

__all__ = ["UserPlace", "load_user_gazetteer"]

_COLUMNS = {
    "name": ("name", "place", "asciiname", "name en", "toponym"),
    "names": (
        "other names",
        "names",
        "alternate names",
        "alternatenames",
        "aliases",
        "other name",
        "alternative names",
    ),
    "lat": ("lat", "latitude", "y"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "admin": ("admin", "admin levels", "district", "province", "governorate"),
    "country": ("country", "country code", "iso", "iso2", "cc"),
    "kind": ("kind", "type", "feature"),
    "id": ("id", "pcode", "p code", "geonameid"),
    "population": ("population", "pop"),
}
_SEVERAL = re.compile(r"\s*[;|]\s*")
_LEVELS = re.compile(r"\s*[/;|>]\s*")
_REMEDY = {
    "lat": "write the latitude in degrees, as 35.64",
    "lon": "write the longitude in degrees, as 36.73",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UserPlace:
    """A place of a user's file with its other names."""

    place: Place
    names: tuple[str, ...] = ()


def load_user_gazetteer(path: str | os.PathLike[str]) -> tuple[tuple[UserPlace, ...], tuple[BadRow, ...]]:
    """The places of a CSV file, and what is wrong with the rows that are not places.

    Columns, by heading, in any order: ``name``, ``lat`` and ``lon`` are needed; ``other names`` (several apart by ``;``
    or ``|``), ``admin`` (levels from the largest down, apart by ``/`` or ``;``), ``country`` (two-letter ISO code),
    ``kind``, ``id`` and ``population`` may be there. Comma, semicolon or tab between columns. Each place is marked
    with the file's name and the first eight digits of its sha256.

    Raises UnreadableInput where the file is missing, not UTF-8, empty, or without the needed columns.
    """
    file = Path(path)
    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UnreadableInput(str(path), "is not UTF-8 text", remedy="save it as CSV UTF-8") from error
    source = f"{file.stem}@{hashlib.sha256(data).hexdigest()[:8]}"
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    columns = _columns(next(rows, []), str(path))
    places: list[UserPlace] = []
    problems: list[BadRow] = []
    while True:
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            problems.append(
                BadRow(str(path), f"{error}", where=f"line {rows.line_num}", remedy="mend the quotes")
            )
            continue
        if not any(cell.strip() for cell in row):
            continue
        try:
            places.append(_place(row, columns, source, f"{path}", rows.line_num))
        except BadRow as error:
            problems.append(error)
    return tuple(places), tuple(problems)


def _columns(header: list[str], path: str) -> dict[str, int]:
    at = {fold(title): number for number, title in reversed(list(enumerate(header)))}
    found = {
        key: next(at[title] for title in titles if title in at)
        for key, titles in _COLUMNS.items()
        if any(title in at for title in titles)
    }
    if missing := [key for key in ("name", "lat", "lon") if key not in found]:
        raise UnreadableInput(
            path,
            f"is no gazetteer: its first line has no column {' and no column '.join(missing)}",
            remedy="begin with a line such as: name,other names,lat,lon,admin,country",
        )
    return found


def _degrees(text: str, key: str, limit: float, path: str, line: int) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("inf")
    if not -limit <= value <= limit:
        word = "latitude" if key == "lat" else "longitude"
        raise BadRow(path, f"{word} {text!r} is no number from -{limit:g} to {limit:g}", where=f"line {line}",
                     remedy=_REMEDY[key])  # fmt: skip
    return value


def _place(row: list[str], columns: dict[str, int], source: str, path: str, line: int) -> UserPlace:
    cells = {key: row[at].strip() if at < len(row) else "" for key, at in columns.items()}
    if not fold(cells["name"]):
        raise BadRow(path, "no name", where=f"line {line}", remedy="name the place or delete the line")
    lat = _degrees(cells["lat"], "lat", 90, path, line)
    lon = _degrees(cells["lon"], "lon", 180, path, line)
    country = cells.get("country", "").upper() or None
    if country and not re.fullmatch("[A-Z]{2}", country):
        raise BadRow(path, f"country {country!r} is no two-letter code", where=f"line {line}",
                     remedy="use the ISO 3166-1 code, as SY")  # fmt: skip
    kind = cells.get("kind", "").lower() or "populated"
    if kind not in KINDS:
        raise BadRow(
            path, f"kind {kind!r} is unknown", where=f"line {line}", remedy=f"use one of {', '.join(KINDS)}"
        )
    people = cells.get("population", "").replace(",", "").replace(" ", "")
    if people and not people.isdigit():
        raise BadRow(
            path, f"population {people!r} is no whole number", where=f"line {line}", remedy="leave it empty"
        )
    place = Place(
        id=cells.get("id") or f"{source}:{line}",
        name=cells["name"],
        lat=lat,
        lon=lon,
        kind=kind,
        country=country,
        admin=tuple(level for level in _LEVELS.split(cells.get("admin", "")) if level),
        population=int(people) if people else None,
        gazetteer=source,
    )
    return UserPlace(place=place, names=tuple(n for n in _SEVERAL.split(cells.get("names", "")) if n))
