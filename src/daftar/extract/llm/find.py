"""Finding what a model quotes: exactly, as whole words, where the claim is made or near it. Nothing is matched loosely."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.extract.llm.shown import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Failure", "Finder", "Found"]

_NEAR = 8  # passages on either side in which a place, a day or a weapon may still be told of the same event


class Failure(Exception):  # noqa: N818 - it never leaves this package; ground.py turns it into Rejected
    """Why a claim is rejected: the field that fails, one of Rejected's reasons, a sentence, the words said to be there."""

    def __init__(self, field: str, reason: str, why: str, words: str | None) -> None:
        super().__init__(why)
        self.field, self.reason, self.why, self.words = field, reason, why, words


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a passage as it was shown."""

    shown: Shown
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words as shown."""
        return self.shown.text[self.start : self.end]

    def away(self, start: int, end: int) -> int:
        """How many characters lie between this stretch and another of its passage; 0 where they meet."""
        return max(0, start - self.end, self.start - end)

    def hull(self, *others: Found | None) -> Found:
        """The stretch from the first to the last of all of them, which stand in one passage."""
        every = [self, *(one for one in others if one is not None)]
        return Found(self.shown, min(one.start for one in every), max(one.end for one in every))


class Finder:
    """Looks for quotes in the passages of a report as they were shown."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        self._shown = {one.number: one for one in shown}

    def quote(self, number: int, words: str) -> Found:
        """The quote of a claim: in the passage that is named, or in the only other one that has it. Raises Failure."""
        words = words.strip()
        if not words:
            raise Failure("quote", "incomplete", "it quotes nothing", None)
        named = self._shown.get(number)
        spans = named.spans(words) if named is not None else []
        if named is not None and len(spans) == 1:
            return Found(named, *spans[0])
        if not spans:  # small models miscount passages
            holders = [(one, found) for one in self._shown.values() if (found := one.spans(words))]
            if not holders:
                raise Failure("quote", "not_in_report", "these words do not stand in the report", words)
            if len(holders) == 1 and len(holders[0][1]) == 1:
                return Found(holders[0][0], *holders[0][1][0])
        raise Failure("quote", "ambiguous", "these words stand in several places", words)

    def inside(self, field: str, words: str, where: Found, *, nearest: Found | None = None) -> Found:
        """Words that belong to a quote: in it, else once in its passage. Raises Failure.

        Where they stand there several times, the place nearest to ``nearest`` is taken; without one they are ambiguous.
        """
        words = words.strip()
        spans = where.shown.spans(words)
        own = [(a, b) for a, b in spans if where.start <= a and b <= where.end]
        if not spans:
            raise Failure(field, "not_in_report", "these words do not stand in the passage", words)
        among = own or spans
        if len(among) > 1:
            if nearest is None:
                raise Failure(field, "ambiguous", "these words stand several times in what is quoted", words)
            among = sorted(among, key=lambda span: nearest.away(*span))
            if nearest.away(*among[0]) == nearest.away(*among[1]):
                raise Failure(field, "ambiguous", "these words stand twice, equally near", words)
        return Found(where.shown, *among[0])

    def near(self, field: str, words: str, where: Found, *, anywhere: bool = False) -> Found:
        """Words told of the same event: in the quote's passage, nearest to it, else in the nearest passage, the one
        before it first; the title counts as near. Raises Failure.
        """
        words = words.strip()
        own = where.shown.spans(words)
        if own:
            return Found(where.shown, *min(own, key=lambda span: (where.away(*span), span)))
        number = where.shown.number
        for one in sorted(self._shown.values(), key=lambda one: (abs(one.number - number), one.number)):
            near = anywhere or abs(one.number - number) <= _NEAR or one.passage.part == "title"
            if near and (spans := one.spans(words)):
                return Found(one, *(spans[-1] if one.number < number else spans[0]))
        raise Failure(field, "not_in_report", "these words do not stand near the claim in the report", words)
