"""Who says a thing: the chain of origins from the report's publisher to the root, read from the prose.

Nothing is parsed until it is asked for. A sentence is parsed once; a pronoun, a short name or "the group" makes the
index look back through earlier sentences (and, for names, anywhere in the report) only as far as needed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.extract.rules.evidence import read_evidence
from daftar.extract.rules.names import Names
from daftar.extract.rules.opening import opening_of
from daftar.extract.rules.quotations import quotations
from daftar.extract.rules.source_tables import load
from daftar.extract.rules.sources import key_of
from daftar.extract.rules.speech import Speech, read_speech
from daftar.memo import Memo
from daftar.model import Origin, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.extract.rules.cues import Cue
    from daftar.extract.rules.mentions import Mention
    from daftar.extract.rules.names import People
    from daftar.extract.rules.quotations import Quotation
    from daftar.extract.rules.sources import SourceWords
    from daftar.model import Evidence, Passage, Report


__all__ = ["AttributionIndex", "Heard", "attribute"]

_LOOK_BACK = 12
_CREDIT = re.compile(
    r"(?:[-–—/|]\s*|[(\[]\s*(?:photos?|image|picture|credit|source|file photo|video)?\s*(?:[:/by-]+)?\s*|"
    r"\b(?:photos?|image|picture|credit|source)\s*(?:[:/]|by|courtesy of)\s*)([^()\[\]]{2,60}?)\s*[)\]]?\.?\s*$",
    re.IGNORECASE,
)
_PERSON_OF = re.compile(r"((?:[A-Z][\w'’-]+ ){1,4}[A-Z][\w'’-]+) of the ([A-Z][^,;]+)")
_PLURAL = frozenset({"they"})
# "REUTERS/Ann Lee", "AFP PHOTO / Ann Lee"
_AGENCY = re.compile(r"\b([A-Z]{2,}(?: [A-Z]{2,})?)(?=/| PHOTO)")
_HUMAN = frozenset({"he", "she"})


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


class Heard:
    """What sentences say of who speaks, kept for reports to come: at most ``size`` sentences."""

    __slots__ = ("people", "speeches")

    def __init__(self, size: int) -> None:
        # by the words and whether they are a heading; alone in a tuple, for it may be None
        self.speeches: Memo[tuple[str, bool], tuple[Speech | None]] = Memo(size)
        self.people: People = Memo(size)


class AttributionIndex:
    """Answers, for stretches of one report, who says them. Made by :func:`attribute`."""

    __slots__ = (
        "_aka",
        "_lexicon",
        "_memo",
        "_named_best",
        "_names",
        "_opening",
        "_passages",
        "_quotations",
        "_report",
        "_resolved",
        "_speech",
    )

    def __init__(
        self,
        report: Report,
        passages: Sequence[Passage],
        lexicon: SourceWords,
        memo: Heard | None = None,
    ) -> None:
        self._report = report
        self._memo = memo
        self._passages = passages
        self._lexicon = lexicon
        self._speech: dict[int, Speech | None] = {}
        self._resolved: dict[tuple[int, int], Origin | None] = {}
        self._named_best: dict[tuple[object, ...], Mention | None] = {}
        self._opening: tuple[Origin, ...] | None = None
        self._quotations: tuple[Quotation, ...] | None = None
        self._names = Names(report.text, lexicon, None if memo is None else memo.people)

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
        speech = self._read(passage_index)
        scope = speech.at(start - passage.start, end - passage.start) if speech is not None else None
        if speech is None or scope is None:
            return None
        return speech.cues[scope.cues[-1]].manner

    def evidence(self, passage_index: int) -> tuple[Evidence, ...]:
        """The material that the passage points to, and what it says of its checking."""
        return read_evidence(self._passages[passage_index], self._lexicon)

    def _read(self, i: int) -> Speech | None:
        try:
            return self._speech[i]
        except KeyError:
            passage = self._passages[i]
            heading = passage.kind in {"title", "heading"}
            known = None if self._memo is None else self._memo.speeches.get((passage.text, heading))
            if known is not None:
                speech = known[0]
            else:
                speech = read_speech(passage.text, self._lexicon, heading=heading)
                if self._memo is not None:
                    self._memo.speeches.keep((passage.text, heading), (speech,))
            self._speech[i] = speech
            return speech

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
        speech = self._read(i)
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
                told = self._origin(i, cue.audience, number)
                if told is not None:
                    yield told if told.kind != "media" else _as_outlet(told)
            origin = self._speaker(i, number)
            if origin is not None:
                yield origin

    def _speaker(self, i: int, number: int) -> Origin | None:
        """The resolved speaker of cue ``number`` of passage ``i``."""
        at = (i, number)
        if at not in self._resolved:
            self._resolved[at] = None  # a chain of pronouns that leads back to itself names nobody
            speech = self._read(i)
            assert speech is not None
            self._resolved[at] = self._origin(i, speech.cues[number].speaker, number)
        return self._resolved[at]

    def _origin(self, i: int, mention: Mention, number: int) -> Origin | None:
        quote = self._quote(i, mention)
        if mention.form == "pronoun":
            found = self._antecedent(i, number, mention)
            return _renewed(found, quote) if found else Origin(kind="unknown", quote=quote)
        if mention.form == "person":
            return self._person(mention, quote)
        if mention.form == "body":
            name, kind = self._names.body(mention)
            return Origin(kind=kind, name=name, quote=quote)
        if mention.definite and mention.org is None:
            found = self._antecedent(i, number, mention)
            if found is not None:
                return _renewed(found, quote)
        if (
            mention.kind == "monitor"
            and mention.org is None
            and (only := self._names.only_monitor()) is not None
        ):
            return Origin(kind="monitor", name=only, quote=quote)
        org, kind = self._names.organisation(mention)
        name = mention.words
        if org is None and (member := _PERSON_OF.fullmatch(name)) is not None:
            entry = self._lexicon.lookup(member[2])  # "Khaled Barmada of the Civil Defence"
            if entry is not None:
                name, org = member[1], entry.name
        return Origin(kind=kind, name=name, organisation=org, quote=quote)

    def _quote(self, i: int, mention: Mention) -> Quote:
        passage = self._passages[i]
        return Quote(
            start=passage.start + mention.start,
            end=passage.start + mention.end,
            text=passage.text[mention.start : mention.end],
            part=passage.part,
        )

    def _person(self, mention: Mention, quote: Quote) -> Origin:
        name = mention.name or mention.words
        best = mention
        if mention.org is None or " " not in name:
            best = self._fuller(mention)
        if best.form == "body":
            body, kind = self._names.body(best)
            return Origin(kind=kind, name=body, quote=quote)
        org, kind = self._names.organisation(best)
        if org is None and mention.org is not None:
            org, kind = self._names.organisation(mention)
        if kind == "unknown":
            kind = mention.kind
        return Origin(kind=kind, name=best.name or name, organisation=org, quote=quote)

    def _fuller(self, mention: Mention) -> Mention:
        """The naming of the same person, elsewhere in the report, that says most: full name and body."""
        name = mention.name or mention.words
        key = name, mention.form, mention.kind, mention.org
        if key not in self._named_best:  # a spokesman is quoted often: look through the report for him once
            best = self._look_for(mention, name)
            self._named_best[key] = None if best is mention else best
        return self._named_best[key] or mention

    def _look_for(self, mention: Mention, name: str) -> Mention:
        best = mention
        for j, passage in enumerate(self._passages):
            if name not in passage.text or passage.part != "text":
                continue
            speech = self._read(j)
            for cue in speech.cues if speech is not None else ():
                best = _better(best, cue.speaker, name)
            if best.org is None:
                best = _better(best, self._names.person_in(passage.text, name), name)
            if best.org is not None and " " in (best.name or ""):
                break
        return best

    def _antecedent(self, i: int, number: int, mention: Mention) -> Origin | None:
        """The earlier speaker that a pronoun or a description with "the" takes up, nearest first."""
        for j in range(i, max(-1, i - _LOOK_BACK), -1):
            if self._passages[j].part != self._passages[i].part:
                break
            speech = self._read(j)
            if speech is None:
                continue
            last = number if j == i else len(speech.cues)
            for k in range(last - 1, -1, -1):
                cue = speech.cues[k]
                if not self._fits(mention, cue.speaker):
                    continue
                origin = self._speaker(j, k)
                if origin is not None and (origin.name or origin.organisation):
                    return origin
        return self._named_nearby(i, mention) if mention.form == "description" else None

    def _named_nearby(self, i: int, mention: Mention) -> Origin | None:
        """The known body, no speaker itself, that "the group" takes up: the last one named before it."""
        kinds = self._lexicon.descriptions.get(mention.head)
        if kinds is None:
            return None
        part = self._passages[i].part
        for j in range(i, max(-1, i - 3), -1):
            passage = self._passages[j]
            if passage.part != part:
                break
            stop = mention.start if j == i else len(passage.text)
            for found in reversed(list(self._lexicon.institution.finditer(passage.text, 0, stop))):
                entry = self._lexicon.lookup(found.group())
                if entry is not None and entry.kind in kinds:
                    return Origin(kind=entry.kind, name=entry.name)
        return None

    def _fits(self, mention: Mention, earlier: Mention) -> bool:
        if earlier.form == "pronoun":
            return earlier.head == mention.head
        if mention.form == "pronoun":
            return self._pronoun_fits(mention.head, earlier)
        if _singular(earlier.head) == _singular(mention.head):
            return earlier.form != "description" or not earlier.definite or earlier.org is not None
        kinds = self._lexicon.descriptions.get(mention.head)
        if kinds is None or earlier.form == "person":
            return False
        return earlier.form == "body" and ("*" in kinds or self._names.body(earlier)[1] in kinds)

    def _pronoun_fits(self, pronoun: str, earlier: Mention) -> bool:
        person = earlier.form == "person" or (
            earlier.form == "description" and (earlier.role or _single(earlier))
        )
        if pronoun in _HUMAN:
            other = self._lexicon.words["she" if pronoun == "he" else "he"]
            return (
                person
                and earlier.head not in other
                and earlier.words.split()[0].lower().strip(".") not in other
            )
        if pronoun in _PLURAL:
            return not person
        return not person or earlier.kind == "monitor"

    def _quoted(self, i: int, start: int) -> Iterator[Origin]:
        """The speaker of a quotation that ``start`` stands in, named in a neighbouring sentence."""
        text = self._report.text
        if self._quotations is None:
            self._quotations = quotations(text, self._passages)
        for quotation in self._quotations:
            if quotation.start <= start < quotation.end:
                cue = self._cue_of(quotation, i)
                if cue is not None:
                    speech = self._read(cue[0])
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
            speech = self._read(j)
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


def _singular(noun: str) -> str:
    return noun.removesuffix("s") if len(noun) > 3 else noun


def _single(mention: Mention) -> bool:
    return not mention.head.endswith("s") and mention.kind in {"unknown", "witness", "official", "family"}


def _renewed(origin: Origin, quote: Quote) -> Origin:
    return Origin(kind=origin.kind, name=origin.name, organisation=origin.organisation, quote=quote)


def _better(best: Mention, other: Mention | None, name: str) -> Mention:
    if other is None or other.form != "person" or other.name is None:
        return best
    if other.name != name and not other.name.endswith(f" {name}"):
        return best
    gains = (other.org is not None) - (best.org is not None)
    longer = len(other.name) > len(best.name or "")
    known = (other.kind != "unknown") - (best.kind != "unknown")
    return other if gains > 0 or (gains == 0 and (longer or known > 0)) else best


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
    start, end = span
    quote = Quote(
        start=passage.start + start, end=passage.start + end, text=passage.text[start:end], part=passage.part
    )
    return Origin(kind=entry.kind, name=entry.name, quote=quote)
