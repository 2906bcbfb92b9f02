"""A stretch of tokens with the letters they play, and what its words give: numbers, years, days, which, how far."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.resolve.times.expression import Day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "MONTHS",
    "Piece",
    "amount_of",
    "days_of",
    "edge_of",
    "make_day",
    "number_of",
    "which_of",
    "year_of",
]

MONTHS = "MmbZ"
_WHICH = {"A": "last", "H": "last", "s": "this", "j": "next", "<": "previous", ">": "following", "=": "same"}
_AMOUNTS = {"A": -1, "s": 0, "j": 1}


class Piece(NamedTuple):
    """The letters and tokens of one stretch, with the meanings of words (``values``: token → meaning)."""

    letters: str
    tokens: Sequence[str]
    values: Mapping[str, Any]

    def first(self, letters: str) -> Any:
        """Find the meaning of the first token that plays one of ``letters``; None where there is none."""
        for index, letter in enumerate(self.letters):
            if letter in letters:
                token = self.tokens[index]
                return self.values.get(token, token)
        return None

    def has(self, letters: str) -> bool:
        """Say whether any token plays one of ``letters``."""
        return not set(letters).isdisjoint(self.letters)

    def cut(self, start: int, end: int) -> Piece:
        """Take the tokens from ``start`` to before ``end``."""
        return Piece(self.letters[start:end], self.tokens[start:end], self.values)


def number_of(piece: Piece) -> int | None:
    """A quantity: "a" and "one" are 1, "24" is 24, "several" is None."""
    if piece.has("k"):
        return None
    found = 0
    for letter, token in zip(piece.letters, piece.tokens, strict=True):
        if letter in "nN":
            return int(token)
        if letter == "q":
            found += int(piece.values[token])
    return found or 1


def year_of(piece: Piece) -> int | None:
    """The year: four digits, or two behind a month ("JAN 90")."""
    for index, letter in enumerate(piece.letters):
        if letter == "y":
            return int(piece.tokens[index])
        if letter == "N" and index and piece.letters[index - 1] in "MmbZ.-":
            return 1900 + int(piece.tokens[index])
    return None


def edge_of(piece: Piece) -> str | None:
    """Early, mid, late, earlier or later."""
    edge = piece.first("Edel")
    return str(edge) if edge else None


def which_of(piece: Piece) -> str | None:
    """Last, this, next, previous, following, same."""
    return next((_WHICH[letter] for letter in piece.letters if letter in _WHICH), None)


def amount_of(piece: Piece) -> int | None:
    """How many units from now: -1 for last, 0 for this, 1 for next."""
    return next((_AMOUNTS[letter] for letter in piece.letters if letter in _AMOUNTS), None)


def make_day(year: int | None, month: int, day: int, **more: Any) -> Day | None:
    """The day of the calendar, or None where it has no such day."""
    # A 29 February without a year is kept: the year that is found for it decides.
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000 if year is None else year, month)[1]:
        return None
    return Day(year=year, month=month, day=day, **more)


def days_of(piece: Piece) -> list[int]:
    """The numbers of days in ``piece``, in order."""
    found = []
    for index, (letter, token) in enumerate(zip(piece.letters, piece.tokens, strict=True)):
        if letter == "n":
            found.append(int(token))
        elif letter == "o":
            found.append(int(token[:-2]))
        elif letter == "O":
            tens = piece.values[piece.tokens[index - 2]] if piece.letters[:index].endswith("q-") else 0
            found.append(int(piece.values[token]) + int(tens))
        elif letter == "r":
            found.extend(int(n) for n in token.replace("/", "-").split("-"))
    return found
