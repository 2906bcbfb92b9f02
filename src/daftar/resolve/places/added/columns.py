"""Which column of a table is what: plain headings, and those of OCHA's common operational datasets (CODs).

CODs name divisions by level and language (``ADM2_EN``, ``admin2Name_ar``, ``adm2_ref``, ``ADM2ALT1EN``) and give each a
p-code (``ADM2_PCODE``, ``admin2Pcode``). Older ones have the layer's own name as ``NAME_EN`` and ``PCODE``. (OCHA, COD
technical standards)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from daftar.errors import BadRow
from daftar.resolve.places.added.row import Row, degrees
from daftar.resolve.places.fold import fold
from daftar.resolve.places.layout import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Columns", "columns_of", "row_of"]

_NAME = re.compile(
    r"adm(?:in)?(\d)_?(?:alt\d?_?)?(?:name)?_?(?:alt\d?_?)?(?:ref|[a-z]{2,3}\d?)?$|adm(?:in)?(\d)name$"
)
_CODE = re.compile(r"adm(?:in)?(\d)_?p_?code$")
_OWN_NAME = re.compile(
    r"nam(?:e)?_?(?:[a-z]{2}|alt\d?|ref)?(?:_?ref)?$|featurename_[a-z]{2,3}$|featurealt\d?name_?[a-z]*$"
)
_OWN_CODE = ("pcode", "p_code", "feature_pcode", "featurepcode", "id", "geonameid", "osm_id")
_PLAIN = {
    "name": ("name", "place", "toponym", "asciiname", "place_name", "locality", "village"),
    "names": ("other names", "other_names", "names", "alternate names", "alternatenames", "aliases", "alternative names"),
    "lat": ("lat", "latitude", "y", "latitude_y", "point_y", "lat_y", "ycoord"),
    "lon": ("lon", "lng", "long", "longitude", "x", "longitude_x", "point_x", "lon_x", "xcoord"),
    "admin": ("admin", "admin levels"),
    "country": ("country", "country code", "iso", "iso2", "cc", "countrycode"),
    "kind": ("kind", "type", "feature"),
    "population": ("population", "pop", "pop_total"),
}  # fmt: skip
_DIVISION_WORDS = (
    "governorate",
    "province",
    "region",
    "state",
    "county",
    "district",
    "subdistrict",
    "sub-district",
    "commune",
)
_ISO3 = re.compile(r"[A-Z]{3}$")
_SEVERAL = re.compile(r"\s*[;|]\s*")
_LEVELS = re.compile(r"\s*[/;|>]\s*")
_KIND_OF_LEVEL = {0: "country", 1: "admin1", 2: "admin2", 3: "admin3"}


@dataclass(slots=True)
class Columns:
    """The headings of one table by what they hold; names of a division in the order in which they stand."""

    plain: dict[str, str] = field(default_factory=dict)
    own_names: list[str] = field(default_factory=list)
    own_code: str | None = None
    level_names: dict[int, list[str]] = field(default_factory=dict)
    level_code: dict[int, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    @property
    def useful(self) -> bool:
        """Whether a row can have a name at all."""
        return bool(self.own_names or "name" in self.plain or any(level for level in self.level_names))

    @property
    def pointed(self) -> bool:
        """Whether a row can have a position of its own."""
        return "lat" in self.plain and "lon" in self.plain


def columns_of(headings: Sequence[str]) -> Columns:
    """Sort the headings of a table; those that say nothing about places are left alone."""
    found = Columns()
    for heading in headings:
        low = heading.strip().lstrip("#").lower()
        if code := _CODE.fullmatch(low):
            found.level_code[int(code[1])] = heading
        elif name := _NAME.fullmatch(low):
            found.level_names.setdefault(int(name[1] or name[2]), []).append(heading)
        elif low in _DIVISION_WORDS:
            found.words.append(heading)
        elif key := next((key for key, words in _PLAIN.items() if low in words), None):
            found.plain.setdefault(key, heading)
        elif low in _OWN_CODE:
            found.own_code = found.own_code or heading
        elif _OWN_NAME.fullmatch(low):
            found.own_names.append(heading)
    for names in [found.own_names, *found.level_names.values()]:
        names.sort(key=_language)
    return found


def _language(heading: str) -> tuple[bool, bool]:
    """English first, then names in another script, then those for reference and other ones."""
    low = heading.lower()
    return ("ref" in low or "alt" in low, not low.endswith(("en", "name", "place")))


def row_of(
    cells: Mapping[str, object], columns: Columns, *, source: str, line: int, spot: tuple[float, float] | None = None,
    shape: bytes | None = None, country: str | None = None,
) -> Row:  # fmt: skip
    """A place from one row. ``spot`` is its latitude and longitude where the row itself holds none.

    Raises BadRow for a row without a name or a position, or with a code or kind that is none.
    """
    text = {key: _text(value) for key, value in cells.items()}
    name, names, level, own_code = _named(text, columns)
    if not fold(name):
        raise BadRow(source, "no name", where=f"line {line}", remedy="name the place or delete the line")
    if spot is None:
        if not columns.pointed:
            raise BadRow(
                source, "no position", where=f"line {line}", remedy="give a latitude and a longitude"
            )
        spot = (
            degrees(text.get(columns.plain["lat"], ""), "latitude", source=source, line=line),
            degrees(text.get(columns.plain["lon"], ""), "longitude", source=source, line=line),
        )
    above = [n for n in sorted(columns.level_names) if n and (level is None or n < level)]
    admin = [
        (_first(text, columns.level_names[n]), text.get(columns.level_code.get(n, ""), "")) for n in above
    ]
    admin = [pair for pair in admin if pair[0]]
    if not admin:
        plain = _LEVELS.split(text.get(columns.plain.get("admin", ""), ""))
        admin = [(one, "") for one in [*plain, *(text.get(word, "") for word in columns.words)] if one]
    return Row(
        name=name,
        names=names,
        lat=spot[0],
        lon=spot[1],
        line=line,
        kind=_kind(text, columns, level, shape, source=source, line=line),
        country=country or _country(text, columns, source=source, line=line),
        admin=tuple(one for one, _ in admin),
        codes=tuple(code for _, code in admin),
        population=_people(text.get(columns.plain.get("population", ""), "")),
        ident=own_code,
        level=level,
        shape=shape,
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).replace("\x00", " ").split())


def _first(text: Mapping[str, str], headings: Sequence[str]) -> str:
    return next((text[heading] for heading in headings if text.get(heading)), "")


def _named(text: Mapping[str, str], columns: Columns) -> tuple[str, tuple[str, ...], int | None, str]:
    """The place's name, its other names, its level where it is a division, and its own code."""
    plain = columns.plain.get("name")
    own = [*([plain] if plain else []), *columns.own_names]
    given = [text[heading] for heading in own if text.get(heading)]
    if given:
        level = max((n for n in columns.level_names if _first(text, columns.level_names[n])), default=None)
        level = None if level is None else level + 1
        code = text.get(columns.own_code or "", "")
    else:
        level = max((n for n in columns.level_names if _first(text, columns.level_names[n])), default=None)
        if level is None:
            return "", (), None, ""
        given = [text[heading] for heading in columns.level_names[level] if text.get(heading)]
        code = text.get(columns.level_code.get(level, ""), "")
    extra = _SEVERAL.split(text.get(columns.plain.get("names", ""), ""))
    others = dict.fromkeys(part.strip() for one in [*given, *extra] for part in _pieces(one))
    others.pop("", None)
    first = next(iter(others), "")
    return first, tuple(one for one in others if one != first), level, code


def _pieces(name: str) -> list[str]:
    """ "Tal Mannis / Talmenes / تلمنس" is three names."""
    return name.split(" / ")


def _kind(
    text: Mapping[str, str],
    columns: Columns,
    level: int | None,
    shape: bytes | None,
    *,
    source: str,
    line: int,
) -> str:
    given = text.get(columns.plain.get("kind", ""), "").lower()
    if given:
        if given in KINDS:
            return given
        if shape is None and level is None:
            raise BadRow(
                source,
                f"kind {given!r} is unknown",
                where=f"line {line}",
                remedy=f"use one of {', '.join(KINDS)}",
            )
    if level is not None and (shape is not None or level <= 2):
        return _KIND_OF_LEVEL.get(level, "admin3")
    return "populated"


def _country(text: Mapping[str, str], columns: Columns, *, source: str, line: int) -> str | None:
    given = text.get(columns.plain.get("country", ""), "") or text.get(columns.level_code.get(0, ""), "")
    code = given.upper()
    if not code or _ISO3.fullmatch(code):
        return None
    if not re.fullmatch("[A-Z]{2}", code):
        raise BadRow(
            source, f"country {given!r} is no two-letter code", where=f"line {line}",
            remedy="use the ISO 3166-1 code, as SY",
        )  # fmt: skip
    return code


def _people(text: str) -> int:
    digits = text.replace(",", "").replace(" ", "")
    return int(digits) if digits.isdigit() and len(digits) < 12 else 0
