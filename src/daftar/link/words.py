"""The rare words of a report's account of an incident: names, above all, of people, streets and houses.

What is rare is settled by a fixed list of how common words are in the language (languages/*/common.txt), never by what
else a store holds, so that what a pair weighs does not change when reports arrive.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages.common import RAREST, rarity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = ["Rare", "points", "rare", "shared"]

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_OPENS = re.compile(r"[.!?:;\"“”‘\n•|>)\]]\s*[\"“‘'(\[]*$")
_ENDING = re.compile(r"[’'](?:s|d|m|t|ve|re|ll)?$")
_ACRONYM = 5  # letters: shorter words all in capitals are stations, units, agencies
_MOST = 9  # points: one digit


class Rare(NamedTuple):
    """Rare words, and names of two rare words or more; each begins with a digit, its points for how rare it is."""

    words: tuple[str, ...]
    names: tuple[str, ...]


def rare(
    title: str | None, texts: Iterable[str], language: str | None, without: Collection[str] = ()
) -> Rare:
    """The rare words of ``texts`` and ``title``, without those (lower case) that are compared otherwise.

    Only words written as names count (not at the head of a sentence, unless in no list of common words): reports of one
    incident share names, not turns of phrase. A language without a list of common words has none.
    """
    bands = rarity(language)
    if bands is None:
        return Rare((), ())
    words: set[str] = set()
    names: set[str] = set()
    for text in texts:
        for run in _runs(text, bands):
            told = [w for w in run if w not in without]
            words.update(told)
            names.update(f"{a} {b}" for a, b in pairwise(told))
    if title:
        words.update(w for w in map(_plain, _TOKEN.findall(title)) if w not in without)
    return Rare(
        tuple(sorted(f"{p}{w}" for w in words if len(w) > 1 and (p := _points(w, bands)))),
        tuple(sorted(f"{p}{n}" for n in names if (p := _name_points(n, bands)))),
    )


def points(told: Iterable[str]) -> int:
    """The points of words or names, added up."""
    return sum(int(word[0]) for word in told)


def shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """Which words or names stand in both, the rarest first."""
    return sorted(set(one) & set(other), key=lambda w: (-int(w[0]), w))


def _plain(token: str) -> str:
    return _ENDING.sub("", token).replace("’", "'").casefold()


def _runs(text: str, bands: Mapping[str, int]) -> Iterator[list[str]]:
    """Stretches of words written as names, one behind another."""
    shouted = text.isupper()
    run: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        token, between = match[0], text[end : match.start()]
        word = _plain(token)
        end = match.end()
        name = token[0].isupper() and not (token.isupper() and len(token) <= _ACRONYM)
        if shouted or (name and (match.start() == 0 or _OPENS.search(between))):
            name = word not in bands
            if run:
                yield run
            run = []
        elif between not in {" ", "\u00a0", "-"}:
            if run:
                yield run
            run = []
        if name:
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _points(word: str, bands: Mapping[str, int]) -> int:
    return bands.get(word, RAREST)


def _name_points(name: str, bands: Mapping[str, int]) -> int:
    """A name of two words is rarer than either; one of a word that every report has is not."""
    one, other = (_points(w, bands) for w in name.split(" ", 1))
    return min(_MOST, one + other) if one and other else 0
