"""One passage with what is asked of it at most once: its times, places, tokens, speakers and material shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, overload

from daftar.extract.rules.ages import age_cells
from daftar.extract.rules.days import event_times
from daftar.extract.rules.judging import names_in
from daftar.extract.rules.nearby import without_seas
from daftar.extract.rules.tokens import Tokens, tokenise
from daftar.languages.proceedings import deed_times
from daftar.languages.telling import away, hit_there, told_from
from daftar.model import Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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

_T = TypeVar("_T")


class _once(Generic[_T]):  # noqa: N801 - used as a decorator
    """A property asked for at most once, like ``functools.cached_property`` without its lock: passages have one reader."""

    def __init__(self, find: Callable[[Any], _T]) -> None:
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, told: None, owner: object) -> _once[_T]: ...
    @overload
    def __get__(self, told: Told, owner: object) -> _T: ...
    def __get__(self, told: Told | None, owner: object) -> _once[_T] | _T:
        if told is None:
            return self
        found = told.__dict__[self._name] = self._find(told)
        return found


class Told:
    """One passage with what is asked of it at most once: its times, places, speakers and material shown.

    ``shows`` is whether words of material stand in it.
    """

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
        *,
        shows: bool = True,
    ) -> None:
        self._shows = shows
        self._names = names
        self._words = words
        self._means = means
        self.report = report
        self.passage = passage
        self.index = index
        self.said = said
        self._mentions = mentions
        self.whole = Quote(start=passage.start, end=passage.end, text=passage.text, part=passage.part)

    @_once
    def ages(self) -> tuple[tuple[int, int], ...]:
        """Where in the passage cells of a table hold ages, in characters of the passage."""
        if self.passage.part != "text":
            return ()
        start, end = self.passage.start, self.passage.end
        return tuple((a - start, b - start) for a, b in age_cells(self.report.text, start, end))

    @_once
    def times(self) -> Sequence[Quote]:
        """The time expressions of the passage, as worded."""
        return self._mentions.times(self.passage)

    @_once
    def days(self) -> Sequence[Quote]:
        """Those that can be the day of what is told, not of the telling."""
        return event_times(self.passage, self.times)

    @_once
    def deed_days(self) -> Sequence[Quote]:
        """Those of them that can be the day of a killing, not of the arrest or the trial that followed."""
        return deed_times(self.passage, self.days)

    @_once
    def places(self) -> Sequence[PlaceMention]:
        """The places, without those that only say where another one lies, or where somebody spoke."""
        found = told_from(self.passage, self._mentions.places(self.passage))
        found = without_seas(self.passage, found)
        if len(found) > 1:  # a place of the telling or of the care comes last
            aside = away(self.passage, [m.quote for m in found])
            found = [m for m in found if m.quote.start not in aside] or found
        inside = {(q.start, q.end) for mention in found for q in mention.within}
        # "Khan X in Y province" is one place: Y only says where it lies
        return [m for m in found if (m.quote.start, m.quote.end) not in inside] if inside else found

    @_once
    def tokens(self) -> Tokens:
        """The words with their classes; time expressions are one token each."""
        start = self.passage.start
        return tokenise(
            self.passage.text,
            self._words,
            [(t.start - start, t.end - start) for t in self.times],
            self._mentions.given_name,
        )

    @_once
    def named(self) -> NamesIn:
        """The names in the passage, remembered by its words."""
        key = self.passage.text, self.spans(self.times)
        known = self._names.get(key)
        if known is None:
            known = names_in(self.tokens)
            self._names.keep(key, known)
        return known

    @_once
    def found(self) -> Found:
        """The phrases of method, target and scope that the passage words."""
        lower = self.passage.text.lower().replace("\n", " ")
        found = self._means.read(lower)
        if targets := found.tables.get("target"):
            found.tables["target"] = hit_there(lower, targets)
        return found

    @_once
    def method(self) -> str | None:
        """How it was done, by the passage's own words."""
        return self.found.first("method", self._means.method_order)

    @_once
    def target(self) -> str | None:
        """What was hit, by the passage's own words."""
        return self.found.first("target", self._means.target_order)

    @_once
    def perpetrators(self) -> tuple[Perpetrator, ...]:
        """Who is said to have done it."""
        return self._means.perpetrators(self.passage, self.tokens)

    @_once
    def evidence(self) -> tuple[Evidence, ...]:
        """The material that the passage points to."""
        return self.said.evidence(self.index) if self._shows else ()

    def origin(self, start: int, end: int) -> tuple[Origin, ...]:
        """Who says the stretch from ``start`` to ``end``, publisher first."""
        return self.said.chain(self.index, start, end)

    def spans(self, quotes: Sequence[Quote]) -> tuple[tuple[int, int], ...]:
        """Where ``quotes`` stand in the passage."""
        start = self.passage.start
        return tuple([(q.start - start, q.end - start) for q in quotes])
