"""The people harmed whom reports single out, as a page tells of them: by name only where the name was not withheld."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daftar.model import Group
from daftar.publish.base import WITHHELD_NAME
from daftar.publish.site.words import capital, label, who_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daftar.model import Incident, Victim

__all__ = ["Person", "people"]

_ADULT: Final = 18  # years; the Convention on the Rights of the Child, article 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """``who``: a name, or what is known (``Boy, 6 years``). ``about``: what happened, and what else is told of them."""

    who: str
    about: str


def people(incident: Incident) -> Iterable[Person]:
    """Each person of an incident. A name that was withheld is not said again for each of twenty people."""
    for one in incident.victims:
        names = " / ".join(name for name in (one.name, *one.names_other) if name and name != WITHHELD_NAME)
        known = _known(one)
        about = [
            label("outcome", one.outcome),
            *([known] if names and known else []),
            *([f"“{one.relation}”"] if one.relation else []),
            *(["name withheld"] if one.name == WITHHELD_NAME else []),
        ]
        yield Person(who=capital(names or known or "one person"), about="; ".join(about))


def _known(one: Victim) -> str:
    """``boy, 6 years``; nothing where nothing is told."""
    young = one.age_group == "child" or (one.age is not None and one.age < _ADULT)
    elderly = one.age_group if one.age_group == "elderly" else None
    group = Group(worded="", age="child" if young else elderly, sex=one.sex, role=one.role)
    who = who_words(group, many=False)
    if who == "person":
        who = (one.role or "").replace("_", " ")
    years = "" if one.age is None else f"{one.age} year{'' if one.age == 1 else 's'}"
    return ", ".join(part for part in (who or (years and "person"), years) if part)
