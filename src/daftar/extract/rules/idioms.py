"""Words of harm that tell of none: "dead tired", "slaughtered 6-0", "killed two bills", "in the film a man is killed"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.numbers import NUMBER_WORDS
from daftar.languages import load

if TYPE_CHECKING:
    from daftar.extract.rules.tokens import Tokens

__all__ = ["idioms", "made_up", "odds"]

_AHEAD = 4  # tokens from a verb to the thing that it was done to
_QUOTED = 7  # tokens of a figure that is quoted
_BEATEN = frozenset({"slaughtered", "massacred", "killed", "murdered", "annihilated", "butchered", "beaten", "mauled", "assaulted"})  # fmt: skip
_HEAD = 90  # letters in which a sentence says that it tells of a film


@dataclass(frozen=True, slots=True)
class _Words:
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    things: frozenset[str]
    works: tuple[str, ...]
    fiction: re.Pattern[str]


@lru_cache(maxsize=4)
def _words(language: str = "en") -> _Words:
    data = load(language, "idioms")
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in data["phrases"]:
        first, *rest = phrase.split()
        phrases.setdefault(first, []).append(tuple(rest))
    fiction = data["fiction"]
    work, tells, opening = ("|".join(map(re.escape, fiction[k])) for k in ("works", "tells", "openings"))
    return _Words(
        phrases={first: tuple(rest) for first, rest in phrases.items()},
        things=frozenset(data["things"]),
        works=tuple(fiction["works"]),
        fiction=re.compile(
            rf"(?:{opening}) (?:[\w'’-]+ ){{0,2}}(?:{work}),? (?!of\b|in\b|at\b)"
            rf"|(?:the|a|this|her|his|its) (?:[\w'’-]+ ){{0,2}}(?:{work}|book) (?:{tells})\b"
        ),
    )


def made_up(text: str) -> bool:
    """Whether the sentence tells what happens in a film, a book or a game."""
    words = _words()
    head = text[:_HEAD].lower()
    return any(work in head for work in (*words.works, "book")) and words.fiction.match(head) is not None


def idioms(tokens: Tokens) -> None:
    """Take the marks of harm from words that stand in a manner of speech."""
    words = _words()
    marks, lower = tokens.marks, tokens.lower
    for i, mark in enumerate(marks):
        if lower[i] == "dead" and lower[i + 1 : i + 2] in (["body"], ["bodies"]):
            marks[i] = "x"  # "nine dead bodies" are nine bodies
        if mark == "S" and lower[i] == "besieged" and marks[i - 1 : i] == ["H"]:
            marks[i] = "d"  # who "have besieged" a place is not who is shut in
        if mark in "dg" and marks[i + 1 : i + 2] == ['"']:
            _unquote(tokens, i + 1)
        if mark not in "dgbsSnx":
            continue
        rests = words.phrases.get(lower[i], ())
        if any(_fits(lower[i + 1 : i + 1 + len(rest)], rest) for rest in rests) or (
            mark in "dgb" and (_score(tokens, i) or _thing(tokens, i, words))
        ):
            marks[i] = "m"


def _unquote(tokens: Tokens, i: int) -> None:
    """Pass over the marks of a number that somebody is quoted with: killed "nine people".

    "Dozens of militiamen", said by those who struck, is no figure that the report stands for.
    """
    marks = tokens.marks
    if marks[i + 2 : i + 3] == ["f"]:
        return
    closing = next((j for j in range(i + 2, min(i + 2 + _QUOTED, len(marks))) if marks[j] == '"'), None)
    if closing is not None and not any(mark in ",.;" for mark in marks[i + 1 : closing]):
        marks[i] = marks[closing] = "x"


def odds(tokens: Tokens) -> None:
    """ "One in four of the dead", "one in ten children": a share, and no count of people."""
    lower = tokens.lower
    for i, word in enumerate(lower[:-3]):
        if word != "one" or lower[i + 1] != "in":
            continue
        of = lower[i + 3] == "of" or tokens.marks[i + 3] in "pJ"
        if of and (lower[i + 2] in NUMBER_WORDS or tokens.marks[i + 2] == "#"):
            tokens.marks[i] = tokens.marks[i + 2] = "y"


def _fits(words: list[str], rest: tuple[str, ...]) -> bool:
    return len(words) == len(rest) and all(a in ("*", b) for a, b in zip(rest, words, strict=True))


def _score(tokens: Tokens, i: int) -> bool:
    """ "Slaughtered 6-0", "beaten 30-12 by": the result of a match."""
    lower, marks = tokens.lower, tokens.marks
    return (
        lower[i] in _BEATEN
        and lower[i + 2 : i + 3] in (["-"], ["–"])
        and marks[i + 1] == "#"
        and marks[i + 3 : i + 4] == ["#"]
        and tokens.starts[i + 3] == tokens.ends[i + 1] + 1
        and max(len(lower[i + 1]), len(lower[i + 3])) <= 3
    )


def _thing(tokens: Tokens, i: int, words: _Words) -> bool:
    """ "Killed two bills", "would kill thousands of jobs": nobody stands between the verb and what it was done to."""
    lower, marks = tokens.lower, tokens.marks
    for j in range(i + 1, min(len(lower), i + 1 + _AHEAD)):
        if lower[j] in words.things:
            return j + 1 >= len(lower) or marks[j + 1] not in "PpKJ"
        if marks[j] not in "#mathfoX" or lower[j] == "and":
            return False
    return False
