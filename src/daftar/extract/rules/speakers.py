"""Noun phrases beside a verb of saying: who speaks, named before it or behind it, appositions included."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.extract.rules.mentions import Mention, head_end, mention_of, pronoun_in
from daftar.extract.rules.sources import key_of

if TYPE_CHECKING:
    from daftar.extract.rules.sources import SourceWords
    from daftar.extract.rules.wording import Tokens

__all__ = ["ending_at", "starting_at"]

_REACH = 30

# One phrase without a preposition: with an article nearly any word may follow, without one only names, adjectives
# and words for sources.
_WITH = r"D[nvMCcSBr0]{1,8}"
_WITHOUT = r"[MCcSBr]{1,8}(?:K[MCcSBr]{1,4})?"
_MORE = rf"(?:[fp](?:{_WITH}|{_WITHOUT})){{0,3}}$"
_LEFT = re.compile(
    rf"(?<![pf]){_WITH}{_MORE}|(?<![pfDMcCKr0]){_WITHOUT}{_MORE}"
    r"|(?<=[pf]C)C[Cc]{0,3}$|(?<=[pfCcnMK])[MSBr]{0,3}[SBr]C{0,4}$"
)
_AFTER = r"(?:[fp](?:D?[MCcSBr]{1,6}|D?[nvM]{1,3}))"
_RIGHT = re.compile(
    r"N(?![nMCSBr])"
    r"|D?[MCcnv0]{0,5}?[SBMr]{0,5}?(?:S(?![SBr])|B(?:C{1,4}(?![nMSBr]))?(?![SBr])|r(?:[Cc]{2,4}|C(?![CnMSBr]))?(?![SBr]))"
    rf"(?:K[MCc]{{0,3}}[SBr](?![fp]))?{_AFTER}{{0,3}}"
    rf"|D?C[CcM]{{0,4}}(?:fD?[CcM]{{1,4}})?"
    rf"|D[nvM0]{{0,3}}n{_AFTER}{{0,2}}"
)
_BARE_NAME = re.compile(r"D?C[CcM]{0,4}$")
_OCCASIONS = frozenset(
    {"statement", "interview", "report", "briefing", "conference", "communique", "message", "tweet"}
)
_APPOSED = re.compile(
    r"(?:D[nvMCcSBr0]{1,8}|[MCcSB]{0,6}[rSB][MCcSBr]{0,4})(?:[fp]D?[nvMCcSBr]{1,8}){0,3}$|C[Cc]{0,4}$"
)
_STRIPPED_APPOSITION = re.compile(r"(?:D[nvMCcSBr0]{0,5}[rSB]|[MSB]{0,2}r(?=f))(?:[fp]D?[MCcSBr]{1,6}){0,2}")


def ending_at(tokens: Tokens, stop: int, lexicon: SourceWords, *, any_subject: bool = True) -> Mention | None:
    """The speaker named by the words that end just before token ``stop``, or None where no noun phrase ends there."""
    if stop <= 0:
        return None
    last = tokens.classes[stop - 1]
    if last == "N":
        return _pronoun(tokens, stop - 1)
    if last == "W":
        before = stop - 2 if stop > 1 and tokens.classes[stop - 2] == "," else stop - 1
        return ending_at(tokens, before, lexicon)
    if last == ")":
        return _before_bracket(tokens, stop, lexicon, any_subject=any_subject)
    if last in ",-":
        return _before_apposition(tokens, stop - 1, lexicon)
    found = _leftward(tokens, stop, any_subject=any_subject)
    if (told := _behind_clause(tokens, stop, found, lexicon)) is not None:
        return told
    if found is None:
        return None
    cut = _without_setting(tokens, found, stop)
    mention = mention_of(tokens, found, cut, lexicon)
    return _apposition_before(tokens, found, mention, lexicon)


def _behind_clause(tokens: Tokens, stop: int, found: int | None, lexicon: SourceWords) -> Mention | None:
    """Read "a nun who washed the bodies told": the speaker stands before the clause, not in it."""
    edge = max((tokens.classes.rfind(mark, max(0, stop - _REACH), stop) for mark in ',;:."('), default=-1)
    who = next((k for k in range(stop - 2, max(edge, 0), -1) if tokens.low[k] == "who"), None)
    if who is None or (found is not None and found <= who + 1):
        return None  # "the man who police said": they speak themselves
    start = _leftward(tokens, who, any_subject=True)
    if start is None or start <= edge or not _at_edge(tokens, start):
        return None
    return replace(mention_of(tokens, start, who, lexicon), end=tokens.ends[stop - 1])


def _without_setting(tokens: Tokens, start: int, stop: int) -> int:
    """Cut "the group in a statement" back to the group."""
    at = tokens.classes.find("p", start, stop)
    while at > start:
        if tokens.low[at] in {"in", "during", "on"} and any(
            w in _OCCASIONS for w in tokens.low[at + 1 : at + 4]
        ):
            return at
        at = tokens.classes.find("p", at + 1, stop)
    return stop


def _pronoun(tokens: Tokens, i: int) -> Mention | None:
    word = tokens.low[i]
    if word in {"i", "we"}:
        return None
    return Mention(
        start=tokens.starts[i],
        end=tokens.ends[i],
        words=tokens.words[i],
        form="pronoun",
        kind="unknown",
        head=word,
    )


def _leftward(tokens: Tokens, stop: int, *, any_subject: bool) -> int | None:
    """Where the noun phrase that ends before ``stop`` begins: the longest that no preposition governs."""
    low = max(0, stop - _REACH)
    classes = tokens.classes[low:stop]
    at = 0
    while (found := _LEFT.search(classes, at)) is not None:
        start = found.start()
        if _may_speak(classes, start, at_edge=_at_edge(tokens, low + start), any_subject=any_subject):
            return _unstripped(tokens, low + start, stop)
        at = start + 1
    return None


def _unstripped(tokens: Tokens, start: int, stop: int) -> int:
    """Where commas were stripped, a name behind a small-letter body begins anew: "the coalition Pentagon officials"."""
    if tokens.classes[start] == "D" or tokens.capitals:
        return start
    for k in range(stop - 1, start, -1):
        if tokens.classes[k - 1] == "S" and tokens.words[k - 1].islower() and tokens.words[k][0].isupper():
            return k
        if tokens.classes[k] in "fp":
            break
    return start


def _at_edge(tokens: Tokens, i: int) -> bool:
    return i == 0 or tokens.classes[i - 1] in ',;:"-.TVK('


def _may_speak(classes: str, start: int, *, at_edge: bool, any_subject: bool) -> bool:
    """Whether the phrase from ``start`` on can be a speaker: its own head, not one inside a prepositional phrase."""
    phrase = classes[start:]
    cut = head_end(phrase)
    head = phrase[cut - 1]
    source = head in "rSBC" or any(letter in "rSB" for letter in phrase[:cut])
    if cut == len(phrase):
        return source or (any_subject and phrase[0] == "D" and head in "nM")
    if source:
        return at_edge or phrase[0] == "D" or phrase[cut] == "f" or head in "rSB"
    if phrase[cut] == "v":
        return any_subject and phrase[0] == "D"
    # "a man in the crowd said", but not "a raid on Idlib residents said"
    return any_subject and at_edge and phrase[0] == "D" and phrase[-1] not in "SB"


def _before_bracket(tokens: Tokens, stop: int, lexicon: SourceWords, *, any_subject: bool) -> Mention | None:
    opening = tokens.classes.rfind("(", max(0, stop - 8), stop)
    if opening <= 0:
        return None
    mention = ending_at(tokens, opening, lexicon, any_subject=any_subject)
    if mention is None:
        return None
    alias = tokens.phrase(opening + 1, stop - 1) if opening + 1 < stop - 1 else None
    return replace(mention, end=tokens.ends[stop - 1], alias=alias)


def _before_apposition(tokens: Tokens, comma: int, lexicon: SourceWords) -> Mention | None:
    """Read "Name, a spokesman for Body," leftward from its second comma; up to three appositions."""
    middle_end, notes = comma, list[Mention]()
    for _ in range(3):
        first = max(tokens.classes.rfind(mark, max(0, middle_end - _REACH), middle_end) for mark in ",-")
        if first <= 0 or first + 1 >= middle_end:
            return None
        middle = tokens.classes[first + 1 : middle_end]
        clause = middle.find("W")
        note_end = first + 1 + clause if clause > 0 else middle_end
        if clause == 0 and tokens.low[first + 1] == "who":
            notes.append(_who(tokens, first + 1, middle_end, lexicon))
        middle = middle[: note_end - first - 1]
        named_too = "known" in tokens.low[first + 1 : first + 4]
        if (
            middle[0] in "Wp"
            or named_too
            or (middle[0] == "v" and "V" not in middle)
            or middle.strip("0") == ""
        ):
            pass
        elif _APPOSED.fullmatch(middle):
            notes.append(mention_of(tokens, first + 1, note_end, lexicon))
        else:
            return None
        if tokens.classes[first - 1] == ")":
            named = _before_bracket(tokens, first, lexicon, any_subject=False)
            start = None
        else:
            start = _leftward(tokens, first, any_subject=False)
            named = mention_of(tokens, start, first, lexicon) if start is not None else None
        if named is not None:
            if notes and notes[-1].form == "person" and not notes[-1].role and not named.role:
                return None  # "in Idlib, Aleppo, said": no role that the second name could belong to
            is_note = (
                start is not None
                and start > 1
                and tokens.classes[start - 1] == ","
                and named.form == "description"
            )
            if is_note and named.role and notes and notes[-1].form == "person":
                is_note = False  # "..., the mayor, Rana Saleh, said": the role stands before the name
            if not is_note:
                for note in reversed(notes):
                    named = _joined(named, note)
                return replace(named, end=tokens.ends[comma - 1])
        middle_end = first
    return None


_LEADS = frozenset(
    "heads headed leads led runs ran directs chairs chaired manages commands represents".split()
)


def _who(tokens: Tokens, first: int, stop: int, lexicon: SourceWords) -> Mention:
    """What ", who heads the ambulance service," says of somebody: the body they speak for, or somebody of the place."""
    low = tokens.low
    speaks = low[first + 1 : first + 3] in (["speaks", "for"], ["spoke", "for"])
    kind, org = "witness", None
    if speaks or low[first + 1] in _LEADS:
        found = mention_of(tokens, first + (3 if speaks else 2), stop, lexicon)
        kind, org = found.kind, found.org
    return Mention(
        start=tokens.starts[first], end=tokens.ends[stop - 1], words=tokens.phrase(first, stop), form="description",
        kind=kind, head=low[first], org=org,
    )  # fmt: skip


def _joined(named: Mention, note: Mention) -> Mention:
    """A name together with what its apposition says of it."""
    if named.form == "body":
        other = note.org if note.form == "body" else None
        kind = named.kind if named.kind != "unknown" or note.head == "who" else note.kind
        return replace(named, kind=kind, alias=named.alias or other)
    if note.form == "person" and named.form != "person":
        kind = note.kind if note.kind != "unknown" else named.kind
        start, end = min(named.start, note.start), max(named.end, note.end)
        return replace(note, start=start, end=end, org=note.org or named.org, kind=kind)
    kind = note.kind if named.kind == "unknown" or note.org else named.kind
    return replace(
        named,
        start=min(named.start, note.start),
        end=max(named.end, note.end),
        org=named.org or note.org,
        kind=kind if kind != "unknown" else named.kind,
        role=named.role or note.role,
        head=note.head if named.form == "person" and note.role else named.head,
    )


def _name_before(tokens: Tokens, start: int, note: Mention, lexicon: SourceWords) -> Mention:
    """The name that a role without its second comma, or without article, follows: "Ann Lee deputy director at B said"."""
    back = start
    if tokens.classes[start - 1] == ",":
        if tokens.classes[start] != "D":
            return note
        back -= 1
    while (
        back > start - 4
        and back > 0
        and tokens.classes[back - 1] in "nMr"
        and tokens.words[back - 1].islower()
    ):
        back -= 1
    left = back
    while left > 0 and tokens.classes[left - 1] in "Cc" and left > back - 5:
        left -= 1
    if back - left < 2 or tokens.classes[left] != "C" or (left > 0 and tokens.classes[left - 1] in "pf"):
        return note
    return _joined(mention_of(tokens, left, back, lexicon), note)


def _apposition_before(tokens: Tokens, start: int, note: Mention, lexicon: SourceWords) -> Mention:
    """Where commas were stripped: "the Observatory a Britain-based monitoring group said" names the Observatory."""
    if start < 1 or note.form != "description":
        return note
    before = tokens.classes[start - 1]
    if note.role and (before == "," or tokens.classes[start] != "D"):
        return _name_before(tokens, start, note, lexicon)
    if tokens.low[start] not in {"a", "an"}:
        return note
    if before == ")":
        named = _before_bracket(tokens, start, lexicon, any_subject=False)
        return _joined(named, note) if named is not None else note
    if before not in "CSBM":
        return note
    left = _leftward(tokens, start, any_subject=False)
    if left is None or (not _at_edge(tokens, left) and tokens.classes[left] != "D"):
        return note
    named = mention_of(tokens, left, start, lexicon)
    if named.form == "description" or (named.form == "person" and left > 0):
        return note
    return _joined(named, note)


def starting_at(tokens: Tokens, i: int, lexicon: SourceWords) -> Mention | None:
    """The speaker named by the words from token ``i`` on, with an apposition after it; None where none begins there."""
    n = len(tokens.classes)
    if i >= n:
        return None
    known = _known_at(tokens, i, lexicon)
    if known is not None:
        return known
    classes = tokens.classes[i : i + _REACH]
    found = _RIGHT.match(classes)
    if found is None or found.end() == 0:
        return None
    stop = i + found.end()
    if tokens.classes[i] == "N":
        return _pronoun(tokens, i)
    if tokens.low[i] in {"its", "their"} and "r" not in found.group():
        head = "it" if tokens.low[i] == "its" else "they"
        return pronoun_in(tokens, tokens.starts[i], tokens.ends[stop - 1], head)
    if tokens.capitals and _BARE_NAME.match(found.group()):
        stop = min(stop, i + 3)
    mention = mention_of(tokens, i, stop, lexicon)
    return _with_apposition(tokens, stop, mention, lexicon)


def _known_at(tokens: Tokens, i: int, lexicon: SourceWords) -> Mention | None:
    """A known outlet or institution at token ``i``, longest name first, whatever its capitals."""
    begin = i + 1 if tokens.low[i] == "the" else i
    if begin >= len(tokens.low) or key_of(tokens.low[begin]) not in lexicon.known_first:
        return None
    for width in range(min(lexicon.longest_known, len(tokens.words) - begin), 0, -1):
        entry = lexicon.lookup(tokens.phrase(begin, begin + width))
        if entry is None:
            continue
        stop = begin + width
        following = tokens.classes[stop : stop + 1]
        if (
            following
            and following in "SBr"
            and tokens.low[stop] not in {"agency", "group", "network", "channel", "tv"}
        ):
            return None  # "a Reuters correspondent", "Observatory director ..."
        if width == 1 and tokens.words[begin].islower() and len(tokens.words[begin]) < 5:
            return None  # "who", "is", "ap" in small letters are words
        if (
            tokens.low[begin] in {"is", "who", "aa", "rt", "mena", "sams", "spa"}
            and not tokens.words[begin].isupper()
        ):
            return None
        return Mention(
            start=tokens.starts[i], end=tokens.ends[stop - 1], words=tokens.phrase(begin, stop), form="body",
            kind=entry.kind, head=tokens.low[stop - 1], org=entry.name,
        )  # fmt: skip
    return None


def _with_apposition(tokens: Tokens, stop: int, named: Mention, lexicon: SourceWords) -> Mention:
    classes = tokens.classes
    if stop + 1 < len(classes) and classes[stop] == "(":
        closing = classes.find(")", stop, stop + 8)
        if closing > 0:
            inner = tokens.phrase(stop + 1, closing) if closing > stop + 1 else None
            return replace(named, end=tokens.ends[closing], alias=inner)
    if named.form == "description":
        return named
    if stop + 1 < len(classes) and classes[stop] == ",":
        close = next(
            (k for k in range(stop + 1, min(len(classes), stop + _REACH)) if classes[k] in ',.;"('),
            len(classes),
        )
        middle = classes[stop + 1 : close]
        if _APPOSED.fullmatch(middle) and ("r" in middle or (named.form == "body" and middle[0] == "D")):
            return _joined(named, mention_of(tokens, stop + 1, close, lexicon))
    elif named.form == "person" and (found := _STRIPPED_APPOSITION.match(classes, stop)) is not None:
        return _joined(named, mention_of(tokens, stop, found.end(), lexicon))
    return named
