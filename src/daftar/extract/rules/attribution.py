"""Who says a thing: the chain of origins from the report's publisher to the root, read from the prose.

Nothing is parsed until it is asked for. A sentence is parsed once; a pronoun, a short name or "the group" makes the
index look back through earlier sentences (and, for names, anywhere in the report) only as far as needed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.extract.rules.antecedents import Antecedents
from daftar.extract.rules.evidence import read_evidence
from daftar.extract.rules.heard import Speeches
from daftar.extract.rules.nearby import quote_at
from daftar.extract.rules.opening import opening_of
from daftar.extract.rules.quotations import quotations
from daftar.extract.rules.source_tables import load
from daftar.extract.rules.sources import key_of
from daftar.model import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.extract.rules.cues import Cue
    from daftar.extract.rules.heard import Heard
    from daftar.extract.rules.quotations import Quotation
    from daftar.extract.rules.sources import SourceWords
    from daftar.extract.rules.speech import Speech
    from daftar.model import Evidence, Passage, Report


__all__ = ["AttributionIndex", "attribute"]

_CREDIT = re.compile(
    r"(?:[-–—/|]\s*|[(\[]\s*(?:photos?|image|picture|credit|source|file photo|video)?\s*(?:[:/by-]+)?\s*|"
    r"\b(?:photos?|image|picture|credit|source)\s*(?:[:/]|by|courtesy of)\s*)([^()\[\]]{2,60}?)\s*[)\]]?\.?\s*$",
    re.IGNORECASE,
)
# "REUTERS/Ann Lee", "AFP PHOTO / Ann Lee"
_AGENCY = re.compile(r"\b([A-Z]{2,}(?: [A-Z]{2,})?)(?=/| PHOTO)")


def attribute(
    report: Report,
    passages: Sequence[Passage],
    *,
    lexicon: SourceWords | None = None,
    memo: Heard | None = None,
) -> AttributionIndex:
    """An index of who says what in ``report``, whose ``passages`` are in text order. Cheap: nothing is read yet.

    ``memo`` keeps what was read in a sentence for the next report that has it.
    """
    return AttributionIndex(report, passages, lexicon if lexicon is not None else load("en"), memo)


class AttributionIndex:
    """Answers, for stretches of one report, who says them. Made by :func:`attribute`."""

    __slots__ = ("_lexicon", "_opening", "_passages", "_quotations", "_report", "_speeches", "_who")

    def __init__(
        self,
        report: Report,
        passages: Sequence[Passage],
        lexicon: SourceWords,
        memo: Heard | None = None,
    ) -> None:
        self._report = report
        self._passages = passages
        self._lexicon = lexicon
        self._speeches = Speeches(passages, lexicon, memo)
        self._who = Antecedents(report, self._speeches, lexicon, memo)
        self._opening: tuple[Origin, ...] | None = None
        self._quotations: tuple[Quotation, ...] | None = None

    def chain(self, passage_index: int, start: int, end: int) -> tuple[Origin, ...]:
        """The origins of ``text[start:end]`` of the passage's part, publisher first, root last.

        Empty where the report has no publisher and the words name no speaker.
        """
        passage = self._passages[passage_index]
        links = list(self._credits(passage))
        links.extend(self._speakers(passage_index, start, end))
        return _without_repeats(links)

    def manner(self, passage_index: int, start: int, end: int) -> str | None:
        """How the nearest speaker puts the stretch: said, claimed, denied, admitted, confirmed, accused, counted ...

        None where only the publisher speaks.
        """
        passage = self._passages[passage_index]
        speech = self._speeches.read(passage_index)
        scope = speech.at(start - passage.start, end - passage.start) if speech is not None else None
        if speech is None or scope is None:
            return None
        return speech.cues[scope.cues[-1]].manner

    def evidence(self, passage_index: int) -> tuple[Evidence, ...]:
        """The material that the passage points to, and what it says of its checking."""
        return read_evidence(self._passages[passage_index], self._lexicon)

    def _credits(self, passage: Passage) -> tuple[Origin, ...]:
        if self._opening is None:
            self._opening = opening_of(self._report, self._passages, self._lexicon)
        if passage.kind != "caption":
            return self._opening
        first = self._opening[:1] if self._report.publisher else ()
        credit = _caption_credit(passage, self._lexicon)
        return (*first, credit) if credit is not None else first

    def _speakers(self, i: int, start: int, end: int) -> Iterator[Origin]:
        passage = self._passages[i]
        speech = self._speeches.read(i)
        if speech is not None:
            scope = speech.at(start - passage.start, end - passage.start)
            if scope is not None:
                yield from self._links(i, speech, scope.cues)
                return
        if passage.part == "text":
            yield from self._quoted(i, start)

    def _links(self, i: int, speech: Speech, cues: Sequence[int]) -> Iterator[Origin]:
        for number in cues:
            cue = speech.cues[number]
            if cue.audience is not None and cue.audience.form != "pronoun":
                told = self._who.origin(i, cue.audience, number)
                if told is not None:
                    yield told if told.kind != "media" else _as_outlet(told)
            origin = self._who.speaker(i, number)
            if origin is not None:
                yield origin

    def _quoted(self, i: int, start: int) -> Iterator[Origin]:
        """The speaker of a quotation that ``start`` stands in, named in a neighbouring sentence."""
        text = self._report.text
        if self._quotations is None:
            self._quotations = quotations(text, self._passages)
        for quotation in self._quotations:
            if quotation.start <= start < quotation.end:
                cue = self._cue_of(quotation, i)
                if cue is not None:
                    speech = self._speeches.read(cue[0])
                    assert speech is not None
                    yield from self._links(cue[0], speech, (cue[1],))
                return
            if quotation.start > start:
                return

    def _cue_of(self, quotation: Quotation, i: int) -> tuple[int, int] | None:
        """Passage and number of the cue that stands beside ``quotation``: behind it, else before it."""
        near: tuple[int, int] | None = None
        for j in range(max(0, i - 6), min(len(self._passages), i + 7)):
            passage = self._passages[j]
            if passage.part != "text" or passage.start > quotation.end + 3:
                continue
            speech = self._speeches.read(j)
            for k, cue in enumerate(speech.cues if speech is not None else ()):
                at = passage.start + cue.start
                if quotation.end <= at <= quotation.end + 4:
                    return j, k
                gap = quotation.start - (passage.start + cue.end)
                if gap >= 0 and _continues(self._report.text, passage.start + cue.end, quotation.start, cue):
                    near = (j, k)
        return near


def _continues(text: str, cue_end: int, opening: int, cue: Cue) -> bool:
    """Whether a quotation that opens at ``opening`` goes on right behind the cue's sentence."""
    between = text[cue_end:opening]
    return (
        len(between) < 160
        and "\n\n" not in between.strip(' \n\t."”,:')
        and not re.search(r"\w", between)
        and not cue.inner
    )


def _as_outlet(origin: Origin) -> Origin:
    """The outlet, not its reporter, is the link that was told."""
    return Origin(kind="media", name=origin.organisation or origin.name, quote=origin.quote)


def _without_repeats(links: Sequence[Origin]) -> tuple[Origin, ...]:
    kept: list[Origin] = []
    for link in links:
        if not any(_same(link, earlier) for earlier in kept):
            kept.append(link)
    return tuple(kept)


def _same(link: Origin, earlier: Origin) -> bool:
    if link.name is None or earlier.name is None:
        return False
    return key_of(link.name) == key_of(earlier.name)


def _caption_credit(passage: Passage, lexicon: SourceWords) -> Origin | None:
    entry, span = None, (0, 0)
    for pattern in (_CREDIT, _AGENCY):
        found = pattern.search(passage.text)
        if entry is not None or found is None:
            continue
        span, entry = found.span(1), lexicon.lookup(found.group(1))
        if entry is None and (inner := list(lexicon.credit.finditer(passage.text, span[0]))):
            span, entry = inner[-1].span(), lexicon.lookup(inner[-1].group())
    if entry is None:
        return None
    return Origin(kind=entry.kind, name=entry.name, quote=quote_at(passage, *span))
