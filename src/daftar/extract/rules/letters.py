"""Words as single letters, so that noun phrases are found on a string by ordinary regular expressions (see ``speakers``).

The letters: D determiner, N pronoun, W relative, T "that", f of/for, p other preposition, K and/or, c name particle,
A may stand between subject and verb, V breaks a noun phrase, r a person's role, B a body that may precede its own
name, S any other body or group, M an adjective. C, v, n and 0 (name, -ed/-ing word, other word, figure) are told
from the word's shape. A later line of this table wins over an earlier one.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["SMALL", "letters"]

#: Which letter a list of small words (attribution.toml, ``[words]``) has; a later line wins over an earlier one.
SMALL = (
    ("breaks", "V"),
    ("particles", "c"),
    ("modifiers", "M"),
    ("between", "A"),
    ("days", "A"),
    ("prepositions", "p"),
    ("joining", "f"),
    ("conjunctions", "K"),
    ("relatives", "W"),
    ("determiners", "D"),
    ("pronouns", "N"),
)
_MARKS = {
    ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")",
    '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "-": "-",
    ".": ".", "!": ".", "?": ".", "…": ".",
}  # fmt: skip


def letters(
    classes: Mapping[str, str], endings: tuple[str, ...], names_too: frozenset[str], *, capitals: bool
) -> Callable[[str], str]:
    """The class letter of a word, from the tables and, where they are silent, from its shape.

    ``capitals``: for text that is all in capitals, where a capital tells no name.
    """

    @functools.lru_cache(maxsize=1 << 16)
    def letter(word: str) -> str:
        lower = word.lower()
        found = classes.get(lower)
        if found is None or (found in "Mc" and word[0].isupper() and not capitals):
            return _shape(word, lower, classes, endings, capitals=capitals)
        if not capitals and (word == "US" or (lower in names_too and word[0].isupper())):
            return "C"
        return found

    return letter


def _shape(
    word: str, lower: str, classes: Mapping[str, str], endings: tuple[str, ...], *, capitals: bool
) -> str:
    first = word[0]
    if not first.isalnum():
        return _MARKS.get(word, ".")
    possessive = lower.endswith(("'s", "’s", "s'", "s’")) and classes.get(lower[:-2], "-") in "SBr"
    if possessive or lower.endswith(endings):
        return "M"
    if first.isdigit():
        return "0"
    ends_like_verb = lower.endswith(("ed", "ing")) and len(lower) > 4
    if capitals:
        if lower.endswith("ly") and len(lower) > 6:
            return "A"
        return "v" if ends_like_verb and len(lower) > 5 else "C"
    if word != lower and (first.isupper() or not word.isalpha()):
        return "C"
    if ends_like_verb:
        return "v"
    return "A" if lower.endswith("ly") and len(lower) > 4 else "n"
