"""Bulletins that are forms: where and when a line "Killed: 8" is, as the lines above it say ("Location: X", "Date: 19/03/2031").

A form begins with lines that say what it is about and goes on with lines that count the harmed; where another such head
begins, so does another form. What its head says is of its own lines alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Form", "forms"]


class Form(NamedTuple):
    """A form by its offsets in the text, with the words of its head in their place: ``head`` begins at ``start``."""

    start: int
    end: int
    head: str


@lru_cache(maxsize=1)
def _fields() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The fields of a head, their name and what they hold; and those that count the harmed."""
    data = load("en", "forms")
    head, harm = (_either(data[key]) for key in ("head", "harm"))
    return (
        re.compile(rf"^[^\S\n]*(?:{head})[^\S\n]*:(?P<held>[^\n]+)$", re.IGNORECASE | re.MULTILINE),
        re.compile(rf"^[^\S\n]*(?:{harm})[^\S\n]*:[^\S\n]*\S", re.IGNORECASE | re.MULTILINE),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=2)  # asked for every claim of a report
def forms(text: str) -> tuple[Form, ...]:
    """The forms in ``text``: none where no line counts anybody under a head."""
    if ":" not in text:
        return ()
    heads, harms = _fields()
    counted = [found.start() for found in harms.finditer(text)]
    if not counted:
        return ()
    groups: list[list[re.Match[str]]] = []
    for field in heads.finditer(text):
        if not groups or any(groups[-1][-1].end() < at < field.start() for at in counted):
            groups.append([])
        groups[-1].append(field)
    found: list[Form] = []
    for number, fields in enumerate(groups):
        start = fields[0].start()
        end = groups[number + 1][0].start() if number + 1 < len(groups) else len(text)
        if any(start < at < end for at in counted):
            found.append(Form(start, end, _held(text, start, fields)))
    return tuple(found)


def _held(text: str, start: int, fields: Iterable[re.Match[str]]) -> str:
    """What the fields hold, each where it stands, with everything else left blank."""
    words = ""
    for field in fields:
        gap = text[start + len(words) : field.start("held")]
        words += "".join(c if c == "\n" else " " for c in gap) + field["held"]
    return words
