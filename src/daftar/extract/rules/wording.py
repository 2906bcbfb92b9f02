"""A passage as classed words: each word gets one letter, so that phrases are found by regular expressions."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daftar.extract.rules.sources import SourceWords

__all__ = ["Tokens", "lower", "tokenise"]

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Maj|Brig|Capt|Sgt|Sen|Rep|Gov|St|Prof|Rev)\.(?=\s)|(?:[A-Za-z]\.){2,}|[A-Z]\.(?=\s[A-Z])"
    r"|[^\W_]+(?:[-'’&/.][^\W_]+)*['’]?|[^\w\s]"
)


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
    spans = [found.span() for found in _TOKEN.finditer(text)]
    words = [text[a:b] for a, b in spans]
    letter_of = lexicon.letter_in_capitals if text.isupper() else lexicon.letter
    letters = [letter_of(word) for word in words]
    if words and letters[0] == "C":
        # a capital at the beginning of a sentence makes no name of "Local" and "Senior"
        letters[0] = (
            letter_of(words[0].lower()) if lexicon.classes.get(words[0].lower(), "") in {"M", "c"} else "C"
        )
    return Tokens(
        text,
        [start for start, _ in spans],
        [end for _, end in spans],
        words,
        [word.lower() for word in words],
        "".join(letters),
        letter_of is lexicon.letter_in_capitals,
    )


def lower(text: str) -> str:
    """``text`` in small letters with every offset kept (some capitals would grow when made small)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
