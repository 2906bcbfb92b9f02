"""How many and who, read from a passage's words by the rules' own number reader and lexicon, never from the model.

The model only points: "count_words" and "people_words" are stretches of the passage. What they count is read from the
passage around them, so that "nine" of "at least nine" is nine or more, by the chosen conventions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.numbers import Number, NumberReader
from daftar.extract.rules.phrases import People, find_people
from daftar.extract.rules.tokens import Tokens, tokenise
from daftar.model import Count, Group

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.codebook.conventions import Conventions
    from daftar.model import Passage, Quote

__all__ = ["Counted", "PassageWords", "outcomes_worded"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a stretch counts: the count with its words and whom it counts; ``group`` None where no noun is known.

    ``start`` and ``end`` are where the words stand in the passage.
    """

    count: Count | None
    worded: str
    group: Group | None
    start: int
    end: int


class PassageWords:
    """The number and people phrases of one passage."""

    def __init__(self, passage: Passage, times: Sequence[Quote], rules: Conventions) -> None:
        words, start = lexicon("en"), passage.start
        self._tokens: Tokens = tokenise(
            passage.text, words, [(t.start - start, t.end - start) for t in times]
        )
        self._numbers = NumberReader(rules).find(self._tokens)
        self._people = find_people(self._tokens, self._numbers, words, rules)

    def counted(self, start: int, end: int) -> list[Counted]:
        """What is counted in or across the stretch from ``start`` to ``end`` of the passage, in order, numbers first."""
        numbers = [n for n in self._numbers if self._meets(n, start, end)]
        if numbers:
            return [self._of_number(number) for number in numbers]
        people = [p for p in self._people if self._meets(p, start, end)]
        return [self._of_people(one) for one in people if one.count is not None]

    def people(self, start: int, end: int) -> list[Counted]:
        """The people phrases in or across the stretch, in order: known nouns before mere capitalised words."""
        found = [p for p in self._people if self._meets(p, start, end)]
        sure = [p for p in found if not p.weak]
        return [self._of_people(one) for one in sure or found]

    def _meets(self, phrase: Number | People, start: int, end: int) -> bool:
        return self._tokens.starts[phrase.first] < end and self._tokens.ends[phrase.last - 1] > start

    def _of_number(self, number: Number) -> Counted:
        around = next((p for p in self._people if p.first <= number.first and number.last <= p.last), None)
        if around is not None:
            return self._of_people(around)
        first, last = self._tokens.starts[number.first], self._tokens.ends[number.last - 1]
        return Counted(
            count=number.count, worded=self._tokens.text[first:last], group=None, start=first, end=last
        )

    def _of_people(self, people: People) -> Counted:
        first, last = self._tokens.starts[people.first], self._tokens.ends[people.last - 1]
        known = not people.weak and not people.anaphor
        return Counted(
            count=people.count,
            worded=self._tokens.text[first:last],
            group=people.group(self._tokens) if known else None,
            start=first,
            end=last,
        )


def outcomes_worded(words: str) -> set[str]:
    """The outcomes that the lexicon knows for the words of a phrase; empty where it knows none of them."""
    known = lexicon("en")
    tokens = tokenise(words, known)
    return {known.outcomes[word] for word in tokens.lower if word in known.outcomes}
