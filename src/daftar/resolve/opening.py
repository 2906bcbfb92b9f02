"""What a report opens with: the place and the day of claims whose own sentences say none."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from daftar.languages.proceedings import deed_times
from daftar.languages.telling import filed_until, told_from
from daftar.model import Passage
from daftar.resolve.places import resolve_places
from daftar.resolve.times import order_for, resolve_time

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from daftar.model import PlaceMention, PlaceReading, Quote, Report, TimeWindow
    from daftar.resolve.places import Gazetteer, Settled
    from daftar.resolve.times import TimeExpression

__all__ = ["Opening", "which"]

_OPENING = 300  # characters: the first sentences, where news says what it is about
_STORY = 700  # characters: its first paragraphs
# A line of at most five words, or of a field's name and what it holds.
_NO_SENTENCE = re.compile(r"^(?:[^\S\n]*+(?:\S++[^\S\n]*+){1,5}+|[^\W\d_]{2,12}:[^\n]*)$", re.MULTILINE)
_SPOT = 3  # UCDP place precision: a town or a district; a province says too little to be taken over
_FILED = re.compile(r"\s*(?:\([^()\n]{2,40}\)\s*)?(?:--+|[-–—])\s")  # behind the day in a dateline
_DAYS = frozenset({"weekday", "date", "explicit"})  # kinds of times that say a day
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[\"“‘]?[A-Z])|\n+")


class Finds(Protocol):
    """Where stretches of a report word times and places (``readings.Mentions``)."""

    settled: Settled | None

    def times_in(self, passage: Passage) -> list[TimeExpression]:
        """The time expressions of a stretch."""

    def places_in(self, passage: Passage) -> list[PlaceMention]:
        """The place names of a stretch."""


class Opening:
    """The opening of one report, looked into when asked."""

    def __init__(self, report: Report, mentions: Finds, gazetteer: Gazetteer) -> None:
        self._report, self._mentions, self._gazetteer = report, mentions, gazetteer

    def place(self, *, without: Collection[str]) -> PlaceReading | None:
        """The one place that the title, or else the opening, names; None for none, several or a wide one.

        Of several, the one whose sentence also says a day. Places ``without`` are none: who was hurt before died there.
        """
        for words, part in ((self._report.title or "", "title"), (self._words(_OPENING), "text")):
            named = [p for p in self._named(words, part) if which(p) not in without]
            for some in (named, self._dated(named, words, part)):
                if len({which(p) for p in some}) == 1:
                    return some[0]
        return None

    def spot(self, country: str) -> PlaceReading | None:
        """The one town or district of ``country`` that the first paragraphs name, but for where they were filed."""
        words = self._words(_STORY)
        filed = filed_until(words)
        named = self._named(" " * filed + words[filed:], "text")
        inside = [p for p in named if p.located is not None and p.located.country == country]
        return inside[0] if len({which(p) for p in inside}) == 1 and len(inside) == len(named) else None

    def day(self) -> TimeWindow | None:
        """The one day that the opening words; None where none or several, or only the report's."""
        return self._day_in(self._words(_OPENING))

    def _words(self, characters: int) -> str:
        """The first words of the text, in their place, with what is no sentence (fields, a date, a byline) left blank."""
        return _NO_SENTENCE.sub(lambda line: " " * len(line.group()), self._report.text[:characters])

    def _named(self, words: str, part: str) -> list[PlaceReading]:
        """The towns and districts that ``words`` name as where something happened."""
        stretch = _stretch(words, part)
        told = told_from(stretch, self._mentions.places_in(stretch))
        found = [p for p in told if not _of_the_outlet(p.quote, words, self._report)]
        if not found:
            return []
        placed = resolve_places(self._report, found, self._gazetteer, self._mentions.settled).values()
        return [p for p in placed if p.precision <= _SPOT]

    def _dated(self, places: Sequence[PlaceReading], words: str, part: str) -> list[PlaceReading]:
        """Those in sentences that say a day: "For years she drove to A. On Friday, near B, the shells fell"."""
        days = [e.quote.start for e in self._mentions.times_in(_stretch(words, part)) if e.kind in _DAYS]
        bounds = [0, *(m.end() for m in _SENTENCE_END.finditer(words)), len(words) + 1]
        sentences = [(a, b) for a, b in pairwise(bounds) if any(a <= day < b for day in days)]
        return [p for p in places if any(a <= p.quote.start < b for a, b in sentences)]

    def _day_in(self, words: str) -> TimeWindow | None:
        stretch = _stretch(words, "text")
        worded = [e for e in self._mentions.times_in(stretch) if not _FILED.match(words, e.quote.end)]
        deeds = {q.start for q in deed_times(stretch, [e.quote for e in worded])}
        windows = [
            w
            for e in worded
            if e.quote.start in deeds
            and (w := resolve_time(e, published=self._report.published, day_first=order_for(e, self._report)))
            is not None
        ]
        days = [w for w in windows if w.precision <= 2]
        return days[0] if len({(w.start, w.end) for w in days}) == 1 else None


def which(place: PlaceReading) -> str:
    """What tells one place from another."""
    return place.place.id if place.place is not None else place.name


def _stretch(words: str, part: str) -> Passage:
    return Passage(start=0, end=len(words), text=words, paragraph=0, kind="sentence", part=part)


def _of_the_outlet(quote: Quote, words: str, report: Report) -> bool:
    """Whether a name is only part of the publisher's own: "Mountain Post" names no place."""
    outlet = report.publisher or ""
    at = outlet.find(quote.text)
    return at >= 0 and outlet != quote.text and words.startswith(outlet, quote.start - at)
