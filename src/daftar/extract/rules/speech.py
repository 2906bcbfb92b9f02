"""What each cue of a sentence covers: the sentence is cut at its attributions and every stretch given to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.extract.rules.cues import Cue, find_cues
from daftar.extract.rules.wording import Tokens
from daftar.languages.accounts import knows_nothing, told_as_fact

if TYPE_CHECKING:
    from daftar.extract.rules.sources import SourceWords

__all__ = ["Scope", "Speech", "read_speech"]

# Deletes the letters that carry no content of their own: articles, prepositions, adverbs, marks ...
_CONTENT = str.maketrans("", "", 'DNWTfpKcA,;:()".-')
_EVENT = re.compile("[vV0]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A stretch of the passage and the indexes of the cues it is said by, outermost first."""

    start: int
    end: int
    cues: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """All that one passage says of who speaks."""

    tokens: Tokens
    cues: tuple[Cue, ...]
    scopes: tuple[Scope, ...]

    def at(self, start: int, end: int) -> Scope | None:
        """The scope that covers most of the stretch, None where none does."""
        best, most = None, 0
        for scope in self.scopes:
            shared = min(end, scope.end) - max(start, scope.start)
            if shared > most:
                best, most = scope, shared
        return best


def read_speech(text: str, lexicon: SourceWords, *, heading: bool = False) -> Speech | None:
    """The attributions of one passage; None where it has none. ``heading``: also read "Monitor: 12 killed"."""
    found = find_cues(text, lexicon, heading=heading)
    if found is None:
        return None
    tokens, cues = found
    return Speech(tokens=tokens, cues=tuple(cues), scopes=tuple(_scopes(tokens, cues, lexicon)))


def _substance(classes: str) -> bool:
    """Whether the words say something happened, not only when or where something is said."""
    count = len(classes.translate(_CONTENT))
    if count >= 4:
        return True
    return count + classes.count("V") + classes.count("D") >= 2 and _EVENT.search(classes) is not None


def _scopes(tokens: Tokens, cues: list[Cue], lexicon: SourceWords) -> list[Scope]:
    """Cut the passage at its cues and give every stretch between them to the cue that it belongs to."""
    apart = _cited_behind(tokens, cues)
    groups = _groups(tokens, cues, apart, lexicon)
    edges = [0, *(x for g in groups for x in (cues[g[0]].start, cues[g[-1]].end)), len(tokens.text)]
    gaps = [(edges[2 * n], edges[2 * n + 1]) for n in range(len(groups) + 1)]
    letters = [tokens.classes[tokens.at(a) : tokens.at(b)] for a, b in gaps]
    full = [_substance(x) for x in letters]
    scopes: list[Scope] = []

    def give(group: int, start: int, end: int, *, before: bool) -> None:
        if not cues[groups[group][-1]].silent and end > start:
            told = _order(cues, groups[group], before=before) + _cited(groups[group], apart)
            scopes.append(Scope(start=start, end=end, cues=told))

    if _takes_opening(tokens, cues[groups[0][0]], lexicon, before=full[0], more=full[1]):
        give(0, *gaps[0], before=True)
    for n in range(len(groups)):
        gap, last = gaps[n + 1], n == len(groups) - 1
        fact = _behind_denial(tokens.text, cues[groups[n][-1]], gap)
        if fact is not None:
            give(n, gap[0], fact, before=False)
            gap = fact, gap[1]
        lead = cues[groups[n][0]]
        leading = (
            not full[n]
            or cues[groups[n][-1]].that
            or lead.relative
            or _connected(tokens, lead.start, lexicon)
        )
        forward = fact is None and (leading or not _contrasts(tokens, gap[0], lexicon))
        if last:
            if forward and (full[n + 1] or leading):
                give(n, *gap, before=False)
            continue
        trailing = not _connected(tokens, cues[groups[n + 1][0]].start, lexicon) and (
            not full[n + 2] or _contrasts(tokens, gaps[n + 2][0], lexicon)
        )
        if forward and not trailing:
            give(n, *gap, before=False)
        elif forward:
            cut = _last_connector(tokens, gap, lexicon)
            give(n, gap[0], cut if cut is not None else gap[1], before=False)
            if cut is not None:
                give(n + 1, cut, gap[1], before=True)
        elif not _connected(tokens, cues[groups[n + 1][0]].start, lexicon):
            give(n + 1, *gap, before=True)
    return scopes


def _behind_denial(text: str, cue: Cue, gap: tuple[int, int]) -> int | None:
    """Where the words behind a denial go on to what did happen: "denied that its jets struck a mill, in which nine died".

    That is the word of whoever is named behind it, else of the outlet; never of the one who denies.
    """
    if cue.manner != "denied" and not knows_nothing(text, cue.end):
        return None
    return told_as_fact(text, *gap)


def _cited_behind(tokens: Tokens, cues: list[Cue]) -> frozenset[int]:
    """Cues like "citing a doctor" that stand behind what is said: they add a link to the speaker before."""
    return frozenset(
        i
        for i in range(1, len(cues))
        if cues[i].inner and _substance(tokens.classes[tokens.at(cues[i - 1].end) : tokens.at(cues[i].start)])
    )


def _groups(tokens: Tokens, cues: list[Cue], apart: frozenset[int], lexicon: SourceWords) -> list[list[int]]:
    """Cues with nothing said between them speak of the same words: "Reuters reported that the army said"."""
    groups = [[0]]
    for i in range(1, len(cues)):
        low, high = tokens.at(cues[i - 1].end), tokens.at(cues[i].start)
        if i in apart:
            continue
        parted = any(tokens.low[k] in lexicon.words["connectors"] for k in range(low, high))
        if not _substance(tokens.classes[low:high]) and not cues[i].relative and not parted:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def _cited(group: list[int], apart: frozenset[int]) -> tuple[int, ...]:
    return tuple(i for i in sorted(apart) if _speaker_before(i, apart) in group)


def _speaker_before(i: int, apart: frozenset[int]) -> int:
    return next(k for k in range(i - 1, -1, -1) if k not in apart)


def _order(cues: list[Cue], group: list[int], *, before: bool) -> tuple[int, ...]:
    """Outermost first. Behind the words, the last to be named is the outermost, and an outlet is outside a speaker."""
    if len(group) == 1:
        return (group[0],)
    kept = [i for i in group if not cues[i].same]
    if before:
        kept.reverse()
        kept.sort(key=lambda i: (cues[i].inner, cues[i].speaker.kind != "media"))
    else:
        kept.sort(key=lambda i: cues[i].inner)
    return tuple(kept) or (group[0],)


def _takes_opening(tokens: Tokens, cue: Cue, lexicon: SourceWords, *, before: bool, more: bool) -> bool:
    """Whether what stands before the first cue is said by its speaker; ``before`` and ``more``: whether much does, and behind."""
    if cue.relative or not (before or _parenthetical(tokens, cue)):
        return False
    at = tokens.at(cue.start)
    if cue.manner == "denied" and at and tokens.classes[at - 1] == ";":
        return False  # "toll rises to 14; army denies strike": the denial is not of the toll, nor the toll the army's
    return not (more and tokens.low and tokens.low[0] in lexicon.words["subordinate"])


def _parenthetical(tokens: Tokens, cue: Cue) -> bool:
    """Whether the cue stands between commas in the middle of a clause: "Twelve people, residents said, were killed"."""
    first, after = tokens.at(cue.start), tokens.at(cue.end)
    return (
        first > 2 and tokens.classes[first - 1] == "," and tokens.classes[after : after + 2] in {",V", ",v"}
    )


def _contrasts(tokens: Tokens, offset: int, lexicon: SourceWords) -> bool:
    """Whether a contrasting clause begins at ``offset``: attribution does not pass it."""
    at = tokens.at(offset)
    while at < len(tokens.classes) and tokens.classes[at] in ",-":
        at += 1
    return at < len(tokens.low) and (tokens.low[at] in lexicon.words["contrast"] or tokens.classes[at] == ";")


def _connected(tokens: Tokens, offset: int, lexicon: SourceWords) -> bool:
    at = tokens.at(offset)
    return at > 0 and (tokens.low[at - 1] in lexicon.words["connectors"] or tokens.classes[at - 1] in ";.")


def _last_connector(tokens: Tokens, gap: tuple[int, int], lexicon: SourceWords) -> int | None:
    low, high = tokens.at(gap[0]), tokens.at(gap[1])
    for at in range(high - 1, low, -1):
        if tokens.classes[at] in ";." or (
            tokens.low[at] in lexicon.words["connectors"]
            and (tokens.classes[at - 1] == "," or tokens.low[at] in lexicon.words["contrast"])
        ):
            return tokens.starts[at]
    return None
