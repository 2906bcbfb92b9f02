"""Number phrases: "at least 22", "between 55 and 63", "two dozen", "dozens", "no" → Counts by the chosen conventions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.model import Count

if TYPE_CHECKING:
    from daftar.codebook.conventions import Conventions, Rule
    from daftar.extract.rules.tokens import Tokens

__all__ = ["NUMBER_WORDS", "Number", "NumberReader"]

_UNITS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    w: 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
_SCALES |= {
    "lakh": 100_000,
    "lakhs": 100_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
}  # of South Asian English
_DOZEN = {"dozen": 12, "score": 20}
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+$")
_NOBODY = frozenset({"no", "nobody", "no-one", "none", "neither"})
_LARGEST = (
    2_000_000_000  # above the number of people that anything has befallen; a longer digit string is an id
)
_TWENTY_TO_99 = {f"{t}-{u}": tv + uv for t, tv in _TENS.items() for u, uv in _UNITS.items() if 0 < uv < 10}
_WORDS = _UNITS | _TENS | _TWENTY_TO_99
NUMBER_WORDS = frozenset(_WORDS)


@dataclass(frozen=True, slots=True)
class Number:
    """A number phrase over tokens ``first`` to ``last`` (exclusive). ``none`` marks a said zero ("no", "nobody")."""

    first: int
    last: int
    count: Count
    none: bool = False
    vague: bool = False


class NumberReader:
    """Finds number phrases in tokens, counting words by one convention set."""

    def __init__(self, rules: Conventions) -> None:
        self.rules = rules
        self._before = _by_last_word(rules.qualifiers)
        self._alone = _by_first_word({w: r for w, r in rules.words.items() if w != "others"})
        self._begins = frozenset({*_WORDS, *_DOZEN, *_SCALES, *self._alone, *_NOBODY})

    def find(self, tokens: Tokens) -> list[Number]:
        """The number phrases of ``tokens`` in order, not overlapping."""
        found: list[Number] = []
        lower, marks, begins = tokens.lower, tokens.marks, self._begins
        reach = 0
        for i, word in enumerate(lower):
            if i < reach or marks[i] == "y" or not (word in begins or marks[i] == "#"):
                continue
            floor = found[-1].last if found and not found[-1].vague and not found[-1].none else 0
            number = self._at(tokens, i, floor)
            if number is not None:
                while found and found[-1].last > number.first:
                    found.pop()  # "no" of "no fewer than", "many" of "as many as"
                found.append(number)
                reach = number.last
        return found

    def _at(self, tokens: Tokens, i: int, floor: int) -> Number | None:
        word, mark = tokens.lower[i], tokens.marks[i]
        if mark == "#" or word in _WORDS or word in _DOZEN or (word in _SCALES and mark != "X"):
            plain = _plain(tokens, i)
            if plain is None:
                return None
            value, last = plain
            if word in _SCALES and tokens.lower[max(0, i - 2) : i] == ["half", "a"]:
                i, value = i - 2, value // 2
            return self._qualified(tokens, i, value, last, floor)
        rules = self._alone.get(word)
        if rules is not None:
            for words, rule in rules:
                if tokens.lower[i : i + len(words)] == words:
                    last = i + len(words)
                    scaled = self._scaled(tokens, i, last)
                    if scaled is not None:
                        return scaled
                    count = rule.count()
                    if words[-1] in _DOZEN and count.exact:  # "at least a dozen"
                        return self._qualified(tokens, i, count.low, last, floor)
                    return Number(i, last, count, vague=True)
        if word == "no" and i + 1 < len(tokens):
            joined = tokens.lower[i + 1] == "one"
            return Number(i, i + 2 if joined else i + 1, Count.exactly(0), none=True)
        if word in _NOBODY and (word != "neither" or tokens.lower[i + 1 : i + 2] == ["of"]):
            return Number(i, i + 1, Count.exactly(0), none=True)
        return None

    def _scaled(self, tokens: Tokens, i: int, last: int) -> Number | None:
        """ "Several hundred", "a few dozen": the vague word times the scale that follows."""
        if last >= len(tokens):
            return None
        scale = _SCALES.get(tokens.lower[last]) or _DOZEN.get(tokens.lower[last])
        if scale is None:
            return None
        few = self.rules.words[" ".join(tokens.lower[i:last])].count()
        high = None if few.high is None else (few.high + 1) * scale - 1
        return Number(i, last + 1, Count(low=few.low * scale, high=high), vague=True)

    def _qualified(self, tokens: Tokens, i: int, value: int, last: int, floor: int) -> Number:
        first, low, high = i, value, value
        stop, upper = _range(tokens, i, last, value)
        if upper is not None:
            low, high, last = value, upper, stop
            if i > floor and tokens.lower[i - 1] == "between":
                first = i - 1
        if low != high:
            return Number(first, last, Count(low=low, high=high))
        if tokens.lower[last : last + 2] == ["or", "more"]:
            return Number(first, last + 2, Count(low=value, best=value))
        for words, rule in self._before.get(tokens.lower[i - 1], ()) if i else ():
            start = i - len(words)
            if start >= floor and tokens.lower[start:i] == words:
                count = rule.count(value)
                # "at least between", "some of the ..." never get here: the words must touch the number
                return Number(start, last, count)
        return Number(first, last, Count.exactly(value))


def _by_last_word(rules: dict[str, Rule]) -> dict[str, list[tuple[list[str], Rule]]]:
    found: dict[str, list[tuple[list[str], Rule]]] = {}
    for words, rule in sorted(rules.items(), key=lambda item: -len(item[0].split())):
        parts = words.split()
        found.setdefault(parts[-1], []).append((parts, rule))
    return found


def _by_first_word(rules: dict[str, Rule]) -> dict[str, list[tuple[list[str], Rule]]]:
    found: dict[str, list[tuple[list[str], Rule]]] = {}
    for words, rule in sorted(rules.items(), key=lambda item: -len(item[0].split())):
        parts = words.split()
        found.setdefault(parts[0], []).append((parts, rule))
    return found


def _plain(tokens: Tokens, i: int) -> tuple[int, int] | None:
    """The number that begins at token ``i`` and the token after it, or None."""
    total, current, seen = 0, 0, False
    lower, size = tokens.lower, len(tokens)
    start = i
    while i < size:
        word = lower[i]
        if tokens.marks[i] == "#":
            if seen:
                break
            if "." in word and i + 1 < size and lower[i + 1] in _SCALES:
                return round(float(word.replace(",", "")) * _SCALES[lower[i + 1]]), i + 2
            value = _digits(word)
            if value is None:
                return None
            current, seen = value, True
        elif word in _WORDS:
            tens = i > start and lower[i - 1] in _TENS and 0 < _WORDS[word] < 10  # "thirty one"
            if seen and not tens and not (current % 100 == 0 and _WORDS[word] < 100 and i > start):
                break
            current, seen = current + _WORDS[word], True
        elif word in _SCALES:
            scale = _SCALES[word]
            current = (current if seen else 1) * scale
            seen = True
            if scale >= 1000:
                total, current = total + current, 0
        elif word in _DOZEN:
            current, seen = (current if seen else 1) * _DOZEN[word], True
        elif (
            word == "and"
            and seen
            and current >= 100
            and i + 1 < size
            and lower[i + 1] in _WORDS
            and i > start
        ):
            pass
        else:
            break
        i += 1
    value = total + current
    return (value, i) if seen and value <= _LARGEST else None


def _digits(word: str) -> int | None:
    text = word.replace(",", "").replace(" ", "").replace("\xa0", "").replace("\u202f", "")
    if _DOTTED.match(text):  # 12.500 people: the thousands of much of the world; no person comes in fractions
        text = text.replace(".", "")
    return int(text) if len(text) <= 12 and "." not in text else None


def _range(tokens: Tokens, i: int, last: int, value: int) -> tuple[int, int | None]:
    """A second number after "and" (behind "between"), "to", "or" or a dash: the top of a range."""
    if last + 1 >= len(tokens):
        return last, None
    link = tokens.lower[last]
    between = i > 0 and tokens.lower[i - 1] == "between"
    if not (link in ("to", "-", "–", "or") or (link == "and" and between)):
        return last, None
    if i > 1 and tokens.lower[i - 1] == "from" and "R" in tokens.marks[max(0, i - 4) : i - 1]:
        return last, None  # "rose from 12 to 19"
    if link in ("-", "–") and tokens.starts[last + 1] - tokens.ends[last - 1] > 3:
        return last, None
    upper = _plain(tokens, last + 1)
    if upper is None or upper[0] <= value or upper[0] > 20 * max(value, 5):
        return last, None
    return upper[1], upper[0]
