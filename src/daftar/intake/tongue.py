"""A light guess at the language of a text: script and small words. None when unsure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from daftar.errors import DataError
from daftar.intake.tables import load, section

__all__ = ["guess_language", "language_code"]

_HEAD = 400
_TOKEN = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?$")


@dataclass(frozen=True, slots=True)
class _Tables:
    latin: Mapping[str, frozenset[str]]
    latin_words: frozenset[str]
    scripts: tuple[tuple[re.Pattern[str], Mapping[str, frozenset[str]], str | None], ...]


@cache
def _tables() -> _Tables:
    words = {code: frozenset(listed.split()) for code, listed in section("languages", "words").items()}
    scripts = []
    for script in load("languages").get("scripts", ()):
        try:
            ranges = "".join(f"{chr(low)}-{chr(high)}" for low, high in script["ranges"])
            candidates = {code: words[code] for code in script["languages"]}
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"intake table languages.toml: a [[scripts]] entry is wrong ({error!r})"
            ) from error
        scripts.append((re.compile(f"[{ranges}]"), candidates, script.get("alone")))
    elsewhere = {code for _, candidates, _ in scripts for code in candidates}
    latin = {code: listed for code, listed in words.items() if code not in elsewhere}
    return _Tables(latin=latin, latin_words=_all(latin), scripts=tuple(scripts))


def _all(languages: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(word for words in languages.values() for word in words)


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that ``text`` begins in, among the handful in the table, or None when unsure.

    Three different small words of a language are asked for (two where no other language has any), and twice as many as
    of any other.
    """
    head = text[:_HEAD]
    # Latin-1 stands in for "the Latin script": a glance that spares most texts the counting of letters.
    if head.isascii() or len(head.encode("latin-1", "ignore")) > 0.8 * len(head):
        tables = _tables()
        return _by_words(tables.latin_words.intersection(head.lower().split()), tables.latin)
    tokens = set(_TOKEN.findall(head.lower()))
    letters = sum(map(len, tokens))
    for script, candidates, alone in _tables().scripts:
        if 2 * sum(len(script.findall(token)) for token in tokens) > letters:
            return alone or _by_words(tokens, candidates)
    return _by_words(tokens, _tables().latin)


def language_code(value: str | None) -> str | None:
    """``value`` as a bare language code: "en-GB" and "EN" are "en"; None for what is no code ("English", "")."""
    match = _CODE.match(value.strip()) if value else None
    return match[1].lower() if match else None


def _by_words(tokens: frozenset[str] | set[str], languages: Mapping[str, frozenset[str]]) -> str | None:
    best, best_score, second = None, 0, 0
    for code, known in languages.items():
        score = len(tokens & known)
        if score > best_score:
            best, best_score, second = code, score, best_score
        elif score > second:
            second = score
    enough = best_score >= (3 if second else 2)
    return best if enough and best_score >= 2 * second else None
