"""What the rest of a sentence makes of the harm it names: burials, people who turn out alive, and those a toll rose by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.row import Hit
    from daftar.extract.rules.tokens import Tokens

__all__ = ["settled"]

_BEHIND = 9  # words behind "buried" in which it says under what


def settled(tokens: Tokens, hits: list[Hit]) -> list[Hit]:
    """``hits`` without burials and those who are not dead after all; whom a toll rose by are among it."""
    if not hits:
        return hits
    lower = tokens.lower
    left = [h for h in hits if not (h.outcome == "trapped" and _laid_to_rest(lower, h))]
    if left and _not_dead(tokens.text.lower()):
        left = [h for h in left if h.relation == "update"]
    for hit in left:
        _risen_by(hit, left)
    return left


def _laid_to_rest(lower: Sequence[str], hit: Hit) -> bool:
    """Whether "buried" is said of a grave: neither of rubble nor of people who are still there."""
    if lower[hit.verb] != "buried":
        return False
    words = load("en", "asides")["buried"]
    behind = lower[hit.verb + 1 : hit.verb + _BEHIND]
    before = lower[max(0, hit.verb - 4) : hit.verb]
    return set(words["under"]).isdisjoint(behind) and set(words["still"]).isdisjoint(before)


def _not_dead(text: str) -> bool:
    """ "Who were counted among the dead walked out of a ravine", "had been counted twice": nobody more died."""
    words = load("en", "asides")["alive"]
    if any(phrase in text for phrase in words["twice"]):
        return True
    return any(phrase in text for phrase in words["counted"]) and any(
        phrase in text for phrase in words["back"]
    )


def _risen_by(hit: Hit, hits: Sequence[Hit]) -> None:
    """ "Found three more bodies, raising the toll to ten": the three are some of the ten."""
    people = hit.people
    if hit.relation != "others" or hit.of is not None or people is None or people.count is None:
        return
    for toll in hits:
        count = toll.people.count if toll.people is not None else None
        if (
            toll.relation != "update"
            or toll.outcome != hit.outcome
            or count is None
            or toll.first <= hit.last
        ):
            continue
        if people.count.high is not None and people.count.high < count.low:
            hit.relation, hit.of = "among", toll
            return
