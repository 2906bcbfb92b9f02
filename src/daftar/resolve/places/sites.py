"""Sites inside a place that no gazetteer need hold, kept as worded: "the Karim hospital", "Highway 12", "Umm Jurn checkpoint".

A site is a name with a word for its kind behind it (``sites.toml``), or a road with its number. It has no position of its own:
who tells of a place tells the site in it beside that. Whether the words put what is told there, or only bring somebody to it
("was taken to the Karim hospital"), is said with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from daftar.errors import DataError
from daftar.resolve.places.lexicon import ADJECTIVE, GLUE, NOT, WORD, Sort
from daftar.resolve.places.runs import read_run, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.resolve.places.gazetteer import Gazetteer
    from daftar.resolve.places.persons import Piece

__all__ = ["FoundSite", "find_sites"]

_TABLE = Path(__file__).parent / "data" / "sites.toml"
_APART = frozenset({"and", "on", "the", "of"})  # small words that end one name and begin the next
_NO_NAME = Sort.CALENDAR | Sort.OPENER | Sort.NUMBER | Sort.TITLE | Sort.PAPER
_COMMON = Sort.HEAD | Sort.FEATURE | Sort.ORDINARY | Sort.COMPASS | Sort.SITE | Sort.ROAD
_MOST = 5  # pieces of a site's name
_AHEAD = 80  # characters looked at before a site
_BEFORE = 6  # words of these that can say that somebody was only brought there


class FoundSite(NamedTuple):
    """A site by its offsets, its kind, and whether the words put what is told there."""

    start: int
    end: int
    kind: str
    there: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The table ready to ask: ``gate`` finds any word for a kind, ``tail`` what follows a name, ``last`` what ends one."""

    kinds: Mapping[str, str]
    gate: re.Pattern[str]
    tail: re.Pattern[str]
    last: re.Pattern[str]
    number: re.Pattern[str]
    there: frozenset[str]
    deeds: frozenset[str]
    away: frozenset[str]
    dying: frozenset[str]
    passed: frozenset[str]


@cache
def _words() -> _Words:
    try:
        table = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
        kinds = {word: kind for kind, words in table["kinds"].items() for word in words}
        lists = table["words"]
        nouns, between, numbered = _any(kinds), _any(lists["between"]), _any(lists["numbered"])
        return _Words(
            kinds=kinds,
            gate=re.compile(rf"\b(?:{nouns}|{numbered})\b", re.IGNORECASE),
            tail=re.compile(rf"(?:\s+(?:{between})){{0,2}}\s+({nouns})\b(?!-)"),
            last=re.compile(rf"(?<=[\s-])({nouns})$", re.IGNORECASE),
            number=re.compile(
                rf"\b(?:{numbered}) (?:No\. ?)?\d{{1,4}}[A-Z]?\b|\b[A-Z]{{1,2}}-?\d{{1,3}} (?:{numbered})\b(?! \d)",
                re.IGNORECASE,
            ),
            there=frozenset(lists["there"]),
            deeds=frozenset(lists["deeds"]),
            away=frozenset(lists["away"]),
            dying=frozenset(lists["dying"]),
            passed=frozenset(lists["passed"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{_TABLE.name}: {error}; mend it or restore the file") from error


def _any(words: Sequence[str] | Mapping[str, str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def find_sites(text: str, gazetteer: Gazetteer) -> list[FoundSite]:
    """The named sites of an English text, in order, not overlapping."""
    words = _words()
    if not words.gate.search(text):
        return []
    found = sorted([*_numbered(text, words), *_named(text, words, gazetteer)])
    return [one for at, one in enumerate(found) if not at or one.start >= found[at - 1].end]


def _numbered(text: str, words: _Words) -> Iterator[FoundSite]:
    for road in words.number.finditer(text):
        if road[0][0].isupper() or road[0][-1].isdigit():
            yield _site(text, road.start(), road.end(), "road", words)


def _named(text: str, words: _Words, gazetteer: Gazetteer) -> Iterator[FoundSite]:
    for start, end in runs(text, gazetteer):
        written = text[start:end]
        within, behind = words.last.search(written), words.tail.match(text, end)
        if within is None and behind is None:
            continue
        stop = behind.end() if behind else end
        noun = (behind or within)[1].lower()  # type: ignore[index] # one of them is there
        pieces = read_run(written, gazetteer).pieces
        if behind is None and pieces[-1].words > 1:
            continue  # the whole is a name of its own: a town called after a bridge
        name = _name(pieces, len(written) if behind else within.start(), proper=behind is None)  # type: ignore[union-attr]
        if name is not None:
            yield _site(text, start + name, stop, words.kinds[noun], words)


def _name(pieces: Sequence[Piece], stop: int, *, proper: bool) -> int | None:
    """Where the name of a site begins in its run; None where there is none. ``proper``: its last word has a capital, too."""
    kept = [p for p in pieces if p.start < stop]
    for at in range(len(kept) - 1, -1, -1):
        if kept[at].what == GLUE and kept[at].key in _APART:
            kept = kept[at + 1 :]
            break
    while kept and (kept[0].what == GLUE or kept[0].sort & _NO_NAME):
        kept = kept[1:]
    if not kept or len(kept) > _MOST or any(p.what in (NOT, ADJECTIVE) or p.sort & _NO_NAME for p in kept):
        return None
    if not proper and all(p.sort & _COMMON and p.what == WORD for p in kept):
        return None  # "Police checkpoint" opens a sentence
    return kept[0].start


def _site(text: str, start: int, end: int, kind: str, words: _Words) -> FoundSite:
    return FoundSite(start, end, kind, there=_there(text, start, end, kind, words))


def _there(text: str, start: int, end: int, kind: str, words: _Words) -> bool:
    """Whether the words before a site put what is told there and do not only bring somebody to it."""
    if text[end : end + 2] in ("'s", "’s"):
        return False
    before = [word.strip("\"'“”‘’(,").lower() for word in text[max(0, start - _AHEAD) : start].split()]
    while before and (before[-1] in words.passed or before[-1].endswith(("'s", "’s"))):
        before.pop()
    late = before[-_BEFORE:]
    if not before or words.away.intersection(late):
        return False
    if before[-1] == "of":
        return words.deeds.issuperset(before[-2:-1])
    return before[-1] in words.there and not (kind == "hospital" and words.dying.intersection(late))
