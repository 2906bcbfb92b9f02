"""What scanning and setting leave in words: hyphens at line ends, ligatures, letters for figures.

The text itself stays as it is, for quotes are cut from it; only the word that is looked up is mended.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BROKEN", "FIGURE", "mended", "whole_words"]

# A word that goes on in the next line.
BROKEN = r"[^\W\d_]+-[ \t\r]*\n\s*[a-z\ufb00-\ufb06][^\W\d_]*"
# A figure with a letter that looks like one of its digits: "l2", "3O". A letter alone is no figure.
FIGURE = r"(?:[lIO]+\d|\d+[IO]|\d+l(?=\d))[lIO\d]*\b"
_BREAK = re.compile(r"-\s*\n\s*")
_FIGURE = re.compile(FIGURE)
_ODD_WORD = re.compile(rf"{BROKEN}|[a-z]*[\ufb00-\ufb06][a-z\ufb00-\ufb06]*")
_LIGATURES = str.maketrans({"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"})  # fmt: skip
_DIGITS = str.maketrans("lIO", "110")


def mended(word: str) -> str:
    """``word`` in small letters as it was written before it was set or scanned."""
    if word.isalpha() and word.isascii():
        return word.lower()
    if word[0].isdigit() or word[-1].isdigit():
        return word.translate(_DIGITS) if _FIGURE.fullmatch(word) else word.lower()
    if "\n" in word:
        word = _BREAK.sub("", word)
    return word.lower().translate(_LIGATURES) if not word.isascii() else word.lower()


def whole_words(lower: str) -> Iterator[tuple[int, str]]:
    """The words of ``lower`` that are broken at a line's end or set with ligatures: where each begins, and whole."""
    if "-\n" not in lower and (
        lower.isascii() or not any(c in lower for c in "\ufb00\ufb01\ufb02\ufb03\ufb04")
    ):
        return
    for match in _ODD_WORD.finditer(lower):
        yield match.start(), mended(match[0])
