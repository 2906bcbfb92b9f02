"""Material that a report points to (videos, photographs, bodies seen), and what it says of its checking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.nearby import quote_at
from daftar.extract.rules.speakers import ending_at, starting_at
from daftar.extract.rules.wording import lower, tokenise
from daftar.model import Evidence

if TYPE_CHECKING:
    import re

    from daftar.extract.rules.mentions import Mention
    from daftar.extract.rules.sources import SourceWords
    from daftar.extract.rules.wording import Tokens
    from daftar.model import Passage

__all__ = ["read_evidence"]


def read_evidence(passage: Passage, lexicon: SourceWords) -> tuple[Evidence, ...]:
    """The evidence that ``passage`` points to, in text order; empty for most passages, and then cheap.

    Material counts where the words say that it shows something or that somebody checked it; a camera merely named
    ("a photo exhibition") does not.
    """
    low = lower(passage.text)
    if lexicon.evidence_gate.search(low) is None:
        return ()
    material = list(lexicon.material.finditer(low))
    unverified = lexicon.unverified.search(low)
    if not material:
        return (_unchecked_word(passage, unverified, lexicon),) if unverified is not None else ()
    tokens = tokenise(passage.text, lexicon)
    found: list[Evidence] = []
    seen: set[str] = set()
    for match in material:
        kind = lexicon.evidence[match.group()]
        if kind in seen:
            continue
        verification, by, end = _checking(tokens, low, match, unverified, lexicon)
        if verification is None and kind != "body" and lexicon.shows.search(low) is None:
            continue
        seen.add(kind)
        by = by or (_watcher(tokens, match, lexicon) if kind == "body" else None)
        quote = quote_at(passage, match.start(), max(end, match.end()))
        found.append(Evidence(kind=kind, verification=verification, by=by, quote=quote))
    return tuple(found)


def _checking(
    tokens: Tokens, low: str, material: re.Match[str], unverified: re.Match[str] | None, lexicon: SourceWords
) -> tuple[str | None, str | None, int]:
    """What is said of the checking of one material, by whom, and where those words end."""
    if unverified is not None:
        doubter = _named(_doubter(tokens, unverified, lexicon))
        return "not independently verified", doubter, max(unverified.end(), material.end())
    for check in lexicon.verified.finditer(low):
        k = tokens.at(check.start())
        after = tokens.at(check.end())
        if tokens.low[after : after + 1] == ["by"] and check.start() > material.start():
            who = starting_at(tokens, after + 1, lexicon)
            if who is not None:
                return _words(tokens, check.start(), who.end), _named(who), who.end
        if lexicon.checks.fullmatch(check.group()) is None:
            continue
        if k + 1 < len(tokens.low) and 0 < material.start() - check.end() < 30:
            who = ending_at(tokens, k, lexicon, any_subject=False)
            if who is not None and who.form != "pronoun":
                return f"{check.group()} by {_named(who)}", _named(who), material.end()
        who = ending_at(tokens, k, lexicon, any_subject=False)
        if who is not None and who.start > material.end() and who.form != "pronoun":
            return f"{check.group()} by {_named(who)}", _named(who), check.end()
    return None, None, material.end()


def _words(tokens: Tokens, start: int, end: int) -> str:
    return " ".join(tokens.text[start:end].split())


def _named(mention: Mention | None) -> str | None:
    if mention is None or mention.form == "pronoun":
        return None
    return mention.org if mention.form == "body" else mention.words


def _doubter(tokens: Tokens, unverified: re.Match[str], lexicon: SourceWords) -> Mention | None:
    """Who could not verify: the subject before "could not", or the agent after "by"."""
    after = tokens.at(unverified.end())
    if tokens.low[after : after + 1] == ["by"]:
        return starting_at(tokens, after + 1, lexicon)
    if " be " in unverified.group() or " been " in unverified.group():
        return None
    k = tokens.at(unverified.start())
    while k > 0 and tokens.low[k - 1] in {"could", "was", "were", "is", "are", "has", "have", "can", "had"}:
        k -= 1
    return ending_at(tokens, k, lexicon)


def _watcher(tokens: Tokens, match: re.Match[str], lexicon: SourceWords) -> str | None:
    if match.group().startswith("saw"):
        return _named(ending_at(tokens, tokens.at(match.start()), lexicon))
    after = tokens.at(match.end())
    if tokens.low[after : after + 1] == ["by"]:
        return _named(starting_at(tokens, after + 1, lexicon))
    return None


def _unchecked_word(passage: Passage, unverified: re.Match[str], lexicon: SourceWords) -> Evidence:
    """Read "The toll could not be independently verified": what stands unverified is somebody's word."""
    tokens = tokenise(passage.text, lexicon)
    who = _named(_doubter(tokens, unverified, lexicon))
    return Evidence(
        kind="witness",
        verification="not independently verified",
        by=who,
        quote=quote_at(passage, unverified.start(), unverified.end()),
    )
