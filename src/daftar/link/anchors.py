"""What people decided about incidents, found again by the words that each decision is anchored to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from daftar.link.cluster import Judgement

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.link.features import Item
    from daftar.model import Decision, Reading

__all__ = ["Anchors", "standing"]


class Anchors:
    """Finds the item that a decision's anchor (report, part, offsets) speaks of."""

    def __init__(self, items: Mapping[str, Item], readings: Mapping[str, Reading]) -> None:
        self.places: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for key, one in items.items():
            for claim in one.incident.claims:
                quote = readings[claim].claim.quote
                self.places[one.report, quote.part].append((quote.start, quote.end, key))

    def find(self, report: str, part: str, start: int, end: int) -> str | None:
        """The key of the item with the claim that overlaps the anchor most, or None where none does."""
        spans = self.places.get((report, part), ())
        overlaps = [
            (min(end, e) - max(start, s), -s, key) for s, e, key in spans if min(end, e) > max(start, s)
        ]
        return max(overlaps)[2] if overlaps else None

    def both(self, decision: Decision) -> tuple[str, str] | None:
        """The two items that a decision is about; None where either is no longer found."""
        if decision.other_report is None or decision.other_start is None or decision.other_end is None:
            return None
        one = self.find(decision.report, decision.part, decision.start, decision.end)
        part = decision.other_part or decision.part
        other = self.find(decision.other_report, part, decision.other_start, decision.other_end)
        return (one, other) if one is not None and other is not None and one != other else None

    def judgement(self, decision: Decision) -> Judgement | None:
        """The decision as a word on two items, if it is one; a part is never the same as its whole."""
        kinds = {"same_incident", "different_incident", "part_of"}
        pair = self.both(decision) if decision.kind in kinds else None
        return None if pair is None else Judgement(*pair, same=decision.kind == "same_incident")

    def parts(self, decision: Decision) -> tuple[str, str] | None:
        """(part, whole) if the decision says that one incident is part of the other."""
        return self.both(decision) if decision.kind == "part_of" else None


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions that no later one supersedes, newest first."""
    gone = {d.supersedes for d in decisions if d.supersedes is not None}
    return sorted((d for d in decisions if d.id not in gone), key=lambda d: (d.at, d.id), reverse=True)
