"""A report's claims of harm put to the events they are of, one after the other in the order they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.link.event import (
    FAR,
    NEAR,
    Event,
    contains,
    elsewhere,
    figure_of,
    many_more,
    named_apart,
    narrower,
    of_an_age,
    of_the_title,
    one_figure,
    opens,
    other_days,
    other_figure,
    other_kind,
    says_other,
    titled_wide,
    undated_aside,
    wide,
)
from daftar.link.late import LEAD, late_death
from daftar.link.shelves import Shelves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from daftar.model import Quote, Reading

__all__ = ["add", "gather", "told_first"]

_OUTSIDE = -1  # of an event that is not what the report is about


def gather(harm: Sequence[Reading], founds: Callable[[Reading], bool], *, largest: bool) -> list[Event]:
    """Put each claim to the event it is of, or begin one where ``founds`` says that it may.

    With ``largest`` the report is an assessment of one event (``within.within``).
    """
    so_far = _Gathered(FAR if largest else NEAR)
    for reading in harm:
        so_far.take_in(reading, founds)
    return so_far.events


def told_first(harm: Sequence[Reading]) -> Event | None:
    """What the title or the first words tell, for where nothing is definite enough: what the report is about."""
    first = [r for r in harm if r.claim.relation != "uncounted" and opens(r)]
    event = Event(apart=first[0].claim.event) if first else None
    for reading in first:
        if event is not None:
            add(event, reading)
    return event


class _Gathered:
    """The events of one report so far."""

    def __init__(self, far: float) -> None:
        self.events: list[Event] = []
        self._far = far
        self._order: dict[Event, int] = {}
        self._owner: dict[str, Event] = {}  # by claim
        self._shelves = Shelves()
        self._last_in: dict[Quote, list[Event]] = {}  # whose last claim stands in the passage
        self._titled: list[Event] = []  # of which the title alone tells
        self._opening: list[Event] = []  # that the first paragraphs tell of

    def take_in(self, reading: Reading, founds: Callable[[Reading], bool]) -> None:
        """Put a claim to its event, or begin one."""
        left_out = reading.claim.relation == "uncounted"
        event = None if left_out else self._home(reading)
        if event is None:
            if not left_out and not founds(reading):
                return
            late = any(late_death(reading, e.begins, e.totals) for e in self._opening)
            event = Event(apart=_OUTSIDE if left_out or late else reading.claim.event, far=self._far)
            self._order[event] = len(self.events)
            self.events.append(event)
            self._put_under(event, reading)
        self._add(event, reading)
        self._owner[reading.claim.id] = event

    def _put_under(self, event: Event, reading: Reading) -> None:
        event.parent = self._whole(reading)
        if event.parent is not None:
            event.parent.parts += figure_of(reading)
            event.parent.inside.append(event)
            self._shelves.put(event.parent)

    def _add(self, event: Event, reading: Reading) -> None:
        before = (event.place, event.time)
        passage = event.readings[-1].claim.passage if event.readings else None
        early = event.begins is not None and event.begins < LEAD
        new = not event.readings
        add(event, reading)
        if new or (event.place, event.time) != before:
            self._shelves.put(event)
        if passage != reading.claim.passage:
            if passage is not None:
                self._last_in[passage].remove(event)
            self._last_in.setdefault(reading.claim.passage, []).append(event)
        if reading.claim.quote.part != "title":
            self._titled = [e for e in self._titled if e is not event]
        elif new:
            self._titled.append(event)
        if not early and event.begins is not None and event.begins < LEAD:
            self._opening.append(event)

    def _home(self, reading: Reading) -> Event | None:
        """The event that ``reading`` belongs to, or None where it begins another."""
        claim = reading.claim
        total = self._owner.get(claim.part_of) if claim.part_of is not None else None
        if total is not None and claim.relation != "others":
            return self._shelves.inside(total, reading) or total
        if total is not None and not elsewhere(reading, total):
            return total  # "six monks and two other people were killed"
        headed = next(
            (e for e in self._titled if of_the_title(reading, e) and not other_days(reading, e)), None
        )
        if headed is not None:
            return headed
        return self._of_its_sentence(reading) or next(
            (e for e in self._ranked(reading) if not _another(reading, e)), None
        )

    def _of_its_sentence(self, reading: Reading) -> Event | None:
        """The event told of last in the reading's own sentence that it can be of."""
        claim = reading.claim
        told = self._last_in.get(claim.passage, ())
        for event in sorted(told, key=self._order.__getitem__, reverse=True):
            if elsewhere(reading, event) or says_other(reading, event) or narrower(reading, event):
                continue
            if not (many_more(reading, event) or (claim.part_of is None and other_days(reading, event))):
                return event
        return None

    def _ranked(self, reading: Reading) -> Iterator[Event]:
        """The events that it may be of, the likeliest first: what is told as the same attack, at one place, and whole.

        Then what no words set apart, where it gives the same figure or is said in passing.
        """
        apart = reading.claim.event
        yield from self._by_place(reading, apart)
        if apart is not None:
            for event in self._by_place(reading, None):
                if one_figure(reading, event) or undated_aside(reading, event):
                    yield event

    def _by_place(self, reading: Reading, apart: int | None) -> Iterator[Event]:
        for look in (self._shelves.here, self._shelves.beside):
            for part in (False, True):
                yield from look(reading, apart, (part,))

    def _whole(self, reading: Reading) -> Event | None:
        """The event whose figure can hold this one as a part of it, on the same days; None where there is none.

        Where its other parts leave too little room, it is a part all the same of the area that its place lies in, if none of
        these is of that place: the figures contradict each other, and arithmetic is to say so.
        """
        claim = reading.claim
        size = figure_of(reading)
        if claim.id in self._owner:
            return None
        crowded: Event | None = None
        for event in self._shelves.around(reading, claim.event):
            total = event.totals.get(claim.outcome or "")
            if total is None or size >= total or other_days(reading, event) or other_kind(reading, event):
                continue
            if named_apart(reading, event):
                continue
            if size <= total - event.parts and (event.parts or wide(event, reading)):
                return event
            if crowded is None and contains(event, reading) and not self._shelves.inside(event, reading):
                crowded = event
        return crowded


def _another(reading: Reading, event: Event) -> bool:
    """Whether the words set the reading apart from the event."""
    return (
        elsewhere(reading, event)
        or other_days(reading, event)
        or says_other(reading, event)
        or other_figure(reading, event)
        or narrower(reading, event)
        or named_apart(reading, event)
        or late_death(reading, event.begins, event.totals)
    )


def add(event: Event, reading: Reading) -> None:
    """Have ``reading`` tell of ``event``, with what it says of place, day and figures."""
    claim = reading.claim
    roughly = of_the_title(reading, event) or titled_wide(reading, event)
    if reading.place is not None and (event.place is None or roughly):
        event.place = reading.place  # a title puts it roughly: "off Gaza", "in the north"
    event.take(reading)
    if event.time is None and reading.time is not None:
        event.time = reading.time
    if claim.relation not in ("among", "part", "either"):
        figure = figure_of(reading)
        outcome = claim.outcome or ""
        if figure > event.totals.get(outcome, 0):
            (event.some.add if of_an_age(claim.group) else event.some.discard)(outcome)
        event.totals[outcome] = max(event.totals.get(outcome, 0), figure)
        if claim.count is None or claim.count.best is None or figure == 1:
            if outcome not in event.totals or event.totals[outcome] == figure:
                event.vague.add(outcome)
        else:
            event.vague.discard(outcome)
        if outcome == "killed" and event.status is None and claim.group is not None and figure > 1:
            event.status = claim.group.status
