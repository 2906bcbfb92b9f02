"""The English rules extractor: passages that can hold harm are tokenised, read, and turned into claims."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.codebook.conventions import conventions
from daftar.extract.confidence import weighed
from daftar.extract.rules.another import of_another
from daftar.extract.rules.attribution import attribute
from daftar.extract.rules.captivity import captive_triggers
from daftar.extract.rules.days import not_of_a_death
from daftar.extract.rules.displaced import MOVED, estimate, find_displaced
from daftar.extract.rules.flight import gate_families
from daftar.extract.rules.gate import Gate, by_passage
from daftar.extract.rules.grammar import Hit, find_harm
from daftar.extract.rules.happenings import Happenings
from daftar.extract.rules.headline import headline, names_a_deed
from daftar.extract.rules.heard import Heard
from daftar.extract.rules.hits import hit_families, hit_triggers
from daftar.extract.rules.homes import THINGS, find_ruined
from daftar.extract.rules.hurt import by_accident, by_illness, hurt_words, pierced
from daftar.extract.rules.hurt import gate as hurt_gate
from daftar.extract.rules.idioms import made_up
from daftar.extract.rules.lexicon import Lexicon, lexicon
from daftar.extract.rules.means import means
from daftar.extract.rules.meant import with_the_meant
from daftar.extract.rules.nearby import (
    near_place,
    near_time,
    quote_of,
    since,
    time_beside,
    worded,
)
from daftar.extract.rules.nowhere_else import without_limited
from daftar.extract.rules.numbers import NumberReader
from daftar.extract.rules.people import name_victims
from daftar.extract.rules.phrases import find_people
from daftar.extract.rules.sentence import GIVEN, NO_HIT, Sentence, placed, spoken
from daftar.extract.rules.source_tables import load
from daftar.extract.rules.ties import Draft, counted_from, size
from daftar.extract.rules.told import Names, Told
from daftar.extract.rules.tolls import takes_back
from daftar.extract.rules.totals import running_totals
from daftar.extract.rules.unnamed import with_unnamed
from daftar.extract.rules.wording import lower
from daftar.memo import Memo, Template
from daftar.model import Claim, Quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.codebook.conventions import Conventions
    from daftar.extract.base import Mentions
    from daftar.extract.rules.tokens import Tokens
    from daftar.model import Passage, Report

__all__ = ["RulesExtractor"]

NAME = "rules/en@1"
_NO_SINGLE_BLOW = (None, "armed_clash", "explosion", "execution", "abduction")
_PLACED = (*MOVED, *THINGS)  # what a single flood or offensive does to thousands
_WAR_TOLL = 1000  # so many by no named weapon are a war's dead, not an incident's
_ONE_ATTACK = re.compile(r"\b(?:an|the|this|that|today.s) (?:[a-z]+ )?attack\b(?=[^.;]{0,60}\b(?:left|killed|wounded|injured)\b)", re.IGNORECASE)  # fmt: skip
_BLOWS = ("killed", "injured")
_HIT = frozenset(
    {"shot", "shoots", "shoot", "stabbed", "stabs"}
)  # whoever was shot is dead or hurt: the words leave it open
_DIED = frozenset({"died", "dies", "dying", "succumbed"})  # the day of a death may be later than its cause's
_NAMED = re.compile(r",X{1,5},?")  # by the tokens' classes
_SAYS = frozenset({"said", "says", "told", "added", "confirmed", "reported"})
_KEPT = 2048  # sentences remembered: about 15 MB, filled within the first thousand reports


class RulesExtractor:
    """Reads English reports by lexicon and grammar. The same report gives the same claims with the same ids."""

    def __init__(self, rules: Conventions) -> None:
        self.name = NAME
        self.rules = rules
        self._words = lexicon("en")
        self._means = means("en")
        self._numbers = NumberReader(rules)
        other = rules.displacement
        self._estimates = None if other is None else NumberReader(conventions(other))
        self._happenings = Happenings(self._means, NAME)
        self._gate = Gate(
            {*self._words.outcomes, *captive_triggers()},
            {
                **self._happenings.families,
                **hit_families(hurt_words()),
                **gate_families(),
                "material": load("en").material_words,
                "lives": self._words.of_class("lives"),
                "claim": self._words.of_class("claim_lives") | self._words.of_class("including"),
            },
            near_harm=(*hit_triggers(), *hurt_gate()),
            near_other=self._happenings.triggers,
        )
        self._sentences: Memo[tuple[str, bool, bool, object], Sentence] = Memo(_KEPT)
        self._heard = Heard(_KEPT)
        self._names: Names = Memo(_KEPT)

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> tuple[Claim, ...]:
        """The claims of ``report`` in text order; of its headline alone, where it claims nothing that was done to anybody."""
        claims = self._claims(report, passages, mentions)
        if not report.title or any(c.kind in ("harm", "attack") for c in claims):
            return claims
        return (*claims, *self._headline(report, passages, mentions, len(claims) + 1))

    def _headline(
        self, report: Report, passages: Sequence[Passage], mentions: Mentions, number: int
    ) -> list[Claim]:
        for index, passage in enumerate(passages):
            at = names_a_deed(passage.text) if passage.part == "title" else None
            if at is not None:
                said = attribute(report, passages, memo=self._heard)
                told = Told(
                    report, passage, index, mentions, said, self._words, self._means, self._names, shows=False
                )
                return [headline(told, at, number, self._means.method_order, NAME)]
        return []

    def _claims(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> tuple[Claim, ...]:
        gate = self._gate
        small = lower(report.text)
        title, text = gate.find(lower(report.title or "")), gate.find(small)
        if not gate.lets_through(title, "") and not gate.lets_through(text, small):
            return ()
        passages = tuple(passages)
        bits = by_passage(passages, title, text)
        reading = [index for index, bit in bits.items() if gate.harmful(bit) or gate.telling(bit)]
        if not reading:
            return ()
        said = attribute(report, passages, memo=self._heard)
        drafts: list[Draft] = []
        told_of: dict[int, Told] = {}

        def tell(index: int) -> Told:
            if index not in told_of:
                told_of[index] = Told(
                    report, passages[index], index, mentions, said, self._words, self._means, self._names,
                    shows=gate.shows(bits.get(index, 0)),
                )  # fmt: skip
            return told_of[index]

        for index in sorted(reading):
            told = tell(index)
            sentence, fresh = self._sentence(told, bits[index])
            if sentence.claims:
                drafts.extend(counted_from(placed(sentence, told, drafts, fresh=fresh), told, tell))
        near = {index for index, bit in bits.items() if gate.near_harm(bit)}
        named = name_victims(report.id, passages, [d.claim for d in drafts], tell, NAME, near)
        named = with_the_meant(named, passages, tell)
        claims = without_limited(report, weighed(with_unnamed(named)))
        if claims:  # only then are places weighed
            for index, bit in bits.items():
                if gate.near_other(bit):
                    mentions.places(passages[index])
        return claims

    def _sentence(self, told: Told, bits: int) -> tuple[Sentence, bool]:
        """What the passage claims, remembered from when the same words were last read; and whether that is just now."""
        harmful, telling = self._gate.harmful(bits), self._gate.telling(bits)
        key = told.passage.text, harmful, telling, told.ages
        known = self._sentences.get(key)
        if known is not None and known.fits(told):
            return known, False
        drafts = self._harm(told) if harmful else []
        harms = len(drafts)
        if telling:
            others = self._happenings.claims(told, self._gate.families(bits), harm=bool(drafts))
            drafts += [Draft(claim, NO_HIT, told.index) for claim in others]
        asked = told.__dict__
        known = Sentence(
            start=told.passage.start,
            claims=tuple([(Template(d.claim, GIVEN), d.hit, *spoken(d)) for d in drafts]),
            harms=harms,
            apart=harms > 0 and bool(told.found.at("scope", "elsewhere")),
            times=told.spans(told.times) if "times" in asked else None,
            places=told.spans([m.quote for m in told.places]) if "places" in asked else None,
        )
        self._sentences.keep(key, known)
        return known, True

    def _harm(self, told: Told) -> list[Draft]:
        """Claims of harm, as far as the passage's own words make them: ids and origins are set when it is placed."""
        tokens = told.tokens
        numbers = self._numbers.find(tokens)
        people = find_people(tokens, numbers, self._words, self.rules)
        hits = find_displaced(tokens, numbers, people, find_harm(tokens, people, self._words), self._words)
        hits = [h for h in hits if h.people is not None and not (_is_age(h, told) or _speaks(h, tokens))]
        drafts = self._claimed(told, tokens, hits) if hits and not made_up(told.passage.text) else []
        ruined = find_ruined(tokens, numbers, self._words)
        return drafts + self._claimed(told, tokens, ruined) if ruined else drafts

    def _claimed(self, told: Told, tokens: Tokens, hits: list[Hit]) -> list[Draft]:
        """The claims of the people (or the homes) that ``hits`` tell of."""
        passage = told.passage
        found = told.found
        method, target = told.method, told.target
        cumulative = _totals(told, tokens, hits, method)
        _leave_out(hits, tokens, found.at("scope", "uncounted"))
        accident = method is None and by_accident(passage.text, found.at("harmless", "accident"))
        fled = any(h.outcome in MOVED for h in hits)
        verbs = [tokens.starts[h.verb] for h in hits]
        destination = self._happenings.destination(told) if fled else None
        drafts: list[Draft] = []
        for order, hit in enumerate(hits):
            people_ = hit.people
            if people_ is None:
                continue
            quote = quote_of(passage, tokens, hit.first, hit.last)
            moved = hit.outcome in MOVED
            claim = Claim(
                id="",
                report="",
                kind=_kind(hit, tokens, aside=accident or of_another(passage.text, verbs[order], verbs)),
                quote=quote,
                passage=told.whole,
                extractor=NAME,
                outcome=hit.outcome,
                count=estimate(hit, tokens, self._numbers, self._estimates)
                if hit.outcome in _PLACED
                else hit.count or people_.count,
                count_worded=worded(tokens, people_.first, people_.last),
                unit=people_.unit,
                group=people_.group(tokens) if people_.unit != "homes" else None,
                polarity=hit.polarity,
                scope="cumulative" if order in cumulative else "incident",
                since=since(passage, told.times) if order in cumulative else None,
                relation=hit.relation,
                action=_action(hit, tokens, self._words),
                place=near_place(passage, tokens, hit, hits, order, told.places),
                time=_time(hit, told),
                method=method,
                target=target,
                destination=destination if moved else None,
                perpetrators=told.perpetrators,
                evidence=told.evidence,
            )
            drafts.append(Draft(claim, hit, told.index))
        return drafts


def _totals(told: Told, tokens: Tokens, hits: list[Hit], method: str | None) -> set[int]:
    """Which of ``hits``, by number, are sums over a long time: by their words, or too large for one blow."""
    cumulative = running_totals(told.found.at("scope", "cumulative"), tokens, hits)
    if method in _NO_SINGLE_BLOW:
        cumulative |= {
            k
            for k, h in enumerate(hits)
            if h.outcome not in _PLACED and size(h) >= _of_a_war(h, method, told.passage.text)
        }
    return cumulative


def _is_age(hit: Hit, told: Told) -> bool:
    """Whether the figure of ``hit`` stands in a column of ages."""
    if not told.ages or hit.people is None:
        return False
    at = told.tokens.starts[hit.people.first]
    return any(start <= at < end for start, end in told.ages)


def _speaks(hit: Hit, tokens: Tokens) -> bool:
    """Whether who is told of behind others is the speaker: "killing four people, the mayor, Rana Saleh, said"."""
    people = hit.people
    if people is None or hit.relation != "others" or not people.definite:
        return False
    named = _NAMED.match("".join(tokens.marks[people.last : people.last + 8]))
    at = people.last + named.end() if named is not None else len(tokens)
    return at < len(tokens) and tokens.lower[at] in _SAYS


def _action(hit: Hit, tokens: Tokens, words: Lexicon) -> str | None:
    """What the verb leaves open: whether who was shot lived, when who died was hit, and if a toll takes one back."""
    verb = tokens.lower[hit.verb]
    if hit.form == "toll":
        return "corrected" if takes_back(hit, tokens, words) else None
    if hit.outcome == "injured":
        return "shot" if verb in _HIT or pierced(hit, tokens) else None
    return "died" if verb in _DIED else None


def _time(hit: Hit, told: Told) -> Quote | None:
    """The time that the words give the harm."""
    days = told.deed_days if hit.outcome in _BLOWS else told.days
    if hit.form == "toll":
        days = not_of_a_death(told.passage, days)
    if hit.known:
        return time_beside(told.passage, told.tokens, hit, days)
    return near_time(told.passage.start + _at(hit, told.tokens), days)


def _at(hit: Hit, tokens: Tokens) -> int:
    """Where in the passage the hit is told: at its verb, or where it has none of its own at its figure."""
    people = hit.people
    return tokens.ends[people.last - 1] if people and hit.form == "elliptical" else tokens.starts[hit.verb]


def _of_a_war(hit: Hit, method: str | None, text: str) -> int:
    """From how many on they are a war's: one bomb in a city has hurt thousands (Nairobi 1998, Beirut 2020)."""
    one_blow = method == "explosion" or _ONE_ATTACK.search(text) is not None
    return 5 * _WAR_TOLL if hit.outcome == "injured" and one_blow else _WAR_TOLL


def _kind(hit: Hit, tokens: Tokens, *, aside: bool) -> str:
    """Harm by an accident, a flood, a disease or in another attack is told as context: the register is of violent harm."""
    if hit.outcome in _PLACED:
        return "displacement"
    return "context" if aside or by_illness(hit, tokens) else "harm"


def _leave_out(hits: list[Hit], tokens: Tokens, cues: list[int]) -> None:
    """Mark the people whom the report itself says that it does not count: "one soldier (not counted here)"."""
    for cue in cues:
        before = [h for h in hits if h.people is not None and tokens.starts[h.people.first] < cue]
        if before:
            last = max(before, key=lambda h: h.people.first if h.people else 0)
            for hit in before:
                if hit is last or (hit.people is not None and hit.people.others):
                    hit.relation, hit.of = "uncounted", None
