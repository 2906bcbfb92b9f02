"""Finding names in a text, however it breaks its lines, writes its capitals or sets its accents."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ahocorasick_rs import AhoCorasick, MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["FullNames", "NameParts", "Span", "folded_name", "merged", "name_parts"]

Span = tuple[int, int]

_WORD: Final = re.compile(r"\S+")
_EDGES: Final = " \t\r\n.,;:!?\"'“”‘’«»()[]{}"
_APOSTROPHES: Final = dict.fromkeys(map(ord, "’‘ʼʻ`´ʿʾ"), "'")
_HYPHENS: Final = dict.fromkeys(map(ord, "‐‑–"), "-")
# What may stand between two withheld parts of one name: "Omar al-Sarin" is one person.
_BETWEEN: Final = re.compile(r"[\s\-]+(?:(?:al|el|bin|ibn|bint|abu|umm|de|van|von)[\s\-]+)*", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def _folded_word(word: str) -> str:
    """``word`` in lower case without accents, character for character, so that offsets stay."""
    if word.isascii():
        return word.lower()
    return "".join(_folded_character(c) for c in word.translate(_APOSTROPHES | _HYPHENS))


def _folded_character(character: str) -> str:
    lowered = unicodedata.normalize("NFKD", character)[:1].lower()
    return lowered if len(lowered) == 1 else character


def folded_name(name: str) -> str:
    """``name`` as it is searched for: folded, with single spaces, without the marks around it."""
    return " ".join(_folded_word(word) for word in _WORD.findall(name.strip(_EDGES)))


def merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans in order, with those made one that overlap or are parts of one name ("Omar" + "al-" + "Sarin")."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and (start <= joined[-1][1] or _BETWEEN.fullmatch(text, joined[-1][1], start)):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


class FullNames:
    """Many whole names, found in one pass whatever their case, accents and white space."""

    def __init__(self, names: Iterable[str]) -> None:
        patterns = sorted({folded for name in names if (folded := folded_name(name))})
        self._search = AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest) if patterns else None

    def spans(self, text: str) -> list[Span]:
        """Where a name stands in ``text`` as a whole word, in characters of ``text``."""
        if self._search is None:
            return []
        pieces: list[str] = []
        folded_starts: list[int] = []
        starts: list[int] = []
        length = 0
        for word in _WORD.finditer(text):
            folded_starts.append(length)
            starts.append(word.start())
            piece = _folded_word(word.group())
            pieces.append(piece)
            length += len(piece) + 1
        folded = " ".join(pieces)

        def original(offset: int) -> int:
            word = bisect_right(folded_starts, offset) - 1
            return starts[word] + offset - folded_starts[word]

        return [
            (original(start), original(end - 1) + 1)
            for _, start, end in self._search.find_matches_as_indexes(folded)
            if not _inside_word(folded, start, end)
        ]


def _inside_word(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return before or after


def name_parts(name: str, particles: frozenset[str]) -> set[str]:
    """The words of ``name`` that name a person alone: capitalised (or of a script without case), no particle."""
    parts = set()
    for word in re.split(r"[\s\-‐‑]+", name):
        bare = word.strip(_EDGES)
        if len(bare) >= 3 and not bare[0].islower() and _folded_word(bare) not in particles:
            parts.add(bare)
    return parts


class NameParts:
    """Single words of withheld names, found as written or in capitals, except inside names that stay."""

    def __init__(self, parts: Iterable[str], keep: Iterable[str]) -> None:
        self._parts = {form for part in parts for form in (part, part.upper())}
        kept = {name for name in keep if any(part in name for part in self._parts)} - self._parts
        self._pattern = _alternatives([*self._parts, *kept])

    def spans(self, text: str) -> list[Span]:
        """Where one of the words stands in ``text``; a name that stays hides the words inside it."""
        if self._pattern is None:
            return []
        return [found.span() for found in self._pattern.finditer(text) if found.group(1) in self._parts]


def _alternatives(words: Sequence[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:[AaEe]l[-\s])?({'|'.join(map(re.escape, longest_first))})(?!\w)")
