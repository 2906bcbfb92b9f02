"""What a report itself asks not to be told on: notes to colleagues marked as confidential, and ways to reach somebody.

A note in a report ("CONFIDENTIAL: contact is the nurse ...", "please do not share my number") is meant for whoever keeps
the register, never for those who read what is published. Its whole paragraph is withheld but for the words that a claim
rests on, and the names beside the mark are withheld wherever they stand, of whatever kind the source is. A mark in a
paragraph of its own at the head of a report is about all of it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from daftar.publish.names import Span, folded_name
from daftar.publish.rules import rules
from daftar.publish.told_of import NAMES, Staying

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["asked_names", "asked_stretches", "contacts", "less"]

_PARAGRAPH: Final = re.compile(r"\S(?:(?!\n[ \t>]*\n).)*", re.DOTALL)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“(])|\n")
_WORD: Final = re.compile(r"(?<![\w'’-])[A-Z][a-z'’-]{2,}(?![\w-])")
_BESIDE: Final = 2  # words at most beside a mark that is a heading ("INTERNAL: not for publication")
_MAIL: Final = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# In international form; with its trunk zero or in brackets; or whatever stands after a word for a telephone.
_PHONE: Final = re.compile(
    r"(?<![\w/.-])(?:"
    r"\+\d(?:[ ().\-]{0,2}\d){7,14}"
    r"|0\d(?:[ \-]?\d){7,12}"
    r")(?![\w/]|[.-]\d)"
)
_AFTER_WORD: Final = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|cell|whatsapp|viber|signal)\b\.?(?: (?:no|nr|number))?[.:]? ?(?P<number>\+?\d(?:[ ().\-]{0,2}\d){5,14})(?!\w)",
    re.IGNORECASE,
)
_DAY: Final = re.compile(r"\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d\d")


def contacts(text: str) -> Iterator[Span]:
    """Where mail addresses and telephone numbers stand in ``text``."""
    for found in _MAIL.finditer(text):
        yield found.span()
    for found in _PHONE.finditer(text):
        if not _DAY.match(found.group()):
            yield found.span()
    for found in _AFTER_WORD.finditer(text):
        yield found.span("number")


@cache
def _marks() -> re.Pattern[str]:
    known = rules()
    loose = "|".join(_spaced(mark) for mark in sorted(known.marks))
    exact = "|".join(_spaced(mark) for mark in sorted(known.marks_as_written))
    return re.compile(rf"(?<!\w)(?:(?i:{loose})|{exact})(?!\w)")


def _spaced(mark: str) -> str:
    return r"\s+".join(map(re.escape, mark.split())).replace("'", "['’]?")


def asked_stretches(text: str) -> tuple[Span, ...]:
    """The paragraphs of ``text`` that are marked as not to be passed on; all of it where the mark is its heading."""
    found: list[Span] = []
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        if _marks().search(paragraph.group()) is None:
            continue
        if _is_heading(number, paragraph.group()):
            return ((0, len(text)),)
        found.append((paragraph.start(), paragraph.end()))
    return tuple(found)


def _is_heading(number: int, paragraph: str) -> bool:
    """Whether the paragraph is nothing but a mark, first of all or in capitals below the title."""
    rest = _marks().sub("", paragraph)
    return len(re.findall(r"\w+", rest)) <= _BESIDE and (number == 0 or (number == 1 and paragraph.isupper()))


def asked_names(text: str, staying: Staying) -> Iterator[str]:
    """Names in the sentences that hold a mark, and in the ones before: of more words first, then single ones."""
    for paragraph in _PARAGRAPH.finditer(text):
        before = ""
        for sentence in _SENTENCE_END.split(paragraph.group()):
            if _marks().search(sentence):
                yield from _names(before, staying)
                yield from _names(sentence, staying)
            before = sentence


def _names(sentence: str, staying: Staying) -> Iterator[str]:
    for found in NAMES.finditer(sentence):
        if not staying.has(found["name"]) and not found["name"].isupper():
            yield found["name"]
    for word in _WORD.finditer(sentence):
        opens = not sentence[: word.start()].rstrip(" \"'“(")
        if not opens and folded_name(word.group()) not in rules().openings and not staying.has(word.group()):
            yield word.group()


def less(stretches: Iterable[Span], kept: Iterable[Span]) -> Iterator[Span]:
    """The ``stretches`` without what ``kept`` takes up of them, in order."""
    holes = sorted(kept)
    for start, end in stretches:
        at = start
        for begin, finish in holes:
            if finish <= at or begin >= end:
                continue
            if begin > at:
                yield at, begin
            at = max(at, finish)
        if at < end:
            yield at, end
