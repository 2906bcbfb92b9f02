"""What a store is: everything that is kept, and the few ways it may change.

Reports, readings, decisions and the audit log only ever grow. Incidents and records are derived: where they differ they
are replaced, all that follow from one change in one transaction (:mod:`daftar.store.links`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from daftar.model import Report

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from daftar.model import Decision, Reading, Record, Rejected
    from daftar.store.links import Links

__all__ = ["Admission", "AuditEntry", "Source", "Standing", "State", "Store"]

Standing: TypeAlias = Literal["new", "known", "renamed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """How a report was received.

    ``new``: its bytes were not there before. ``known``: they were; ``report`` is the one kept, whose sources now
    include this one. ``renamed``: another report with other bytes has the id ``asked``, so this one is kept under
    ``asked@`` and the first eight digits of its sha256.
    """

    report: Report
    standing: Standing
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that a report was taken from, and when it was first taken from there (UTC)."""

    source: str
    seen: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One change to the store: when (UTC), by whom, what was done, and its particulars in words."""

    number: int
    at: dt.datetime
    who: str
    what: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the present records follow from: whose readings, since when (UTC), and a hash of all of them."""

    reader: str
    made_at: dt.datetime
    sha256: str


class Store(Protocol):
    """Keeps reports, readings, decisions and what follows from them. Every method raises StoreError when it cannot.

    A method that returns has committed: what it was given survives the process being killed.
    """

    @property
    def address(self) -> str:
        """The store's path or URL, without its password."""
        ...

    def admit(self, batch: Sequence[tuple[Report, bytes]]) -> list[Admission]:
        """Keep reports with the bytes that they were made from, in one transaction; answer in the same order."""
        ...

    def unread(self, reader: str, reports: Collection[str] | None = None) -> list[str]:
        """The ids, among ``reports`` (None: all), that ``reader`` has not read yet, in order of admission."""
        ...

    def keep_readings(
        self,
        reader: str,
        batch: Sequence[tuple[str, Sequence[Reading]]],
        rejected: Mapping[str, Sequence[Rejected]] | None = None,
    ) -> None:
        """Keep what ``reader`` read in these reports, what it ``rejected`` of each, and that it read them, in one go.

        A report that it has read before is left as it is.
        """
        ...

    def report(self, report: str) -> Report | None:
        """The report with this id, or None."""
        ...

    def reports(self) -> Iterator[Report]:
        """Every report, in order of admission, a few at a time."""
        ...

    def content(self, sha256: str) -> bytes | None:
        """The archived bytes with this hash, or None."""
        ...

    def sources(self, report: str) -> list[Source]:
        """Where a report was taken from, the first place first."""
        ...

    def readings(
        self, reader: str, reports: Collection[str] | None = None
    ) -> Iterator[tuple[str, tuple[Reading, ...]]]:
        """What ``reader`` read: each report's id with its readings in text order, in order of admission."""
        ...

    def rejected(
        self, reader: str, reports: Collection[str] | None = None
    ) -> Iterator[tuple[str, tuple[Rejected, ...]]]:
        """What ``reader`` rejected: the id of each report where it rejected anything, in order of admission."""
        ...

    def claims(self, reader: str, claims: Collection[str]) -> Mapping[str, Reading]:
        """What ``reader`` read in these claims, by id; one that is not there is left out."""
        ...

    def linking(self) -> AbstractContextManager[Links]:
        """One transaction on what linking remembers and on the records: all of what is done inside, or nothing."""
        ...

    def state(self) -> State | None:
        """What the present records follow from, or None before the first."""
        ...

    def record(self, incident: str) -> Record | None:
        """The record of one incident, or None."""
        ...

    def records(self) -> Iterator[Record]:
        """Every record, in order of their incidents' ids."""
        ...

    def leads(self) -> Iterator[tuple[str, str | None]]:
        """Every report's id, in order of admission, with its main incident's id or None."""
        ...

    def decide(self, decision: Decision) -> None:
        """Add a decision. One whose id is there already, or that supersedes an unknown one, is a StoreError."""
        ...

    def decisions(self) -> Iterator[Decision]:
        """Every decision, in the order they were made."""
        ...

    def note(self, what: str, detail: str, *, who: str = "daftar") -> None:
        """Add an entry to the audit log."""
        ...

    def audit(self) -> Iterator[AuditEntry]:
        """The audit log, oldest first."""
        ...

    def counts(self) -> Mapping[str, int]:
        """How many rows each table holds, by table name."""
        ...

    def verify(self) -> None:
        """Check the database, and every archived byte against its hash. Raises StoreError naming what is wrong."""
        ...

    def close(self) -> None:
        """Let go of the database."""
        ...
