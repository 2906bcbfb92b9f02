"""GeoNames dumps (``SY.txt``, ``allCountries.txt``): tab-separated, no heading, nineteen columns, any number of rows.

The form is that of https://download.geonames.org/export/dump/readme.txt; the places are under CC BY 4.0.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.errors import BadRow
from daftar.resolve.places.added.row import Row, degrees

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["COLUMNS", "looks_so", "read"]

COLUMNS = 19
_DIVISIONS = Path(__file__).parent.parent / "data" / "divisions.tsv"
# Feature codes that are more than a place of their class; the class decides otherwise. (GeoNames, featureCodes_en.txt)
_CODES = {
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin3", "ADM4": "admin3", "PCLI": "country", "RGN": "region",
    "CMP": "camp", "CMPRF": "camp", "CMPL": "camp",
}  # fmt: skip
_LEVELS = {"admin1": 1, "admin2": 2, "admin3": 3}
_CLASSES = {"P": "populated", "H": "water", "S": "site", "T": "site", "L": "site", "V": "site", "A": "region"}
_LEFT_OUT = {"R", "U"}  # roads and the bottom of the sea
_GONE = {
    "PPLH",
    "PPLQ",
    "PPLW",
    "ADM1H",
    "ADM2H",
    "ADM3H",
    "ADM4H",
}  # historical, abandoned, destroyed: still named in reports


def looks_so(first: str) -> bool:
    """Whether a file's first line is a row of a GeoNames dump."""
    cells = first.split("\t")
    return len(cells) == COLUMNS and cells[0].isdigit()


def read(lines: Iterable[str], source: str) -> Iterator[Row | BadRow]:
    """The places of a dump, in order; a row that is broken comes as what is wrong with it."""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            row = _row(line.rstrip("\r\n").split("\t"), source, number)
        except BadRow as error:
            yield error
            continue
        if row is not None:
            yield row


def _row(cells: list[str], source: str, line: int) -> Row | None:
    if len(cells) != COLUMNS or not cells[0].isdigit():
        raise BadRow(
            source, f"has {len(cells)} columns and begins with {cells[0][:20]!r}", where=f"line {line}",
            remedy=f"a row of a GeoNames dump has {COLUMNS}, the first a number",
        )  # fmt: skip
    if cells[6] in _LEFT_OUT:
        return None
    kind = _CODES.get(cells[7]) or _CLASSES.get(cells[6], "site")
    names = tuple(dict.fromkeys([cells[2], *cells[3].split(",")]))
    country = cells[8] if len(cells[8]) == 2 else None
    if not cells[1].strip():
        raise BadRow(source, "no name", where=f"line {line}", remedy="name the place or delete the line")
    top = division_name(country or "", cells[10]) if kind not in ("country", "admin1") else None
    return Row(
        name=cells[1],
        names=tuple(n for n in names if n and n != cells[1] and not n.startswith("http")),
        lat=degrees(cells[4], "latitude", source=source, line=line),
        lon=degrees(cells[5], "longitude", source=source, line=line),
        line=line,
        kind=kind,
        country=country,
        admin=(top,) if top else (),
        population=int(cells[14]) if cells[14].isdigit() else 0,
        ident=cells[0],
        level=_LEVELS.get(kind),
    )


def division_name(country: str, code: str) -> str | None:
    """The name of a division of the first level by its GeoNames code, None for one that is unknown."""
    return _divisions().get((country, code))


@cache
def _divisions() -> dict[tuple[str, str], str]:
    with _DIVISIONS.open(encoding="utf-8") as lines:
        cells = (line.rstrip("\n").split("\t") for line in lines if line.startswith("1\t"))
        return {(row[1], row[2]): row[3] for row in cells}
