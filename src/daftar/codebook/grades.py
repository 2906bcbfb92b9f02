"""Grading schemes: how well an incident is corroborated, as data, each rule with its source.

A scheme is a TOML file with ``[[rule]]`` entries, read from the top: the first whose conditions all hold gives the grade.
An entry has ``grade`` (one of the codebook's), ``when`` (a table of conditions), ``why`` (the sentence to show) and
``source``. Conditions are ``FACT_min`` and ``FACT_max`` with a whole number for the facts that are numbers, and ``FACT``
with true or false for the others (:data:`NUMBERS`, :data:`FLAGS`). ``why`` may name ``{count}`` (of independent origins),
``{origins}``, ``{rivals}``, ``{blamed}``, ``{admitting}`` and ``{denying}``.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from daftar.codebook import vocabularies
from daftar.errors import DataError, UnknownName
from daftar.tables import own_table, packaged_table

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FLAGS", "KNOWN", "NUMBERS", "WORDS", "GradeRule", "Scheme", "scheme"]

#: The schemes that come with Daftar.
KNOWN = ("airwars", "ibc")
#: Facts that are whole numbers: claims that assert harm, claims that deny it, independent origins, kinds of origins,
#: parties named as having done it, parties named in each other's place, belligerents that admitted, that denied.
NUMBERS = ("asserted", "denied", "origins", "origin_kinds", "blamed", "rivals", "admitted", "denying")
#: Facts that hold or do not: everybody harmed is said to have been a fighter.
FLAGS = ("combatants_only",)
#: What the sentence of a rule may name.
WORDS = ("count", "origins", "rivals", "blamed", "admitting", "denying")
_KEYS = {"grade", "when", "why", "source"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeRule:
    """One rule: the grade that it gives where ``least``, ``most`` and ``flags`` (by fact) all hold, and why in words."""

    grade: str
    why: str
    source: str
    least: Mapping[str, int]
    most: Mapping[str, int]
    flags: Mapping[str, bool]

    def holds(self, numbers: Mapping[str, int], flags: Mapping[str, bool]) -> bool:
        """Whether all conditions hold of these facts."""
        return (
            all(numbers[fact] >= number for fact, number in self.least.items())
            and all(numbers[fact] <= number for fact, number in self.most.items())
            and all(flags[fact] == wanted for fact, wanted in self.flags.items())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A grading scheme: its rules in order, with its title and where it is from."""

    name: str
    title: str
    source: str
    rules: tuple[GradeRule, ...]


def scheme(name: str = "airwars", directory: Path | None = None) -> Scheme:
    """The grading scheme called ``name``, from ``directory`` (a register's own copy) or the package.

    Raises UnknownName for a scheme that is in neither, DataError for a file that does not make sense.
    """
    if directory is not None and (path := directory / f"{name}.toml").is_file():
        return _checked(name, own_table(path), str(path))
    if name not in KNOWN:
        raise UnknownName("grading scheme", name, KNOWN)
    return _builtin(name)


@lru_cache(maxsize=8)
def _builtin(name: str) -> Scheme:
    file = f"schemes/{name}.toml"
    return _checked(name, packaged_table("daftar.codebook", file), file)


def _checked(name: str, data: Mapping[str, Any], where: str) -> Scheme:
    entries = data.get("rule")
    if not isinstance(entries, list) or not entries:
        raise DataError(
            f"{where}: there is no [[rule]]; write at least one, with a grade, when, why and source"
        )
    rules = tuple(_rule(entry, f"{where}, rule {number}") for number, entry in enumerate(entries, 1))
    return Scheme(
        name=name, title=str(data.get("title", name)), source=str(data.get("source", "")), rules=rules
    )


def _rule(entry: object, where: str) -> GradeRule:
    if not isinstance(entry, dict):
        raise DataError(f"{where}: must be a table; write [[rule]] on a line of its own")
    if unknown := sorted(entry.keys() - _KEYS):
        raise DataError(f"{where}: there is no {unknown[0]!r} in a rule; known: {', '.join(sorted(_KEYS))}")
    for key in ("grade", "why"):
        if not isinstance(entry.get(key), str) or not entry[key]:
            raise DataError(f'{where}: {key} must be text in quotes; write {key} = "..."')
    known = vocabularies().grade
    if entry["grade"] not in known:
        raise DataError(f"{where}: no grade is called {entry['grade']!r}; known: {', '.join(known)}")
    least, most, flags = _conditions(entry.get("when", {}), where)
    return GradeRule(
        grade=entry["grade"],
        why=_sentence(entry["why"], where),
        source=str(entry.get("source", "")),
        least=least,
        most=most,
        flags=flags,
    )


def _conditions(when: object, where: str) -> tuple[dict[str, int], dict[str, int], dict[str, bool]]:
    if not isinstance(when, dict):
        raise DataError(f"{where}: when must be a table of conditions, such as {{ origins_min = 2 }}")
    least: dict[str, int] = {}
    most: dict[str, int] = {}
    flags: dict[str, bool] = {}
    for key, value in when.items():
        fact, _, end = key.rpartition("_")
        if key in FLAGS:
            if not isinstance(value, bool):
                raise DataError(f"{where}, {key}: must be true or false, not {value!r}")
            flags[key] = value
        elif fact in NUMBERS and end in {"min", "max"}:
            if not isinstance(value, int) or isinstance(value, bool) or value < 0:
                raise DataError(f"{where}, {key}: must be a whole number of 0 or more, not {value!r}")
            (least if end == "min" else most)[fact] = value
        else:
            numbers = ", ".join(f"{n}_min" for n in NUMBERS)
            raise DataError(
                f"{where}: no condition is called {key!r}; known: {numbers} (and the same with _max), {', '.join(FLAGS)}"
            )
    return least, most, flags


def _sentence(why: str, where: str) -> str:
    try:
        named: list[Any] = [field for _, field, _, _ in string.Formatter().parse(why) if field is not None]
    except ValueError as fault:
        raise DataError(f"{where}, why: {fault}; a brace is written twice") from fault
    for field in named:
        if field not in WORDS:
            raise DataError(
                f"{where}, why: there is nothing called {{{field}}}; known: {', '.join(f'{{{w}}}' for w in WORDS)}"
            )
    return why
