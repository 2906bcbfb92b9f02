"""What follows from linking, in a database: incidents, their records, and what each report is mainly about.

A hash of all records and leads is kept up as they come and go, so that it costs what changes and not what is there.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from msgspec.json import Decoder, encode

from daftar.model import Record
from daftar.store import schema as t
from daftar.store.links import LinkedIncident
from daftar.store.rows import incident_row
from daftar.store.sql_rows import MANY, SqlRows, pages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["SqlRecords"]

_RECORD = Decoder(Record)
_MODULUS = 1 << 256


class SqlRecords(SqlRows):
    """The part of :class:`daftar.store.links.Links` that tells what follows, and puts records in the place of others."""

    def __init__(self, connection: sa.Connection, now: dt.datetime) -> None:
        super().__init__(connection)
        self._now = now
        self._plus: list[int] = []
        self._minus: list[int] = []

    def incidents(self, ids: Collection[str]) -> Mapping[str, LinkedIncident]:
        """Find incidents."""
        found = map(_incident, self._among(sa.select(t.link_incidents), t.link_incidents.c.id, ids))
        return {one.id: one for one in found}

    def named_like(self, beginnings: Collection[str]) -> Sequence[LinkedIncident]:
        """Find incidents by the beginning of their anchor."""
        table = t.link_incidents
        found: list[LinkedIncident] = []
        for page in pages(beginnings, MANY // 3):
            ranges = [
                table.c.anchor.between(one, f"{one}g") for one in page
            ]  # g follows every hexadecimal digit
            found.extend(map(_incident, self._connection.execute(sa.select(table).where(sa.or_(*ranges)))))
        return found

    def put_incidents(self, incidents: Collection[LinkedIncident]) -> None:
        """Keep incidents."""
        self.drop_incidents([one.id for one in incidents])
        self._write(
            t.link_incidents,
            (
                {"id": one.id, "anchor": one.anchor, "told_above": one.told_above, "whole": one.whole}
                for one in incidents
            ),
        )

    def drop_incidents(self, ids: Collection[str]) -> None:
        """Let go of incidents."""
        for page in pages(ids, MANY):
            self._connection.execute(t.link_incidents.delete().where(t.link_incidents.c.id.in_(page)))

    def part_of(self, incidents: Collection[str]) -> Mapping[str, str | None]:
        """Find what incidents are part of."""
        table = t.incidents
        query = sa.select(table.c.id, table.c.part_of)
        return {row.id: row.part_of for row in self._among(query, table.c.id, incidents)}

    def parts_of(self, incidents: Collection[str]) -> Sequence[tuple[str, str]]:
        """Find the parts of incidents."""
        table = t.incidents
        query = sa.select(table.c.id, table.c.part_of)
        return [(row.id, row.part_of) for row in self._among(query, table.c.part_of, incidents)]

    def all_records(self) -> list[str]:
        """Find the ids of all incidents."""
        return list(self._connection.execute(sa.select(t.records.c.incident_id)).scalars())

    def records(self, incidents: Collection[str]) -> Mapping[str, Record]:
        """Find records."""
        table = t.records
        query = sa.select(table.c.incident_id, table.c.body)
        found = self._among(query, table.c.incident_id, incidents)
        return {row.incident_id: _RECORD.decode(row.body) for row in found}

    def change_records(self, gone: Collection[str], made: Sequence[Record]) -> None:
        """Take records away and put others there."""
        bodies = {one.incident.id: encode(one).decode() for one in made}
        gone = [one for one in gone if one not in bodies]
        table = t.records
        query = sa.select(table.c.incident_id, table.c.body)
        found = self._among(query, table.c.incident_id, [*gone, *bodies])
        before = {row.incident_id: row.body for row in found}
        self._take_away([one for one in gone if one in before], before)
        changed = [one for one in made if before.get(one.incident.id, "") != bodies[one.incident.id]]
        for one in changed:
            name = one.incident.id
            self._plus.append(_record_digest(name, bodies[name]))
            if name in before:
                self._minus.append(_record_digest(name, before[name]))
        self._put(t.incidents, [incident_row(one) for one in changed], "id")
        rows = [{"incident_id": one.incident.id, "body": bodies[one.incident.id]} for one in changed]
        self._put(table, rows, "incident_id")

    def _take_away(self, gone: Sequence[str], bodies: Mapping[str, str]) -> None:
        leads = t.leads
        query = sa.select(leads.c.report_id, leads.c.incident_id)
        self._minus += [
            _lead_digest(row.report_id, row.incident_id)
            for row in self._among(query, leads.c.incident_id, gone)
        ]
        self._minus += [_record_digest(one, bodies[one]) for one in gone]
        for column in (leads.c.incident_id, t.records.c.incident_id, t.incidents.c.id):
            for page in pages(gone, MANY):
                self._connection.execute(sa.delete(column.table).where(column.in_(page)))

    def all_leads(self) -> list[str]:
        """Find the ids of all reports with a main incident."""
        return list(self._connection.execute(sa.select(t.leads.c.report_id)).scalars())

    def set_leads(self, leads: Mapping[str, str | None]) -> None:
        """Note what reports are mainly about."""
        table = t.leads
        query = sa.select(table.c.report_id, table.c.incident_id)
        before = {row.report_id: row.incident_id for row in self._among(query, table.c.report_id, leads)}
        changed = {report: one for report, one in leads.items() if before.get(report) != one}
        self._minus += [_lead_digest(report, before[report]) for report in changed if report in before]
        for page in pages(changed, MANY):
            self._connection.execute(table.delete().where(table.c.report_id.in_(page)))
        rows = [{"report_id": report, "incident_id": one} for report, one in changed.items() if one]
        self._plus += [_lead_digest(row["report_id"], row["incident_id"]) for row in rows]
        self._write(table, rows)

    def finish(self, reader: str) -> tuple[int, bool]:
        """Note what the records are now."""
        self._connection.execute(t.link_state.update().values(settled=True))
        self._write(t.readers, [{"name": reader}])
        number = self._connection.execute(
            sa.select(t.readers.c.id).where(t.readers.c.name == reader)
        ).scalar_one()
        count = self._connection.execute(sa.select(sa.func.count()).select_from(t.records)).scalar_one()
        row = self._connection.execute(sa.select(t.derived)).first()
        digest = _added_up(row.sha256 if row else None, self._plus, self._minus)
        self._plus, self._minus = [], []
        if row is not None and row.sha256 == digest and row.reader_id == number:
            return count, False
        self._connection.execute(t.derived.delete())
        state = {"id": 1, "reader_id": number, "sha256": digest, "made_at": self._now}
        self._connection.execute(t.derived.insert(), state)
        self._connection.execute(
            t.audit.insert(),
            {"at": self._now, "who": "daftar", "what": "derive", "detail": f"{count} records by {reader}"},
        )
        return count, True


def _record_digest(incident: str, body: str) -> int:
    """One record as a number, for the sum that stands for all of them."""
    return int.from_bytes(hashlib.sha256(f"record\0{incident}\0{body}".encode()).digest(), "big")


def _lead_digest(report: str, incident: str) -> int:
    """What one report is mainly about, as a number."""
    return int.from_bytes(hashlib.sha256(f"lead\0{report}\0{incident}".encode()).digest(), "big")


def _added_up(before: str | None, plus: Iterable[int], minus: Iterable[int] = ()) -> str:
    """A hash of a set that can be kept up as members come and go: the sum of their hashes, as 64 hexadecimal digits."""
    total = (int(before or "0", 16) + sum(plus) - sum(minus)) % _MODULUS
    return f"{total:064x}"


def _incident(row: sa.Row[Any]) -> LinkedIncident:
    return LinkedIncident(id=row.id, anchor=row.anchor, told_above=row.told_above, whole=row.whole)
