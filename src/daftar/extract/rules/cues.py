"""Where a sentence says who speaks: "X said", "according to X", "citing X", "told Y"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from daftar.extract.rules.mentions import Mention, mention_of, pronoun_in
from daftar.extract.rules.speakers import ending_at, starting_at
from daftar.extract.rules.wording import Tokens, lower, tokenise

if TYPE_CHECKING:
    from daftar.extract.rules.sources import SourceWords, Verb

__all__ = ["Cue", "find_cues"]

_BE = frozenset({"was", "were", "been", "being", "is", "are", "be"})
_NO_SPEAKER = frozenset({"to", "as", "not", "be", "being", "never", "without", "cannot", "can"})
_MAYBE_NOUN = frozenset(
    {"report", "reports", "claim", "claims", "documents", "states", "notes", "estimates", "say"}
)
_NOUN_BEFORE = frozenset("DMfpK0")
_BEFORE_NOUN = frozenset(
    {
        "are",
        "were",
        "there",
        "denied",
        "denies",
        "denying",
        "rejected",
        "rejects",
        "rejecting",
        "dismissed",
        "dismisses",
        "dismissing",
    }
)
_NOUN_AFTER = frozenset(
    {"of", "by", "about", "from", "said", "say", "says", "indicated", "suggest", "suggested", "on"}
)
#: "told Example Wire from his bed": no part of the outlet's name.
_WHENCE = re.compile(r"\s+(?:from|at|in|by|on|over|during)\s+(?=[a-z])")
_BACK = re.compile(r"(?:[pD]?[A0]*A0?)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One attribution. ``start``/``end``: its words in the passage, speaker and listener included.

    ``manner``: said, claimed, denied ... (attribution.toml). ``audience`` is the outlet or body told. ``inner`` marks
    the source of another speaker ("citing X"). ``same`` says that the speaker is the cue before's ("adding that").
    ``silent`` marks words that make no account of their own ("claimed responsibility").
    """

    start: int
    end: int
    manner: str
    speaker: Mention
    audience: Mention | None = None
    inner: bool = False
    same: bool = False
    silent: bool = False
    relative: bool = False
    that: bool = False


class _Here(NamedTuple):
    """A word that may say who speaks: its ``match``, the tokens where it begins (``k``) and behind it (``after``)."""

    tokens: Tokens
    low: str
    match: re.Match[str]
    k: int
    after: int
    lexicon: SourceWords


def find_cues(text: str, lexicon: SourceWords, *, heading: bool = False) -> tuple[Tokens, list[Cue]] | None:
    """The passage's words and its attributions in order; None where it has none.

    ``heading``: also read "Monitor: 12 killed", which has no verb of saying.
    """
    low = lower(text)
    found = list(lexicon.cue.finditer(low))
    if not found and not heading:
        return None
    tokens = tokenise(text, lexicon)
    cues = _cues(tokens, low, found, lexicon)
    if heading and not cues:
        cues = _heading_cues(tokens, lexicon)
    return (tokens, cues) if cues else None


def _cues(tokens: Tokens, low: str, found: list[re.Match[str]], lexicon: SourceWords) -> list[Cue]:
    cues: list[Cue] = []
    cue: Cue | None
    for match in found:
        if cues and match.start() < cues[-1].end:
            continue
        word = match.group()
        k, after = tokens.at(match.start()), tokens.at(match.end())
        if k >= len(tokens.starts) or tokens.starts[k] != match.start():
            continue  # inside a longer word: "so-said"
        here = _Here(tokens, low, match, k, after, lexicon)
        if word in lexicon.own_count:
            cue = _own_count(here)
        elif word in lexicon.prefixes:
            cue = _prefix(here)
        elif word in lexicon.citing:
            cues.extend(_citing(here))
            continue
        else:
            cue = _verb(here, cues[-1] if cues else None)
        if cue is not None:
            if cues and cue.start < cues[-1].end:
                cue = replace(cue, start=cues[-1].end)
            cues.append(cue)
    for match in lexicon.relay.finditer(low) if cues and " by " in low else ():
        _relay(tokens, match, cues, lexicon)
    return cues


def _prefix(here: _Here) -> Cue | None:
    speaker = starting_at(here.tokens, here.after, here.lexicon)
    if speaker is None or (speaker.kind == "unknown" and speaker.head in here.lexicon.words["rules"]):
        return None
    if speaker.form == "pronoun" and here.tokens.at(here.match.start()) == 0:
        behind = _subject_behind(here.tokens, here.tokens.at(speaker.end), here.lexicon)
        if behind is not None:
            return Cue(start=here.match.start(), end=speaker.end, manner="said", speaker=behind)
    return Cue(start=here.match.start(), end=speaker.end, manner="said", speaker=speaker)


def _own_count(here: _Here) -> Cue:
    """Read "by its own count": the body is named right behind, or is the one that spoke last."""
    behind = _subject_behind(here.tokens, here.after, here.lexicon) if here.k == 0 else None
    head = "they" if " their " in here.match.group() else "it"
    speaker = behind or pronoun_in(here.tokens, *here.match.span(), head)
    return Cue(start=here.match.start(), end=here.match.end(), manner="counted", speaker=speaker)


def _subject_behind(tokens: Tokens, at: int, lexicon: SourceWords) -> Mention | None:
    """Read "By its own count, the ministry has buried 40": whose count it is, named behind."""
    if at < len(tokens.classes) and tokens.classes[at] == ",":
        at += 1
    named = starting_at(tokens, at, lexicon)
    return named if named is not None and _speaks(named, tokens, lexicon) else None


def _citing(here: _Here) -> list[Cue]:
    """Read "SANA quoted a source as saying", ", citing doctors", "the general was quoted by Reuters as saying"."""
    if here.k and here.tokens.low[here.k - 1] in _BE:
        speaker = ending_at(here.tokens, _back(here.tokens, here.k - 1), here.lexicon)
        if speaker is None:
            return []
        end = here.match.end()
        said = here.tokens.text.find("as saying", end, end + 60)
        return [Cue(start=speaker.start, end=said + 9 if said >= 0 else end, manner="said", speaker=speaker)]
    source = starting_at(here.tokens, here.after, here.lexicon)
    if source is None or source.form == "pronoun":
        return []
    cues: list[Cue] = []
    if (
        here.match.group().endswith(("ed", "es"))
        and (who := ending_at(here.tokens, _back(here.tokens, here.k), here.lexicon)) is not None
    ):
        cues.append(Cue(start=who.start, end=here.match.end(), manner="said", speaker=who))
    end = source.end
    if lower(here.tokens.text[end : end + 10]).startswith(" as saying"):
        end += 10
    cues.append(Cue(start=here.match.start(), end=end, manner="said", speaker=source, inner=True))
    return cues


def _back(tokens: Tokens, k: int) -> int:
    """The token index before which a subject ends: adverbs, auxiliaries and days before the verb are passed over."""
    if k == 0 or tokens.classes[k - 1] not in "A0":
        return k
    tail = _BACK.search(tokens.classes, max(0, k - 8), k)
    return tail.start() if tail else k


def _verb(here: _Here, before: Cue | None) -> Cue | None:
    word = here.match.group()
    verb = here.lexicon.verbs[word]
    if _says_nothing(here):
        return None
    if verb.participle:
        return _continued(here, before, verb)
    if (
        here.tokens.low[here.after : here.after + 1] == ["by"]
        and verb.manner != "claimed"
        and not verb.needs_that
    ):
        return _agent(here, verb)
    stop = _back(here.tokens, here.k)
    if any(w in _BE for w in here.tokens.low[max(0, stop - 1) : here.k]):
        return None
    speaker = _subject(here, stop, verb)
    if (
        speaker is None
        and stop
        and (here.tokens.classes[stop - 1] == "K" or here.tokens.low[stop - 1] == "but")
    ):
        return _continued(here, before, verb)
    if speaker is None or speaker.head in here.lexicon.evidence:
        return None
    silent = verb.manner == "claimed" and here.lexicon.deed.match(here.low, here.match.end()) is not None
    relative = stop > 0 and here.tokens.classes[stop - 1] == "W"
    span = (min(speaker.start, here.match.start()), max(here.match.end(), speaker.end))
    return _completed(here, span, verb, speaker, silent=silent, relative=relative)


def _agent(here: _Here, verb: Verb) -> Cue | None:
    """Read "announced by the ministry"; but "videos confirmed by residents" is evidence, not an account."""
    speaker = starting_at(here.tokens, here.after + 1, here.lexicon)
    if (
        speaker is None
        or not _speaks(speaker, here.tokens, here.lexicon)
        or here.lexicon.material.search(here.low, 0, here.match.start())
    ):
        return None
    return Cue(start=here.match.start(), end=speaker.end, manner=verb.manner, speaker=speaker)


def _says_nothing(here: _Here) -> bool:
    """Whether the word is here no verb of saying: "to say", "reports of", "claimed 12 lives", "declared a truce"."""
    word = here.match.group()
    verb = here.lexicon.verbs[word]
    if here.k and here.tokens.classes[here.k] == "C" and not here.tokens.capitals:
        return True  # the name Said
    if (here.k and here.tokens.low[here.k - 1] in _NO_SPEAKER) or _is_noun(
        here.tokens, word, here.k, here.after
    ):
        return True
    if verb.manner == "claimed" and here.lexicon.lives.match(here.low, here.match.end()):
        return True
    behind = here.tokens.classes[here.after : here.after + 1]
    return verb.needs_that and not verb.participle and behind not in {"", *'T,".:'}


def _is_noun(tokens: Tokens, word: str, k: int, after: int) -> bool:
    if word not in _MAYBE_NOUN:
        return False
    if k and (tokens.classes[k - 1] in _NOUN_BEFORE or tokens.low[k - 1] in _BEFORE_NOUN):
        return True
    return after < len(tokens.low) and tokens.low[after] in _NOUN_AFTER


def _continued(here: _Here, before: Cue | None, verb: Verb) -> Cue | None:
    """Read ", adding that ...": the speaker is the one before, or the sentence's subject."""
    if here.k == 0 or (verb.participle and here.tokens.classes[here.k - 1] in "fp"):
        return None
    same = before is not None
    speaker = before.speaker if before is not None else starting_at(here.tokens, 0, here.lexicon)
    if speaker is None or (
        not same and (not _speaks(speaker, here.tokens, here.lexicon) or speaker.end > here.match.start())
    ):
        return None
    silent = verb.manner == "claimed" and here.lexicon.deed.match(here.low, here.match.end()) is not None
    return _completed(here, (here.match.start(), here.match.end()), verb, speaker, silent=silent, same=same)


def _subject(here: _Here, stop: int, verb: Verb) -> Mention | None:
    tokens, lexicon = here.tokens, here.lexicon
    left = ending_at(tokens, stop, lexicon, any_subject=verb.any_subject)
    if left is not None and not verb.any_subject and not _speaks(left, tokens, lexicon):
        left = None
    if not verb.inverted or (left is not None and (left.kind != "unknown" or left.form == "pronoun")):
        return left
    at_break = here.k == 0 or tokens.classes[here.k - 1] in ',"-.'
    if left is not None and not at_break and left.form != "description":
        return left
    right = starting_at(tokens, here.after, lexicon)
    if right is None or right.form == "pronoun" or not (at_break or _speaks(right, tokens, lexicon)):
        return left
    if left is not None and right.kind == "unknown" and right.form == "description":
        return left
    following = tokens.at(right.end)
    closed = (
        following >= len(tokens.classes)
        or tokens.classes[following] in ',.;"WA(-p:'
        or tokens.low[following] in lexicon.words["connectors"]
    )
    return right if closed else left


def _speaks(mention: Mention, tokens: Tokens, lexicon: SourceWords) -> bool:
    """Whether the phrase is a source by its own words, not by the verb beside it."""
    if mention.form in {"pronoun", "body"} or mention.kind != "unknown" or mention.role:
        return True
    if mention.form == "person":
        return not tokens.capitals or len(mention.words.split()) > 1
    return lexicon.classes.get(mention.head, "") in {"r", "S", "B"}


def _completed(
    here: _Here,
    span: tuple[int, int],
    verb: Verb,
    speaker: Mention,
    *,
    silent: bool = False,
    relative: bool = False,
    same: bool = False,
) -> Cue:
    """The cue with its listener, its occasion ("in a statement on Monday") and a "that"."""
    tokens, lexicon = here.tokens, here.lexicon
    start, end = span
    audience = None
    if verb.manner == "told" and end == here.match.end():
        audience, end = _listener(tokens, here.after, end, lexicon)
    elif end == here.match.end() and tokens.low[here.after : here.after + 1] == ["to"]:
        told = starting_at(tokens, here.after + 1, lexicon)
        if told is not None and told.kind == "media":
            audience, end = told, told.end
    if (setting := lexicon.setting.match(here.low, end)) is not None:
        end = setting.end()
        at = tokens.at(end)
        if (
            audience is None
            and at + 1 < len(tokens.low)
            and tokens.low[at] in {"to", "with", "by", "on", "for"}
        ):
            told = starting_at(tokens, at + 1, lexicon)
            if told is not None and told.kind == "media":
                audience, end = told, told.end
    at = tokens.at(end)
    days = lexicon.words["days"]
    step = at + 1 if at < len(tokens.low) and tokens.low[at] in {"on", "late", "early"} else at
    if step < len(tokens.low) and (tokens.low[step] in days or tokens.low[step] in {"today", "yesterday"}):
        end, at = tokens.ends[step], step + 1
    that = at < len(tokens.classes) and tokens.classes[at] == "T"
    return Cue(
        start=start, end=end, manner=verb.manner, speaker=speaker, audience=audience, silent=silent,
        relative=relative, same=same, that=that,
    )  # fmt: skip


def _listener(tokens: Tokens, at: int, end: int, lexicon: SourceWords) -> tuple[Mention | None, int]:
    if at >= len(tokens.low):
        return None, end
    if tokens.low[at] in lexicon.audiences:
        return None, tokens.ends[at]
    told = starting_at(tokens, at, lexicon)
    if told is None:
        return None, end
    if told.kind == "unknown" and told.form != "body":
        return None, end if told.form == "person" and len(told.words.split()) > 2 else told.end
    if told.head in lexicon.audiences or told.kind in {"government", "witness", "official", "family"}:
        return None, told.end
    if told.kind == "media" and (where := _WHENCE.search(told.words)) is not None:
        outlet = told.words[: where.start()]
        return replace(told, words=outlet, org=outlet if told.org else None), told.end
    return told, told.end


def _relay(tokens: Tokens, match: re.Match[str], cues: list[Cue], lexicon: SourceWords) -> None:
    """Read ", in remarks carried by SANA": the outlet stands between the reader and the speaker before it."""
    outlet = starting_at(tokens, tokens.at(match.end()), lexicon)
    if outlet is None or outlet.kind != "media":
        return
    at = max((i for i, cue in enumerate(cues) if cue.start <= match.start()), default=0)
    cue = cues[at]
    if cue.audience is None and cue.speaker.start != outlet.start and abs(match.start() - cue.end) < 120:
        near = match.start() - cue.end < 25
        cues[at] = replace(cue, audience=outlet, end=max(cue.end, outlet.end) if near else cue.end)


def _heading_cues(tokens: Tokens, lexicon: SourceWords) -> list[Cue]:
    """Read "Monitor: 12 killed in raid", "12 killed in raid: monitor", and with the colon stripped, "... 12 killed Monitor"."""
    n = len(tokens.classes)
    colon = tokens.classes.find(":")
    if 0 < colon <= 8 and colon + 2 < n:
        speaker = mention_of(tokens, 0, colon, lexicon)
        if speaker.kind != "unknown" and not set(tokens.classes[:colon]) & set("vV,"):
            return [Cue(start=0, end=tokens.ends[colon], manner="said", speaker=speaker)]
    last = max(tokens.classes.rfind(mark) for mark in ":-")
    if last > 2 and 0 < n - last - 1 <= 6:
        speaker = mention_of(tokens, last + 1, n, lexicon)
        if speaker.kind != "unknown" and not set(tokens.classes[last + 1 :]) & set("vV,"):
            return [Cue(start=tokens.starts[last], end=tokens.ends[-1], manner="said", speaker=speaker)]
    if n > 4 and tokens.low[-1] in _TITLE_ENDS and tokens.words[-1][0].isupper():
        start, end = tokens.starts[-1], tokens.ends[-1]
        kind = lexicon.kind(tokens.low[-1:])
        word = tokens.low[-1]
        speaker = Mention(start=start, end=end, words=word, form="description", kind=kind, head=word)
        return [Cue(start=start, end=end, manner="said", speaker=speaker)]
    return []


_TITLE_ENDS = frozenset({"monitor", "observatory", "monitors", "sohr", "watchdog", "activists", "un", "ngo"})
