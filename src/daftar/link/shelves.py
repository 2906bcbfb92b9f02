"""The events of one report by place and day, so that a claim is held against those alone that may be its own.

A report may tell of thousands (a year's list). Shelves leave out what is surely elsewhere or of other days; what they give
is still to be asked (``event.elsewhere``, ``event.other_days`` ...), so that they change how long it takes and nothing else.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from heapq import merge
from typing import TYPE_CHECKING, TypeAlias

from daftar.link.dating import DIED
from daftar.link.event import FAR, LATER, NEAR, key, one_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daftar.link.event import Event
    from daftar.model import PlaceReading, Reading

__all__ = ["Shelves"]

_Where: TypeAlias = "str | tuple[str, str]"
_When: TypeAlias = "int | str"

_LONG = 31  # days: what is dated more loosely stands on the shelf of all days
_SPOT, _AREA, _WIDER = 1, 3, 4  # UCDP place precisions: an exact place, a district, a province
_EVERY = "every"  # the shelf of all places, or of all days
_UNSURE = "unsure"  # of events that other places' or other days' claims may be of, too
_WIDE = "wide"  # of events that may contain any place
_HAVING_PARTS = "having parts"


class Shelves:
    """Events in the order in which they were put here. Lives for one report.

    With ``taken_over`` an event whose day is only taken over is of that day, as for attacks without figures
    (``event.dated_apart``); without, it may be of any (``event.other_days``).
    """

    def __init__(self, events: Iterable[Event] = (), *, taken_over: bool = False) -> None:
        self._taken_over = taken_over
        self._events: list[Event] = []
        self._at: dict[int, int] = {}  # places in the order, by identity
        self._shelves: dict[tuple[int | None, bool, _Where, _When], list[int]] = {}
        self._inside: dict[tuple[int, str], list[int]] = {}
        for event in events:
            self.put(event)

    def put(self, event: Event) -> None:
        """Put an event here; again where its place, its day or its parts became known. It stays where it was, too."""
        at = self._at.setdefault(id(event), len(self._events))
        if at == len(self._events):
            self._events.append(event)
        part = event.parent is not None
        for where in _places(event):
            for when in self._days(event):
                _insert(self._shelves.setdefault((event.apart, part, where, when), []), at)
        if event.parent is not None and event.place is not None:
            _insert(self._inside.setdefault((self._at[id(event.parent)], key(event.place)), []), at)

    def inside(self, total: Event, reading: Reading) -> Event | None:
        """The first part of ``total`` that is at the reading's place."""
        if reading.place is None:
            return None
        held = self._inside.get((self._at[id(total)], key(reading.place)), ())
        return next((self._events[at] for at in held if one_place(reading, self._events[at])), None)

    def here(
        self, reading: Reading, apart: int | None, parts: Iterable[bool] = (False, True)
    ) -> Iterator[Event]:
        """The events at the reading's own place, in order; ``apart`` says as which attack the report sets them apart."""
        if reading.place is not None:
            where = [("at", key(reading.place))]
            yield from (e for e in self._held(reading, apart, parts, where) if one_place(reading, e))

    def beside(
        self, reading: Reading, apart: int | None, parts: Iterable[bool] = (False, True)
    ) -> Iterator[Event]:
        """The other events whose place may yet be the reading's."""
        where = [_UNSURE if _pinned(reading.place) else _EVERY]
        yield from (e for e in self._held(reading, apart, parts, where) if not one_place(reading, e))

    def around(self, reading: Reading, apart: int | None) -> Iterator[Event]:
        """The events that are part of none and may contain the reading's place, or have parts."""
        place = reading.place
        where: list[_Where] = [_EVERY]
        if place is not None and place.located is not None:
            names = [*place.located.admin, *((place.within.id,) if place.within is not None else ())]
            where = [_WIDE, _HAVING_PARTS, *(("in", name) for name in names)]
        return self._held(reading, apart, (False,), where)

    def _held(
        self, reading: Reading, apart: int | None, parts: Iterable[bool], places: Iterable[_Where]
    ) -> Iterator[Event]:
        days = _days_of(reading)
        found = [
            held
            for part in parts
            for where in places
            for when in days
            if (held := self._shelves.get((apart, part, where, when)))
        ]
        before = -1
        for at in found[0] if len(found) == 1 else merge(*found):
            if at != before:
                yield self._events[at]
            before = at

    def _days(self, event: Event) -> Iterator[_When]:
        """The days of claims that may be of the event, all days among them."""
        yield _EVERY
        time = event.time
        if time is None or (time.inherited and not self._taken_over) or (time.end - time.start).days > _LONG:
            yield _UNSURE
            return
        first, last = time.start.toordinal(), time.end.toordinal()
        if event.far == FAR:
            first, last = first - 1, last + LATER
        yield from range(first, last + 1)


def _days_of(reading: Reading) -> list[_When]:
    time = reading.time
    if time is None or time.inherited or reading.claim.action == DIED or (time.end - time.start).days > _LONG:
        return [_EVERY]
    return [*range(time.start.toordinal(), time.end.toordinal() + 1), _UNSURE]


def _places(event: Event) -> Iterator[_Where]:
    """The shelves that an event's place and parts put it on."""
    place = event.place
    yield _EVERY
    if place is not None:
        yield "at", key(place)
    if (
        event.far != NEAR
        or place is None
        or place.inherited
        or place.place is None
        or place.precision > _SPOT
    ):
        yield _UNSURE
    located = place.located if place is not None else None
    if place is None or located is None or place.precision >= _AREA:
        yield _WIDE
    else:
        yield "in", located.id
        yield "in", located.name
    if event.parts:
        yield _HAVING_PARTS


def _pinned(place: PlaceReading | None) -> bool:
    """Whether ``event.elsewhere`` holds for every event at another exact place."""
    if place is None or place.place is None or place.inherited or place.precision >= _WIDER:
        return False
    return place.place.kind == "populated"


def _insert(held: list[int], at: int) -> None:
    if not held or held[-1] < at:
        held.append(at)
    elif held[bisect_left(held, at)] != at:
        insort(held, at)
