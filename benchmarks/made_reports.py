"""Reports of an invented country, read already: what linking has to do at any size, made from a seed.

Towns differ in size as real ones do, and one city has a fifth of all strikes. Outlets tell most incidents several times,
with figures that rise or differ, in words of their own or copied; some tell of a second incident of the day, some of a day's
strikes on a district and of its towns one by one. More readings are more days, not more strikes a day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.model import (
    Claim,
    Count,
    Group,
    Origin,
    Place,
    PlaceReading,
    Quote,
    Reading,
    Report,
    TimeWindow,
    Victim,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["made_reports"]

START = dt.date(2031, 1, 1)
STRIKES_A_DAY = 24
_OUTLETS = 30
_METHODS = (
    *("air_strike", "air_strike", "shelling", "drone_strike"),
    *("missile", "shooting", "remote_explosive"),
)
_TARGETS = (None, None, None, "home", "market", "school", "health_facility", "camp")
_SYLLABLES = "ba de fo gu ka li mo ne pa ri sa te vu wa zo".split()
_WORDS = (
    "residents rescuers early morning heavy street house market hit near people said after local "
    "officials doctors hospital taken wounded bodies rubble family members evening north south old "
    "quarter shells landed crowd several witnesses team aid centre reported later toll rose"
).split()


@dataclass(frozen=True, slots=True)
class _Strike:
    town: Place
    day: dt.date
    method: str
    target: str | None
    killed: int
    injured: int
    names: tuple[str, ...]
    words: tuple[str, ...]


def made_reports(
    readings: int, *, seed: int = 1, towns: int = 400, a_day: int = STRIKES_A_DAY
) -> Iterator[tuple[Report, list[Reading]]]:
    """Reports with at least ``readings`` readings together, in order of publication."""
    chance = random.Random(seed)
    places = _country(towns, chance)
    weights = [1 / (rank + 1) for rank in range(len(places))]
    weights[0] = sum(weights[1:]) / 4
    number = told = 0
    day = START
    waiting: dict[dt.date, list[tuple[Report, list[Reading]]]] = {}
    while told < readings:
        strikes = [_strike(town, day, chance) for town in chance.choices(places, weights, k=a_day)]
        for strike in strikes:
            for _ in range(min(30, 1 + int(chance.expovariate(0.3)))):
                number += 1
                late = min(3, int(chance.expovariate(1.2)))
                beside = chance.choice(strikes) if chance.random() < 0.25 else None
                made = _report(f"r{number:07}", strike, beside, late, chance)
                waiting.setdefault(day + dt.timedelta(days=late), []).append(made)
        for whole in _wholes(strikes):
            number += 1
            late = chance.choice((0, 1))
            made = _overview(f"r{number:07}", whole, late, chance)
            waiting.setdefault(day + dt.timedelta(days=late), []).append(made)
        for report, found in waiting.pop(day, []):
            told += len(found)
            yield report, found
        day += dt.timedelta(days=1)


def _country(towns: int, chance: random.Random) -> list[Place]:
    found: list[Place] = []
    names: set[str] = set()
    while len(found) < towns:
        name = "".join(chance.choices(_SYLLABLES, k=3)).capitalize()
        if name in names:
            continue
        names.add(name)
        rank = len(found)
        district = rank % max(2, towns // 10)
        province = district % max(1, towns // 50)
        found.append(
            Place(
                id=f"x{rank}",
                name=name,
                lat=10 + district % 8 * 0.6 + chance.random() / 4,
                lon=20 + district // 8 * 0.6 + chance.random() / 4,
                kind="populated",
                country="XA",
                admin=(f"Province {province}", f"District {district}"),
                population=2_000_000 // (rank + 1),
                gazetteer="made@1",
            )
        )
    return found


def _strike(town: Place, day: dt.date, chance: random.Random) -> _Strike:
    killed = min(60, 1 + int(chance.expovariate(0.25)))
    names = ()
    if chance.random() < 0.2:
        names = tuple(
            " ".join("".join(chance.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))
            for _ in range(min(killed, 3))
        )
    return _Strike(
        town=town,
        day=day,
        method=chance.choice(_METHODS),
        target=chance.choice(_TARGETS),
        killed=killed,
        injured=int(chance.expovariate(0.15)),
        names=names,
        words=tuple(chance.choices(_WORDS, k=18)),
    )


def _wholes(strikes: list[_Strike]) -> list[list[_Strike]]:
    """The day's strikes on each district that had several, twice: two outlets tell of them."""
    districts: dict[str, list[_Strike]] = {}
    for one in strikes:
        districts.setdefault(one.town.admin[1], []).append(one)
    several = [some for _, some in sorted(districts.items()) if len({one.town.id for one in some}) > 1]
    return [some for some in several[:2] for _ in range(2)]


def _overview(
    name: str, strikes: list[_Strike], late: int, chance: random.Random
) -> tuple[Report, list[Reading]]:
    """A report of a district's day: a total, and what of it fell on which town."""
    first = strikes[0]
    district = first.town.admin[1]
    total = sum(one.killed for one in strikes)
    area = Place(
        id=f"area {district}",
        name=district,
        lat=first.town.lat,
        lon=first.town.lon,
        kind="admin2",
        country="XA",
        admin=(first.town.admin[0],),
        gazetteer="made@1",
    )
    outlet = f"Outlet {chance.randrange(_OUTLETS)}"
    opening = f"{total} people were killed in {district} on {first.day:%d %B}"
    text = f"{name}. "
    found = [_reading(name, 0, len(text), opening, first, 0, "killed", total, outlet, area)]
    text += opening + ". "
    for at, one in enumerate(strikes, 1):
        sentence = f"{one.killed} people died in {one.town.name}, {' '.join(chance.choices(_WORDS, k=8))}"
        found.append(_reading(name, at, len(text), sentence, one, 0, "killed", one.killed, outlet))
        text += sentence + ". "
    return _printed(name, outlet, text, first.day + dt.timedelta(days=late)), found


def _report(
    name: str, strike: _Strike, beside: _Strike | None, late: int, chance: random.Random
) -> tuple[Report, list[Reading]]:
    published = strike.day + dt.timedelta(days=late)
    outlet = f"Outlet {chance.randrange(_OUTLETS)}"
    sentences: list[tuple[str, _Strike, int, str, int]] = []
    found: list[Reading] = []
    text = f"{name}. "  # so that no two reports have the same bytes
    for event, one in enumerate(filter(None, (strike, beside))):
        for outcome, truth in (("killed", one.killed), ("injured", one.injured)):
            if not truth or (outcome == "injured" and chance.random() < 0.3):
                continue
            figure = truth if chance.random() < 0.7 else max(1, truth + chance.randint(-2, 2))
            own = chance.random() < 0.6
            words = chance.choices(_WORDS, k=18) if own else one.words
            opening = f"{figure} people were {outcome} in {one.town.name}"
            sentence = f"{opening}, {' '.join(words)}, a {one.method.replace('_', ' ')} of {one.day:%d %B}"
            sentences.append((sentence, one, event, outcome, figure))
    for at, (sentence, one, event, outcome, figure) in enumerate(sentences):
        found.append(_reading(name, at, len(text), sentence, one, event, outcome, figure, outlet))
        text += sentence + ". "
    return _printed(name, outlet, text, published), found


def _printed(name: str, outlet: str, text: str, published: dt.date) -> Report:
    return Report(
        id=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        source=f"{name}.txt",
        media_type="text/plain",
        published=published,
        publisher=outlet,
        language="en",
    )


def _reading(
    report: str,
    at: int,
    start: int,
    sentence: str,
    one: _Strike,
    event: int,
    outcome: str,
    figure: int,
    outlet: str,
    area: Place | None = None,
) -> Reading:
    quote = Quote(start=start, end=start + 30, text=sentence[:30])
    victims = tuple(Victim(outcome="killed", quote=quote, name=n) for n in one.names if outcome == "killed")
    claim = Claim(
        id=f"{report}#c{at + 1}",
        report=report,
        kind="harm",
        quote=quote,
        passage=Quote(start=start, end=start + len(sentence), text=sentence),
        extractor="made@1",
        outcome=outcome,
        count=Count.exactly(figure),
        count_worded=str(figure),
        unit="persons",
        group=Group(worded="people"),
        event=event,
        method=one.method,
        target=one.target,
        origin=(Origin(kind="media", name=outlet),),
        victims=victims,
    )
    window = TimeWindow(start=one.day, end=one.day, precision=1, rule="day")
    at_place = area or one.town
    place = PlaceReading(quote=quote, name=at_place.name, precision=3 if area else 1, place=at_place)
    return Reading(claim=claim, place=place, time=window)
