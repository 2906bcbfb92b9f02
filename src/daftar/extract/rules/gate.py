"""Which passages can hold a claim at all: one pass over a report for the words of which every claim has one.

A word counts where it stands by itself ("die", not "soldier") and, where a phrase begins with it, the phrase goes on
("took control of", not "took"). What is not let through here is never cut into tokens, and a report of which nothing is
let through is not even cut into sentences: most of what is printed is about other things, and costs this pass alone.

Where a word stands only as the beginning of another or as a part of it, the passage is *near*: it claims nothing, but
in a report that claims something its places are weighed with the others, and its names looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from daftar.extract.rules.scanned import whole_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.model import Passage

__all__ = ["Gate", "by_passage"]

# What tells of harm beside the words of harm in the lexicon.
_BESIDE = ("toll", "remains", "casualt*", "to death", "of them w*")
# Beginnings of words of material: a passage with one, in any word, is near.
_SHOWN = ("video", "footage", "photo", "picture", "satellite", "images", "documents")
# Families of which one word is enough, and those of which it takes one of each ("strikes" that "began").
_ALONE = ("active", "passive", "weapons", "taken", "lost", "deal", "named", "blaming")
_TOGETHER = (
    ("nouns", "began"),
    ("nouns", "launched"),
    ("material", "near other"),
    ("happened", "near other"),
    ("who", "called", "near other"),
)
# The same for harm to people: lives only where something claims them.
_HARM_ALONE = ("hurt", "flight")
_HARM_TOGETHER = (("lives", "claim"), ("sent", "near harm"), ("ruin", "homes"))
_NEAR = ("passive", "active", "nouns", "weapons", "taken", "lost", "deal")  # their words bring a passage near
_OF = ("of them", "of the", "of those", "of these", "of whom")  # "of those" who lost their lives
_HARM, _NEAR_HARM, _NEAR_OTHER = 1, 2, 4
_HARMFUL, _TELLING = 1, 2  # verdicts
_UNREAD = ("header", "furniture")  # kinds of passages that claim nothing
_KEPT = 1 << 14  # verdicts remembered


class Gate:
    """Compiled from the words of harm and, by family, those of other events; a ``*`` leaves a word's end open.

    ``families`` has those named above. ``near_harm`` and ``near_other`` are more words that bring a passage near. What
    stands in a stretch is a number with a bit for harm and one for each family.
    """

    __slots__ = (
        "_automaton",
        "_families",
        "_material",
        "_near",
        "_open",
        "_tails",
        "_verdicts",
        "_whole",
    )

    def __init__(
        self,
        harm: Iterable[str],
        families: Mapping[str, Iterable[str]],
        *,
        near_harm: Iterable[str] = (),
        near_other: Iterable[str] = (),
    ) -> None:
        bits = {family: 8 << number for number, family in enumerate(families)}
        self._whole: list[int] = []  # by pattern: the bits where it stands by itself
        self._near: list[int] = []  # wherever it stands
        self._open: list[bool] = []  # whether the word may go on
        self._tails: list[
            list[tuple[int, re.Pattern[str]]]
        ] = []  # what else has to follow, with the bits then
        numbers: dict[str, int] = {}

        def add(pattern: str, whole: int, nearby: int, rest: Sequence[str] = ()) -> None:
            at = numbers.setdefault(pattern, len(numbers))
            if at == len(self._whole):
                self._whole.append(0)
                self._near.append(0)
                self._open.append(pattern.endswith("*"))
                self._tails.append([])
            self._near[at] |= nearby
            if rest:
                self._tails[at].append((whole, _tail(rest)))
            else:
                self._whole[at] |= whole

        for word in sorted({*harm, *_BESIDE}):
            add(word, _HARM, _NEAR_HARM)
        for family, words in families.items():
            nearby = _NEAR_HARM if family == "lives" else _NEAR_OTHER if family in _NEAR else 0
            for phrase in words:
                first, *rest = phrase.lower().split()
                add(first, bits[family], nearby, rest)
        for phrase in _OF:
            add(phrase, bits["claim"], 0)
        for word in near_harm:
            add(word, 0, _NEAR_HARM)
        for word in (*_SHOWN, *near_other):
            add(word, 0, _NEAR_OTHER)
        self._automaton = AhoCorasick([pattern.rstrip("*") for pattern in numbers])
        self._families = tuple([(bit, family) for family, bit in bits.items()])
        bits |= {"near harm": _NEAR_HARM, "near other": _NEAR_OTHER}
        self._material = bits["material"]
        self._verdicts = _Verdicts(
            _HARM | sum(bits.get(family, 0) for family in _HARM_ALONE),
            [sum(bits[family] for family in each) for each in _HARM_TOGETHER if bits.keys() >= {*each}],
            sum(bits.get(family, 0) for family in _ALONE),
            [sum(bits[family] for family in each) for each in _TOGETHER],
        )

    def find(self, lower: str) -> list[tuple[int, int]]:
        """Where in ``lower`` (small letters) the words stand: offset and bits of each."""
        found = self._standing(lower)
        more = [(at, bits) for at, word in whole_words(lower) for _, bits in self._standing(word)]
        return sorted([*found, *more]) if more else found

    def _standing(self, lower: str) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        size = len(lower)
        whole, tails, near, open_ = self._whole, self._tails, self._near, self._open
        for number, start, end in self._automaton.find_matches_as_indexes(lower, overlapping=True):
            what = near[number]
            if not (start and lower[start - 1].isalpha()) and (
                end >= size or open_[number] or not lower[end].isalpha()
            ):
                what |= whole[number]
                for bit, tail in tails[number]:
                    if tail.match(lower, end):
                        what |= bit
            if what:
                found.append((start, what))
        return found

    def lets_through(self, found: Sequence[tuple[int, int]], text: str) -> bool:
        """Whether anything can be told of in a paragraph of ``text``, in which the words ``found`` stand."""
        together = last = 0
        for _, bits in found:
            together |= bits
        if not self._verdicts[together]:
            return False
        together = 0
        for start, bits in found:
            if text.find("\n\n", last, start) >= 0:  # no passage reaches over a blank line
                together = 0
            together |= bits
            last = start
            if self._verdicts[together]:
                return True
        return False

    def harmful(self, bits: int) -> bool:
        """Whether harm to people can be told of."""
        return self._verdicts[bits] & _HARMFUL != 0

    def telling(self, bits: int) -> bool:
        """Whether an attack, a place taken, an agreement or material shown can be told of."""
        return self._verdicts[bits] & _TELLING != 0

    def shows(self, bits: int) -> bool:
        """Whether words of material stand here."""
        return bits & self._material != 0

    def families(self, bits: int) -> frozenset[str]:
        """The families whose words stand here."""
        return frozenset([family for bit, family in self._families if bits & bit])

    @staticmethod
    def near_harm(bits: int) -> bool:
        """Whether words of harm stand here, or words that contain one."""
        return bits & _NEAR_HARM != 0

    @staticmethod
    def near_other(bits: int) -> bool:
        """Whether words of other events stand here, or words that contain one."""
        return bits & _NEAR_OTHER != 0


class _Verdicts(dict[int, int]):
    """What can be told of where words of some families stand together, by their bits; found once for each."""

    __slots__ = ("_alone", "_harm", "_harms", "_others")

    def __init__(self, harm: int, harms: Sequence[int], alone: int, others: Sequence[int]) -> None:
        super().__init__()
        self._harm = harm
        self._harms = harms
        self._alone = alone
        self._others = others

    def __missing__(self, bits: int) -> int:
        harmful = bits & self._harm != 0 or any(bits & all_ == all_ for all_ in self._harms)
        telling = bits & self._alone != 0 or any(bits & all_ == all_ for all_ in self._others)
        verdict = (_HARMFUL if harmful else 0) | (_TELLING if telling else 0)
        if len(self) < _KEPT:
            self[bits] = verdict
        return verdict


def by_passage(
    passages: Sequence[Passage], title: Sequence[tuple[int, int]], text: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """The bits of each of ``passages`` that has any, by its number; fields above the text and furniture have none."""
    found: dict[int, int] = {}
    first = 0
    while first < len(passages) and passages[first].part == "title":
        for _, bits in title:
            found[first] = found.get(first, 0) | bits
        first += 1
    starts = [passage.start for passage in passages[first:]]
    for start, bits in text:
        number = first + bisect_right(starts, start) - 1
        if number >= first and start < passages[number].end and passages[number].kind not in _UNREAD:
            found[number] = found.get(number, 0) | bits
    return found


def _tail(words: Sequence[str]) -> re.Pattern[str]:
    """What has to stand behind the first word of a phrase."""
    return re.compile(r"\s+" + r"\s+".join(map(re.escape, words)) + r"(?![^\W\d_])")
