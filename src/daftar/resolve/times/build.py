"""From a stretch of tokens that the grammar found to what it names. No pattern is run over the text again."""

from __future__ import annotations

import calendar
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from daftar.resolve.times.expression import (
    Beside,
    Day,
    Festival,
    Month,
    Named,
    Range,
    Season,
    Shift,
    Span,
    Weekday,
    Weekend,
    Year,
)
from daftar.resolve.times.lexicon import squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["Piece", "named_of"]

_MONTHS = "MmbZ"
_WEEKDAYS = "WwS"
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


def named_of(family: str, piece: Piece) -> Named | None:
    """What ``piece``, which the grammar found to be of ``family``, names; None where its numbers name nothing."""
    return _BUILDERS[family](piece)


def _number(piece: Piece) -> int | None:
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


def _year(piece: Piece) -> int | None:
    for index, letter in enumerate(piece.letters):
        if letter == "y":
            return int(piece.tokens[index])
        if letter == "N" and index and piece.letters[index - 1] in "MmbZ.":
            return 1900 + int(piece.tokens[index])
    return None


def _edge(piece: Piece) -> str | None:
    edge = piece.first("Edel")
    return str(edge) if edge else None


def _which(piece: Piece) -> str | None:
    return next((_WHICH[letter] for letter in piece.letters if letter in _WHICH), None)


def _amount(piece: Piece) -> int | None:
    return next((_AMOUNTS[letter] for letter in piece.letters if letter in _AMOUNTS), None)


def _make_day(year: int | None, month: int, day: int, **more: Any) -> Day | None:
    # A 29 February without a year is kept: the year that is found for it decides.
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(2000 if year is None else year, month)[1]:
        return None
    return Day(year=year, month=month, day=day, **more)


def _day(piece: Piece) -> Day | None:
    weekday = piece.first(_WEEKDAYS)
    for letter, token in zip(piece.letters, piece.tokens, strict=True):
        if letter == "I":
            year, month, day = (int(n) for n in token.replace("/", "-").split("-"))
            return _make_day(year, month, day, weekday=weekday)
        if letter == "/":
            return _numeric(token, weekday)
    month = piece.first(_MONTHS)
    days = _days(piece)
    return _make_day(_year(piece), month, days[0], weekday=weekday) if month and days else None


def _days(piece: Piece) -> list[int]:
    """The numbers of days in ``piece``, in order."""
    found = []
    for letter, token in zip(piece.letters, piece.tokens, strict=True):
        if letter == "n":
            found.append(int(token))
        elif letter == "o":
            found.append(int(token[:-2]))
        elif letter == "O":
            found.append(int(piece.values[token]))
        elif letter == "r":
            found.extend(int(n) for n in token.split("-"))
    return found


def _numeric(token: str, weekday: int | None) -> Day | None:
    """A date in numbers. Dots put the day first; else a number above 12 decides; else both readings stand."""
    separator = next(c for c in token if not c.isdigit())
    first, second, year = (int(n) for n in token.split(separator))
    if year < 100:
        year += 2000 if year < 70 else 1900
    if separator == "." or first > 12:
        return _make_day(year, second, first, weekday=weekday)
    return _make_day(year, first, second, weekday=weekday, swapped=second <= 12 and first != second)


def _week_of(piece: Piece) -> Day | None:
    day = _day(piece)
    return None if day is None else replace(day, week=True)


def _month(piece: Piece) -> Named | None:
    month = piece.first(_MONTHS)
    years = _amount(piece) if piece.letters.endswith("u") else None
    week = None
    if "O" in piece.letters:
        if piece.first("u") != "week":
            return None
        week, years = int(piece.first("O")), None
    which = None if years is not None else _which(piece)
    return Month(month=month, year=_year(piece), years=years, which=which, edge=_edge(piece), week=week)


def _year_named(piece: Piece) -> Named | None:
    return Year(year=int(piece.first("y")), edge=_edge(piece))


def _decade(piece: Piece) -> Named | None:
    return Year(year=int(str(piece.first("Y"))[:4]), years=10, edge=_edge(piece))


def _season(piece: Piece) -> Named | None:
    first, last = piece.first("Xz")
    years = _amount(piece) if piece.has("u") else None
    which = None if years is not None else _which(piece)
    return Season(first=first, last=last, year=_year(piece), years=years, which=which)


def _festival(piece: Piece) -> Named | None:
    years = _amount(piece) if piece.has("u") else None
    which = None if years is not None else _which(piece)
    name = "".join(t for t, x in zip(piece.tokens, piece.letters, strict=True) if x in "*&")
    return Festival(
        index=int(piece.values["*" + squeezed(name)]), year=_year(piece), years=years, which=which
    )


def _unit(piece: Piece) -> tuple[str, int]:
    """The unit and how many of it the word means (a fortnight is two weeks)."""
    unit = str(piece.first("u"))
    return ("week", 2) if unit == "fortnight" else (unit, 1)


def _ago(piece: Piece) -> Named | None:
    unit, times = _unit(piece)
    amount = _number(piece)
    return Shift(unit=unit, amount=None if amount is None else -amount * times)


def _story(piece: Piece) -> Named | None:
    """Read "two days earlier", "the day before", "the next day", "that night", "earlier in the day"."""
    letters = piece.letters
    unit = str(piece.first("u")) if "u" in letters else "day"
    if "i" in letters:
        return Shift(unit=unit, amount=0, told=unit == "day", edge=_edge(piece)) if unit != "hour" else None
    if letters[-1] in "up" and "=" not in letters and "Q" not in letters:
        return Shift(unit=unit, amount=-1 if "<" in letters else 1, told=True)
    if letters[-1] in "up":
        return Shift(unit=unit, amount=0, told=True)
    unit, times = _unit(piece) if "u" in letters else ("day", 1)
    amount = _number(piece)
    sign = -1 if letters[-1] in "eB" else 1
    return Shift(unit=unit, amount=None if amount is None else sign * amount * times, told=True)


def _beside(piece: Piece) -> Named | None:
    """Read "the day before yesterday", "two days after Christmas", "a day after Tuesday's attack"."""
    if piece.first("u") != "day":
        return None
    at = next(i for i, letter in enumerate(piece.letters) if letter in "BF")
    amount = _number(piece.cut(0, at))
    if amount is None:
        return None
    days = -amount if piece.letters[at] == "B" else amount
    rest = piece.cut(at + 1, len(piece.letters))
    if "D" in rest.letters:
        return Shift(unit="day", amount=int(rest.first("D")) + days)
    base = _festival(rest) if "*" in rest.letters else _end(rest)
    return None if base is None else Beside(base=base, days=days)


def _weekday(piece: Piece) -> Named | None:
    weekday = int(piece.first(_WEEKDAYS))
    if "u" in piece.letters:
        return Weekday(weekday=weekday, weeks=_amount(piece)) if piece.first("u") == "week" else None
    return Weekday(weekday=weekday, which=_which(piece))


def _relative(piece: Piece) -> Named | None:
    """Read "today", "this morning", "last night", "last year", "early this month", "tomorrow"."""
    if "D" in piece.letters:
        return Shift(unit="day", amount=int(piece.first("D")))
    amount = _amount(piece)
    if "p" in piece.letters:
        return None if piece.letters.startswith("j") else Shift(unit="day", amount=amount)
    word, unit = piece.tokens[-1].lower(), str(piece.first("u"))
    if unit in ("hour", "minute") or word.endswith("s") or amount is None:
        return None
    return Shift(unit=unit, amount=amount, edge=_edge(piece))


def _weekend(piece: Piece) -> Named | None:
    return Weekend(which=_which(piece))


def _span(piece: Piece) -> Named | None:
    unit, times = _unit(piece)
    amount = _number(piece)
    plural = piece.tokens[-1].lower().endswith("s") and not piece.has("anNq")
    vague = amount is None or plural
    return Span(unit=unit, amount=None if vague or amount is None else amount * times)


def _range(piece: Piece) -> Named | None:
    if "R" in piece.letters:
        first, last = str(piece.first("R")).split("-")
        years = Year(year=int(first)), Year(year=int(first[: 4 - len(last)] + last))
        return Range(first=years[0], last=years[1]) if years[0].year < years[1].year else None
    if sum(piece.letters.count(m) for m in _MONTHS) == 1 and len(_days(piece)) > 1:
        return _days_of_month(piece)
    return _two_ends(piece)


def _days_of_month(piece: Piece) -> Named | None:
    """Read "13 and 14 May", "May 13-15"."""
    days, month, year = _days(piece), piece.first(_MONTHS), _year(piece)
    first, last = _make_day(year, month, min(days)), _make_day(year, month, max(days))
    return Range(first=first, last=last) if first and last else None


def _two_ends(piece: Piece) -> Named | None:
    """Read "from June 3 to June 9", "between March and May 2014", "Tuesday to Thursday", "2011-2014"."""
    for index, letter in enumerate(piece.letters):
        if letter not in "-5970" or not 0 < index < len(piece.letters) - 1:
            continue
        first, last = _end(piece.cut(0, index)), _end(piece.cut(index + 1, len(piece.letters)))
        if first is not None and last is not None and type(first) is type(last):
            return _same_year(first, last)
    return None


def _end(piece: Piece) -> Named | None:
    if piece.has("I/") or (piece.has(_MONTHS) and piece.has("noO")):
        return _day(piece)
    if piece.has(_MONTHS):
        return _month(piece)
    if piece.has("y"):
        return _year_named(piece)
    return _weekday(piece) if piece.has("W") else None


def _same_year(first: Named, last: Named) -> Range:
    """A range with a year on one side only: the other side is of that year, or the one before or after."""
    if isinstance(first, Day | Month) and isinstance(last, Day | Month):
        over = first.month > last.month
        if first.year is None and last.year is not None:
            first = replace(first, year=last.year - over)
        elif last.year is None and first.year is not None:
            last = replace(last, year=first.year + over)
    return Range(first=first, last=last)


_BUILDERS: dict[str, Callable[[Piece], Named | None]] = {
    "range": _range,
    "weekof": _week_of,
    "date": _day,
    "monthyear": _month,
    "month": _month,
    "decade": _decade,
    "season": _season,
    "year": _year_named,
    "ago": _ago,
    "beside": _beside,
    "story": _story,
    "weekday": _weekday,
    "relative": _relative,
    "weekend": _weekend,
    "span": _span,
    "holiday": _festival,
}
