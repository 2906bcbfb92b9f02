"""One passage with what is asked of it at most once: its times, places, tokens, speakers and material shown."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from daftar.extract.rules.days import event_times
from daftar.extract.rules.judging import names_in
from daftar.extract.rules.tokens import Tokens, tokenise
from daftar.languages.proceedings import deed_times
from daftar.model import Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.base import Mentions
    from daftar.extract.rules.attribution import AttributionIndex
    from daftar.extract.rules.judging import NamesIn
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.means import Found, Means
    from daftar.memo import Memo
    from daftar.model import Evidence, Origin, Passage, Perpetrator, PlaceMention, Report

__all__ = ["Names", "Told"]

# The names in a sentence, by its words and where its times stand.
Names: TypeAlias = "Memo[tuple[str, tuple[tuple[int, int], ...]], NamesIn]"


class Told:
    """One passage with what is asked of it at most once: its times, places, speakers and material shown."""

    def __init__(
        self,
        report: Report,
        passage: Passage,
        index: int,
        mentions: Mentions,
        said: AttributionIndex,
        words: Lexicon,
        means: Means,
        names: Names,
    ) -> None:
        self._names = names
        self._words = words
        self._means = means
        self.report = report
        self.passage = passage
        self.index = index
        self.said = said
        self._mentions = mentions
        self.whole = Quote(start=passage.start, end=passage.end, text=passage.text, part=passage.part)

    @cached_property
    def times(self) -> Sequence[Quote]:
        """The time expressions of the passage, as worded."""
        return self._mentions.times(self.passage)

    @cached_property
    def days(self) -> Sequence[Quote]:
        """Those that can be the day of what is told, not of the telling."""
        return event_times(self.passage, self.times)

    @cached_property
    def deed_days(self) -> Sequence[Quote]:
        """Those of them that can be the day of a killing, not of the arrest or the trial that followed."""
        return deed_times(self.passage, self.days)

    @cached_property
    def places(self) -> Sequence[PlaceMention]:
        """The places, without those that only say where another one lies."""
        found = self._mentions.places(self.passage)
        inside = {(q.start, q.end) for mention in found for q in mention.within}
        # "Khan X in Y province" is one place: Y only says where it lies
        return [m for m in found if (m.quote.start, m.quote.end) not in inside] if inside else found

    @cached_property
    def tokens(self) -> Tokens:
        """The words with their classes; time expressions are one token each."""
        start = self.passage.start
        return tokenise(
            self.passage.text, self._words, [(t.start - start, t.end - start) for t in self.times]
        )

    @cached_property
    def named(self) -> NamesIn:
        """The names in the passage, remembered by its words."""
        key = self.passage.text, self.spans(self.times)
        known = self._names.get(key)
        if known is None:
            known = names_in(self.tokens)
            self._names.keep(key, known)
        return known

    @cached_property
    def found(self) -> Found:
        """The phrases of method, target and scope that the passage words."""
        return self._means.read(self.passage.text.lower().replace("\n", " "))

    @cached_property
    def perpetrators(self) -> tuple[Perpetrator, ...]:
        """Who is said to have done it."""
        return self._means.perpetrators(self.passage, self.tokens)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The material that the passage points to."""
        return self.said.evidence(self.index)

    def origin(self, start: int, end: int) -> tuple[Origin, ...]:
        """Who says the stretch from ``start`` to ``end``, publisher first."""
        return self.said.chain(self.index, start, end)

    def spans(self, quotes: Sequence[Quote]) -> tuple[tuple[int, int], ...]:
        """Where ``quotes`` stand in the passage."""
        start = self.passage.start
        return tuple([(q.start - start, q.end - start) for q in quotes])
