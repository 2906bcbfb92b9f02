"""The words by which a language names its sources, ready to use. :mod:`daftar.extract.rules.source_tables` loads them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Known", "SourceWords", "Verb", "key_of"]

_NOT_A_WORD = re.compile(r"[^a-z0-9À-ɏ؀-ۿ]+")
_TAIL = re.compile(r"(?:newsagency|pressagency|television|newspaper|agency|english|group|news|tv|com)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A form of a verb of saying. ``manner`` as in attribution.toml; ``any_subject``: any noun may speak it.

    ``inverted``: may stand before its speaker. ``needs_that``: is a verb of saying only with "that" or behind what is
    said ("declared that", but not "declared a truce").
    """

    manner: str
    any_subject: bool
    inverted: bool
    participle: bool
    needs_that: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An outlet or institution known by name: its usual name, its kind, and the country of its seat if it has one."""

    name: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SourceWords:
    """Everything the two files say, ready to use. Read-only."""

    classes: Mapping[str, str]
    letter: Callable[[str], str]
    letter_in_capitals: Callable[[str], str]
    endings: tuple[str, ...]
    verbs: Mapping[str, Verb]
    prefixes: frozenset[str]
    citing: frozenset[str]
    own_count: frozenset[str]
    cue: re.Pattern[str]
    relay: re.Pattern[str]
    setting: re.Pattern[str]
    lives: re.Pattern[str]
    deed: re.Pattern[str]
    credit: re.Pattern[str]
    credit_in_small: re.Pattern[str]
    institution: re.Pattern[str]
    audiences: frozenset[str]
    words: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]
    precedence: Mapping[str, int]
    descriptions: Mapping[str, frozenset[str]]
    known: Mapping[str, Known]
    known_first: frozenset[str]
    longest_known: int
    monitors: tuple[str, ...]
    publishers: Mapping[str, str]
    papers: frozenset[str]
    own_records: re.Pattern[str]
    evidence: Mapping[str, str]
    evidence_gate: re.Pattern[str]
    material_words: tuple[str, ...]
    material: re.Pattern[str]
    verified: re.Pattern[str]
    checks: re.Pattern[str]
    shows: re.Pattern[str]
    unverified: re.Pattern[str]

    def kind(self, words: Sequence[str]) -> str:
        """The origin kind that ``words`` (lower case) point to, ``unknown`` where they point to none.

        Longer terms are matched first and use up their words; among what is found, the earliest kind of the
        file's ``precedence`` is taken.
        """
        found = "unknown"
        i, n = 0, len(words)
        while i < n:
            for width in (3, 2, 1):
                if i + width > n:
                    continue
                kind = self.kinds.get(" ".join(words[i : i + width]) if width > 1 else _plain(words[i]))
                if kind is not None:
                    if self.precedence[kind] < self.precedence[found]:
                        found = kind
                    i += width
                    break
            else:
                i += 1
        return found

    def publisher_kind(self, name: str, text: str) -> str:
        """The kind of a publisher: by its name, or because its report speaks of its own records ("our monitors found")."""
        words = name.lower().split() or [""]
        if words[-1] not in self.papers:
            padded = f" {' '.join(words)} "
            for term, kind in self.publishers.items():
                if f" {term} " in padded:
                    return kind
        return "monitor" if self.own_records.search(text.lower()) else "media"

    def lookup(self, name: str) -> Known | None:
        """The outlet or institution that ``name`` is a name of, None if it is none of the files'."""
        first = name.removeprefix("The ").removeprefix("the ").partition(" ")[0]
        if key_of(first) not in self.known_first:
            return None
        key = key_of(name)
        hit = self.known.get(key)
        if hit is None and (short := _TAIL.sub("", key)) != key:
            hit = self.known.get(short)
            if hit is not None and hit.kind != "media" and not key.endswith("group"):
                return None
        return hit


def _plain(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


@functools.lru_cache(maxsize=1 << 14)
def key_of(name: str) -> str:
    """A name without article, spaces, hyphens, case: by this key two spellings are one outlet or body."""
    low = name.casefold()
    return _NOT_A_WORD.sub("", low.removeprefix("the "))
