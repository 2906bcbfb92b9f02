"""An incident of one report in the making, and whether what a claim says can be of it: its place, days and figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from daftar.languages import load
from daftar.link.dating import DIED
from daftar.link.spelt import maybe_one
from daftar.model import Group, PlaceReading, Reading, TimeWindow

__all__ = [
    "FAR",
    "LATER",
    "NEAR",
    "Event",
    "contains",
    "dated_apart",
    "elsewhere",
    "figure_of",
    "key",
    "many_more",
    "named_apart",
    "narrower",
    "numbered",
    "of_an_age",
    "one_figure",
    "one_place",
    "opens",
    "other_days",
    "other_figure",
    "other_kind",
    "own_day",
    "says_other",
    "titled_wide",
    "undated_aside",
    "wide",
]

NEAR, FAR = 1.25, 4.0  # times a toll: how much larger another figure of it may be
_AROUND = 2  # days: reports tell of what happened just before them
_DISTRICT, _PROVINCE = 3, 4  # UCDP place precision
_OPENING = 40  # characters: the passage that opens the report
LATER = 10  # days: sources that an assessment cites go on giving figures


@dataclass(slots=True, eq=False)
class Event:
    """An incident in the making.

    ``inside`` are the events that are part of it. ``opened`` are the outcomes that its title or the report's first words
    tell of, ``begins`` the first character of the text that tells of it, None where only a title does.
    """

    readings: list[Reading] = field(default_factory=list)
    parent: Event | None = None
    inside: list[Event] = field(default_factory=list)
    opened: set[str | None] = field(default_factory=set)
    begins: int | None = None
    parts: int = 0
    place: PlaceReading | None = None
    time: TimeWindow | None = None
    totals: dict[str, int] = field(default_factory=dict)
    apart: int | None = None
    vague: set[str] = field(default_factory=set)
    some: set[str] = field(default_factory=set)
    status: str | None = None
    far: float = NEAR

    def take(self, reading: Reading) -> None:
        """Have ``reading`` tell of it."""
        self.readings.append(reading)
        if opens(reading):
            self.opened.add(reading.claim.outcome)
        passage = reading.claim.passage
        if passage.part == "text" and (self.begins is None or passage.start < self.begins):
            self.begins = passage.start

    def keep(self, readings: list[Reading]) -> None:
        """Have only ``readings`` tell of it."""
        self.readings, self.opened, self.begins = [], set(), None
        for reading in readings:
            self.take(reading)


def opens(reading: Reading) -> bool:
    """Whether a claim stands in the title or opens the text."""
    quote = reading.claim.passage
    return quote.part == "title" or quote.start < _OPENING


def figure_of(reading: Reading) -> int:
    """The one number of a claim to compare by; 0 where it counts nobody."""
    count = reading.claim.count
    return 0 if count is None else count.figure


def other_kind(reading: Reading, event: Event) -> bool:
    """Whether fighters are told of where the event's dead are civilians, or the other way round: none of them."""
    group = reading.claim.group
    status = group.status if group is not None else None
    return status is not None and event.status is not None and status != event.status


def wide(event: Event, reading: Reading) -> bool:
    """Whether the event's place can contain the reading's: it has none, or an area, or the place's own district."""
    place = event.place
    if place is None or place.located is None or place.precision >= 3:
        return True
    here = reading.place
    if here is None or here.located is None:
        return True
    if here.within is not None and place.located.id == here.within.id:
        return True
    return place.located.name in here.located.admin


def contains(event: Event, reading: Reading) -> bool:
    """Whether the reading's place is known to lie in the area that the event is of."""
    area, here = event.place, reading.place
    if area is None or area.place is None or area.precision < 3 or here is None or here.inherited:
        return False
    if here.located is None:
        return False
    if here.within is not None and area.place.id == here.within.id:
        return True
    inside = area.place.kind == "country" or area.place.name in here.located.admin
    return inside and area.place.country == here.located.country


def one_place(reading: Reading, event: Event) -> bool:
    """Whether the two are told of at one place."""
    here, there = reading.place, event.place
    if here is None or there is None:
        return False
    return key(here) == key(there)


def key(place: PlaceReading) -> str:
    """What tells places apart: the gazetteer's id, else the name."""
    return place.place.id if place.place is not None else place.name.casefold()


def elsewhere(reading: Reading, event: Event) -> bool:
    """Whether the words put the reading at another point than the event; areas around it are no contradiction."""
    here, there = reading.place, event.place
    if here is None or there is None or here.inherited or there.inherited or key(here) == key(there):
        return False
    if event.far == FAR and not own_day(reading, event):
        return False  # an assessment is of one event: a place named with no day of its own is some place around it
    if here.precision >= 4 or there.precision >= 6 or (here.place is None and here.within is None):
        return False
    a, b = here.located, there.located
    if a is not None and b is not None:
        if 2 in (here.precision, there.precision) and max(here.precision, there.precision) >= 3:
            return not (a.country == b.country and a.admin[:1] == b.admin[:1])  # "villages south of Idlib"
        if a.id == b.id and (here.place is None) != (there.place is None):
            return here.place is None
        if a.kind != "populated":
            return False
    return True


def named_apart(reading: Reading, event: Event) -> bool:
    """Whether a count is told of a place that no gazetteer knows, under another name than the event's own place.

    "Nine people were killed in Tungar Gawo. Four were killed in Gidan Marke": nobody says that the one holds the other. Of
    people told of as known, of some of the same dead and of the same figure nothing is said by a name: it may be a street's.
    """
    here, there = reading.place, event.place
    if here is None or there is None or here.inherited or there.inherited or event.far == FAR:
        return False
    if here.place is not None or here.within is not None or there.precision in (_DISTRICT, _PROVINCE):
        return False
    claim = reading.claim
    total = event.totals.get(claim.outcome or "")
    if not total or claim.count is None or claim.count.best is None or claim.part_of is not None:
        return False
    if claim.relation in ("among", "part", "update") or claim.count.figure == total or not numbered(reading):
        return False
    if maybe_one(here.name, there.name) or _called(reading, "quarters"):
        return False
    return not any(r.place is there and _called(r, "areas") for r in event.readings)


def _called(reading: Reading, kinds: str) -> bool:
    """Whether a word behind the name makes the reading's place one of these: "in the Bab al-Nour district"."""
    passage, quote = reading.claim.passage, reading.claim.place
    if quote is None or quote.part != passage.part:
        return False
    behind = passage.text[quote.end - passage.start :].split(maxsplit=1)
    return bool(behind) and behind[0].casefold().rstrip(",.;") in _kinds(kinds)


@lru_cache(maxsize=2)
def _kinds(name: str) -> frozenset[str]:
    return frozenset(load("en", "background")[name])


def undated_aside(reading: Reading, event: Event) -> bool:
    """Whether an assessment tells it in words of another event ("meanwhile", "previously") but gives it no day."""
    return event.far == FAR and not own_day(reading, event)


def own_day(reading: Reading, event: Event) -> bool:
    """Whether an assessment gives it a day that is neither the event's nor one on which sources still gave figures."""
    here, there = reading.time, event.time
    if here is None or here.inherited:
        return False
    return there is not None and ((there.start - here.end).days > 1 or (here.start - there.end).days > LATER)


def other_days(reading: Reading, event: Event) -> bool:
    """Whether the words put the reading on other days than the event."""
    here, there = reading.time, event.time
    if here is None or there is None or here.inherited:
        return False
    if reading.claim.action == DIED and here.start > there.end:
        return False  # of wounds, on a later day
    if event.far == FAR:
        return not there.inherited and own_day(reading, event)
    if there.inherited:  # a day only taken over may be the report's own: the event is of the days around it
        outcome = reading.claim.outcome or ""
        larger = (0 if outcome in event.opened else 1) < event.totals.get(outcome, 0) < figure_of(reading)
        gap = max((there.start - here.end).days, (here.start - there.end).days)
        return outcome == "killed" and larger and gap > _AROUND
    return here.end < there.start or here.start > there.end


def dated_apart(reading: Reading, event: Event) -> bool:
    """Whether an attack is told with a day of its own that is not the event's, were that only taken over."""
    here, there = reading.time, event.time
    if here is None or there is None or here.inherited:
        return False
    if event.far == FAR:
        return own_day(reading, event)
    return here.end < there.start or here.start > there.end


def one_figure(reading: Reading, event: Event) -> bool:
    """Whether the reading gives the event's own figure again."""
    size = figure_of(reading)
    return size > 1 and event.totals.get(reading.claim.outcome or "") == size


def of_the_title(reading: Reading, event: Event) -> bool:
    """Whether the text says again what the title alone has said so far: as many people of one outcome."""
    claim = reading.claim
    if claim.quote.part == "title" or not event.readings or figure_of(reading) < 2:
        return False
    return all(r.claim.quote.part == "title" for r in event.readings) and event.totals.get(
        claim.outcome or ""
    ) == figure_of(reading)


def titled_wide(reading: Reading, event: Event) -> bool:
    """Whether only a title has told of the event so far, as in a country or province that the reading's place lies in."""
    titled = all(r.claim.quote.part == "title" for r in event.readings)
    one = event.totals.get(reading.claim.outcome or "") == figure_of(reading)
    return (
        titled
        and one
        and event.place is not None
        and event.place.precision >= _PROVINCE
        and contains(event, reading)
    )


def says_other(reading: Reading, event: Event) -> bool:
    """Whether the claim says that it is not the event: "another person was killed in B"."""
    return reading.claim.relation == "others" and elsewhere(reading, event)


def narrower(reading: Reading, event: Event) -> bool:
    """Whether a smaller figure is told of one spot inside what the event covers: a part of it, not another count."""
    claim = reading.claim
    total = event.totals.get(claim.outcome or "")
    if not total or event.parent is not None or claim.count is None or claim.count.best is None:
        return False
    if event.far == FAR:
        return False
    if claim.outcome in event.vague and 2 * claim.count.figure >= total:
        return False  # "scores killed" in the headline are the 29 of the text
    if claim.relation in ("among", "part", "update") or claim.count.figure >= total or not numbered(reading):
        return False
    here = reading.place
    if here is None or here.inherited or here.precision > 3 or one_place(reading, event):
        return False
    return event.place is None or event.place.precision > 3 or wide(event, reading)


def numbered(reading: Reading) -> bool:
    """Whether the words count: "one person", "nine"; "a man" may be anybody already told of."""
    worded = (reading.claim.count_worded or "").casefold()
    return not worded.startswith(("a ", "an ", "the ", "his ", "her ", "their "))


def other_figure(reading: Reading, event: Event) -> bool:
    """Whether a figure is too large to be another count of the same dead, told in a passage of its own.

    A quarter more is what reports of one attack differ by before the words say that a toll rose; a vague figure
    ("dozens") and one in words of an update contradict nothing.
    """
    claim = reading.claim
    total = event.totals.get(claim.outcome or "")
    if not total or claim.count is None or claim.relation == "update":
        return False
    if claim.outcome in event.vague:
        return False
    if claim.count.best is None:
        return event.far != FAR and many_more(reading, event)
    status = claim.group.status if claim.group else None
    if claim.outcome in event.some and status != "combatant" and 1 < total < claim.count.figure <= 3 * total:
        return False  # "11 children were killed": 15 dead can hold them
    if status and event.status and status != event.status and claim.count.figure > 1:
        return True
    return claim.count.figure > event.far * total + 1


def many_more(reading: Reading, event: Event) -> bool:
    """Whether a vague figure cannot be of the same dead: "dozens" beside four, while beside 20 they may be the same."""
    claim = reading.claim
    total = event.totals.get(claim.outcome or "", 0)
    if not total or claim.outcome in event.vague or claim.count is None or claim.count.best is not None:
        return False
    return claim.count.low > 2 * total + 1


def of_an_age(group: Group | None) -> bool:
    """Whether people are told of as children or women only: there may be others among the same dead."""
    return group is not None and group.status is None and (group.age == "child" or group.sex == "woman")
