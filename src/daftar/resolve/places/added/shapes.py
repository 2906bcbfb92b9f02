"""Boundaries and points: shapefiles (pyshp) and GeoJSON (streamed), with a point inside each and the outline as WKB."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daftar.errors import BadRow, UnreadableInput
from daftar.resolve.places.added.columns import columns_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from daftar.resolve.places.added.columns import Columns
    from daftar.resolve.places.added.row import Row

__all__ = ["geojson_rows", "shapefile_rows"]


def shapefile_rows(path: Path, *, source: str, country: str | None) -> Iterator[Row | BadRow]:
    """The shapes of a shapefile with the attributes of its .dbf. Raises UnreadableInput where either is broken."""
    import shapefile  # noqa: PLC0415 - boundaries only

    missing = [end for end in (".shp", ".dbf") if not path.with_suffix(end).is_file()]
    if missing:
        raise UnreadableInput(
            source,
            f"a shapefile needs its {missing[0]} beside it",
            remedy="keep the .shp, .dbf and .shx together",
        )
    try:
        with _opened(path) as reader:
            columns = columns_of([field[0] for field in reader.fields if field[0] != "DeletionFlag"])
            _check(columns, source)
            for line, one in enumerate(reader.iterShapeRecords(), 1):
                outline = one.shape.__geo_interface__ if one.shape.shapeType else None
                yield _row(outline, one.record.as_dict(), columns, source=source, line=line, country=country)
    except (shapefile.ShapefileException, OSError, ValueError, IndexError, KeyError) as error:
        raise UnreadableInput(source, f"cannot be read as a shapefile ({error})") from error


def _opened(path: Path) -> Any:
    import shapefile  # noqa: PLC0415

    coding = path.with_suffix(".cpg")
    named = coding.read_text(encoding="ascii", errors="replace").strip() if coding.is_file() else "utf-8"
    return shapefile.Reader(str(path), encoding=named or "utf-8", encodingErrors="replace")


def geojson_rows(path: Path, *, source: str, country: str | None) -> Iterator[Row | BadRow]:
    """The features of a FeatureCollection, one after another. Raises UnreadableInput where it is not JSON."""
    import ijson  # noqa: PLC0415 - boundaries only

    columns: Columns | None = None
    try:
        with path.open("rb") as file:
            for line, feature in enumerate(ijson.items(file, "features.item", use_float=True), 1):
                properties = (feature.get("properties") or {}) if isinstance(feature, dict) else {}
                if columns is None:
                    columns = columns_of(list(properties))
                    _check(columns, source)
                geometry = feature.get("geometry") if isinstance(feature, dict) else None
                yield _row(geometry, properties, columns, source=source, line=line, country=country)
    except ijson.JSONError as error:
        raise UnreadableInput(source, f"is no GeoJSON ({error})") from error


def _check(columns: Columns, source: str) -> None:
    if not columns.useful:
        raise UnreadableInput(
            source, "is no gazetteer: no attribute of its shapes is a name",
            remedy="name the attribute 'name', or as the CODs do ADM1_EN, ADM2_EN ...",
        )  # fmt: skip


def _row(
    geometry: Any,
    properties: dict[str, Any],
    columns: Columns,
    *,
    source: str,
    line: int,
    country: str | None,
) -> Row | BadRow:
    import shapely  # noqa: PLC0415 - boundaries only
    from shapely.errors import ShapelyError  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    try:
        outline = shape(geometry) if geometry else None
        if outline is None or outline.is_empty:
            return BadRow(source, "has no shape", where=f"feature {line}", remedy="give it one or delete it")
        if not outline.is_valid:
            outline = shapely.make_valid(outline)
        point = outline if outline.geom_type == "Point" else outline.representative_point()
        wkb = shapely.to_wkb(outline) if outline.area else None
        if not (-90 <= point.y <= 90 and -180 <= point.x <= 180):
            return BadRow(
                source, f"lies at {point.x:g}, {point.y:g}, which are no degrees", where=f"feature {line}",
                remedy="save the file in WGS 84 (EPSG:4326)",
            )  # fmt: skip
        return row_of(
            properties, columns, source=source, line=line, spot=(point.y, point.x), shape=wkb, country=country
        )
    except BadRow as error:
        return error
    except (ShapelyError, ValueError, TypeError, AttributeError, KeyError) as error:
        return BadRow(
            source, f"has a shape that cannot be read ({error})", where=f"feature {line}", remedy="mend it"
        )
