"""Stretches of capitalised words in a text, cut into names, adjectives and the rest by dictionary alone.

A run is what one pass of one expression finds: capitalised words, joined by blanks, hyphens and lower-case particles
(*Maarat al-Numaan*, *Rio de Janeiro*, *Republic of Armenia*). Cutting takes the longest known name at each word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from daftar.resolve.places.fold import fold
from daftar.resolve.places.lexicon import ADJECTIVE, GLUE, NAME, NOT, WORD, Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daftar.resolve.places.gazetteer import Gazetteer

__all__ = ["ADJECTIVE", "GLUE", "NAME", "NOT", "WORD", "Piece", "cut", "runs"]

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚḐḨḪḲṢṬẔẒ"
_ARTICLE = r"(?:[ae]l|a[dnrstz]|[ae]sh|ath|e[dnrstz]|u[ln])"
_LOWER = (
    r"(?:[ae]l|a[dnrstz]|[ae]sh|e[dnrstz]|bin|ibn|de|del|las?|los|d[oaiu]s?|des|les?|of|the|and|on|upon|sur|sous|aux?|y|e|am)"
)
_SHORT = r"(?:St|Ste|Mt|Ft|Pt|Sgt|Gen|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Lt|Col|Capt|Maj|Prof|Rev|Det|Supt|Cmdr|Cpl|Pvt|Jr|Sr)\."
_TOKEN = (
    rf"(?:[{_UP}]\.(?:\s?[{_UP}]\.)+|{_SHORT}|W\. ?Va\.|[{_UP}]\.(?=\s[{_UP}])|[{_UP}][a-z]{{1,4}}\.(?=[,\s)]|$)"
    rf"|(?:{_ARTICLE}-)*[‘ʿʻ]?[{_UP}]\w*(?:['’`‘ʿ](?!s\b)\w+)*)"
)
_RUN = re.compile(rf"(?<![\w@#]){_TOKEN}(?:(?:(?:[ \t]|\n(?!\n))(?:{_LOWER}[ -]){{0,3}}|-(?:{_ARTICLE}-)?){_TOKEN})*")
_PART = re.compile(rf"({_TOKEN})|([^\W\d_]+)")
_DOTTED = re.compile(rf"[{_UP}][a-z]{{1,4}}\.")
_LONGEST = 6


class Piece(NamedTuple):
    """A part of a run. ``what`` is NAME, ADJECTIVE, NOT (a known name of no place), WORD or GLUE (a small word).

    ``sort`` are the flags of its first word; ``words`` how many words it has; ``key`` is its folded form.
    """

    what: int
    start: int
    end: int
    sort: int
    words: int
    key: str


def runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of capitalised words in ``text``."""
    for match in _RUN.finditer(text):
        yield match.span()


def _words(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    words = []
    for match in _PART.finditer(text, start, end):
        at, stop = match.span()
        words.append((at, stop, match.lastindex == 2))
    return words


def cut(text: str, start: int, end: int, gazetteer: Gazetteer) -> list[Piece]:
    """The pieces of the run from ``start`` to ``end``, in order and without gaps but blanks and hyphens."""
    lexicon = gazetteer.lexicon
    words = _words(text, start, end)
    pieces: list[Piece] = []
    count = len(words)
    at = 0
    while at < count:
        first, stop, lower = words[at]
        if lower:
            pieces.append(Piece(GLUE, first, stop, 0, 1, text[first:stop]))
            at += 1
            continue
        sort = lexicon.sort(text[first:stop])
        for reach in range(min(count, at + _LONGEST), at, -1):
            if words[reach - 1][2]:
                continue
            piece = _known(text, first, words[reach - 1][1], sort, reach - at, gazetteer)
            if piece is not None:
                break
        else:
            piece, reach = Piece(WORD, first, stop, sort, 1, ""), at + 1
        if piece.what == WORD and _DOTTED.fullmatch(text, first, stop) and not text.startswith(("St.", "Mt.", "Ft."), first):
            piece = piece._replace(end=stop - 1)
        pieces.append(piece)
        at = reach
    return pieces


def _known(text: str, start: int, end: int, sort: int, words: int, gazetteer: Gazetteer) -> Piece | None:
    written = text[start:end]
    if "\n" in written:
        written = written.replace("\n", " ")
    if sort & Sort.ABBREVIATION and words == 1:
        return Piece(NAME, start, end, sort, 1, written)
    what = gazetteer.what(written)
    if what < 0:
        return None
    if end < len(text) and written.endswith(".") and not written.endswith(("St.", "Mt.")) and "." not in written[:-1]:
        end -= 1  # the full stop of a short name at the end of a sentence
    return Piece(what, start, end, sort, words, fold(written))
