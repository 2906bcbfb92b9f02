"""Find the time expressions of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.model import Quote
from daftar.resolve.times.build import named_of
from daftar.resolve.times.clock import clock_of, daypart_of
from daftar.resolve.times.expression import Daytime, Named, Shift, TimeExpression
from daftar.resolve.times.gate import stretches
from daftar.resolve.times.grammar import ANCHOR, GRAMMAR
from daftar.resolve.times.lexicon import lexicon
from daftar.resolve.times.piece import Piece
from daftar.resolve.times.tokens import TOKEN, classify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.resolve.times.lexicon import Lexicon

__all__ = ["find_times"]

_PIECES = re.compile(f"({TOKEN.pattern})")
_RELATIONS = {"8": "since", "9": "until", "B": "before", "F": "after"}
_KINDS = {
    "monthyear": "month",
    "decade": "year",
    "ago": "relative",
    "daybefore": "relative",
    "weekof": "date",
}
_ALONE = ("clock", "daypart")
_INSIDE = ("clock", "daypart", "relative", "story")  # families whose own words may hold the part of the day
_REACH = 10  # tokens before an expression in which "will" or "scheduled" speaks of it


def find_times(text: str, *, offset: int = 0, part: str = "text") -> list[TimeExpression]:
    """The time expressions of ``text``, in order, not overlapping.

    ``offset`` is added to every position (where ``text`` is a passage of a longer text) and ``part`` says which text
    of the report the quotes refer to. No date is needed: what the words name is kept, and ``resolve_time`` says which
    days that is. Ages, sums, counts and names of months that are other words ("may", "to march") are not times.
    """
    found: list[TimeExpression] = []
    for start, end in stretches(text):
        found.extend(_find(text[start:end], offset + start, part))
    return found


def _find(text: str, offset: int, part: str) -> list[TimeExpression]:
    words = lexicon()
    pieces = _PIECES.split(text)  # gap, token, gap, token ..., gap
    tokens = pieces[1::2]
    get = words.classes.get
    letters = "".join([get(t) or ("x" if t > ":" else _odd(t)) for t in tokens])
    if ANCHOR.search(letters) is None:
        return []
    if "*" in letters or "mu" in letters:  # "May Day" has no word of its own
        letters = _festivals(text, letters, words)
    whole = Piece(letters, tokens, words.values)
    found = []
    done = end = 0  # pieces counted so far, and the characters in them
    for match in GRAMMAR.finditer(letters):
        read = _read(whole, match)
        if read is None:
            continue
        named, relation, first = read
        begin = end + sum(map(len, pieces[done : 2 * first + 1]))
        end = begin + sum(map(len, pieces[2 * first + 1 : 2 * match.end()]))
        done = 2 * match.end()
        around = _around(whole, match)
        daypart = daypart_of(around) if around else None
        found.append(
            TimeExpression(
                quote=Quote(start=begin + offset, end=end + offset, text=text[begin:end], part=part),
                kind=_kind(match.lastgroup or "", named),
                named=named,
                relation=relation,
                daypart=daypart,
                clock=clock_of(around, daypart) if around else None,
                ahead=_ahead(letters, match.start()),
            )
        )
    return found


def _odd(token: str) -> str:
    """The letter of a token that is no known word and sorts before letters: a number, a blank line, another sign."""
    if "0" <= token[0] <= "9":
        return classify(token)
    return "|" if token[0] == "\n" else "x"


def _festivals(text: str, letters: str, words: Lexicon) -> str:
    """``letters`` with named holidays marked: ``*`` for the first token of a name, ``&`` for the rest of it."""
    spans = [m.span() for m in TOKEN.finditer(text)]
    starts = {span[0]: index for index, span in enumerate(spans)}
    known = letters
    marked = ["x" if letter == "*" else letter for letter in letters]
    for match in words.festivals.finditer(text):
        first = starts.get(match.start())
        if first is None or words.attributive.match(text, match.end()):
            continue
        last = next(i for i in range(first, len(spans)) if spans[i][1] >= match.end())
        if first < last or not _is_person(text, spans, letters, first):
            marked[first : last + 1] = "*" + "&" * (last - first)
    for match in words.islamic.finditer(text):
        first = starts.get(match.start())
        if first is None or marked[first] != "x" or known[first] not in "*x":
            continue
        last = next(i for i in range(first, len(spans)) if spans[i][1] >= match.end())
        marked[first : last + 1] = "Ω" + "&" * (last - first)
    return "".join(marked)


def _is_person(text: str, spans: Sequence[tuple[int, int]], letters: str, index: int) -> bool:
    """Whether the name of a holiday stands beside another capitalised word: "Ramadan Ibrahim", "Taysir Ramadan"."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(spans) and letters[other] == "x" and text[slice(*spans[other])].istitle():
            return True
    return False


def _read(whole: Piece, match: re.Match[str]) -> tuple[Named, str | None, int] | None:
    """What ``match`` names, which end the words leave open, and the token at which its quote begins."""
    family = match.lastgroup or ""
    first = match.start()
    if family in _ALONE:
        return Daytime(), None, first
    named = named_of(family, whole.cut(*match.span(family)))
    if named is None or (family == "year" and _is_count(whole, match.end(family))):
        return None
    if (
        family == "month"
        and whole.letters[match.end("month") :][:1] == "x"
        and _is_name(whole, match.span("month"))
    ):
        return None
    following = whole.letters[match.end() : match.end() + 1]
    before, after = match.span("prep")
    governs = next((c for c in whole.letters[before:after] if c in "BF"), None) if before >= 0 else None
    if governs and following in ("'", "x"):
        # "after Tuesday's attack" is about the attack, not about the days after Tuesday.
        return named, None, after if first == before else first
    bound = whole.letters[first] if match.start("bound") >= 0 else governs
    if bound == "8" and governs == "B":  # "since before Easter" says no day on which it began
        bound = governs
    return named, _RELATIONS.get(bound or ""), first


def _is_name(whole: Piece, span: tuple[int, int]) -> bool:
    """Whether a month after "the" or "a" is part of a name: "the June Street shelter", not "the June offensive"."""
    start, end = span
    return whole.letters[start - 1 : start] in ("t", "a") and whole.tokens[end].istitle()


def _is_count(whole: Piece, end: int) -> bool:
    """Whether a number like a year counts something: a round one before a plural ("in 2000 villages")."""
    year, following = whole.tokens[end - 1], whole.letters[end : end + 1]
    if following == "%":
        return True
    noun = whole.tokens[end] if following == "x" else ""
    return (
        noun.islower() and noun.endswith(("s", "people", "men", "women", "children")) and int(year) % 50 == 0
    )


def _around(whole: Piece, match: re.Match[str]) -> Piece | None:
    """The tokens that may word a time of day: those before and behind the named day, or all where there is none."""
    family = match.lastgroup or ""
    if family in _INSIDE:
        return whole.cut(*match.span())
    before, behind = match.span("part"), (match.end(family), match.end())
    if before[0] < 0 or before[0] == before[1]:
        return whole.cut(*behind) if behind[0] < behind[1] else None
    if behind[0] == behind[1]:
        return whole.cut(*before)
    return whole.cut(*before) if "C" in whole.letters[slice(*before)] else whole.cut(*match.span())


def _kind(family: str, named: Named) -> str:
    if isinstance(named, Shift):
        return "story" if named.told else "relative"
    return _KINDS.get(family, family)


def _ahead(letters: str, first: int) -> bool:
    """Whether the words before speak of what is to come ("will", "scheduled") and nobody's saying lies between."""
    before = letters[max(0, first - _REACH) : first]
    if before.endswith(("+@", "j")):  # "set for Wednesday", "the coming 27 May"
        return True
    cue = before.rfind("f")
    return cue >= 0 and not any(c in before[cue:] for c in "!|;.")
