"""Losses in fighting between armed parties, told apart from attacks on civilians.

A casualty record of attacks on civilians counts fighters who are killed in them, and leaves battle losses to other
registers (ACLED codes "Battles", UCDP "state-based" violence, as event types of their own; MUC-4 left fighting between
armies and guerrillas out). Such claims are read and kept; they found an incident only where anybody else was harmed too,
or where they are what a report with a title is mainly about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, Quote, Reading

__all__ = ["only_combat", "without_fights"]

_HARMED = ("killed", "injured")
_IN_HANDS = frozenset({"execution", "abduction", "torture", "chemical", "sexual_violence"})  # not in fighting
_ANYBODY = frozenset({"others", "other", "people", "persons", "them", "more", "casualties", "dead", "wounded", "members"})  # fmt: skip
_MEMBERS = frozenset({"members", "member", "elements", "men", "effectives", "casualties", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})  # fmt: skip
_TROOPS = frozenset({"enemy", "troops", "paramilitaries", "subversives", "insurgents"})
_FORCE = r"(?:army|guerrillas?|rebels?|enemy|troops|soldiers|battalion|brigade|guard|militia|paramilitar(?:y|ies)|armed forces|security forces|military|subversives?|front|patrol)(?:\s+(?:forces|troops|units))?"  # fmt: skip
_OF_A_FORCE = re.compile(rf"\s+of\s+(?:the\s+)?(?:[\w'’.-]+\s+){{0,5}}?{_FORCE}\b", re.IGNORECASE)
_LOST = re.compile(
    rf"\b{_FORCE}\s+(?:has\s+|have\s+|had\s+)?(?:sustained|suffered|lost)\b"
    rf"|\b(?:casualties|losses)\s+(?:inflicted\s+|sustained\s+|suffered\s+)?(?:on|among|by|to)\s+(?:the\s+)?(?:\w+\s+)?{_FORCE}\b",
    re.IGNORECASE,
)
_FIGHT = re.compile(
    r"\b(?:in|during|after|amid|following)\s+(?:the\s+|an?\s+|another\s+|this\s+|these\s+|those\s+|heavy\s+|fierce\s+"
    r"|ensuing\s+|armed\s+|several\s+|different\s+){0,3}"
    r"(?:clash(?:es)?|combats?|fighting|firefights?|skirmish(?:es)?|battles?|confrontations?|gun\s?battles?)\b",
    re.IGNORECASE,
)
_PEOPLE = frozenset({"people", "persons"})
_MURDER = ("murder", "assassinat", "execut", "massacre", "lynch", "behead")


def only_combat(readings: Sequence[Reading]) -> bool:
    """Whether ``readings``, of one incident, tell of nobody harmed but fighters, in fighting."""
    harm = [r.claim for r in readings if r.claim.kind == "harm"]
    losses = [c for c in harm if c.outcome in _HARMED]
    if not losses:
        return False
    if any(c.method in _IN_HANDS or _murdered(c) for c in losses):
        return False
    if any(c.outcome not in _HARMED and not _fighters(c) for c in harm):
        return False
    clash = any(c.method == "armed_clash" or _fought(c) for c in losses)
    sure = [c for c in losses if _fighters(c)]
    beside = {c.passage for c in losses if _fighters(c) or _forces_lost(c)}
    if not sure and not all(_fought(c) or c.passage in beside for c in losses):
        return False
    return all(
        _fighters(c) or _armed(c) or (clash and _unsaid(c)) or (c.passage in beside and _bare(c))
        for c in losses
    )


def without_fights(readings: Sequence[Reading]) -> list[Reading]:
    """``readings``, of one incident, without losses in fighting that sentences of their own tell of.

    A wire on several things says of each where and when; what it leaves out is taken over from the one before.
    """
    told: dict[Quote, list[Reading]] = {}
    for reading in readings:
        told.setdefault(reading.claim.passage, []).append(reading)
    if len(told) < 2:
        return list(readings)
    fights = {
        passage
        for passage, here in told.items()
        if any(_fighters(r.claim) for r in here) and only_combat(here)
    }
    whole = {r.claim.part_of for r in readings if r.claim.passage not in fights}
    fights -= {r.claim.passage for r in readings if r.claim.id in whole}  # "nine of them were from the coast"
    left = [r for r in readings if r.claim.passage not in fights]
    if all(r.claim.outcome == "killed" and r.claim.method is None and _unsaid(r.claim) for r in left):
        return list(readings)  # nothing says that they were not some of the fighters
    return left


def _fighters(claim: Claim) -> bool:
    if claim.group is not None and claim.group.status == "combatant":
        return True
    return _of_a_force(claim)


def _of_a_force(claim: Claim) -> bool:
    """Whether the words around the people say that they are of an armed force: "seven members of the guard"."""
    worded = (claim.group.worded if claim.group is not None else claim.count_worded) or ""
    words = worded.casefold().split()
    if not _TROOPS.isdisjoint(words):
        return True
    if not words or words[-1] not in _MEMBERS:
        return False
    behind = claim.passage.text[claim.quote.start - claim.passage.start :]
    at = behind.find(worded)
    return at >= 0 and _OF_A_FORCE.match(behind, at + len(worded)) is not None


def _fought(claim: Claim) -> bool:
    """Whether the sentence says, behind the claim, that it was in fighting."""
    return _FIGHT.search(claim.passage.text, claim.quote.start - claim.passage.start) is not None


def _forces_lost(claim: Claim) -> bool:
    """Whether the sentence says that an armed force had the losses: "the army sustained 20 dead"."""
    return _LOST.search(claim.passage.text) is not None


def _armed(claim: Claim) -> bool:
    return claim.group is not None and claim.group.role == "police"


def _unsaid(claim: Claim) -> bool:
    """Whether the words tell nothing of who they were: "six were wounded", "four people died"."""
    group = claim.group
    if group is None:
        return True
    words = (group.worded or "").casefold().split()
    if group.status or group.age or group.role or (group.sex and words[-1:] != ["men"]):
        return False
    return len(words) <= 1 or words[-1] in _ANYBODY or words[-1] == "men"


def _bare(claim: Claim) -> bool:
    """Whether it is a number alone, of whoever the sentence has told of: "killed five soldiers and wounded nine"."""
    return _unsaid(claim) and _PEOPLE.isdisjoint((claim.count_worded or "").casefold().split())


def _murdered(claim: Claim) -> bool:
    words = claim.quote.text.casefold()
    return any(word in words for word in _MURDER)
