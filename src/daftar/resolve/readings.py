"""From claims, whose places and times are words, to readings, which say where and when those are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.model import Quote, Reading
from daftar.resolve.context import inherit_days
from daftar.resolve.places import find_places, resolve_places
from daftar.resolve.times import find_times, resolve_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, Passage, PlaceMention, Report, TimeWindow
    from daftar.resolve.places import Gazetteer
    from daftar.resolve.times import TimeExpression

__all__ = ["Mentions", "resolve"]


class Mentions:
    """Where a passage words a time or a place: looked for when asked, and remembered for resolving."""

    __slots__ = ("_gazetteer", "_places", "_times", "expressions")

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._places: dict[tuple[str, int], list[PlaceMention]] = {}
        self._times: dict[tuple[str, int], list[Quote]] = {}
        self.expressions: dict[tuple[str, int, int], TimeExpression] = {}

    def times(self, passage: Passage) -> Sequence[Quote]:
        """Find the time expressions in ``passage``, in order."""
        key = (passage.part, passage.start)
        found = self._times.get(key)
        if found is None:
            expressions = find_times(passage.text, offset=passage.start, part=passage.part)
            self.expressions.update((_span(expression.quote), expression) for expression in expressions)
            found = self._times[key] = [expression.quote for expression in expressions]
        return found

    def places(self, passage: Passage) -> Sequence[PlaceMention]:
        """Find the place names in ``passage``, in order."""
        key = (passage.part, passage.start)
        found = self._places.get(key)
        if found is None:
            found = find_places(passage.text, self._gazetteer, offset=passage.start, part=passage.part)
            self._places[key] = found
        return found

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
    places = resolve_places(report, mentions.seen(), gazetteer)
    return inherit_days(
        [
            Reading(
                claim=claim,
                place=None if claim.place is None else places.get(_span(claim.place)),
                time=None if claim.time is None else _window(claim.time, report, mentions),
            )
            for claim in claims
        ]
    )


def _span(quote: Quote) -> tuple[str, int, int]:
    return quote.part, quote.start, quote.end


def _window(quote: Quote, report: Report, mentions: Mentions) -> TimeWindow | None:
    window = resolve_time(mentions.expressions.get(_span(quote), quote), published=report.published)
    return window if window is None or window.quote == quote else replace(window, quote=quote)
