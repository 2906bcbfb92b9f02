"""What the zones of a country say to a clock time: its UTC, and whether a stated offset can be right.

The words are never corrected. Where no zone of the country was that far from UTC on that day, the time is kept as it is
worded and marked; a person decides whether the report erred, or the place or day is another.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from daftar.model import Clock

__all__ = ["checked"]

_HALF_HOUR = 30  # minutes by which two rounded times ("7am, 0410 GMT") may miss a zone


def checked(clock: Clock | None, country: str | None, first: dt.date, last: dt.date) -> Clock | None:
    """``clock`` with the UTC that follows from the country's zone, or with the doubt that its zones raise."""
    if clock is None or clock.local is None or country is None:
        return clock
    offsets = {day: _offsets(country, day, clock.local) for day in {first, last}}
    zones = dict.fromkeys(zone for found in offsets.values() for zone, _ in found)
    minutes = {ahead for found in offsets.values() for _, ahead in found}
    if not minutes:
        return clock
    name = next(iter(zones))
    if clock.offset is None:
        if clock.utc is not None or len(minutes) > 1:
            return clock
        return replace(clock, utc=_earlier(clock.local, minutes.pop()), zone=name)
    stated = _minutes(clock.offset)
    near = [zone for found in offsets.values() for zone, ahead in found if abs(ahead - stated) < _HALF_HOUR]
    if near:
        return replace(clock, zone=near[0])
    known = " or ".join(_worded(ahead) for ahead in sorted(minutes))
    day = first.isoformat() if first == last else f"{first} to {last}"
    return replace(clock, zone=name, doubt=f"{clock.offset} is said, {name} had {known} on {day}")


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """The zones of each country, the main one first, as the zone data list them."""
    found: dict[str, list[str]] = {}
    table = resources.files("tzdata.zoneinfo") / "zone.tab"
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}


@lru_cache(maxsize=1024)
def _offsets(country: str, day: dt.date, local: str) -> tuple[tuple[str, int], ...]:
    """How many minutes each zone of a country was ahead of UTC at a local time; twice in the hour that came twice."""
    at = dt.datetime.combine(day, dt.time.fromisoformat(local))
    found: dict[tuple[str, int], None] = {}
    for zone in _zones().get(country, ()):
        for fold in (0, 1):
            ahead = at.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset()
            assert ahead is not None
            found[zone, round(ahead.total_seconds() / 60)] = None
    return tuple(found)


def _minutes(offset: str) -> int:
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return -minutes if offset[0] == "-" else minutes


def _worded(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _earlier(local: str, ahead: int) -> str:
    minutes = (int(local[:2]) * 60 + int(local[3:]) - ahead) % (24 * 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"
