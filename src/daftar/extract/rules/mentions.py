"""Namings of a speaker: a noun phrase taken apart into person, body and kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daftar.extract.rules.sources import Known, SourceWords
    from daftar.extract.rules.wording import Tokens

__all__ = ["Mention", "head_end", "mention_of", "pronoun_in"]

_ARTICLES = frozenset({"the", "a", "an", "its", "their"})
_ACRONYM = re.compile(r"(?:[A-Z]{2,}[a-z]?[A-Z]*|(?:[A-Z]\.){2,})(?:-[A-Z]+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One naming of a speaker. ``start``/``end`` are offsets in the passage.

    ``form``: ``pronoun``, ``person`` (has ``name``), ``body`` (has ``org``), ``description`` (only ``words``).
    ``head`` is the head noun in lower case; ``definite`` whether it says "the", "this"; ``role`` whether the head is a
    person's role; ``alias`` another name put in brackets beside it.
    """

    start: int
    end: int
    words: str
    form: str
    kind: str
    head: str
    name: str | None = None
    org: str | None = None
    definite: bool = False
    role: bool = False
    alias: str | None = None


def pronoun_in(tokens: Tokens, start: int, end: int, head: str) -> Mention:
    """A mention that stands for somebody named elsewhere, worded ``start`` to ``end``."""
    words = " ".join(tokens.text[start:end].split())
    return Mention(start=start, end=end, words=words, form="pronoun", kind="unknown", head=head)


def mention_of(tokens: Tokens, i: int, j: int, lexicon: SourceWords) -> Mention:
    """The tokens from ``i`` to ``j`` (a noun phrase) taken apart into name, organisation and kind."""
    begin = i
    while begin < j - 1 and (
        tokens.classes[begin] == "D" or (begin > i and tokens.low[begin].endswith(lexicon.endings))
    ):
        begin += 1
    definite = tokens.low[i] in lexicon.words["definite"]
    words = tokens.phrase(begin, j)
    if begin == 0 and tokens.classes[0] in "MSBrn" and words[1:].islower():
        words = words[0].lower() + words[1:]
    base = (tokens.starts[i], tokens.ends[j - 1], words, definite)
    entry = _entry(tokens, i, begin, j, words, lexicon)
    if entry is not None:
        return _made(base, "body", entry.kind, tokens.low[j - 1], org=entry.name)
    role = _role(tokens.classes[begin:j])
    if role is not None:
        return _with_role(tokens, begin, j, begin + role, lexicon, base)
    return _without_role(tokens, i, begin, j, lexicon, base)


def _made(
    base: tuple[int, int, str, bool],
    form: str,
    kind: str,
    head: str,
    *,
    name: str | None = None,
    org: str | None = None,
    role: bool = False,
) -> Mention:
    start, end, words, definite = base
    return Mention(
        start=start, end=end, words=words, form=form, kind=kind, head=head, name=name, org=org, definite=definite,
        role=role,
    )  # fmt: skip


def _entry(tokens: Tokens, i: int, begin: int, j: int, words: str, lexicon: SourceWords) -> Known | None:
    """The known outlet or institution that the whole phrase names."""
    entry = lexicon.lookup(words) if begin == i or tokens.low[i] in _ARTICLES else None
    if entry is None and tokens.classes[begin] in "vM" and tokens.words[begin].islower() and begin + 1 < j:
        entry = lexicon.lookup(tokens.phrase(begin + 1, j))  # "its affiliated Aamaq news agency"
    return None if words.islower() and len(words) < 5 else entry


def _without_role(
    tokens: Tokens, i: int, begin: int, j: int, lexicon: SourceWords, base: tuple[int, int, str, bool]
) -> Mention:
    """A body's name, a person's bare name, or a description ("residents", "an AFP tally")."""
    classes = tokens.classes[begin:j]
    cut = head_end(classes)
    words, head = base[2], tokens.low[begin + cut - 1]
    own = _own_name(tokens, begin, begin + cut, lexicon)
    if own is not None and (entry := lexicon.lookup(own)) is not None:
        return _made(base, "body", entry.kind, head, org=entry.name)
    member = _member_of(tokens, begin, begin + cut, j, lexicon)
    if member is not None:
        return _made(base, "description", member.kind, head, org=member.name)
    kind = lexicon.kind(tokens.low[begin:j])
    if own is not None:
        return _made(base, "body", kind, head, org=own)
    bare = classes.strip("Cc0") == "" and "C" in classes and (begin == i or tokens.capitals)
    titled = begin > i and base[3] and "C" in classes[:cut] and classes[:cut].strip("CcM") == ""
    if _is_body(tokens, begin, classes[:cut]):
        return _made(base, "body", kind, head, org=words)
    if bare and (tokens.capitals or not _ACRONYM.match(words)):
        return _made(base, "person", kind, head, name=words)
    return _made(
        base, "body" if bare or titled else "description", kind, head, org=words if bare or titled else None
    )


def _own_name(tokens: Tokens, i: int, j: int, lexicon: SourceWords) -> str | None:
    """Read "state news agency SANA", "the daily Al-Watan": the name that follows the word for the body."""
    classes = tokens.classes[i:j]
    at = max(classes.rfind("B"), classes.rfind("S"))
    if tokens.capitals or at < 0 or at + 1 >= len(classes) or classes[at + 1 :].strip("Cc"):
        return None
    if tokens.words[i + at][0].isupper() and i + at > 0:
        return None
    name = tokens.phrase(i + at + 1, j)
    return name if classes[at] == "B" or lexicon.lookup(name) is not None else None


def _member_of(tokens: Tokens, i: int, stop_head: int, j: int, lexicon: SourceWords) -> Known | None:
    """Read "an AFP tally", "medics from MSF": the known body that a description belongs to."""
    for stop in range(stop_head - 1, i, -1):
        if (
            tokens.classes[i:stop].strip("C") == ""
            and (entry := lexicon.lookup(tokens.phrase(i, stop))) is not None
        ):
            return entry
    if stop_head + 1 < j and tokens.low[stop_head] in {"of", "at", "from", "with"}:
        begin = stop_head + 1 + (tokens.classes[stop_head + 1] == "D")
        entry = lexicon.lookup(tokens.phrase(begin, j)) if begin < j else None
        return entry if entry is not None and tokens.words[begin][0].isupper() else None
    return None


def head_end(classes: str) -> int:
    """How many words the phrase has before "of", "in" or "based": its head is the last of them."""
    for k, letter in enumerate(classes):
        if letter in "fp" or (letter == "v" and k and classes[k - 1] in "rSBCn"):
            return max(k, 1)
    return len(classes)


# "a military source" speaks of the military, not for it.
_ANYBODY = frozenset(
    {"source", "official", "officer", "activist", "volunteer", "worker", "doctor", "reporter"}
)


def _role(classes: str) -> int | None:
    """Where the role noun that heads the phrase stands: the last before its first preposition, if it is a head."""
    cut = head_end(classes)
    at = classes.rfind("r", 0, cut)
    if at < 0:
        return None
    after = classes[at + 1 : cut]
    return at if after.strip("Cc") == "" else None


def _is_body(tokens: Tokens, i: int, classes: str) -> bool:
    """Whether the phrase is a body's own name: a word for a body with a capitalised word of its own beside it."""
    body = max(classes.rfind("S"), classes.rfind("B"))
    if body < 0:
        return False
    if tokens.capitals:
        return "C" in classes
    words = tokens.words[i : i + len(classes)]
    if any(w[0].isupper() for k, w in enumerate(words) if classes[k] in "SB" and (k or i)):
        return True
    return any(
        letter == "C" and not w.lower().endswith(_DEMONYM) for letter, w in zip(classes, words, strict=True)
    )


# "Syrian officials" and "Kurdish media" name no body; "Harasta hospital" does.
_DEMONYM = (
    "ian",
    "ish",
    "ese",
    "i",
    "can",
    "man",
    "nch",
    "sh",
    "tch",
    "based",
    "backed",
    "wan",
    "ean",
    "li",
    "ani",
)


def _with_role(
    tokens: Tokens, begin: int, j: int, role: int, lexicon: SourceWords, base: tuple[int, int, str, bool]
) -> Mention:
    """Read "police spokesman John Smith", "head of the Observatory", "a security official": role, and name or body around."""
    classes = tokens.classes
    cut = next((k for k in range(role + 1, j) if classes[k] in "fpv"), j)
    name = tokens.phrase(role + 1, cut) if cut > role + 1 else None
    org: str | None = None
    if cut < j:
        org = (
            _body_words(tokens, cut + 1, j, lexicon)
            if classes[cut] == "f" or tokens.low[cut] in {"at", "with", "from"}
            else None
        )
    if org is None:
        front = classes.find("r", begin, role + 1)
        org = _body_words(tokens, begin, front, lexicon)
        if org is not None and org.islower() and tokens.low[role] in _ANYBODY:
            org = None
    low = tokens.low[begin:j]
    entry = lexicon.lookup(org) if org else None
    if entry is not None:
        org, kind = entry.name, entry.kind
    else:
        kind = lexicon.kind(org.lower().split()) if org else "unknown"
        if kind == "unknown" or not org:
            kind = lexicon.kind([w for k, w in enumerate(low, begin) if k <= role or k >= cut])
    form = "person" if name else "description"
    return _made(base, form, kind, tokens.low[role], name=name, org=org, role=True)


def _body_words(tokens: Tokens, i: int, j: int, lexicon: SourceWords) -> str | None:
    """The body that the tokens name beside a role, without article; None for mere adjectives and places."""
    while i < j and tokens.classes[i] == "D":
        i += 1
    i = next((k + 1 for k in range(j - 1, i - 1, -1) if tokens.low[k].endswith(lexicon.endings)), i)
    if i >= j or (i + 1 == j and tokens.low[i] in lexicon.descriptions and tokens.words[i].islower()):
        return None  # "director at the New York-based group": the group is named elsewhere
    classes = tokens.classes[i:j]
    words = tokens.phrase(i, j)
    if words.endswith(("'s", "’s")):
        words = words[:-2]
    if i == 0 and classes[0] in "SBM" and words[1:].islower() and lexicon.lookup(words) is None:
        words = words.lower()
    if lexicon.lookup(words) is not None:
        return words
    if "S" in classes or "B" in classes:
        return words
    if (
        lexicon.kind(tokens.low[i:j]) != "unknown"
        and any(w[0].isupper() for w in tokens.words[i:j])
        and len(classes) > 1
    ):
        return words
    return words if _ACRONYM.match(words) and not tokens.capitals else None
