"""Clock times and parts of the day, read from the tokens that the grammar found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model import Clock

if TYPE_CHECKING:
    from daftar.resolve.times.build import Piece

__all__ = ["clock_of", "daypart_of", "minutes_of"]

_CLOCKS = "CchP"


def daypart_of(piece: Piece) -> str | None:
    """morning, afternoon, evening, night, dawn, noon, day, overnight or early_hours, where the words say one."""
    for index, letter in enumerate(piece.letters):
        if letter == "p":
            return str(piece.values[piece.tokens[index]])
        if letter == "V":
            return "overnight"
        if letter == "E" and piece.letters[index + 1 : index + 2] == "u":
            return "early_hours" if piece.values[piece.tokens[index + 1]] == "hour" else None
    token = next((t for t in piece.tokens if t.lower() == "tonight"), None)
    return "night" if token else None


def clock_of(piece: Piece) -> Clock | None:
    """The clock time that ``piece`` words: local, UTC and the offset between them, each only where the words give it.

    Two times, the second in brackets with its zone, give the offset: "7am (05:00 GMT)" is two hours ahead.
    """
    found = _readings(piece)
    if not found:
        return None
    minutes, zone, _ = found[0]
    bracket = next((reading for reading in found[1:] if reading[2]), None)
    if bracket is not None and bracket[1]:
        utc = (bracket[0] - _ahead(bracket[1])) % 1440
        if zone and _ahead(zone) == 0:
            return Clock(utc=_hhmm(minutes))
        return Clock(local=_hhmm(minutes), utc=_hhmm(utc), offset=_offset(_between(minutes, utc)))
    if zone is None or zone == "":
        return Clock(local=_hhmm(minutes))
    if _ahead(zone) == 0:
        return Clock(utc=_hhmm(minutes))
    return Clock(local=_hhmm(minutes), utc=_hhmm((minutes - _ahead(zone)) % 1440), offset=zone)


def _readings(piece: Piece) -> list[tuple[int, str | None, bool]]:
    """Each clock time: minutes from midnight, its zone's offset (empty for an unknown one), whether in brackets."""
    letters, found = piece.letters, []
    meridiem = next((_meridiem(t) for t, x in zip(piece.tokens, letters, strict=True) if x == "C"), None)
    for index, letter in enumerate(letters):
        zoned = letters[index + 1 : index + 2] == "G" or letters[index + 1 : index + 3] == "LG"
        shared = (
            letter == "n"
            and letters[index + 1 : index + 2] in ("-", "5", "7")
            and "C" in letters[index + 2 :]
        )
        if not (letter in _CLOCKS or (letter in "nNy" and zoned) or shared):
            continue
        token = piece.tokens[index]
        minutes = minutes_of(str(piece.values.get(token, token)), meridiem if letter in "nc" else None)
        if minutes is not None:
            zone = next(
                (
                    z
                    for z, x in zip(
                        piece.tokens[index + 1 : index + 3], letters[index + 1 : index + 3], strict=True
                    )
                    if x == "G"
                ),
                None,
            )
            found.append(
                (
                    minutes,
                    None if zone is None else str(piece.values[zone]),
                    letters[:index].endswith(("(", "(~")),
                )
            )
    return found


def _meridiem(token: str) -> str:
    return "p" if "p" in token.lower() else "a"


def minutes_of(token: str, meridiem: str | None = None) -> int | None:
    """Minutes from midnight of "7am", "9:30 p.m.", "07:00", "0500", "9.30pm" or "7" with a meridiem given."""
    lowered = token.lower()
    digits = "".join(c if c.isdigit() else " " for c in lowered).split()
    if not digits:
        return None
    if len(digits) == 1 and len(digits[0]) == 4:
        digits = [digits[0][:2], digits[0][2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = "p" if "p" in lowered else "a" if "a" in lowered else meridiem
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return None if hour > 24 or minute > 59 else (hour * 60 + minute) % 1440


def _hhmm(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _ahead(zone: str) -> int:
    """Minutes that ``zone`` ("+05:30") is ahead of UTC."""
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes if zone[0] == "-" else minutes


def _between(local: int, utc: int) -> int:
    """Minutes by which local is ahead of UTC, from -12:00 to +14:00, to the nearest quarter of an hour."""
    ahead = (local - utc) % 1440
    ahead = ahead if ahead <= 840 else ahead - 1440
    return round(ahead / 15) * 15


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
