"""The day on which a report says that it happened: "the shooting happened Friday night", "the Dec. 3 shooting".

News tells who was hurt in one sentence and when in another; this reads the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.nearby import place_behind, quote_at
from daftar.languages import load
from daftar.languages.patterns import either
from daftar.model import Claim, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.told import Told
    from daftar.model import Passage

__all__ = ["Occurrence", "Occurrences", "occurrences"]

_REACH = 140  # characters between what happened and its day
_BREAK = re.compile(r"[;\"“”]|\.\s")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """That something happened on a day: offsets in the passage of the words, and the day's words."""

    start: int
    end: int
    time: Quote


class Occurrences:
    """Compiled from ``days.toml``."""

    def __init__(self, data: dict[str, list[str]]) -> None:
        self._happened = re.compile(
            rf"\b{either(data['deeds'])}\b[^.;\"“”]{{0,80}}?\b{either(data['happened'])}\b",
            re.IGNORECASE,
        )
        self._called = re.compile(
            rf"\b{either(data['who'])}\s+(?:(?:first|also|officers|deputies|were|had)\s+)?{either(data['called'])}\b",
            re.IGNORECASE,
        )
        self._deed = re.compile(rf"\b{either(data['named'])}\b", re.IGNORECASE)
        self.families = {name: data[name] for name in ("named", "happened", "who", "called")}
        self.triggers = sorted({w.split()[0] for w in (*data["named"], "happened", "occurred", "took place")})
        self.triggers += ["called", "dispatched", "responded", "was reported", "arrived"]

    def claim(self, told: Told, methods: list[str], extractor: str) -> Claim | None:
        """That something happened on a day, in a sentence that need not say to whom; None where it says no such thing."""
        found = self.find(told.passage, told.deed_days, told.times)
        if found is None:
            return None
        quote = quote_at(told.passage, found.start, found.end)
        return Claim(
            id="",
            report="",
            kind="attack",
            action="occurred",
            quote=quote,
            passage=told.whole,
            extractor=extractor,
            time=found.time,
            place=place_behind(quote, told.places),
            method=told.found.first("method", methods),
            confidence=0.8,
        )

    def find(self, passage: Passage, times: Sequence[Quote], worded: Sequence[Quote]) -> Occurrence | None:
        """The first day that ``passage`` says something happened on; None where it says none.

        ``times`` are those that can be a deed's; ``worded`` are all: a shooting "was reported" on the day it was done.
        """
        if not worded:
            return None
        text, base = passage.text, passage.start
        for pattern in (self._happened, self._called):
            for match in pattern.finditer(text):
                some = worded if match.group().lower().endswith("reported") else times
                near = _nearest(text, base, some, match.start(), match.end())
                if near is not None:
                    return _made(base, match.start(), match.end(), near)
        for match in self._deed.finditer(text):
            time = _joined(text, base, times, match.start(), match.end())
            if time is not None:
                return _made(base, match.start(), match.end(), time)
        return None


def _made(base: int, start: int, end: int, time: Quote) -> Occurrence:
    return Occurrence(min(start, time.start - base), max(end, time.end - base), time)


def _nearest(text: str, base: int, times: Sequence[Quote], start: int, end: int) -> Quote | None:
    """The time nearest to the words, behind them or before them in their sentence."""
    found: list[tuple[int, Quote]] = []
    for time in times:
        at, stop = time.start - base, time.end - base
        between = text[end:at] if at >= end else text[stop:start]
        if len(between) <= _REACH and not _BREAK.search(between):
            found.append((len(between), time))
    return min(found, key=lambda f: f[0])[1] if found else None


_BESIDE = re.compile(
    r"(?:'s|’s)?\s+(?:(?!(?:for|of|in|to|on|at|by|from|after|over|and|the|an?|with|when|as|before|about)\s)[\w'’.-]+\s+){0,3}$"
)
_BEHIND = re.compile(
    r"\s+(?:(?:at|in|near|outside|inside|on|of|off|along)\s+[^,.;\"“”]{2,70}?\s+)?(?:on\s+|early\s+|late\s+)?$"
)


def _joined(text: str, base: int, times: Sequence[Quote], start: int, end: int) -> Quote | None:
    """The time that belongs to the noun itself: "last Friday's shooting", "a shooting at a bar on Friday"."""
    for time in times:
        at, stop = time.start - base, time.end - base
        if stop <= start and _BESIDE.fullmatch(text, stop, start):
            return time
        if end <= at and _BEHIND.fullmatch(text, end, at):
            return time
    return None


@lru_cache(maxsize=4)
def occurrences(language: str = "en") -> Occurrences:
    """The compiled words of ``language``."""
    return Occurrences(load(language, "days")["occurrence"])
