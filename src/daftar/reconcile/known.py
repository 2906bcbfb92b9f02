"""Sources as they are told apart: one body under several names, people who speak for it, and whoever has no name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.codebook.independence import independence
from daftar.languages.copying import is_institution
from daftar.model.origins import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daftar.model import Origin

__all__ = ["Known", "Source", "independent_of_each_other", "is_named"]

_SMALL = frozenset("the of for and in at s a an al el de la".split())
_STEM = 5  # letters by which words of names are compared: Syria's, Syrian
_PERSON = 3  # words in a person's name at most


class Source(NamedTuple):
    """Whose knowledge a claim goes back to.

    ``named``: one and the same wherever it is so called. ``gatherer`` is the outlet that asked an unnamed source itself.
    ``vague``: an outlet that does not say whom it has it from, or a name that fits several; it may be any other source.
    ``rank`` is where it is told first.
    """

    key: str
    origin: Origin
    rank: int
    named: bool = True
    gatherer: str = ""
    vague: bool = False

    @property
    def kind(self) -> str:
        """The codebook's kind of origin."""
        return self.origin.kind


def is_named(origin: Origin) -> bool:
    """Whether the words name somebody in particular: a body, or a person of whom it is known what they are."""
    if _body(origin):
        return True
    name = origin.name or ""
    words = name.split()
    person = 0 < len(words) <= _PERSON and all(word[0].isupper() for word in words)
    return bool(name) and is_institution(name) and not (person and origin.kind == "unknown")


def _body(origin: Origin) -> str:
    """The body that somebody speaks for, where it is named ("the Civil Defence", not "the town's hospital")."""
    return origin.organisation if origin.organisation and is_institution(origin.organisation) else ""


def _stems(name: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in fold(name).split() if word not in _SMALL)


class Known:
    """The named sources of one incident: which names are one.

    Two names are one where the words of one are among those of the other (*Civil Defence*, *the Syrian Civil Defence*;
    *Barmada*, *Khaled Barmada*), and a person is the body that they are anywhere said to speak for. Bodies that one and the same
    person speaks for, by their full name, are not shown to know it from two people, and count as one. A name that fits
    several bodies (*the army* beside two armies) is none of them for sure.
    """

    __slots__ = ("_as_one", "_largest", "_speaks")

    def __init__(self, origins: Iterable[Origin]) -> None:
        speaks: dict[frozenset[str], set[frozenset[str]]] = {}
        names: set[frozenset[str]] = set()
        for origin in origins:
            body, person = _stems(_body(origin)), _stems(origin.name or "")
            names.add(body or person)
            if body and person and not person <= body:
                speaks.setdefault(person, set()).add(body)
        self._largest = _largest(names)
        self._as_one: dict[frozenset[str], frozenset[str]] = {}
        meant = {person: self._meant(bodies) for person, bodies in speaks.items()}
        for person in sorted(meant, key=sorted):
            if len(person) > 1:
                self._join(meant[person])
        self._speaks = {
            person: min(bodies, key=sorted)
            for person, bodies in meant.items()
            if len({self._one(body) for body in bodies}) == 1
        }
        self._largest = _largest(names | set(self._speaks))

    def key(self, origin: Origin) -> str | None:
        """What tells the named ``origin`` from others; None where its name fits several."""
        found: set[frozenset[str]] = set()
        for whole in self._wholes(_stems(_body(origin) or origin.name or "")):
            body = self._speaks.get(whole)
            found.update(map(self._one, self._wholes(body) if body else (whole,)))
        return " ".join(sorted(found.pop())) if len(found) == 1 else None

    def _meant(self, bodies: Iterable[frozenset[str]]) -> set[frozenset[str]]:
        return {whole for body in bodies for whole in self._wholes(body)}

    def _join(self, bodies: Iterable[frozenset[str]]) -> None:
        """Have these bodies, and all that count as one with any of them already, count as one."""
        named = {self._one(body) for body in bodies}
        first = min(named, key=sorted)
        for body in {*bodies, *self._as_one}:
            if self._one(body) in named:
                self._as_one[body] = first

    def _one(self, body: frozenset[str]) -> frozenset[str]:
        return self._as_one.get(body, body)

    def speaks(self, origin: Origin) -> bool:
        """Whether the ``origin`` is a person who is elsewhere said to speak for a body ("Barmada")."""
        wholes = (
            self._wholes(_stems(origin.name or "")) if origin.name and is_institution(origin.name) else []
        )
        return bool(wholes) and all(whole in self._speaks for whole in wholes)

    def _wholes(self, name: frozenset[str]) -> list[frozenset[str]]:
        return [whole for whole in self._largest if name <= whole]


def _largest(names: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """The names that are not part of another."""
    every = {name for name in names if name}
    return [name for name in every if not any(name < other for other in every)]


def independent_of_each_other(sources: Iterable[Source]) -> list[Source]:
    """Those of ``sources`` that are told to be different from one another, in order of telling; one at least.

    Named ones come first; an unnamed one counts only where it cannot be any that counts already, or where two outlets
    each asked somebody themselves.
    """
    ordered = sorted(
        {s.key: s for s in sources}.values(),
        key=lambda s: (s.vague, not s.named, not s.gatherer, s.rank, s.key),
    )
    counted: list[Source] = []
    for one in ordered:
        if not counted or all(_apart(one, other) for other in counted):
            counted.append(one)
    return sorted(counted, key=lambda s: (s.rank, s.key))


def _apart(one: Source, other: Source) -> bool:
    if one.vague or other.vague:
        return False
    if one.named and other.named:
        return True
    if not one.named and not other.named and one.gatherer and other.gatherer:
        return one.gatherer != other.gatherer or not independence().may_be_one(one.kind, other.kind)
    return not independence().may_be_one(one.kind, other.kind)
