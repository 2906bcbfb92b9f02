"""The rare words of a report's account of an incident: names, above all, of people, streets and houses.

What is rare is settled by a fixed list of how common words are in the language (languages/*/common.txt), never by what
else a store holds, so that what a pair weighs does not change when reports arrive.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages.common import RAREST, page_words, rarity
from daftar.link.sites import kinds_of_sites, numbered, sites_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

__all__ = ["Rare", "points", "ranked", "rare", "shared"]

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_OPENS = re.compile(r"[.!?:;\"“”‘\n•|>)\]]\s*[\"“‘'(\[]*$")
_ENDING = re.compile(r"[’'](?:s|d|m|t|ve|re|ll)?$")
_ADDRESS = re.compile(r"\S*@\S+|\bhttps?:\S+|\bwww\.\S+")
_PARTS = re.compile(r"\s[-–—|•·:»]+\s")
_ACRONYM = 5  # letters: shorter words all in capitals are stations, units, agencies
_MOST = 9  # points: one digit
_TELLING = 2  # points of a headline's word, from which on it is kept
_THING = 3  # points of a word that is no name, from which on it is kept


class Rare(NamedTuple):
    """What is rare in an account; everything begins with a digit, its points for how rare it is.

    ``words`` are words written as names, ``names`` two such words in a row, ``things`` words that are no names,
    ``sites`` streets and sites by name and kind ("5larkspur street"), ``headline`` all telling words of the title.
    """

    words: tuple[str, ...]
    names: tuple[str, ...]
    things: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()


def rare(
    title: str | None,
    texts: Iterable[str],
    language: str | None,
    without: Collection[str] = (),
    parties: Collection[str] = (),
) -> Rare:
    """The rare words of ``texts`` and ``title``, without those (lower case) that are compared otherwise.

    ``parties`` are those that say nothing in a headline either: who fights a war stands in all of them.

    Names are words written as names (not at the head of a sentence, unless in no list of common words): reports of one
    incident share names more than turns of phrase. A language without a list of common words has none.
    """
    bands = rarity(language)
    if bands is None:
        return Rare((), ())
    words: set[str] = set()
    names: set[str] = set()
    things: set[str] = set()
    sites: set[str] = set()
    for whole in texts:
        text = _ADDRESS.sub(" ", whole) if "@" in whole or "www." in whole or "http" in whole else whole
        for run in _runs(text, bands, things):
            told = [w for w in run if w not in without]
            words.update(told)
            names.update(f"{a} {b}" for a, b in pairwise(told))
            sites.update(sites_of(run, bands))
        sites.update(numbered(text))
    if title:
        words.update(w for w in map(_plain, _TOKEN.findall(_headline(title))) if w not in without)
    return Rare(
        tuple(sorted(f"{p}{w}" for w in words if len(w) > 1 and (p := _points(w, bands)))),
        tuple(sorted(f"{p}{n}" for n in names if (p := _name_points(n, bands)))),
        tuple(sorted(f"{p}{w}" for w in things if len(w) > 3 and (p := _points(w, bands)) >= _THING)),
        tuple(sorted(sites)),
        tuple(
            w
            for w in ranked(_headline(title or ""), language)
            if int(w[0]) >= _TELLING and w[1:] not in parties
        ),
    )


def ranked(name: str, language: str | None) -> tuple[str, ...]:
    """The words of a name with their points, as ``rare`` gives them; ``()`` where all of them are in every report."""
    bands = rarity(language)
    if bands is None:
        return ()
    words = {w for w in map(_plain, _TOKEN.findall(name)) if len(w) > 1}
    return tuple(sorted(f"{p}{w}" for w in words if (p := _points(w, bands))))


def points(told: Iterable[str]) -> int:
    """The points of words or names, added up."""
    return sum(int(word[0]) for word in told)


def shared(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """Which words or names stand in both, the rarest first."""
    return sorted(set(one) & set(other), key=lambda w: (-int(w[0]), w))


def _headline(title: str) -> str:
    """A title without the name of the outlet behind it: "Two shot in Ashfield - WXYZ News, Weather, Sports"."""
    first, *rest = _PARTS.split(title)
    pages = page_words()
    return " ".join([first, *(p for p in rest if pages.isdisjoint(map(_plain, _TOKEN.findall(p))))])


def _plain(token: str) -> str:
    return _ENDING.sub("", token).replace("’", "'").casefold()


def _runs(text: str, bands: Mapping[str, int], things: set[str]) -> Iterator[list[str]]:
    """Stretches of words written as names, one behind another; other words are added to ``things``."""
    kinds = kinds_of_sites()
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
            continue
        things.add(word)
        if run:
            yield [*run, word] if word in kinds else run
            run = []
    if run:
        yield run


def _points(word: str, bands: Mapping[str, int]) -> int:
    return bands.get(word, RAREST)


def _name_points(name: str, bands: Mapping[str, int]) -> int:
    """A name of two words is rarer than either; one of a word that every report has is not."""
    one, other = (_points(w, bands) for w in name.split(" ", 1))
    return min(_MOST, one + other) if one and other else 0
