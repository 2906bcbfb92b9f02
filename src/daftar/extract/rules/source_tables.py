"""The words by which English names its sources, loaded from ``attribution.toml`` and ``sources.toml``."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from daftar import languages
from daftar.errors import DataError
from daftar.extract.rules.letters import SMALL, letters
from daftar.extract.rules.sources import Known, SourceWords, Verb, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["load"]

_EVIDENCE = ("video", "photo", "satellite_image", "document", "body")


@functools.cache
def load(language: str = "en") -> SourceWords:
    """The source words of ``language`` (ISO 639-1). Raises UnknownName for one that is not there, DataError naming file, key and fault."""
    return _build(
        _Checked(f"{language}/attribution.toml", languages.load(language, "attribution")),
        _Checked(f"{language}/sources.toml", languages.load(language, "sources")),
    )


class _Checked:
    """A TOML table that says what is wrong with it."""

    __slots__ = ("data", "file")

    def __init__(self, file: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.data = data

    def fault(self, key: str, problem: str) -> DataError:
        return DataError(f"languages/{self.file}, {key}: {problem}")

    def words(self, *path: str) -> list[str]:
        value: Any = self.data
        for part in path:
            if not isinstance(value, dict) or part not in value:
                raise self.fault(".".join(path), "is missing")
            value = value[part]
        return self.strings(".".join(path), value)

    def strings(self, key: str, value: object) -> list[str]:
        if (
            not isinstance(value, list)
            or not value
            or not all(isinstance(w, str) and w.strip() for w in value)
        ):
            raise self.fault(key, "must be a list of words, each in quotation marks")
        return [str(w) for w in value]

    def kinds(self, table: str, kinds: Iterable[str]) -> dict[str, str]:
        """Word to kind from a table of ``kind = [words]``; a word in two kinds, or an unknown kind, is a fault."""
        rows = self.data.get(table)
        if not isinstance(rows, dict):
            raise self.fault(table, "is missing")
        known, found = set(kinds), dict[str, str]()
        for kind, value in rows.items():
            if kind not in known:
                raise self.fault(f"{table}.{kind}", f"is no origin kind; known: {', '.join(sorted(known))}")
            for word in self.strings(f"{table}.{kind}", value):
                if word in found and found[word] != kind:
                    raise self.fault(f"{table}.{kind}", f"{word!r} is in {found[word]} as well")
                found[word] = kind
        return found

    def rows(self, name: str) -> list[dict[str, Any]]:
        value = self.data.get(name)
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            raise self.fault(name, f"must be written as [[{name}]] entries")
        return value


def _alternatives(words: Iterable[str]) -> str:
    """An alternation of ``words`` that shares beginnings, longest first: several times as fast as a plain list."""
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _from_trie(trie)


def _from_trie(node: dict[str, Any]) -> str:
    branches = [re.escape(letter) + _from_trie(below) for letter, below in sorted(node.items()) if letter]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return whole + ("?" if "" in node else "")


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(words)})\b")


def _verbs(speech: _Checked) -> dict[str, Verb]:
    verbs = dict[str, Verb]()
    for number, row in enumerate(speech.rows("verb"), 1):
        key = f"verb {number}"
        manner, subject = row.get("manner"), row.get("subject")
        if not isinstance(manner, str) or subject not in {"any", "source"}:
            raise speech.fault(key, 'needs a manner, and subject = "any" or "source"')
        for field, participle in (("forms", False), ("participles", True)):
            for form in speech.strings(f"{key}.{field}", row.get(field)):
                if form in verbs:
                    raise speech.fault(f"{key}.{field}", f"{form!r} is in an earlier verb as well")
                verbs[form] = Verb(
                    manner=manner,
                    any_subject=subject == "any",
                    inverted=bool(row.get("inverted", False)),
                    participle=participle,
                    needs_that=bool(row.get("needs_that", False)),
                )
    return verbs


def _known(sources: _Checked, kinds: Iterable[str]) -> dict[str, Known]:
    known, allowed = dict[str, Known](), set(kinds)
    for table in ("outlet", "institution"):
        for number, row in enumerate(sources.rows(table), 1):
            name, kind = row.get("name"), row.get("kind", "media" if table == "outlet" else None)
            if not isinstance(name, str) or kind not in allowed:
                raise sources.fault(f"{table} {number}", "needs a name and a kind of the precedence list")
            entry = Known(name=name, kind=str(kind), country=row.get("country"))
            aliases = row.get("aliases")
            names = (
                [name] if aliases is None else [name, *sources.strings(f"{table} {number}.aliases", aliases)]
            )
            for alias in names:
                other = known.setdefault(key_of(alias), entry)
                if other is not entry:
                    raise sources.fault(f"{table} {number}", f"{alias!r} is also a name of {other.name}")
    return known


def _classes(speech: _Checked, tables: Iterable[tuple[Mapping[str, str], str]]) -> dict[str, str]:
    """The letter of each word: of small words, and of those of ``tables``, each with its letter."""
    classes = {word: letter for name, letter in SMALL for word in speech.words("words", name)}
    for table, letter in tables:
        classes.update(dict.fromkeys((w for w in table if " " not in w), letter))
    classes["that"] = "T"
    return classes


def _cues(speech: _Checked, verbs: Mapping[str, Verb]) -> dict[str, Any]:
    """The fields of ``SourceWords`` on how it is said that somebody says a thing."""

    def other(name: str) -> list[str]:
        return speech.words("other_cues", name)

    prefixes, citing, own_count = other("prefixes"), other("citing"), other("own_count")
    return {
        "prefixes": frozenset(prefixes),
        "citing": frozenset(citing),
        "own_count": frozenset(own_count),
        "audiences": frozenset(other("audiences")),
        "cue": _any_of([*verbs, *prefixes, *citing, *own_count]),
        "relay": re.compile(rf"\b(?:{_alternatives(other('relayed'))})(?: as saying)? by\b"),
        "setting": re.compile(
            r"\s+(?:in|via|through|on|by|during|at|over)\s+(?:(?:a|an|its|his|her|their|the)\s+)?(?:[\w'’-]+\s+){0,2}?"
            rf"(?:{_alternatives(other('settings'))})\b"
        ),
        "lives": re.compile(rf"(?:\W+[\w'’-]+){{0,6}}?\W+(?:{_alternatives(other('claims_no_words'))})\b"),
        "deed": re.compile(rf"(?:\W+[\w'’-]+){{0,3}}?\W+(?:{_alternatives(other('claims_the_deed'))})\b"),
    }


def _evidence(speech: _Checked) -> dict[str, Any]:
    """The fields of ``SourceWords`` on material and what is said of its checking."""
    by_kind = {w: kind for kind in _EVIDENCE for w in speech.words("evidence", kind)}
    unverified = speech.words("evidence", "unverified")
    first_words = (w.split(" ")[0] for w in (*by_kind, *unverified))
    return {
        "evidence": by_kind,
        # a cheap test for whether any of them can occur
        "evidence_gate": re.compile(rf"\b(?:{_alternatives(first_words)})\b"),
        "material_words": (*by_kind, *unverified),
        "material": _any_of(by_kind),
        "unverified": _any_of(unverified),
        **{key: _any_of(speech.words("evidence", key)) for key in ("verified", "checks", "shows")},
    }


def _bodies(sources: _Checked, order: Sequence[str]) -> dict[str, Any]:
    """The fields of ``SourceWords`` on outlets and institutions known by name. ``order`` is that of kinds."""
    known = _known(sources, order)
    outlets, institutions = _names(sources, "outlet"), _names(sources, "institution")
    credited = [name.removeprefix("The ") for name in outlets]
    first = {key_of(name.removeprefix("The ").split()[0]) for name in (*outlets, *institutions)}
    return {
        "known": known,
        "known_first": frozenset(first | known.keys()),
        "longest_known": 7,
        "monitors": tuple(k for k, entry in known.items() if entry.kind == "monitor"),
        "publishers": sources.kinds("publishers", order),
        "papers": frozenset(sources.words("records", "outlets")),
        "own_records": _any_of(sources.words("records", "own")),
        "credit": re.compile(rf"\b({_alternatives(credited)})\b", re.IGNORECASE),
        "credit_in_small": _any_of(name.lower() for name in credited),
        "institution": _any_of(institutions),
        "descriptions": {
            head: frozenset(sources.strings(f"descriptions.{head}", value))
            for head, value in sources.data.get("descriptions", {}).items()
        },
    }


def _build(speech: _Checked, sources: _Checked) -> SourceWords:
    order = sources.words("precedence")
    roles, named, bodies, adjectives, terms = (
        sources.kinds(table, order) for table in ("roles", "named_bodies", "bodies", "modifiers", "terms")
    )
    small = {name: frozenset(speech.words("words", name)) for name in speech.data.get("words", {})}
    classes = _classes(speech, ((adjectives, "M"), (bodies, "S"), (named, "B"), (roles, "r")))
    endings = tuple(speech.words("words", "modifier_endings"))
    verbs = _verbs(speech)
    return SourceWords(
        classes=classes,
        letter=letters(classes, endings, small["names_too"], capitals=False),
        letter_in_capitals=letters(classes, endings, small["names_too"], capitals=True),
        endings=endings,
        verbs=verbs,
        words=small,
        kinds={**adjectives, **roles, **named, **bodies, **terms},
        precedence={kind: i for i, kind in enumerate(order)},
        **_cues(speech, verbs),
        **_evidence(speech),
        **_bodies(sources, order),
    )


def _names(sources: _Checked, table: str) -> list[str]:
    return [name for row in sources.rows(table) for name in (row["name"], *row.get("aliases", ()))]
