"""The place, the day and the beginning that stand nearest to a claim's words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from daftar.languages.telling import filed_until
from daftar.model import Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.row import Hit
    from daftar.extract.rules.tokens import Tokens
    from daftar.model import Passage, PlaceMention

__all__ = [
    "near_place",
    "near_time",
    "place_behind",
    "quote_at",
    "quote_of",
    "since",
    "time_beside",
    "without_seas",
    "worded",
]

_BESIDE = 70  # characters: "the killing of X in the town of Y early on Friday"
_SPANS = (
    "from ",
    "over ",
    "during ",
    "between ",
    "in the last",
    "in the past",
)  # of a sum, not of what is said
_RIGHT_BEFORE = 12  # "last Friday's brutal murder"
_CLAUSE = re.compile(
    r"[;:]|\b(?:said|told|was|were|is|are|has|have|had|will|would|who|which|that|and|but|while|when|after|before)\b",
    re.IGNORECASE,
)


# Between a sea or a region and the town that it only describes: "the Adriatic port of Bar".
_KIND_OF = re.compile(
    r"\s+(?:sea\s+)?(?:coast(?:al)?\s+|resort\s+|port\s+|fishing\s+)?(?:port|town|city|village|resort|harbour|harbor)\s+of\s+",
    re.IGNORECASE,
)
_OF_GAP = 30  # characters

_SINCE = re.compile(
    r"\bsince\s+(?:the|it|its|they|their|last|late|early|mid)\b[^,;.\"”]{2,140}(?<!\s)", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"\b(?:said|told|reported|added|according to)\b", re.IGNORECASE
)  # what follows is another clause's


def near_place(
    passage: Passage, tokens: Tokens, hit: Hit, hits: list[Hit], order: int, places: Sequence[PlaceMention]
) -> Quote | None:
    """The place worded nearest behind the harm, before the next harm; else the nearest before it.

    Where a report was filed from ("SARAQIB, Syria, Nov 5 (Example Wire) - ") comes last: the sentence's other places go before.
    """
    places = _innermost(places)
    if not places:
        return None
    at = passage.start + tokens.starts[hit.verb]
    told = passage.start + _filed_until(passage)
    stop = passage.end
    for other in hits[order + 1 :]:
        if other.people is not None and other.verb != hit.verb and other.people.first > hit.verb:
            stop = passage.start + tokens.starts[other.people.first]
            break
    if hit.form == "elliptical" and hit.people is not None:
        at = passage.start + tokens.ends[hit.people.last - 1]
    behind = [p.quote for p in places if at <= p.quote.start < stop]
    if behind:
        return behind[0]
    before = [p.quote for p in places if p.quote.end <= at]
    if not before:
        return None
    further = [p.quote for p in places if p.quote.start >= stop] if before[-1].end <= told else []
    if further and not _SPEAKS.search(passage.text, at - passage.start, further[0].start - passage.start):
        return further[0]
    between = passage.text[before[-1].end - passage.start : at - passage.start]
    return None if _SPEAKS.search(between) else before[-1]


def _innermost(places: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """Without those that only say where the next one is: in "Yemen's Hodeidah province" it happened in Hodeidah."""
    owners = {w.start for p in places for w in p.within if w.start < p.quote.start}
    return [p for p in places if p.quote.start not in owners] if owners else places


def without_seas(passage: Passage, places: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """Without those that only say what the next one lies at: "the Adriatic port of Bar"."""
    at = passage.start
    only_describe = {
        near.quote.start
        for near, behind in pairwise(places)
        if 0 < behind.quote.start - near.quote.end <= _OF_GAP
        and _KIND_OF.fullmatch(passage.text, near.quote.end - at, behind.quote.start - at)
    }
    return [p for p in places if p.quote.start not in only_describe] if only_describe else places


def _filed_until(passage: Passage) -> int:
    """Where a dateline at the beginning of ``passage`` ends, in characters; 0 where there is none, or all is in capitals."""
    plain = passage.part == "text" and not passage.text.isupper()
    return filed_until(passage.text) if plain else 0


def near_time(at: int, times: Sequence[Quote]) -> Quote | None:
    """The time worded nearest to offset ``at``; "since ..." is no day of an event."""
    usable = [t for t in times if not t.text.lower().startswith("since")]
    return min(usable, key=lambda t: abs(t.start - at)) if usable else None


def time_beside(passage: Passage, tokens: Tokens, hit: Hit, times: Sequence[Quote]) -> Quote | None:
    """The time that belongs to harm told of as known: "the murder of X on Friday", "Friday's murder of X".

    Any other time in the sentence is of what is said about it: "on Monday the court spoke of the murder of X".
    """
    first, last = passage.start + tokens.starts[hit.verb], passage.start + tokens.ends[hit.last - 1]
    for time in times:
        if time.start >= last:
            between = passage.text[last - passage.start : time.start - passage.start]
            if len(between) <= _BESIDE and _CLAUSE.search(between) is None:
                return time
        elif 0 <= first - time.end <= _RIGHT_BEFORE or time.start >= first:
            return time
    return next((t for t in times if t.text.casefold().startswith(_SPANS)), None)


def since(passage: Passage, times: Sequence[Quote]) -> Quote | None:
    """What a running total counts from, where its own sentence says: "since 2011", "since the escalation began"."""
    own = next((t for t in times if t.text.lower().startswith("since")), None)
    worded = _SINCE.search(passage.text) if own is None else None
    if worded is None:
        return own
    start = passage.start + worded.start()
    return Quote(start=start, end=start + len(worded.group()), text=worded.group(), part=passage.part)


def place_behind(quote: Quote, places: Sequence[PlaceMention]) -> Quote | None:
    """The place in or nearest behind the words, else the nearest before them."""
    places = _innermost(places)
    inside = [p.quote for p in places if p.quote.start >= quote.start]
    if inside:
        return inside[0]
    return places[-1].quote if places else None


def quote_of(passage: Passage, tokens: Tokens, first: int, last: int) -> Quote:
    """Tokens ``first`` to ``last`` (exclusive) as a quote of the report."""
    return quote_at(passage, tokens.starts[first], tokens.ends[last - 1])


def quote_at(passage: Passage, start: int, end: int) -> Quote:
    """Characters ``start`` to ``end`` of ``passage`` as a quote of the report."""
    return Quote(
        start=passage.start + start, end=passage.start + end, text=passage.text[start:end], part=passage.part
    )


def worded(tokens: Tokens, first: int, last: int) -> str:
    """Tokens ``first`` to ``last`` (exclusive) as written."""
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
