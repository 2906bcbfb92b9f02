"""The words of time, read from TOML once and checked: which part each plays in the grammar, and what it means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from daftar.errors import DataError
from daftar.tables import packaged_table

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "Holiday",
    "Lexicon",
    "day_names",
    "fiscal_year",
    "holiday_triggers",
    "holidays",
    "lexicon",
    "squeezed",
]

_RULES = ("fixed", "easter", "orthodox", "hijri", "hebrew", "nth", "listed")

# One letter for each part that a token can play; the grammar is written over these letters.
_NAMES = {
    "months": "M",
    "months_doubtful": "m",
    "months_short": "b",
    "weekdays": "W",
    "weekdays_short": "w",
    "days": "D",
    "numbers": "q",
    "ordinals": "O",
    "units": "u",
    "parts_of_day": "p",
    "points_of_day": "P",
    "seasons": "X",
    "seasons_doubtful": "z",
    "zones": "G",
    "zones_loose": "G",
    "edges": "E",
    "ends": "d",
    "parts": "J",
    "quarters": "κ",
}
_WORDS = {
    "the": "t",
    "a": "a",
    "this": "s",
    "last": "A",
    "past": "H",
    "next": "j",
    "previous": "<",
    "following": ">",
    "same": "=",
    "that": "Q",
    "in": "i",
    "on": "1",
    "at": "2",
    "of": "3",
    "from": "4",
    "to": "5",
    "between": "6",
    "and": "7",
    "since": "8",
    "until": "9",
    "by": "0",
    "over": "v",
    "about": "~",
    "before": "B",
    "after": "F",
    "ago": "g",
    "earlier": "e",
    "later": "l",
    "few": "k",
    "overnight": "V",
    "weekend": "K",
    "local": "L",
    "time": "T",
    "ahead": "f",
    "said": "!",
    "set": "+",
    "for": "@",
    "every": "η",
    "or": "ω",
    "eve": "υ",
    "ending": "ε",
    "so": "θ",
    "far": "Θ",
    "fiscal": "U",
    "hijri": "Δ",
}
_SIGNS = {
    ",": ",",
    ".": ".",
    "-": "-",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "—": "-",
    "(": "(",
    ")": ")",
    "[": "[",
    "]": "]",
    "'": "'",
    "’": "'",
    "&": "7",
    "$": "$",
    "£": "$",
    "€": "$",
    "#": "$",
    "/": "_",
    ":": ":",
    ";": ";",
    "?": ";",
    "!": ";",
    "%": "%",
    '"': "x",
    "*": "x",
    "+": "x",
    "@": "x",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day with a name: ``rule`` says how its days are found, ``at`` its numbers, ``days`` how long it lasts.

    ``listed`` holds the days of a holiday that no rule gives; ``countries``, ISO codes, those that keep it then.
    """

    names: tuple[str, ...]
    rule: str
    at: tuple[int, ...] = ()
    days: int = 1
    listed: tuple[dt.date, ...] = ()
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``classes``: token → letter of the grammar; ``values``: token → what it means; ``festivals`` finds the names of holidays;
    a name's places among the holidays are under ``*`` and its letters, lower case (``*neweve`` style, no spaces), the number
    of an Islamic month likewise under ``Ω``; ``islamic`` finds the names of those. ``attributive`` finds, right behind the name of a
    holiday, words that make it no day ("a Christmas market").
    """

    classes: Mapping[str, str]
    values: Mapping[str, Any]
    festivals: re.Pattern[str]
    islamic: re.Pattern[str]
    attributive: re.Pattern[str]


@cache
def lexicon() -> Lexicon:
    """The English lexicon. Raises DataError for a file with a missing table or a word that is used twice."""
    source = "en.toml"
    data = _read(source)
    classes: dict[str, str] = dict(_SIGNS)
    classes.update({"\n": "|", "s": "x"})
    values: dict[str, Any] = {}
    for table, letter in _NAMES.items():
        for word, meaning in _table(data, source, table).items():
            for form, code in _forms(table, word, letter):
                _add(classes, source, table, form, code)
                values[form] = tuple(meaning) if isinstance(meaning, list) else meaning
    _add_words(classes, values, _table(data, source, "words"), source)
    for word in holiday_triggers():
        for form in (word.capitalize(), word.upper()):
            classes.setdefault(form, "*")
    return _with_names(classes, values)


def _add_words(classes: dict[str, str], values: dict[str, Any], words: dict[str, Any], source: str) -> None:
    for key, letter in _WORDS.items():
        if not isinstance(words.get(key), list):
            raise DataError(f"{source}: [words] needs a list called {key!r}")
        for word in words[key]:
            for form in {word, word.capitalize(), word.upper()}:
                if letter in "f!" and form in classes:
                    continue  # a cue that is also a grammar word ("upcoming") stays the latter
                _add(classes, source, f"words.{key}", form, letter)
                values[form] = word


def _with_names(classes: dict[str, str], values: dict[str, Any]) -> Lexicon:
    """The lexicon with the names of holidays and Islamic months, which may have several words."""
    names: dict[str, tuple[int, ...]] = {}
    for place, day in enumerate(holidays()):
        for name in day.names:
            names[name] = (*names.get(name, ()), place)
    values.update({"*" + squeezed(name): places for name, places in names.items()})
    months = _table(_read("hijri.toml"), "hijri.toml", "months")
    values.update({"Ω" + squeezed(name): month for name, month in months.items()})
    kinds = "|".join(map(re.escape, _read("holidays.toml")["attributive"]))
    attributive = re.compile(rf"\s+(?:{kinds})\b", re.IGNORECASE)
    return Lexicon(classes, values, _pattern(names), _pattern(months), attributive)


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of ``names``, longest first, over any spaces and with either apostrophe."""
    longest = sorted(names, key=lambda n: (-len(n), n))
    pattern = "|".join(re.escape(n).replace(r"\ ", r"\s+").replace("'", "['’]") for n in longest)
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


@cache
def fiscal_year(country: str) -> tuple[int, int, bool] | None:
    """Month and day on which the financial year of ``country`` begins, and whether its last year names it."""
    entry = _table(_read("fiscal.toml"), "fiscal.toml", "countries").get(country)
    if entry is None:
        return None
    month, day = entry["begins"]
    return int(month), int(day), entry["named"] == "last"


@cache
def holidays() -> tuple[Holiday, ...]:
    """The named days, in the file's order. Raises DataError for an entry with no rule, or more than one."""
    found = []
    for number, entry in enumerate(_read("holidays.toml").get("holiday", ()), start=1):
        rules = [r for r in _RULES if r in entry]
        if len(rules) != 1 or not entry.get("names") or not entry.get("trigger"):
            raise DataError(
                f"holidays.toml: holiday {number} needs names, a trigger and one of {', '.join(_RULES)}"
            )
        at = entry[rules[0]]
        found.append(
            Holiday(
                names=tuple(entry["names"]),
                rule=rules[0],
                at=() if rules[0] == "listed" else _numbers(at, number, rules[0]),
                days=entry.get("days", 1),
                listed=tuple(dt.date.fromisoformat(day) for day in at) if rules[0] == "listed" else (),
                countries=frozenset(entry.get("countries", ())),
            )
        )
    return tuple(found)


def _numbers(at: Any, number: int, rule: str) -> tuple[int, ...]:
    numbers = (at,) if isinstance(at, int) else tuple(at)
    if not all(isinstance(n, int) for n in numbers):
        raise DataError(f"holidays.toml: holiday {number}: {rule} must be whole numbers, not {at!r}")
    return numbers


def squeezed(name: str) -> str:
    """The letters of ``name`` alone, in lower case: the key under which a holiday's place is kept."""
    return "".join(c for c in name.lower() if c.isalnum())


def holiday_triggers() -> tuple[str, ...]:
    """List the words, in lower case, without one of which no holiday or Islamic month is named."""
    found = {entry["trigger"] for entry in _read("holidays.toml").get("holiday", ())}
    return tuple(sorted(found | set(_table(_read("hijri.toml"), "hijri.toml", "triggers"))))


def day_names() -> tuple[str, ...]:
    """List the names of holidays and of Islamic months, in lower case, with either apostrophe."""
    names = {name.lower() for day in holidays() for name in day.names}
    names |= {name.lower() for name in _table(_read("hijri.toml"), "hijri.toml", "months")}
    return tuple(sorted(names | {name.replace("'", "’") for name in names}))


def _read(name: str) -> dict[str, Any]:
    return packaged_table("daftar.resolve.times", f"data/{name}")


def _table(data: dict[str, Any], source: str, table: str) -> dict[str, Any]:
    found = data.get(table)
    if not isinstance(found, dict) or not found:
        raise DataError(f"{source}: the table [{table}] is missing or empty")
    return found


def _forms(table: str, word: str, letter: str) -> list[tuple[str, str]]:
    """The spellings under which a word is met, with the letter that each gets."""
    title, capitals = word.capitalize(), word.upper()
    if table in ("zones", "zones_loose"):
        return [(word, letter)]
    if table in ("months_doubtful", "months_short"):
        return [(title, letter), (capitals, "Z")]
    if table == "weekdays":
        return [(word, letter), (title, letter), (capitals, letter), (f"{title}s", "S")]
    if table == "weekdays_short":
        return [(title, letter), (capitals, letter)]
    return [(word, letter), (title, letter), (capitals, letter)]


def _add(classes: dict[str, str], source: str, table: str, form: str, letter: str) -> None:
    if classes.get(form, letter) != letter:
        raise DataError(f"{source}: [{table}] has {form!r}, which another table has too")
    classes[form] = letter
