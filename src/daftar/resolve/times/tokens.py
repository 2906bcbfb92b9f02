"""Text to tokens, and tokens to the letters that the grammar is written over."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["TOKEN", "classify"]

# A clock time with its a.m. is one token; so is a run of digits with separators (a date, a range, a clock).
# A blank line is a token of its own, so that nothing is read across paragraphs; a single line break is a space.
TOKEN = re.compile(
    r"(?:[0-9]{1,2}(?:[:.][0-9]{2})?|[0-9]{3,4})[ ]?(?:[ap]m\b|[AP]M\b|[ap]\.[ ]?m\b\.?|[AP]\.[ ]?M\b\.?)"
    r"|(?:19|20)[0-9]0['’][sS]\b"
    r"|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?(?![^\W_])"
    r"|[0-2][0-9][:.]?[0-5][0-9][ ]?(?:hrs?|HRS?)\b"
    r"|FY(?=(?:19|20)[0-9]{2}\b)"
    r"|[0-9]+(?:[.,:/-][0-9]+)*(?:st|nd|rd|th|ST|ND|RD|TH|s)?(?![^\W_])"
    r"|[^\W_]+"
    r"|\n[ \t\r]*\n"
    r"|[^\w\s]|_"
)

_ORDINAL = re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)", re.IGNORECASE)
_HOUR = r"(?:(?:0?[0-9]|1[0-9]|2[0-4])(?:[:.][0-5][0-9])?|(?:0?[0-9]|1[0-9]|2[0-4])[0-5][0-9])"
_SHAPES = (
    ("c", re.compile(r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9]|[0-2][0-9][:.]?[0-5][0-9] ?h[a-z]+", re.IGNORECASE)),
    ("I", re.compile(r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:T.*)?")),
    ("I", re.compile(r"(?:19|20)[0-9]{2}/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])")),
    ("/", re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])([/.-])(?:0?[1-9]|[12][0-9]|3[01])\1(?:19|20)?[0-9]{2}")),
    ("r", re.compile(r"(?:0?[1-9]|[12][0-9]|3[01])[-/](?:0?[1-9]|[12][0-9]|3[01])")),
    ("R", re.compile(r"(?:19|20)[0-9]{2}-(?:(?:19|20)[0-9]{2}|[0-9]{2})")),
    ("C", re.compile(rf"{_HOUR} ?[ap](?:m|\. ?m\.?)", re.IGNORECASE)),
)
_DECADE = re.compile(r"(?:19|20)[0-9]0['’]?s", re.IGNORECASE)


@lru_cache(maxsize=4096)
def classify(token: str) -> str:
    """The letter of a token that begins with a digit: n day number, N other number, y year, o ordinal, c clock ..."""
    if token.isdecimal():
        return _whole(token)
    last = token[-1].lower()
    if last in "tdh" and _ORDINAL.fullmatch(token):
        return "o"
    if last == "s" and token[-2:].lower() != "rs":
        return "Y" if _DECADE.fullmatch(token) else "x"
    return next((letter for letter, shape in _SHAPES if shape.fullmatch(token)), "x")


def _whole(token: str) -> str:
    number, length = int(token), len(token)
    if length <= 2:
        return "n" if 1 <= number <= 31 else "N"
    if length == 4 and 1900 <= number < 2100:
        return "y"
    if length == 4 and number < 2400 and number % 100 < 60:
        return "h"
    return "N" if length == 3 and token[0] != "0" else "x"
