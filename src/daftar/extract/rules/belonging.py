"""To whom people belong, and what it tells of them: "a sergeant of the 4th Division", "a Red Crescent volunteer"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Traits
    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.tokens import Tokens

__all__ = ["belonging"]

_BEFORE = 5  # tokens before the noun: "UN agency local national staff member"
_REACH = 7  # tokens from "of" to the last word of what somebody belongs to
_NOUNS = (["m"], ["X"], ["P"], ["p"])
_ARMY = frozenset({"army", "military", "armed", "militia", "rebel", "navy"})


@dataclass(frozen=True, slots=True)
class _Words:
    members: frozenset[str]
    ranks: frozenset[str]
    links: frozenset[str]
    units: dict[tuple[str, ...], str]
    work: dict[tuple[str, ...], str]
    former: frozenset[str]


@lru_cache(maxsize=4)
def _words(language: str = "en") -> _Words:
    data = load(language, "belonging")
    return _Words(
        members=frozenset(data["members"]),
        ranks=frozenset(data["ranks"]),
        links=frozenset(data["links"]),
        units={tuple(p.split()): kind for kind, phrases in data["units"].items() for p in phrases},
        work={tuple(p.split()): kind for kind, phrases in data["work"].items() for p in phrases},
        former=frozenset(data["former"]["words"]),
    )


def belonging(people: People, tokens: Tokens) -> None:
    """Put into ``people`` what the words around its noun say of whom they belong to; the phrase grows by them."""
    words = _words()
    noun = tokens.lower[people.head]
    member, rank = noun in words.members, noun in words.ranks
    if not member and not rank and people.traits.status is None and people.traits.role is None:
        return
    _one_force(people, tokens)
    if member:
        _before(people, tokens, words)
    if (member or rank) and people.last < len(tokens) and tokens.lower[people.last] in words.links:
        _behind(people, tokens, words)
    if people.traits.status == "combatant" or people.traits.role is not None:
        _once(people, tokens, words)


def _one_force(people: People, tokens: Tokens) -> None:
    """An army officer is no policeman and a police sergeant no soldier: nouns of rank are of both."""
    traits = people.traits
    if traits.status != "combatant" or traits.role != "police":
        return
    army = not _ARMY.isdisjoint(tokens.lower[people.first : people.head])
    people.traits = replace(traits, role=None) if army else replace(traits, status=None)


def _before(people: People, tokens: Tokens, words: _Words) -> None:
    """ "Three UN staff members", "a Red Crescent volunteer", "four hospital staff"."""
    low = tokens.lower
    if people.traits.role is not None:
        return
    for end in range(people.head, max(people.head - _BEFORE, people.first - 1), -1):
        for size in (2, 1):
            role = words.work.get(tuple(low[max(0, end - size) : end])) if end - size >= 0 else None
            if role is not None:
                people.first = min(people.first, end - size)
                people.traits = replace(people.traits, role=role)
                return


def _behind(people: People, tokens: Tokens, words: _Words) -> None:
    """ "A sergeant of the 4th Division", "volunteers with the civil defence"."""
    low, marks = tokens.lower, tokens.marks
    noun = low[people.head]
    at = people.last + 1
    if at < len(tokens) and (marks[at] in "tah"):
        at += 1
    for end in range(min(len(tokens), at + _REACH), at, -1):
        if any(mark in ",.;()BHMdsgbWwqA" for mark in marks[at:end]) or marks[end : end + 1] in _NOUNS:
            continue  # "in the army town"
        for size in (3, 2, 1):
            tail = tuple(low[max(at, end - size) : end])
            if end - at < size:
                continue
            fights = noun not in words.members or noun in ("member", "members", "personnel")
            told = _told(people.traits, tail, words, fights=fights)
            if told is not None:
                people.traits = told
                if "A" not in marks[end : end + 1]:  # of one of two units: the other would be left behind
                    people.last = end
                return


def _told(traits: Traits, tail: tuple[str, ...], words: _Words, *, fights: bool) -> Traits | None:
    if tail in words.units and fights:
        return replace(traits, status=traits.status or "combatant", role=None)
    if tail in words.work and (traits.role in (None, words.work[tail]) and traits.status is None):
        return replace(traits, role=words.work[tail])
    return None


def _once(people: People, tokens: Tokens, words: _Words) -> None:
    """Who is a "former officer" is none now."""
    if not words.former.isdisjoint(tokens.lower[max(0, people.first - 1) : people.head]):
        people.traits = replace(people.traits, status=None, role=None)
