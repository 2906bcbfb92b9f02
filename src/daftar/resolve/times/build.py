"""From a stretch of tokens that the grammar found to what it names. No pattern is run over the text again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.resolve.times.expression import (
    Beside,
    Day,
    Festival,
    Fiscal,
    Hijri,
    Month,
    MonthDay,
    Named,
    Range,
    Season,
    Shift,
    Slice,
    Span,
    Weekday,
    Weekend,
    Year,
)
from daftar.resolve.times.lexicon import squeezed
from daftar.resolve.times.piece import (
    MONTHS,
    Piece,
    amount_of,
    days_of,
    edge_of,
    make_day,
    number_of,
    which_of,
    year_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["named_of"]

_WEEKDAYS = "WwS"


def named_of(family: str, piece: Piece) -> Named | None:
    """What ``piece``, which the grammar found to be of ``family``, names; None where its numbers name nothing."""
    return _BUILDERS[family](piece)


def _day(piece: Piece) -> Day | None:
    weekday = piece.first(_WEEKDAYS)
    for letter, token in zip(piece.letters, piece.tokens, strict=True):
        if letter == "I":
            year, month, day = (int(n) for n in token.partition("T")[0].replace("/", "-").split("-"))
            return make_day(year, month, day, weekday=weekday)
        if letter == "/":
            return _numeric(token, weekday)
    month = piece.first(MONTHS)
    days = days_of(piece)
    years = amount_of(piece) if piece.first("u") == "year" else None
    return make_day(year_of(piece), month, days[0], weekday=weekday, years=years) if month and days else None


def _numeric(token: str, weekday: int | None) -> Day | None:
    """A date in numbers. Dots put the day first; else a number above 12 decides; else both readings stand."""
    separator = next(c for c in token if not c.isdigit())
    first, second, year = (int(n) for n in token.split(separator))
    if year < 100:
        year += 2000 if year < 70 else 1900
    if separator == "." or first > 12:
        return make_day(year, second, first, weekday=weekday)
    return make_day(year, first, second, weekday=weekday, swapped=second <= 12 and first != second)


def _week_of(piece: Piece) -> Day | None:
    day = _day(piece)
    return None if day is None else replace(day, week=True)


def _month(piece: Piece) -> Named | None:
    month = piece.first(MONTHS)
    years = amount_of(piece) if piece.letters.endswith("u") and piece.first("u") == "year" else None
    which = None if years is not None else which_of(piece)
    return Month(month=month, year=year_of(piece), years=years, which=which, edge=edge_of(piece))


def _year_named(piece: Piece) -> Named | None:
    return Year(year=int(piece.first("y")), edge=edge_of(piece))


def _decade(piece: Piece) -> Named | None:
    return Year(year=int(str(piece.first("Y"))[:4]), years=10, edge=edge_of(piece))


def _season(piece: Piece) -> Named | None:
    first, last = piece.first("Xz")
    if piece.has("R"):  # "the winter of 2016-17"
        return Season(first=first, last=last, year=int(str(piece.first("R"))[:4]))
    if piece.has("g"):
        return Season(first=first, last=last, back=number_of(piece))
    years = amount_of(piece) if piece.has("u") else None
    which = None if years is not None else which_of(piece)
    return Season(first=first, last=last, year=year_of(piece), years=years, which=which)


def _festival(piece: Piece) -> Named | None:
    years = amount_of(piece) if piece.has("u") else None
    which = None if years is not None else which_of(piece)
    return Festival(
        places=piece.values["*" + _name(piece, "*&")],
        year=year_of(piece),
        years=years,
        which=which,
        weekend=piece.has("K"),
    )


def _name(piece: Piece, letters: str) -> str:
    return squeezed("".join(t for t, x in zip(piece.tokens, piece.letters, strict=True) if x in letters))


def _hijri(piece: Piece) -> Named | None:
    """Read "27 Ramadan 1442", "Muharram 1442 AH"."""
    month = piece.values.get("Ω" + _name(piece, "Ω*&"))
    name = piece.letters.index("Ω" if "Ω" in piece.letters else "*")
    days = days_of(piece.cut(0, name))
    behind = zip(piece.letters[name:], piece.tokens[name:], strict=True)
    year = next((int(token) for letter, token in behind if letter in "hx" and token.isdecimal()), None)
    if month is None or (days and days[0] > 30) or (year is not None and not 1300 <= year <= 1500):
        return None
    return Hijri(month=month, day=days[0] if days else None, year=year)


def _fiscal(piece: Piece) -> Named | None:
    if "R" not in piece.letters:
        return Fiscal(year=int(piece.first("y")))
    first, last = str(piece.first("R")).split("-")
    last = first[: 4 - len(last)] + last
    return Fiscal(year=int(first), last=int(last)) if int(last) == int(first) + 1 else None


def _month_day(piece: Piece) -> Named | None:
    """Read "the 9th", "the 28th of last month"."""
    unit = piece.first("u")
    months = None if unit is None else (amount_of(piece) or 0)
    return MonthDay(day=days_of(piece)[0], months=months) if unit in (None, "month") else None


def _slice(piece: Piece) -> Named | None:
    """Read "the first half of May", "the last week of 2020", "the first three months of this year", "Q3 2021"."""
    if piece.letters[0] == "κ":
        return Slice(base=Year(year=int(piece.first("y"))), unit="quarter", at=int(piece.first("κ")))
    of = piece.letters.index("3")
    part, rest = piece.cut(0, of), piece.cut(of + 1, len(piece.letters))
    base = _whole(rest)
    if base is None or "hour" in (part.first("u"), rest.first("u")):
        return None
    unit, times = (str(part.first("J")), 1) if part.has("J") else _unit(part)
    at = -1 if part.has("A") else int(part.first("O"))
    if part.has("nq"):
        return Slice(base=base, unit=unit, at=at, count=(number_of(part) or 1) * times)
    if part.tokens[-1].lower().endswith("s"):  # "the last days of May": how many, nobody says
        edge = "late" if at < 0 else "early"
        return replace(base, edge=edge) if isinstance(base, Month | Year) and unit != "year" else None
    if unit == "week" and at > 0 and isinstance(base, Month):
        return replace(base, week=at)
    return Slice(base=base, unit=unit, at=at, count=times)


def _whole(piece: Piece) -> Named | None:
    """What a part is taken of: a month, a year, a holiday."""
    if piece.has("*"):
        return _festival(piece)
    if piece.has(MONTHS):
        return _month(piece)
    if piece.has("y"):
        return _year_named(piece)
    return Shift(unit=str(piece.first("u")), amount=amount_of(piece)) if piece.has("u") else None


def _penultimate(piece: Piece) -> Named | None:
    """Read "the Friday before last", "the weekend before last", "the week before last"."""
    if piece.has("W"):
        return Weekday(weekday=int(piece.first("W")), which="penultimate")
    return Weekend(which="penultimate") if piece.has("K") else Shift(unit=str(piece.first("u")), amount=-2)


def _up_to(piece: Piece) -> Named | None:
    """Read "the week ending 6 June", "the 48 hours to Monday": the named day is the last one."""
    at = piece.letters.index("u") + 1
    last = _end(piece.cut(at, len(piece.letters)))
    (unit, times), amount = _unit(piece), number_of(piece.cut(0, at))
    if last is None or amount is None or unit not in ("hour", "day", "week"):
        return None
    if unit == "hour" and amount < 12:  # a delay, not a tally
        return None
    days = -(-amount // 24) if unit == "hour" else amount * times * (7 if unit == "week" else 1) - 1
    return Range(first=Beside(base=last, days=-days), last=last)


def _unit(piece: Piece) -> tuple[str, int]:
    """The unit and how many of it the word means (a fortnight is two weeks)."""
    unit = str(piece.first("u"))
    return ("week", 2) if unit == "fortnight" else (unit, 1)


def _ago(piece: Piece) -> Named | None:
    amount = number_of(piece)
    if piece.letters[-2] in "WS":  # "three Fridays ago"
        last = Weekday(weekday=int(piece.first("WS")), which="last")
        return None if amount is None else Beside(base=last, days=7 - 7 * amount)
    if not piece.has("u"):  # "two nights ago"
        return Shift(unit="day", amount=None if amount is None else -amount)
    unit, times = _unit(piece)
    if piece.has("DWs"):
        return _ago_on(piece, unit, amount, times)
    return Shift(unit=unit, amount=None if amount is None else -amount * times)


def _ago_on(piece: Piece, unit: str, amount: int | None, times: int) -> Named | None:
    """Read "a week ago today", "two weeks ago on Tuesday", "two days ago, on Tuesday"."""
    if piece.has("W") and unit == "day":
        return _weekday(piece.cut(piece.letters.index("W"), len(piece.letters)))
    if amount is None:
        return None
    if piece.has("s"):  # "five years ago this month"
        inner = str(piece.values[piece.tokens[-1]])
        return Shift(unit="month", amount=-12 * amount) if (unit, inner) == ("year", "month") else None
    if unit != "week":
        return Shift(unit=unit, amount=-amount * times)
    days = -7 * amount * times
    if piece.has("D"):
        return Shift(unit="day", amount=int(piece.first("D")) + days)
    return Beside(base=Weekday(weekday=int(piece.first("W"))), days=days)


def _story(piece: Piece) -> Named | None:
    """Read "two days earlier", "the day before", "the next day", "that night", "earlier in the day"."""
    letters = piece.letters
    unit = str(piece.first("u")) if "u" in letters else "day"
    if "i" in letters:
        return Shift(unit=unit, amount=0, told=unit == "day", edge=edge_of(piece)) if unit != "hour" else None
    if letters[-1] in "up" and "=" not in letters and "Q" not in letters:
        return Shift(unit=unit, amount=-1 if "<" in letters else 1, told=True)
    if letters[-1] in "up":
        return Shift(unit=unit, amount=0, told=True)
    unit, times = _unit(piece) if "u" in letters else ("day", 1)
    amount = number_of(piece)
    sign = -1 if letters[-1] in "eB" else 1
    return Shift(unit=unit, amount=None if amount is None else sign * amount * times, told=True)


def _beside(piece: Piece) -> Named | None:
    """Read "the day before yesterday", "the eve of Easter", "two days after Christmas", "a day after Tuesday's attack"."""
    if "υ" in piece.letters:
        rest = piece.cut(piece.letters.index("3") + 1, len(piece.letters))
        base = _festival(rest) if "*" in rest.letters else _end(rest)
        return None if base is None else Beside(base=base, days=-1)
    if piece.has("W") and piece.letters[0] == "W":
        return _weekday_beside(piece)
    if piece.first("u") not in ("day", "week"):
        return None
    at = next(i for i, letter in enumerate(piece.letters) if letter in "BF")
    amount = number_of(piece.cut(0, at))
    if amount is None:
        return None
    amount *= 7 if piece.first("u") == "week" else 1
    days = -amount if piece.letters[at] == "B" else amount
    rest = piece.cut(at + 1, len(piece.letters))
    if "D" in rest.letters:
        return Shift(unit="day", amount=int(rest.first("D")) + days)
    base = _festival(rest) if "*" in rest.letters else _end(rest)
    return None if base is None else Beside(base=base, days=days)


def _weekday_beside(piece: Piece) -> Named | None:
    """Read "the Thursday before Easter", "the Friday after 6 June"."""
    rest = piece.cut(2, len(piece.letters))
    base = _festival(rest) if "*" in rest.letters else _end(rest)
    days = -1 if piece.letters[1] == "B" else 1
    return None if base is None else Beside(base=base, days=days, weekday=int(piece.first("W")))


def _weekday(piece: Piece) -> Named | None:
    weekday = int(piece.first(_WEEKDAYS))
    if "u" in piece.letters:
        return Weekday(weekday=weekday, weeks=amount_of(piece)) if piece.first("u") == "week" else None
    return Weekday(weekday=weekday, which=which_of(piece))


def _relative(piece: Piece) -> Named | None:
    """Read "today", "this morning", "last night", "last year", "early this month", "tomorrow"."""
    if "D" in piece.letters:
        return Shift(unit="day", amount=int(piece.first("D")))
    amount = amount_of(piece)
    if "p" in piece.letters:
        return None if piece.letters.startswith("j") else Shift(unit="day", amount=amount)
    word, unit = piece.tokens[-1].lower(), str(piece.first("u"))
    if unit in ("hour", "minute") or word.endswith("s") or amount is None:
        return None
    if "θ" in piece.letters:  # "so far this month"
        return Shift(unit=unit, amount=amount, edge="earlier")
    return Shift(unit=unit, amount=amount, edge=edge_of(piece))


def _since_start(piece: Piece) -> Named | None:
    """Read "the start of the year", "at the beginning of the month"."""
    if piece.first("d") != "early" or piece.first("u") not in ("week", "month", "year", "decade"):
        return None
    return Shift(unit=str(piece.first("u")), amount=0, edge="early")


def _weekend(piece: Piece) -> Named | None:
    if "3" in piece.letters:
        return Weekend(of=_day(piece.cut(2, len(piece.letters))))
    return Weekend(which=which_of(piece))


def _span(piece: Piece) -> Named | None:
    unit, times = _unit(piece)
    amount = number_of(piece)
    plural = piece.tokens[-1].lower().endswith("s") and not piece.has("anNq")
    vague = amount is None or plural
    return Span(unit=unit, amount=None if vague or amount is None else amount * times, onward=piece.has("j>"))


def _range(piece: Piece) -> Named | None:
    if "R" in piece.letters:
        first, last = str(piece.first("R")).split("-")
        years = Year(year=int(first)), Year(year=int(first[: 4 - len(last)] + last))
        return Range(first=years[0], last=years[1]) if years[0].year < years[1].year else None
    if sum(piece.letters.count(m) for m in MONTHS) == 1 and len(days_of(piece)) > 1:
        return _days_of_month(piece)
    return _two_ends(piece)


def _days_of_month(piece: Piece) -> Named | None:
    """Read "13 and 14 May", "May 13-15"."""
    days, month, year = days_of(piece), piece.first(MONTHS), year_of(piece)
    first, last = make_day(year, month, min(days)), make_day(year, month, max(days))
    return Range(first=first, last=last) if first and last else None


def _two_ends(piece: Piece) -> Named | None:
    """Read "from June 3 to June 9", "between March and May 2014", "Tuesday to Thursday", "2011-2014"."""
    for index, letter in enumerate(piece.letters):
        if letter not in "-5970ω" or not 0 < index < len(piece.letters) - 1:
            continue
        first, last = _end(piece.cut(0, index)), _end(piece.cut(index + 1, len(piece.letters)))
        if first is not None and last is not None and type(first) is type(last):
            return _same_year(first, last)
    return None


def _end(piece: Piece) -> Named | None:
    if piece.has("I/") or (piece.has(MONTHS) and piece.has("noO")):
        return _day(piece)
    if piece.has(MONTHS):
        return _month(piece)
    if piece.has("y"):
        return _year_named(piece)
    return _weekday(piece) if piece.has("W") else None


def _same_year(first: Named, last: Named) -> Range:
    """A range with a year on one side only: the other side is of that year, or the one before or after."""
    if isinstance(first, Day | Month) and isinstance(last, Day | Month):
        over = first.month > last.month
        if isinstance(last, Day) and isinstance(first, Day) and last.years is not None:
            return Range(first=replace(first, years=last.years - over), last=last)
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
    "slice": _slice,
    "hijri": _hijri,
    "fiscal": _fiscal,
    "monthday": _month_day,
    "penult": _penultimate,
    "upto": _up_to,
    "sincestart": _since_start,
}
