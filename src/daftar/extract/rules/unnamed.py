"""People harmed whom a report singles out without a name: "a volunteer's wife", "two of their children", "a pregnant woman".

Kin are single people, whether told of one by one or with an exact number; others are where one person is told of with
more than "a person". Whoever may be somebody told of elsewhere in the report, with a name or without, is taken for that
person: nobody is listed twice, and who cannot be told apart is not listed apart. Counts stay what the claims make them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from daftar.extract.rules.judging import tells_of_victims
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.personal_names import YEARS
from daftar.model import Claim, Quote, Victim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["with_unnamed"]

_LEFT_OUT = frozenset({"either", "uncounted", "update"})
_FEW = 9  # more of a kind are a crowd, not single people
_GROWN, _ELDERLY = 18, 65
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old\b|\baged (\d{1,3})\b")
_OWNER = re.compile(r"^(?P<owner>.+?)(?:['’]s|(?<=s)['’])\s+(?P<rest>.+)$")
_BEHIND_AGE = re.compile(r", (?:aged )?(\d{1,3})(?=[,.;)])")
_OF = re.compile(
    r" of (?:(?:a|an|the) )?(?:[\w’'-]+ ){0,3}?[\w’'-]+(?= (?:was|were|is|are|has|had|died|who|and|in|at|on|by|when|after|from)\b|[,.;])"
)
_OWNER_BEFORE = re.compile(r"((?:(?:[Aa]n?|[Tt]he) )?(?:[A-Z][\w-]+ )*[\w-]+)['’]s $")
_PRONOUNS = frozenset({"he", "she", "him", "her", "they", "them", "his", "it", "who", "one", "both"})
_OWNED = frozenset({"his", "her", "their"})
_PAIR = "couple"
_NUMBERS = frozenset({*YEARS, "both", "couple"})
_MEN_AND_WOMEN = frozenset({"man", "woman", "gentleman", "lady", "housewife"})


@dataclass(slots=True)
class _Person:
    """What is told of one person; ``claim`` is the claim to list an unnamed one with, None where a name is known."""

    outcome: str
    event: int | None
    claim: str | None = None
    quote: Quote | None = None
    sex: str | None = None
    age_group: str | None = None
    age: int | None = None
    role: str | None = None
    kin: str | None = None
    relation: str | None = None
    passages: set[tuple[str, int]] = field(default_factory=set)


@dataclass(slots=True)
class _Phrase:
    """The people phrase of one claim: ``many`` persons as the words tell them, and where it stands."""

    claim: Claim
    quote: Quote
    person: _Person
    many: int
    definite: bool
    owned: bool
    fresh: bool


def with_unnamed(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """``claims`` with the people among their victims whom the report singles out without naming them."""
    harms = [c for c in claims if _harm(c)]
    phrases = [p for c in harms if (p := _phrase(c)) is not None]
    if not phrases:
        return tuple(claims)
    known = _named(claims)
    kin: set[str] = set()
    found: list[_Person] = []
    starts = sorted((p.quote.part, p.quote.start) for p in phrases)
    # a title tells of people whom the text tells of again
    for phrase in sorted(phrases, key=lambda p: (p.claim.quote.part == "title", p.quote.start)):
        claim = phrase.claim
        if phrase.person.kin is not None:
            kin.add(claim.id)
        if not _told_singly(phrase, kin):
            continue
        left = phrase.many - _names_in(phrase, known, starts)
        for _ in range(left):
            if not _again(phrase, known if phrase.fresh else (*known, *found)):
                found.append(replace(phrase.person, passages={_passage(claim)}))
    return tuple(_filled(c, [p for p in found if p.claim == c.id]) for c in claims)


def _harm(claim: Claim) -> bool:
    return (
        tells_of_victims(claim)
        and claim.relation not in _LEFT_OUT
        and claim.count is not None
        and claim.count.exact
        and 0 < claim.count.low <= _FEW
        and claim.group is not None
    )


def _passage(claim: Claim) -> tuple[str, int]:
    return claim.passage.part, claim.passage.start


def _named(claims: Sequence[Claim]) -> list[_Person]:
    """The people who are named, each once, with the passages that name them."""
    found: dict[tuple[str | None, int | None], _Person] = {}
    for claim in claims:
        for one in claim.victims:
            key = (one.name, one.age)
            if key not in found:
                kin = _kin_of(one.relation or "")
                found[key] = _Person(
                    one.outcome, claim.event, None, one.quote, one.sex, one.age_group, one.age, one.role, kin, one.relation
                )  # fmt: skip
            found[key].passages.add(_passage(claim))
    return list(found.values())


def _phrase(claim: Claim) -> _Phrase | None:
    """The claim's people as single persons; None where the words tell nothing of them or only point back."""
    group, count = claim.group, claim.count
    worded = " ".join((group.worded or "").split()) if group is not None else ""
    split = [w.lower() for w in _WORD.findall(worded)]
    if group is None or count is None or not split or split[0] in _PRONOUNS - _OWNED or split == ["her"]:
        return None
    if count.low > 1 and not any(c.isdecimal() for c in worded) and _NUMBERS.isdisjoint(split):
        return None  # "her children": a convention's figure, not the words'
    at = _where(claim, group.worded or "")
    if at is None or _name_follows(claim, at):
        return None
    rest = claim.passage.text[at.end - claim.passage.start :]
    pair = split[-1] == _PAIR and count.low == 2
    kin = _kin_of(worded)
    age = _years(worded)
    noun = not lexicon("en").traits.keys().isdisjoint(split)  # a mere name singles nobody out without one
    if age is None and noun and count.low == 1 and (behind := _BEHIND_AGE.match(rest)):
        age = int(behind.group(1))
    age_group = group.age
    if age is not None:
        age_group = "child" if age < _GROWN else "elderly" if age >= _ELDERLY else "adult"
    elif age_group is None and not _MEN_AND_WOMEN.isdisjoint(split):
        age_group = "adult"
    person = _Person(
        outcome=claim.outcome or "",
        event=claim.event,
        claim=claim.id,
        quote=at,
        sex=group.sex,
        age_group=age_group,
        age=age if count.low == 1 else None,
        role=group.role,
        kin=_PAIR if pair else kin,
        relation="one of a couple" if pair else None,
    )
    if kin is not None:
        person.relation = _relation(_whose(worded, claim, at), count.low)
    return _Phrase(
        claim, at, person, count.low,
        definite=split[0] in ("the", "that", "this"), owned=_owned(split), fresh=split[0] == "another",
    )  # fmt: skip


def _told_singly(phrase: _Phrase, kin: set[str]) -> bool:
    """Whether the words single people out: kin, one person of whom they tell more, children told of beside kin."""
    person = phrase.person
    if person.kin is not None:
        return True
    if person.outcome == "detained":
        return False  # whoever is arrested is as often held to have done it
    if phrase.many == 1:
        return bool(person.sex or person.age_group or person.role)
    beside = phrase.claim.relation == "others" and phrase.claim.part_of in kin
    return beside and person.age_group == "child"


def _where(claim: Claim, worded: str) -> Quote | None:
    """Where the phrase stands in the claim's quote."""
    quote = claim.quote
    found = quote.text.rfind(worded) if claim.relation == "others" else quote.text.find(worded)
    if found < 0 or not worded:
        return None
    start = quote.start + found
    return Quote(start=start, end=start + len(worded), text=worded, part=quote.part)


def _name_follows(claim: Claim, at: Quote) -> bool:
    """Whether a capital right behind the phrase begins a name that is none of a victim: "nurse Huda"."""
    rest = claim.passage.text[at.end - claim.passage.start :]
    return rest[:1] in " \n" and rest[1:2].isupper()


def _kin_of(worded: str) -> str | None:
    """The word of kinship, in the singular as far as the lexicon has it, that the phrase ends with or says of somebody."""
    split = [w.lower() for w in _WORD.findall(worded)]
    traits = lexicon("en").traits
    owned = _owned(split)
    for word in reversed(split):
        known = traits.get(word)
        if known is not None and (known.kin or (known.age == "child" and owned)):
            return _single(word)
    return None


def _owned(split: Sequence[str]) -> bool:
    """Whether the words say whose kin: "his wife", "a volunteer's wife"."""
    return not _OWNED.isdisjoint(split) or any(w.endswith(("'s", "’s", "s'", "s’")) for w in split)


def _single(word: str) -> str:
    """The word in the singular: "daughters" are each a daughter, "wives" a wife."""
    if word.endswith("wives"):
        return word[:-3] + "fe"
    if word.endswith("children"):
        return word[:-3]
    return word.removesuffix("s")


def _whose(worded: str, claim: Claim, at: Quote) -> str:
    """The phrase with whose kin it is, where that stands right behind it or before it: "the wife" + "of a guard"."""
    text, start = claim.passage.text, claim.passage.start
    behind = _OF.match(text, at.end - start)
    if behind is not None:
        return f"{worded}{behind.group()}"
    before = _OWNER_BEFORE.search(text[: at.start - start])
    return f"{before.group(1)}'s {worded}" if before is not None else worded


def _relation(worded: str, many: int) -> str:
    """The kinship as worded: "wife of a volunteer", "his wife", "one of their three daughters"."""
    if many > 1:
        of = re.sub(r"(?i)^\S+ of (?=his|her|their|the)\b", "", worded)
        return f"one of {of[:1].lower()}{of[1:]}"
    owner = _OWNER.match(worded)
    if owner is not None and _kin_of(owner["rest"]) is not None:
        said = owner["owner"]
        first, _, rest = said.partition(" ")
        return f"{owner['rest']} of {first.lower() if first.lower() in {'a', 'an', 'the'} else first}{' ' if rest else ''}{rest}"
    bare = worded.removeprefix("The ").removeprefix("the ") if " of " in worded else worded
    return bare[:1].lower() + bare[1:]


def _years(worded: str) -> int | None:
    found = _AGE.search(worded)
    return int(found.group(1) or found.group(2)) if found else None


def _names_in(phrase: _Phrase, known: Iterable[_Person], starts: Sequence[tuple[str, int]]) -> int:
    """How many of the phrase's people are named: behind it and before the next phrase, or right before it."""
    quote, passage = phrase.quote, phrase.claim.passage
    later = [start for part, start in starts if part == quote.part and start > quote.start]
    until = min([*later, passage.end])
    number = 0
    for one in known:
        at, person = one.quote, phrase.person
        if at is None or at.part != quote.part or at.start < passage.start:
            continue
        if person.kin is not None and quote.start <= at.start < until:  # "his children: A (24) and B"
            number += one.sex is None or person.sex in (None, one.sex)
        elif not _contradict(one, person, beside=True):
            between = passage.text[at.end - passage.start : max(0, quote.start - passage.start)]
            apposed = at.end <= quote.start and between.strip() in (",", "(") and not person.relation
            number += quote.start <= at.start < until or apposed
    return number


def _contradict(one: _Person, other: _Person, *, beside: bool = False) -> bool:
    """Whether something sets the two apart."""
    for mine, theirs in ((one.sex, other.sex), (one.role, other.role)):
        if mine is not None and theirs is not None and mine != theirs:
            return True
    if one.age_group and other.age_group and one.age_group != other.age_group:
        return True
    if one.age is not None and other.age is not None and abs(one.age - other.age) > 1:
        return True
    if beside:
        return False
    return one.event is not None and other.event is not None and one.event != other.event


def _again(phrase: _Phrase, known: Iterable[_Person]) -> bool:
    """Take the mention for somebody known, whom it then tells of in its passage too; False where nobody fits."""
    passage, person = _passage(phrase.claim), phrase.person
    fitting = [p for p in known if passage not in p.passages and _may_be(p, phrase)]
    if not fitting:
        return False
    best = max(fitting, key=lambda p: _likeness(p, person))
    best.passages.add(passage)
    if len(fitting) == 1 and best.claim is not None:
        best.age = best.age if best.age is not None else person.age
        best.sex, best.age_group = best.sex or person.sex, best.age_group or person.age_group
        best.role, best.relation = best.role or person.role, best.relation or person.relation
    return True


def _may_be(known: _Person, phrase: _Phrase) -> bool:
    person = phrase.person
    if _contradict(known, person) or (known.outcome != person.outcome and not phrase.definite):
        return False
    if person.kin is None:
        return known.kin is None or phrase.definite or _likeness(known, person) > 0
    if known.kin is not None:
        return known.kin == person.kin
    if phrase.definite or (known.claim is None and _likeness(known, person) > 0):
        return True
    # "two sisters" may be any of those named; "his wife" hardly is, if nothing says that one of them is a woman
    return known.claim is None and (phrase.many > 1 or not phrase.owned)


def _likeness(one: _Person, other: _Person) -> int:
    pairs = (
        (one.sex, other.sex),
        (one.age_group, other.age_group),
        (one.role, other.role),
        (one.kin, other.kin),
    )
    same = sum(mine is not None and mine == theirs for mine, theirs in pairs)
    return same + 2 * (one.age is not None and one.age == other.age)


def _filled(claim: Claim, people: Sequence[_Person]) -> Claim:
    if not people:
        return claim
    new = tuple(
        Victim(
            outcome=p.outcome, quote=p.quote or claim.quote, age=p.age, age_group=p.age_group, sex=p.sex,
            relation=p.relation, role=p.role,
        )
        for p in people
    )  # fmt: skip
    return replace(claim, victims=(*claim.victims, *new))
