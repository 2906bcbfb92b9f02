"""Named victims: which of the people whom a report names were harmed, and what it tells of each of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from daftar.extract.rules.judging import LISTING, OUTCOMES, SURE, accepted, tells_of_victims
from daftar.extract.rules.kinship import Person, fathers, same_person, skeleton
from daftar.extract.rules.nearby import quote_at
from daftar.extract.rules.personal_names import people_words
from daftar.model import Claim, Count, Quote, Victim

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from daftar.extract.rules.judging import NamesIn
    from daftar.extract.rules.personal_names import Named
    from daftar.model import Evidence, Origin, Passage

__all__ = ["Telling", "name_victims"]

_CONFIDENCE = 0.8


class Telling(Protocol):
    """What the reader knows of one passage."""

    whole: Quote

    @property
    def named(self) -> NamesIn:
        """The names in the passage, by :func:`names_in`."""

    @property
    def method(self) -> str | None:
        """How it was done."""

    @property
    def target(self) -> str | None:
        """What was hit."""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Material shown."""

    def origin(self, start: int, end: int) -> tuple[Origin, ...]:
        """Who says the words from ``start`` to ``end``."""


@dataclass(slots=True)
class _State:
    """What has been read so far: the people, the last total of each outcome, and an open list."""

    people: list[Person] = field(default_factory=list)
    totals: dict[str, Claim] = field(default_factory=dict)
    outcome: str | None = None
    open: str | None = None
    recent: int = -9
    near: bool = False


def name_victims(
    report: str,
    passages: Sequence[Passage],
    claims: Sequence[Claim],
    telling: Callable[[int], Telling],
    extractor: str,
    harmful: Container[int] = frozenset(),
) -> tuple[Claim, ...]:
    """``claims`` with the people whom their passages name as harmed, and a claim for each list of names without one.

    Only passages with a harm claim, those behind the first that announce names, and those that are ``harmful`` (hold a
    harm word) without any claim are looked at.
    """
    by_passage: dict[tuple[str, int], list[Claim]] = {}
    spoken: set[tuple[str, int]] = set()
    for claim in claims:
        if claim.kind in ("harm", "context"):
            spoken.add((claim.passage.part, claim.passage.start))
        if _harm(claim):
            by_passage.setdefault((claim.passage.part, claim.passage.start), []).append(claim)
    words = people_words("en")
    state = _State()
    found: list[tuple[dict[str, Claim | None], int, list[tuple[Person, Named, str, Quote]]]] = []
    for index, passage in enumerate(passages):
        harms = by_passage.get((passage.part, passage.start), [])
        for claim in harms:
            if (
                claim.relation not in ("among", "part", "either", "uncounted")
                or claim.outcome not in state.totals
            ):
                state.totals[claim.outcome or ""] = claim
            state.outcome = claim.outcome
        if passage.kind == "title":
            continue
        state.near = index - state.recent <= 1
        alone = index in harmful and (passage.part, passage.start) not in spoken
        if not harms and not alone and not state.outcome:
            continue
        announces = words.announces(passage.text)
        if not harms and not alone and not announces and not state.open:
            continue
        told = telling(index)
        named = _harmed(told.named, harms, passage, state)
        state.open = (
            state.outcome
            if announces and passage.text.rstrip().endswith(":")
            else state.open
            if named
            else None
        )
        if named:
            state.recent = index
            totals = {o: state.totals.get(o) for o in OUTCOMES if o in state.totals or alone}
            found.append((totals, index, named))
    fathers(state.people)
    return _filled(report, claims, by_passage, passages, found, telling, extractor)


def _harm(claim: Claim) -> bool:
    return tells_of_victims(claim) and claim.relation != "uncounted"


def _harmed(
    told: NamesIn, harms: list[Claim], passage: Passage, state: _State
) -> list[tuple[Person, Named, str, Quote]]:
    names, judged, chains, harm_at = told
    if not names:
        return []
    found: list[tuple[Person, Named, str, Quote]] = []
    # a passage that lists victims with their ages goes on listing them between its remarks
    listing = sum(n.age is not None and j >= 0 for n, j in zip(names, judged, strict=True)) >= LISTING
    for chain in chains:
        surest = max(judged[k] for k in chain)
        if not state.outcome and surest < (SURE if not harm_at or len(chain) < LISTING else 2):
            continue
        remark = listing and surest >= 1 and any(names[k].age is not None for k in chain)
        if not remark and not accepted(chain, names, judged, harms=bool(harms), open_=state.open is not None):
            continue
        outcome = _outcome(names[chain[0]], names[chain[-1]], harms, harm_at, passage, state)
        if outcome is None:
            continue
        begun = len(found)
        for k in chain:
            name = names[k]
            quote = quote_at(passage, name.start, name.stop)
            listed = [p for p, *_ in found[begun:]]
            person = _join(name, [p for p in state.people if not any(p is q for q in listed)], state.people)
            if any(p is person for p, *_ in found):
                continue
            found.append((person, name, outcome, quote))
    return found


def _outcome(
    first: Named,
    last: Named,
    harms: list[Claim],
    harm_at: Sequence[tuple[int, str]],
    passage: Passage,
    state: _State,
) -> str | None:
    a, b = passage.start + first.start, passage.start + last.end
    inside = [c for c in harms if c.quote.start <= a and b <= c.quote.end] or [
        c for c in harms if c.quote.start < b and a < c.quote.end
    ]
    if inside:
        return inside[0].outcome
    before = [o for at, o in harm_at if at < first.start]
    if before:
        return before[-1]
    behind = [o for at, o in harm_at if at >= last.stop]
    if behind:
        return behind[0]
    return state.open or state.outcome


def _join(name: Named, known: list[Person], people: list[Person]) -> Person:
    """The person whom ``name`` mentions: one of those ``known``, with what is new added, or another."""
    words = skeleton(name.name)
    for person in known:
        if same_person(person, words, name.age):
            person.add(name, words)
            return person
    person = Person(words)
    person.add(name, words)
    people.append(person)
    return person


def _filled(
    report: str,
    claims: Sequence[Claim],
    by_passage: dict[tuple[str, int], list[Claim]],
    passages: Sequence[Passage],
    found: list[tuple[dict[str, Claim | None], int, list[tuple[Person, Named, str, Quote]]]],
    telling: Callable[[int], Telling],
    extractor: str,
) -> tuple[Claim, ...]:
    """The claims with their victims put in, and the claims that lists of names make."""
    victims: dict[str, list[Victim]] = {}
    named_at: dict[str, list[Quote]] = {}
    made: list[Claim] = []
    dead = {id(person) for *_, named in found for person, _, outcome, _ in named if outcome == "killed"}
    for totals, index, named in found:
        passage = passages[index]
        harms = by_passage.get((passage.part, passage.start), [])
        quotes = [quote for *_, quote in named]
        named_at.update((claim.id, quotes) for claim in harms)
        loose: dict[str, list[tuple[Victim, Quote]]] = {}
        for person, _name, outcome, quote in named:
            died = id(person) in dead
            # whoever is told to be hurt and, elsewhere, dead is dead
            victim = person.victim("killed" if died and outcome == "injured" else outcome, quote)
            fitting = [c for c in harms if c.outcome == outcome]
            if not fitting and (outcome not in totals or (died and outcome != "killed")):
                continue
            if fitting:
                near = min(fitting, key=lambda c: _distance(c.quote, quote))
                victims.setdefault(near.id, []).append(victim)
            else:
                loose.setdefault(outcome, []).append((victim, quote))
        for outcome, group in loose.items():
            told = telling(index)
            start, end = group[0][1].start, group[-1][1].end
            total = totals.get(outcome)
            made.append(
                Claim(
                    id=f"{report}#c{len(claims) + len(made) + 1}",
                    report=report,
                    kind="harm",
                    quote=quote_at(passage, start - passage.start, end - passage.start),
                    passage=told.whole,
                    extractor=extractor,
                    outcome=outcome,
                    count=Count.exactly(len(group)),
                    relation=None if total is None else "among",
                    part_of=None if total is None else total.id,
                    event=None if total is None else total.event,
                    method=told.method if total is None else None,
                    target=told.target if total is None else None,
                    origin=told.origin(start, end),
                    evidence=told.evidence,
                    victims=tuple(v for v, _ in group),
                    confidence=_CONFIDENCE,
                )
            )
    return (*(_with(c, victims.get(c.id, []), named_at) for c in claims), *made)


def _with(claim: Claim, victims: list[Victim], named_at: dict[str, list[Quote]]) -> Claim:
    """``claim`` with its victims; a place that is only a word of somebody's name is none."""
    names = named_at.get(claim.id)
    if not names:
        return claim
    place = claim.place
    if place is not None and any(q.start <= place.start and place.end <= q.end for q in names):
        place = None
    return replace(claim, victims=tuple(victims), place=place)


def _distance(a: Quote, b: Quote) -> int:
    return max(a.start - b.end, b.start - a.end, 0)
