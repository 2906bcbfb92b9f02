"""A passage as classed words: each word gets one letter, so that phrases are found by regular expressions."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.cells import Cells

if TYPE_CHECKING:
    from daftar.extract.rules.sources import SourceWords

__all__ = ["Tokens", "lower", "tokenise"]

# Titles, initials and "U.N." keep their full stop; the look ahead saves trying them at every word.
_TOKEN = re.compile(
    r"(?=[A-Z][A-Za-z]{0,3}\.)(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Brig|Capt|Sgt|Sen|Rep|Gov|St|Prof|Rev)\.(?=\s)"
    r"|(?:[A-Za-z]\.){2,}|[A-Z]\.(?=\s[A-Z]))|[^\W_]+(?:[-'’&/.][^\W_]+)*['’]?|[^\w\s]"
)
# Whether a full stop ends a title or an initial is seen from what follows.
_OPENS = re.compile(r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Brig|Capt|Sgt|Sen|Rep|Gov|St|Prof|Rev|[A-Z])\.$")
_GOES_ON = re.compile("")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A passage's words: parallel lists of starts, ends and texts, lower case, and one class letter each (sources)."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    low: list[str]
    classes: str
    capitals: bool

    def phrase(self, i: int, j: int) -> str:
        """The text of the tokens from ``i`` up to but not including ``j``, blanks made single."""
        return " ".join(self.text[self.starts[i] : self.ends[j - 1]].split())

    def at(self, offset: int) -> int:
        """The index of the first token that starts at or after ``offset``."""
        return bisect_left(self.starts, offset)


def tokenise(text: str, lexicon: SourceWords) -> Tokens:
    """Cut ``text`` into classed words; takes time linear in its length."""
    capitals = text.isupper()
    starts, ends, words, low, letters = _cells(lexicon, capitals).cut(text)
    classes = "".join(letters)
    if classes.startswith("C") and lexicon.classes.get(low[0], "") in {"M", "c"}:
        # a capital at the beginning of a sentence makes no name of "Local" and "Senior"
        classes = lexicon.letter(low[0]) + classes[1:]
    return Tokens(text, starts, ends, words, low, classes, capitals)


@lru_cache(maxsize=8)
def _cells(lexicon: SourceWords, capitals: bool) -> Cells:  # noqa: FBT001 - lru_cache is quicker without names
    letter = lexicon.letter_in_capitals if capitals else lexicon.letter
    return Cells(_TOKEN, letter, opens=_OPENS, goes_on=_GOES_ON)


def lower(text: str) -> str:
    """``text`` in small letters with every offset kept (some capitals would grow when made small)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
