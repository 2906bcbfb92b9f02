"""Positions that would lead somebody to people who may still be there, made less exact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daftar.publish.rules import rules

if TYPE_CHECKING:
    from daftar.model import Place, PlaceReading
    from daftar.publish.base import Publication

__all__ = ["coarse_claims", "coarse_incidents", "coarsened"]

_ROUND: Final = 1  # decimals of a degree: about 11 km
_WITHHELD: Final = "withheld"


def coarse_incidents(publication: Publication) -> frozenset[str]:
    """The incidents whose position is rounded: by what was struck, or by what their gazetteer says is there."""
    return frozenset(
        record.incident.id
        for record in publication.records
        if _exposes(record.incident.target, record.incident.place)
    )


def coarse_claims(publication: Publication, coarse: frozenset[str]) -> frozenset[str]:
    """The claims whose position is rounded: their own target says so, or their incident's does."""
    if not publication.redaction.positions:
        return frozenset()
    own = {reading.id for reading in publication.readings if _exposes(reading.claim.target, reading.place)}
    incidents = (record.incident for record in publication.records if record.incident.id in coarse)
    return frozenset(own.union(*(incident.claims for incident in incidents)))


def _exposes(target: str | None, place: PlaceReading | None) -> bool:
    if place is None or place.located is None:
        return False
    known = rules()
    return target in known.targets or place.located.kind in known.place_kinds


def coarsened(reading: PlaceReading) -> PlaceReading:
    """The reading with its position rounded, and nothing beside it that would give the exact one."""
    return replace(
        reading,
        place=_rounded(reading.place),
        within=_rounded(reading.within),
        candidates=(),
        precision=max(2, reading.precision),
        point=None
        if reading.point is None
        else (round(reading.point[0], _ROUND), round(reading.point[1], _ROUND)),
        site=None,
    )


def _rounded(place: Place | None) -> Place | None:
    if place is None:
        return None
    return replace(
        place, id=_WITHHELD, lat=round(place.lat, _ROUND), lon=round(place.lon, _ROUND), population=None
    )
