"""The English rules extractor: passages that can hold harm are tokenised, read, and turned into claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from daftar.extract.rules.grammar import Hit, find_harm
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.means import means
from daftar.extract.rules.numbers import NumberReader
from daftar.extract.rules.phrases import find_people
from daftar.extract.rules.tokens import Tokens, tokenise
from daftar.model import Claim, Count, Group, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Mentions
    from daftar.model import Passage, PlaceMention, Report

__all__ = ["RulesExtractor"]

NAME = "rules/en@1"
_FORM_CONFIDENCE = {"passive": 0.95, "active": 0.93, "toll": 0.92, "self": 0.9, "nominal": 0.85, "reduced": 0.88, "elliptical": 0.8, "among": 0.88}  # fmt: skip


@dataclass(slots=True)
class _Draft:
    """A claim in the making, with the hit it came from and the passage's position."""

    claim: Claim
    hit: Hit
    passage: int


class RulesExtractor:
    """Reads English reports by lexicon and grammar. The same report gives the same claims with the same ids."""

    def __init__(self, rules: Conventions) -> None:
        self.name = NAME
        self.rules = rules
        self._words = lexicon("en")
        self._means = means("en")
        self._numbers = NumberReader(rules)
        triggers = sorted({w for w in self._words.outcomes} | {"lives", "life", "toll", "remains", "casualt", "to death"})
        self._gate = AhoCorasick(triggers)

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> tuple[Claim, ...]:
        """The claims of ``report`` in text order."""
        open_passages = self._gated(report, passages)
        drafts: list[_Draft] = []
        for index in open_passages:
            drafts.extend(self._passage(report, passages, index, mentions, drafts))
        return tuple(d.claim for d in drafts)

    def _gated(self, report: Report, passages: Sequence[Passage]) -> list[int]:
        """The indexes of the passages that hold a trigger; the others are never tokenised."""
        found: list[int] = []
        title = report.title is not None and any(self._gate.find_matches_as_indexes(report.title.lower()))
        lower = report.text.lower()
        if len(lower) != len(report.text):
            return list(range(len(passages)))  # a letter that changes length in lower case would shift the offsets
        starts = [m[1] for m in self._gate.find_matches_as_indexes(lower)]
        at = 0
        for index, passage in enumerate(passages):
            if passage.part == "title":
                if title:
                    found.append(index)
                continue
            while at < len(starts) and starts[at] < passage.start:
                at += 1
            if at < len(starts) and starts[at] < passage.end:
                found.append(index)
        return found

    def _passage(
        self, report: Report, passages: Sequence[Passage], index: int, mentions: Mentions, earlier: list[_Draft]
    ) -> list[_Draft]:
        passage = passages[index]
        times = mentions.times(passage)
        tokens = tokenise(passage.text, self._words, [(t.start - passage.start, t.end - passage.start) for t in times])
        numbers = self._numbers.find(tokens)
        people = find_people(tokens, numbers, self._words, self.rules)
        hits = [h for h in find_harm(tokens, people, self._words) if h.people is not None]
        if not hits:
            return []
        lower = passage.text.lower()
        places = mentions.places(passage)
        method, target = self._means.method(lower), self._means.target(lower)
        perpetrators = self._means.perpetrators(passage)
        whole = Quote(start=passage.start, end=passage.end, text=passage.text, part=passage.part)
        cumulative = self._cumulative(lower, tokens, hits)
        _leave_out(hits, tokens, self._means.cues("uncounted", lower))
        apart = index if self._means.cue("elsewhere", lower) and index > 1 else None
        accident = method is None and self._means.harmless("accident", lower)
        drafts: list[_Draft] = []
        numbered = len(earlier)
        for order, hit in enumerate(hits):
            people_ = hit.people
            if people_ is None:
                continue
            number = numbered + len(drafts) + 1
            claim = Claim(
                id=f"{report.id}#c{number}",
                report=report.id,
                kind=_kind(hit, accident=accident),
                quote=_quote(passage, tokens, hit.first, hit.last),
                passage=whole,
                extractor=NAME,
                outcome=hit.outcome,
                count=hit.count or people_.count,
                count_worded=_worded(tokens, people_.first, people_.last),
                group=people_.group(tokens),
                polarity=hit.polarity,
                scope="cumulative" if order in cumulative else "incident",
                event=apart,
                relation=hit.relation,
                place=_near_place(passage, tokens, hit, hits, order, places),
                time=_near_time(passage, tokens, hit, times),
                method=method,
                target=target,
                perpetrators=perpetrators,
                confidence=_FORM_CONFIDENCE.get(hit.form, 0.8),
            )
            drafts.append(_Draft(claim, hit, index))
        return _tied(drafts, earlier)

    def _cumulative(self, lower: str, tokens: Tokens, hits: list[Hit]) -> set[int]:
        """The positions of the hits that a running total's words stand beside."""
        cue = self._means.cue("cumulative", lower)
        if cue is None:
            return set()
        where = cue.start()
        near = [k for k, h in enumerate(hits) if _size(h) > 1 and tokens.starts[h.verb] - 120 < where < tokens.starts[h.verb] + 90]
        if not near:
            return set()
        nearest = min(near, key=lambda k: abs(tokens.starts[hits[k].verb] - where))
        return {nearest} | {k for k, h in enumerate(hits) if h.of is hits[nearest]}


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
    return before[-1] if before else None


def _near_time(passage: Passage, tokens: Tokens, hit: Hit, times: Sequence[Quote]) -> Quote | None:
    if not times:
        return None
    at = passage.start + tokens.starts[hit.verb]
    usable = [t for t in times if not t.text.lower().startswith("since")]
    return min(usable, key=lambda t: abs(t.start - at)) if usable else None


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
            total = _total_before(draft, [*earlier, *(d for d in drafts if d.claim.id != claim.id and d.hit.first < hit.first)])
            if total is not None and total.claim.count is not None and total.claim.count.figure > 1 and _one_spot(total.claim, claim):
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
    """The last claim of the same outcome, within a dozen passages, that can be a total."""
    for other in reversed(earlier):
        if draft.passage - other.passage > 12:
            return None
        if (
            other.claim.outcome == draft.claim.outcome
            and other.hit.relation not in ("among", "either")
            and other.claim.relation != "part"
            and other.claim.scope == draft.claim.scope
        ):
            return other
    return None
