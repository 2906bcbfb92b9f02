"""Where and when the report's attack was, for claims whose own sentence leaves it out or names only a place beside it.

A hospital's town, where a patrol came from, where a report was filed or a whole province is what many sentences name. The claims
of the attack take the one place in which the report tells of it: its title, its opening, else the sentences that tell of a blow.
Where several places compete for that, everything stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages import load
from daftar.languages.deaths import dies_later
from daftar.languages.patterns import either
from daftar.languages.telling import away

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from daftar.model import Place, PlaceMention, PlaceReading, Quote, Reading, TimeWindow

__all__ = [
    "SPOT",
    "blow_sentences",
    "closeness",
    "filed_from",
    "narrow",
    "of_one_time",
    "sentences",
    "set_at",
    "which",
]

SPOT = 3
"""UCDP place precision: a town or a district; a province says too little to be taken over."""

_FILED = re.compile(r"[^\n.;:!?]{0,50}?(?:--+|[-–—])\s")
_CAPITALS = re.compile(r"[A-Z]{3}")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘]?[A-Z])|\n+")
_MOST = 40_000  # characters looked at


def which(place: PlaceReading) -> str:
    """What tells one place from another: its id, else its name."""
    return place.place.id if place.place is not None else place.name


def narrow(place: PlaceReading) -> bool:
    """Whether a place is a spot: a town, a district, or a village that no gazetteer holds."""
    return not place.name.isupper() if place.place is None else place.precision <= SPOT


def filed_from(quote: Quote, text: str) -> bool:
    """Whether a name is where a report was filed from: "SARAQIB, Syria - ", at the beginning of a line."""
    if quote.part != "text" or text.isupper():
        return False
    line = text.rfind("\n", 0, quote.start) + 1
    before = text[line : quote.start]
    if before.strip(" (*"):
        return False
    return _CAPITALS.match(quote.text) is not None and _FILED.match(text, quote.end) is not None


def of_one_time(story: Sequence[Reading]) -> list[Reading]:
    """Those of the attack told of first: without claims of other days, and of who dies of it later elsewhere."""
    blows = [r for r in story if not dies_later(r.claim.passage, r.claim.quote)] or list(story)
    day = next((r.time for r in blows if r.time is not None), None)
    if day is None:
        return blows
    return [r for r in blows if r.time is None or _meet(r.time, day)]


def _meet(one: TimeWindow, other: TimeWindow) -> bool:
    return one.start <= other.end and other.start <= one.end


def unsettled(reading: Reading, text: str) -> bool:
    """Whether a claim's own words give it no spot of its own, or only one beside the attack."""
    place, quote = reading.place, reading.claim.place
    if place is None or not narrow(place):
        return True
    return _beside(reading, text) if quote is not None else False


def _beside(reading: Reading, text: str) -> bool:
    quote = reading.claim.place
    if quote is None or reading.claim.kind == "displacement":
        return False
    return filed_from(quote, text) or bool(away(reading.claim.passage, [quote]))


def set_at(
    readings: Sequence[Reading],
    main: Sequence[Reading],
    text: str,
    spot: Callable[[], PlaceReading | None],
) -> list[Reading]:
    """``readings``, those of ``main`` without a place of the attack's own with the one that the others have.

    Where none has one, ``spot`` is asked for it.
    """
    loose = {r.claim.id for r in main if unsettled(r, text)}
    if not loose:
        return list(readings)
    firm = {
        which(r.place): r.place
        for r in main
        if r.claim.id not in loose and r.place is not None and r.claim.kind != "displacement"
    }
    if firm:
        # a wide place may be that of many attacks, of which another claim counts one
        wide_too = all(r.claim.kind != "harm" for r in main if r.claim.id not in loose)
        loose = {
            r.claim.id
            for r in main
            if r.claim.id in loose and r.place is not None and (wide_too or narrow(r.place))
        }
        if len(firm) != 1:
            return list(readings)
        (place,) = firm.values()
    else:
        found = spot()
        if found is None:
            return list(readings)
        place = found
    said = replace(_inside_named(place, main), inherited=True)
    return [
        replace(r, place=said) if r.claim.id in loose and _gives_way(r, said, text) else r for r in readings
    ]


def _inside_named(place: PlaceReading, main: Sequence[Reading]) -> PlaceReading:
    """``place``; one that no gazetteer holds, known by its country at most, inside the one wide area that claims name."""
    if place.place is not None or (place.within is not None and place.within.kind != "country"):
        return place
    areas = {r.place.place.id: r.place for r in main if r.place and r.place.place and not narrow(r.place)}
    if len(areas) != 1:
        return place
    (area,) = areas.values()
    return replace(place, within=area.place, precision=area.precision)


def _gives_way(reading: Reading, to: PlaceReading, text: str) -> bool:
    """Whether a claim's own place is none, one beside the attack, or a wide one that ``to`` lies in."""
    own = reading.place
    if own is None or _beside(reading, text):
        return True
    if narrow(own) or own.place is None:
        return False
    return to.located is None or _lies_in(to, to.located, own.place)


def _lies_in(spot: PlaceReading, located: Place, area: Place) -> bool:
    """Whether a spot may lie in ``area``; of one that no gazetteer holds only the country is sure."""
    if located.id == area.id:
        return True
    if located.country is None or located.country != area.country:
        return False
    return area.kind == "country" or spot.place is None or area.name in located.admin


def blow_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end that tell of a blow."""
    tells = _patterns().tells
    text = text[:_MOST]
    yield from ((start, end) for start, end in sentences(text) if tells.search(text, start, end))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where sentences begin and end, roughly: each with the blanks behind it."""
    bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    yield from ((start, end) for start, end in pairwise(bounds) if start < end)


class _Patterns(NamedTuple):
    tells: re.Pattern[str]
    before: re.Pattern[str]
    behind: re.Pattern[str]
    lies: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    data = load("en", "blows")
    nouns, verbs, grounds = either(data["nouns"]), either(data["verbs"]), either(data["grounds"])
    there = r"(?:the\s+)?(?:(?:village|town|city|hamlet|settlement|market|outskirts|edge|area|district)\s+(?:of|in|at)\s+)?"
    lies = rf"\b(?:the|this|that|a|an)\s+(?:[\w-]+\s+){{0,2}}?{grounds}\s+(?:(?:is|was|lies|stands|stood|lay)\s+)?(?:in|at|near)\s+{there}"
    return _Patterns(
        tells=re.compile(rf"\b(?:{nouns}|{verbs})\b|{lies}", re.IGNORECASE),
        before=re.compile(rf"\b{nouns}\s+(?:on|in|at|near|of|outside)\s+{there}$", re.IGNORECASE),
        behind=re.compile(rf"\s+(?:village\s+|market\s+|school\s+|drone\s+|air\s+)?{nouns}\b"),
        lies=re.compile(rf"{lies}$", re.IGNORECASE),
    )


def closeness(text: str, place: PlaceMention) -> int:
    """How closely the words tie a place to a blow: 0 "the strike on X", 1 "gunmen came to X and ...", 2 only named."""
    patterns, start, end = _patterns(), place.quote.start, place.quote.end
    near = text[max(0, start - 60) : start]
    if patterns.before.search(near) or patterns.behind.match(text, end):
        return 0
    return (
        1
        if patterns.lies.search(near) or re.search(r"\b(?:in|at|near|outside)\s+(?:\w+\s+){0,3}$", near)
        else 2
    )
