"""Displacement that the grammar of harm does not see: families counted by the household, and people called displaced."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.extract.rules.flight import staying, words_of
from daftar.extract.rules.grammar import find_harm
from daftar.extract.rules.nouns import NO_TRAITS, People
from daftar.extract.rules.row import Hit

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.numbers import Number, NumberReader
    from daftar.extract.rules.tokens import Tokens
    from daftar.model import Count

__all__ = ["LABEL", "MOVED", "counted_things", "estimate", "find_displaced"]

MOVED = ("displaced", "evacuated")
_REACH = 5  # tokens between a number and the noun it counts
LABEL = frozenset("total totals number numbers of no population people persons individuals internally the : - – — = | ( ) . are is".split())  # fmt: skip
_SHORT = 14  # tokens: the longest line of a table that is a label and a figure


def find_displaced(
    tokens: Tokens, numbers: list[Number], people: list[People], hits: list[Hit], words: Lexicon
) -> list[Hit]:
    """``hits`` with what else the passage tells of people displaced or evacuated.

    Households are not people to the grammar of harm (a count of families is no count of dead): where a passage counts
    them, who was displaced is read again with them in their places.
    """
    hits = _without_totals(hits)
    groups = [
        *counted_things(tokens, numbers, "households"),
        *counted_things(tokens, numbers, "homes"),
    ]
    if groups:
        everybody = _joined(people, groups)
        again = [h for h in find_harm(tokens, everybody, words) if h.outcome in MOVED]
        hits = [h for h in hits if h.outcome not in MOVED] + again
        people = everybody
    taken = {h.people.first for h in hits if h.people is not None}
    described = [p for p in people if p.numbered and not p.none and p.first not in taken]
    hits += [_nominal(p, outcome) for p in described if (outcome := _told(p, tokens, words))]
    hits += _staying(tokens, [p for p in described if not _told(p, tokens, words)])
    hits += _beside(tokens, people, hits)
    if not hits:
        hits += _labelled(tokens, numbers, words)
    for hit in hits:
        if hit.form == "toll" and hit.outcome in MOVED and hit.people is not None:
            hit.people = _of_households(tokens, hit, hit.people)
    return hits


def estimate(hit: Hit, tokens: Tokens, ours: NumberReader, theirs: NumberReader | None) -> Count | None:
    """How many were displaced or lost, by ``theirs``, the conventions for such estimates, where there are any."""
    people = hit.people
    count = hit.count or (people.count if people is not None else None)
    if theirs is None or people is None or count is None or count.exact:
        return count
    pairs = zip(ours.find(tokens), theirs.find(tokens), strict=False)
    return next(
        (b.count for a, b in pairs if a.count == count and people.first <= a.first < people.last), count
    )


def _without_totals(hits: list[Hit]) -> list[Hit]:
    """Leave out the whole of "8,000 people were affected, including 3,000 displaced": it was not displaced."""
    parts = [h for h in hits if h.relation == "among" and h.outcome in MOVED and h.people and h.of]
    for part in parts:
        if part.people and part.of and part.people.last == part.of.verb and part.of.form == "reduced":
            hits = [h for h in hits if h is not part.of]
            part.relation, part.of = None, None
    return hits


def counted_things(tokens: Tokens, numbers: list[Number], unit: str) -> list[People]:
    """What is counted in ``unit`` (households, homes): "at least 300 families", "12 mud-brick houses"."""
    nouns = words_of(unit)
    told = words_of("flight")
    found: list[People] = []
    if all(kind.isdisjoint(tokens.lower) for kind in nouns.values()):
        return found
    for number in numbers:
        if number.none:
            continue
        moved = None
        for i in range(number.last, min(number.last + _REACH, len(tokens))):
            word = tokens.lower[i]
            if word in nouns["many"] or (word in nouns["one"] and number.count.high == 1):
                if tokens.marks[i + 1 : i + 2] not in (["p"], ["P"]):  # "20 family members"
                    found.append(
                        People(
                            number.first,
                            i + 1,
                            i,
                            number.count,
                            NO_TRAITS,
                            numbered=True,
                            unit=unit,
                            moved=moved,
                        )
                    )
                break
            if word in told["described"]:
                moved = "evacuated" if word == "evacuated" else "displaced"
            elif not _between(tokens, i, number.last):
                break
    return found


def _between(tokens: Tokens, i: int, start: int) -> bool:
    """Whether token ``i`` can stand between a number and its noun: an adjective, or "of the" right behind it."""
    mark = tokens.marks[i]
    if (mark == "f" and i == start) or (mark in "th" and i == start + 1):
        return True
    return mark in "mXxjo" and not tokens.lower[i].endswith("ing")


def _joined(people: list[People], groups: list[People]) -> list[People]:
    """People and households in text order; where the two overlap the household is what was counted."""
    kept = [p for p in people if not any(p.first < g.last and g.first < p.last for g in groups)]
    return sorted([*kept, *groups], key=lambda p: p.first)


def _told(people: People, tokens: Tokens, words: Lexicon) -> str | None:
    """What a phrase itself says: "12 displaced men", "300 of the evacuees"."""
    if people.anaphor:
        outcome = words.outcomes.get(tokens.lower[people.head])
        return outcome if outcome in MOVED and people.head > people.first + 1 else None
    if people.moved is None and people.numbered and tokens.lower[people.head] in words_of("fled")["many"]:
        return "displaced"
    return people.moved


def _nominal(people: People, outcome: str) -> Hit:
    return Hit(outcome, people, people.first, people.last, people.head, "nominal")


def _staying(tokens: Tokens, people: list[People]) -> list[Hit]:
    """ "400 people sheltering in schools", of whom nothing else is told."""
    hits: list[Hit] = []
    for i in staying(tokens):
        before = [p for p in people if p.last <= i]
        if before and all(mark in "xY" for mark in tokens.marks[before[-1].last : i]):
            who = before[-1]
            hits.append(Hit("displaced", who, who.first, i + 1, i, "reduced"))
    return hits


def _beside(tokens: Tokens, people: list[People], hits: list[Hit]) -> list[Hit]:
    """ "300 families (about 1,500 people) were displaced": the same people, counted twice over in two units."""
    more: list[Hit] = []
    for one, other in itertools.pairwise(people):
        between = tokens.lower[one.last : other.first]
        closed = tokens.marks[other.last : other.last + 1] == [")"]
        if one.unit == other.unit or "homes" in (one.unit, other.unit) or between != ["("] or not closed:
            continue
        if not (one.numbered and other.numbered):
            continue
        told = next((h for h in hits if h.people in (one, other) and h.outcome in MOVED), None)
        if told is None or {one.first, other.first} <= {h.people.first for h in hits if h.people}:
            continue
        second = other if told.people is one else one
        more.append(
            replace(
                told, people=second, first=min(told.first, second.first), last=max(told.last, second.last)
            )
        )
    return more


def _labelled(tokens: Tokens, numbers: list[Number], words: Lexicon) -> list[Hit]:
    """A line of a table: "IDPs total 12,300", "Evacuated: 850 people", "Displaced: 4,100 (900 families)"."""
    if not numbers or len(tokens) > _SHORT:
        return []
    start = numbers[0].first
    label, groups = tokens.lower[:start], words_of("households")["many"]
    outcomes = {o for w in label if (o := words.outcomes.get(w))}
    inside = {k for n in numbers for k in range(n.first, n.last)}
    rest = {w for k, w in enumerate(tokens.lower) if k not in inside and w not in words.outcomes}
    if len(outcomes) != 1 or not outcomes <= set(MOVED) or not rest <= LABEL | groups:
        return []
    outcome = outcomes.pop()
    hits: list[Hit] = []
    for number in numbers[:2]:
        near = tokens.lower[number.last : number.last + 1]
        households = not groups.isdisjoint(near or [""]) or (not hits and not groups.isdisjoint(label))
        unit = "households" if households else "persons"
        who = People(
            number.first, number.last, number.last - 1, number.count, NO_TRAITS, numbered=True, unit=unit
        )
        hits.append(Hit(outcome, who, 0, number.last, number.first, "nominal"))
    return hits if len({h.people.unit for h in hits if h.people}) == len(hits) else []


def _of_households(tokens: Tokens, hit: Hit, people: People) -> People:
    """ "The number of displaced families reached 300" counts households."""
    between = tokens.lower[hit.verb : people.first]
    return (
        people if words_of("households")["many"].isdisjoint(between) else replace(people, unit="households")
    )
