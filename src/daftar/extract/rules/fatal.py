"""Deaths told beside the verb: "four shot, one fatally", "killed his wife, then himself", "the boy's death"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.lexicon import Traits
from daftar.extract.rules.nouns import People, age_traits, merge
from daftar.extract.rules.row import Hit
from daftar.model import Count

if TYPE_CHECKING:
    from daftar.extract.rules.row import Row

__all__ = ["fatally", "possessive", "themselves"]

_SELF = {"himself": Traits(sex="man"), "herself": Traits(sex="woman")}
_JOINING = frozenset({"and", "then", ",", "also", "before", "finally", "later", "&"})
_GUN = frozenset({"gun", "weapon", "pistol", "rifle", "handgun", "shotgun", "revolver", "firearm"})
_LIVED = frozenset({"survived", "critical", "survive", "recovering", "injuring", "wounding"})
_WHOSE = frozenset({"death", "murder", "killing", "slaying"})
_OF_DEATH = frozenset({"toll", "tolls", "row", "penalty", "sentence", "certificate", "threat", "threats", "squad", "trial", "charge", "charges", "suspect", "case", "rate"})  # fmt: skip
_NOBODY = frozenset({"today", "yesterday", "tonight", "year", "month", "week", "night", "morning", "city", "county", "state", "nation", "country", "world", "it", "that", "what", "god"})  # fmt: skip


def fatally(row: Row, hits: list[Hit], used: set[int]) -> None:
    """Count those told to have been hit fatally among all who were: "six people were shot, two fatally"."""
    lower = row.tokens.lower
    for people in row.people:
        if people is None or not people.numbered or lower[people.last : people.last + 1] != ["fatally"]:
            continue
        if lower[people.last + 1 : people.last + 2] and row.tokens.marks[people.last + 1] in "dgB":
            continue  # "two fatally shot" is read as such
        if any(h.people is people for h in hits):
            continue
        hits.append(Hit("killed", people, people.first, people.last + 1, people.last, "elliptical"))
        used.add(people.first)


def themselves(row: Row, hits: list[Hit]) -> None:
    """Count who killed others "and then himself", or "turned the gun on himself", among the dead."""
    lower = row.tokens.lower
    for k, word in enumerate(lower):
        if word not in _SELF:
            continue
        leader = next(
            (h for h in reversed(hits) if h.outcome == "killed" and h.last <= k and h.relation is None), None
        )
        gun = lower[k - 1 : k] == ["on"] and not _GUN.isdisjoint(lower[max(0, k - 4) : k])
        joined = leader is not None and leader.form == "active" and _joined(lower, leader, hits, k)
        if not (gun or joined) or not _LIVED.isdisjoint(lower):
            continue
        person = People(k, k + 1, k, Count.exactly(1), _SELF[word], definite=True)
        first = k if leader is None else min(leader.first, k)
        hits.append(
            Hit("killed", person, first, k + 1, k, "self", relation="others" if leader else None, of=leader)
        )


def _joined(lower: list[str], leader: Hit, hits: list[Hit], k: int) -> bool:
    """Whether only "and", "then" stand between the last of those killed and the one who killed."""
    last = max((h.last for h in hits if h.of is leader or h is leader), default=leader.last)
    between = lower[max(last, k - 4) : k]
    return bool(between) and _JOINING.issuperset(between)


def possessive(row: Row, i: int) -> People | None:
    """The one person of "the boy's death" at chunk ``i``; None where nobody's death it is."""
    tokens = row.tokens
    at = row.first[i]
    if tokens.lower[at] not in _WHOSE or not at or tokens.marks[at - 1] != "j":
        return None
    if tokens.lower[at + 1 : at + 2] and tokens.lower[at + 1] in _OF_DEATH:
        return None
    owner = at - 1
    base = tokens.lower[owner].replace("’", "'").removesuffix("'s")
    if base in _NOBODY or base.endswith("'"):
        return None
    traits = row.words.traits.get(base)
    first = owner
    if traits is None:
        named = (
            tokens.text[tokens.starts[owner]].isupper() and not tokens.titled and tokens.lower[at] == "death"
        )
        return People(owner, owner + 1, owner, Count.exactly(1), Traits(), named=True) if named else None
    if traits.many:
        return None
    while first and owner - first < 4 and tokens.marks[first - 1] in "athy":
        first -= 1
        if tokens.marks[first] == "y":
            traits = merge(age_traits(tokens.lower[first]), traits)
    return People(first, owner + 1, owner, Count.exactly(1), traits, definite=True)
