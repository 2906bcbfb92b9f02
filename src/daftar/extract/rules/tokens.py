"""A passage as a row of tokens, each with one character that says what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.extract.rules.capitals import mark_names
from daftar.extract.rules.captivity import captivity
from daftar.extract.rules.cells import Cells
from daftar.extract.rules.flight import flights
from daftar.extract.rules.hits import hits
from daftar.extract.rules.hurt import blows
from daftar.extract.rules.idioms import idioms, odds
from daftar.extract.rules.numbers import NUMBER_WORDS
from daftar.extract.rules.scanned import BROKEN, FIGURE, mended

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daftar.extract.rules.lexicon import Lexicon

__all__ = ["Tokens", "tokenise"]

_TOKEN = re.compile(
    # Most words first: plain letters before a blank or comma, unless they could begin "one year old".
    r"(?:[A-DG-MP-RU-Za-dg-mp-ru-z]|[Oo](?!ne)|[Tt](?!wo|hree|en|welve)|[Ff](?!our|ive)|[Ss](?!ix|even)"
    r"|[Ee](?!ight|leven)|[Nn](?!ine))[a-z]*(?=[ ,])"
    rf"|{BROKEN}|{FIGURE}"
    r"|\d{1,3}[- ](?i:years?|months?|weeks?|days?)[- ](?i:olds?)\b"  # 13-year-old
    r"|(?i:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[- ](?:year|month|week|day)s?[- ]olds?)\b"
    r"|\d{1,3}(?:(?:,|[\xa0\u202f]| (?!\d{3}[ -](?:people|civil|person|other)))\d{3})+(?!\d)(?:\.\d+)?"  # 3,200 and 3 200
    r"|\d+(?:\.\d+)?(?:st|nd|rd|th|%|km|mm|am|pm|kg|m)?\b"
    r"|(?:[A-Za-z]\.){2,}"  # U.S.
    r"|[A-Za-z]+-\d+\b"  # COVID-19, AK-47
    r"|[^\W\d_]+(?:['’`\-‑][^\W\d_]+)*"
    r"|[^\w\s]"
)
# A number may go on behind a blank, as an age or with its thousands.
_OPENS = re.compile(
    r"\d|(?<![^\W\d_])(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![^\W\d_])"
)
_GOES_ON = re.compile(r"\d{3}|(?i:year|month|week|day|old)")
_PARTICLE = re.compile(
    r"(?:al|el|an|ar|as|ash|at|az|ad)[-‑][A-Z]"
)  # "al-Nusra" is a name for all its small first letter
_WORDED_AGE = re.compile(
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty)[- ](?:year|month|week|day)"
)
_POSSESSIVE = ("'s", "’s", "s'", "s’", "`s")
_PUNCTUATION = {
    ",": ",", ";": ";", ":": ";", "–": ";", "—": ";", "(": "(", ")": ")", "[": "(", "]": ")", "!": ".", "?": ".",
    ".": ".", "/": ";", "|": ";", "+": "A", "&": "A", "-": ";",
}  # fmt: skip
_SHOT = frozenset({"shot", "stabbed", "beaten", "hacked", "struck", "hit", "blown", "burned", "tortured"})
_BLOWS = _SHOT | {"death", "beat"}
_SHOT_HARMED = frozenset({"shot", "stabbed", "beaten", "tortured"})
_THEN_WORSE = frozenset(
    "dead killed wounded injured death murdered fatally critically beheaded executed decapitated lynched".split()
)


@dataclass(slots=True)
class Tokens:
    """Parallel lists over a passage's tokens. Offsets are in the passage; ``marks`` is the class string."""

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]
    marks: list[str]
    capitals: bool
    titled: bool = False

    def __len__(self) -> int:
        return len(self.lower)


def tokenise(
    text: str,
    words: Lexicon,
    masked: Sequence[tuple[int, int]] = (),
    given: Callable[[str], bool] | None = None,
) -> Tokens:
    """``text`` as tokens; stretches in ``masked`` (time expressions) become one token of class ``Y`` each.

    ``given`` says whether a word is a given name; it is asked where the text is all in capitals.
    """
    capitals = text.isupper()
    found = Tokens(text=text, starts=[], ends=[], lower=[], marks=[], capitals=capitals)
    cells = _cells(words, capitals)
    at = 0
    for start, end in masked:
        _add(found, at, start, cells)
        found.starts.append(start)
        found.ends.append(end)
        found.lower.append(text[start:end].lower())
        found.marks.append("Y")
        at = end
    _add(found, at, len(text), cells)
    if capitals and given is not None:
        mark_names(found, given)
    _mend(found)
    head = text[:60].split()
    found.titled = sum(w[:1].isupper() for w in head) > 0.6 * len(head)
    return found


def _mend(found: Tokens) -> None:
    """What words together say, where those words stand."""
    numbers = "#" in found.marks
    if not _BLOWS.isdisjoint(found.lower):
        _shots(found)
    if "/" in found.lower:
        _slashes(found)
    flights(found)
    hits(found)
    if numbers:
        _clocks(found)
    blows(found)
    captivity(found)
    idioms(found)
    if "one" in found.lower:
        odds(found)
    if numbers or "year-old" in found.lower:
        _ages(found)


def _add(found: Tokens, start: int, end: int, cells: Cells) -> None:
    cut = cells.cut(found.text[start:end], start)
    found.starts += cut.starts
    found.ends += cut.ends
    found.lower += cut.low
    found.marks += cut.letters


@lru_cache(maxsize=8)
def _cells(words: Lexicon, capitals: bool) -> Cells:  # noqa: FBT001 - lru_cache is quicker without names
    classes = words.classes

    def mark(word: str) -> str:
        low = mended(word)
        known = None if word == "IS" and not capitals else classes.get(low)  # IS, the group
        return known or _mark(word, low, capitals)

    return Cells(_TOKEN, mark, opens=_OPENS, goes_on=_GOES_ON, small=mended)


def _mark(word: str, low: str, capitals: bool) -> str:  # noqa: FBT001 - one private call site
    first = word[0]
    if low[0].isdecimal():
        if low == "911":  # the emergency number
            return "m"
        return "y" if low.endswith(("old", "olds")) else "#" if low[-1].isdecimal() else "m"
    if not (first.isalpha() or first == "_"):
        return _PUNCTUATION.get(word, '"' if first in "\"'“”‘’«»" else "m")
    if low.endswith(_POSSESSIVE):
        return "j"
    if low.endswith(("old", "olds")) and _WORDED_AGE.match(low):
        return "y"
    if low in ("a", "an"):
        return "a"
    if capitals:
        return "m"
    return "X" if first.isupper() or _PARTICLE.match(word) else "m"


def _worse_follows(lower: list[str], i: int) -> bool:
    """Whether the next words say what came of it: "shot dead", "shot and killed", "stabbed him to death"."""
    for word in lower[i + 1 : i + 5]:
        if word in _THEN_WORSE:
            return True
        if word not in (
            "and",
            "or",
            "to",
            "him",
            "her",
            "then",
            "later",
            "critically",
            "seriously",
            "fatally",
            "both",
            "were",
            "was",
            "/",
        ):
            return False
    return False


_AFTER_AGE = frozenset(
    {
        ",",
        "(",
        ")",
        ".",
        ";",
        "and",
        "of",
        "was",
        "were",
        "is",
        "from",
        "who",
        "died",
        "has",
        "had",
        "with",
        "while",
    }
)


_DASHES = frozenset({"-", "–", "—", ";", ":"})
_ONE_PERSON = frozenset({"who", "he", "she"})


def _clocks(found: Tokens) -> None:
    """Mark numbers that count nobody: the parts of "2:07", and "6-y" where a headline is cut off."""
    lower, marks, starts, ends = found.lower, found.marks, found.starts, found.ends
    for i in range(1, len(lower) - 1):
        if lower[i] not in (":", "-") or ends[i - 1] != starts[i] or ends[i] != starts[i + 1]:
            continue
        if lower[i] == ":" and marks[i - 1] == "#" and marks[i + 1] in "#m":
            marks[i - 1] = marks[i + 1] = "m"
        elif (
            lower[i] == "-"
            and marks[i - 1] == "#"
            and len(lower[i + 1]) < 5
            and "year-old".startswith(lower[i + 1])
        ):
            marks[i - 1] = "y"


def _ages(found: Tokens) -> None:
    """Mark numbers that are somebody's age: ", 23,", "(35)", "aged 7", "24 years old"."""
    lower, marks = found.lower, found.marks
    size = len(lower)
    for i, mark in enumerate(marks):
        if lower[i] == "year-old" and i and marks[i - 1] == "m" and lower[i - 1].endswith(("teen", "ty")):
            marks[i - 1] = marks[i] = "y"  # "fourteen year-old"
            continue
        if mark != "#" or len(lower[i]) > 3 or not lower[i].isdecimal() or int(lower[i]) > 110:
            continue
        before = lower[i - 1] if i else ""
        after = lower[i + 1] if i + 1 < size else "."
        if before == "both" and after in (",", "."):
            marks[i] = "y"  # "A and B, both 16, were killed"
        elif before in ("was", "is") and after in ("and", ",", ".") and lower[i - 2] in _ONE_PERSON and i > 1:
            marks[i] = "y"  # "Preska, who was 38 and the mayor"
        elif (
            (before == "," and after == "," and lower[max(0, i - 3) : i - 1] in (["jr", "."], ["sr", "."]))
            or before in ("aged", "age", "ages")
            or ((after in _AFTER_AGE or after in _DASHES) and _in_ages(lower, marks, i))
        ):
            marks[i] = "y"
        elif after in ("year", "years", "months", "month") and i + 2 < size and lower[i + 2] in ("old", "of"):
            marks[i] = marks[i + 1] = marks[i + 2] = "y"
        elif (
            i >= 2
            and marks[i - 2] in "XPKyjm"
            and (
                (before == "," and after in _AFTER_AGE and (marks[i - 2] == "X" or after == ","))
                or (before == "(" and after in (")", ","))
            )
        ):
            marks[i] = "y"


def _in_ages(lower: list[str], marks: list[str], i: int) -> bool:
    """Whether the number follows on "aged 9, 10 and" or "aged between"."""
    j = i - 1
    while (
        j > 0 and i - j <= 8 and (marks[j] == "y" or lower[j] in ("and", ",", "to", "between", "from", "-"))
    ):
        j -= 1
    return j < i - 1 and lower[j] in ("aged", "ages")


def _shots(found: Tokens) -> None:
    """Decide what "shot" says: how somebody was killed or hurt when that word follows, else that they were hurt."""
    lower, marks = found.lower, found.marks
    for i, said in enumerate(lower):
        word = lower[i] = "beaten" if said == "beat" and i and _beat_somebody(found, i) else said
        if (
            word == "death"
            and i >= 2
            and lower[i - 1] == "to"
            and lower[i - 2].endswith(("ed", "en", "ot", "t"))
        ):
            marks[i - 2], lower[i - 2], marks[i - 1], marks[i] = "d", "killed", "x", "x"  # stabbed to death
        elif word == "shot" and "execution-style" in lower[i + 1 : i + 3]:
            marks[i], lower[i] = "d", "killed"
        elif word == "shot" and lower[i + 1 : i + 2] == ["at"] and _at_nobody(found, i + 2):
            marks[i] = "m"  # who was shot at need not have been hit
        elif word in _SHOT:
            if word in _SHOT_HARMED and not _worse_follows(lower, i):
                if i and lower[i - 1] == "fatally":
                    marks[i], lower[i] = "d", "killed"  # "fatally shot" is killed
                elif i and lower[i - 1] in ("gun", "a", "one", "warning", "single", "accidental", "gunshot"):
                    marks[i] = "m"
                else:
                    marks[i] = "d"
            else:
                marks[i] = "x"


def _beat_somebody(found: Tokens, i: int) -> bool:
    """ "Was beat", "soldiers beat the two drivers", "and beat him": not "beat the record", "beat them 2-1"."""
    if found.marks[i - 1] == "B":
        return True
    k = i + 1
    if found.lower[k : k + 1] in (["him"], ["her"], ["them"]):
        return found.marks[k + 1 : k + 2] != ["#"]
    while k < len(found) and (found.marks[k] in "th#a" or found.lower[k] in NUMBER_WORDS) and k - i < 3:
        k += 1
    return k > i + 1 and k < len(found) and found.marks[k] in "PpKJ"


def _at_nobody(found: Tokens, i: int) -> bool:
    """Whether nothing stands behind "shot at" that could be a place: "was shot at by rebels", not "at a bus stop"."""
    return (
        i >= len(found) or found.marks[i] in ".,;AW" or found.lower[i] in ("by", "from", "in", "on", "during")
    )


def _slashes(found: Tokens) -> None:
    """Read the stroke of "beaten/wounded" as nothing and that of "killed/injured" as "and"."""
    marks = found.marks
    for i, word in enumerate(found.lower):
        if word == "/" and 0 < i < len(marks) - 1 and marks[i + 1] in "dSn" and marks[i - 1] in "dSnx":
            marks[i] = "x" if marks[i - 1] == "x" else "A"
