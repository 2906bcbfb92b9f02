"""What a report opens with: the place and the day of claims whose own sentences say none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from daftar.languages.proceedings import deed_times
from daftar.languages.telling import FILED, away, filed_until, told_from
from daftar.model import Passage
from daftar.resolve.places import in_capitals, resolve_places
from daftar.resolve.setting import blow_sentences, closeness, filed_from, narrow, sentences, which
from daftar.resolve.times import order_for, resolve_time

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from daftar.model import PlaceMention, PlaceReading, Quote, Report, TimeWindow
    from daftar.resolve.places import Gazetteer, Settled
    from daftar.resolve.times import TimeExpression

__all__ = ["Opening"]

_OPENING = 300  # characters: the first sentences, where news says what it is about
_STORY = 700  # characters: its first paragraphs
# A line of at most five words, or of a field's name and what it holds.
_NO_SENTENCE = re.compile(
    r"^(?![^\n]*\?)(?:[^\S\n]*+(?:\S++[^\S\n]*+){1,5}+|[^\W\d_]{2,12}:[^\n]*)$", re.MULTILINE
)
# "We reached him by phone on Wednesday", "officials said on Tuesday": the day of the telling.
_TOLD = re.compile(
    r"\b(?:said|says|told|spoke|speaking|reached|phone|telephone|interview\w*|statement|announced|reported|wrote|added|acknowledged|confirmed)"
    r"(?:\s+(?!that\b|after\b|in\b)[\w’'-]+){0,4}\s+(?:late\s+|early\s+)?$",
    re.IGNORECASE,
)
_TOLD_REACH = 60  # characters
_DAYS = frozenset({"weekday", "date", "explicit"})  # kinds of times that say a day


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

    def attacked(self, *, without: Collection[str], apart: Sequence[Quote]) -> PlaceReading | None:
        """The one place in which the report tells of its attack; passages ``apart`` and places ``without`` are of others.

        That of the title or the opening, else of sentences on a blow, else any that the opening names.
        """
        return (
            self.place(without=without)
            or self._hit(without, apart)
            or self.place(without=without, anywhere=True)
        )

    def _hit(self, without: Collection[str], apart: Sequence[Quote]) -> PlaceReading | None:
        """The one place that sentences on a blow name, those first that are tied closest to it."""
        text = self._report.text
        if in_capitals(text):
            return None
        close: dict[int, int] = {}
        named: list[PlaceMention] = []
        for start, end in blow_sentences(text):
            if any(p.part == "text" and p.start < end and start < p.end for p in apart):
                continue
            for mention in self._there(_cut(text, start, end), text):
                close[mention.quote.start] = closeness(text, mention)
                named.append(mention)
        placed = resolve_places(self._report, named, self._gazetteer, self._mentions.settled).values()
        spots = [p for p in placed if narrow(p) and which(p) not in without]
        for step in sorted(set(close.values())):
            here = {which(p): p for p in spots if close[p.quote.start] <= step}
            if here:
                return here.popitem()[1] if len(here) == 1 else None
        return None

    def place(self, *, without: Collection[str], anywhere: bool = False) -> PlaceReading | None:
        """The one place that the title, or else the opening, names; None for none, several or a wide one.

        Places of the telling and the care count only if ``anywhere``. Of several, the one whose sentence also says a day. Places ``without`` are none: who was hurt before died there.
        """
        for words, part in ((self._report.title or "", "title"), (self._words(_OPENING), "text")):
            named = [p for p in self._named(words, part, anywhere=anywhere) if which(p) not in without]
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
        """The one day that the opening words, else the title, else the first sentence on a blow that words one.

        None where that words several, or only the day of the report or of somebody's telling.
        """
        for words, part in ((self._words(_OPENING), "text"), (self._report.title or "", "title")):
            if days := self._days(_stretch(words, part)):
                return _only(days)
        for start, end in blow_sentences(self._report.text):
            if days := self._days(_cut(self._report.text, start, end)):
                return _only(days)
        return None

    def _words(self, characters: int) -> str:
        """The first words of the text, in their place, with what is no sentence (fields, a date, a byline) left blank."""
        return _NO_SENTENCE.sub(lambda line: " " * len(line.group()), self._report.text[:characters])

    def _named(self, words: str, part: str, *, anywhere: bool = True) -> list[PlaceReading]:
        """The towns and districts that ``words`` name as where something happened; of the telling and the care, too, if ``anywhere``."""
        found = self._there(_stretch(words, part), words, anywhere=anywhere)
        if not found:
            return []
        placed = resolve_places(self._report, found, self._gazetteer, self._mentions.settled).values()
        return [p for p in placed if narrow(p)]

    def _there(self, stretch: Passage, words: str, *, anywhere: bool = False) -> list[PlaceMention]:
        """The places of ``stretch``, unless ``anywhere`` without those of the telling and the care and where somebody filed from."""
        told = told_from(stretch, self._mentions.places_in(stretch))
        found = [m for m in told if not _of_the_outlet(m.quote, words, self._report)]
        if anywhere:
            return found
        aside = away(stretch, [m.quote for m in found])
        outer = {(q.start, q.end) for m in found for q in m.within}
        return [
            m
            for m in found
            if m.quote.start not in aside
            and (m.quote.start, m.quote.end) not in outer
            and not filed_from(m.quote, self._report.text)
        ]

    def _dated(self, places: Sequence[PlaceReading], words: str, part: str) -> list[PlaceReading]:
        """Those in sentences that say a day: "For years she drove to A. On Friday, near B, the shells fell"."""
        days = [e.quote.start for e in self._mentions.times_in(_stretch(words, part)) if e.kind in _DAYS]
        dated = [(a, b) for a, b in sentences(words) if any(a <= day < b for day in days)]
        return [p for p in places if any(a <= p.quote.start < b for a, b in dated)]

    def _days(self, stretch: Passage) -> list[TimeWindow]:
        """The days worded in ``stretch`` that are no proceedings', no telling's and not that of the report."""
        text, at, report = stretch.text, stretch.start, self._report
        worded = [
            e
            for e in self._mentions.times_in(stretch)
            if not FILED.match(text, e.quote.end - at)
            and not _TOLD.search(text, max(0, e.quote.start - at - _TOLD_REACH), e.quote.start - at)
        ]
        deeds = {q.start for q in deed_times(stretch, [e.quote for e in worded])}
        windows = [
            resolve_time(e, published=report.published, day_first=order_for(e, report))
            for e in worded
            if e.quote.start in deeds
        ]
        return [w for w in windows if w is not None and w.precision <= 2]


def _only(days: Sequence[TimeWindow]) -> TimeWindow | None:
    return days[0] if len({(w.start, w.end) for w in days}) == 1 else None


def _cut(text: str, start: int, end: int) -> Passage:
    return Passage(start=start, end=end, text=text[start:end], paragraph=0, kind="sentence", part="text")


def _stretch(words: str, part: str) -> Passage:
    return Passage(start=0, end=len(words), text=words, paragraph=0, kind="sentence", part=part)


def _of_the_outlet(quote: Quote, words: str, report: Report) -> bool:
    """Whether a name is only part of the publisher's own: "Mountain Post" names no place."""
    outlet = report.publisher or ""
    at = outlet.find(quote.text)
    return at >= 0 and outlet != quote.text and words.startswith(outlet, quote.start - at)
