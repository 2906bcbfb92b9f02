"""Named victims: which of the people whom a report names were harmed, and what it tells of each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from daftar.extract.rules.kinship import Person, same_person, skeleton
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.personal_names import find_names, people_words
from daftar.model import Claim, Count, Quote, Victim

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.personal_names import Named, PeopleWords
    from daftar.extract.rules.tokens import Tokens
    from daftar.model import Evidence, Origin, Passage

__all__ = ["NamesIn", "Telling", "name_victims", "names_in"]

_OUTCOMES = ("killed", "injured", "missing", "abducted", "detained")
_TOLD = ("asserted", "uncertain")
_CONFIDENCE = 0.8
_SURE = 3  # the clause itself says what was done to the person
_BE = ("was", "were", "is", "are", "been", "being", "had", "has", "have", "also", "both", "all", "reportedly", "allegedly", "later", "then", "who", "likely")  # fmt: skip
_DIRECT = ("identified", "named", "names", "listed", "listing", "including", "include", "included", "following", "follows", "victims", "victim", "called", "among", "namely")  # fmt: skip
_LINK = re.compile(
    r"[\s,;:.&•*–—-]*(?:(?:and|or|along with|together with|as well as|with|plus|also|the)\b[\s,]*)*"
    r"(?:(?:\d+[.)]\s*)|(?:[a-z’'-]+[\s,]+){0,5})"
)
_STOPS = frozenset({"was", "were", "is", "in", "at", "by", "said", "from", "that", "who", "which", "while", "to", "on", "of", "for", "after", "when", "as", "has", "had"})  # fmt: skip


_ANNOUNCE = frozenset(_DIRECT) | {
    "posted",
    "identify",
    "name",
    "identifying",
    "naming",
    "killed",
    "dead",
    "killing",
    "mentioned",
}
_HARMED = frozenset(
    {"victims", "dead", "killed", "wounded", "injured", "deceased", "casualties", "fatalities"}
)


class NamesIn(NamedTuple):
    """The names in a passage by offsets in it. Nobody changes it.

    ``judged`` says for each how surely its words make it one of the harmed, ``chains`` which are listed together, by
    number; ``harm_at`` where words of harm stand, and of which outcome.
    """

    names: Sequence[Named]
    judged: Sequence[int]
    chains: Sequence[list[int]]
    harm_at: Sequence[tuple[int, str]]


NO_NAMES = NamesIn((), (), (), ())


class Telling(Protocol):
    """What the reader knows of one passage."""

    whole: Quote

    @property
    def named(self) -> NamesIn:
        """The names in the passage, by :func:`names_in`."""

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
        announces = words.announces(passage.text)
        state.near = index - state.recent <= 1
        alone = index in harmful and (passage.part, passage.start) not in spoken
        if not harms and not alone and not (state.outcome and (announces or state.open)):
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
            totals = {o: state.totals.get(o) for o in _OUTCOMES if o in state.totals or alone}
            found.append((totals, index, named))
    return _filled(report, claims, by_passage, passages, found, telling, extractor)


def _harm(claim: Claim) -> bool:
    return (
        claim.kind == "harm"
        and claim.outcome in _OUTCOMES
        and claim.polarity in _TOLD
        and claim.scope == "incident"
        and claim.relation != "uncounted"
    )


def names_in(tokens: Tokens) -> NamesIn:
    """The names in a passage, as far as its own words tell of them."""
    words, lexical = people_words("en"), lexicon("en")
    names = find_names(tokens, words)
    if not names:
        return NO_NAMES
    judged = [_judge(name, tokens, words, lexical) for name in names]
    harm_at = [
        (tokens.starts[i], o)
        for i, w in enumerate(tokens.lower)
        if (o := lexical.outcomes.get(w)) in _OUTCOMES
    ]
    return NamesIn(names, judged, _chains(names, tokens, judged), harm_at)


def _harmed(
    told: NamesIn, harms: list[Claim], passage: Passage, state: _State
) -> list[tuple[Person, Named, str, Quote]]:
    names, judged, chains, harm_at = told
    if not names:
        return []
    found: list[tuple[Person, Named, str, Quote]] = []
    for chain in chains:
        if not state.outcome and max(judged[k] for k in chain) < _SURE:
            continue
        if not _accepted(chain, names, judged, harms=bool(harms), open_=state.open is not None):
            continue
        outcome = _outcome(names[chain[0]], names[chain[-1]], harms, harm_at, passage, state)
        if outcome is None:
            continue
        begun = len(found)
        for k in chain:
            name = names[k]
            quote = Quote(
                start=passage.start + name.start,
                end=passage.start + name.stop,
                text=passage.text[name.start : name.stop],
                part=passage.part,
            )
            listed = [p for p, *_ in found[begun:]]
            person = _join(name, [p for p in state.people if not any(p is q for q in listed)], state.people)
            if any(p is person for p, *_ in found):
                continue
            found.append((person, name, outcome, quote))
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a name: token ``i`` begins what is said before it, ``k`` is the first token behind it all."""

    i: int
    k: int
    before: str
    further: str
    after: str
    told: bool
    quoted: bool


def _judge(name: Named, tokens: Tokens, words: PeopleWords, lexical: Lexicon) -> int:
    """-1 somebody or something else, 0 cannot tell from the words right beside the name, 1 or more: harmed."""
    lower, i, k = tokens.lower, name.lead, name.last
    while k < len(lower) and tokens.starts[k] < name.end:
        k += 1
    around = _Around(
        i=i,
        k=k,
        before=lower[i - 1] if i else "",
        further=lower[i - 2] if i > 1 else "",
        after=lower[k] if k < len(lower) else ".",
        told=name.age is not None or name.aside,
        quoted=i > 0 and tokens.marks[i - 1] == "q",
    )
    if name.possessive:
        return 2 if around.after in words.harm_of else -1
    if _something_else(name, around, tokens, words):
        return -1
    if around.before == "of" and around.further in words.harm_of:
        return 2
    if around.before == "of" or (around.before in words.before_other and not around.quoted):
        return 1 if name.age is not None and around.further not in words.kin else -1
    if _does(k, tokens, lexical) or _suspected(i, k, tokens, words):
        return -1
    if _suffers(k, tokens, lexical):
        return _SURE
    return _weight(name, around, tokens, lexical)


def _something_else(name: Named, around: _Around, tokens: Tokens, words: PeopleWords) -> bool:
    """Whether the words beside the name make it somebody who tells, a family, a place, an office."""
    if around.after in words.tells and tokens.lower[around.k + 1 : around.k + 2] != ["dead"]:
        return True
    if around.after in words.after_other or around.before in ("@", "#", "by"):
        return True
    if name.end == name.stop and around.k < len(tokens) and tokens.marks[around.k] in "PpKJ":
        return True  # "the Riverside boy"
    if around.before == "the" and not name.words and not around.told:
        return True
    return name.name.isupper() and not around.told


def _weight(name: Named, around: _Around, tokens: Tokens, lexical: Lexicon) -> int:
    """How strongly the words before the name, and what is told of the person, make them one of the harmed."""
    i, before = around.i, around.before
    if i and tokens.marks[i - 1] in "gdb" and lexical.outcomes.get(before) in _OUTCOMES:
        return 2
    if around.quoted:
        return -1
    announced = before in ("as", ":") and not _ANNOUNCE.isdisjoint(tokens.lower[max(0, i - 30) : i])
    if announced or before in _DIRECT:
        return 2
    named_by_role = name.lead < name.first and tokens.marks[name.first - 1] == "P"
    return 1 if around.told or name.other or name.relation or named_by_role else 0


def _does(k: int, tokens: Tokens, lexical: Lexicon) -> bool:
    """Whether the words behind a name tell of harm done by that person: "X shot and killed Y", "X fired at"."""
    lower, marks = tokens.lower, tokens.marks
    while k < len(lower) and (marks[k] == "x" or lower[k] in ("who", "and", "then")):
        k += 1
    if k >= len(lower) or marks[k] not in "dxb" or lower[k] == "died":
        return False
    if lexical.outcomes.get(lower[k]) is None and lower[k] not in ("shot", "stabbed", "fired", "opened"):
        return False
    while k < len(lower) and (lower[k] in ("and", "fatally") or marks[k] in "dx"):
        k += 1
    return k < len(lower) and (marks[k] in "XPpKJath#eo" or lower[k] in ("her", "him", "himself", "herself"))


def _suffers(k: int, tokens: Tokens, lexical: Lexicon) -> bool:
    """Whether the clause goes on with what was done to the people named: "..., a driver from B, was later killed"."""
    lower, marks = tokens.lower, tokens.marks
    be = False
    for j in range(k, min(k + 28, len(lower))):
        mark = marks[j]
        outcome = lexical.outcomes.get(lower[j]) in _OUTCOMES
        if outcome and (mark in "sS" or (mark == "d" and (be or j == k))):
            return True
        if lower[j] == "among":
            return not _HARMED.isdisjoint(lower[j + 1 : j + 4])
        if mark in ".;qgbW" or (mark == "w" and lower[j] != "who"):
            return False
        if mark in "BH":
            be = True
        elif be and mark not in "xHBAYd,":
            return False
    return False


def _suspected(i: int, k: int, tokens: Tokens, words: PeopleWords) -> bool:
    """Whether the clause around the name is of a suspect: "X was arrested and charged", "suspect X"."""
    lower = tokens.lower
    if not words.suspects.isdisjoint(lower[max(0, i - 3) : i]):
        return True
    for j in range(k, min(k + 14, len(lower))):
        if lower[j] in words.suspects:
            return True
        if lower[j] in (".", ";", "killing", "killed", "died", "injured", "wounded", "dead", "victim"):
            return False
    return False


def _chains(names: list[Named], tokens: Tokens, judged: list[int]) -> list[list[int]]:
    """The names that are listed together: "A, his wife B, and their son C"."""
    text = tokens.text
    chains: list[list[int]] = []
    for k, name in enumerate(names):
        if chains and judged[k] >= 0:
            last = names[chains[-1][-1]]
            between = text[last.end : name.start]
            if judged[chains[-1][-1]] >= 0 and len(between) < 70 and _links(between):
                chains[-1].append(k)
                continue
        chains.append([k])
    return chains


def _links(between: str) -> bool:
    words = re.findall(r"[A-Za-z]+", between)
    if len(words) > 8 or not _STOPS.isdisjoint(words):
        return False
    return (
        "," in between
        or ";" in between
        or "and" in words
        or "with" in words
        or "\n" in between
        or ":" in between
    )


def _accepted(
    chain: list[int],
    names: Sequence[Named],
    judged: Sequence[int],
    *,
    harms: bool,
    open_: bool,
) -> bool:
    best = max(judged[k] for k in chain)
    if best < 0:
        return False
    if not any(
        names[k].last - names[k].first > 1 or names[k].relation or names[k].age is not None or names[k].aside
        for k in chain
    ):
        return False
    if best >= 1:
        return harms or best >= 2 or len(chain) > 1 or open_
    if len(chain) > 2 or open_:
        return any(names[k].last - names[k].first > 1 for k in chain)
    return False


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
                    quote=Quote(
                        start=start,
                        end=end,
                        text=passage.text[start - passage.start : end - passage.start],
                        part=passage.part,
                    ),
                    passage=told.whole,
                    extractor=extractor,
                    outcome=outcome,
                    count=Count.exactly(len(group)),
                    relation=None if total is None else "among",
                    part_of=None if total is None else total.id,
                    event=None if total is None else total.event,
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
