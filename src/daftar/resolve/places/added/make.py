"""Making a gazetteer out of a user's file: streamed in, filed by name, written under its name only once it is whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.errors import BadRow, SettingsError, UnreadableInput
from daftar.resolve.places.added.files import FORMS, form_of, rows_of, unpacked
from daftar.resolve.places.added.layer import ENDING, FORMAT, LayerInfo, joined
from daftar.resolve.places.fold import bare, fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from daftar.resolve.places.added.row import Row

__all__ = ["Made", "add_gazetteer", "sound_name"]

_BATCH = 5_000
_SHOWN = 1_000  # problems kept in words; the others are counted
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,60}")
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE place (number INTEGER PRIMARY KEY, name TEXT NOT NULL, ident TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, population INTEGER NOT NULL, kind TEXT NOT NULL, country TEXT, admin TEXT NOT NULL,
    codes TEXT NOT NULL, names TEXT NOT NULL);
CREATE TABLE area (place INTEGER PRIMARY KEY, level INTEGER NOT NULL, shape BLOB NOT NULL);
CREATE VIRTUAL TABLE area_box USING rtree (place, west, east, south, north);
CREATE TABLE name (folded TEXT NOT NULL, place INTEGER NOT NULL, own INTEGER NOT NULL,
    PRIMARY KEY (folded, place)) WITHOUT ROWID;
CREATE TABLE bones (key TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (key, folded)) WITHOUT ROWID;
CREATE TEMP TABLE loose (folded TEXT, place INTEGER, own INTEGER);
CREATE TEMP TABLE thin (key TEXT, folded TEXT);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A gazetteer as made: where it is, what it is, and the rows of its file that are no places (the first thousand)."""

    path: Path
    info: LayerInfo
    problems: tuple[BadRow, ...]


def sound_name(name: str) -> str:
    """The name, where it can be one of a gazetteer. Raises SettingsError."""
    if not _NAME.fullmatch(name):
        raise SettingsError(
            f"{name!r} is no name for a gazetteer; use small letters, digits, '-', '_' and '.'"
        )
    return name


def add_gazetteer(
    file: Path,
    folder: Path,
    *,
    name: str,
    form: str | None = None,
    country: str | None = None,
    version: str | None = None,
    licence: str | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Made:
    """Read ``file`` into ``folder`` as the gazetteer called ``name``; one of that name is replaced once this is whole.

    ``form`` is one of FORMS, None to tell it from the file; ``country`` (ISO 3166-1, two letters) is said of every
    place where the file does not say it; ``progress`` is told how many places were read. Raises UnreadableInput for
    a file that is no gazetteer or holds no place, SettingsError for a name or form that is none.
    """
    sound_name(name)
    if form is not None and form not in FORMS:
        raise SettingsError(f"--form {form}: known: {', '.join(FORMS)}")
    if file.is_dir():
        raise UnreadableInput(str(file), "is a folder", remedy="name the file in it, as places.csv or x.shp")
    if not file.is_file():
        raise UnreadableInput(str(file), "there is no such file")
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{name}{ENDING}.{os.getpid()}"
    problems: list[BadRow] = []
    try:
        with unpacked(file) as plain, closing(sqlite3.connect(draft)) as base:
            told = form or form_of(plain)
            rows = rows_of(plain, told, source=str(file), country=country)
            places, bad = _fill(base, rows, problems, progress)
            if not places:
                first = f": {problems[0]}" if problems else ""
                raise UnreadableInput(
                    str(file), f"holds no place{first}", remedy="look at its form, or name it with --form"
                )
            digest = _sha256(file)
            info = LayerInfo(
                name=name,
                file=file.name,
                form=told,
                sha256=digest,
                version=version or digest[:8],
                licence=licence or ("CC BY 4.0 (GeoNames)" if told == "geonames" else None),
                added=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
                places=places,
                names=base.execute("SELECT count(*) FROM name").fetchone()[0],
                areas=base.execute("SELECT count(*) FROM area").fetchone()[0],
                left_out=bad,
            )
            base.executemany(
                "INSERT INTO meta VALUES (?, ?)",
                [("format", str(FORMAT)), ("info", json.dumps(asdict(info)))],
            )
            base.commit()
        target = folder / f"{name}{ENDING}"
        draft.replace(target)
    finally:
        for left in (draft, draft.with_name(draft.name + "-journal")):
            left.unlink(missing_ok=True)
    return Made(path=target, info=info, problems=tuple(problems))


def _sha256(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _fill(
    base: sqlite3.Connection,
    rows: Iterator[Row | BadRow],
    problems: list[BadRow],
    progress: Callable[[int], None],
) -> tuple[int, int]:
    """Keep every place; how many there are, and how many rows were left out."""
    base.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536; PRAGMA temp_store=FILE;"
        + _SCHEMA
    )
    count = bad = 0
    while batch := list(islice(rows, _BATCH)):
        good = []
        for row in batch:
            if isinstance(row, BadRow):
                bad += 1
                if len(problems) < _SHOWN:
                    problems.append(row)
            else:
                good.append(row)
        _keep(base, good, count)
        count += len(good)
        progress(count)
    base.execute(
        "INSERT INTO name SELECT folded, place, max(own) FROM loose GROUP BY folded, place ORDER BY folded, place"
    )
    base.execute("INSERT INTO bones SELECT DISTINCT key, folded FROM thin ORDER BY key, folded")
    base.execute("DROP TABLE loose")
    base.execute("DROP TABLE thin")
    return count, bad


def _keep(base: sqlite3.Connection, rows: list[Row], first: int) -> None:
    base.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number, row.name, row.ident, row.lat, row.lon, row.population, row.kind, row.country, joined(row.admin),
                joined([*row.codes, row.ident] if row.level is not None else row.codes), joined(row.names),
            )
            for number, row in enumerate(rows, first)
        ],
    )  # fmt: skip
    names: list[tuple[str, int, int]] = []
    bones: list[tuple[str, str]] = []
    for number, row in enumerate(rows, first):
        for folded, own in _forms(row):
            names.append((folded, number, own))
            if skull := skeleton(folded):
                bones.append((f"{row.country}:{skull}", folded))
    base.executemany("INSERT INTO loose VALUES (?, ?, ?)", names)
    base.executemany("INSERT INTO thin VALUES (?, ?)", bones)
    _outline(base, rows, first)


def _forms(row: Row) -> Iterator[tuple[str, int]]:
    """Every folded form that a place is found under, each with 1 for its own first name."""
    own = fold(row.name)
    seen = {own, ""}
    yield own, 1
    for folded in (own, *map(fold, row.names)):
        for form in (folded, bare(folded)):
            if form not in seen:
                seen.add(form)
                yield form, 0


def _outline(base: sqlite3.Connection, rows: list[Row], first: int) -> None:
    shaped = [
        (number, row)
        for number, row in enumerate(rows, first)
        if row.shape is not None and row.level is not None
    ]
    if not shaped:
        return
    import shapely  # noqa: PLC0415 - boundaries only

    base.executemany(
        "INSERT INTO area VALUES (?, ?, ?)", [(number, row.level, row.shape) for number, row in shaped]
    )
    boxes = []
    for number, row in shaped:
        west, south, east, north = shapely.from_wkb(row.shape).bounds
        boxes.append((number, west, east, south, north))
    base.executemany("INSERT INTO area_box VALUES (?, ?, ?, ?, ?)", boxes)
