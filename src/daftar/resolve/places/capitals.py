"""Finding place names in texts all in capitals, as old wire reports are: words alone must tell."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, TypeAlias

from daftar.resolve.places.lexicon import ADJECTIVE, NAME, NOT, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.resolve.places.gazetteer import Gazetteer

__all__ = ["find_in_capitals", "in_capitals"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LOWER = string.ascii_lowercase.encode()
_UPPER = string.ascii_uppercase.encode()
_BIG = 100_000
_LONGEST = 5
_AHEAD = 600
_Word: TypeAlias = tuple[int, int, str]
_WEAK = (
    Sort.GIVEN | Sort.ORDINARY | Sort.TITLE | Sort.HEAD | Sort.PAPER | Sort.CALENDAR | Sort.OPENER | Sort.NUMBER
    | Sort.COMPASS | Sort.ROAD | Sort.SITE | Sort.FEATURE | Sort.INITIAL
)  # fmt: skip
_NEVER = Sort.CALENDAR | Sort.OPENER | Sort.NUMBER | Sort.INITIAL


def in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout (a heading of a few words counts only if it is long)."""
    head = text[:_AHEAD].encode("utf-8", "replace")
    upper = len(head) - len(head.translate(None, _UPPER))
    return upper > 24 and upper > 9 * (len(head) - len(head.translate(None, _LOWER)))


def find_in_capitals(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and feature of each name: known names that the words before allow, unknown ones after "TOWN OF"."""
    words = [(*m.span(), m.group()) for m in _WORD.finditer(text)]
    lexicon = gazetteer.lexicon
    at = 0
    while at < len(words):
        first = words[at][0]
        reach, what = _longest(text, words, at, gazetteer)
        feature = _feature(text, words, at, reach, gazetteer)
        if what == ADJECTIVE:
            yield first, words[reach - 1][1], "demonym"
        elif what == NAME and _fits(text, words, at, reach, gazetteer, named=feature is not None):
            yield first, words[reach - 1][1], feature
        elif what != NOT and feature is not None and not lexicon.sort(words[at][2]) & _WEAK:
            reach = at + 1
            yield first, words[at][1], feature
        at = reach


def _longest(text: str, words: Sequence[_Word], at: int, gazetteer: Gazetteer) -> tuple[int, int]:
    """Where the longest known name ends that begins at word ``at``, and what it is; one word and -1 where none does."""
    word = words[at][2]
    if gazetteer.begins(gazetteer.lexicon.word(word)[1]):
        for stop in range(_reach(text, words, at, gazetteer), at + 1, -1):
            what = gazetteer.what(" ".join(text[words[at][0] : words[stop - 1][1]].split()))
            if what >= 0:
                return stop, what
    return at + 1, gazetteer.what(word)


def _reach(text: str, words: Sequence[_Word], at: int, gazetteer: Gazetteer) -> int:
    """How far a name that begins at word ``at`` could reach: no comma, full stop or empty line in it, and known so far."""
    start, stop = words[at][0], at + 1
    while stop < min(len(words), at + _LONGEST):
        gap = text[words[stop - 1][1] : words[stop][0]]
        if "," in gap or "." in gap or "\n\n" in gap:
            break
        stop += 1
        if gap == " " and stop == at + 2:  # nearly always these two words begin no name
            two = gazetteer.folded(text[start : words[stop - 1][1]])
            if not gazetteer.begins(two) and gazetteer.what(text[start : words[stop - 1][1]]) < 0:
                return at + 1
    return stop


def _feature(text: str, words: Sequence[_Word], at: int, reach: int, gazetteer: Gazetteer) -> str | None:
    """The feature that "TOWN OF X" or "X DEPARTMENT" gives the words from ``at`` to ``reach``."""
    features = gazetteer.lexicon.features
    if at >= 2 and words[at - 1][2] == "OF":
        feature = features.get(words[at - 2][2].lower())
        if feature:
            return feature
    if reach < len(words) and text[words[reach - 1][1] : words[reach][0]] == " ":
        return features.get(words[reach][2].lower())
    return None


def _fits(
    text: str, words: Sequence[_Word], at: int, reach: int, gazetteer: Gazetteer, *, named: bool
) -> bool:
    """Whether a known name is meant as one: large, or led in by IN, AT, NEAR ..., and no ordinary word or person."""
    lexicon = gazetteer.lexicon
    sorts = [lexicon.sort(words[n][2]) for n in range(at, reach)]
    if sorts[0] & _NEVER or all(s & (Sort.FEATURE | Sort.COMPASS) for s in sorts):
        return False
    matches = gazetteer.named_as(" ".join(text[words[at][0] : words[reach - 1][1]].split()))
    if any(m.entry.kind == "country" for m in matches):
        return True
    before = words[at - 1][2].lower() if at else ""
    led = named or before in lexicon.inside or (before == "the" and at > 1)
    if at and lexicon.sort(words[at - 1][2]) & (Sort.GIVEN | Sort.TITLE) and not led:
        return False
    large = any(m.entry.population >= _BIG or m.entry.kind in ("admin1", "region") for m in matches)
    if len(sorts) == 1:
        return (
            (large and not sorts[0] & (Sort.GIVEN | Sort.ORDINARY))
            or (led and not sorts[0] & _WEAK)
            or (led and large)
        )
    return large or led or not any(s & _WEAK for s in sorts)
