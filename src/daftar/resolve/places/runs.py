"""Stretches of capitalised words in a text, cut into names, adjectives and the rest by dictionary alone.

A run is what one pass of one expression finds: capitalised words, joined by blanks, hyphens and lower-case particles
(*Maarat al-Numaan*, *Rio de Janeiro*, *Republic of Armenia*). Cutting takes the longest known name at each word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from daftar.resolve.places.lexicon import ADJECTIVE, GLUE, NAME, NOT, WORD, Sort
from daftar.resolve.places.persons import Piece, persons_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.resolve.places.gazetteer import Gazetteer

__all__ = ["Run", "read_run", "runs"]

_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁĻŃŅŇŌŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚḐḨḪḲṢṬẔẒ"
_ARTICLE = r"(?:[ae]l|a[dnrstz]|[ae]sh|ath|e[dnrstz]|u[ln])"
_LOWER = (
    r"(?:a(?:[dlmnrstz]|sh|nd|th|ux?)|e(?:[dlnrstz]|sh)?|u(?:[ln]|pon)|bin|ibn|d(?:e[ls]?|[aiou]s?)|l(?:as?|es?|os)|o[fn]"
    r"|s(?:ur|ous)|the|y)"
)
_LOWER_STARTS = "abdeilosuty"  # letters that any of these and of the articles begins with
_SHORT = r"(?:St|Ste|Mt|Ft|Pt|Sgt|Gen|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|Lt|Col|Capt|Maj|Prof|Rev|Det|Supt|Cmdr|Cpl|Pvt|Jr|Sr)\."
_SHORT_REST = (  # the same behind its capital
    r"(?:(?<=S)(?:te?|gt|en|upt|r)|(?<=M)(?:t|rs?|s|aj)|(?<=F)t|(?<=P)(?:t|rof|vt)|(?<=G)(?:en|ov)|(?<=R)e[pv]|(?<=D)(?:r|et)"
    r"|(?<=L)t|(?<=C)(?:ol|apt|mdr|pl)|(?<=J)r)\."
)
_QUOTED = r"(?:['’`‘ʿ](?!s\b)\w+)*"
_TOKEN = (
    rf"(?:(?=[{_UP}]\w{{0,3}}\.)(?:[{_UP}]\.(?:\s?[{_UP}]\.)+|{_SHORT}|W\. ?Va\.|[{_UP}]\.(?=\s[{_UP}]))"
    rf"|(?:{_ARTICLE}-)*[‘ʿʻ]?[{_UP}]\w*{_QUOTED})"
)
_FIRST = (  # a token behind its capital: expressions that begin with plain letters are searched for many times faster
    rf"[{_UP}](?<![\w@#][{_UP}])(?:(?=\w{{0,3}}\.)"
    rf"(?:\.(?:\s?[{_UP}]\.)+|{_SHORT_REST}|(?<=W)\. ?Va\.|\.(?=\s[{_UP}]))|\w*{_QUOTED})"
)
_INSIDE = r"(?:[ae]l|a[dnrstz]|[ae]sh|ath|e[dnrstz]|u[ln]|aux?|[aà]|s(?:ur|ous)|d(?:e[ls]?|u)|l(?:as?|es?|[eè]z|os)|upon|on|by)"  # *Port-au-Prince*
_JOINT = (
    rf"(?:(?:[ \t]|\n(?!\n))(?=[{_UP}‘ʿʻ{_LOWER_STARTS}])(?:{_LOWER}[ -]){{0,3}}(?:[dl]['’])?"
    rf"|-(?:{_INSIDE}-){{0,2}}(?:[dl]['’])?)"
)
_RUN = re.compile(rf"{_FIRST}(?:{_JOINT}{_TOKEN})*")
_BEFORE = re.compile(rf"(?<![\w@#])(?:{_ARTICLE}-)+$")
_PART = re.compile(rf"({_TOKEN})|([^\W\d_]+)")
_LONGEST = 6
_LONG = 5  # pieces: too many for the name of somebody whose age follows
_CACHED = 20_000
_BREAKS = Sort.CALENDAR | Sort.OPENER | Sort.NUMBER
_EXPLAINS = _BREAKS | Sort.HEAD | Sort.FEATURE | Sort.COMPASS | Sort.TITLE | Sort.SITE | Sort.ORDINARY
_NO_PLACE = _BREAKS | Sort.TITLE | Sort.PAPER | Sort.INITIAL | Sort.ABBREVIATION
_NOT_PLAIN = Sort.GIVEN | Sort.HEAD | Sort.ORDINARY | Sort.COMPASS
_OF_FRENCH = frozenset({"de", "du", "des", "d", "l", "la"})
_ENDS = frozenset({"of", "and", "the", "on"})


class Core(NamedTuple):
    """The part of a run that could be a place no dictionary holds, by offsets into the run.

    ``plain``: none of its words means anything else; ``office``: one names an institution.
    """

    start: int
    end: int
    plain: bool
    office: bool


class Listed(NamedTuple):
    """A name of the dictionary in a run: its piece, what its neighbours make of it (a feature, ``organisation``,
    ``demonym``), whether it is large, and whether the run has nothing else.
    """

    piece: Piece
    feature: str | None
    large: bool
    alone: bool


class Run(NamedTuple):
    """A run with what can be told from its own words.

    ``surnames`` are the last words of the persons' names in it; ``named`` says that there is a dictionary name in it.
    ``core`` is what an unknown place could be called. ``listed`` are the names that a dictionary knows, that no person is
    called and that their neighbours allow; ``loose`` says that other words stand in it that no person is called; ``told``
    that there can be a place in it, ``people`` that there can be a person.
    """

    pieces: tuple[Piece, ...]
    surnames: tuple[str, ...]
    named: bool
    core: Core | None
    listed: tuple[Listed, ...]
    loose: bool
    told: bool
    people: bool


def runs(text: str, gazetteer: Gazetteer) -> list[tuple[int, int]]:
    """Start and end of each run of capitalised words in ``text``; a run takes in the full stop of "Md."."""
    short = gazetteer.abbreviations
    found: list[tuple[int, int]] = []
    last = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if text[start - 1] == "-" and (article := _BEFORE.search(text, max(last, start - 8), start)):
            start = article.start()
        if (
            text[end : end + 1] == "."
            and text[max(start, text.rfind(" ", start, end) + 1) : end + 1] in short
        ):
            end += 1
        found.append((start, end))
        last = end
    return found


def read_run(written: str, gazetteer: Gazetteer) -> Run:
    """A run cut and searched for persons; the same words give the same run, which the gazetteer keeps."""
    found = gazetteer.runs.get(written)
    if found is None:
        if len(gazetteer.runs) > _CACHED:
            gazetteer.runs.clear()
        found = gazetteer.runs[written] = _read(written, gazetteer)
    return found


def _read(written: str, gazetteer: Gazetteer) -> Run:
    pieces = tuple(_cut(written, gazetteer))
    persons, surnames = persons_in(written, pieces, gazetteer)
    listed: list[Listed] = []
    named = loose = False
    empty = True
    for at, piece in enumerate(pieces):
        what = piece.what
        if what == WORD:
            loose = True
            empty = empty and bool(piece.sort & Sort.OPENER)
        elif what != GLUE:
            empty = False
            if what != NOT:
                named = True
                if (
                    at not in persons
                    and not _owned(pieces, at)
                    and (one := _listed(written, pieces, at, gazetteer)) is not None
                ):
                    listed.append(one)
    core = _core(pieces)
    return Run(
        pieces,
        surnames,
        named,
        core,
        tuple(listed),
        loose=loose and not persons,
        people=bool(surnames) or (not empty and 1 < len(pieces) < _LONG),
        told=not empty and bool(listed or ((core is not None) and (loose or not named) and not persons)),
    )


# ---- names of the dictionary among their neighbours --------------------------------------------------------------


def _owned(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the name goes on with "de l'" and another: *Petite-Rivière de l'Artibonite* is no other Petite-Rivière."""
    behind = at + 1
    while behind < len(pieces) and pieces[behind].what == GLUE and pieces[behind].key in _OF_FRENCH:
        behind += 1
    return at + 1 < behind < len(pieces) and pieces[behind].what == NAME


def _listed(written: str, pieces: Sequence[Piece], at: int, gazetteer: Gazetteer) -> Listed | None:
    """A dictionary name as its neighbours in the run allow it, as an organisation's, or None where they do not."""
    piece = pieces[at]
    if piece.what == ADJECTIVE:
        return Listed(piece, "demonym", large=False, alone=False)
    if piece.words == 1 and piece.sort & _BREAKS:
        return None
    large = bool(piece.sort & Sort.ABBREVIATION) or gazetteer.large(piece.key)
    feature = None
    if at + 1 < len(pieces) and (after := pieces[at + 1]).what != GLUE:
        if not _goes_before(after, large=large):
            return None
        if after.sort & Sort.FEATURE and after.what == WORD:
            ends = at + 2 == len(pieces) or pieces[at + 2].what == GLUE
            feature = gazetteer.lexicon.features.get(written[after.start : after.end].lower())
            if ends and feature in ("district", "province"):  # "Borno State" is one name
                piece = piece._replace(end=after.end)
            elif not ends or after.sort & Sort.HEAD:
                feature = "organisation"
        elif after.sort & (Sort.HEAD | Sort.TITLE):
            feature = "organisation"
    if at and (before := pieces[at - 1]).what != GLUE and not _goes_after(before, large=large):
        return None
    return Listed(piece, feature, large=large, alone=len(pieces) == 1)


def _goes_before(after: Piece, *, large: bool) -> bool:
    """Whether a place's name can stand before this piece of the same run and still be a place's name."""
    if after.sort & Sort.PAPER and not after.sort & Sort.HEAD:
        return False
    if after.sort & (Sort.ROAD | Sort.SITE) and not large:
        return False
    explained = after.what != WORD or after.sort & (
        Sort.HEAD | Sort.TITLE | Sort.FEATURE | _BREAKS | Sort.ORDINARY
    )
    return bool(explained) or large


def _goes_after(before: Piece, *, large: bool) -> bool:
    """Whether a place's name can stand after this piece of the same run and still be a place's name."""
    if before.what == ADJECTIVE or before.sort & _EXPLAINS:
        return True
    return before.what == NAME and large


def _core(pieces: Sequence[Piece]) -> Core | None:
    at, count = 0, len(pieces)
    while at < count and (pieces[at].what == GLUE or pieces[at].sort & _BREAKS):
        at += 1
    plain, office, first = True, False, at
    while at < count and pieces[at].key not in _ENDS:
        sort, what = pieces[at].sort, pieces[at].what
        if at - first > 3 or sort & _NO_PLACE or what in (NOT, ADJECTIVE):
            return None
        plain = plain and not sort & _NOT_PLAIN
        office = office or bool(sort & Sort.HEAD and not sort & Sort.FEATURE)
        at += 1
    return None if at == first else Core(pieces[first].start, pieces[at - 1].end, plain, office)


# ---- cutting ----------------------------------------------------------------------------------------------------


def _words(text: str) -> list[tuple[int, int, bool]]:
    """Start and end of each word of a run, and whether it is one of the small words in between."""
    if text.replace(" ", "").isalpha():
        plain, at = [], 0
        for word in text.split(" "):
            plain.append((at, at + len(word), not word[0].isupper()))
            at += len(word) + 1
        return plain
    words = [(*match.span(), match.lastindex == 2) for match in _PART.finditer(text)]
    if text[-1] == "." and words and words[-1][1] == len(text) - 1:
        words[-1] = (words[-1][0], len(text), False)  # "Md.": a run ends in a full stop only where it belongs
    return words


def _cut(text: str, gazetteer: Gazetteer) -> list[Piece]:
    """The pieces of a run in order, without gaps but blanks and hyphens."""
    word = gazetteer.lexicon.word
    if text.isalpha():
        return [_word(text, 0, len(text), *word(text), gazetteer)]
    words = _words(text)
    told = [(0, text[first:stop]) if lower else word(text[first:stop]) for first, stop, lower in words]
    pieces: list[Piece] = []
    at, count = 0, len(words)
    while at < count:
        first, stop, lower = words[at]
        sort, folded = told[at]
        if lower:
            pieces.append(Piece(GLUE, first, stop, 0, 1, folded))
            at += 1
            continue
        found = None
        if at + 1 < count and gazetteer.begins(folded):
            found = _longest(text, words, [key for _, key in told[at : at + _LONGEST]], at, gazetteer)
        if found is None:
            pieces.append(_word(text, first, stop, sort, folded, gazetteer))
            at += 1
        else:
            reach, what, key = found
            pieces.append(Piece(what, first, words[reach - 1][1], sort, reach - at, key))
            at = reach
    return pieces


def _word(text: str, start: int, end: int, sort: int, folded: str, gazetteer: Gazetteer) -> Piece:
    """One word by itself: a name, an adjective, a known name of no place, or just a word."""
    written = text[start:end]
    if sort & Sort.ABBREVIATION:
        return Piece(NAME, start, end, sort, 1, written)
    what = gazetteer.what(written)
    return Piece(WORD, start, end, sort, 1, "") if what < 0 else Piece(what, start, end, sort, 1, folded)


def _longest(
    text: str, words: Sequence[tuple[int, int, bool]], folded: Sequence[str], at: int, gazetteer: Gazetteer
) -> tuple[int, int, str] | None:
    """Where the longest known name of two words or more ends that begins at word ``at``, what it is, and its key.

    ``folded`` are the folded words from there on.
    """
    lengths = gazetteer.lengths(" ".join(folded), folded[0])
    length = len(folded[0])
    ends = []
    for reach, key in enumerate(folded[1:], at + 1):
        length += 1 + len(key)
        if length in lengths and not words[reach][2]:
            ends.append(reach)
    first = words[at][0]
    for reach in reversed(ends):
        written = text[first : words[reach][1]]
        what = gazetteer.what(written.replace("\n", " ") if "\n" in written else written)
        if what >= 0:
            return reach + 1, what, " ".join(folded[: reach + 1 - at])
    return None
