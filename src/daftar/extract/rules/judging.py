"""Which of the people named in a passage are the harmed, as its own words tell: a verdict on each name, and lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from daftar.extract.rules.kindred import tell_kin
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.personal_names import find_names, people_words
from daftar.extract.rules.roles import tell_roles

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.lexicon import Lexicon
    from daftar.extract.rules.personal_names import Named, PeopleWords
    from daftar.extract.rules.tokens import Tokens
    from daftar.model import Claim

__all__ = ["LISTING", "OUTCOMES", "SURE", "NamesIn", "accepted", "names_in", "tells_of_victims"]

OUTCOMES = ("killed", "injured", "missing", "abducted", "detained")
_TOLD = ("asserted", "uncertain")
LISTING = 3  # so many people with ages, or names in a row, are a list
_AS_FAR = 9  # words from a name to the verb of saying, what the person is between them
SURE = 3  # the clause itself says what was done to the person
_DIRECT = ("identified", "named", "names", "listed", "listing", "including", "include", "included", "following", "follows", "victims", "victim", "called", "among", "namely")  # fmt: skip
_STOPS = frozenset({"was", "were", "is", "in", "at", "by", "said", "from", "that", "who", "which", "while", "to", "on", "of", "for", "after", "when", "as", "has", "had"})  # fmt: skip


_ANNOUNCE = frozenset(_DIRECT) | {
    "posted",
    "identify",
    "name",
    "identifying",
    "naming",
    "killed",
    "dead",
    "killing",
    "mentioned",
}
_TOLD_OF = frozenset({"as", "by", "in", "dead", "killed", "missing", "injured", "wounded"})
_HARMED = frozenset(
    {"victims", "dead", "killed", "wounded", "injured", "deceased", "casualties", "fatalities"}
)


class NamesIn(NamedTuple):
    """The names in a passage by offsets in it. Nobody changes it.

    ``judged`` says for each how surely its words make it one of the harmed, ``chains`` which are listed together, by
    number; ``harm_at`` where words of harm stand, and of which outcome.
    """

    names: Sequence[Named]
    judged: Sequence[int]
    chains: Sequence[list[int]]
    harm_at: Sequence[tuple[int, str]]


NO_NAMES = NamesIn((), (), (), ())


def tells_of_victims(claim: Claim) -> bool:
    """Whether a claim tells that people were harmed in an incident, in a way in which victims are named one by one."""
    return (
        claim.kind == "harm"
        and claim.outcome in OUTCOMES
        and claim.polarity in _TOLD
        and claim.scope == "incident"
    )


def names_in(tokens: Tokens) -> NamesIn:
    """The names in a passage, as far as its own words tell of them."""
    words, lexical = people_words("en"), lexicon("en")
    names = find_names(tokens, words)
    if not names:
        return NO_NAMES
    judged = [_judge(name, tokens, words, lexical) for name in names]
    tell_kin(names, tokens, words)
    harm_at = [
        (tokens.starts[i], o)
        for i, w in enumerate(tokens.lower)
        if (o := lexical.outcomes.get(w)) in OUTCOMES
    ]
    chains = _chains(names, tokens, judged)
    _quiet_tellers(chains, names, judged, tokens, words)
    tell_roles(names, tokens, chains)
    return NamesIn(names, judged, chains, harm_at)


@dataclass(frozen=True, slots=True)
class _Around:
    """The words around a name: token ``i`` begins what is said before it, ``k`` is the first token behind it all."""

    i: int
    k: int
    before: str
    further: str
    after: str
    told: bool
    quoted: bool


def _judge(name: Named, tokens: Tokens, words: PeopleWords, lexical: Lexicon) -> int:
    """-1 somebody or something else, 0 cannot tell from the words right beside the name, 1 or more: harmed."""
    lower, i, k = tokens.lower, name.lead, name.last
    while k < len(lower) and tokens.starts[k] < name.end:
        k += 1
    around = _Around(
        i=i,
        k=k,
        before=lower[i - 1] if i else "",
        further=lower[i - 2] if i > 1 else "",
        after=lower[k] if k < len(lower) else ".",
        told=name.age is not None or name.aside,
        quoted=i > 0 and tokens.marks[i - 1] == "q",
    )
    if name.possessive:
        return 2 if around.after in words.harm_of else -1
    if _something_else(name, around, tokens, words):
        return -1
    if around.before == "of" and around.further in words.harm_of:
        return 2
    if around.before == "of" or (around.before in words.before_other and not around.quoted):
        return 1 if name.age is not None and around.further not in words.kin else -1
    if _does(k, tokens, lexical) or _suspected(i, k, tokens, words):
        return -1
    if _suffers(k, tokens, lexical, words):
        return SURE
    return _weight(name, around, tokens, lexical)


def _something_else(name: Named, around: _Around, tokens: Tokens, words: PeopleWords) -> bool:
    """Whether the words beside the name make it somebody who tells, a family, a place, an office."""
    after = tokens.lower[around.k : around.k + 3]
    if after[:1] == ["also"] and after[1:2] not in (["lost"], ["was"], ["died"], ["passed"], ["fell"]):
        return True
    if around.after in words.tells and around.after != "also" and after[1:2] != ["dead"]:
        return True
    if _tells_further_on(around, tokens, words):
        return True
    if around.after in words.after_other or around.before in ("@", "#", "by"):
        return True
    if name.end == name.stop and around.k < len(tokens) and tokens.marks[around.k] in "PpKJ":
        return True  # "the Riverside boy"
    if name.other and not tokens.capitals and any(len(o) > 1 and o.isupper() for o in name.other):
        return True  # "Doctors Without Borders (MSF)": a body
    if around.before == "the" and not name.words and not around.told:
        return True
    return name.name.isupper() and not tokens.capitals and not around.told


def _tells_further_on(around: _Around, tokens: Tokens, words: PeopleWords) -> bool:
    """Whether the verb of saying stands behind what the person is, or before the name: "A of the clinic said", "wrote A."."""
    lower, k = tokens.lower, around.k
    if around.before in words.tells and around.before not in _DIRECT and around.after in (".", ";"):
        return True
    close = k
    if around.after == ",":
        if not around.told and _tells(k + 1, tokens, words):
            return True  # "the spokesman, Brigadier A, denied"
        close = next((j for j in range(k + 1, min(k + _AS_FAR, len(lower))) if tokens.marks[j] in ",.;"), k)
        if close == k or lower[close] != ",":
            return False
        return _tells(close + 1, tokens, words)
    if around.after not in ("of", "from", "at"):
        return False
    for j in range(k + 1, min(k + _AS_FAR, len(lower))):
        if lower[j] in words.tells and lower[j] != "also":
            return True
        if tokens.marks[j] in ",.;AdgbBHWw":
            return False
    return False


def _weight(name: Named, around: _Around, tokens: Tokens, lexical: Lexicon) -> int:
    """How strongly the words before the name, and what is told of the person, make them one of the harmed."""
    i, before = around.i, around.before
    if i and tokens.marks[i - 1] in "gdb" and lexical.outcomes.get(before) in OUTCOMES:
        return 2
    if around.quoted:
        return -1
    announced = before in ("as", ":") and not _ANNOUNCE.isdisjoint(tokens.lower[max(0, i - 30) : i])
    if announced or before in _DIRECT or (before == "," and _hit_before(i - 2, tokens, lexical)):
        return 2
    named_by_role = name.lead < name.first and tokens.marks[name.first - 1] == "P"
    return 1 if around.told or name.other or name.relation or named_by_role else 0


def _hit_before(j: int, tokens: Tokens, lexical: Lexicon) -> bool:
    """Whether the noun at ``j`` is who was harmed, so that the name behind its comma is its own: "killed a tailor, A"."""
    if j < 1 or tokens.marks[j] != "P":
        return False
    first = j
    while first and j - first < 4 and tokens.marks[first - 1] in "mXyaht":
        first -= 1
    harmful = lexical.outcomes.get(tokens.lower[first - 1]) in OUTCOMES if first else False
    return harmful and tokens.marks[first] in "aht" and tokens.marks[first - 1] in "gdb"


def _does(k: int, tokens: Tokens, lexical: Lexicon) -> bool:
    """Whether the words behind a name tell of harm done by that person: "X shot and killed Y", "X fired at"."""
    lower, marks = tokens.lower, tokens.marks
    while k < len(lower) and (marks[k] == "x" or lower[k] in ("who", "and", "then")):
        k += 1
    if k >= len(lower) or marks[k] not in "dxb" or lower[k] == "died":
        return False
    if lexical.outcomes.get(lower[k]) is None and lower[k] not in ("shot", "stabbed", "fired", "opened"):
        return False
    while k < len(lower) and (lower[k] in ("and", "fatally") or marks[k] in "dx"):
        k += 1
    return k < len(lower) and (marks[k] in "XPpKJath#eo" or lower[k] in ("her", "him", "himself", "herself"))


def _suffers(k: int, tokens: Tokens, lexical: Lexicon, words: PeopleWords) -> bool:
    """Whether the clause goes on with what was done to the people named: "..., a driver from B, was later killed"."""
    lower, marks = tokens.lower, tokens.marks
    be = False
    opened = False
    for j in range(k, min(k + 28, len(lower))):
        mark = marks[j]
        opened = opened or lower[j] == "("
        if (lower[j] == ")" and not opened and _begins(tokens, j + 1)) or (
            not be and _tells(j, tokens, words)
        ):
            return False  # "(A, B) Eleven people died"; "A of the hospital said three were among the dead"
        outcome = lexical.outcomes.get(lower[j]) in OUTCOMES
        if outcome and mark in "sSd" and marks[j + 1 : j + 2] in (["P"], ["p"]) and marks[j - 1] == "#":
            continue  # "received 32 wounded people"
        if outcome and (
            mark in "sS"
            or (mark == "d" and (be or j == k))
            or (be and lower[j - 1 : j + 1] == ["shot", "dead"])
        ):
            return True  # of "shot dead" the second word is no verb
        if lower[j] == "among":
            return not _HARMED.isdisjoint(lower[j + 1 : j + 4])
        if mark in ".;qgbW" or (mark == "w" and lower[j] != "who"):
            return False
        if mark in "BH":
            be = True
        elif be and mark not in "xHBAYd,":
            return False
    return False


def _begins(tokens: Tokens, j: int) -> bool:
    """Whether a sentence begins here, by how its word is written; where all is in capitals nothing tells."""
    if tokens.capitals:
        return False
    if j >= len(tokens):
        return True
    first = tokens.text[tokens.starts[j]]
    return first.isupper() or first.isdigit()


def _tells(j: int, tokens: Tokens, words: PeopleWords) -> bool:
    """Whether somebody tells here; "named as the driver", "reported missing", "also" tell of nobody who speaks."""
    lower = tokens.lower
    if (
        j >= len(lower)
        or lower[j] not in words.tells
        or lower[j] in ("also", "survived")
        or lower[j - 1] in ("he", "she")
    ):
        return False
    after = lower[j + 1] if j + 1 < len(lower) else ""
    return after not in _TOLD_OF


def _suspected(i: int, k: int, tokens: Tokens, words: PeopleWords) -> bool:
    """Whether the clause around the name is of a suspect: "X was arrested and charged", "suspect X"."""
    lower = tokens.lower
    if not words.suspects.isdisjoint(lower[max(0, i - 3) : i]):
        return True
    for j in range(k, min(k + 14, len(lower))):
        if lower[j] in words.suspects:
            return True
        if lower[j] in (".", ";", "killing", "killed", "died", "injured", "wounded", "dead", "victim"):
            return False
    return False


def _chains(names: list[Named], tokens: Tokens, judged: list[int]) -> list[list[int]]:
    """The names that are listed together: "A, his wife B, and their son C"."""
    text = tokens.text
    chains: list[list[int]] = []
    for k, name in enumerate(names):
        if chains and judged[k] >= 0:
            last = names[chains[-1][-1]]
            between = text[last.end : name.start]
            if judged[chains[-1][-1]] >= 0 and len(between) < 70 and _links(between):
                chains[-1].append(k)
                continue
        chains.append([k])
    return chains


def _quiet_tellers(
    chains: list[list[int]], names: list[Named], judged: list[int], tokens: Tokens, words: PeopleWords
) -> None:
    """Take everybody listed before a verb of telling for tellers: "A, B and C mourned their uncle"."""
    lower, size = tokens.lower, len(tokens)
    for at, chain in enumerate(chains):
        last = chain[-1]
        k = _behind(names[last], tokens)
        dashed = k + 1 < size and tokens.marks[k] == ";" and lower[k + 1] in words.tells
        follows = chains[at + 1][0] if at + 1 < len(chains) else None
        joined = (
            follows is not None
            and judged[follows] < 0
            and not words.tells.isdisjoint(lower[_behind(names[follows], tokens) :][:1])
            and _links(tokens.text[names[last].end : names[follows].start])
        )
        if (dashed or joined) and all(judged[k] < SURE and names[k].age is None for k in chain):
            for k in chain:
                judged[k] = -1


def _behind(name: Named, tokens: Tokens) -> int:
    """The first token behind the name and what is said right beside it."""
    k = name.last
    while k < len(tokens) and tokens.starts[k] < name.end:
        k += 1
    return k


def _links(between: str) -> bool:
    words = re.findall(r"[A-Za-z]+", between.replace("-in-law", ""))
    if len(words) > 8 or not _STOPS.isdisjoint(words):
        return False
    return (
        "," in between
        or ";" in between
        or "and" in words
        or "with" in words
        or "\n" in between
        or ":" in between
    )


def accepted(
    chain: list[int],
    names: Sequence[Named],
    judged: Sequence[int],
    *,
    harms: bool,
    open_: bool,
) -> bool:
    """Whether names listed together are taken for harmed people, beside harm told or in an ``open_`` list."""
    best = max(judged[k] for k in chain)
    if best < 0:
        return False
    if not any(
        names[k].last - names[k].first > 1 or names[k].relation or names[k].age is not None or names[k].aside
        for k in chain
    ):
        return False
    if best >= 1:
        return harms or best >= 2 or len(chain) > 1 or open_
    if len(chain) > 2 or open_:
        return any(names[k].last - names[k].first > 1 for k in chain)
    return False
