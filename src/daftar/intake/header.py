"""The day a document says it is of, found in its first words: a header line, a dateline, a date it begins with.

Only the head of the text is looked at, and only full dates. A date inside a sentence is the sentence's business, not
the document's: "On October 7, 2023, seven people were killed" tells no day of publication.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from daftar.intake.days import FoundDay, find_days, month_number, parse_day
from daftar.intake.tables import section, words
from daftar.languages.patterns import either

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Rule", "fields_at_top", "head_date"]

Rule = Literal["header", "dateline"]

_HEAD = 250
# A year, or the two-digit year of a wire dateline: without one there is nothing to find, and most texts end here.
_GATE = re.compile(r"\d(?:\d{3}|\s[A-Z]{3,9}\s\d\d)(?!\d)")
# "SAN SALVADOR, 8 JAN 90 (ACAN-EFE) --": wire copy in capitals, the only place where a year may have two digits.
_WIRE = re.compile(
    r"^[^\S\n]*[A-Z][A-Z .'()\n-]{1,60},\s+(\d{1,2})\s+([A-Z]{3,9})\s+(\d\d)(?=\s*(?:[(\[][^)]{1,60}\)\s*)?(?:--|—|–))",
    re.MULTILINE,
)
# "INDIANAPOLIS, Ind. (Feb. 20, 2014) —" and "DAMASCUS, 5 April 2017 (Example Wire) -": before and after the date.
_PLACE_BEFORE = re.compile(r"(?:^|\n)[^\S\n]*[^\W\d_][^\n]{1,60}?(?:,|\()\s*$")
_DASH_AFTER = re.compile(r"\s*[),]?\s*(?:\([^)\n]{1,60}\)\s*)?(?:--|—|–|-(?=\s))")
_LINE_START = re.compile(r"(?:^|[\n|•·]|\s/\s)[^\w\n]*$")
_LINE_END = re.compile(r"[^\w\n]*(?:\d\d[:.]\d\d[^\w\n]*)?(?:$|[\n|•·]|\s/\s)")
# "SUNA, 10 March 2025: The spokesman ..." and "Moscow, 12 March 2025. Defence officials ...", at the very beginning.
_OPENING = re.compile(r"\s*[^\W\d_][^\n,:.]{1,40},\s*$")
_AFTER_OPENING = re.compile(r"\s*[:.]\s+[\"“'‘]?[A-Z]")
_LAST_WORD = re.compile(r"([^\W_]+)[^\w\n,;:.]*\s$")
_NEXT = re.compile(
    r"[)\]]?\s*(?:(?P<end>$|\n)|(?P<mark>[|(\[:;•·–—-])|(?P<stop>\.\s)|(?P<comma>,)|[\"“'‘«]?(?P<word>[^\W_]+))"
)
_TIME_BEFORE = r"(?:\d{1,2}[:.]?\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}T?)?,?\s*)?"
_FIELD = re.compile(r"[^\S\n]*([^\W\d_][^:\n]{0,24}?)[^\S\n]*:[^\S\n]*(\S.*?)[^\S\n]*$")
_BARE_DATE = re.compile(r"[^\S\n]*([^\W\d_][^\d\n:]{2,24}?)[^\S\n]+([^\n]*\d.*)$")


@dataclass(frozen=True, slots=True)
class _Words:
    cue: re.Pattern[str]
    inline: re.Pattern[str]
    updated: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    names: frozenset[str]
    outlets: frozenset[str]


@cache
def _words() -> _Words:
    published, updated = words("header", "cues", "published"), words("header", "cues", "updated")
    inline = words("header", "cues", "inline")
    return _Words(
        cue=_cue(r"(?:^|[\n(\[|•·*])[^\w\n]*", published + updated, r"\s*[:–—-]?"),
        inline=_cue(r"(?<!\w)", inline, r"\s*:"),
        updated=frozenset(updated),
        before=frozenset(words("header", "prose", "before")),
        after=frozenset(words("header", "prose", "after")),
        names=frozenset(words("header", "prose", "names")),
        outlets=frozenset(words("header", "prose", "outlets")),
    )


def _cue(opening: str, cues: tuple[str, ...], ending: str) -> re.Pattern[str]:
    return re.compile(rf"{opening}(?P<cue>{either(cues)}){ending}\s*{_TIME_BEFORE}$", re.IGNORECASE)


def head_date(text: str, *, day_first: bool | None = None) -> tuple[dt.date | None, Rule | None]:
    """The day of publication that the first words of ``text`` tell, and the rule that found it; else (None, None).

    Of several, a day said to be of publication goes before one the text was updated on; else the first one counts.
    ``day_first`` says how the text writes dates in numbers, where that is known; one that may be two days is passed over.
    """
    head = text[:_HEAD]
    if _GATE.search(head) is None:
        return None, None
    fallback: dt.date | None = None
    for found in find_days(head, day_first=day_first):
        cue = _cue_before(head, found.start)
        if cue == "updated":
            fallback = fallback or found.day
        elif cue == "published":
            return found.day, "header"
        elif _is_dateline(head, found) or _opens(head, found):
            return found.day, "dateline"
        elif _stands_alone(head, found) or _in_byline(head, found) or _in_headline(head, found):
            return found.day, "header"
    if fallback is not None:
        return fallback, "header"
    return _wire(head)


def _wire(head: str) -> tuple[dt.date | None, Rule | None]:
    match = _WIRE.search(head)
    month = month_number(match[2]) if match else None
    if match is None or month is None:
        return None, None
    # POSIX (strptime %y): 69-99 are of the 20th century, 00-68 of the 21st.
    short = int(match[3])
    try:
        return dt.date(short + (1900 if short >= 69 else 2000), month, int(match[1])), "dateline"
    except ValueError:
        return None, None


def _cue_before(head: str, start: int) -> Literal["published", "updated"] | None:
    known = _words()
    nearby = max(0, start - 70)
    match = known.cue.search(head, nearby, start) or known.inline.search(head, nearby, start)
    if match is None:
        return None
    return "updated" if " ".join(match["cue"].lower().split()) in known.updated else "published"


def _is_dateline(head: str, found: FoundDay) -> bool:
    after = _DASH_AFTER.match(head, found.end)
    return after is not None and _PLACE_BEFORE.search(head, 0, found.start) is not None


def _opens(head: str, found: FoundDay) -> bool:
    """Whether the text begins with a name, the date, and a colon or full stop before the first sentence."""
    before = head[: found.start]
    if _OPENING.fullmatch(before) is None or _AFTER_OPENING.match(head, found.end) is None:
        return False
    small = _words().names
    return all(name[0].isupper() or name.lower() in small for name in before.strip(" \t\n,").split())


def _stands_alone(head: str, found: FoundDay) -> bool:
    """Whether the date has a line to itself, or the text begins with it and goes on as after a header."""
    if _LINE_START.search(head, 0, found.start) is None:
        return False
    if _LINE_END.match(head, found.end) and found.end < _HEAD:
        return True
    return not any(char.isalnum() for char in head[: found.start]) and _goes_on_as_header(head, found.end)


def _in_byline(head: str, found: FoundDay) -> bool:
    """Whether the date closes a line that else only names somebody: "By Example Wire, 5 November 2019".

    Without "By", the first line does not count: it is the headline, and its date may be that of what happened. It does
    where its names end as those of outlets do: "Eastern Courier, 12 March 2025".
    """
    if found.end < len(head) and head[found.end] != "\n":
        return False
    before, _, line = head[: found.start].rpartition("\n")
    names = line.strip(" \t,|–—-").split()
    by = bool(names) and names[0].lower() == "by"
    outlet = bool(names) and names[-1].lower() in _words().outlets
    if not (by or outlet or before.strip()) or not 1 + by <= len(names) <= 8:
        return False
    small = _words().names
    return ":" not in line and all(name[0].isupper() or name.lower() in small for name in names[by:])


def _goes_on_as_header(head: str, end: int) -> bool:
    match = _NEXT.match(head, end)
    if match is None or match["comma"]:
        return False
    word = match["word"]
    return word is None or word[0].isupper() or word[0].isdigit() or word.lower() in _words().after


def _in_headline(head: str, found: FoundDay) -> bool:
    """Whether the date stands between headline and text: "... Monitor Example Wire Sunday 12 Jun 2016 Air strikes ..."."""
    if not (found.weekday or (found.numeric and found.clock)):
        return False
    last = _LAST_WORD.search(head, max(0, found.start - 30), found.start)
    if last is None or last[1].lower() in _words().before:
        return False
    following = _NEXT.match(head, found.end)
    if following is None or not (following["word"] or following["end"] is not None):
        return False
    word = following["word"]
    if word is not None and not (word[0].isupper() or word[0].isdigit()):
        return False
    return found.clock or last[1][0].isupper()


@cache
def _field_names() -> Mapping[str, str]:
    return {name: field for field in section("header", "fields") for name in words("header", "fields", field)}


def fields_at_top(text: str) -> dict[str, str]:
    """The header lines that ``text`` begins with ("outlet: Example Wire", "date 2019-12-18"), by field of ``Report``.

    The lines stay in the text. Reading stops at the first line that is none; "---" of a front matter is passed over.
    """
    known = _field_names()
    found: dict[str, str] = {}
    for line in text[:4000].lstrip().splitlines()[:24]:
        if line.strip() == "---" and not found:
            continue
        match = _FIELD.match(line)
        field = known.get(match[1].lower()) if match else None
        if match and field:
            found.setdefault(field, match[2].strip("\"'"))
        elif bare := _bare_date(line, known):
            found.setdefault("published", bare)
        elif not (match and found):
            break
    return found


def _bare_date(line: str, known: Mapping[str, str]) -> str | None:
    match = _BARE_DATE.match(line)
    if match is None or known.get(match[1].lower()) != "published" or parse_day(match[2]) is None:
        return None
    return match[2]
