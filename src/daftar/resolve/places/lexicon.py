"""What words tell places from other names: the tables of ``words.toml`` and the two long lists, ready to ask."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from daftar.resolve.places.fold import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ADJECTIVE", "GLUE", "NAME", "NOT", "WORD", "Lexicon", "Sort"]

NAME, ADJECTIVE, NOT, WORD, GLUE = range(5)

_CACHED = 50_000


class Sort:
    """Bits for what a single capitalised word may be besides a place (plain numbers: they are asked millions of times)."""

    GIVEN = 1
    ORDINARY = 2
    TITLE = 4
    HEAD = 8
    PAPER = 16
    CALENDAR = 32
    OPENER = 64
    NUMBER = 128
    COMPASS = 256
    ROAD = 512
    SITE = 1024
    FEATURE = 2048
    INITIAL = 4096
    ABBREVIATION = 8192


_NEAR_OR_OF = frozenset(
    {
        "of",
        "from",
        "near",
        "outside",
        "around",
        "beside",
        "between",
        "the",
        "nearby",
        "rebel-held",
        "besieged",
    }
)
_LISTS = (
    ("titles", Sort.TITLE),
    ("heads", Sort.HEAD),
    ("papers", Sort.PAPER),
    ("calendar", Sort.CALENDAR),
    ("openers", Sort.OPENER),
    ("numbers", Sort.NUMBER),
    ("compass", Sort.COMPASS),
    ("roads", Sort.ROAD),
    ("sites", Sort.SITE),
)


class Lexicon:
    """Words by sort. ``features`` maps a folded word to the kind of place it names ("governorate" → province)."""

    def __init__(self, words: Mapping[str, Any], long_lists: Any) -> None:
        lists: Mapping[str, list[str]] = words["words"]
        self.features: dict[str, str] = words["features"]
        self.not_places = frozenset(lists["not_places"])
        self.particles = frozenset(lists["particles"])
        self.inside = frozenset(lists["inside"])
        self.from_ = frozenset(lists["from"])
        self.speaks = frozenset(lists["speaks"])
        self.grounds = frozenset(lists["sites"])
        self.takes = frozenset(lists["takes"])
        self.compass = frozenset(lists["compass"])
        self.heads = frozenset(lists["heads"]) | frozenset(lists["titles"])
        # Of one word before a name: what puts something there whatever stands before it, and what has to be looked into.
        looked_into = self.compass | self.features.keys() | _NEAR_OR_OF
        self.puts = (self.inside | self.takes) - looked_into
        self.leads = looked_into | self.puts
        self._kinds = "|".join(
            sorted(re.escape(w) for w in (*self.features, *lists["vague"], *lists["compass"]))
        )
        self._joins = "|".join(map(re.escape, lists["between"]))
        self._between = "|".join(sorted(re.escape(w) for w in (*self.features, *lists["between"])))
        self._abbreviations: frozenset[str] = frozenset(words["abbreviations"])
        self._sorts: dict[str, int] = dict.fromkeys(self.features, Sort.FEATURE)
        for key, sort in _LISTS:
            for word in lists[key]:
                self._sorts[word] = self._sorts.get(word, 0) | sort
        self._long = long_lists
        self._known: dict[str, tuple[int, str]] = {}

    # Opening a gazetteer waits for no expression: each is compiled when a text first needs it.

    @cached_property
    def next_word(self) -> re.Pattern[str]:
        """What follows a name: a possessive, a comma, and the next word (it matches nothing, too)."""
        return re.compile(rf"(['’]s?(?!\w))?(,)?\s*(?:(?:{self._joins})\s+)?([A-Za-z][\w-]*)?")

    @cached_property
    def inside_gap(self) -> re.Pattern[str]:
        """Between X and Y in "X in the countryside of Y"."""
        return re.compile(
            rf"(?:\s+(?:{self._between})){{0,2}},?\s+(?:in|of|inside)\s+(?:the\s+)?(?:(?:{self._kinds})\s+){{0,3}}(?:of\s+)?(?:the\s+)?"
        )

    @cached_property
    def comma_gap(self) -> re.Pattern[str]:
        """Between X and Y in "X, Y"."""
        return re.compile(rf"(?:\s+(?:{self._between})){{0,2}},\s+(?:the\s+)?(?:(?:{self._kinds})\s+){{0,2}}")

    @cached_property
    def owner_gap(self) -> re.Pattern[str]:
        """Between X and Y in "X's southern Y"."""
        return re.compile(rf"['’]s\s+(?:(?:{self._kinds})\s+){{0,3}}(?:of\s+)?")

    def sort(self, word: str) -> int:
        """The sorts (flags of :class:`Sort`) of a word as written; 0 where nothing is known of it."""
        return self.word(word)[0]

    def word(self, word: str) -> tuple[int, str]:
        """The sorts of a word as written, and its folded form."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > _CACHED:
                self._known.clear()
            folded = fold(word)
            found = self._known[word] = self._look(word, folded), folded
        return found

    def _look(self, word: str, folded: str) -> int:
        found = self._sorts.get(folded, 0)
        if f"given:{folded}" in self._long:
            found |= Sort.GIVEN
        if f"ordinary:{folded}" in self._long:
            found |= Sort.ORDINARY
        if len(folded) == 1:
            found |= Sort.INITIAL
        if word in self._abbreviations:
            found |= Sort.ABBREVIATION
        return found
