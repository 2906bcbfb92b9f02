"""The words by which English names its sources, loaded from ``attribution.toml`` and ``sources.toml``.

``load(language)`` gives a checked, read-only :class:`SourceWords`. Word classes are single letters so that a sentence
becomes a string on which noun phrases are found by ordinary regular expressions (see ``speakers``).
"""

from __future__ import annotations

import functools
import importlib.resources
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from daftar.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Known", "SourceWords", "Verb", "key_of", "load"]

# The letters: D determiner, N pronoun, W relative, T "that", f of/for, p other preposition, K and/or, c name particle,
# A may stand between subject and verb, V breaks a noun phrase, r a person's role, B a body that may precede its own
# name, S any other body or group, M an adjective. C, v, n and 0 (name, -ed/-ing word, other word, figure) are told
# from the word's shape. A later line of this table wins over an earlier one.
_SMALL = (
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
_NOT_A_WORD = re.compile(r"[^a-z0-9À-ɏ؀-ۿ]+")
_TAIL = re.compile(r"(?:newsagency|pressagency|television|newspaper|agency|english|group|news|tv|com)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A form of a verb of saying. ``manner`` as in attribution.toml; ``any_subject``: any noun may speak it.

    ``inverted``: may stand before its speaker. ``needs_that``: is a verb of saying only with "that" or behind what is
    said ("declared that", but not "declared a truce").
    """

    manner: str
    any_subject: bool
    inverted: bool
    participle: bool
    needs_that: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An outlet or institution known by name: its usual name, its kind, and the country of its seat if it has one."""

    name: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SourceWords:
    """Everything the two files say, ready to use. Read-only."""

    classes: Mapping[str, str]
    letter: Callable[[str], str]
    letter_in_capitals: Callable[[str], str]
    endings: tuple[str, ...]
    verbs: Mapping[str, Verb]
    prefixes: frozenset[str]
    citing: frozenset[str]
    own_count: frozenset[str]
    cue: re.Pattern[str]
    relay: re.Pattern[str]
    setting: re.Pattern[str]
    lives: re.Pattern[str]
    deed: re.Pattern[str]
    credit: re.Pattern[str]
    credit_in_small: re.Pattern[str]
    institution: re.Pattern[str]
    audiences: frozenset[str]
    words: Mapping[str, frozenset[str]]
    kinds: Mapping[str, str]
    precedence: Mapping[str, int]
    descriptions: Mapping[str, frozenset[str]]
    known: Mapping[str, Known]
    known_first: frozenset[str]
    longest_known: int
    monitors: tuple[str, ...]
    evidence: Mapping[str, str]
    evidence_gate: re.Pattern[str]
    material_words: tuple[str, ...]
    material: re.Pattern[str]
    verified: re.Pattern[str]
    checks: re.Pattern[str]
    shows: re.Pattern[str]
    unverified: re.Pattern[str]

    def kind(self, words: Sequence[str]) -> str:
        """The origin kind that ``words`` (lower case) point to, ``unknown`` where they point to none.

        Longer terms are matched first and use up their words; among what is found, the earliest kind of the
        file's ``precedence`` is taken.
        """
        found = "unknown"
        i, n = 0, len(words)
        while i < n:
            for width in (3, 2, 1):
                if i + width > n:
                    continue
                kind = self.kinds.get(" ".join(words[i : i + width]) if width > 1 else _plain(words[i]))
                if kind is not None:
                    if self.precedence[kind] < self.precedence[found]:
                        found = kind
                    i += width
                    break
            else:
                i += 1
        return found

    def lookup(self, name: str) -> Known | None:
        """The outlet or institution that ``name`` is a name of, None if it is none of the files'."""
        first = name.removeprefix("The ").removeprefix("the ").partition(" ")[0]
        if key_of(first) not in self.known_first:
            return None
        key = key_of(name)
        hit = self.known.get(key)
        if hit is None and (short := _TAIL.sub("", key)) != key:
            hit = self.known.get(short)
            if hit is not None and hit.kind != "media" and not key.endswith("group"):
                return None
        return hit


def _plain(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


@functools.lru_cache(maxsize=1 << 14)
def key_of(name: str) -> str:
    """A name without article, spaces, hyphens, case: by this key two spellings are one outlet or body."""
    low = name.casefold()
    return _NOT_A_WORD.sub("", low.removeprefix("the "))


@functools.cache
def load(language: str = "en") -> SourceWords:
    """The source words of ``language`` (ISO 639-1). Raises DataError naming file, key and fault."""
    speech = _table(language, "attribution.toml")
    sources = _table(language, "sources.toml")
    return _build(
        _Checked(f"{language}/attribution.toml", speech), _Checked(f"{language}/sources.toml", sources)
    )


def _table(language: str, name: str) -> dict[str, Any]:
    file = importlib.resources.files("daftar.languages").joinpath(language, name)
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(
            f"languages/{language}/{name} is missing: there are no source words for {language!r}"
        ) from None
    except tomllib.TOMLDecodeError as err:
        raise DataError(f"languages/{language}/{name} is not TOML: {err}") from err


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


def _build(speech: _Checked, sources: _Checked) -> SourceWords:
    order = sources.words("precedence")
    roles = sources.kinds("roles", order)
    named = sources.kinds("named_bodies", order)
    bodies = sources.kinds("bodies", order)
    adjectives = sources.kinds("modifiers", order)
    terms = sources.kinds("terms", order)
    small = {name: frozenset(speech.words("words", name)) for name in speech.data.get("words", {})}
    classes = {word: letter for name, letter in _SMALL for word in speech.words("words", name)}
    for table, letter in ((adjectives, "M"), (bodies, "S"), (named, "B"), (roles, "r")):
        classes.update(dict.fromkeys((w for w in table if " " not in w), letter))
    classes["that"] = "T"
    endings = tuple(speech.words("words", "modifier_endings"))
    verbs = _verbs(speech)
    known = _known(sources, order)
    prefixes, citing = speech.words("other_cues", "prefixes"), speech.words("other_cues", "citing")
    own_count = speech.words("other_cues", "own_count")
    cues = [*verbs, *prefixes, *citing, *own_count]
    by_kind = {w: kind for kind in _EVIDENCE for w in speech.words("evidence", kind)}
    verified, checks, shows, unverified = (
        speech.words("evidence", k) for k in ("verified", "checks", "shows", "unverified")
    )
    descriptions = {
        head: frozenset(sources.strings(f"descriptions.{head}", value))
        for head, value in sources.data.get("descriptions", {}).items()
    }
    return SourceWords(
        classes=classes,
        letter=_letters(classes, endings, small["names_too"], capitals=False),
        letter_in_capitals=_letters(classes, endings, small["names_too"], capitals=True),
        endings=endings,
        verbs=verbs,
        prefixes=frozenset(prefixes),
        citing=frozenset(citing),
        own_count=frozenset(own_count),
        cue=_any_of(cues),
        relay=re.compile(
            rf"\b(?:{_alternatives(speech.words('other_cues', 'relayed'))})(?: as saying)? by\b"
        ),
        setting=re.compile(
            r"\s+(?:in|via|through|on|by|during|at|over)\s+(?:(?:a|an|its|his|her|their|the)\s+)?(?:[\w'’-]+\s+){0,2}?"
            rf"(?:{_alternatives(speech.words('other_cues', 'settings'))})\b"
        ),
        lives=re.compile(
            rf"(?:\W+[\w'’-]+){{0,6}}?\W+(?:{_alternatives(speech.words('other_cues', 'claims_no_words'))})\b"
        ),
        deed=re.compile(
            rf"(?:\W+[\w'’-]+){{0,3}}?\W+(?:{_alternatives(speech.words('other_cues', 'claims_the_deed'))})\b"
        ),
        credit=re.compile(
            rf"\b({_alternatives(entry_name(a) for a in _outlet_names(sources))})\b", re.IGNORECASE
        ),
        credit_in_small=_any_of(entry_name(a).lower() for a in _outlet_names(sources)),
        institution=_any_of(
            n for row in sources.rows("institution") for n in (row["name"], *row.get("aliases", ()))
        ),
        audiences=frozenset(speech.words("other_cues", "audiences")),
        words=small,
        kinds={**adjectives, **roles, **named, **bodies, **terms},
        precedence={kind: i for i, kind in enumerate(order)},
        descriptions=descriptions,
        known=known,
        known_first=frozenset(known)
        | {key_of(name.removeprefix("The ").split()[0]) for name in _names(sources)},
        longest_known=7,
        monitors=tuple(k for k, entry in known.items() if entry.kind == "monitor"),
        evidence=by_kind,
        evidence_gate=re.compile(_stems([*by_kind, *unverified])),
        material_words=(*by_kind, *unverified),
        material=_any_of(by_kind),
        verified=_any_of(verified),
        checks=_any_of(checks),
        shows=_any_of(shows),
        unverified=_any_of(unverified),
    )


def _letters(
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


_MARKS = {
    ",": ",", ";": ";", ":": ":", "(": "(", "[": "(", ")": ")", "]": ")",
    '"': '"', "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "-": "-",
    ".": ".", "!": ".", "?": ".", "…": ".",
}  # fmt: skip
_EVIDENCE = ("video", "photo", "satellite_image", "document", "body")


def _names(sources: _Checked) -> Iterable[str]:
    for table in ("outlet", "institution"):
        for row in sources.rows(table):
            yield row["name"]
            yield from row.get("aliases", ())


def _outlet_names(sources: _Checked) -> Iterable[str]:
    for row in sources.rows("outlet"):
        yield row["name"]
        yield from row.get("aliases", ())


def entry_name(name: str) -> str:
    """A name as it stands in a credit, without its article."""
    return name.removeprefix("The ")


def _stems(words: Iterable[str]) -> str:
    """A cheap test for whether any of ``words`` can occur: their first words, at a word's beginning."""
    return rf"\b(?:{_alternatives(w.split(' ')[0] for w in words)})\b"
