"""One person mentioned several times in a report: when two names are one person's, and what is told of them together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from daftar.model import Victim
from daftar.model.origins import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.personal_names import Named
    from daftar.model import Quote

__all__ = ["Person", "fathers", "same_person", "skeleton"]

_WRITTEN = frozenset({"al", "abu", "el", "bin", "ibn", "bint", "umm", "abd", "abdul", "abdel"})
_ARTICLE = frozenset({"al", "el", "bin", "ibn", "bint"})
_VOWELS = re.compile(r"[aeiouy'’`]+")
_TWICE = re.compile(r"(.)\1+")
_ELDERLY, _CHILD = 65, 18


def skeleton(name: str) -> tuple[str, ...]:
    """The consonants of a name's words, so that spellings of one name that differ in vowels are the same."""
    found: list[str] = []
    for word in fold(name).replace("-", " ").split():
        if word in _ARTICLE or (len(word) == 1 and found):
            continue
        bare = _VOWELS.sub("", word[1:])
        first = "a" if word[0] in "aeiou" else word[0]
        found.append(_TWICE.sub(r"\1", first + bare) if len(word) > 1 else word)
    return tuple(found)


@dataclass(slots=True)
class Person:
    """Somebody named, with the fullest name and everything told so far."""

    words: tuple[str, ...]
    name: str = ""
    other: dict[str, None] = field(default_factory=dict)
    age: int | None = None
    age_group: str | None = None
    sex: str | None = None
    relation: str | None = None
    role: str | None = None

    def add(self, name: Named, words: tuple[str, ...]) -> None:
        """Take in another mention."""
        if len(words) > len(self.words) or not self.name:
            self.words, self.name = words, name.name
        self.other.update(dict.fromkeys(name.other))
        self.age = self.age if self.age is not None else name.age
        self.age_group = self.age_group or name.age_group
        self.sex = self.sex or name.sex
        self.relation = self.relation or name.relation
        self.role = self.role or name.role

    def victim(self, outcome: str, quote: Quote) -> Victim:
        """The person as a victim, resting on ``quote``."""
        group = self.age_group
        if self.age is not None:
            group = "child" if self.age < _CHILD else "elderly" if self.age >= _ELDERLY else "adult"
        return Victim(
            outcome=outcome,
            quote=quote,
            name=self.name,
            names_other=tuple(self.other),
            age=self.age,
            age_group=group,
            sex=self.sex,
            relation=self.relation,
            role=self.role,
        )


def same_person(person: Person, words: tuple[str, ...], age: int | None) -> bool:
    """Whether a name is that person's again: the same first word, the shorter's words in their order in the longer, no other age."""
    if not words or not person.words:
        return False
    if age is not None and person.age is not None and abs(age - person.age) > 1:
        return False
    if any(skeleton(other) == words for other in person.other):
        return True
    short, long = sorted((words, person.words), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    rest = iter(long)
    return short[0] == long[0] and all(word in rest for word in short)


def fathers(people: Sequence[Person]) -> None:
    """Take whoever bears the name of somebody's father for a man, where names are written the Arabic way.

    "Omar Salim Haddad" is Omar, son of Salim: in such names the second word is the father's given name, so that
    another of the report's people called Salim is a man. Names with an article or "Abu" show that they are so written.
    """
    written = [p.name.lower().replace("-", " ").split() for p in people]
    if not any(_WRITTEN.intersection(words) for words in written):
        return
    named = {words[1] for words in written if len(words) >= 3 and not _WRITTEN.intersection(words[:2])}
    women = {words[0] for words, p in zip(written, people, strict=True) if words and p.sex == "woman"}
    for person, words in zip(people, written, strict=True):
        if person.sex is None and words and words[0] in named - women:
            person.sex = "man"
