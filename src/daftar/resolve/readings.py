"""From claims, whose places and times are words, to readings, which say where and when those are."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from daftar.memo import Memo, Template
from daftar.model import Passage, Reading
from daftar.resolve.context import inherit_days, narrowed, of_the_story
from daftar.resolve.forms import forms
from daftar.resolve.lists import list_end
from daftar.resolve.opening import Opening
from daftar.resolve.places import Settled, find_places, find_sites, resolve_places, villages_of
from daftar.resolve.posts import post_day
from daftar.resolve.setting import of_one_time, set_at, which
from daftar.resolve.sited import with_sites
from daftar.resolve.story import against_the_story, before_what_follows
from daftar.resolve.times import TimeExpression, find_times, order_for, resolve_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, PlaceMention, PlaceReading, Quote, Report, TimeWindow
    from daftar.resolve.places import Gazetteer, Spans

__all__ = ["Mentions", "Recall", "resolve"]

_KEPT = 2048  # sentences remembered: a few MB
_KEPT_NAMES = 512  # and sets of place names


class Recall:
    """The times and places of sentences met, for reports to come. It belongs to one gazetteer."""

    __slots__ = ("places", "settled", "times")

    def __init__(self) -> None:
        # by the sentence's words: where it stood, and what was found in it there
        self.times: Memo[str, tuple[int, tuple[Template[TimeExpression], ...]]] = Memo(_KEPT)
        self.places: Memo[str, tuple[int, tuple[Template[PlaceMention], ...]]] = Memo(_KEPT)
        self.settled: Settled = Memo(_KEPT_NAMES)


_SPOT = 3  # UCDP place precision: a town or a district; a province says too little to be taken over
_COUNTRY = 6  # no more than a country
_DAY = 2  # UCDP date precision: a day, or up to six
_DATED = re.compile(
    r"\b(?:Jan|Febr?|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?,?(?:\s+\d{1,2}(?:st|nd|rd|th)?,?)?\s+((?:19|20)\d\d)\b"
)


class Mentions:
    """Where a passage words a time or a place: looked for when asked, and remembered for resolving."""

    __slots__ = (
        "_gazetteer",
        "_places",
        "_recall",
        "_report",
        "_times",
        "_villages",
        "expressions",
        "settled",
    )

    def __init__(
        self, gazetteer: Gazetteer, recall: Recall | None = None, report: Report | None = None
    ) -> None:
        self._gazetteer = gazetteer
        self._report = report
        self._villages: Spans | None = None
        self._recall = recall
        self.settled = None if recall is None else recall.settled
        self._places: dict[tuple[str, int], list[PlaceMention]] = {}
        self._times: dict[tuple[str, int], list[Quote]] = {}
        self.expressions: dict[tuple[str, int, int], TimeExpression] = {}

    def times(self, passage: Passage) -> Sequence[Quote]:
        """Find the time expressions in ``passage``, in order."""
        key = (passage.part, passage.start)
        found = self._times.get(key)
        if found is None:
            expressions = self.times_in(passage)
            self.expressions.update((_span(expression.quote), expression) for expression in expressions)
            found = self._times[key] = [expression.quote for expression in expressions]
        return found

    def places(self, passage: Passage) -> Sequence[PlaceMention]:
        """Find the place names in ``passage``, in order."""
        key = (passage.part, passage.start)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = self.places_in(passage)
        return found

    def tell(self, passage: Passage, mention: PlaceMention) -> None:
        """Have ``mention`` be a place of ``passage``: a cell of a sheet names a place, whatever it is called."""
        self._places.setdefault((passage.part, passage.start), []).append(mention)

    def given_name(self, word: str) -> bool:
        """Whether ``word`` is a given name by the long list."""
        return self._gazetteer.given_name(word)

    def times_in(self, passage: Passage) -> list[TimeExpression]:
        """The time expressions of any stretch of a report; not remembered for resolving."""
        if self._recall is None:
            return find_times(passage.text, offset=passage.start, part=passage.part)
        known = self._recall.times.get(passage.text)
        if known is None:
            times = find_times(passage.text, offset=passage.start, part=passage.part)
            self._recall.times.keep(passage.text, (passage.start, tuple([Template(time) for time in times])))
            return times
        start, templates = known
        return [template.at(passage.start - start, passage.part) for template in templates]

    def villages(self, passage: Passage) -> list[tuple[int, int]]:
        """Where in ``passage`` names stand that the report's words elsewhere make places, though no gazetteer holds them."""
        if self._report is None:
            return []
        if self._villages is None:
            self._villages = villages_of(self._report, self._gazetteer)
        spans = self._villages.get(passage.part)
        if not spans:
            return []
        at = passage.start
        return [(start - at, end - at) for start, end in spans if at <= start and end <= passage.end]

    def places_in(self, passage: Passage) -> list[PlaceMention]:
        """The place names of any stretch of a report; not weighed with the others."""
        if also := self.villages(passage):
            return find_places(
                passage.text, self._gazetteer, offset=passage.start, part=passage.part, also=also
            )
        if self._recall is None:
            return find_places(passage.text, self._gazetteer, offset=passage.start, part=passage.part)
        known = self._recall.places.get(passage.text)
        if known is None:
            found = find_places(passage.text, self._gazetteer, offset=passage.start, part=passage.part)
            self._recall.places.keep(
                passage.text, (passage.start, tuple([Template(place) for place in found]))
            )
            return found
        start, templates = known
        return [template.at(passage.start - start, passage.part) for template in templates]

    def seen(self) -> list[PlaceMention]:
        """Every place found so far, in text order."""
        return [mention for key in sorted(self._places) for mention in self._places[key]]


def resolve(
    report: Report, claims: Sequence[Claim], mentions: Mentions, gazetteer: Gazetteer
) -> tuple[Reading, ...]:
    """Give every claim, in text order, its days and its place, as far as the report tells them.

    ``mentions`` are those that the claims were read with: their places are weighed together.
    """
    if not claims:
        return ()
    places = resolve_places(report, mentions.seen(), gazetteer, mentions.settled)
    readings = []
    for claim in claims:
        place = None if claim.place is None else places.get(_span(claim.place))
        time = None
        if claim.time is not None:
            time = _window(claim.time, _as_posted(report, claim.time), mentions, _country(place))
        readings.append(Reading(claim=claim, place=place, time=time))
    readings = against_the_story(
        readings,
        partial(_counted, report=report, mentions=mentions),
        partial(_named_before, report=report, mentions=mentions),
    )
    readings = _of_forms(readings, report, mentions, gazetteer)
    readings = before_what_follows(readings)
    story = [reading for reading in readings if of_the_story(reading)]
    opening = Opening(report, mentions, gazetteer)
    main = of_one_time(story)
    if main:
        readings = set_at(readings, main, report.text, partial(_spot, opening, story, main))
    now = {r.claim.id: r for r in readings}
    if (country := _only_a_country([now[r.claim.id] for r in main])) is not None:
        readings = narrowed(readings, country, opening.spot(country))
    if story and all(reading.time is None for reading in story):
        readings = _on_the_day(readings, opening.day())
    return inherit_days(with_sites(readings, gazetteer))


def _of_forms(
    readings: list[Reading], report: Report, mentions: Mentions, gazetteer: Gazetteer
) -> list[Reading]:
    """The readings, those of a bulletin's form with the place and the day that its own head gives: they are the form's words for it."""
    found = list(readings)
    for form in forms(report.text):
        stretch = Passage(
            start=form.start, end=form.start + len(form.head), text=form.head, paragraph=0, kind="sentence"
        )
        place = _only_place(stretch, report, mentions, gazetteer)
        day = _only_day(mentions.times_in(stretch), report)
        for at, reading in enumerate(found):
            quote = reading.claim.quote
            if quote.part != "text" or not form.start <= quote.start < form.end or not of_the_story(reading):
                continue
            if reading.place is None and place is not None:
                reading = replace(reading, place=place)  # noqa: PLW2901
            if reading.time is None and day is not None:
                reading = replace(reading, time=replace(day, clock=None))  # noqa: PLW2901
            found[at] = reading
    return found


def _only_place(
    stretch: Passage, report: Report, mentions: Mentions, gazetteer: Gazetteer
) -> PlaceReading | None:
    """The one town or district that ``stretch`` names beside the names of sites; None where it names none or several."""
    sites = [(stretch.start + s.start, stretch.start + s.end) for s in find_sites(stretch.text, gazetteer)]
    named = [
        m
        for m in mentions.places_in(stretch)
        if not any(a <= m.quote.start and m.quote.end <= b for a, b in sites)
    ]
    found = [
        p for p in resolve_places(report, named, gazetteer, mentions.settled).values() if p.precision <= _SPOT
    ]
    return found[0] if len({which(p) for p in found}) == 1 else None


def _as_posted(report: Report, quote: Quote) -> Report:
    """``report`` as of the day of the message that the words stand in, or of the end of the year that a list is of."""
    if quote.part != "text":
        return report
    day = post_day(report.text, quote.start)
    if day is None:
        end = list_end(report.text, report.title, quote.start)
        day = end if end is not None and (report.published is None or end < report.published) else None
    return report if day is None else replace(report, published=day)


def _spot(opening: Opening, story: Sequence[Reading], main: Sequence[Reading]) -> PlaceReading | None:
    """The one place in which the report tells of the attack that the claims ``main`` of its ``story`` are of."""
    chosen = {r.claim.id for r in main}
    others = [r for r in story if r.claim.id not in chosen]
    without = {which(r.place) for r in others if r.place is not None}
    return opening.attacked(without=without, apart=[r.claim.passage for r in others])


def _only_a_country(blows: Sequence[Reading]) -> str | None:
    """The country, where no more than it is said of where what happened on one day did."""
    placed = [r for r in blows if r.place is not None]
    wide = all(r.place is not None and r.place.precision >= _COUNTRY for r in placed)
    times = [r.time for r in placed if r.time is not None]
    dated = bool(times) and all(time.precision <= _DAY for time in times)
    countries = {_country(r.place) for r in placed}
    return countries.pop() if placed and wide and dated and len(countries) == 1 else None


def _only_day(found: Sequence[TimeExpression], report: Report) -> TimeWindow | None:
    """The one day, or few, that ``found`` words; None where they word none or several."""
    windows = [
        w
        for e in found
        if (w := resolve_time(e, published=report.published, day_first=order_for(e, report))) is not None
    ]
    days = [w for w in windows if w.precision <= 2]
    return days[0] if len({(w.start, w.end) for w in days}) == 1 else None


def _on_the_day(readings: list[Reading], day: TimeWindow | None) -> list[Reading]:
    if day is None:
        return readings
    said = replace(day, inherited=True, clock=None)
    return [replace(r, time=said) if of_the_story(r) else r for r in readings]


def _country(place: PlaceReading | None) -> str | None:
    return place.located.country if place is not None and place.located is not None else None


def _counted(reading: Reading, day: dt.date, *, report: Report, mentions: Mentions) -> TimeWindow | None:
    """The days of a reading's words counted from ``day``, that of the story."""
    quote = reading.claim.time
    if quote is None:
        return None
    return _window(quote, report, mentions, _country(reading.place), day)


def _named_before(reading: Reading, *, report: Report, mentions: Mentions) -> dt.date | None:
    """The last single day that the sentence of a reading names before the reading's own words of time."""
    quote, passage = reading.claim.time, reading.claim.passage
    if quote is None:
        return None
    before = [
        found.quote
        for (part, start, end), found in mentions.expressions.items()
        if part == passage.part and passage.start <= start and end <= quote.start
    ]
    for one in sorted(before, key=lambda q: -q.start):
        window = _window(one, report, mentions, _country(reading.place))
        if window is not None and window.start == window.end:
            return window.start
    return None


def _span(quote: Quote) -> tuple[str, int, int]:
    return quote.part, quote.start, quote.end


def _window(
    quote: Quote, report: Report, mentions: Mentions, country: str | None, anchor: dt.date | None = None
) -> TimeWindow | None:
    expression = mentions.expressions.get(_span(quote), quote)
    order = order_for(expression, report) if isinstance(expression, TimeExpression) else None
    window = resolve_time(
        expression, published=report.published, anchor=anchor, day_first=order, country=country
    )
    if window is None and report.published is None:
        dated = resolve_time(expression, published=None, anchor=_in_its_year(report.text))
        window = dated if dated is not None and dated.rule == "nearest year" else None
    return window if window is None or window.quote == quote else replace(window, quote=quote)


@lru_cache(maxsize=2)  # asked for every claim of a report
def _in_its_year(text: str) -> dt.date | None:
    """The middle of the one year that the report's dates have, for its dates without a year; None where they differ."""
    years = {int(m[1]) for m in _DATED.finditer(text)}
    return dt.date(years.pop(), 7, 2) if len(years) == 1 else None
