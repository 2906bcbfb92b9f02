"""Finding place names in Arabic and Cyrillic letters: the longest known name at each word, where its neighbours allow it.

The words around names are data (``scripts.toml``). Arabic has no capitals and sticks "and", "in", "to" to the word: a large
place is believed by itself, a small one only where a word puts something there. Cyrillic writes names with capitals and
inflects them: a form is of a name where an ending of the table leads to one that the gazetteer has.
"""

from __future__ import annotations

import re
from itertools import product
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from daftar.resolve.places.fold import fold
from daftar.resolve.places.script_words import PUTS, forms
from daftar.resolve.places.spelling import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from daftar.resolve.places.gazetteer import Entry, Gazetteer
    from daftar.resolve.places.script_words import ScriptWords

__all__ = ["Written", "find_in_scripts", "in_scripts", "puts_inside", "spoken_of"]

_LETTERS = {"arabic": "\u0621-\u0652\u0670-\u06d3", "cyrillic": "\u0400-\u052f'’ʼ"}
_ANY = re.compile("[\u0400-\u052f\u0621-\u06d3]")
_WORD = {name: re.compile(f"[{letters}]*[{letters.rstrip(chr(39) + '’ʼ')}][{letters}]*") for name, letters in _LETTERS.items()}  # fmt: skip
_LONGEST = 4
_BIG = 100_000  # people: believed wherever the name stands
_WORLD = 1_000_000  # believed in a script that is not its country's
_FAIR = 10_000  # believed under a name of several words
_LITTLE = 2_000  # believed after a mere preposition, in a country that the text does not speak of
_MOST = 40  # forms tried of one stretch
_ALIKE = 0.55  # an inflected form this far from its name is none of it
_IN = frozenset({"в", "у", "во", "في"})
_WIDE = frozenset({"country", "admin1", "region"})
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\W{0,2}$")
_BREAK = re.compile(r"[.!?؟\n:;]")
_APART = re.compile(r"[\s\-–,،()]*")


class Written(NamedTuple):
    """A place found: where it stands, what it is filed as, and what the words around it say."""

    start: int
    end: int
    name: str | None
    feature: str | None
    relation: str | None
    known: bool
    comma: bool


def in_scripts(text: str) -> bool:
    """Whether there is any letter of these scripts in ``text``."""
    return not text.isascii() and _ANY.search(text) is not None


def find_in_scripts(text: str, gazetteer: Gazetteer) -> Iterator[Written]:
    """The places that the Arabic and the Cyrillic stretches of ``text`` name."""
    for words in gazetteer.scripts():
        reader = _Reader(text, words, gazetteer)
        if reader.spans:
            yield from reader.find()


def puts_inside(gap: str, gazetteer: Gazetteer, *, area: bool) -> bool:
    """Whether the words between two names put the first inside the second, an ``area`` or not: بريف, в, у районі."""
    if _BREAK.search(gap):
        return False
    for words in gazetteer.scripts():
        between = [word for m in _WORD[words.script].finditer(gap) if (word := fold(m.group()))]
        if between and len(between) < 5:
            inside = words.features.keys() | {
                w for w, said in words.relations.items() if said == "countryside of"
            }
            rest = [w for w in between if w not in _IN]
            if not rest:
                return area
            return all(w in inside or (w[0] == "ب" and w[1:] in inside) for w in rest)
    return False


def spoken_of(text: str, gazetteer: Gazetteer) -> Iterator[str]:
    """The code of a country for each word for it or for its people."""
    for words in gazetteer.scripts():
        for match in _WORD[words.script].finditer(text):
            if code := _country(fold(match.group()), words, gazetteer):
                yield code


def _country(word: str, words: ScriptWords, gazetteer: Gazetteer) -> str | None:
    stems = {word}
    if words.script == "arabic":
        stems |= {word.removeprefix(p).removeprefix("ال") for p in ("", "و", "ب", "ل", "وال", "لل")}
    for stem, code in words.people:
        if any(one.startswith(stem) and len(one) <= len(stem) + 4 for one in stems):
            return code
    for form, _ in forms(word, words):
        for match in gazetteer.named(form) if gazetteer.has(form) else ():
            if match.entry.kind == "country" and match.entry.country:
                return match.entry.country
    return None


class _Hit(NamedTuple):
    reach: int
    skip: int
    key: str
    best: Entry


class _Reader:
    """Reads one text in one script."""

    __slots__ = ("book", "countries", "spans", "text", "words")

    def __init__(self, text: str, words: ScriptWords, gazetteer: Gazetteer) -> None:
        self.text = text
        self.words = words
        self.book = gazetteer
        self.spans = [
            (m.start(), m.end(), word)
            for m in _WORD[words.script].finditer(text)
            if (word := fold(m.group()))  # a stroke that only lengthens letters is no word
        ]
        self.countries: set[str] = set()

    def find(self) -> Iterator[Written]:
        words = {word for _, _, word in self.spans}
        self.countries = {c for w in words if (c := _country(w, self.words, self.book))}
        at, last = 0, -9
        while at < len(self.spans):
            hit = self._longest(at)
            if hit is None or (found := self._taken(at, hit, after=self._after(at, last))) is None:
                found = self._unknown(at)
                step = at + 1
                if found is not None:
                    step = next(n for n in range(at, len(self.spans)) if self.spans[n][1] >= found.end) + 1
            else:
                step = hit.reach
            if found is not None:
                last = step
                yield found
            at = step

    def _after(self, at: int, last: int) -> bool:
        """Whether the word follows a name, or the "and" behind one."""
        return last == at or (last == at - 1 and self.spans[last][2] in self.words.ands)

    # ---- one stretch ------------------------------------------------------------------------------------------

    def _longest(self, at: int) -> _Hit | None:
        reach = at + 1
        while reach < min(len(self.spans), at + _LONGEST) and self._joined(reach - 1):
            reach += 1
        if self.words.script == "cyrillic" and not self.text[self.spans[at][0]].isupper():
            return None
        for stop in range(reach, at, -1):
            if self.words.script == "cyrillic" and not self._capital(at, stop):
                continue
            if (hit := self._known(at, stop)) is not None:
                return hit
        return None

    def _joined(self, at: int) -> bool:
        return self.text[self.spans[at][1] : self.spans[at + 1][0]] in (" ", "-", "\u00a0", "‑")

    def _capital(self, at: int, stop: int) -> bool:
        """Whether all words but "область" and the inner ones of hyphened names have capitals."""
        for n in range(at + 1, stop):
            start, _, word = self.spans[n]
            if (
                not self.text[start].isupper()
                and word not in self.words.features
                and "-"
                not in (
                    self.text[start - 1],
                    self.text[self.spans[n][1] : self.spans[n][1] + 1],
                )
            ):
                return False
        return True

    def _known(self, at: int, stop: int) -> _Hit | None:
        stretch = [word for _, _, word in self.spans[at:stop]]
        if self.words.script == "arabic":
            tried = [(" ".join([form, *stretch[1:]]), skip) for form, skip in forms(stretch[0], self.words)]
        else:
            each = [[form for form, _ in forms(word, self.words)] for word in stretch]
            tried = [(" ".join(one), 0) for one, _ in zip(product(*each), range(_MOST), strict=False)]
        written = " ".join(stretch)
        best: tuple[float, _Hit] | None = None
        for key, skip in tried:
            if not self.book.has(key):
                continue
            entries = [m.entry for m in self.book.named(key) if self._believed(m.entry)]
            if not entries:
                continue
            alike = 1.0 if self.words.script == "arabic" or key == written else likeness(key, written)
            if alike < _ALIKE:
                continue
            top = max(entries, key=self._weight)
            weight = self._weight(top) + 4 * alike - (skip or key != written)
            if best is None or weight > best[0]:
                best = weight, _Hit(stop, skip, key, top)
        return best[1] if best else None

    def _weight(self, entry: Entry) -> float:
        score = 6.0 if entry.kind in _WIDE else log10(entry.population + 10)
        return score + (2.0 if entry.country in self.countries else 0.0)

    def _believed(self, entry: Entry) -> bool:
        return (
            entry.kind in _WIDE
            or entry.country in self.words.read_in
            or entry.population >= _WORLD
            or self.book.user_made(entry)
        )

    # ---- its neighbours ---------------------------------------------------------------------------------------

    def _taken(self, at: int, hit: _Hit, *, after: bool) -> Written | None:
        words = self.words
        start, end = self.spans[at][0] + hit.skip, self.spans[hit.reach - 1][1]
        feature, relation, put = self._before(at)
        stuck = self.text[self.spans[at][0] : start]
        put = put or any(letter in PUTS for letter in stuck)
        one = hit.reach == at + 1
        before = self._word(at - 1)
        large = hit.best.kind in _WIDE or hit.best.population >= _BIG or self.book.user_made(hit.best)
        if feature is None:
            if (
                before in words.titles
                or (before in words.given and not after)
                or (not after and self._person(at, hit))
            ):
                return None
            if one and (
                hit.key in words.ordinary
                or hit.key in words.features
                or self.spans[at][2] in words.ordinary
                or hit.key in words.given
            ):
                return None
            if one and len(hit.key) < 4 and not (large and (put or len(hit.key) > 2)):
                return None
        here = hit.best.country in self.countries
        chained = after and self._chain(at)
        if not (large or feature or relation or chained):
            if not put and (one or not (here or hit.best.population >= _FAIR)):
                return None
            if one and put and not here and hit.best.population < _LITTLE:
                return None
        if feature is None and not put and self._speaks(at, hit.reach) and large:
            feature = "metonym"
        follow = self._word(hit.reach) if hit.reach < len(self.spans) and self._joined(hit.reach - 1) else ""
        if (
            feature is None
            and words.script == "cyrillic"
            and words.features.get(follow) in ("province", "district")
        ):
            return None  # an adjective: "X district", which is not filed
        name = None if fold(self.text[start:end]) == hit.key else hit.key
        return Written(start, end, name, feature, relation, known=True, comma=self._comma(end))

    def _comma(self, end: int) -> bool:
        return self.text[end : end + 1] in (",", "،")

    def _word(self, at: int) -> str:
        """The word of that number, where nothing but blanks is behind it; "" where there is none."""
        if not 0 <= at < len(self.spans):
            return ""
        return self.spans[at][2]

    def _person(self, at: int, hit: _Hit) -> bool:
        """Whether a capitalised word that is no name of a place stands right before it: a person's first name."""
        if self.words.script == "arabic" or at == 0 or hit.best.population >= _BIG or hit.best.kind in _WIDE:
            return False
        start = self.spans[at - 1][0]
        return (
            self._joined(at - 1)
            and self.text[start].isupper()
            and self._word(at - 1) not in self.words.puts
            and not (start == 0 or _BREAK.search(self.text[max(0, start - 2) : start]))
        )

    def _chain(self, at: int) -> bool:
        """Whether a name follows another after a comma or "and"."""
        if self.spans[at - 1][2] in self.words.ands:
            return True
        gap = self.text[self.spans[at - 1][1] : self.spans[at][0]]
        return gap.strip() in (",", "،", "") and (gap.strip() != "" or self.spans[at][2].startswith("و"))

    def _speaks(self, at: int, reach: int) -> bool:
        """Whether a capital speaks: "said Damascus" in Arabic, "Moscow said" in Cyrillic."""
        if self.words.script == "arabic":
            return at > 0 and self._joined(at - 1) and self._word(at - 1) in self.words.speaks
        return reach < len(self.spans) and self._joined(reach - 1) and self._word(reach) in self.words.speaks

    def _before(self, at: int) -> tuple[str | None, str | None, bool]:
        """What the words before a name say: its feature, its relation, whether they put anything there."""
        words = self.words
        back: list[str] = []
        n = at - 1
        while n >= 0 and at - n <= 5 and _APART.fullmatch(self.text, self.spans[n][1], self.spans[n + 1][0]):
            back.append(self.spans[n][2])
            n -= 1
        if not back:
            return None, None, False
        feature, rest = None, 0
        first = back[0] if words.script == "cyrillic" else self._bare(back[0], words.features)
        if first in words.features and not (
            words.script == "cyrillic" and words.features[first] == "province"
        ):
            feature, rest = words.features[first], 1
        relation = self._relation(back[rest:], at - rest)
        put = relation is not None or (len(back) > rest and back[rest] in words.puts) or feature is not None
        return feature, relation, put

    def _bare(self, word: str, book: Mapping[str, str]) -> str:
        """The word without what Arabic sticks in front, where that is in ``book``."""
        return next((form for form, _ in forms(word, self.words) if form in book), word)

    def _relation(self, back: Sequence[str], at: int) -> str | None:
        words = self.words
        if not back:
            return None
        for count in (3, 2, 1):
            said = " ".join(back[count - 1 :: -1]) if len(back) >= count else ""
            if said and (relation := words.relations.get(self._bare(said, words.relations))):
                return relation
        n = 0
        while n < 2 and n < len(back) and back[n] in ("від", "от", "из", "из", "з", "من"):
            n += 1
        side = words.compass.get(self._bare(back[n], words.compass)) if n < len(back) else None
        if words.script == "cyrillic" and side and n == 0:
            side = None  # "the north of X" is in X
        m = n + 1 if side else n
        while m < len(back) and back[m] in ("на", "الى"):
            m += 1
        if m < len(back) and back[m] in words.units:
            start = self.spans[at - 1 - m][0]
            if number := _NUMBER.search(self.text[max(0, start - 8) : start]):
                return f"{number[1]} km {side} of" if side else f"{number[1]} km from"
        return f"{side} of" if side else None

    # ---- names that no gazetteer has ---------------------------------------------------------------------------

    def _unknown(self, at: int) -> Written | None:
        """A word after "village of" that is no word of the language's own lists."""
        words = self.words
        start, end, word = self.spans[at]
        back = self._word(at - 1)
        kind = words.features.get(self._bare(back, words.features)) if at and self._joined(at - 1) else None
        if kind not in ("village", "town", "city", "neighbourhood", "camp"):
            return None
        if words.script == "cyrillic" and (len(back) == 1 or not self.text[start].isupper()):
            return None
        if word not in words.first and (
            word in words.ordinary or word in words.puts or word in words.features or len(word) < 3
        ):
            return None
        if words.script == "arabic" and (
            word in words.compass or (word.startswith("ال") and word[2:] in words.compass)
        ):
            return None
        if word in words.first:
            if at + 1 >= len(self.spans) or not self._joined(at):
                return None
            end = self.spans[at + 1][1]
        _, relation, _ = self._before(at)
        return Written(start, end, None, kind, relation, known=False, comma=self._comma(end))
