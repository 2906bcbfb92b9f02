"""Clock times and parts of the day, read from the tokens that the grammar found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.model import Clock

if TYPE_CHECKING:
    from daftar.resolve.times.piece import Piece

__all__ = ["clock_of", "daypart_of", "minutes_of"]

_NOON, _MIDNIGHT = 12 * 60, 24 * 60
# From which minute a bare hour belongs to the second half of the day: "2:30 at night" does not, "11:30 at night" does.
_FIRST = {"afternoon": 60, "evening": 60, "night": 6 * 60}
_CLOCK = re.compile(r"([0-9]{1,2}?)(?:[:.]?([0-9]{2}))?[ ]?(?:([apAP])|[hH]|$)")


def daypart_of(piece: Piece) -> str | None:
    """Read morning, afternoon, evening, night, dawn, noon, day, overnight or early_hours; None where none is said."""
    for index, letter in enumerate(piece.letters):
        if letter == "p":
            return str(piece.values[piece.tokens[index]])
        if letter == "V":
            return "overnight"
        if letter == "D":
            if piece.tokens[index].lower() == "tonight":
                return "night"
        elif letter == "E" and piece.letters[index + 1 : index + 2] == "u":
            return "early_hours" if piece.values[piece.tokens[index + 1]] == "hour" else None
    return None


def clock_of(piece: Piece, daypart: str | None = None) -> Clock | None:
    """Read the clock time that ``piece`` words: local, UTC and their offset, each only where the words give it.

    ``daypart`` puts "11:30 Saturday night" before midnight. Two times, the second in brackets with its zone, give the offset: "7am (05:00 GMT)" is two hours ahead.
    """
    found = _readings(piece)
    if not found:
        return None
    minutes, zone, _ = found[0]
    if _FIRST.get(daypart or "", _MIDNIGHT) <= minutes < _NOON and "C" not in piece.letters and zone is None:
        minutes += _NOON
    local = _hhmm(minutes)
    bracket = next((reading for reading in found[1:] if reading[2] and reading[1]), None)
    if zone and _minutes_ahead(zone) == 0:
        return Clock(utc=local)
    if bracket is not None and bracket[1]:
        utc = (bracket[0] - _minutes_ahead(bracket[1])) % _MIDNIGHT
        return Clock(local=local, utc=_hhmm(utc), offset=_offset(minutes, utc))
    if not zone:
        return Clock(local=local)
    return Clock(local=local, utc=_hhmm((minutes - _minutes_ahead(zone)) % _MIDNIGHT), offset=zone)


def _readings(piece: Piece) -> list[tuple[int, str | None, bool]]:
    """Each clock time: minutes from midnight, its zone's offset (empty for an unknown one), whether in brackets."""
    letters, tokens, found = piece.letters, piece.tokens, []
    last = letters.rfind("C")
    for index, letter in enumerate(letters):
        if letter not in "CchPnNy":
            continue
        behind = letters[index + 1 : index + 3]
        zone = index + 1 + behind.find("G") if "G" in behind and behind[0] in "GL" else None
        shared = letter in "nc" and index < last and behind[:1] in ("-", "5", "7")
        bare = letter == "y" and letters[:index].endswith(("2", "2~", "[", "("))
        if letter in "nNy" and zone is None and not shared and not bare:
            continue
        word = tokens[last] if shared else ""
        minutes = minutes_of(str(piece.values.get(tokens[index], tokens[index])), word)
        if minutes is not None:
            ahead = None if zone is None else str(piece.values[tokens[zone]])
            found.append((minutes, ahead, letters[:index].endswith(("(", "(~", "[", "[~"))))
    return found


@lru_cache(maxsize=2048)
def minutes_of(token: str, like: str = "") -> int | None:
    """Count the minutes from midnight of "7am", "9:30 p.m.", "07:00", "0500", "9.30pm".

    A time without a.m. or p.m. takes it from ``like`` ("between 2 and 3 a.m."). None for an hour that no day has.
    """
    found = _CLOCK.match(token)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = found[3] or next((c for c in like if c in "apAP"), "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half in "pP" else 0)
    return None if hour > 24 or minute > 59 else (hour * 60 + minute) % _MIDNIGHT


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _minutes_ahead(zone: str) -> int:
    """Minutes that ``zone`` ("+05:30") is ahead of UTC."""
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes if zone[0] == "-" else minutes


def _offset(local: int, utc: int) -> str:
    """How far local is ahead of UTC, from -10:00 to +14:00, to the nearest quarter of an hour."""
    minutes = (local - utc) % _MIDNIGHT
    minutes = round((minutes if minutes <= 14 * 60 else minutes - _MIDNIGHT) / 15) * 15
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
