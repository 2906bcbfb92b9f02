"""What an extractor is: report and passages in, claims out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, Passage, PlaceMention, Quote, Report

__all__ = ["Extractor", "Mentions"]


class Mentions(Protocol):
    """Where a passage words a time or a place. Handed in by the pipeline, asked only for passages that hold a claim."""

    def times(self, passage: Passage) -> Sequence[Quote]:
        """The time expressions in ``passage``, in order, not overlapping."""
        ...

    def places(self, passage: Passage) -> Sequence[PlaceMention]:
        """The place names in ``passage``, in order, not overlapping."""
        ...


class Extractor(Protocol):
    """Reads claims out of a report. The same report always gives the same claims, with the same ids."""

    name: str

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> Sequence[Claim]:
        """The claims of ``report`` in text order; every quote round-trips through its offsets."""
        ...
