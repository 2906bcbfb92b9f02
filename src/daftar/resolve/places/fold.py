"""Spellings made comparable: one folded form for looking up, one skeleton for names that travel between scripts.

Names in Latin letters fold to plain lower-case ASCII; Arabic, Cyrillic and other scripts keep their own letters, less
the marks and the variants that writers mix. Apostrophes, ayns and dots go; hyphens and slashes are blanks.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

__all__ = ["ARTICLES", "bare", "fold", "skeleton"]

_GONE = dict.fromkeys(map(ord, "'`´‘’‛ʼʻʾʿʹʺ′ʽ.\"“”„،؟ـ\u200b\u200c\u200d\u200e\u200f\u00ad"))
_MARKS = _GONE | dict.fromkeys(map(ord, "-‐‑‒–—/_,()"), " ")
_OWN_SCRIPT = re.compile(r"[\u0370-\u1dff\u2c80-\ud7ff\uf900-\ufefc]")
_ARABIC = str.maketrans("أإآٱىةؤئکیھہۀے", "اااايهويكيهههي")
ARTICLES = frozenset(
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
_COARSE = str.maketrans("xgdf5", "kktbs", "hj")
_ARTICLE_JOINED = re.compile(r"(?<!\S)ال(?=\S{2})")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouyw]+")


def fold(name: str) -> str:
    """The form under which a name is filed and looked up: ``Ma‘arrat an Nu‘mān`` → ``maarrat an numan``."""
    if name.isascii() and name.isalnum():  # most are one plain word
        return name.lower()
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
    words = [w for w in folded.split() if w not in ARTICLES]
    text = _PAIRS.sub(lambda m: _PAIR_FOR[m.group()], "".join(words))
    return _TWICE.sub(r"\1", text.translate(_SAME))


def skeleton(folded: str) -> str:
    """The consonants of a folded name in any script, with all those made one that transliterations confuse.

    Two spellings of a name nearly always share it, and so do many names that are others: it finds candidates, which
    ``likeness`` then judges. "" where there are too few consonants to tell anything. Articles, vowels, h and j, doublings
    and a final t do not count: ``badama`` and ``bidama`` → ``btm``.
    """
    if not folded.isascii():
        folded = fold(anyascii(_ARTICLE_JOINED.sub("", folded)))
    bones = _VOWELS.sub("", _letters(folded).translate(_COARSE))
    bones = _TWICE.sub(r"\1", bones)
    if len(bones) > 3 and bones[-1] == "t":
        bones = bones[:-1]
    return bones if len(bones) >= 2 else ""
