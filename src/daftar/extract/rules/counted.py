"""People phrases that a number leads: "at least 22 civilians", "two of the five", "one male NGO aid worker"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.extract.rules.flight import described
from daftar.extract.rules.nouns import (
    NO_TRAITS,
    People,
    age_traits,
    closing,
    head_at,
    merge,
    noun_ahead,
    of_number,
)
from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.lexicon import Lexicon, Traits
    from daftar.extract.rules.numbers import Number
    from daftar.extract.rules.tokens import Tokens

__all__ = ["counted"]

_BETWEEN = frozenset("mXypPjKJ")  # what may stand between a number and its noun
_STATES = frozenset({"displaced", "besieged", "homeless"})
_BARE = frozenset({"them", "those", "whom", "which", "these"})
_NOBODY = frozenset({"one", "nobody", "no-one"})
_NOT_ALONE = frozenset({"no", "none", "some", "many", "few", "all"})
_REACH = 10
_PLURALS = frozenset({"men", "women", "children", "people"})


def counted(tokens: Tokens, number: Number, inside: list[bool], words: Lexicon) -> People | None:
    """The people that ``number`` counts, or None where it counts something else.

    ``inside`` tells which tokens belong to a number phrase.
    """
    if number.none and tokens.lower[number.last - 1] in _NOBODY:
        return _anaphor(number, number.last, none=True)
    start, definite, whole = _of(tokens, number, inside)
    if whole is not None:
        return whole
    walk = _Walk(tokens, words, inside, start)
    walk.go()
    if walk.office:
        return None  # "two militant groups"
    if walk.aged >= 0:
        return People(
            number.first, walk.aged + 1, walk.aged, number.count, walk.seen, numbered=True, others=walk.others
        )
    people = _phrase(tokens, number, walk, words, definite=definite)
    if people is not None:
        people.moved = walk.moved
    return people


def _phrase(tokens: Tokens, number: Number, walk: _Walk, words: Lexicon, *, definite: bool) -> People | None:
    if walk.head >= 0:
        head = words.traits.get(tokens.lower[walk.head])
        traits = of_number(walk.seen, many=head.many if head else True, kin=bool(head and head.kin))
        return People(
            number.first,
            walk.head + 1,
            walk.head,
            number.count,
            traits,
            numbered=True,
            others=walk.others,
            definite=definite,
            none=number.none,
            kin=traits.kin,
        )
    return _headless(tokens, number, walk, words, definite=definite)


def _anaphor(number: Number, last: int, *, none: bool = False) -> People:
    return People(
        number.first, last, last - 1, number.count, NO_TRAITS, numbered=True, none=none, anaphor=not none
    )


def _of(tokens: Tokens, number: Number, inside: list[bool]) -> tuple[int, bool, People | None]:
    """Past "of", "of the", "of the six": where the noun is looked for, whether it is definite, and the phrase where
    "of them" or "of the dead" is all of it.
    """
    i, size = number.last, len(tokens)
    if i >= size or tokens.marks[i] != "f":
        return i, False, None
    i += 1
    if i < size and tokens.lower[i] in _BARE:
        return i, False, _anaphor(number, i + 1)
    if i >= size or tokens.marks[i] not in "th":
        return i, False, None
    i += 1
    while i < size and inside[i]:
        i += 1
    if i < size and tokens.marks[i] in "Snd":
        return i, True, _anaphor(number, i + 1)
    return i, True, None


class _Walk:
    """From the number rightwards to the noun, gathering what the words on the way tell."""

    def __init__(self, tokens: Tokens, words: Lexicon, inside: list[bool], start: int) -> None:
        self.tokens = tokens
        self.words = words
        self.inside = inside
        self.start = start
        self.seen = NO_TRAITS
        self.others = self.office = False
        self.several = False  # the last noun was a plural: "civilians children" are two kinds, no compound
        self.head = self.weak_head = self.aged = -1
        self.aside = 0  # tokens in brackets, which do not count towards the reach
        self.moved: str | None = None

    def go(self) -> None:
        i, size = self.start, len(self.tokens)
        while 0 <= i < size and i - self.start - self.aside < _REACH and not self.inside[i]:
            i = self._step(i)

    def _step(self, i: int) -> int:
        """The next token to look at, or -1 where the phrase ends."""
        mark, word = self.tokens.marks[i], self.tokens.lower[i]
        if mark == "(" and (self.head < 0 or noun_ahead(self.tokens, i, self.words)):
            end = closing(self.tokens, i)
            self.aside += end - i
            return end + 1 or -1
        if mark == "o":
            self.others = True
            return i + 1
        if mark == "y" and self.head < 0:
            self.seen = merge(self.seen, age_traits(word))
            if word.endswith("olds"):
                self.aged = i
                return -1
            return i + 1
        found = head_at(self.tokens, i, self.words)
        if found is not None:
            return self._noun(*found)
        if ahead := self._state(i):
            return ahead
        if mark not in _BETWEEN or word.endswith("ing") or word in self.words.sets["measures"]:
            return -1
        adjective = self.words.adjectives.get(word)
        if adjective is not None:
            self.seen = merge(adjective, self.seen)
        self.weak_head = i
        return i + 1

    def _harmed(self) -> bool:
        """Whether a verb of harm before the number says what befell them: then "displaced" only tells who they were."""
        return not {"d", "g", "b"}.isdisjoint(self.tokens.marks[max(0, self.start - 5) : self.start])

    def _state(self, i: int) -> int:
        """The token behind words that only say how the people ahead live ("internally displaced"), or 0."""
        mark, word = self.tokens.marks[i], self.tokens.lower[i]
        ahead = described(self.tokens, i, self.words) if mark in "dSx" and self.head < 0 else 0
        if ahead:
            self.moved = self.words.outcomes[self.tokens.lower[ahead - 1]]
        elif word in _STATES and self._harmed() and noun_ahead(self.tokens, i + 1, self.words):
            ahead = i + 1  # "killed 26 besieged people"
        return ahead

    def _noun(self, end: int, told: Traits) -> int:
        """A people noun; the phrase goes on where another follows ("staff member", "male NGO aid worker")."""
        listed = self.head >= 0 and self.several and told.many and (told.age or told.sex)
        self.seen = replace(merge(self.seen, told), age=None, sex=None) if listed else merge(self.seen, told)
        self.head = end - 1
        noun = self.tokens.lower[self.head]
        self.several = (
            noun.endswith("s") or noun in _PLURALS
        )  # "elderly", "staff" are several and go before a noun
        if end >= len(self.tokens):
            return -1
        if told.many and self.tokens.lower[end] in self.words.sets["tellers"]:
            return -1  # "nine passengers police said"
        compound = not told.many and noun_ahead(self.tokens, end, self.words)
        self.office = not compound and self.tokens.lower[end] in self.words.sets["offices"]
        return end if self.tokens.marks[end] in "PpKJ" or compound else -1


def _in_a_name(tokens: Tokens, number: Number, words: Lexicon) -> bool:
    """Whether a number is the end of a name ("a reporter for Channel Six") or of a list's entry ("Massacre 12 of this year"), or an age."""
    first = number.first
    before = tokens.lower[first - 1] if first and tokens.marks[first] == "#" else ""
    if before in words.sets["running"] or before in words.sets["eldest"]:
        return True
    capital = tokens.text[tokens.starts[first]].isupper() and not (tokens.titled or tokens.capitals)
    return capital and first > 0 and tokens.marks[first - 1] == "X"


def _headless(
    tokens: Tokens, number: Number, walk: _Walk, words: Lexicon, *, definite: bool
) -> People | None:
    """A number without a people noun: "nine were killed", "four others", "12 Hazaras"; None for measures and things."""
    size, start = len(tokens), walk.start
    measures = words.sets["measures"]
    if number.none and tokens.marks[number.last : number.last + 1] != ["n"]:
        return None
    if walk.others:
        last = max(start + 1, number.last)
        return People(number.first, last, start, number.count, NO_TRAITS, numbered=True, others=True)
    if walk.weak_head < 0:
        if (
            definite
            or (start < size and tokens.lower[start] in measures)
            or _in_a_name(tokens, number, words)
        ):
            return None
        if number.last < size and tokens.marks[number.last] in "#%y":
            return None
        last_word = tokens.lower[number.last - 1]
        pair = last_word == "couple"  # with nobody behind it: two people, not "two or so"
        return People(
            number.first,
            number.last,
            number.last - 1,
            Count.exactly(2) if pair else number.count,
            NO_TRAITS,
            numbered=True,
            weak=last_word in _NOT_ALONE,
            none=number.none,
        )
    stop = walk.weak_head + 1
    if tokens.lower[start] in measures or tokens.lower[walk.weak_head] in measures:
        return None
    if stop < size and tokens.lower[stop] in measures:
        return None
    plural = tokens.lower[walk.weak_head].endswith("s")
    return People(
        number.first,
        stop,
        walk.weak_head,
        number.count,
        walk.seen,
        numbered=True,
        weak=True,
        definite=not plural,
    )
