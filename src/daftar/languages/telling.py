"""Where a sentence tells of the telling and of the care: who spoke from where, and where the hurt were taken.

"Six died when a shell hit a farm, Elm Hospital said", "he told Example Wire from his bed in Port Ann": no hospital was hit, and
nobody died at the bed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load
from daftar.languages.patterns import either

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Passage, PlaceMention, Quote

__all__ = ["FILED", "away", "filed_until", "hit_there", "told_from"]

#: What follows the day in a dateline: "Nov 5 (Example Wire) - ".
FILED = re.compile(r"\s*(?:\([^()\n]{2,40}\)\s*)?(?:--+|[-–—])\s")
# "SARAQIB, Syria, Nov 5 (Example Wire) - ", "NAIROBI — ": a name in capitals, or a day or an agency beside it, before a dash.
_FILED_FROM = re.compile(r"\s*(?=[A-Z]{3}|[^\n]{3,60}[\d)])[A-Z][^;:!?\n–—]{2,78}?\s?(?:--+|[-–—])\s")
_BESIDE = 60  # characters between where somebody spoke and the place that it lies in


def hit_there(lower: str, targets: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """``targets`` (where each kind stands in ``lower``) without what only speaks, cares for the hurt, or is spoken from."""
    aside = [match.span() for match in _asides().finditer(lower)]
    if not aside:
        return {name: list(places) for name, places in targets.items()}
    left = {
        name: [at for at in places if not any(start <= at < end for start, end in aside)]
        for name, places in targets.items()
    }
    return {name: places for name, places in left.items() if places}


def filed_until(text: str) -> int:
    """Where a dateline at the beginning of ``text`` ends, in characters; 0 where there is none."""
    dateline = _FILED_FROM.match(text)
    return dateline.end() if dateline is not None else 0


def told_from(passage: Passage, places: Sequence[PlaceMention]) -> Sequence[PlaceMention]:
    """``places`` without those that somebody spoke from: "he told Example Wire at her home in Port Ann"."""
    ends = [match.end() for match in _from().finditer(passage.text)] if places else []
    if not ends:
        return places
    here = [p.quote.start - passage.start for p in places]
    spoken = {
        at
        for end in ends
        for at in here
        if 0 <= at - end <= _BESIDE and not _CLAUSE.search(passage.text, end, at)
    }
    return [p for p, at in zip(places, here, strict=True) if at not in spoken]


def away(passage: Passage | Quote, places: Sequence[Quote]) -> frozenset[int]:
    """Where those of ``places`` (names in ``passage``) begin that only tell where people were brought, came from, spoke, were judged or are mourned.

    "A patrol arrived from X", "taken to the hospital in X": where another place is told of as the attack's, these are not it.
    """
    if not places:
        return frozenset()
    text = passage.text
    before, behind, struck = _away()
    found = set()
    for place in places:
        at, end = place.start - passage.start, place.end - passage.start
        start = max(0, at - _LED)
        led = before.search(text[start:at])
        if (
            led is None
            or struck.search(led.group())
            or (led["staff"] is not None and not behind.match(text, end))
        ):
            continue
        if led["ground"] is None or not (
            struck.search(text, max(0, start + led.start() - _DEED), at)
            or struck.search(text, end, end + _DEED)
        ):
            found.add(place.start)
    return frozenset(found)


_LED = 90  # characters before a place in which that is said
_DEED = 30  # characters before a court or a funeral, and behind its place, in which it may be said to be hit
_CLAUSE = re.compile(r"[,.;:\"”]|\b(?:that|where|after|when|how)\b")


@lru_cache(maxsize=1)
def _asides() -> re.Pattern[str]:
    """Stretches, in lower case, in which what is named was not hit."""
    data = load("en", "asides")["telling"]
    care, tells, roles = either(data["care"]), either(data["tells"]), either(data["roles"])
    few = r"(?:[\w’'-]+\s+){0,4}?"
    taken, hits = either(data["taken"]), either(data["hits"])
    toward = rf"(?:(?!{hits}\b)[\w’'-]+\s+){{0,4}}?"
    return re.compile(
        rf"\b{care}(?:['’]s?)?\s+(?:{roles}\s+)?{few}{tells}\b"  # "elm hospital on monday said", "its hospital's director said"
        rf"|\b{care},\s+{tells}\b"
        rf"|\b(?:according\s+to|{tells}\s+by)\s+[^,.;:]{{0,50}}?\b{care}\b"
        rf"|\b{roles}\s+(?:at|of|for|in|from)\s+{few}{care}\b(?!\s+{hits})"
        rf"|\b{taken}\s+{toward}(?:to|in|at|into|from)\s+{toward}{care}\b(?!\s+{hits})"
        rf"|\b(?:told|spoke\s+to|speaking\s+to|said)\s+(?:[\w’'.-]+\s+){{1,6}}?(?:from|at|in)\s+(?:his|her|their|a)\s+(?:hospital\s+)?{either(data['spoken_from'])}\b",
    )


@lru_cache(maxsize=1)
def _from() -> re.Pattern[str]:
    """Who was told, and what it was told from: "told Example Wire from his bed"."""
    data = load("en", "asides")["telling"]
    return re.compile(
        rf"\b(?:told|said\s+to|speaking\s+to|spoke\s+to)\s+(?:[\w’'.-]+\s+){{1,6}}?"
        rf"(?:from|at|in)\s+(?:his|her|their|a)\s+(?:hospital\s+)?{either(data['spoken_from'])}\b"
    )


@lru_cache(maxsize=1)
def _away() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before such a place, up to it; what has to follow one that somebody's office is in; and what says it was hit."""
    data = load("en", "asides")["away"]
    words = rf"(?:(?!(?:that|who|which|when|where|after|{either(data['scenes'])})\b)[\w’'-]+\s+)"
    into = rf"(?:(?:the|a|an)\s+)?(?:(?!{either(data['scenes'])}\b)[a-z’'-]+\s+){{0,4}}?(?:in\s+|at\s+|of\s+|near\s+)?"
    return (
        re.compile(
            rf"\b(?:{either(data['moved'])}\s+(?!out\b){words}{{0,5}}?(?:to|into|at|in)\s+{into}"
            rf"|{either(data['came'])}\s+{words}{{0,5}}?from\s+{into}"
            rf"|{either(data['based'])}\s+(?:in|at|near|outside)\s+{into}"
            rf"|(?:native|residents?)\s+of\s+"
            rf"|{either(data['spoken'])}\s+{words}{{0,5}}?(?:in|at|from)\s+{into}"
            rf"|(?P<ground>{either(data['judged'])}\s+(?:sitting\s+)?(?:in|at)\s+{into}"
            rf"|{either(data['buried'])}\s+{words}{{0,5}}?(?:in|at|through|near)\s+{into})"
            rf"|{either(data['fled'])}\s+{words}{{0,3}}?(?:to|in|into|at|towards)\s+{into}"
            rf"|(?P<staff>{either(data['staff'])})\s+{words}{{0,3}}?(?:in|at|of)\s+{into})$",
            re.IGNORECASE,
        ),
        re.compile(rf"['’]?s?,?\s+(?:[\w-]+\s+){{0,2}}?{either(data['confirm'])}\b"),
        re.compile(rf"\b{either(data['struck'])}\b", re.IGNORECASE),
    )
