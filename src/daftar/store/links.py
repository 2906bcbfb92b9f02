"""What a store keeps for linking: which incidents of which reports were compared, and what came of it.

All of it is derived: :meth:`Links.forget` may empty it at any moment, and linking makes it again. It is there so that
new reports can be linked without redoing the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from daftar.model import Reading, Record, Report

__all__ = ["Judged", "LinkedIncident", "Links", "Pair", "StoredItem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """One incident of one report. ``columns`` is what is compared and ``body`` the report's own Incident, as JSON.

    ``number`` orders items by arrival of their reports; ``part_of`` is the number of the larger one in the same report;
    ``anchor`` a hash of where it is first told; ``incident`` the id of what it was put in, None before it was.
    """

    number: int
    report: str
    part_of: int | None
    anchor: str
    columns: str
    body: str
    incident: str | None = None


class Pair(NamedTuple):
    """Two items that are likely one incident, the smaller number first. ``steps`` say why, as JSON."""

    one: int
    other: int
    weight: float
    steps: str


class Judged(NamedTuple):
    """A decision with the two items that it speaks of."""

    decision: str
    one: int
    other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedIncident:
    """An incident across reports: the hash that its id begins, what it is part of as told, whether it has such parts."""

    id: str
    anchor: str
    told_above: str | None = None
    whole: bool = False


class Links(Protocol):
    """What linking remembers, as one transaction sees it. Every method raises StoreError when it cannot."""

    def key(self) -> str | None:
        """What all that is remembered was made with; None where nothing is."""
        ...

    def forget(self, key: str) -> None:
        """Forget everything, and note what is remembered from now on with ``key``."""
        ...

    def settled(self) -> bool:
        """Whether the records follow from what is remembered; not so from ``forget`` to the next ``finish``."""
        ...

    def unlinked(self, reader: str, most: int) -> Sequence[tuple[int, Report]]:
        """The first reports that ``reader`` has read and that are not linked, with their numbers."""
        ...

    def readings(self, reader: str, reports: Collection[str]) -> Mapping[str, Sequence[Reading]]:
        """What ``reader`` read in these reports, in text order, by report."""
        ...

    def claims(self, reader: str, claims: Collection[str]) -> Mapping[str, Reading]:
        """What ``reader`` read in these claims, by id."""
        ...

    def add_items(
        self, reports: Collection[str], items: Sequence[StoredItem], blocks: Iterable[tuple[int, int]]
    ) -> None:
        """Keep items with the keys of the blocks they are in; the reports are linked from now on."""
        ...

    def add_blocks(self, blocks: Iterable[tuple[int, int]]) -> None:
        """Keep (key, item) pairs; one that is there already stays."""
        ...

    def full(self, keys: Collection[int]) -> Mapping[int, str]:
        """Which of these keys hold too many items to compare all, with their words."""
        ...

    def set_full(self, keys: Mapping[int, str]) -> None:
        """Note that these keys hold too many."""
        ...

    def full_count(self) -> int:
        """How many keys hold too many."""
        ...

    def sizes(self, keys: Collection[int]) -> Mapping[int, int]:
        """How many items there are under each key."""
        ...

    def under(self, keys: Collection[int]) -> Sequence[tuple[int, int]]:
        """(key, item) for every item under these keys."""
        ...

    def columns(self, items: Collection[int]) -> Mapping[int, str]:
        """What is compared of these items."""
        ...

    def last_columns(self, most: int) -> list[str]:
        """What is compared of the last ``most`` items."""
        ...

    def items(self, items: Collection[int]) -> Mapping[int, StoredItem]:
        """These items."""
        ...

    def items_of(self, incidents: Collection[str]) -> Mapping[str, list[int]]:
        """The items that were put in each of these incidents."""
        ...

    def reports(self, reports: Collection[str]) -> Mapping[str, Report]:
        """These reports."""
        ...

    def published(self, reports: Collection[str]) -> Mapping[str, dt.date | None]:
        """When these reports were published."""
        ...

    def items_in(self, reports: Collection[str]) -> Sequence[StoredItem]:
        """The items of these reports."""
        ...

    def parts(self, items: Collection[int]) -> Sequence[tuple[int, int]]:
        """(part, whole) for every item that its report calls a part of one of these."""
        ...

    def add_pairs(self, pairs: Sequence[Pair]) -> None:
        """Keep pairs that are not kept yet."""
        ...

    def drop_pairs(self, pairs: Collection[tuple[int, int]]) -> None:
        """Let go of what is kept of these pairs."""
        ...

    def pairs(self, items: Collection[int]) -> Sequence[Pair]:
        """The pairs that any of these items is in."""
        ...

    def weights_of(self, items: Collection[int]) -> Mapping[tuple[int, int], float]:
        """What the pairs weigh that any of these items is in, the smaller number first."""
        ...

    def judged(self) -> Sequence[Judged]:
        """The decisions that were followed."""
        ...

    def set_judged(self, judged: Sequence[Judged]) -> None:
        """Put these in their place."""
        ...

    def touch(self, items: Collection[int]) -> None:
        """Note that the groups of these items must be made anew."""
        ...

    def touched(self, most: int) -> list[int]:
        """Some items whose groups must be made anew."""
        ...

    def settle(self, items: Mapping[int, str]) -> None:
        """Put items in incidents; their groups are made."""
        ...

    def incidents(self, ids: Collection[str]) -> Mapping[str, LinkedIncident]:
        """These incidents."""
        ...

    def named_like(self, beginnings: Collection[str]) -> Sequence[LinkedIncident]:
        """The incidents whose anchor begins with any of these (all of one length)."""
        ...

    def put_incidents(self, incidents: Collection[LinkedIncident]) -> None:
        """Keep these incidents, in the place of former ones of the same ids."""
        ...

    def drop_incidents(self, ids: Collection[str]) -> None:
        """Let go of these incidents."""
        ...

    def part_of(self, incidents: Collection[str]) -> Mapping[str, str | None]:
        """What each of these incidents is part of by its record; one without a record is left out."""
        ...

    def parts_of(self, incidents: Collection[str]) -> Sequence[tuple[str, str]]:
        """(part, whole) for the incidents that by their records are parts of these."""
        ...

    def all_records(self) -> list[str]:
        """The ids of all incidents with a record."""
        ...

    def records(self, incidents: Collection[str]) -> Mapping[str, Record]:
        """The records of these incidents."""
        ...

    def change_records(self, gone: Collection[str], made: Sequence[Record]) -> None:
        """Take records away and put others in the place of those with the same ids."""
        ...

    def all_leads(self) -> list[str]:
        """The ids of all reports that are mainly about an incident."""
        ...

    def set_leads(self, leads: Mapping[str, str | None]) -> None:
        """What each report is mainly about; None for nothing."""
        ...

    def finish(self, reader: str) -> tuple[int, bool]:
        """How many records there are now, and whether they differ from those at the last ``finish``; notes the change."""
        ...
