"""The English rules extractor: passages that can hold harm are tokenised, read, and turned into claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ahocorasick_rs import AhoCorasick

from daftar.extract.rules.attribution import Heard, attribute
from daftar.extract.rules.days import event_times
from daftar.extract.rules.events import Event, events
from daftar.extract.rules.grammar import Hit, find_harm
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.means import means
from daftar.extract.rules.numbers import NumberReader
from daftar.extract.rules.people import name_victims, names_in
from daftar.extract.rules.phrases import find_people
from daftar.extract.rules.tokens import Tokens, tokenise
from daftar.memo import Memo, Template
from daftar.model import Claim, Quote

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Mentions
    from daftar.extract.rules.attribution import AttributionIndex
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.means import Found, Means
    from daftar.extract.rules.people import NamesIn
    from daftar.model import Evidence, Origin, Passage, Perpetrator, PlaceMention, Report

__all__ = ["RulesExtractor"]

NAME = "rules/en@1"
_NO_SINGLE_BLOW = (None, "armed_clash", "explosion", "execution", "abduction")
_WAR_TOLL = 1000  # so many by no named weapon are a war's dead, not an incident's
_HIT = frozenset(
    {"shot", "shoots", "shoot", "stabbed", "stabs"}
)  # whoever was shot is dead or hurt: the words leave it open
_SINCE = re.compile(
    r"\bsince\s+(?:the|it|its|they|their|last|late|early|mid)\b[^,;.\"”]{2,140}(?<!\s)", re.IGNORECASE
)
_SPEAKS = re.compile(r"\b(?:said|told|reported|added|according to)\b")  # what follows is another clause's
_SHOWN = ("video", "footage", "photo", "picture", "satellite", "images", "documents")
_NO_HIT = Hit("", None, 0, 0, 0, "event")
_KEPT = 2048  # sentences remembered: about 15 MB, filled within the first thousand reports
# What of a claim is the report's own, not its sentence's.
_GIVEN = ("id", "report", "passage", "origin", "event")
_FORM_CONFIDENCE = {"passive": 0.95, "active": 0.93, "toll": 0.92, "self": 0.9, "nominal": 0.85, "reduced": 0.88, "elliptical": 0.8, "among": 0.88}  # fmt: skip


# The names in a sentence, by its words and where its times stand.
Names: TypeAlias = "Memo[tuple[str, tuple[tuple[int, int], ...]], NamesIn]"


class _Told:
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
        return self._mentions.times(self.passage)

    @cached_property
    def days(self) -> Sequence[Quote]:
        return event_times(self.passage, self.times)

    @cached_property
    def places(self) -> Sequence[PlaceMention]:
        found = self._mentions.places(self.passage)
        inside = {(q.start, q.end) for mention in found for q in mention.within}
        # "Khan X in Y province" is one place: Y only says where it lies
        return [m for m in found if (m.quote.start, m.quote.end) not in inside] if inside else found

    @cached_property
    def tokens(self) -> Tokens:
        start = self.passage.start
        return tokenise(
            self.passage.text, self._words, [(t.start - start, t.end - start) for t in self.times]
        )

    @cached_property
    def named(self) -> NamesIn:
        key = self.passage.text, self.spans(self.times)
        known = self._names.get(key)
        if known is None:
            known = names_in(self.tokens)
            self._names.keep(key, known)
        return known

    @cached_property
    def found(self) -> Found:
        return self._means.read(self.passage.text.lower().replace("\n", " "))

    @cached_property
    def perpetrators(self) -> tuple[Perpetrator, ...]:
        return self._means.perpetrators(self.passage, self.tokens)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        return self.said.evidence(self.index)

    def origin(self, start: int, end: int) -> tuple[Origin, ...]:
        return self.said.chain(self.index, start, end)

    def spans(self, quotes: Sequence[Quote]) -> tuple[tuple[int, int], ...]:
        """Where ``quotes`` stand in the passage."""
        start = self.passage.start
        return tuple([(q.start - start, q.end - start) for q in quotes])


@dataclass(slots=True)
class _Draft:
    """A claim in the making, with the hit it came from and the passage's position."""

    claim: Claim
    hit: Hit
    passage: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a sentence claims wherever it stands: claims of harm first, then others. Nobody changes it.

    Each claim comes with its hit and the stretch whose speaker is the claim's origin. ``start`` is where the sentence
    stood when it was read.
    ``times`` and ``places`` are those it was read with, by offsets from its start; None where they were not asked for.
    ``apart`` says that its harm is another event's than the report's.
    """

    start: int
    claims: tuple[tuple[Template[Claim], Hit, int, int], ...]
    harms: int
    apart: bool
    times: tuple[tuple[int, int], ...] | None
    places: tuple[tuple[int, int], ...] | None

    def fits(self, told: _Told) -> bool:
        """Whether ``told`` has the same times and places in it: they are found by others, who may have changed."""
        return (self.times is None or self.times == told.spans(told.times)) and (
            self.places is None or self.places == told.spans([m.quote for m in told.places])
        )


class RulesExtractor:
    """Reads English reports by lexicon and grammar. The same report gives the same claims with the same ids."""

    def __init__(self, rules: Conventions) -> None:
        self.name = NAME
        self.rules = rules
        self._words = lexicon("en")
        self._means = means("en")
        self._numbers = NumberReader(rules)
        triggers = sorted(
            set(self._words.outcomes) | {"lives", "life", "toll", "remains", "casualt", "to death"}
        )
        self._gate = AhoCorasick(triggers)
        self._events = events("en")
        self._event_gate = AhoCorasick([*self._events.triggers, *_SHOWN])
        self._sentences: Memo[tuple[str, bool, bool], _Sentence] = Memo(_KEPT)
        self._heard = Heard(_KEPT)
        self._names: Names = Memo(_KEPT)

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> tuple[Claim, ...]:
        """The claims of ``report`` in text order."""
        harmful = self._gated(self._gate, report, passages)
        telling = self._gated(self._event_gate, report, passages)
        if not harmful and not telling:
            return ()
        said = attribute(report, passages, memo=self._heard)
        drafts: list[_Draft] = []
        told_of: dict[int, _Told] = {}

        def tell(index: int) -> _Told:
            if index not in told_of:
                told_of[index] = _Told(
                    report, passages[index], index, mentions, said, self._words, self._means, self._names
                )
            return told_of[index]

        for index in sorted(harmful | telling):
            told = tell(index)
            sentence, fresh = self._sentence(told, harmful=index in harmful, telling=index in telling)
            if sentence.claims:
                drafts.extend(_counted_from(_placed(sentence, told, drafts, fresh=fresh), told, tell))
        return name_victims(report.id, passages, [d.claim for d in drafts], tell, NAME, harmful)

    def _sentence(self, told: _Told, *, harmful: bool, telling: bool) -> tuple[_Sentence, bool]:
        """What the passage claims, remembered from when the same words were last read; and whether that is just now."""
        key = told.passage.text, harmful, telling
        known = self._sentences.get(key)
        if known is not None and known.fits(told):
            return known, False
        drafts = self._harm(told) if harmful else []
        harms = len(drafts)
        if telling:
            drafts += self._others(told, harm=bool(drafts))
        asked = told.__dict__
        known = _Sentence(
            start=told.passage.start,
            claims=tuple([(Template(d.claim, _GIVEN), d.hit, *_spoken(d)) for d in drafts]),
            harms=harms,
            apart=harms > 0 and bool(told.found.at("scope", "elsewhere")),
            times=told.spans(told.times) if "times" in asked else None,
            places=told.spans([m.quote for m in told.places]) if "places" in asked else None,
        )
        self._sentences.keep(key, known)
        return known, True

    @staticmethod
    def _gated(gate: AhoCorasick, report: Report, passages: Sequence[Passage]) -> set[int]:
        """The indexes of the passages that hold a trigger; the others are never tokenised."""
        found: set[int] = set()
        title = report.title is not None and bool(gate.find_matches_as_indexes(report.title.lower()))
        lower = report.text.lower()
        if len(lower) != len(report.text):
            return set(
                range(len(passages))
            )  # a letter that changes length in lower case would shift the offsets
        starts = [m[1] for m in gate.find_matches_as_indexes(lower)]
        at = 0
        for index, passage in enumerate(passages):
            if passage.part == "title":
                if title:
                    found.add(index)
                continue
            while at < len(starts) and starts[at] < passage.start:
                at += 1
            if at < len(starts) and starts[at] < passage.end and passage.kind != "header":
                found.add(index)
        return found

    def _harm(self, told: _Told) -> list[_Draft]:
        """Claims of harm, as far as the passage's own words make them: ids and origins are set when it is placed."""
        passage = told.passage
        tokens = told.tokens
        numbers = self._numbers.find(tokens)
        people = find_people(tokens, numbers, self._words, self.rules)
        hits = [h for h in find_harm(tokens, people, self._words) if h.people is not None]
        if not hits:
            return []
        found = told.found
        method = found.first("method", self._means.method_order)
        target = found.first("target", self._means.target_order)
        cumulative = _cumulative(found.at("scope", "cumulative"), tokens, hits)
        if method in _NO_SINGLE_BLOW:
            cumulative |= {k for k, h in enumerate(hits) if _size(h) >= _WAR_TOLL}
        _leave_out(hits, tokens, found.at("scope", "uncounted"))
        accident = method is None and bool(found.at("harmless", "accident"))
        drafts: list[_Draft] = []
        for order, hit in enumerate(hits):
            people_ = hit.people
            if people_ is None:
                continue
            quote = _quote(passage, tokens, hit.first, hit.last)
            moved = hit.outcome in ("displaced", "evacuated")
            claim = Claim(
                id="",
                report="",
                kind=_kind(hit, accident=accident),
                quote=quote,
                passage=told.whole,
                extractor=NAME,
                outcome=hit.outcome,
                count=hit.count or people_.count,
                count_worded=_worded(tokens, people_.first, people_.last),
                group=people_.group(tokens),
                polarity=hit.polarity,
                scope="cumulative" if order in cumulative else "incident",
                since=_since(passage, told.times) if order in cumulative else None,
                relation=hit.relation,
                action="shot" if tokens.lower[hit.verb] in _HIT and hit.outcome == "injured" else None,
                place=_near_place(passage, tokens, hit, hits, order, told.places),
                time=_near_time(passage.start + tokens.starts[hit.verb], told.days),
                method=method,
                target=target,
                destination=self._events.destination(passage) if moved else None,
                perpetrators=told.perpetrators,
                evidence=told.evidence,
                confidence=_FORM_CONFIDENCE.get(hit.form, 0.8),
            )
            drafts.append(_Draft(claim, hit, told.index))
        return drafts

    def _others(self, told: _Told, *, harm: bool) -> list[_Draft]:
        """Claims of attacks, control, agreements; and of material shown where the passage claims nothing else."""
        drafts: list[_Draft] = []
        passage = told.passage
        for event in self._events.find(passage, told.places):
            target = self._target(passage.text[slice(*event.object)]) if event.object else None
            method = None
            if event.kind == "attack":
                words = self._means.read(passage.text[event.start : event.end].lower())
                method = (words.first("method", self._means.method_order)) or told.found.first(
                    "method", self._means.method_order
                )
            if event.kind == "attack" and not self._worth_telling(event, target, told, harm=harm):
                continue
            quote = Quote(
                start=passage.start + event.start,
                end=passage.start + event.end,
                text=passage.text[event.start : event.end],
                part=passage.part,
            )
            claim = Claim(
                id="",
                report="",
                kind=event.kind,
                quote=quote,
                passage=told.whole,
                extractor=NAME,
                count=event.count,
                count_worded=event.count_worded,
                polarity=event.polarity,
                action=event.action,
                place=event.place or _place_behind(quote, told.places),
                time=_near_time(quote.start, told.days),
                method=method,
                target=target,
                parties=event.parties,
                perpetrators=told.perpetrators if event.kind == "attack" else (),
                evidence=told.evidence,
                confidence=0.8,
            )
            drafts.append(_Draft(claim, _NO_HIT, told.index))
        if not drafts and not harm and told.evidence:
            drafts.append(_Draft(self._shown(told), _NO_HIT, told.index))
        return drafts

    def _target(self, words: str) -> str | None:
        return self._means.read(words.lower().replace("\n", " ")).first("target", self._means.target_order)

    @staticmethod
    def _worth_telling(event: Event, target: str | None, told: _Told, *, harm: bool) -> bool:
        """Attacks are told with figures elsewhere: alone, one is a claim only with a target, a count, a day or a start."""
        if event.action in ("began", "weapon"):
            return True
        if told.perpetrators and not harm:
            return True
        return bool(target or event.count or (told.times and told.places and not harm))

    def _shown(self, told: _Told) -> Claim:
        whole = told.whole
        return Claim(
            id="",
            report="",
            kind="context",
            quote=told.evidence[0].quote or whole,
            passage=whole,
            extractor=NAME,
            place=told.places[0].quote if told.places else None,
            evidence=told.evidence,
            confidence=0.8,
        )


def _spoken(draft: _Draft) -> tuple[int, int]:
    """The stretch whose speaker is the claim's origin: its quote; all of the passage where material is only shown."""
    claim = draft.claim
    words = claim.passage if claim.kind == "context" and draft.hit is _NO_HIT else claim.quote
    return words.start, words.end


def _placed(sentence: _Sentence, told: _Told, earlier: list[_Draft], *, fresh: bool) -> list[_Draft]:
    """What ``sentence`` claims, where it stands in this report: with ids, origins, and ties to what was told before."""
    shift, part, report = told.passage.start - sentence.start, told.passage.part, told.report.id
    number = len(earlier)
    given: dict[str, object] = {"report": report, "passage": told.whole}
    drafts: list[_Draft] = []
    for order, (template, hit, start, end) in enumerate(sentence.claims):
        number += 1
        given["id"] = f"{report}#c{number}"
        given["event"] = told.index if sentence.apart and told.index > 1 and order < sentence.harms else None
        given["origin"] = told.said.chain(told.index, start + shift, end + shift)
        claim = template.first(given) if fresh else template.at(shift, part, given)
        drafts.append(_Draft(claim, hit, told.index))
    return _tied(drafts[: sentence.harms], earlier) + drafts[sentence.harms :]


def _cumulative(cues: list[int], tokens: Tokens, hits: list[Hit]) -> set[int]:
    """The positions of the hits that a running total's words stand beside."""
    if not cues:
        return set()
    near = {
        k: min(abs(tokens.starts[h.verb] - cue) for cue in cues)
        for k, h in enumerate(hits)
        if _size(h) > 1
        and any(tokens.starts[h.verb] - 120 < cue < tokens.starts[h.verb] + 90 for cue in cues)
    }
    if not near:
        return set()
    nearest = min(near, key=lambda k: near[k])
    large = {k for k in near if _size(hits[k]) >= 100}
    return {nearest} | large | {k for k, h in enumerate(hits) if h.of is hits[nearest]}


def _kind(hit: Hit, *, accident: bool) -> str:
    """Harm by an accident, a flood or a disease is told as context: the register is of violent harm."""
    if hit.outcome in ("displaced", "evacuated"):
        return "displacement"
    return "context" if accident else "harm"


def _leave_out(hits: list[Hit], tokens: Tokens, cues: list[int]) -> None:
    """Mark the people whom the report itself says that it does not count: "one soldier (not counted here)"."""
    for cue in cues:
        before = [h for h in hits if h.people is not None and tokens.starts[h.people.first] < cue]
        if before:
            last = max(before, key=lambda h: h.people.first if h.people else 0)
            for hit in before:
                if hit is last or (hit.people is not None and hit.people.others):
                    hit.relation, hit.of = "uncounted", None


def _quote(passage: Passage, tokens: Tokens, first: int, last: int) -> Quote:
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return Quote(
        start=passage.start + start, end=passage.start + end, text=passage.text[start:end], part=passage.part
    )


def _worded(tokens: Tokens, first: int, last: int) -> str:
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]]


def _near_place(
    passage: Passage, tokens: Tokens, hit: Hit, hits: list[Hit], order: int, places: Sequence[PlaceMention]
) -> Quote | None:
    """The place worded nearest behind the harm, before the next harm; else the nearest before it."""
    if not places:
        return None
    at = passage.start + tokens.starts[hit.verb]
    stop = passage.end
    for other in hits[order + 1 :]:
        if other.people is not None and other.verb != hit.verb and other.people.first > hit.verb:
            stop = passage.start + tokens.starts[other.people.first]
            break
    if hit.form == "elliptical" and hit.people is not None:
        at = passage.start + tokens.ends[hit.people.last - 1]
    behind = [p.quote for p in places if at <= p.quote.start < stop]
    if behind:
        return behind[0]
    before = [p.quote for p in places if p.quote.end <= at]
    if not before:
        return None
    between = passage.text[before[-1].end - passage.start : at - passage.start]
    return None if _SPEAKS.search(between) else before[-1]


def _near_time(at: int, times: Sequence[Quote]) -> Quote | None:
    usable = [t for t in times if not t.text.lower().startswith("since")]
    return min(usable, key=lambda t: abs(t.start - at)) if usable else None


def _since(passage: Passage, times: Sequence[Quote]) -> Quote | None:
    """What a running total counts from, where its own sentence says: "since 2011", "since the escalation began"."""
    own = next((t for t in times if t.text.lower().startswith("since")), None)
    worded = _SINCE.search(passage.text) if own is None else None
    if worded is None:
        return own
    start = passage.start + worded.start()
    return Quote(start=start, end=start + len(worded.group()), text=worded.group(), part=passage.part)


def _counted_from(drafts: list[_Draft], told: _Told, tell: Callable[[int], _Told]) -> list[_Draft]:
    """Give a running total whose sentence says no beginning the day of the sentence before it.

    "In April X launched an offensive. More than 1,000 have been killed in the hostilities": they count from April.
    """
    open_ended = [d for d in drafts if d.claim.scope == "cumulative" and d.claim.since is None]
    if not open_ended or told.index == 0:
        return drafts
    before = tell(told.index - 1)
    here, there = told.passage, before.passage
    if here.part == there.part and here.paragraph == there.paragraph and before.times:
        for draft in open_ended:
            draft.claim = replace(draft.claim, since=before.times[0])
    return drafts


def _place_behind(quote: Quote, places: Sequence[PlaceMention]) -> Quote | None:
    """The place in or nearest behind the words, else the nearest before them."""
    inside = [p.quote for p in places if p.quote.start >= quote.start]
    if inside:
        return inside[0]
    return places[-1].quote if places else None


def _tied(drafts: list[_Draft], earlier: list[_Draft]) -> list[_Draft]:
    """Point each claim at the one it stands to: "among" and "part" at their total, "others" at the claim beside it.

    One person spoken of with a name or "the" behind a larger figure is one of those counted, not one more.
    """
    for draft in drafts:
        hit, claim = draft.hit, draft.claim
        total = next((d for d in drafts if d.hit is hit.of), None)
        if hit.relation == "others" and total is not None:
            draft.claim = replace(claim, part_of=total.claim.id)
        elif hit.relation == "among":
            total = total or _total_before(draft, earlier)
            draft.claim = replace(claim, part_of=total.claim.id if total else None)
        elif hit.relation is None and _size(hit) == 1 and (_singled_out(hit) or not _counted(hit)):
            total = _total_before(
                draft, [*earlier, *(d for d in drafts if d.claim.id != claim.id and d.hit.first < hit.first)]
            )
            if (
                total is not None
                and total.claim.count is not None
                and total.claim.count.figure > 1
                and _one_spot(total.claim, claim)
            ):
                draft.claim = replace(claim, part_of=total.claim.id, relation="part")
    return drafts


def _counted(hit: Hit) -> bool:
    return hit.people is not None and hit.people.numbered


def _one_spot(total: Claim, claim: Claim) -> bool:
    """Whether no words put the two at different places."""
    return total.place is None or claim.place is None or total.place.text == claim.place.text


def _size(hit: Hit) -> int:
    return hit.people.count.figure if hit.people is not None and hit.people.count is not None else 1


def _singled_out(hit: Hit) -> bool:
    people = hit.people
    if people is None or people.others:
        return False
    return people.named or people.anaphor or (people.definite and not people.numbered) or people.kin


def _total_before(draft: _Draft, earlier: list[_Draft]) -> _Draft | None:
    """The claim that can be the total: the last one of the same outcome and place, else the last of the outcome.

    Within a dozen passages; "among those killed in B" is a part of what was said of B, however much was said since.
    """
    last: _Draft | None = None
    here = draft.claim.place
    for other in reversed(earlier):
        if draft.passage - other.passage > 12:
            break
        if (
            other.claim.outcome != draft.claim.outcome
            or other.hit.relation in ("among", "either")
            or other.claim.relation == "part"
            or other.claim.scope != draft.claim.scope
        ):
            continue
        last = last or other
        if here is None or (other.claim.place is not None and other.claim.place.text == here.text):
            return other
    return last
