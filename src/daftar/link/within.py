"""Which claims of one report speak of one incident, which incident is part of a larger one, and which one leads.

The rule, after how recorders read (Airwars methodology; UCDP GED codebook, "separate events"): claims belong together
unless their words set them apart, by another place, other days, or an earlier or separate attack being told of. A
smaller figure for another place, inside what the larger figure can hold, is a part of it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from daftar.link.combat import only_combat, without_fights
from daftar.link.dating import OCCURRED, day_of
from daftar.link.event import (
    FAR,
    NEAR,
    Event,
    dated_apart,
    elsewhere,
    figure_of,
    many_more,
    narrower,
    of_an_age,
    of_the_title,
    one_figure,
    one_place,
    opens,
    other_days,
    other_figure,
    other_kind,
    says_other,
    undated_aside,
    wide,
)
from daftar.link.founding import LOOSE, definite, founds
from daftar.link.late import late_death
from daftar.model import Incident, Perpetrator, Reading, Report, TimeWindow, Victim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["within"]

_PEOPLE = frozenset({"killed", "injured", "missing", "abducted", "detained", "trapped"})
_OUTSIDE = -1  # of an event that is not what the report is about
_NOBODY = frozenset(
    "terrorist terrorists militants gunmen attackers assailants warplanes warplane jets planes aircraft helicopters "
    "airplanes group groups armed new unknown unidentified suspected fighters snipers forces the and of".split()
)
_TOLD = frozenset({"asserted", "uncertain"})

_SOON = 4  # claims
_BLASTS = frozenset(
    {"air_strike", "drone_strike", "shelling", "missile", "remote_explosive", "suicide_bomb", "grenade"}
)


def within(report: Report, readings: Sequence[Reading], *, largest: bool = False) -> tuple[Incident, ...]:
    """The incidents that ``report`` tells of, the lead first marked, in the order they are first told.

    With ``largest`` the report is read as an assessment of one event: a much larger figure is another source's of it,
    and a place without a day of its own sets nothing apart.

    Cumulative figures, denied and hypothetical harm, and claims without harm to people found none by themselves; an
    attack told without figures joins the incident whose place and day it shares, or stands alone.
    """
    harm = [r for r in readings if _tells(r)]
    events = _gather(harm, partial(founds, report), largest=largest)
    if not events and report.title:
        # nothing fresher: what is long past is what the report is about
        events = _gather(harm, definite, largest=largest)
    if not events:
        _fall_back(harm, events)
    about = _lead(events) if report.title else None
    fights = [
        e for e in events if e.parent is None and e is not about and only_combat(_all_readings(e, events))
    ]
    events = [e for e in events if not any(e is f or e.parent is f for f in fights)]
    for event in events:
        if event is not about:
            event.readings = without_fights(event.readings)
    for reading in readings:
        if reading.claim.kind == "attack" and reading.claim.polarity in _TOLD:
            if reading.claim.action == OCCURRED and events:
                _place_occurrence(reading, events)
            else:
                _place_attack(reading, events)
    for reading in readings:
        if reading.claim.kind == "attack" and reading.claim.polarity == "denied":
            _place_denial(reading, events)
    return _incidents(report, events)


def _gather(harm: list[Reading], found: Callable[[Reading], bool], *, largest: bool) -> list[Event]:
    """Put each claim to the event it is of, or begin one where ``found`` says that it may."""
    events: list[Event] = []
    owner: dict[str, Event] = {}
    for reading in harm:
        left_out = reading.claim.relation == "uncounted"
        event = None if left_out else _home(reading, events, owner)
        if event is None:
            if not left_out and not found(reading):
                continue
            late = any(late_death(reading, e.readings, e.totals) for e in events)
            apart = _OUTSIDE if left_out or late else reading.claim.event
            event = Event(apart=apart, far=FAR if largest else NEAR)
            events.append(event)
            event.parent = _whole(reading, events, owner)
            if event.parent is not None:
                event.parent.parts += figure_of(reading)
        _add(event, reading)
        owner[reading.claim.id] = event
    return events


def _all_readings(event: Event, events: list[Event]) -> list[Reading]:
    """What is told of an event and of the events inside it."""
    return [r for e in events if e is event or e.parent is event for r in e.readings]


def _fall_back(harm: list[Reading], events: list[Event]) -> None:
    """Where nothing was definite enough, what the title or the first words tell is what the report is about."""
    first = [r for r in harm if r.claim.relation != "uncounted" and opens(r)]
    if first:
        event = Event(apart=first[0].claim.event)
        events.append(event)
        for reading in first:
            _add(event, reading)


def _tells(reading: Reading) -> bool:
    claim = reading.claim
    return (
        claim.kind == "harm"
        and claim.outcome in _PEOPLE
        and claim.scope == "incident"
        and claim.polarity in _TOLD
    )


def _home(reading: Reading, events: list[Event], owner: dict[str, Event]) -> Event | None:
    """The event that ``reading`` belongs to, or None where it begins another."""
    claim = reading.claim
    if claim.part_of is not None and claim.part_of in owner and claim.relation != "others":
        total = owner[claim.part_of]
        return next((e for e in events if e.parent is total and one_place(reading, e)), total)
    if claim.part_of is not None and claim.part_of in owner and not elsewhere(reading, owner[claim.part_of]):
        return owner[claim.part_of]  # "six monks and two other people were killed"
    headed = next((e for e in events if of_the_title(reading, e) and not other_days(reading, e)), None)
    if headed is not None:
        return headed
    same_sentence = [e for e in events if e.readings and e.readings[-1].claim.passage == claim.passage]
    for event in reversed(same_sentence):
        if elsewhere(reading, event) or says_other(reading, event) or narrower(reading, event):
            continue
        if not (many_more(reading, event) or (claim.part_of is None and other_days(reading, event))):
            return event
    ranked = sorted(
        events, key=lambda e: (e.apart != claim.event, not one_place(reading, e), e.parent is not None)
    )
    for event in ranked:
        if event.apart != claim.event and not (
            event.apart is None and (one_figure(reading, event) or undated_aside(reading, event))
        ):
            continue
        if elsewhere(reading, event) or other_days(reading, event) or says_other(reading, event):
            continue
        if (
            other_figure(reading, event)
            or narrower(reading, event)
            or late_death(reading, event.readings, event.totals)
        ):
            continue
        return event
    return None


def _whole(reading: Reading, events: list[Event], owner: dict[str, Event]) -> Event | None:
    """The event whose figure can hold this one as a part of it, on the same days; None where there is none."""
    claim = reading.claim
    size = figure_of(reading)
    for event in events:
        total = event.totals.get(claim.outcome or "")
        if event.parent is not None or total is None or event.apart != claim.event or not event.readings:
            continue
        if claim.id in owner or size > total - event.parts or size >= total or other_days(reading, event):
            continue
        if other_kind(reading, event):
            continue
        if event.parts or wide(event, reading):
            return event
    return None


def _add(event: Event, reading: Reading) -> None:
    claim = reading.claim
    if reading.place is not None and (event.place is None or of_the_title(reading, event)):
        event.place = reading.place  # a title puts it roughly: "off Gaza", "in the north"
    event.readings.append(reading)
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


def _place_attack(reading: Reading, events: list[Event]) -> None:
    """Put an attack told without figures to the event of its place, else to the one whose harm its own sentence tells.

    Else to a wide one of its days; else it stands by itself.
    """
    fitting = [e for e in events if not dated_apart(reading, e) and e.apart == reading.claim.event]
    here = next((e for e in fitting if one_place(reading, e)), None)
    if here is None:  # "22 were killed when it hit the market in the town, in the north of Y"
        here = next((e for e in fitting if _of_one_sentence(reading, e) and not elsewhere(reading, e)), None)
    if here is not None:
        here.readings.append(reading)
        return
    for event in fitting:
        if (
            event.parent is None
            and (reading.place is None or wide(event, reading))
            and not elsewhere(reading, event)
        ):
            event.readings.append(reading)
            if event.place is None or (
                reading.place is not None and event.place.precision > 4 > reading.place.precision
            ):
                event.place = reading.place or event.place
            return
    if reading.time is not None and (reading.time.end - reading.time.start).days > LOOSE:
        return  # an offensive of some month: told of as background, and no one event
    event = Event(apart=reading.claim.event)
    events.append(event)
    _add(event, reading)
    event.totals.clear()


def _of_one_sentence(reading: Reading, event: Event) -> bool:
    return any(r.claim.kind == "harm" and r.claim.passage == reading.claim.passage for r in event.readings)


def _place_occurrence(reading: Reading, events: list[Event]) -> None:
    """Put what only says when it happened to the event told of last before it, else to the first one told."""
    at = reading.claim.quote.start
    before = [
        (r.claim.quote.start, n)
        for n, e in enumerate(events)
        if e.parent is None
        for r in e.readings
        if r.claim.quote.part == "text" and r.claim.kind == "harm" and r.claim.quote.start < at
    ]
    events[max(before)[1] if before else 0].readings.append(reading)


def _place_denial(reading: Reading, events: list[Event]) -> None:
    """Put a denied attack to the event that it denies: the one of its place and days, else the first it may be of."""
    fitting = [e for e in events if not other_days(reading, e) and e.apart == reading.claim.event]
    near = [e for e in fitting if one_place(reading, e)] or [e for e in fitting if not elsewhere(reading, e)]
    for event in near[:1]:
        event.readings.append(reading)


def _incidents(report: Report, events: list[Event]) -> tuple[Incident, ...]:
    lead = _lead(events)
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
            or (_shared_day(events, event)),
            place=event.place,
            method=_method(event.readings) or (_method(event.parent.readings) if event.parent else None),
            target=_first(r.claim.target for r in event.readings),
            perpetrators=_perpetrators(event),
            victims=_victims(event, [e for e in events if e.parent is event]),
        )
        for event in events
    )


def _shared_day(events: list[Event], event: Event) -> TimeWindow | None:
    """The lead's day for an event that words none and is not told as another one."""
    if event.apart is not None or not events:
        return None
    return next((e.time for e in events if e.time is not None and e.apart is None), None)


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


def _victims(event: Event, inside: list[Event]) -> tuple[Victim, ...]:
    """The people named or singled out for the event and the events ``inside`` it, each once.

    Of several mentions that which tells of the gravest outcome stands, the first of those.
    """
    found: dict[tuple[str, int | None], Victim] = {}
    for reading in [r for e in (event, *inside) for r in e.readings]:
        for at, victim in enumerate(reading.claim.victims):
            # readers list somebody without a name once a report
            key = (victim.name or f"{reading.id} {at}", victim.age)
            if key not in found or (victim.outcome == "killed" != found[key].outcome):
                found[key] = victim
    return tuple(found.values())
