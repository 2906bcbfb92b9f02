"""What a headline names as its matter, for reports that claim nothing of it: "Mill Lane shooter sentenced to life".

Pages come without their story, and late reports tell of the trial alone. What they are about has still happened: an attack
without figures, which other reports tell of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.nearby import near_time, place_behind, quote_at
from daftar.languages import load
from daftar.model import Claim

if TYPE_CHECKING:
    from daftar.extract.rules.told import Told

__all__ = ["headline", "names_a_deed"]

_CONFIDENCE = 0.5  # it is not said what happened


@dataclass(frozen=True, slots=True)
class _Words:
    deed: re.Pattern[str]
    things: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = load("en", "headlines")
    deeds = "|".join(
        re.escape(w).replace(r"\ ", r"[\s-]") for w in sorted(data["deeds"], key=len, reverse=True)
    )
    return _Words(
        re.compile(rf"\b(?:{deeds})\b(?P<behind>[\s-]+[\w']+)?", re.IGNORECASE), frozenset(data["things"])
    )


def names_a_deed(title: str) -> tuple[int, int] | None:
    """Where ``title`` names what was done; None where it names nothing of the kind."""
    words = _words()
    for match in words.deed.finditer(title):
        if (match["behind"] or "").strip(" -").casefold() not in words.things:
            return match.start(), match.start("behind") if match["behind"] else match.end()
    return None


def headline(told: Told, at: tuple[int, int], number: int, methods: list[str], extractor: str) -> Claim:
    """The claim, the report's ``number``-th, that what the title ``told`` names ``at`` some offsets was done."""
    quote = quote_at(told.passage, *at)
    return Claim(
        id=f"{told.report.id}#c{number}",
        report=told.report.id,
        kind="attack",
        quote=quote,
        passage=told.whole,
        extractor=extractor,
        origin=told.origin(quote.start, quote.end),
        place=place_behind(quote, told.places),
        time=near_time(quote.start, told.deed_days),
        method=told.found.first("method", methods),
        confidence=_CONFIDENCE,
    )
