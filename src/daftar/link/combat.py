"""Losses in fighting between armed parties, told apart from attacks on civilians.

A casualty record of attacks on civilians counts fighters who are killed in them, and leaves battle losses to other
registers (ACLED codes "Battles", UCDP "state-based" violence, as event types of their own; MUC-4 left fighting between
armies and guerrillas out). Such claims are read and kept; an incident they found only where anybody else was harmed too, or where they are
what a report with a title is mainly about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, Reading

__all__ = ["only_combat"]

_HARMED = ("killed", "injured")
_IN_HANDS = frozenset({"execution", "abduction", "torture", "chemical", "sexual_violence"})  # not in fighting
_ANYBODY = frozenset({"others", "other", "people", "persons", "them", "more", "casualties", "dead", "wounded", "members"})  # fmt: skip
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
    clash = any(c.method == "armed_clash" for c in losses)
    return any(_fighters(c) for c in losses) and all(
        _fighters(c) or _armed(c) or (clash and _unsaid(c)) for c in losses
    )


def _fighters(claim: Claim) -> bool:
    return claim.group is not None and claim.group.status == "combatant"


def _armed(claim: Claim) -> bool:
    return claim.group is not None and claim.group.role == "police"


def _unsaid(claim: Claim) -> bool:
    """Whether the words tell nothing of who they were: "six were wounded", "four people died"."""
    group = claim.group
    if group is None:
        return True
    if group.status or group.age or group.sex or group.role:
        return False
    words = (group.worded or "").casefold().split()
    return len(words) <= 1 or words[-1] in _ANYBODY


def _murdered(claim: Claim) -> bool:
    words = claim.quote.text.casefold()
    return any(word in words for word in _MURDER)
