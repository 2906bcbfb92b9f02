"""How likely two spellings are of one place's name, in Latin, Arabic or Cyrillic letters: an alignment with costs by sound.

String likeness alone is never safe (Tal Mannis is not Tal, Maar Shamshah not Maar Shurin): a consonant more, less or
other makes another name, unless it is one that transliterations mix (q and k, g and gh, v and w); vowels count for
little, and for almost nothing where one spelling has none. The costs are data (``spelling.toml``). Where both names have
as many words, the least alike pair of words counts most: "Ado Ekiti" is not "Ido Ekiti".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from anyascii import anyascii

from daftar.errors import DataError
from daftar.resolve.places.fold import ARTICLES, fold

__all__ = ["likeness"]

_TABLE = Path(__file__).parent / "data" / "spelling.toml"
_ARABIC = re.compile("[\u0600-\u06ff]")
_ARABIC_ARTICLE = re.compile(r"(?<!\S)ال(?=\S{2})")
_NO_LETTER = re.compile("[^a-z0-9]")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = frozenset("aeiouy")
_LEAST = 1.6  # a name of one consonant is not judged as if it had less
_WORST_WORD = 0.75  # how much the least alike pair of words counts beside the whole
_SLAVIC = 1.5  # vowels of scripts that write them are told apart
_CACHED = 20_000


class _Letters(NamedTuple):
    """A name as sounds: its words, whether they were in Arabic script, and whether they lack their vowels."""

    words: tuple[str, ...]
    arabic: bool
    thin: bool


@dataclass(frozen=True, slots=True)
class _Costs:
    """The table ready to ask. ``swap`` holds both orders of a pair."""

    sounds: Mapping[str, str]
    find: re.Pattern[str]
    swap: Mapping[str, float]
    vowels: frozenset[str]
    missing: Mapping[str, float]
    arabic: frozenset[str]
    o_for_i: frozenset[str]


@cache
def _costs() -> _Costs:
    try:
        table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
        sounds, breathed = dict(table["sounds"]), dict(table["breathed"])
        pairs = {**table["consonants"], **table["vowels"]}
        swap = {two: cost for pair, cost in pairs.items() for two in (pair, pair[::-1])}
        longest = "|".join(sorted(map(re.escape, sounds), key=len, reverse=True))
        short = "|".join(map(re.escape, breathed))
        return _Costs(
            sounds={**sounds, **breathed},
            find=re.compile(rf"{longest}|(?<![aeiouyhsctkgpd])(?:{short})"),
            swap=swap,
            vowels=frozenset(two for pair in table["vowels"] for two in (pair, pair[::-1])),
            missing=table["missing_vowel"],
            arabic=frozenset(table["countries"]["arabic"]),
            o_for_i=frozenset(table["countries"]["o_for_i"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{_TABLE.name}: {error}; mend it or restore the file") from error


@lru_cache(_CACHED)
def _letters(name: str) -> _Letters:
    folded = fold(name)
    arabic = bool(_ARABIC.search(folded))
    if arabic:
        folded = _ARABIC_ARTICLE.sub("", folded)
    plain = (folded if folded.isascii() else fold(anyascii(folded))).split()
    costs = _costs()
    words, thin = [], False
    for word in [w for w in plain if w not in ARTICLES] or plain:
        bare = _NO_LETTER.sub("", word)
        if not arabic and len(bare) > 4 and bare.startswith("al") and _thin(bare[2:], 4):
            bare, thin = bare[2:], True  # "almnswrt": letters of Arabic put over one by one
        sounds = costs.find.sub(lambda m: costs.sounds.get(m.group(), m.group()), bare)
        if sounds := _TWICE.sub(r"\1", sounds):
            words.append(sounds)
    joined = "".join(words)
    thin = thin or (not arabic and len(joined) > 3 and _thin(joined, 5))
    return _Letters(tuple(words), arabic, thin)


def _thin(word: str, share: int) -> bool:
    """Whether fewer than one in ``share`` letters is a vowel."""
    return sum(letter in _VOWELS for letter in word) * share < len(word)


def likeness(one: str, other: str, country: str | None = None) -> float:
    """From 0 to 1, how likely two spellings are of one name; over .8 they hardly ever are not.

    ``country`` (ISO 3166-1) says which letters waver there. Neither spelling need be folded.
    """
    a, b = _letters(one), _letters(other)
    if not a.words or not b.words:
        return 0.0
    costs = _costs()
    crossing = a.arabic != b.arabic or a.thin != b.thin
    there = country in costs.arabic
    kind = "thin" if crossing else "arabic" if a.arabic else "arabic_country" if there else "elsewhere"
    rule = _Rule(costs.missing[kind], 1.0 if crossing or there else _SLAVIC, country in costs.o_for_i)
    whole = _alike("".join(a.words), "".join(b.words), rule)
    if len(a.words) == len(b.words) > 1:
        worst = min(_alike(x, y, rule) for x, y in zip(a.words, b.words, strict=True))
        whole = min(whole, (1 - _WORST_WORD) * whole + _WORST_WORD * worst)
    return max(0.0, whole)


class _Rule(NamedTuple):
    """What vowels cost between two spellings: one more or less, how much others weigh, and whether o may be i."""

    vowel: float
    scale: float
    o_for_i: bool


def _alike(a: str, b: str, rule: _Rule) -> float:
    if a == b:
        return 1.0
    mass = sum(1.0 if letter not in _VOWELS else 0.35 for letter in a + b) / 2
    return 1.0 - _distance(a, b, rule) / max(_LEAST, mass)


def _distance(a: str, b: str, rule: _Rule) -> float:
    """The cheapest way to turn one into the other (Needleman and Wunsch, with costs by letter and place)."""
    lone_a = [_alone(a, at, rule.vowel) for at in range(len(a))]
    lone_b = [_alone(b, at, rule.vowel) for at in range(len(b))]
    row = [0.0]
    for cost in lone_b:
        row.append(row[-1] + cost)
    for i, x in enumerate(a):
        new = [row[0] + lone_a[i]]
        for j, y in enumerate(b):
            swap = (
                0.0
                if x == y
                else _swap(x, y, rule, first=i == 0 == j, last=i + 1 == len(a) and j + 1 == len(b))
            )
            new.append(min(row[j] + swap, row[j + 1] + lone_a[i], new[j] + lone_b[j]))
        row = new
    return row[-1]


def _alone(word: str, at: int, vowel: float) -> float:
    """What a letter costs that the other spelling does not have."""
    letter, first, last = word[at], at == 0, at == len(word) - 1
    if letter in "jy" and not first and word[at - 1] in "iy":
        return 0.15
    if letter == "h":
        return 0.4 if first else 0.1 if last else 0.25
    if letter in _VOWELS:
        return vowel + (0.2 if first and vowel > 0.1 else 0.0)
    if letter == "w":
        return max(0.15, vowel)
    return {"j": 0.6, "d": 0.9, "t": 0.3 if last else 1.0}.get(letter, 1.0)


def _swap(x: str, y: str, rule: _Rule, *, first: bool, last: bool) -> float:
    """What one letter for another costs."""
    costs = _costs()
    pair = x + y
    if last and pair in ("th", "ht"):  # the feminine ending
        return 0.1
    if rule.o_for_i and pair in ("oi", "io"):
        return 0.35
    cost = costs.swap.get(pair, 1.0)
    if pair in costs.vowels or (x in _VOWELS and y in _VOWELS):
        return cost * rule.scale
    return min(1.3, cost * 1.5) if first and x not in _VOWELS and y not in _VOWELS else cost
