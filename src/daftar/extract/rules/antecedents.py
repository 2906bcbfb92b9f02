"""Whom a mention of a speaker stands for: a name in full, a pronoun or "the group" by what was said before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.extract.rules.names import Names
from daftar.extract.rules.nearby import quote_at
from daftar.model import Origin

if TYPE_CHECKING:
    from daftar.extract.rules.heard import Heard, Speeches
    from daftar.extract.rules.mentions import Mention
    from daftar.extract.rules.sources import SourceWords
    from daftar.model import Quote, Report

__all__ = ["Antecedents"]

_LOOK_BACK = 12  # passages
_PERSON_OF = re.compile(r"((?:[A-Z][\w'’-]+ ){1,4}[A-Z][\w'’-]+) of the ([A-Z][^,;]+)")
_PLURAL = frozenset({"they"})
_HUMAN = frozenset({"he", "she"})


class Antecedents:
    """The speakers of one report, each as the origin that it is. Looks back through the report only as far as needed."""

    __slots__ = ("_lexicon", "_named_best", "_names", "_resolved", "_speeches")

    def __init__(self, report: Report, speeches: Speeches, lexicon: SourceWords, memo: Heard | None) -> None:
        self._speeches = speeches
        self._lexicon = lexicon
        self._resolved: dict[tuple[int, int], Origin | None] = {}
        self._named_best: dict[tuple[object, ...], Mention | None] = {}
        self._names = Names(report.text, lexicon, None if memo is None else memo.people)

    def speaker(self, i: int, number: int) -> Origin | None:
        """The resolved speaker of cue ``number`` of passage ``i``."""
        at = (i, number)
        if at not in self._resolved:
            self._resolved[at] = None  # a chain of pronouns that leads back to itself names nobody
            speech = self._speeches.read(i)
            assert speech is not None
            self._resolved[at] = self.origin(i, speech.cues[number].speaker, number)
        return self._resolved[at]

    def origin(self, i: int, mention: Mention, number: int) -> Origin | None:
        """Whom ``mention``, of cue ``number`` of passage ``i``, stands for."""
        quote = quote_at(self._speeches.passages[i], mention.start, mention.end)
        if self._lexicon.own_records.match(quote.text.lower()) is not None:
            return None  # "our monitors found": the publisher itself
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
        for j, passage in enumerate(self._speeches.passages):
            if name not in passage.text or passage.part != "text":
                continue
            speech = self._speeches.read(j)
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
            if self._speeches.passages[j].part != self._speeches.passages[i].part:
                break
            speech = self._speeches.read(j)
            if speech is None:
                continue
            last = number if j == i else len(speech.cues)
            for k in range(last - 1, -1, -1):
                cue = speech.cues[k]
                if not self._fits(mention, cue.speaker):
                    continue
                origin = self.speaker(j, k)
                if origin is not None and (origin.name or origin.organisation):
                    return origin
        return self._named_nearby(i, mention) if mention.form == "description" else None

    def _named_nearby(self, i: int, mention: Mention) -> Origin | None:
        """The known body, no speaker itself, that "the group" takes up: the last one named before it."""
        kinds = self._lexicon.descriptions.get(mention.head)
        if kinds is None:
            return None
        part = self._speeches.passages[i].part
        for j in range(i, max(-1, i - 3), -1):
            passage = self._speeches.passages[j]
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
