"""A light guess at the language of a text: script and small words. None when unsure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from daftar.errors import DataError
from daftar.intake.tables import load, section

__all__ = ["guess_language", "language_code"]

# Most texts show their language in the first lines; where those do not, more is looked at.
_GLANCE, _LOOK = 200, 1000
_TOKEN = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?$")


# A word to the one language, of those weighed together, that has it: words that two of them share tell nothing.
_Tell = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Tables:
    latin: _Tell
    scripts: tuple[tuple[re.Pattern[str], _Tell, str | None], ...]


@cache
def _tables() -> _Tables:
    words = {code: frozenset(listed.split()) for code, listed in section("languages", "words").items()}
    scripts = []
    elsewhere: set[str] = set()
    for script in load("languages").get("scripts", ()):
        try:
            ranges = "".join(f"{chr(low)}-{chr(high)}" for low, high in script["ranges"])
            candidates = {code: words[code] for code in script["languages"]}
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"intake table languages.toml: a [[scripts]] entry is wrong ({error!r})"
            ) from error
        elsewhere |= candidates.keys()
        scripts.append((re.compile(f"[{ranges}]"), _telling(candidates), script.get("alone")))
    latin = {code: listed for code, listed in words.items() if code not in elsewhere}
    return _Tables(latin=_telling(latin), scripts=tuple(scripts))


def _telling(languages: Mapping[str, frozenset[str]]) -> _Tell:
    shared = Counter(word for words in languages.values() for word in words)
    return {word: code for code, words in languages.items() for word in words if shared[word] == 1}


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that ``text`` begins in, among the handful in the table, or None when unsure.

    Three different words that only that language has are asked for (two where no other language has any), and twice as
    many as of any other.
    """
    told = _guess(text[:_GLANCE])
    return _guess(text[:_LOOK]) if told is None and len(text) > _GLANCE else told


def _guess(head: str) -> str | None:
    # Latin-1 stands in for "the Latin script": a glance that spares most texts the counting of letters.
    if head.isascii() or len(head.encode("latin-1", "ignore")) > 0.8 * len(head):
        return _by_words(set(head.lower().split()), _tables().latin)
    tokens = set(_TOKEN.findall(head.lower()))
    letters = sum(map(len, tokens))
    for script, telling, alone in _tables().scripts:
        if 2 * sum(len(script.findall(token)) for token in tokens) > letters:
            return alone or _by_words(tokens, telling)
    return _by_words(tokens, _tables().latin)


def language_code(value: str | None) -> str | None:
    """``value`` as a bare language code: "en-GB" and "EN" are "en"; None for what is no code ("English", "")."""
    match = _CODE.match(value.strip()) if value else None
    return match[1].lower() if match else None


def _by_words(tokens: set[str], telling: _Tell) -> str | None:
    told = [telling[token] for token in tokens if token in telling]
    if len(told) < 2:
        return None
    best = max(set(told), key=told.count)
    score = told.count(best)
    if score == len(told):
        return best
    second = max(told.count(other) for other in set(told) if other != best)
    return best if score >= 3 and score >= 2 * second else None
