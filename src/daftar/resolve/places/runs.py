"""Stretches of capitalised words in a text, cut into names, adjectives and the rest by dictionary alone.

A run is what one pass of one expression finds: capitalised words, joined by blanks, hyphens and lower-case particles
(*Maarat al-Numaan*, *Rio de Janeiro*, *Republic of Armenia*). Cutting takes the longest known name at each word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from daftar.resolve.places.fold import fold
from daftar.resolve.places.lexicon import ADJECTIVE, GLUE, NAME, NOT, WORD, Sort
from daftar.resolve.places.persons import Piece, persons_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.resolve.places.gazetteer import Gazetteer

__all__ = ["Run", "read_run", "runs"]

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚḐḨḪḲṢṬẔẒ"
_ARTICLE = r"(?:[ae]l|a[dnrstz]|[ae]sh|ath|e[dnrstz]|u[ln])"
_LOWER = r"(?:[ae]l|a[dnrstz]|[ae]sh|e[dnrstz]|bin|ibn|de|del|las?|los|d[oaiu]s?|des|les?|of|the|and|on|upon|sur|sous|aux?|y|e|am)"
_SHORT = r"(?:St|Ste|Mt|Ft|Pt|Sgt|Gen|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Lt|Col|Capt|Maj|Prof|Rev|Det|Supt|Cmdr|Cpl|Pvt|Jr|Sr)\."
_TOKEN = (
    rf"(?:[{_UP}]\.(?:\s?[{_UP}]\.)+|{_SHORT}|W\. ?Va\.|[{_UP}]\.(?=\s[{_UP}])"
    rf"|(?:{_ARTICLE}-)*[‘ʿʻ]?[{_UP}]\w*(?:['’`‘ʿ](?!s\b)\w+)*)"
)
_START = re.compile(rf"[{_UP}](?<![\w@#][{_UP}])")
_BEFORE = re.compile(rf"(?<![\w@#])(?:{_ARTICLE}-)+$")
_RUN = re.compile(rf"{_TOKEN}(?:(?:(?:[ \t]|\n(?!\n))(?:{_LOWER}[ -]){{0,3}}|-(?:{_ARTICLE}-)?){_TOKEN})*")
_PART = re.compile(rf"({_TOKEN})|([^\W\d_]+)")
_LONGEST = 6
_CACHED = 20_000
_BREAKS = Sort.CALENDAR | Sort.OPENER | Sort.NUMBER
_NO_PLACE = _BREAKS | Sort.TITLE | Sort.PAPER | Sort.INITIAL | Sort.ABBREVIATION
_ENDS = frozenset({"of", "and", "the", "on"})


class Core(NamedTuple):
    """The part of a run that could be a place no dictionary holds, by offsets into the run.

    ``plain``: none of its words means anything else; ``office``: one names an institution.
    """

    start: int
    end: int
    plain: bool
    office: bool


class Run(NamedTuple):
    """A run with what can be told from its own words.

    ``persons`` are the numbers of the pieces in persons' names, ``surnames`` the last words of those names; ``named``
    says that there is a dictionary name in it, ``empty`` that there is nothing at all. ``core`` is what an unknown
    place could be called. ``listed`` are the pieces, by number, that a dictionary knows and no person is called;
    ``loose`` says that other words stand in it that no person is called.
    """

    pieces: tuple[Piece, ...]
    persons: frozenset[int]
    surnames: tuple[str, ...]
    named: bool
    empty: bool
    core: Core | None
    listed: tuple[tuple[int, Piece], ...]
    loose: bool


def runs(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Start and end of each run of capitalised words in ``text``; a run takes in the full stop of "Md."."""
    short = gazetteer.abbreviations
    search, match, at = _START.search, _RUN.match, 0
    while (capital := search(text, at)) is not None:
        start = capital.start()
        if text.startswith("-", start - 1) and (article := _BEFORE.search(text, max(at, start - 8), start)):
            start = article.start()
        run = match(text, start)
        at = run.end() if run else capital.end()
        if run:
            if (
                text.startswith(".", at)
                and text[max(start, text.rfind(" ", start, at) + 1) : at + 1] in short
            ):
                at += 1
            yield start, at


def read_run(written: str, gazetteer: Gazetteer) -> Run:
    """A run cut and searched for persons; the same words give the same run, which the gazetteer keeps."""
    found = gazetteer.runs.get(written)
    if found is None:
        if len(gazetteer.runs) > _CACHED:
            gazetteer.runs.clear()
        pieces = tuple(_cut(written, gazetteer))
        persons, surnames = persons_in(written, pieces, gazetteer)
        found = gazetteer.runs[written] = Run(
            pieces,
            persons,
            surnames,
            named=any(p.what in (NAME, ADJECTIVE) for p in pieces),
            core=_core(pieces),
            listed=tuple(
                (at, p) for at, p in enumerate(pieces) if at not in persons and p.what in (NAME, ADJECTIVE)
            ),
            loose=not persons and any(p.what == WORD for p in pieces),
            empty=all(p.what == GLUE or (p.what == WORD and p.sort & Sort.OPENER) for p in pieces),
        )
    return found


def _core(pieces: Sequence[Piece]) -> Core | None:
    first = next((n for n, p in enumerate(pieces) if not p.sort & _BREAKS and p.what != GLUE), None)
    if first is None:
        return None
    last = next((n for n in range(first, len(pieces)) if pieces[n].key in _ENDS), len(pieces))
    rest = pieces[first:last]
    if len(rest) > 4 or any(p.sort & _NO_PLACE or p.what in (NOT, ADJECTIVE) for p in rest):
        return None
    return Core(
        rest[0].start,
        rest[-1].end,
        plain=not any(p.sort & (Sort.GIVEN | Sort.HEAD | Sort.ORDINARY | Sort.COMPASS) for p in rest),
        office=any(p.sort & Sort.HEAD and not p.sort & Sort.FEATURE for p in rest),
    )


def _words(text: str) -> list[tuple[int, int, bool]]:
    words = []
    for match in _PART.finditer(text):
        at, stop = match.span()
        words.append((at, stop, match.lastindex == 2))
    if text[-1] == "." and words and words[-1][1] == len(text) - 1:
        words[-1] = (words[-1][0], len(text), False)  # "Md.": a run ends in a full stop only where it belongs
    return words


def _cut(text: str, gazetteer: Gazetteer) -> list[Piece]:
    """The pieces of a run in order, without gaps but blanks and hyphens."""
    lexicon = gazetteer.lexicon
    words = _words(text)
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
    return Piece(what, start, end, sort, words, fold(written))
