"""Persons among capitalised words: titles, given names and initials tell them from places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.resolve.places.lexicon import ADJECTIVE, GLUE, NAME, NOT, WORD, Sort

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.resolve.places.gazetteer import Gazetteer

__all__ = ["Piece", "persons_in"]

_BREAKS = Sort.CALENDAR | Sort.OPENER | Sort.NUMBER
_TAILS = Sort.FEATURE | Sort.HEAD | Sort.ROAD | Sort.SITE | Sort.PAPER | Sort.TITLE | _BREAKS
_BIG = 100_000


class Piece(NamedTuple):
    """A part of a run. ``what`` is NAME, ADJECTIVE, NOT (a known name of no place), WORD or GLUE (a small word).

    Offsets are into the run. ``sort`` are the bits of its first word; ``words`` how many words it has; ``key`` is its
    folded form.
    """

    what: int
    start: int
    end: int
    sort: int
    words: int
    key: str


def persons_in(
    written: str, pieces: Sequence[Piece], gazetteer: Gazetteer
) -> tuple[frozenset[int], tuple[str, ...]]:
    """Numbers of the pieces of a run that belong to persons' names, and the last word of each such name."""
    if len(pieces) == 1 and pieces[0].words == 1:
        return frozenset(), ()
    persons: set[int] = set()
    surnames: list[str] = []
    at = 0
    while at < len(pieces):
        reach = _person(written, pieces, at, gazetteer)
        if reach > at:
            persons.update(range(at, reach))
            last = pieces[reach - 1]
            surnames.append(written[last.start : last.end].rsplit(" ", 1)[-1])
        at = max(reach, at + 1)
    return frozenset(persons), tuple(surnames)


def _person(written: str, pieces: Sequence[Piece], at: int, gazetteer: Gazetteer) -> int:
    """Where a person's name that begins at piece ``at`` ends; ``at`` itself where none begins."""
    piece = pieces[at]
    if piece.what in (GLUE, NOT):
        return at
    if piece.sort & Sort.TITLE and piece.words == 1 and piece.what != ADJECTIVE:
        reach = _stretch(pieces, at + 1)
        return reach if reach > at + 1 else at
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if piece.sort & Sort.GIVEN and not piece.sort & _BREAKS:
        if piece.words > 1:
            return at + 1 if _given_pair(written, piece, gazetteer) else at
        if after and after.what in (NAME, WORD) and not _is_place_tail(after, gazetteer):
            return _stretch(pieces, at + 1)
        return at
    if after and after.sort & Sort.INITIAL and after.what == WORD and at + 2 < len(pieces):
        return _stretch(pieces, at + 1)
    return at


def _stretch(pieces: Sequence[Piece], at: int) -> int:
    """How far a person's name runs on from piece ``at``: four pieces at most, particles among them."""
    reach = at
    while reach < len(pieces) and reach < at + 4:
        piece = pieces[reach]
        if piece.what == GLUE:
            if piece.key in ("of", "the", "and", "on", "in"):
                break
        elif (
            piece.what in (NOT, ADJECTIVE)
            or piece.sort & (_BREAKS | Sort.TITLE)
            or (piece.sort & Sort.HEAD and piece.sort & Sort.FEATURE)
        ):
            break
        reach += 1
    while reach > at and pieces[reach - 1].what == GLUE:
        reach -= 1
    return reach


def _given_pair(written: str, piece: Piece, gazetteer: Gazetteer) -> bool:
    """Whether a known name of two words is sooner a person: *Jose Maria* is a town, and a man."""
    last = written[piece.start : piece.end].rsplit(" ", 1)[-1]
    if gazetteer.lexicon.sort(last) & (Sort.FEATURE | Sort.SITE | Sort.COMPASS | Sort.ROAD):
        return False
    return not any(
        m.entry.population > _BIG or m.entry.kind != "populated" or gazetteer.user_made(m.entry)
        for m in gazetteer.named(piece.key)
    )


def _is_place_tail(piece: Piece, gazetteer: Gazetteer) -> bool:
    """Whether a piece after a given name makes the two a place: *Florence County*, *Austin Texas*."""
    if piece.sort & _TAILS:
        return True
    return piece.what == NAME and any(
        m.entry.kind in ("country", "admin1") for m in gazetteer.named(piece.key)
    )
