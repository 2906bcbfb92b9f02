"""What linking remembers, in a database: :class:`daftar.store.links.Links` inside one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa
from msgspec.json import Decoder

from daftar.model import Reading, Report
from daftar.store import schema as t
from daftar.store.sql_items import SqlItems
from daftar.store.sql_records import SqlRecords

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

__all__ = ["SqlLinks"]

_READING, _REPORT = Decoder(Reading), Decoder(Report)
_TABLES = (
    *(t.link_reports, t.link_items, t.link_blocks, t.link_full, t.link_pairs),
    *(t.link_judged, t.link_dirty, t.link_incidents, t.link_state),
)


class SqlLinks(SqlItems, SqlRecords):
    """See :class:`daftar.store.links.Links`. Lives as long as its transaction."""

    def key(self) -> str | None:
        """What all that is remembered was made with."""
        key: str | None = self._connection.execute(sa.select(t.link_state.c.key)).scalar()
        return key

    def forget(self, key: str) -> None:
        """Forget everything."""
        for table in _TABLES:
            self._connection.execute(table.delete())
        self._connection.execute(t.link_state.insert(), {"id": 1, "key": key, "settled": False})

    def settled(self) -> bool:
        """Whether the records follow from what is remembered."""
        return bool(self._connection.execute(sa.select(t.link_state.c.settled)).scalar())

    def unlinked(self, reader: str, most: int) -> Sequence[tuple[int, Report]]:
        """Find reports that are read and not linked."""
        linked = sa.select(t.link_reports.c.report_id).where(t.link_reports.c.report_id == t.reports.c.id)
        query = (
            sa.select(t.reports.c.seq, t.reports.c.body)
            .join(t.progress, t.progress.c.report_id == t.reports.c.id)
            .join(t.readers, t.readers.c.id == t.progress.c.reader_id)
            .where(t.readers.c.name == reader, ~linked.exists())
            .order_by(t.reports.c.seq)
            .limit(most)
        )
        return [(row.seq, _REPORT.decode(row.body)) for row in self._connection.execute(query)]

    def readings(self, reader: str, reports: Collection[str]) -> Mapping[str, Sequence[Reading]]:
        """Find what was read in reports."""
        table = t.readings
        query = (
            sa.select(table.c.report_id, table.c.body)
            .join(t.readers, t.readers.c.id == table.c.reader_id)
            .where(t.readers.c.name == reader)
            .order_by(table.c.report_id, table.c.position)
        )
        found: dict[str, list[Reading]] = {report: [] for report in reports}
        for row in self._among(query, table.c.report_id, reports):
            found[row.report_id].append(_READING.decode(row.body))
        return found

    def claims(self, reader: str, claims: Collection[str]) -> Mapping[str, Reading]:
        """Find readings by claim."""
        table = t.readings
        query = (
            sa.select(table.c.claim_id, table.c.body)
            .join(t.readers, t.readers.c.id == table.c.reader_id)
            .where(t.readers.c.name == reader)
        )
        return {
            row.claim_id: _READING.decode(row.body) for row in self._among(query, table.c.claim_id, claims)
        }

    def reports(self, reports: Collection[str]) -> Mapping[str, Report]:
        """Find reports."""
        table = t.reports
        query = sa.select(table.c.id, table.c.body)
        return {row.id: _REPORT.decode(row.body) for row in self._among(query, table.c.id, reports)}

    def published(self, reports: Collection[str]) -> Mapping[str, dt.date | None]:
        """Find when reports were published."""
        table = t.reports
        query = sa.select(table.c.id, table.c.published)
        return {row.id: row.published for row in self._among(query, table.c.id, reports)}
