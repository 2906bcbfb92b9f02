"""What stands around a story on a page: menus, other stories' headlines, newsletters, cookie notices, comments.

Pages that were copied or scraped as plain text bring it along. It is cut as passages are, and told of as ``furniture``:
its tolls are of other incidents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["furniture", "story_of"]

_LINE = re.compile(r"[^\n]+")
_FIRST = re.compile(r"[^\w\n]{0,6}([\w'’]+)")
_SIGNS = " \t:|»›>-–—•*#=…."
_BARS = re.compile(r"\s[|•·»›/]\s")
_LONGEST = 400  # letters of a notice; what is longer is prose
_HEADLINE = 160
_ITEMS = 12  # headlines in a list of them
_STORY = 80  # letters of a paragraph that is told, not listed


@dataclass(frozen=True, slots=True)
class _Words:
    first: frozenset[str]
    begins: tuple[str, ...]
    lists: re.Pattern[str]
    comments: re.Pattern[str]
    sections: frozenset[str]


@lru_cache(maxsize=4)
def _words(language: str = "en") -> _Words:
    data = load(language, "furniture")
    every = [*data["begins"], *data["lists"], *data["comments"], *data["sections"]]
    return _Words(
        first=frozenset([match[1] for phrase in every if (match := _FIRST.match(phrase))]),
        begins=tuple(data["begins"]),
        lists=_lines(data["lists"]),
        comments=_lines(data["comments"]),
        sections=frozenset(data["sections"]),
    )


def _lines(phrases: Iterable[str]) -> re.Pattern[str]:
    written = [
        re.escape(phrase).replace(r"\*", r"[^.:!?]{1,40}").replace(r"\#", r"\d+") for phrase in phrases
    ]
    return re.compile(rf"(?:{'|'.join(written)})")


def furniture(text: str, paragraphs: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the ``paragraphs`` (start and end in ``text``) that are no part of the story."""
    words = _words()
    found: set[int] = set()
    left = 0  # headlines that a list may still have
    told = False
    for number, (start, end) in enumerate(paragraphs):
        match = _FIRST.match(text, start, min(end, start + 40))
        kind = ""
        if match is not None and (
            (first := match[1].lower().replace("’", "'")) in words.first or first.isdecimal()  # "12 comments"
        ):
            kind = _kind(text[start:end], words)
        if kind == "comments" and told:
            found.update(range(number, len(paragraphs)))
            break
        if kind == "list":
            left = _ITEMS
        elif not kind and left and _headline(text, start, end):
            kind = "item"
            left -= 1
        elif not kind:
            left = 0
            told = told or (end - start >= _STORY and text[end - 1] in ".!?\"”'’")
        if kind and kind != "comments":
            found.add(number)
    return frozenset(found)


def story_of(text: str) -> str:
    """``text`` with blank lines for those that stand around the story, so that offsets stay."""
    lines = [m.span() for m in _LINE.finditer(text)]
    kept, done = [], 0
    for number in sorted(furniture(text, lines)):
        start, end = lines[number]
        kept += [text[done:start], "\n" * (end - start)]
        done = end
    return "".join([*kept, text[done:]])


def _kind(paragraph: str, words: _Words) -> str:
    """``list``, ``comments``, ``notice`` or nothing."""
    if len(paragraph) > _LONGEST:
        return ""
    low = paragraph.lower().replace("’", "'").lstrip(_SIGNS)
    line = low.split("\n", 1)[0].strip(_SIGNS)
    if words.comments.fullmatch(line):
        return "comments"
    if words.lists.fullmatch(line) and paragraph[-1] != ".":
        return "list"
    if low.startswith(words.begins) or _BARS.sub(": ", low, count=1).startswith(
        words.begins
    ):  # "READ ALSO | ..."
        return "notice"
    bars = [bit.strip() for bit in _BARS.split(line)]
    return (
        "notice" if len(bits := words.sections.intersection(bars)) > 1 and len(bars) > len(bits) // 2 else ""
    )


def _headline(text: str, start: int, end: int) -> bool:
    """Whether a paragraph can be a line in a list of headlines: short, and not ended as a sentence is."""
    return end - start <= _HEADLINE and text[end - 1] not in '.!?"”'
