"""The whole way of a report, read from top to bottom: bytes → report → claims → readings → incidents → records."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec.json import encode

from daftar.errors import InputError
from daftar.format import report_json
from daftar.model import Quote, Reading
from daftar.parallel import chunked, ordered_map
from daftar.segment import segment

# Until every stage is there, the missing ones stand empty.
try:
    from daftar.intake import take
except ImportError:
    from daftar._standins import take
try:
    from daftar.extract.registry import extractor as named_extractor
except ImportError:
    from daftar._standins import extractor as named_extractor
try:
    from daftar.link import within
except ImportError:
    from daftar._standins import within
try:
    from daftar.reconcile import reconcile
except ImportError:
    from daftar._standins import reconcile
try:
    from daftar.resolve.places import find_places, open_gazetteer, places_of, resolve_places
except ImportError:
    from daftar._standins import find_places, open_gazetteer, places_of, resolve_places
try:
    from daftar.resolve.times import dates_of, find_times, resolve_time
except ImportError:
    from daftar._standins import dates_of, find_times, resolve_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from daftar.extract.base import Extractor
    from daftar.intake import Taken
    from daftar.model import Claim, Incident, Passage, PlaceMention, PlaceReading, Record, Report, TimeWindow
    from daftar.resolve.places import Gazetteer

__all__ = [
    "ReadReport",
    "Recipe",
    "Shape",
    "Tools",
    "open_tools",
    "read_lines",
    "read_report",
    "take",
    "weight",
]


Shape: TypeAlias = Literal["read", "places", "dates"]
_CHUNK = (
    32  # reports handed to a process at a time: enough to pay for the journey, few enough to stay in memory
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What to read with, by names and paths: small, hashable, and the same in every process."""

    extractor: str = "rules"
    conventions: str = "default"
    gazetteers: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a report is read with. ``reader`` names all of it with versions: the same reader reads the same way."""

    extractor: Extractor
    gazetteer: Gazetteer
    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """A report and everything that one reading of it came to."""

    report: Report
    readings: tuple[Reading, ...]
    incidents: tuple[Incident, ...]
    records: tuple[Record, ...]


@lru_cache(maxsize=2)
def open_tools(recipe: Recipe) -> Tools:
    """Open what a report is read with. Opened once a process for each recipe."""
    chosen = named_extractor(recipe.extractor)
    return Tools(
        extractor=chosen, gazetteer=open_gazetteer(extra=list(recipe.gazetteers)), reader=chosen.name
    )


def read_report(report: Report, tools: Tools) -> ReadReport:
    """Read one report: what it says, what that means, which incidents it tells of, and what they come to."""
    mentions = _Mentions(tools.gazetteer)
    passages = segment(report)
    claims = tools.extractor.extract(report, passages, mentions)
    readings = resolve(report, claims, mentions, tools.gazetteer)
    incidents = within(report, readings)
    records = reconcile_all(incidents, readings)
    return ReadReport(report=report, readings=readings, incidents=incidents, records=records)


def read_lines(
    taken: Iterable[Taken | InputError], recipe: Recipe, *, shape: Shape = "read", jobs: int = 1
) -> Iterator[bytes | str]:
    """Read many reports into lines of JSON, in input order, in ``jobs`` processes.

    ``shape`` is what to write of each: all that it says (``read``), its ``places`` or its ``dates``. A ``str`` instead
    of bytes is the one line that says why an input could not be read.
    """
    # An error crosses to another process as its words: exceptions with arguments of their own do not pickle.
    items = (str(one) if isinstance(one, InputError) else one.report for one in taken)
    write = partial(_lines, recipe=recipe, shape=shape)
    for lines in ordered_map(write, chunked(items, 1 if jobs == 1 else _CHUNK), jobs=jobs):
        yield from lines


def _lines(items: list[Report | str], *, recipe: Recipe, shape: Shape) -> list[bytes | str]:
    tools = open_tools(recipe)
    write = _SHAPES[shape]
    return [item if isinstance(item, str) else encode(write(item, tools)) + b"\n" for item in items]


def _read_row(report: Report, tools: Tools) -> dict[str, Any]:
    read = read_report(report, tools)
    return report_json(report, read.readings, read.incidents, read.records)


def _places_row(report: Report, tools: Tools) -> dict[str, Any]:
    return {"report": report.id, "toponyms": places_of(report, tools.gazetteer)}


def _dates_row(report: Report, _tools: Tools) -> dict[str, Any]:
    return {"report": report.id, "dates": dates_of(report)}


_SHAPES: Mapping[Shape, Callable[[Report, Tools], dict[str, Any]]] = {
    "read": _read_row,
    "places": _places_row,
    "dates": _dates_row,
}


def weight(one: Taken | InputError) -> int:
    """The bytes that an input stands for; 0 for one that could not be read."""
    return 0 if isinstance(one, InputError) else len(one.content)


def resolve(
    report: Report, claims: Sequence[Claim], mentions: _Mentions, gazetteer: Gazetteer
) -> tuple[Reading, ...]:
    """Give every claim its days and its place."""
    places = resolve_places(report, mentions.seen(), gazetteer)
    return tuple(
        Reading(claim=claim, place=_place_of(claim, places), time=_time_of(claim, report)) for claim in claims
    )


def reconcile_all(incidents: Sequence[Incident], readings: Sequence[Reading]) -> tuple[Record, ...]:
    """One record an incident, the parts handed to the whole that they belong to."""
    by_claim = {reading.claim.id: reading for reading in readings}
    children: dict[str, list[Incident]] = {}
    for incident in incidents:
        if incident.part_of is not None:
            children.setdefault(incident.part_of, []).append(incident)
    return tuple(
        reconcile(
            incident,
            [by_claim[claim] for claim in incident.claims if claim in by_claim],
            children=children.get(incident.id, ()),
        )
        for incident in incidents
    )


def _place_of(claim: Claim, places: dict[tuple[str, int, int], PlaceReading]) -> PlaceReading | None:
    quote = claim.place
    return None if quote is None else places.get((quote.part, quote.start, quote.end))


def _time_of(claim: Claim, report: Report) -> TimeWindow | None:
    quote = claim.time
    if quote is None:
        return None
    window = resolve_time(quote.text, published=report.published)
    return None if window is None else replace(window, quote=quote)


class _Mentions:
    """Where a passage words a time or a place, looked for only when asked and only once."""

    __slots__ = ("_gazetteer", "_places")

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._places: dict[tuple[str, int], tuple[PlaceMention, ...]] = {}

    def times(self, passage: Passage) -> Sequence[Quote]:
        """The time expressions in ``passage``, in order."""
        text = passage.text
        return [
            Quote(
                start=passage.start + found.start,
                end=passage.start + found.end,
                text=text[found.start : found.end],
                part=passage.part,
            )
            for found in find_times(text)
        ]

    def places(self, passage: Passage) -> Sequence[PlaceMention]:
        """The place names in ``passage``, in order."""
        key = (passage.part, passage.start)
        found = self._places.get(key)
        if found is None:
            found = tuple(_moved(mention, passage) for mention in find_places(passage.text, self._gazetteer))
            self._places[key] = found
        return found

    def seen(self) -> list[PlaceMention]:
        """Every place found so far, in text order."""
        return [mention for key in sorted(self._places) for mention in self._places[key]]


def _moved(mention: PlaceMention, passage: Passage) -> PlaceMention:
    return replace(
        mention,
        quote=_shifted(mention.quote, passage),
        within=tuple(_shifted(quote, passage) for quote in mention.within),
    )


def _shifted(quote: Quote, passage: Passage) -> Quote:
    return Quote(
        start=quote.start + passage.start, end=quote.end + passage.start, text=quote.text, part=passage.part
    )
