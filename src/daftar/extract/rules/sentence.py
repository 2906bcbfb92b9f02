"""What one sentence claims, remembered apart from the report it stood in, and put back where it stands in another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daftar.extract.rules.row import Hit
from daftar.extract.rules.ties import Draft, tied
from daftar.memo import Template
from daftar.model import Claim

if TYPE_CHECKING:
    from daftar.extract.rules.told import Told

__all__ = ["GIVEN", "NO_HIT", "Sentence", "placed", "spoken"]

NO_HIT = Hit("", None, 0, 0, 0, "event")
# What of a claim is the report's own, not its sentence's.
GIVEN = ("id", "report", "passage", "origin", "event")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a sentence claims wherever it stands: claims of harm first, then others. Nobody changes it.

    Each claim comes with its hit and the stretch whose speaker is the claim's origin. ``start`` is where the sentence
    stood when it was read.
    ``times`` and ``places`` are those it was read with, by offsets from its start; None where they were not asked for.
    ``apart`` says that its harm is another event's than the report's.
    """

    start: int
    claims: tuple[tuple[Template[Claim], Hit, int, int], ...]
    harms: int
    apart: bool
    times: tuple[tuple[int, int], ...] | None
    places: tuple[tuple[int, int], ...] | None

    def fits(self, told: Told) -> bool:
        """Whether ``told`` has the same times and places in it: they are found by others, who may have changed."""
        return (self.times is None or self.times == told.spans(told.times)) and (
            self.places is None or self.places == told.spans([m.quote for m in told.places])
        )


def spoken(draft: Draft) -> tuple[int, int]:
    """The stretch whose speaker is the claim's origin: its quote; all of the passage where material is only shown."""
    claim = draft.claim
    words = claim.passage if claim.kind == "context" and draft.hit is NO_HIT else claim.quote
    return words.start, words.end


def placed(sentence: Sentence, told: Told, earlier: list[Draft], *, fresh: bool) -> list[Draft]:
    """What ``sentence`` claims, where it stands in this report: with ids, origins, and ties to what was told before."""
    shift, part, report = told.passage.start - sentence.start, told.passage.part, told.report.id
    number = len(earlier)
    given: dict[str, object] = {"report": report, "passage": told.whole}
    drafts: list[Draft] = []
    harms = sentence.harms
    for order, (template, hit, start, end) in enumerate(sentence.claims):
        outcome = hit.outcome or (_befell_them(earlier, told.index) if order < sentence.harms else "")
        if outcome is None:
            harms -= 1
            continue
        number += 1
        given["id"] = f"{report}#c{number}"
        given["event"] = told.index if sentence.apart and told.index > 1 and order < sentence.harms else None
        given["origin"] = told.said.chain(told.index, start + shift, end + shift)
        claim = template.first(given) if fresh else template.at(shift, part, given)
        if outcome != hit.outcome:
            claim = replace(claim, outcome=outcome)
        drafts.append(Draft(claim, hit, told.index))
    return tied(drafts[:harms], earlier) + drafts[harms:]


def _befell_them(earlier: list[Draft], index: int) -> str | None:
    """What befell those of the sentence before ``index`` whom this one calls "them"; None where that is not plain."""
    outcomes: set[str | None] = set()
    for draft in reversed(earlier):
        if draft.passage != index - 1:
            break
        if draft.claim.kind == "harm":
            outcomes.add(draft.claim.outcome)
    return outcomes.pop() if len(outcomes) == 1 else None
