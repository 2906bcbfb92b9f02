"""The words that a record is coded in, read from ``vocabularies.toml`` and checked as they are read.

Each list is closed: a register has a copy of them to read, and none of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from daftar.errors import DataError
from daftar.tables import packaged_table

__all__ = ["DESCENTS", "UNITS", "Method", "Vocabularies", "vocabularies"]

_LISTS = (
    "claim_kind",
    "toll_group",
    "polarity",
    "scope",
    "perpetrator_status",
    "origin_kind",
    "grade",
    "target",
)


#: What a claim's count can count; null where it counts other things (the camps that were attacked).
UNITS = ("persons", "households", "homes")
#: How a report has what it tells (``model.Descent``): from another report by its words, by what it says, or for itself.
DESCENTS = ("copies", "repeats", "same_words", "translates", "reprints", "draws_on", "credits", "gathers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A way of harming, with what ACLED (sub-event) and PLOVER (assault mode) call it."""

    name: str
    acled: str
    plover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabularies:
    """The closed lists of the codebook, in the order of the file. Precisions map UCDP's numbers to their meaning."""

    claim_kind: tuple[str, ...]
    outcome_people: tuple[str, ...]
    outcome_things: tuple[str, ...]
    toll_group: tuple[str, ...]
    polarity: tuple[str, ...]
    scope: tuple[str, ...]
    perpetrator_status: tuple[str, ...]
    origin_kind: tuple[str, ...]
    grade: tuple[str, ...]
    target: tuple[str, ...]
    date_precision: Mapping[int, str]
    place_precision: Mapping[int, str]
    method: Mapping[str, Method]

    @property
    def outcome(self) -> tuple[str, ...]:
        """All outcomes: those of people, then those of things."""
        return self.outcome_people + self.outcome_things


@cache
def vocabularies() -> Vocabularies:
    """The vocabularies that come with Daftar."""
    return _checked(packaged_table("daftar.codebook", "vocabularies.toml"), "vocabularies.toml")


def _checked(data: Mapping[str, Any], name: str) -> Vocabularies:
    lists = {key: _words(data, key, "values", name) for key in _LISTS}
    return Vocabularies(
        outcome_people=_words(data, "outcome", "people", name),
        outcome_things=_words(data, "outcome", "things", name),
        date_precision=_precisions(data, "date_precision", 5, name),
        place_precision=_precisions(data, "place_precision", 7, name),
        method=_methods(data, name),
        **lists,
    )


def _table(data: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    table = data.get(key)
    if not isinstance(table, dict):
        raise DataError(f"{name}: there is no table [{key}]; copy it from the built-in vocabularies.toml")
    return table


def _words(data: Mapping[str, Any], key: str, inner: str, name: str) -> tuple[str, ...]:
    words = _table(data, key, name).get(inner)
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise DataError(f"{name}: [{key}] {inner} must be a list of words that is not empty")
    if len(set(words)) != len(words):
        twice = sorted({word for word in words if words.count(word) > 1})
        raise DataError(f"{name}: [{key}] {inner} lists {', '.join(twice)} twice; keep one")
    return tuple(words)


def _precisions(data: Mapping[str, Any], key: str, last: int, name: str) -> Mapping[int, str]:
    table = _table(data, key, name)
    expected = [str(number) for number in range(1, last + 1)]
    if sorted(table) != expected or not all(isinstance(meaning, str) for meaning in table.values()):
        raise DataError(f"{name}: [{key}] must give words for each of {', '.join(expected)} and no more")
    return {int(number): table[number] for number in expected}


def _methods(data: Mapping[str, Any], name: str) -> Mapping[str, Method]:
    methods: dict[str, Method] = {}
    for method, mapped in _table(data, "method", name).items():
        if not isinstance(mapped, dict) or not all(
            isinstance(mapped.get(key), str) for key in ("acled", "plover")
        ):
            raise DataError(f'{name}: [method.{method}] needs acled = "..." and plover = "..."')
        methods[method] = Method(name=method, acled=mapped["acled"], plover=mapped["plover"])
    return methods
