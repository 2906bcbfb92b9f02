"""Where an incident is drawn on its page's map, and how sure that is, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daftar.codebook import vocabularies
from daftar.publish.site.words import number, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daftar.model import Incident, PlaceReading, Record
    from daftar.publish.site.desk import Desk

__all__ = ["Spot", "place_doubt", "spots", "vague"]

_AREA: Final = 3  # of UCDP's precisions, the first that is an area


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A mark on a map. ``vague``: it stands for an area, or is rounded. ``km``: how far the truth may lie, where known."""

    lat: float
    lon: float
    vague: bool
    km: float | None
    name: str


def vague(reading: PlaceReading, *, coarse: bool) -> bool:
    """Whether a mark at a place's position must not look like the place itself: a circle and no dot."""
    return coarse or reading.precision >= _AREA or reading.place is None


def place_doubt(incident: Incident, on: Desk) -> str:
    """How sure the place is: ``Exact place.``, ``District … The mark on the map stands for all of it``."""
    place = incident.place
    if place is None:
        return ""
    if place.located is None:
        return "Its position is not known."
    if _coarse(incident, on):
        return "Position rounded to about 11 km, for the safety of people there."
    if place.place is None:
        return f"Which place is meant could not be told; the mark on the map stands for {place.located.name} as a whole."
    said = f"Precision: {vocabularies().place_precision[place.precision]}."
    if place.precision >= _AREA:
        return f"{said} The mark on the map stands for all of it, and not for the site."
    if place.radius_km:
        return f"{said} The site may lie up to {number(max(1, round(place.radius_km)))} km from the mark on the map."
    return said


def spots(records: Iterable[Record], on: Desk) -> Iterable[Spot]:
    """What to draw, each position once."""
    seen = set()
    for record in records:
        reading = record.incident.place
        place = reading.located if reading else None
        if reading is None or place is None or (place.lat, place.lon) in seen:
            continue
        seen.add((place.lat, place.lon))
        yield Spot(
            lat=place.lat,
            lon=place.lon,
            vague=vague(reading, coarse=_coarse(record.incident, on)),
            km=reading.radius_km,
            name=place_words(reading),
        )


def _coarse(incident: Incident, on: Desk) -> bool:
    withheld = on.publication.withheld
    return withheld is not None and incident.id in withheld.coarsened
