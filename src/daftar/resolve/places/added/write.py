"""An added gazetteer written out again: as CSV that can be added anew, or as GeoJSON with its boundaries."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from daftar.resolve.places.added.layer import Layer

__all__ = ["write_csv", "write_geojson"]

_HEADINGS = ("name", "other names", "lat", "lon", "admin", "country", "kind", "id", "population")


def write_csv(layer: Layer, out: BinaryIO) -> None:
    """One line a place, under the headings that ``daftar gazetteer add`` reads. Boundaries are not in it."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_HEADINGS)
    for place, names, _ in layer.everything():
        rows.writerow([
            place.name, "; ".join(names), repr(place.lat), repr(place.lon), " / ".join(place.admin), place.country or "",
            place.kind, "" if place.id.startswith(layer.info.cited) else place.id, place.population or "",
        ])  # fmt: skip
    text.detach()


def write_geojson(layer: Layer, out: BinaryIO) -> None:
    """A FeatureCollection: a place's boundary where it has one, else its point."""
    import shapely  # noqa: PLC0415 - boundaries only
    from shapely.geometry import mapping  # noqa: PLC0415

    out.write(b'{"type": "FeatureCollection", "features": [')
    for number, (place, names, shape) in enumerate(layer.everything()):
        outline = (
            mapping(shapely.from_wkb(shape))
            if shape
            else {"type": "Point", "coordinates": [place.lon, place.lat]}
        )
        feature = {
            "type": "Feature",
            "geometry": outline,
            "properties": {
                "name": place.name, "other names": "; ".join(names), "lat": place.lat, "lon": place.lon, "kind": place.kind,
                "country": place.country, "admin": " / ".join(place.admin), "pcodes": list(place.pcodes), "id": place.id,
            },
        }  # fmt: skip
        out.write((b",\n" if number else b"\n") + json.dumps(feature, ensure_ascii=False).encode())
    out.write(b"\n]}\n")
