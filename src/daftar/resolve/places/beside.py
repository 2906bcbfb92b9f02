"""A point and how far from it the truth may lie, where words put something beside a place and not in it.

"12 km north of Z" is a point twelve kilometres north of Z, give or take a quarter of that; "near Z" is Z itself, give or
take what people call near a place of its size; "between A and B" is the middle, give or take half the way.
"""

from __future__ import annotations

import re
from math import cos, radians
from typing import TYPE_CHECKING, NamedTuple

from daftar.resolve.places.gazetteer import kilometres

if TYPE_CHECKING:
    from daftar.resolve.places.gazetteer import Entry

__all__ = ["Spot", "between", "spot"]

_UNSURE = 0.25  # of a distance said
_FARTHEST = 300.0  # km: two places further apart are not what something lies between
_COUNTRYSIDE = 30.0
_SIDE = 2.0  # "north of Z" is further out than "near Z"
_BY_KIND = {"site": 3.0, "camp": 3.0, "admin3": 20.0, "admin2": 40.0, "admin1": 150.0, "region": 200.0}
_BY_SIZE = ((200_000, 20.0), (20_000, 10.0), (0, 5.0))  # people in a town, and km that are near it
_SAID = re.compile(r"(\d+(?:[.,]\d+)?)\s*-?\s*(k|mile|m)?")
_UNITS = {"k": 1.0, "mile": 1.609, "m": 0.001}
_COMPASS = re.compile(r"\b(north|south)?-?(east|west)?(?:ern|ward|wards)?\b")
_AREA = re.compile(r"countryside|valley|coast|part|area|enclave")


class Spot(NamedTuple):
    """Latitude and longitude (None: the place's own) and a radius in kilometres."""

    point: tuple[float, float] | None
    radius_km: float


def spot(relation: str, entry: Entry) -> Spot | None:
    """Where ``relation`` ("12 km north of", "near") to a place is; None where the place is too wide to say."""
    near = _near(entry)
    if near is None:
        return None
    words = relation.lower()
    distance, side = _distance(words), _side(words)
    if distance is not None:
        if side is None:
            return Spot(None, round(distance, 1))
        return Spot(_moved(entry, distance, side), round(max(1.0, _UNSURE * distance), 1))
    if _AREA.search(words):
        return Spot(None, max(near, _COUNTRYSIDE))
    return Spot(None, near if side is None else _SIDE * near)


def between(one: Entry, other: Entry) -> Spot | None:
    """The middle of two places; None where they are too far apart to say anything."""
    distance = kilometres(one.lat, one.lon, other.lat, other.lon)
    if distance > _FARTHEST or _near(one) is None or _near(other) is None:
        return None
    middle = (one.lat + other.lat) / 2, (one.lon + other.lon) / 2  # flat is near enough at this distance
    if abs(one.lon - other.lon) > 180:
        return None
    return Spot((round(middle[0], 5), round(middle[1], 5)), round(max(1.0, distance / 2), 1))


def _near(entry: Entry) -> float | None:
    if entry.kind != "populated":
        return _BY_KIND.get(entry.kind)
    return next(km for people, km in _BY_SIZE if entry.population >= people)


def _distance(words: str) -> float | None:
    found = _SAID.search(words)
    if found is None or found[2] is None:
        return None
    return float(found[1].replace(",", ".")) * _UNITS[found[2]]


def _side(words: str) -> tuple[float, float] | None:
    """North and east of the direction in the words, as a unit vector."""
    for found in _COMPASS.finditer(words):
        if found[1] or found[2]:
            north = {"north": 1.0, "south": -1.0, None: 0.0}[found[1]]
            east = {"east": 1.0, "west": -1.0, None: 0.0}[found[2]]
            length = (north * north + east * east) ** 0.5
            return north / length, east / length
    return None


def _moved(entry: Entry, distance: float, side: tuple[float, float]) -> tuple[float, float]:
    lat = max(-89.9, min(89.9, entry.lat + distance * side[0] / 111.2))
    lon = entry.lon + distance * side[1] / (111.2 * max(0.01, cos(radians(entry.lat))))
    return round(lat, 5), round((lon + 180.0) % 360.0 - 180.0, 5)
