"""What an extractor is: report and passages in, claims out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from daftar.model import Claim, Rejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.usage import Usage
    from daftar.model import Passage, PlaceMention, Quote, Report

__all__ = ["Checking", "Extracted", "Extractor", "Mentions", "Metered", "extracted", "metered"]


class Mentions(Protocol):
    """Where a passage words a time or a place, and which words name people.

    Handed in by the pipeline, asked only for passages that hold a claim.
    """

    def times(self, passage: Passage) -> Sequence[Quote]:
        """The time expressions in ``passage``, in order, not overlapping."""
        ...

    def places(self, passage: Passage) -> Sequence[PlaceMention]:
        """The place names in ``passage``, in order, not overlapping."""
        ...

    def given_name(self, word: str) -> bool:
        """Whether ``word``, in any letters, is a given name that many people bear."""
        ...


class Extractor(Protocol):
    """Reads claims out of a report. The same report always gives the same claims, with the same ids."""

    name: str

    def extract(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> Sequence[Claim]:
        """The claims of ``report`` in text order; every quote round-trips through its offsets."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What an extractor read, and what it said that the report's words do not bear out."""

    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...] = ()


@runtime_checkable
class Checking(Protocol):
    """An extractor whose claims are checked against the report's words, and that keeps those which fail."""

    def extract_checked(self, report: Report, passages: Sequence[Passage], mentions: Mentions) -> Extracted:
        """The claims of ``report`` as ``extract`` gives them, and what was rejected. Raises NoAnswer, EndpointError."""
        ...


@runtime_checkable
class Metered(Protocol):
    """An extractor that costs something to ask."""

    def take_usage(self) -> Usage:
        """What was asked and spent since this was last called."""
        ...


def extracted(
    extractor: Extractor, report: Report, passages: Sequence[Passage], mentions: Mentions
) -> Extracted:
    """What ``extractor`` reads in ``report``, with what it rejected where it checks."""
    if _is(type(extractor), Checking):
        return cast("Checking", extractor).extract_checked(report, passages, mentions)
    return Extracted(claims=tuple(extractor.extract(report, passages, mentions)))


def metered(extractor: Extractor) -> Metered | None:
    """``extractor`` where it costs something to ask, else None."""
    return cast("Metered", extractor) if _is(type(extractor), Metered) else None


@cache
def _is(kind: type, protocol: type) -> bool:
    """Whether what is of ``kind`` keeps to ``protocol``: looked up once, for that takes longer than reading most reports."""
    return issubclass(kind, protocol)
