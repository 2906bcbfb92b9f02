"""Incidents as GeoJSON (RFC 7946), for a geographic information system."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from daftar.format import record_json
from daftar.publish.files import credits_of, write_file, write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.model import Record
    from daftar.publish.base import Publication

__all__ = ["GEOJSON", "GeoJson"]


class GeoJson:
    """``incidents.geojson`` in a folder, or one file where the destination ends in ``.geojson`` or ``.json``.

    One feature an incident, WGS 84, longitude first. An incident whose place is not known has no geometry (null), and
    never a point at 0, 0. A whole and its parts are both there: ``part_of`` tells which not to add up.
    """

    name = "geojson"

    def export(self, publication: Publication, destination: Path) -> tuple[Path, ...]:
        """Write the features. Raises PublishError."""
        collection = {
            "type": "FeatureCollection",
            "about": credits_of(publication),
            "features": [_feature(record) for record in publication.records],
        }
        content = json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        if destination.suffix in {".geojson", ".json"}:
            return (write_file(destination, content),)
        return write_folder(destination, [("incidents.geojson", content)], publication)


GEOJSON: Final = GeoJson()


def _feature(record: Record) -> dict[str, Any]:
    properties = record_json(record)
    place = record.incident.place.located if record.incident.place else None
    for key in ("id", "claims", "victims", "unnamed"):
        del properties[key]
    toll = properties.pop("toll")
    for outcome, groups in toll.items():
        for group, figures in groups.items():
            for bound in ("low", "best", "high"):
                properties[f"{outcome}_{group}_{bound}"] = figures[bound]
    properties["place_precision"] = record.incident.place.precision if record.incident.place else None
    point = None if place is None else {"type": "Point", "coordinates": [place.lon, place.lat]}
    return {"type": "Feature", "id": record.incident.id, "geometry": point, "properties": properties}
