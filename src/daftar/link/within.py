"""Which claims of one report speak of one incident, which incident is part of a larger one, and which one leads.

The rule, after how recorders read (Airwars methodology; UCDP GED codebook, "separate events"): claims belong together
unless their words set them apart, by another place, other days, or an earlier or separate attack being told of. A
smaller figure for another place, inside what the larger figure can hold, is a part of it.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from typing import TYPE_CHECKING

from daftar.link.combat import only_combat, without_fights
from daftar.link.dating import OCCURRED, day_of
from daftar.link.denials import PEOPLE, by_place_and_day, denied, same_attack
from daftar.link.event import Event, dated_apart, elsewhere, other_days, wide
from daftar.link.founding import LOOSE, definite, founds, looks_back
from daftar.link.gathering import add, gather, told_first
from daftar.link.late import of_the_blow
from daftar.link.shelves import Shelves
from daftar.model import Incident, Perpetrator, Reading, Report, Victim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import Quote

__all__ = ["within"]

_NOBODY = frozenset(
    "terrorist terrorists militants gunmen attackers assailants warplanes warplane jets planes aircraft helicopters "
    "airplanes group groups armed new unknown unidentified suspected fighters snipers forces the and of".split()
)
_TOLD = frozenset({"asserted", "uncertain"})

_SOON = 4  # claims
_BLASTS = frozenset(
    {"air_strike", "drone_strike", "shelling", "missile", "remote_explosive", "suicide_bomb", "grenade"}
)


def within(
    report: Report, readings: Sequence[Reading], *, largest: bool = False, denials: bool = False
) -> tuple[Incident, ...]:
    """The incidents that ``report`` tells of, the lead first marked, in the order they are first told.

    With ``largest`` the report is read as an assessment of one event: a much larger figure is another source's of it,
    and a place without a day of its own sets nothing apart.

    Cumulative figures, denied and hypothetical harm, and claims without harm to people found none by themselves; an
    attack told without figures joins the incident whose place and day it shares, or stands alone. With ``denials`` what is
    denied of a place and day that the report tells nothing else of is an incident, too: for linking, which puts it to
    that which it denies (``link.denials``).
    """
    harm = of_the_blow([r for r in readings if _tells(r)])
    may_found = partial(founds, report, back=looks_back(report, harm))
    events = gather(harm, may_found, largest=largest)
    if not events and report.title:
        # nothing fresher: what is long past is what the report is about
        events = gather(harm, definite, largest=largest)
    if not events and (first := told_first(harm)) is not None:
        events = [first]
    events = _without_fights(events, _lead(events) if report.title else None)
    _place_attacks([r for r in readings if r.claim.kind == "attack" and r.claim.polarity in _TOLD], events)
    left = _place_denials([r for r in readings if denied(r)], events)
    if denials:
        events += by_place_and_day(left)
    return _incidents(report, events)


def _without_fights(events: Sequence[Event], about: Event | None) -> list[Event]:
    """``events`` without losses in fighting, but for the one that the report is ``about``."""
    fights = {e for e in events if e.parent is None and e is not about and only_combat(_all_readings(e))}
    left = [e for e in events if e not in fights and e.parent not in fights]
    for event in left:
        if event is not about:
            event.keep(without_fights(event.readings))
    return left


def _all_readings(event: Event) -> list[Reading]:
    """What is told of an event and of the events inside it."""
    return [r for e in (event, *event.inside) for r in e.readings]


def _tells(reading: Reading) -> bool:
    claim = reading.claim
    return (
        claim.kind == "harm"
        and claim.outcome in PEOPLE
        and claim.scope == "incident"
        and claim.polarity in _TOLD
    )


def _place_attacks(attacks: Sequence[Reading], events: list[Event]) -> None:
    """Put attacks told without figures to the ``events`` they are of, or have them stand by themselves among these."""
    told = _Told(events)
    for reading in attacks:
        if reading.claim.action == OCCURRED and events:
            # what only says when it happened is of the event told of last before it, else of the first one told
            events[told.before(reading)].take(reading)
        else:
            _place_attack(reading, events, told)


class _Told:
    """The events of a report by where it tells of their harm, and by place and day. Lives for one report."""

    def __init__(self, events: Sequence[Event]) -> None:
        self.shelves = Shelves(events, taken_over=True)
        self.of_passage: dict[Quote, list[Event]] = {}
        starts = []
        for number, event in enumerate(events):
            for claim in (r.claim for r in event.readings if r.claim.kind == "harm"):
                held = self.of_passage.setdefault(claim.passage, [])
                if not held or held[-1] is not event:
                    held.append(event)
                if event.parent is None and claim.quote.part == "text":
                    starts.append((claim.quote.start, number))
        self._starts = sorted(starts)

    def before(self, reading: Reading) -> int:
        """The number of the event whose harm is told last before it; the first one's where none is."""
        at = bisect_left(self._starts, (reading.claim.quote.start, -1))
        return self._starts[at - 1][1] if at else 0


def _place_attack(reading: Reading, events: list[Event], told: _Told) -> None:
    """Put an attack told without figures to the event of its place, else to the one whose harm its own sentence tells.

    Else to a wide one of its days; else it stands by itself.
    """
    apart = reading.claim.event
    here = next((e for e in told.shelves.here(reading, apart) if not dated_apart(reading, e)), None)
    if here is None:  # "22 were killed when it hit the market in the town, in the north of Y"
        beside = [e for e in told.of_passage.get(reading.claim.passage, ()) if e.apart == apart]
        here = next((e for e in beside if not dated_apart(reading, e) and not elsewhere(reading, e)), None)
    if here is not None:
        here.take(reading)
        return
    for event in told.shelves.around(reading, apart):
        if dated_apart(reading, event) or elsewhere(reading, event):
            continue
        if reading.place is None or wide(event, reading):
            event.take(reading)
            if event.place is None or (
                reading.place is not None and event.place.precision > 4 > reading.place.precision
            ):
                event.place = reading.place or event.place
                told.shelves.put(event)
            return
    if reading.time is not None and (reading.time.end - reading.time.start).days > LOOSE:
        return  # an offensive of some month: told of as background, and no one event
    event = Event(apart=apart)
    events.append(event)
    add(event, reading)
    event.totals.clear()
    told.shelves.put(event)


def _place_denials(denials: Sequence[Reading], events: Sequence[Event]) -> list[Reading]:
    """Put denials to the events that they deny: those of their place and days, else the first each may be of.

    What is left is denied of nothing that the report tells.
    """
    left: list[Reading] = []
    if not denials:
        return left
    shelves = Shelves(events)
    for reading in denials:
        apart = reading.claim.event
        near = (e for look in (shelves.here, shelves.beside) for e in look(reading, apart))
        event = next((e for e in near if not other_days(reading, e) and not elsewhere(reading, e)), None)
        if event is None:
            left.append(reading)
            continue
        if same_attack(reading, event, _method(event.readings)):
            event.place = reading.place
        event.take(reading)
    return left


def _incidents(report: Report, events: list[Event]) -> tuple[Incident, ...]:
    lead = _lead(events)
    day = next((e.time for e in events if e.time is not None and e.apart is None), None)
    names = {id(event): f"{report.id}#i{number}" for number, event in enumerate(events, 1)}
    return tuple(
        Incident(
            id=names[id(event)],
            claims=tuple(r.claim.id for r in event.readings),
            reports=(report.id,),
            lead=event is lead,
            part_of=names[id(event.parent)] if event.parent is not None else None,
            date=day_of(event.readings)
            or event.time
            or (event.parent.time if event.parent else None)
            # the lead's day for an event that words none and is not told as another one
            or (day if event.apart is None else None),
            place=event.place,
            method=_method(event.readings) or (_method(event.parent.readings) if event.parent else None),
            target=_first(r.claim.target for r in event.readings),
            perpetrators=_perpetrators(event),
            victims=_victims(event),
        )
        for event in events
    )


def _lead(events: list[Event]) -> Event | None:
    whole = [e for e in events if e.parent is None and e.totals]
    for outcomes in (("killed",), ("injured", "abducted", "missing", "detained", "trapped")):
        for event in whole:
            if event.apart is None and any(event.totals.get(o) for o in outcomes):
                return event
    told = next((e for e in whole if any(e.totals.values())), None)
    # of an attack without figures too other reports may tell
    return told or next((e for e in events if e.parent is None and e.apart is None), None)


def _first(values: Iterable[str | None]) -> str | None:
    return next((v for v in values if v and v != "unknown"), None)


def _method(readings: Sequence[Reading]) -> str | None:
    """The first method told of; an explosion of no kind gives way to what is told right behind it."""
    told = [r.claim.method for r in readings if r.claim.method not in (None, "unknown")]
    first = told[0] if told else None
    if first == "explosion":
        return next((m for m in told[:_SOON] if m in _BLASTS), first)
    return first


def _perpetrators(event: Event) -> tuple[Perpetrator, ...]:
    found: dict[str, Perpetrator] = {}
    for reading in event.readings:
        for perpetrator in reading.claim.perpetrators:
            found.setdefault(perpetrator.name.casefold(), perpetrator)
    # "Terrorists" or "warplanes" in the headline say less than the name that the text gives.
    return tuple(sorted(found.values(), key=lambda p: _NOBODY.issuperset(p.name.casefold().split())))


def _victims(event: Event) -> tuple[Victim, ...]:
    """The people named or singled out for the event and the events inside it, each once.

    Of several mentions that which tells of the gravest outcome stands, the first of those.
    """
    found: dict[tuple[str, int | None], Victim] = {}
    for reading in (r for r in _all_readings(event) if r.claim.polarity != "denied"):
        for at, victim in enumerate(reading.claim.victims):
            # readers list somebody without a name once a report
            key = (victim.name or f"{reading.id} {at}", victim.age)
            if key not in found or (victim.outcome == "killed" != found[key].outcome):
                found[key] = victim
    return tuple(found.values())
