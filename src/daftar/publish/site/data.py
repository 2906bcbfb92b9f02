"""What the first page's scripts work on: one row an incident, as a script that sets one global value.

A page opened from a disk may not fetch files, so data comes as scripts. Everything in it is a value of JSON inside one
string that is parsed, so that no text of a report can become a script or a prototype.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from daftar.codebook import vocabularies
from daftar.publish.lookup import by_day
from daftar.publish.site.names import number_anchor
from daftar.publish.site.words import (
    country_name,
    days_words,
    incident_title,
    label,
    place_words,
    within_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import Incident, PlaceReading, Record
    from daftar.publish.site.desk import Desk

__all__ = ["as_script", "index_data"]


def as_script(name: str, value: Any) -> bytes:
    """``window.NAME = JSON.parse("…")``, safe in a script file and inside a script element."""
    inner = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    outer = json.dumps(inner, ensure_ascii=True).replace("<", "\\u003c").replace(">", "\\u003e")
    return f"window.{name} = JSON.parse({outer});\n".encode()


def index_data(on: Desk) -> dict[str, Any]:
    """Rows for the table, the map and the timeline, with the words that their codes read as."""
    records = sorted(on.publication.records, key=by_day, reverse=True)
    outcomes = [one for one in vocabularies().outcome if any(record.tally(one) for record in records)]
    place_of = {record.incident.id: row for row, record in enumerate(records)}
    rows = [_row(record, outcomes, place_of, on) for record in records]
    return {
        "keys": list(rows[0]) if rows else [],  # said once, and not in each of thousands of rows
        "outcomes": [[one, label("outcome", one), number_anchor(one, "all", "")] for one in outcomes],
        "methods": _used("method", [record.incident.method or "unknown" for record in records]),
        "rows": [list(row.values()) for row in rows],
    }


def _used(vocabulary: str, codes: Sequence[str]) -> list[list[str]]:
    return sorted(([code, label(vocabulary, code)] for code in set(codes)), key=lambda pair: pair[1])


def _row(record: Record, outcomes: Sequence[str], place_of: dict[str, int], on: Desk) -> dict[str, Any]:
    incident = record.incident
    parts = on.index.parts.get(incident.id, ())
    return {
        "s": on.incident_slugs[incident.id],
        "t": incident_title(incident),
        "d": days_words(incident.date),
        "f": incident.date.start.isoformat() if incident.date else "",
        "u": incident.date.end.isoformat() if incident.date else "",
        "p": incident.date.precision if incident.date else 9,
        "w": within_words(incident.place.located) if incident.place else "",
        "m": incident.method or "unknown",
        "n": [_toll(record, outcome) for outcome in outcomes],
        "r": len(incident.reports),
        "o": len(record.roots),
        "c": len(record.conflicts),
        "g": label("grade", record.grade) if record.grade else "",
        "i": place_of.get(incident.part_of or ""),
        "k": len(parts),
        "q": _search_words(record, on),
        "z": _further_places(record, parts),
        **_position(incident, parts, on),
    }


def _toll(record: Record, outcome: str) -> list[Any] | None:
    """[low, best, high], or None where nothing was claimed. The page of the incident has each where ``outcomes`` says."""
    tally = record.tally(outcome)
    if tally is None:
        return None
    return [tally.low.value, None if tally.best is None else tally.best.value, tally.high.value]


def _search_words(record: Record, on: Desk) -> str:
    """The words that find an incident beside its heading and places: who did it, its reports' titles and outlets."""
    incident = record.incident
    words = [one.name for one in incident.perpetrators]
    words += [label("target", incident.target) if incident.target else ""]
    for report in incident.reports:
        words += [on.index.reports[report].title or "", on.index.reports[report].publisher or ""]
    return _lower(words)


def _further_places(record: Record, parts: Sequence[Record]) -> str:
    """The names of its places that its row does not show: as worded, of its country, of its parts."""
    reading = record.incident.place
    shown = set()
    if reading is not None:
        shown = {reading.name, *within_words(reading.located).split(", ")}
    names = [name for part in (record, *parts) for name in _place_names(part.incident.place)]
    return _lower(name for name in names if name not in shown)


def _lower(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(word.lower() for word in words if word))


def _place_names(reading: PlaceReading | None) -> list[str]:
    if reading is None:
        return []
    names = [reading.name, reading.quote.text]
    place = reading.located
    if place is not None:
        names += [place.name, *place.admin, country_name(place.country) if place.country else ""]
    return names


def _position(incident: Incident, parts: Sequence[Record], on: Desk) -> dict[str, Any]:
    """Where to draw it. A whole whose parts are on the map is drawn as its parts, or people would be drawn twice."""
    reading = incident.place
    place = reading.located if reading else None
    if reading is None or place is None:
        return {"l": reading.name if reading else "", "x": None}
    drawn = [part for part in parts if part.incident.place and part.incident.place.located]
    withheld = on.publication.withheld
    coarse = withheld is not None and incident.id in withheld.coarsened
    return {
        "l": place_words(reading),
        "x": [round(place.lat, 4), round(place.lon, 4), reading.precision, int(coarse), int(bool(drawn))],
    }
