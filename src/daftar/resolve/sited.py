"""The site inside its place that a claim's sentence names: "six died when a shell hit the Karim school in Tal Zuhur".

The place stays what it is; the site is kept as worded beside it. A site goes with the place that its words put it in, or with
the only place that the sentence's claims have; where several could be meant none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from daftar.model import Quote, Site
from daftar.resolve.places import find_sites

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Reading
    from daftar.resolve.places import FoundSite, Gazetteer

__all__ = ["with_sites"]

_OWNED = re.compile(r"['’]s\s+(?:[a-z]+\s+)?$")
_CHAINED = 14  # characters between two sites that say one spot together: "the X checkpoint on Highway 12"
_LED = re.compile(
    r",?(?:\s(?:at|in|on|near|inside|outside|around|along))?(?:\s(?:the|its))?\s"
)  # "in X, at the Y school"


def with_sites(readings: Sequence[Reading], gazetteer: Gazetteer) -> list[Reading]:
    """The readings, those with a place with the site that their sentence names in it, as far as it can be told."""
    by_sentence: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for at, reading in enumerate(readings):
        if reading.place is not None and reading.place.located is not None:
            passage = reading.claim.passage
            by_sentence[passage.part, passage.start].append(at)
    found = list(readings)
    for same in by_sentence.values():
        passage = readings[same[0]].claim.passage
        sites = [site for site in find_sites(passage.text, gazetteer) if site.there]
        if not sites:
            continue
        alone = len({_quote_of(readings[at]) for at in same}) == 1
        for at in same:
            site = _site_of(readings[at], sites, gazetteer, alone=alone)
            place = readings[at].place
            if site is not None and place is not None:
                said = Site(quote=_quote(passage, site), kind=site.kind)
                found[at] = replace(readings[at], place=replace(place, site=said))
    return found


def _quote_of(reading: Reading) -> Quote | None:
    return None if reading.place is None else reading.place.quote


def _quote(passage: Quote, site: FoundSite) -> Quote:
    words = passage.text[site.start : site.end]
    return Quote(
        start=passage.start + site.start, end=passage.start + site.end, text=words, part=passage.part
    )


def _site_of(
    reading: Reading, sites: Sequence[FoundSite], gazetteer: Gazetteer, *, alone: bool
) -> FoundSite | None:
    """The one site that goes with a reading's place. ``alone``: the claims of the sentence have that place only."""
    passage, quote = reading.claim.passage, _quote_of(reading)
    if quote is None:
        return None
    here = (
        quote.part == passage.part and passage.start <= quote.start < passage.end and not _inherited(reading)
    )
    span = (quote.start - passage.start, quote.end - passage.start) if here else None
    held = [(_held(passage.text, site, span, gazetteer), site) for site in sites]
    fitting = [site for how, site in held if how] or [site for how, site in held if how is None and alone]
    if any(b.start - a.end > _CHAINED for a, b in pairwise(fitting)):
        return None
    return fitting[0] if fitting else None


def _inherited(reading: Reading) -> bool:
    return reading.place is not None and reading.place.inherited


def _held(text: str, site: FoundSite, span: tuple[int, int] | None, gazetteer: Gazetteer) -> bool | None:
    """Whether the words put a site in the place at ``span`` (True) or in another (False); None where they do not say."""
    gap = gazetteer.lexicon.inside_gap.match(text, site.end) or gazetteer.lexicon.comma_gap.match(
        text, site.end
    )
    if gap and text[gap.end() : gap.end() + 1].isupper():
        if span is not None and gap.end() == span[0]:
            return True
        return None if text.startswith(", ", site.end) else False
    owner = _OWNED.search(text, 0, site.start)
    if owner:
        return span is not None and owner.start() == span[1]
    if span is not None and _LED.fullmatch(text, span[1], max(span[1], site.start)):
        return True
    if span is not None and span[0] >= site.start and span[1] <= site.end:
        return True  # "the Homs road": the place is in the site's own name
    return None
