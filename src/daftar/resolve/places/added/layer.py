"""A gazetteer that a user added, opened: one SQLite file, mapped into memory, asked by folded name or by position.

=============  ====================================================================================================
``meta``       what the gazetteer is: name, file, form, sha256, version, licence, when it was added, rows
``place``      a row a place, numbered from 0; ``admin`` and ``codes`` are its divisions from the largest down
``name``       folded names of places; ``own`` is 1 for a place's own first name
``bones``      ``SY:mrtnmn``: country and skeleton, with the folded names that have it
``area``       boundaries as WKB, with ``area_box``, an R-tree over their boxes
=============  ====================================================================================================
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.errors import DataError
from daftar.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["ENDING", "FORMAT", "Layer", "LayerInfo", "Spot", "joined"]

FORMAT = 2
ENDING = ".gazetteer"
_MAPPED = 1 << 32  # bytes of the file that may be mapped; the system loads only the pages that are looked at
_SHAPES = 256  # boundaries kept ready


class Spot(NamedTuple):
    """A place as the chooser needs it; ``admin`` from the largest division down."""

    number: int
    lat: float
    lon: float
    population: int
    kind: str
    country: str | None
    admin: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerInfo:
    """What an added gazetteer is. ``version`` is the publisher's or the file's sha256; ``added`` is UTC, ISO 8601."""

    name: str
    file: str
    form: str
    sha256: str
    version: str
    licence: str | None
    added: str
    places: int
    names: int
    areas: int
    left_out: int

    @property
    def cited(self) -> str:
        """``name@version``, as places of it are marked."""
        return f"{self.name}@{self.version}"


class Layer:
    """An added gazetteer. Safe to share between threads that read. Raises DataError for a file that is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._base = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            meta = dict(self._base.execute("SELECT key, value FROM meta"))
            if meta.get("format") != str(FORMAT):
                raise DataError(f"{path}: made by another version of Daftar; add its file again")
            self.info = LayerInfo(**json.loads(meta["info"]))
        except (sqlite3.Error, KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"{path}: is no gazetteer ({error}); remove it, and add its file again"
            ) from error
        self._base.execute(f"PRAGMA mmap_size={_MAPPED}")
        self._outline = lru_cache(_SHAPES)(self._read_outline)

    def __len__(self) -> int:
        return self.info.places

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    def _rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with closing(self._base.execute(query, values)) as found:
            return found.fetchall()

    def named(self, folded: str) -> list[tuple[int, bool]]:
        """The numbers of the places that bear this folded name, each with whether it is its own first name."""
        return [
            (n, bool(own)) for n, own in self._rows("SELECT place, own FROM name WHERE folded = ?", folded)
        ]

    def begins(self, word: str) -> bool:
        """Whether a folded name of several words begins with this one."""
        behind = (
            "SELECT 1 FROM name WHERE folded > ? AND folded < ? LIMIT 1"  # "!" comes right behind the blank
        )
        return bool(self._rows(behind, f"{word} ", f"{word}!"))

    def spelled(self, country: str, skeleton: str) -> list[str]:
        """The folded names in one country that have this skeleton."""
        return [
            row[0] for row in self._rows("SELECT folded FROM bones WHERE key = ?", f"{country}:{skeleton}")
        ]

    def spot(self, number: int) -> Spot:
        """The place of that number, as the chooser needs it."""
        ((lat, lon, population, kind, country, admin),) = self._rows(
            "SELECT lat, lon, population, kind, country, admin FROM place WHERE number = ?", number
        )
        return Spot(number, lat, lon, population, kind, country, _list(admin))

    def place(self, number: int) -> Place:
        """The whole place of that number."""
        ((name, ident, lat, lon, population, kind, country, admin, codes),) = self._rows(
            "SELECT name, ident, lat, lon, population, kind, country, admin, codes FROM place WHERE number = ?",
            number,
        )
        return Place(
            id=ident or f"{self.info.cited}:{number}",
            name=name,
            lat=lat,
            lon=lon,
            kind=kind,
            country=country,
            admin=_list(admin),
            population=population or None,
            gazetteer=self.info.cited,
            pcodes=tuple(code for code in _list(codes) if code),
        )

    def around(self, lat: float, lon: float) -> list[Place]:
        """The divisions whose boundary holds a point, the largest first; empty where the gazetteer has none there."""
        if not self.info.areas:
            return []
        import shapely  # noqa: PLC0415 - boundaries only

        boxes = self._rows(
            "SELECT a.place, a.level FROM area_box b JOIN area a ON a.place = b.place "
            "WHERE b.west <= ? AND b.east >= ? AND b.south <= ? AND b.north >= ? ORDER BY a.level",
            lon, lon, lat, lat,
        )  # fmt: skip
        point = shapely.Point(lon, lat)
        return [self.place(number) for number, _ in boxes if self._outline(number).covers(point)]

    def covers(self, number: int, lat: float, lon: float) -> bool:
        """Whether the boundary of the place of that number holds a point; False where it has none."""
        if not self._rows("SELECT 1 FROM area WHERE place = ?", number):
            return False
        import shapely  # noqa: PLC0415 - boundaries only

        return bool(self._outline(number).covers(shapely.Point(lon, lat)))

    def _read_outline(self, number: int) -> Any:
        import shapely  # noqa: PLC0415 - boundaries only

        ((wkb,),) = self._rows("SELECT shape FROM area WHERE place = ?", number)
        outline = shapely.from_wkb(wkb)
        shapely.prepare(outline)
        return outline

    def everything(self) -> Iterator[tuple[Place, tuple[str, ...], bytes | None]]:
        """Every place with its other names and its boundary as WKB, in the order of the file it came from."""
        query = "SELECT p.number, p.names, a.shape FROM place p LEFT JOIN area a ON a.place = p.number ORDER BY p.number"
        for number, names, shape in self._base.execute(query):
            yield self.place(number), _list(names), shape


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split("\x1f")) if text else ()


def joined(words: Iterable[str]) -> str:
    """Several texts as one, as ``place`` keeps them."""
    return "\x1f".join(words)
