"""Spellings made comparable: one folded form for looking up, one skeleton for names that travel between scripts.

Names in Latin letters fold to plain lower-case ASCII; Arabic, Cyrillic and other scripts keep their own letters, less
the marks and the variants that writers mix. Apostrophes, ayns and dots go; hyphens and slashes are blanks.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

__all__ = ["alike", "bare", "fold", "skeleton"]

_GONE = dict.fromkeys(map(ord, "'`´‘’‛ʼʻʾʿʹʺ′ʽ.\"“”„،؟ـ\u200b\u200c\u200d\u200e\u200f\u00ad"))
_MARKS = _GONE | dict.fromkeys(map(ord, "-‐‑‒–—/_,()"), " ")
_OWN_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c80-\ud7ff\uf900-\ufefc]")
_ARABIC = str.maketrans("أإآٱىةؤئکیھہۀے", "اااايهويكيهههي")
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "il",
        "ul",
        "an",
        "en",
        "in",
        "ad",
        "ed",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "az",
        "ez",
        "adh",
        "edh",
        "ath",
        "eth",
        "ul",
        "ud",
        "us",
        "ush",
        "ur",
        "un",
        "ut",
    ]
)
_ARTICLE_START = re.compile(r"^(?:[ae]l|a[dnrstz]|[ae]sh|e[dnrstz]) (?=\w{3})")
_PAIRS = re.compile(r"kh|gh|sh|ch|th|dh|ph|ck|tch|dj|tz|ts|ou|oo|ee|aa")
_PAIR_FOR = {
    "kh": "x", "gh": "g", "sh": "5", "ch": "5", "tch": "5", "th": "t", "dh": "d", "ph": "f", "ck": "k",
    "dj": "j", "tz": "s", "ts": "s", "ou": "u", "oo": "u", "ee": "i", "aa": "a",
}  # fmt: skip
_SAME = str.maketrans("qcvpz", "kkfbs")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouyw]+")


def fold(name: str) -> str:
    """The form under which a name is filed and looked up: ``Ma‘arrat an Nu‘mān`` → ``maarrat an numan``."""
    text = name.translate(_MARKS)
    if not text.isascii():
        text = _own(text) if _OWN_SCRIPT.search(text) else text
        if not text.isascii() and not _OWN_SCRIPT.search(text):
            text = anyascii(text).translate(_MARKS)
    return " ".join(text.lower().split())


def _own(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c)).translate(_ARABIC).translate(_MARKS)


def bare(folded: str) -> str:
    """A folded name without the Arabic article in front: ``al numan`` → ``numan``."""
    return _ARTICLE_START.sub("", folded)


def _letters(folded: str) -> str:
    words = [w for w in folded.split() if w not in _ARTICLES]
    text = _PAIRS.sub(lambda m: _PAIR_FOR[m.group()], "".join(words))
    return _TWICE.sub(r"\1", text.translate(_SAME))


def skeleton(folded: str) -> str:
    """The consonants of a folded Latin name, with those that transliterations confuse made one; "" if too few to tell.

    Articles, vowels, doublings, a final h or t of the feminine ending after a vowel do not count: ``badama`` and
    ``bidama`` → ``bdm``.
    """
    text = _letters(folded)
    if len(text) > 3 and text[-1] == "h" and text[-2] in "aeiou":
        text = text[:-1]
    bones = (text[:1] if text[:1] in "aeiouyw" else "") + _VOWELS.sub("", text)
    bones = _TWICE.sub(r"\1", bones)
    if bones[:1] in "aeiou":
        bones = "a" + bones[1:]
    return bones if len(bones) >= 3 else ""


_FRONT = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"}
_SYLLABLE = re.compile(r"([^aeiouyw]*)([aeiouyw]*)")


def alike(one: str, other: str) -> float:
    """How alike two folded names of one skeleton are, 0 to 1, by their vowels.

    Transliterations of short vowels waver between a, e and i, and between o and u; a name that has a round vowel
    where the other has a front one is another name. Lengths and diphthongs (ay, ei, aw) waver too and cost little.
    """
    first, second = _letters(one), _letters(other)
    if first == second:
        return 1.0
    left = [v for _, v in _SYLLABLE.findall(first)][:-1]
    right = [v for _, v in _SYLLABLE.findall(second)][:-1]
    if len(left) != len(right):
        # a vowel more or less between the same consonants: shamsha, shamasha
        gap = abs(len(left) - len(right))
        return max(0.0, 0.9 - 0.1 * gap)
    cost = 0.0
    for a, b in zip(left, right, strict=True):
        if a == b:
            continue
        kinds_a, kinds_b = {_FRONT[c] for c in a}, {_FRONT[c] for c in b}
        if not a or not b:
            cost += 0.08
        elif kinds_a == kinds_b:
            cost += 0.03
        elif kinds_a & kinds_b or kinds_a | kinds_b == {"a", "i"}:
            cost += 0.07
        else:
            cost += 0.35
    return max(0.0, 1.0 - cost)
