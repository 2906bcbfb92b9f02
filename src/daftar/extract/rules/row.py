"""A passage as a row of chunks: people phrases and harm words, one character each, for the grammar to read.

``E`` people, ``G`` a possible name, the harm words by form (``d`` done, ``g`` gerund, ``b`` base, ``s`` self, ``S`` state,
``n`` noun) and the small words of the lexicon. Adverbs and time expressions are left out of the row, so that the
patterns need not step around them.
"""

from __future__ import annotations

from dataclasses import dataclass

from daftar.extract.rules.lexicon import Lexicon
from daftar.extract.rules.phrases import People
from daftar.extract.rules.tokens import Tokens
from daftar.model import Count

__all__ = ["UNSAID", "Hit", "Row", "chunk", "chunk_at"]

_SKIP = "xY"
UNSAID = ""  # the outcome of a hit whose own sentence does not say it


@dataclass(slots=True)
class Hit:
    """One outcome for one people phrase. ``relation``: None, part, among, others, update; ``of`` the hit it refers to."""

    outcome: str
    people: People | None
    first: int
    last: int
    verb: int
    form: str
    relation: str | None = None
    of: Hit | None = None
    polarity: str = "asserted"
    agent: People | None = None
    count: Count | None = None
    known: bool = False  # told of as a thing that is known: "the murder of"


@dataclass(slots=True)
class Row:
    """The chunks of a passage: a class character, token range and people phrase for each."""

    tokens: Tokens
    marks: str
    first: list[int]
    people: list[People | None]
    words: Lexicon


def chunk(tokens: Tokens, people: list[People], words: Lexicon) -> Row:
    """The row of chunks for a passage."""
    marks: list[str] = []
    first: list[int] = []
    who: list[People | None] = []
    at, classes = 0, tokens.marks
    for nearest in people:
        if nearest.first < at:
            continue
        between = [k for k in range(at, nearest.first) if classes[k] not in _SKIP]
        marks += [classes[k] for k in between]
        marks.append("G" if nearest.named else "E")
        first += between
        first.append(nearest.first)
        who += [None] * len(between)
        who.append(nearest)
        at = nearest.until or nearest.last
    between = [k for k in range(at, len(classes)) if classes[k] not in _SKIP]
    marks += [classes[k] for k in between]
    first += between
    who += [None] * len(between)
    return Row(tokens=tokens, marks="".join(marks), first=first, people=who, words=words)


def chunk_at(row: Row, token: int) -> int:
    """The chunk that begins at ``token`` or is the first behind it."""
    return next((k for k, first in enumerate(row.first) if first >= token), len(row.first))
