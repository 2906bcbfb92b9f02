"""One person told of beside those told of before: "a man was killed, a boy was killed too", "a seventh person has died".

The same person told of again must stay one, so that two who are told of one after another are two only where the words
say so ("also", "another", "a second") or where they cannot be one: of other ages, of other sexes, of other full names.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load
from daftar.model import Claim, Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.row import Hit
    from daftar.extract.rules.ties import Draft

__all__ = ["besides", "counted_on", "of_the_same", "somebody_else"]

_DIED = (
    "died"  # the action of an update that an ordinal tells: it stands in place of the toll that is one less
)
_FOLLOWING = 4  # passages in which people told of one by one belong together
_INSIDE = ("among", "part", "uncounted", "either")
_AGE = re.compile(r"\b(\d{1,3})[- ]years?[- ]old")
_AGE_BEHIND = re.compile(r"\s*[,(]\s*(?:aged\s+)?(\d{1,3})\s*[,).]")
_PRONOUN = re.compile(r"(?:he|she|him|her|they|them|who|one|it)$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    data = load("en", "ordinals")
    within, behind = "|".join(data["besides"]["within"]), "|".join(data["besides"]["behind"])
    return (
        re.compile(rf"\b(?:{within})\b", re.IGNORECASE),
        re.compile(rf"[\w\s'’-]{{0,40}}?,?\s(?:{behind})\s*(?:[.,;]|$)", re.IGNORECASE),
        frozenset(data["death"]["verbs"]),
    )


def besides(claim: Claim) -> bool:
    """Whether its words say that others were harmed before: "was also killed", "was killed too"."""
    within, behind, _ = _words()
    if within.search(claim.quote.text) is not None:
        return True
    alone = claim.count is not None and claim.count.high == 1
    rest = claim.passage.text[claim.quote.end - claim.passage.start :]
    return alone and behind.match(rest) is not None


def of_the_same(one: Claim, other: Claim) -> bool:
    """Whether no words put ``other``, told of after ``one``, at another place, on another day or into another attack."""
    return _one_spot(one, other) and _elsewhere().search(other.passage.text) is None


@lru_cache(maxsize=1)
def _elsewhere() -> re.Pattern[str]:
    words = "|".join(load("en", "ordinals")["elsewhere"]["words"])
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def counted_on(draft: Draft, told: Sequence[Draft]) -> Claim | None:
    """The claim of somebody whom an ordinal counts, as it stands to those ``told`` of before; None where that is not plain.

    Behind six dead "a seventh person died" is one beside the six. Where nobody was told of it is a toll of seven, of
    people of any kind. Behind two who were hurt "a third person died" is one of three victims.
    """
    hit, claim = draft.hit, draft.claim
    nth = hit.people.nth if hit.people is not None else 0
    if nth < 2 or claim.polarity != "asserted" or claim.scope != "incident" or claim.kind != "harm":
        return None
    if hit.relation not in (None, "others") or hit.of is not None:
        return None
    here = [
        d
        for d in told
        if d.hit.people is not hit.people and d.claim.kind == "harm" and _one_place(d.claim, claim)
    ]
    alike = [d for d in here if d.claim.outcome == claim.outcome and d.claim.relation not in _INSIDE]
    if any(_low(d.claim) == nth for d in alike):
        return None  # one of those counted already
    first = _of_as_many(alike, nth - 1)
    if first is not None:
        return replace(claim, part_of=first.claim.id, relation="others")
    verb = claim.quote.text.casefold().split()
    if here or claim.outcome != "killed" or _words()[2].isdisjoint(verb):
        return None
    group = claim.group and replace(claim.group, age=None, sex=None)
    return replace(claim, count=Count.exactly(nth), group=group, relation="update", action=_DIED)


def _of_as_many(drafts: Sequence[Draft], number: int) -> Draft | None:
    """The claim that tells of ``number`` people, alone or with those told of beside it; the last of several."""
    for head in reversed(drafts):
        if head.claim.relation == "others" and head.claim.part_of is not None:
            continue
        beside = [d for d in drafts if d.claim.part_of == head.claim.id and d.claim.relation == "others"]
        if sum(_low(d.claim) for d in (head, *beside)) == number:
            return head
    return None


def _low(claim: Claim) -> int:
    return claim.count.low if claim.count is not None else 0


def _one_place(one: Claim, other: Claim) -> bool:
    """Whether no words put the two at different places."""
    return one.place is None or other.place is None or one.place.text == other.place.text


def _one_spot(one: Claim, other: Claim) -> bool:
    """Whether no words put the two at different places, or on different days."""
    then = one.time is None or other.time is None or one.time.text == other.time.text
    return then and _one_place(one, other)


def somebody_else(draft: Draft, told: Sequence[Draft]) -> Draft | None:
    """The first of the single people told of shortly before, where ``draft`` can be none of them: another age, sex or name.

    None where a number of several people was told before: then they may be those.
    """
    if not _single(draft) or draft.hit.relation is not None or draft.claim.kind != "harm":
        return None
    alike = [d for d in told if d.claim.outcome == draft.claim.outcome and d.claim.kind == "harm"]
    if any(_low(d.claim) != 1 or d.claim.count is None or d.claim.count.high != 1 for d in alike):
        return None
    near = [d for d in alike if d.claim.quote.part == draft.claim.quote.part]
    if not near or draft.passage - near[-1].passage > _FOLLOWING or near[-1].passage == draft.passage:
        return None
    if not all(_single(d) and of_the_same(d.claim, draft.claim) and _apart(d, draft) for d in near):
        return None
    return next((d for d in near if d.claim.part_of is None), None)


def _single(draft: Draft) -> bool:
    claim, people = draft.claim, draft.hit.people
    plain = claim.polarity == "asserted" and claim.scope == "incident" and claim.quote.part == "text"
    if people is None or not plain or people.definite or people.anaphor or people.kin:
        return False
    worded = claim.count_worded or ""
    return claim.count is not None and claim.count.low == claim.count.high == 1 and not _PRONOUN.match(worded)


def _apart(one: Draft, other: Draft) -> bool:
    a, b = _years(one.claim), _years(other.claim)
    if a is not None and b is not None:
        return abs(a - b) > 1
    if _full_name(one.hit) and _full_name(other.hit):
        return _name_words(one.claim).isdisjoint(_name_words(other.claim))
    g, h = one.claim.group, other.claim.group
    if g is None or h is None or one.hit.people is None or other.hit.people is None:
        return False
    sexes = g.sex is not None and h.sex is not None and g.sex != h.sex
    grown = {g.age == "child", h.age == "child"} == {True, False} and g.sex is not None and h.sex is not None
    return sexes or grown


def _years(claim: Claim) -> int | None:
    worded, quote = claim.count_worded or "", claim.quote.text
    at = quote.find(worded) if worded else -1
    found = _AGE.search(worded) or (_AGE_BEHIND.match(quote, at + len(worded)) if at >= 0 else None)
    return int(found.group(1)) if found is not None else None


def _full_name(hit: Hit) -> bool:
    people = hit.people
    return people is not None and people.named and people.last - people.first > 1


def _name_words(claim: Claim) -> set[str]:
    return set((claim.count_worded or "").casefold().split())
