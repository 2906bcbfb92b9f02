"""Counting words and what they are taken to count: conventions, as data, each with its source.

A convention set is a TOML file with ``[qualifiers]`` (words before a number: "at least") and ``[words]`` (words that
stand for a number: "dozens"). Values are ``low``, ``high`` and ``best``, each a whole number or a small expression of
the number ``N`` that the words qualify: ``"N"``, ``"N+1"``, ``"N-1"``, ``"0.9N"``, ``"1.1N"``, or ``"open"``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from daftar.errors import DataError, UnknownName
from daftar.model import Count

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["KNOWN", "Conventions", "Rule", "conventions"]

KNOWN = ("default", "acled", "airwars", "ucdp")
_EXPRESSION = re.compile(r"(?:(?P<factor>\d+(?:\.\d+)?)?N(?P<shift>[+-]\d+)?|(?P<fixed>\d+)|(?P<open>open))$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How one wording counts: expressions for low, high and best (None: no best figure follows)."""

    low: str
    high: str
    best: str | None

    def count(self, number: int = 0) -> Count:
        """The count for the words around ``number`` (ignored by wordings that stand alone)."""
        low = _value(self.low, number)
        high = _value(self.high, number)
        best = None if self.best is None else _value(self.best, number)
        low = max(0, low or 0)
        if high is not None:
            high = max(high, low)
        return Count(low=low, high=high, best=best)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """A convention set: ``qualifiers`` and ``words`` by lower-case wording, ``plural`` for an unnumbered plural.

    ``high_from_figure``: whether a record's high is the largest figure said even where the words leave it open
    (Airwars counts "at least 4" as 4 to 4 unless another source says more).
    """

    name: str
    qualifiers: dict[str, Rule]
    words: dict[str, Rule]
    plural: Rule
    high_from_figure: bool = False


def conventions(name: str = "default", directory: Path | None = None) -> Conventions:
    """The convention set called ``name``, from ``directory`` (a register's own copy) or the package.

    Raises UnknownName for a set that is in neither, DataError for a file that does not make sense.
    """
    if directory is not None and (directory / f"{name}.toml").is_file():
        path = directory / f"{name}.toml"
        return _load(name, path.read_text(encoding="utf-8"), str(path))
    if name not in KNOWN:
        raise UnknownName("convention set", name, KNOWN)
    return _builtin(name)


@lru_cache(maxsize=8)
def _builtin(name: str) -> Conventions:
    file = resources.files("daftar.codebook") / "sets" / f"{name}.toml"
    return _load(name, file.read_text(encoding="utf-8"), f"sets/{name}.toml")


def _load(name: str, text: str, where: str) -> Conventions:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DataError(f"{where}: not TOML: {fault}") from fault
    base = _builtin(data["extends"]) if "extends" in data else None
    qualifiers = dict(base.qualifiers) if base else {}
    words = dict(base.words) if base else {}
    qualifiers |= {
        k.lower(): _rule(v, f"{where}, qualifiers.{k}") for k, v in data.get("qualifiers", {}).items()
    }
    words |= {k.lower(): _rule(v, f"{where}, words.{k}") for k, v in data.get("words", {}).items()}
    if "plural" in data:
        plural = _rule(data["plural"], f"{where}, plural")
    elif base:
        plural = base.plural
    else:
        raise DataError(f"{where}: there is no [plural] entry; say what an unnumbered plural counts")
    return Conventions(
        name=name,
        qualifiers=qualifiers,
        words=words,
        plural=plural,
        high_from_figure=bool(data.get("high_from_figure", base.high_from_figure if base else False)),
    )


def _rule(entry: object, where: str) -> Rule:
    if not isinstance(entry, dict) or "low" not in entry:
        raise DataError(f"{where}: needs at least a low, for example {{ low = 2, high = 9, source = '...' }}")
    texts: dict[str, str | None] = {}
    for key in ("low", "high", "best"):
        value = entry.get(key)
        texts[key] = None if value is None else str(value)
        if value is not None and not _EXPRESSION.match(str(value)):
            raise DataError(
                f"{where}.{key}: {value!r} is neither a whole number, 'open', nor an expression of N"
            )
    return Rule(low=texts["low"] or "0", high=texts["high"] or "open", best=texts["best"])


def _value(expression: str, number: int) -> int | None:
    match = _EXPRESSION.match(expression)
    if match is None or match["open"]:
        return None
    if match["fixed"]:
        return int(match["fixed"])
    return round(float(match["factor"] or 1) * number) + int(match["shift"] or 0)
