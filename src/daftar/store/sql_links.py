"""What linking remembers, in a database: :class:`daftar.store.links.Links` inside one transaction."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from msgspec.json import Decoder, encode
from sqlalchemy.dialects import postgresql, sqlite

from daftar.model import Reading, Record, Report
from daftar.store import schema as t
from daftar.store.links import Judged, LinkedIncident, Pair, StoredItem
from daftar.store.rows import incident_row

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

__all__ = ["SqlLinks", "added_up", "lead_digest", "record_digest"]

_MANY = 900  # values named in one statement
_PAGE = 2_000  # rows written by one statement
_READING, _REPORT, _RECORD = Decoder(Reading), Decoder(Report), Decoder(Record)
_MODULUS = 1 << 256
_TABLES = (
    *(t.link_reports, t.link_items, t.link_blocks, t.link_full, t.link_pairs),
    *(t.link_judged, t.link_dirty, t.link_incidents, t.link_state),
)


def record_digest(incident: str, body: str) -> int:
    """One record as a number, for the sum that stands for all of them."""
    return int.from_bytes(hashlib.sha256(f"record\0{incident}\0{body}".encode()).digest(), "big")


def lead_digest(report: str, incident: str) -> int:
    """What one report is mainly about, as a number."""
    return int.from_bytes(hashlib.sha256(f"lead\0{report}\0{incident}".encode()).digest(), "big")


def added_up(before: str | None, plus: Iterable[int], minus: Iterable[int] = ()) -> str:
    """A hash of a set that can be kept up as members come and go: the sum of their hashes, as 64 hexadecimal digits."""
    total = (int(before or "0", 16) + sum(plus) - sum(minus)) % _MODULUS
    return f"{total:064x}"


class SqlLinks:
    """See :class:`daftar.store.links.Links`. Lives as long as its transaction."""

    def __init__(self, connection: sa.Connection, now: dt.datetime) -> None:
        self._connection = connection
        self._now = now
        self._plus: list[int] = []
        self._minus: list[int] = []

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

    def add_items(
        self, reports: Collection[str], items: Sequence[StoredItem], blocks: Iterable[tuple[int, int]]
    ) -> None:
        """Keep items with their keys."""
        self._write(t.link_reports, ({"report_id": report} for report in reports))
        self._write(
            t.link_items,
            (
                {
                    "id": one.number,
                    "report_id": one.report,
                    "part_of": one.part_of,
                    "anchor": one.anchor,
                    "columns": one.columns,
                    "body": one.body,
                    "incident": one.incident,
                }
                for one in items
            ),
        )
        self.add_blocks(blocks)

    def add_blocks(self, blocks: Iterable[tuple[int, int]]) -> None:
        """Keep keys of items."""
        # In order of keys: the table is one tree, and neighbours share its pages.
        self._write(t.link_blocks, ({"key": key, "item": item} for key, item in sorted(set(blocks))))

    def full(self, keys: Collection[int]) -> Mapping[int, str]:
        """Find keys that hold too many."""
        table = t.link_full
        return {
            row.key: row.words
            for row in self._among(sa.select(table.c.key, table.c.words), table.c.key, keys)
        }

    def set_full(self, keys: Mapping[int, str]) -> None:
        """Note keys that hold too many."""
        self._write(t.link_full, ({"key": key, "words": words} for key, words in keys.items()))

    def full_count(self) -> int:
        """Count keys that hold too many."""
        count: int = self._connection.execute(
            sa.select(sa.func.count()).select_from(t.link_full)
        ).scalar_one()
        return count

    def sizes(self, keys: Collection[int]) -> Mapping[int, int]:
        """Count the items under keys."""
        table = t.link_blocks
        query = sa.select(table.c.key, sa.func.count().label("many")).group_by(table.c.key)
        return {row.key: row.many for row in self._among(query, table.c.key, keys)}

    def under(self, keys: Collection[int]) -> Sequence[tuple[int, int]]:
        """Find the items under keys."""
        table = t.link_blocks
        query = sa.select(table.c.key, table.c.item)
        return [(row.key, row.item) for row in self._among(query, table.c.key, keys)]

    def columns(self, items: Collection[int]) -> Mapping[int, str]:
        """Find what is compared of items."""
        table = t.link_items
        query = sa.select(table.c.id, table.c["columns"].label("told"))
        return {row.id: row.told for row in self._among(query, table.c.id, items)}

    def last_columns(self, most: int) -> list[str]:
        """Find what is compared of the last items."""
        table = t.link_items
        query = sa.select(table.c["columns"]).order_by(table.c.id.desc()).limit(most)
        return list(self._connection.execute(query).scalars())

    def items(self, items: Collection[int]) -> Mapping[int, StoredItem]:
        """Find items."""
        found = map(_item, self._among(sa.select(t.link_items), t.link_items.c.id, items))
        return {one.number: one for one in found}

    def items_of(self, incidents: Collection[str]) -> Mapping[str, list[int]]:
        """Find the items of incidents."""
        table = t.link_items
        found: dict[str, list[int]] = defaultdict(list)
        for row in self._among(sa.select(table.c.id, table.c.incident), table.c.incident, incidents):
            found[row.incident].append(row.id)
        return found

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

    def items_in(self, reports: Collection[str]) -> Sequence[StoredItem]:
        """Find the items of reports."""
        query = sa.select(t.link_items)
        return [_item(row) for row in self._among(query, t.link_items.c.report_id, reports)]

    def parts(self, items: Collection[int]) -> Sequence[tuple[int, int]]:
        """Find the parts of items."""
        table = t.link_items
        query = sa.select(table.c.id, table.c.part_of)
        return [(row.id, row.part_of) for row in self._among(query, table.c.part_of, items)]

    def add_pairs(self, pairs: Sequence[Pair]) -> None:
        """Keep pairs."""
        self._write(t.link_pairs, (pair._asdict() for pair in pairs))

    def drop_pairs(self, pairs: Collection[tuple[int, int]]) -> None:
        """Let go of pairs."""
        table = t.link_pairs
        if not pairs:
            return
        self._connection.execute(
            table.delete().where(table.c.one == sa.bindparam("a"), table.c.other == sa.bindparam("b")),
            [{"a": one, "b": other} for one, other in pairs],
        )

    def pairs(self, items: Collection[int]) -> Sequence[Pair]:
        """Find the pairs that items are in."""
        table = t.link_pairs
        query = sa.select(table)
        found = {
            (row.one, row.other): Pair(row.one, row.other, row.weight, row.steps)
            for column in (table.c.one, table.c.other)
            for row in self._among(query, column, items)
        }
        return list(found.values())

    def weights_of(self, items: Collection[int]) -> Mapping[tuple[int, int], float]:
        """Find what the pairs weigh that items are in."""
        table = t.link_pairs
        query = sa.select(table.c.one, table.c.other, table.c.weight)
        return {
            (row.one, row.other): row.weight
            for column in (table.c.one, table.c.other)
            for row in self._among(query, column, items)
        }

    def judged(self) -> Sequence[Judged]:
        """Find the decisions that were followed."""
        query = sa.select(t.link_judged).order_by(t.link_judged.c.decision_id)
        return [Judged(row.decision_id, row.one, row.other) for row in self._connection.execute(query)]

    def set_judged(self, judged: Sequence[Judged]) -> None:
        """Note the decisions that are followed."""
        self._connection.execute(t.link_judged.delete())
        self._write(
            t.link_judged,
            ({"decision_id": one.decision, "one": one.one, "other": one.other} for one in judged),
        )

    def touch(self, items: Collection[int]) -> None:
        """Note items whose groups must be made anew."""
        self._write(t.link_dirty, ({"item": item} for item in items))

    def touched(self, most: int) -> list[int]:
        """Find items whose groups must be made anew."""
        table = t.link_dirty
        query = sa.select(table.c.item).order_by(table.c.item).limit(most)
        return list(self._connection.execute(query).scalars())

    def settle(self, items: Mapping[int, str]) -> None:
        """Put items in incidents."""
        if not items:
            return
        table = t.link_items
        self._connection.execute(
            table.update().where(table.c.id == sa.bindparam("a")).values(incident=sa.bindparam("b")),
            [{"a": item, "b": incident} for item, incident in items.items()],
        )
        for page in _pages(items, _MANY):
            self._connection.execute(t.link_dirty.delete().where(t.link_dirty.c.item.in_(page)))

    def incidents(self, ids: Collection[str]) -> Mapping[str, LinkedIncident]:
        """Find incidents."""
        found = map(_incident, self._among(sa.select(t.link_incidents), t.link_incidents.c.id, ids))
        return {one.id: one for one in found}

    def named_like(self, beginnings: Collection[str]) -> Sequence[LinkedIncident]:
        """Find incidents by the beginning of their anchor."""
        table = t.link_incidents
        found: list[LinkedIncident] = []
        for page in _pages(beginnings, _MANY // 3):
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
        for page in _pages(ids, _MANY):
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
            self._plus.append(record_digest(name, bodies[name]))
            if name in before:
                self._minus.append(record_digest(name, before[name]))
        self._put(t.incidents, [incident_row(one) for one in changed], "id")
        rows = [{"incident_id": one.incident.id, "body": bodies[one.incident.id]} for one in changed]
        self._put(table, rows, "incident_id")

    def _take_away(self, gone: Sequence[str], bodies: Mapping[str, str]) -> None:
        leads = t.leads
        query = sa.select(leads.c.report_id, leads.c.incident_id)
        self._minus += [
            lead_digest(row.report_id, row.incident_id)
            for row in self._among(query, leads.c.incident_id, gone)
        ]
        self._minus += [record_digest(one, bodies[one]) for one in gone]
        for column in (leads.c.incident_id, t.records.c.incident_id, t.incidents.c.id):
            for page in _pages(gone, _MANY):
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
        self._minus += [lead_digest(report, before[report]) for report in changed if report in before]
        for page in _pages(changed, _MANY):
            self._connection.execute(table.delete().where(table.c.report_id.in_(page)))
        rows = [{"report_id": report, "incident_id": one} for report, one in changed.items() if one]
        self._plus += [lead_digest(row["report_id"], row["incident_id"]) for row in rows]
        self._write(table, rows)

    def finish(self, reader: str) -> tuple[int, bool]:
        """Note what the records are now."""
        self._connection.execute(t.link_state.update().values(settled=True))
        insert = self._insert(t.readers).on_conflict_do_nothing()
        self._connection.execute(insert, {"name": reader})
        number = self._connection.execute(
            sa.select(t.readers.c.id).where(t.readers.c.name == reader)
        ).scalar_one()
        count = self._connection.execute(sa.select(sa.func.count()).select_from(t.records)).scalar_one()
        row = self._connection.execute(sa.select(t.derived)).first()
        digest = added_up(row.sha256 if row else None, self._plus, self._minus)
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

    def _among(
        self, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Collection[Any]
    ) -> Iterator[sa.Row[Any]]:
        """The rows where ``column`` is among ``values``, some values a statement."""
        for page in _pages(values, _MANY):
            yield from self._connection.execute(query.where(column.in_(page)))

    def _write(self, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
        """Insert the rows that are not there yet."""
        insert = self._insert(table).on_conflict_do_nothing()
        for page in _pages(rows, _PAGE):
            self._connection.execute(insert, page)

    def _put(self, table: sa.Table, rows: Sequence[dict[str, Any]], key: str) -> None:
        """Insert rows, or change those that are there."""
        if not rows:
            return
        insert = self._insert(table)
        others = {name: insert.excluded[name] for name in rows[0] if name != key}
        for page in _pages(rows, _PAGE):
            self._connection.execute(insert.on_conflict_do_update(index_elements=[key], set_=others), page)

    def _insert(self, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)


def _item(row: sa.Row[Any]) -> StoredItem:
    told = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row by columns; "columns" is one of ours
    return StoredItem(
        number=told["id"],
        report=told["report_id"],
        part_of=told["part_of"],
        anchor=told["anchor"],
        columns=told["columns"],
        body=told["body"],
        incident=told["incident"],
    )


def _incident(row: sa.Row[Any]) -> LinkedIncident:
    return LinkedIncident(id=row.id, anchor=row.anchor, told_above=row.told_above, whole=row.whole)


def _pages(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    source = iter(values)
    while page := list(islice(source, size)):
        yield page
