"""How outlets say whose words and news they print, and words that are numbers: what copies are known by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import AhoCorasick

from daftar.errors import DataError
from daftar.languages import KNOWN, load

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import Any

__all__ = [
    "KINDS",
    "Credit",
    "credit_line",
    "credits_in",
    "gathered_in",
    "is_institution",
    "number_words",
    "outlet_name",
]

#: How a report says that it has words or news from another outlet: all of it translated or printed again, some of it (not
#: said what), or what is told beside the credit.
KINDS = ("translates", "reprints", "draws_on", "credits")
_BEGIN = r"(?:^|(?<=[\n(\[—–])|(?<=[\n.!?)\]\"”*_—–-][ \t]))[\"“*_]*"
_END = r"(?=[.)\]*_ \t]*(?:\n|$))"
_GOES_ON = re.compile(r"[ \t]+(?!and\b)[a-z]")
_ARTICLES = ("the", "a", "an")
_MARK = "\x02"  # stands for an outlet's own name while its text is looked through
# An outlet's name: words with capitals, with "of", "the" and the like between them.
_WHO = r"(?P<who>(?:[Tt]he )?[A-Z][\w&’'-]*(?:(?: (?:of|the|and|al|for|de|in))? [A-Z][\w&’-]*){0,4}?)(?:['’]s?)?(?![\w-])(?! [A-Z])"


class Credit(NamedTuple):
    """That a text names ``who`` as the outlet whose words or news it prints; the words stand at ``start`` to ``end``.

    ``who`` is None where only a language is named ("translated from Arabic").
    """

    kind: str
    who: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Words:
    numbers: frozenset[str]
    languages: frozenset[str]
    ours: frozenset[str]
    bare: frozenset[str]
    works: re.Pattern[str]
    bodies: re.Pattern[str]
    institutions: re.Pattern[str]
    reporter: str
    gathered: tuple[str, ...]
    lines: tuple[str, ...]
    credits: tuple[tuple[str, str], ...]  # kind, expression
    anchors: AhoCorasick  # by their number among the credits, words that must be there


@lru_cache(maxsize=4)
def _words(language: str) -> _Words:
    data = load(language, "copying")
    for entry in data["credit"]:
        if entry["kind"] not in KINDS or not entry.get("for"):
            known = ", ".join(KINDS)
            raise DataError(
                f"languages/{language}/copying.toml: credit {entry['kind']!r} must be one of {known} and say what it is for"
            )
    either = "|".join(map(re.escape, data["works"]))
    return _Words(
        numbers=frozenset(data["numbers"]),
        languages=frozenset(data["languages"]),
        ours=frozenset(data["ours"]),
        bare=frozenset(data["bodies"]),
        works=re.compile(rf"(?:['’]s?)? (?:own )?(?:{either})$"),
        bodies=re.compile(rf"^(?:{_body(data)}\s+)+(?=\S)"),
        institutions=_any(data["institutions"]),
        reporter=f"(?:{'|'.join(map(re.escape, data['reporters']))})",
        gathered=tuple(data["gathered"]),
        lines=tuple(data["credit_lines"]),
        credits=tuple(
            (entry["kind"], _pattern(phrase, data)) for entry in data["credit"] for phrase in entry["phrases"]
        ),
        anchors=AhoCorasick([_anchor(phrase) for entry in data["credit"] for phrase in entry["phrases"]]),
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def _anchor(phrase: str) -> str:
    """The longest of a phrase's own words: where they are missing, the phrase is."""
    return max(re.split(r"\{\w+\}", phrase), key=len)


def _body(data: Mapping[str, Any], but: Collection[str] = ()) -> str:
    """A word before an outlet's name that is no part of it, as an expression: "the news agency Example Wire"."""
    names = set(data["bodies_in_names"])
    written = [
        body if body in names else f"(?i:{re.escape(body)})" for body in data["bodies"] if body not in but
    ]
    return f"(?:{'|'.join(written)})"


def _pattern(phrase: str, data: Mapping[str, Any]) -> str:
    """A credit phrase as an expression: its own words in any case, the outlet's name with capitals."""
    ways = {
        "{who}": rf"(?:(?i:the )?{_body(data, but=_ARTICLES)} )*{_WHO}",
        "{language}": f"(?:{'|'.join(data['languages'])})",
        "{text}": f"(?i:{'|'.join(map(re.escape, data['works']))})",
        "{begin}": _BEGIN,
        "{end}": _END,
    }
    bits = re.split(r"(\{\w+\})", phrase)
    written = "".join(ways[bit] if bit in ways else f"(?i:{re.escape(bit)})" for bit in bits)
    return rf"(?<![\w-]){written}"


@lru_cache(maxsize=1_024)
def _compiled(expression: str) -> re.Pattern[str]:
    """Few of the many phrases stand in the texts of one day: only these are compiled."""
    return re.compile(expression)


@lru_cache(maxsize=1)
def number_words() -> frozenset[str]:
    """Words of any known language that are numbers, in lower case."""
    return frozenset(word for language in KNOWN for word in _words(language).numbers)


def credits_in(text: str, language: str = "en") -> Iterator[Credit]:
    """Whom ``text`` names as an outlet whose words or news it prints, in text order; whom it names may be no outlet.

    Of credits that overlap the longest counts.
    """
    words = _words(language)
    there = {number for number, _, _ in words.anchors.find_matches_as_indexes(text.lower(), overlapping=True)}
    every = [
        Credit(kind, found.groupdict().get("who"), found.start(), found.end())
        for kind, expression in (words.credits[number] for number in sorted(there))
        for found in _compiled(expression).finditer(text)
    ]
    end = 0
    for one in sorted(every, key=lambda c: (c.start, -c.end)):
        if one.start >= end and one.who not in words.languages:
            yield one
            end = one.end


def credit_line(text: str, outlet: str, language: str = "en") -> tuple[int, int] | None:
    """Where ``text`` credits an ``outlet`` by its bare name, as in a dateline or below the text; None where it does not."""
    if outlet not in text:
        return None
    padded = f"\n{text}\n"
    for line in _words(language).lines:
        written = line.replace("{outlet}", outlet)
        at = padded.find(written)
        while at >= 0:
            start = at + written.index(outlet)
            if _stands_alone(padded, start, start + len(outlet)):
                return start - 1, start - 1 + len(outlet)
            at = padded.find(written, at + 1)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name in a credit is all of it: no beginning of a word or sentence, no step of an address."""
    if text[end - 1].isalnum() and text[end].isalnum():
        return False
    if text[start - 1] == "/":
        word = text[:end].rsplit(None, 1)[-1]
        return text[end] != "/" and "://" not in word and not word.startswith("www.")
    return text[start - 2] not in "-—" or _GOES_ON.match(text, end) is None


@lru_cache(maxsize=4)
def _own(language: str) -> re.Pattern[str]:
    """The phrases by which an outlet says that it gathered something itself, with ``_MARK`` for its name."""
    words = _words(language)
    ways = {"{outlet}": _MARK, "{reporter}": words.reporter, "*": r"[^.!?\n]{1,40}"}
    written = []
    for phrase in words.gathered:
        bits = re.split(r"(\{outlet\}|\{reporter\}|\*)", phrase)
        written.append("".join(ways.get(bit, re.escape(bit)) for bit in bits if bit))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(written)})(?![\w-])", re.IGNORECASE)


def gathered_in(text: str, outlet: str | None, language: str = "en") -> tuple[int, int] | None:
    """Where ``text`` says that its ``outlet`` asked somebody itself or had somebody there; None where it does not."""
    marked = text.replace(_MARK, " ")
    if outlet:
        marked = marked.replace(outlet, _MARK)  # one expression for all outlets: there may be thousands
    found = _own(language).search(marked)
    if found is None:
        return None
    longer = len(outlet or " ") - len(_MARK)
    start, end = (at + longer * marked.count(_MARK, 0, at) for at in found.span())
    return start, end


@lru_cache(maxsize=65_536)
def outlet_name(name: str, language: str = "en") -> str:
    """An outlet's own name in what a report calls it: "the news agency Example Wire's report" is Example Wire."""
    words = _words(language)
    return words.bodies.sub("", words.works.sub("", " ".join(name.split()))) or name


@lru_cache(maxsize=65_536)
def sent_by(name: str, language: str = "en") -> str | None:
    """The outlet that somebody reports for: "an Example Wire photographer at the scene" for Example Wire.

    ``""`` where it is the outlet's own ("our correspondent"); None where it is no reporter, or nobody knows whose.
    """
    words = _words(language)
    found = re.search(rf"(?:['’]s?)? ?\b{words.reporter}\b", name, re.IGNORECASE)
    if found is None or not found.start():
        return None
    sender = name[: found.start()]
    if sender.casefold() in words.ours:
        return ""
    sender = outlet_name(sender, language)
    return sender if sender[:1].isupper() and sender.casefold() not in words.bare else None


@lru_cache(maxsize=65_536)
def is_institution(name: str, language: str = "en") -> bool:
    """Whether a source so called is one and the same wherever it is so called: it has a name, or is an institution."""
    return (
        any(word[0].isupper() for word in name.split())
        or _words(language).institutions.search(name) is not None
    )
