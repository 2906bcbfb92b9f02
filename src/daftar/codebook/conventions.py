"""Counting words and what they are taken to count: conventions, as data, each with its source.

A convention set is a TOML file with ``[qualifiers]`` (words before a number: "at least") and ``[words]`` (words that
stand for a number: "dozens"). Values are ``low``, ``high`` and ``best``, each a whole number or a small expression of
the number ``N`` that the words qualify: ``"N"``, ``"N+1"``, ``"N-1"``, ``"0.9N"``, ``"1.1N"``, or ``"open"``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from daftar.errors import DataError, UnknownName
from daftar.model import Count
from daftar.tables import own_table, packaged_table

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KNOWN", "Conventions", "Rule", "conventions"]

KNOWN = ("default", "acled", "airwars", "idmc", "ucdp")
_KEYS = ("displacement", "extends", "high_from_figure", "plural", "qualifiers", "words")
_ENTRY = ("best", "high", "low", "source")
_TYPICAL = 100  # the number that an entry is tried with as it is loaded
_EXPRESSION = re.compile(r"(?:(?P<factor>\d+(?:\.\d+)?)?N(?P<shift>[+-]\d+)?|(?P<fixed>\d+)|(?P<open>open))$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one wording counts: expressions for low, high and best (None: no best figure follows)."""

    low: str
    high: str
    best: str | None

    def count(self, number: int = 0) -> Count:
        """The count for the words around ``number`` (ignored by wordings that stand alone)."""
        low, high = _value(self.low, number) or 0, _value(self.high, number)
        best = None if self.best is None else _value(self.best, number)
        low = max(0, low)
        if high is not None:  # "up to 0", "fewer than 0": what the words leave is nobody
            high = max(0, high)
            low = min(low, high)
            best = None if best is None else min(best, high)
        best = None if best is None else max(best, low)
        return Count(low=low, high=high, best=best)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """A convention set: ``qualifiers`` and ``words`` by lower-case wording, ``plural`` for an unnumbered plural.

    ``high_from_figure``: whether a record's high is the largest figure said even where the words leave it open
    (Airwars counts "at least 4" as 4 to 4 unless another source says more). ``displacement``: the set that figures of
    people displaced and of homes lost are counted by, None for this one.
    """

    name: str
    qualifiers: dict[str, Rule]
    words: dict[str, Rule]
    plural: Rule
    high_from_figure: bool = False
    displacement: str | None = None


def conventions(name: str = "default", directory: Path | None = None) -> Conventions:
    """The convention set called ``name``, from ``directory`` (a register's own copy) or the package.

    Raises UnknownName for a set that is in neither, DataError for a file that does not make sense.
    """
    if directory is not None and (path := directory / f"{name}.toml").is_file():
        return _checked(name, own_table(path), str(path))
    if name not in KNOWN:
        raise UnknownName("convention set", name, KNOWN)
    return _builtin(name)


@lru_cache(maxsize=8)
def _builtin(name: str) -> Conventions:
    file = f"sets/{name}.toml"
    return _checked(name, packaged_table("daftar.codebook", file), file)


def _checked(name: str, data: dict[str, Any], where: str) -> Conventions:
    if unknown := sorted(data.keys() - _KEYS):
        raise DataError(f"{where}: there is no {unknown[0]!r} in a convention set; known: {', '.join(_KEYS)}")
    base = _base(data["extends"], where) if "extends" in data else None
    displacement = data.get("displacement", base.displacement if base else None)
    if displacement not in (None, *KNOWN):
        raise DataError(
            f"{where}, displacement: no built-in set is called {displacement!r}; known: {', '.join(KNOWN)}"
        )
    if "plural" in data:
        plural = _rule(data["plural"], f"{where}, plural", qualifies=False)
    elif base:
        plural = base.plural
    else:
        raise DataError(f"{where}: there is no [plural] entry; say what an unnumbered plural counts")
    return Conventions(
        name=name,
        qualifiers=(base.qualifiers if base else {}) | _rules(data, "qualifiers", where),
        words=(base.words if base else {}) | _rules(data, "words", where),
        plural=plural,
        displacement=None if displacement == name else displacement,
        high_from_figure=bool(data.get("high_from_figure", base.high_from_figure if base else False)),
    )


def _base(name: object, where: str) -> Conventions:
    if name not in KNOWN:
        raise DataError(f"{where}, extends: no built-in set is called {name!r}; known: {', '.join(KNOWN)}")
    return _builtin(str(name))


def _rules(data: dict[str, Any], table: str, where: str) -> dict[str, Rule]:
    entries = data.get(table, {})
    if not isinstance(entries, dict):
        raise DataError(f"{where}, {table}: must be a table of wordings, [{table}]")
    return {
        wording.lower(): _rule(entry, f"{where}, {table}.{wording}", qualifies=table == "qualifiers")
        for wording, entry in entries.items()
    }


def _rule(entry: object, where: str, *, qualifies: bool) -> Rule:
    """One entry, checked. Only words that qualify a number may speak of N."""
    if not isinstance(entry, dict) or "low" not in entry:
        raise DataError(f"{where}: needs at least a low, for example {{ low = 2, high = 9, source = '...' }}")
    if unknown := sorted(entry.keys() - _ENTRY):
        raise DataError(f"{where}: there is no {unknown[0]!r} in an entry; known: {', '.join(_ENTRY)}")
    texts: dict[str, str | None] = {}
    for key in ("low", "high", "best"):
        value = entry.get(key)
        texts[key] = None if value is None else str(value)
        match = None if value is None else _EXPRESSION.match(str(value))
        if value is not None and match is None:
            raise DataError(
                f"{where}.{key}: {value!r} is neither a whole number, 'open', nor an expression of N"
            )
        if match and match["open"] and key != "high":
            raise DataError(f"{where}.{key}: only high may be 'open'")
        if match and not qualifies and not (match["open"] or match["fixed"]):
            raise DataError(f"{where}.{key}: {value!r} speaks of N, but these words stand before no number")
    rule = Rule(low=texts["low"] or "0", high=texts["high"] or "open", best=texts["best"])
    low, high = _value(rule.low, _TYPICAL), _value(rule.high, _TYPICAL)
    best = low if rule.best is None else _value(rule.best, _TYPICAL)
    if low is not None and best is not None and not low <= best <= (best if high is None else high):
        raise DataError(f"{where}: low, best and high must not fall: {rule.low}, {rule.best}, {rule.high}")
    return rule


def _value(expression: str, number: int) -> int | None:
    match = _EXPRESSION.match(expression)
    if match is None or match["open"]:
        return None
    if match["fixed"]:
        return int(match["fixed"])
    return round(float(match["factor"] or 1) * number) + int(match["shift"] or 0)
