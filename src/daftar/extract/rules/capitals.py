"""Names of persons in text all in capitals, as old wire reports are: a given name must begin them, no capital tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from daftar.extract.rules.tokens import Tokens

__all__ = ["mark_names"]

_PARTICLES = frozenset({"de", "del", "la", "y", "al", "bin", "abu", "el", "von", "van"})
_SURNAMES = 2  # words behind the given names: two surnames, as Spanish has them
_NO_SURNAME = (
    "ing",
    "ed",
    "ly",
    "tion",
    "ment",
    "ness",
    "ism",
    "ist",
    "ists",
    "ary",
    "ial",
    "ive",
    "ean",
    "ian",
    "ical",
)
_FULL = range(2, 5)  # words of a full name
_BEHIND_A_VERB = frozenset("tahTrfe")


def mark_names(found: Tokens, given: Callable[[str], bool]) -> None:
    """Mark as capitalised (``X``) the runs of ``found`` that begin with a given name and go on with another name.

    ``given`` says whether a word is one. A word that only sometimes is (MARK, GRACE) counts where an unknown word
    follows; the last word of a run that an article or preposition follows may be a verb and is left out.
    """
    i, size = 0, len(found)
    while i < size:
        if not _unknown(found, i) or not given(found.lower[i]):
            i = _aged(found, i) if i == 0 or found.marks[i - 1] in ".;)" else i + 1
            continue
        j = i + 1
        while j < size and _unknown(found, j) and given(found.lower[j]):
            j += 1
        j = _surnames(found, j)
        if j - i >= 2:
            for k in range(i, j):
                if found.marks[k] != "j":
                    found.marks[k] = "X"
        i = j


def _aged(found: Tokens, i: int) -> int:
    """Past a run of two to four unknown words with an age behind, which begins a sentence: "ORLO TANDI PRESK, 31, WAS"."""
    j = i
    while j < len(found) and _unknown(found, j) and not found.lower[j].endswith(_NO_SURNAME):
        j += 1
    behind = found.lower[j : j + 3]
    aged = (
        len(behind) == 3 and behind[0] == behind[2] == "," and behind[1].isdecimal() and len(behind[1]) == 2
    )
    if not aged or j - i not in _FULL:
        return i + 1
    found.marks[i:j] = ["X"] * (j - i)
    return j


def _surnames(found: Tokens, j: int) -> int:
    """Where the surnames from token ``j`` on end."""
    size, taken = len(found), 0
    while j < size and taken < _SURNAMES:
        k = j
        while k < size and k - j < len(_PARTICLES) and found.lower[k] in _PARTICLES:
            k += 1
        if k >= size:
            break
        if found.marks[k] == "j" and _alphabetic(found, k):
            return k + 1  # X Y'S MURDER
        if not _unknown(found, k) or found.lower[k].endswith(_NO_SURNAME):
            break
        if taken and k + 1 < size and found.marks[k + 1] in _BEHIND_A_VERB:
            break
        j, taken = k + 1, taken + 1
    return j


def _unknown(found: Tokens, i: int) -> bool:
    return found.marks[i] == "m" and _alphabetic(found, i)


def _alphabetic(found: Tokens, i: int) -> bool:
    return found.lower[i][:1].isalpha() and len(found.lower[i]) > 1
