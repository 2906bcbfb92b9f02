"""Single people told of several times: which mentions are one person, and what became of each.

"A man was shot ... the victim, 24, died ... a woman was wounded" are two people, one dead and one hurt. Mentions are one
person unless something sets them apart: sex, age, name, or their being told of beside each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages import load
from daftar.model.origins import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.reconcile.nodes import Node

__all__ = ["Person", "anothers", "persons", "single"]

_YEARS = re.compile(r"\b(\d{1,2})[- ]years?[- ]olds?\b|, (\d{1,2})\b")
_MONTHS = re.compile(r"\b\d{1,2}[- ](?:months?|weeks?|days?)[- ]old\b")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_CHILD, _SMALL = 18, 16  # years: nobody older is a child; of a "boy" told elsewhere, nobody much older
_ANY = ("one ", "1 ", "a ", "an ")
_FULL = 2  # words: a first name and a surname
_LEFT_OUT = frozenset({"among", "either", "uncounted", "update"})


class _Mention(NamedTuple):
    """What the words of one claim tell of the one person it is about."""

    node: Node
    sex: str | None
    years: int | None
    grown: bool | None
    kind: str | None
    name: frozenset[str]
    first: str | None
    words: str
    head: str
    pronoun: bool
    definite: bool
    fresh: bool


@dataclass(slots=True)
class Person:
    """One person, with every claim that is of them."""

    mentions: list[_Mention] = field(default_factory=list)

    @property
    def nodes(self) -> list[Node]:
        """The claims, in order of telling."""
        return [m.node for m in self.mentions]

    @property
    def dead(self) -> bool:
        """Whether any of the claims says that the person was killed."""
        return any(m.node.claim.outcome == "killed" for m in self.mentions)


def single(node: Node) -> bool:
    """Whether a claim is of one person, told of in the report's own words."""
    figure, claim = node.figure, node.claim
    return (
        figure.low == 1 and figure.size == 1 and figure.high in (1, None) and claim.relation not in _LEFT_OUT
    )


def anothers(one: Node, other: Node) -> bool:
    """Whether ``other`` is told of as somebody of ``one``'s: "the farmer's nephew" is not the farmer."""
    whose, whom = (n.claim.group.worded or "" if n.claim.group is not None else "" for n in (one, other))
    return bool(whose) and whom.casefold().startswith((f"{whose.casefold()}'s ", f"{whose.casefold()}’s "))


def persons(nodes: Iterable[Node]) -> list[Person]:
    """The people whom ``nodes``, single ones of one report in order of telling, are of."""
    found: list[Person] = []
    for node in nodes:
        mention = _mention(node)
        fitting = [p for p in found if _fits(p, mention)]
        if fitting:
            best = max(fitting, key=lambda p: (_likeness(p, mention), p.mentions[-1].node.rank))
            best.mentions.append(mention)
        else:
            found.append(Person([mention]))
    return found


def _fits(person: Person, mention: _Mention) -> bool:
    """Whether nothing sets the mention apart from everything told of the person."""
    bare = _lexicon()["counting"]
    if mention.fresh and not any(m.fresh or m.words in bare for m in person.mentions):
        return False
    if any(_apart(m, mention) for m in person.mentions):
        return False
    return any(_again(m, mention) for m in person.mentions)


def _again(one: _Mention, other: _Mention) -> bool:
    """Whether ``other`` may be ``one`` again: of the same fate, told of with a pronoun or "the", or with name or age.

    A man hurt and a man killed are two, unless the words say that he died of it; whoever was shot may be either.
    """
    if one.node.claim.outcome == other.node.claim.outcome or other.pronoun or other.definite:
        return True
    if (one.name and one.name & other.name) or (one.years is not None and one.years == other.years):
        return True
    if _one_phrase(one, other) and one.node.claim.passage == other.node.claim.passage:
        return True
    actions = (one.node.claim.action, other.node.claim.action)
    return "shot" in actions or (actions[1] == "died" and other.words not in _lexicon()["counting"])


def _apart(one: _Mention, other: _Mention) -> bool:
    if one.sex and other.sex and one.sex != other.sex:
        return True
    if one.kind and other.kind and one.kind != other.kind:
        return True
    if _other_age(one, other) or _other_age(other, one) or _other_name(one, other):
        return True
    if anothers(one.node, other.node) or anothers(other.node, one.node):
        return True
    if one.node.claim.passage != other.node.claim.passage or _one_phrase(one, other):
        return False
    beside = other.node.claim.relation == "others" or one.node.claim.relation == "others"
    back = other.pronoun or (other.definite and not beside) or bool(other.name and one.name)
    return not back


def _one_phrase(one: _Mention, other: _Mention) -> bool:
    """Whether the words are the same and are more than a count ("1 dead, 1 hurt" are two).

    Told twice in one sentence with "one" or "a", two are meant: "one cook was killed and one cook was hurt".
    """
    a, b = one.node.claim, other.node.claim
    twice = a.passage == b.passage and a.quote.start != b.quote.start
    if twice and one.words.startswith(_ANY):
        return False
    return one.words == other.words and one.words not in _lexicon()["counting"]


def _other_age(one: _Mention, other: _Mention) -> bool:
    if one.years is None:
        return False
    if other.years is not None:
        return abs(one.years - other.years) > 1
    if other.grown is None:
        return False
    return one.years < _SMALL if other.grown else one.years >= _CHILD + 1


def _other_name(one: _Mention, other: _Mention) -> bool:
    if len(one.name) < _FULL or len(other.name) < _FULL:
        return False  # "Gaines" may be anybody's surname, or no name at all
    return one.name.isdisjoint(other.name) or (one.first not in other.name and other.first not in one.name)


def _likeness(person: Person, mention: _Mention) -> int:
    """How much the mention has in common with what was told of the person."""
    best = 0
    for m in person.mentions:
        named = bool(m.name and mention.name)
        aged = m.years is not None and m.years == mention.years
        alike = (m.kind is not None and m.kind == mention.kind) + (m.head == mention.head)
        fate = m.node.claim.outcome == mention.node.claim.outcome
        best = max(best, 8 * named + 6 * aged + 2 * alike + fate)
    return best


def _mention(node: Node) -> _Mention:
    words = _lexicon()
    claim, group = node.claim, node.claim.group
    worded = (group.worded if group is not None else None) or claim.count_worded or ""
    lower = worded.casefold()
    bits = [b.strip(".'’").removesuffix("'s").removesuffix("’s") for b in _WORD.findall(lower)]
    said = frozenset(bits)
    quote = claim.quote
    inside = [
        v for v in claim.victims if v.name and quote.start <= v.quote.start and v.quote.end <= quote.end
    ]
    named = inside[0] if len(inside) == 1 else None  # others may only be told of beside
    sex = group.sex if group is not None else None
    told = group is not None and (group.age or group.sex or group.role or group.status)
    capitals = (
        "" if told or (bits[:1] and bits[0] in words["pronouns"]) else _capitals(worded, words["titles"])
    )
    name = _name(named.name if named is not None and named.name else capitals)
    if sex is None:
        sex = "man" if bits[-1:] and bits[-1] in words["man"] else None
        sex = "woman" if bits[-1:] and bits[-1] in words["woman"] else sex
    years = _years(lower) if named is None or named.age is None else named.age
    child = group is not None and group.age == "child"
    grown = True if not said.isdisjoint(words["grown"]) and not child else None
    if child and not said.isdisjoint(words["small"]):
        grown = False
    kind = "suspect" if not said.isdisjoint(words["suspect"]) else None
    kind = "officer" if not said.isdisjoint(words["officer"]) and not name else kind
    return _Mention(
        node, sex, years, grown, kind, frozenset(name), name[0] if name else None, lower,
        head=next((b for b in reversed(bits) if b in words["grown"] or b in words["small"] or b in words["heads"]), lower),
        pronoun=bits in (["his", "body"], ["her", "body"]) or (bool(bits) and bits[0] in words["pronouns"] and (len(bits) == 1 or bits[0] == "he")),
        definite=lower.startswith(("the ", "that ", "this ")),
        fresh=not said.isdisjoint(words["fresh"]) or " also " in claim.quote.text,
    )  # fmt: skip


def _years(lower: str) -> int | None:
    if _MONTHS.search(lower):
        return 0
    found = _YEARS.search(lower)
    return int(found.group(1) or found.group(2)) if found else None


def _capitals(worded: str, titles: frozenset[str]) -> str:
    """The wording as a name: capitalised words only, with a title before them at most."""
    found = [w for w in _WORD.findall(worded.partition(",")[0]) if w.casefold() not in titles]
    if not found or not all(w[0].isupper() for w in found) or worded.isupper():
        return ""
    return " ".join(found)


def _name(name: str) -> list[str]:
    return [w for w in fold(name).split() if len(w) > 1]


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, frozenset[str]]:
    data = load("en", "persons")
    return {key: frozenset(value) for key, value in data.items()}


def by_report(nodes: Sequence[Node]) -> list[Sequence[Node]]:
    """``nodes`` report by report, in order."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.report, []).append(node)
    return list(found.values())
