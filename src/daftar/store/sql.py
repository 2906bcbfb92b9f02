"""The store on SQLAlchemy Core: one SQLite file for one machine, PostgreSQL for teams, by the same code."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from msgspec.json import Decoder, encode

from daftar.errors import StoreError
from daftar.model import Decision, Reading, Record, Rejected, Report
from daftar.store import schema as t
from daftar.store.base import Admission, AuditEntry, Source, Standing, State
from daftar.store.engine import address_of, faults_as_store_errors, migrate, open_engine, writing
from daftar.store.rows import archive_row, printable, reading_row, report_row, unpacked
from daftar.store.sql_links import SqlLinks
from daftar.store.sql_rows import insert

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["SqlStore", "open_sql_store"]

_PAGE = 200  # rows fetched at a time: memory stays flat however many there are
_REJECTED = Decoder(tuple[Rejected, ...])
_READING, _REPORT, _RECORD, _DECISION = Decoder(Reading), Decoder(Report), Decoder(Record), Decoder(Decision)


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def open_sql_store(
    path_or_url: str | Path, *, create: bool = True, clock: Callable[[], dt.datetime] = _utc_now
) -> SqlStore:
    """Open a store as :func:`daftar.store.open_store` says; ``clock`` gives the present moment (aware)."""
    engine = open_engine(path_or_url, create=create)
    try:
        migrate(engine, clock())
    except StoreError:
        engine.dispose()
        raise
    return SqlStore(engine=engine, address=address_of(engine), clock=clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class SqlStore:
    """A :class:`daftar.store.base.Store` in a database; what the methods do is said there."""

    engine: sa.Engine
    address: str
    clock: Callable[[], dt.datetime]

    def admit(self, batch: Sequence[tuple[Report, bytes]]) -> list[Admission]:
        """Keep reports with their bytes."""
        if not batch:
            return []
        with writing(self.engine) as connection:
            _one_writer(connection, t.reports)
            admissions = _standings(connection, batch)
            new = [
                (admission.report, content)
                for admission, (_, content) in zip(admissions, batch, strict=True)
                if admission.standing != "known"
            ]
            self._insert(connection, t.archive, [archive_row(report, content) for report, content in new])
            self._insert(connection, t.reports, [report_row(report) for report, _ in new])
            now = self.clock()
            sources = [
                {
                    "report_id": one.report.id,
                    "source": printable(report.source),
                    "seen": report.retrieved or now,
                }
                for one, (report, _) in zip(admissions, batch, strict=True)
            ]
            self._insert(connection, t.report_sources, sources)
        return admissions

    def unread(self, reader: str, reports: Collection[str] | None = None) -> list[str]:
        """Find the reports that ``reader`` has not read yet."""
        read = (
            sa.select(t.progress.c.report_id)
            .join(t.readers, t.readers.c.id == t.progress.c.reader_id)
            .where(t.readers.c.name == reader, t.progress.c.report_id == t.reports.c.id)
        )
        query = sa.select(t.reports.c.id).where(~read.exists()).order_by(t.reports.c.seq)
        if reports is not None:
            query = query.where(t.reports.c.id.in_(reports))
        return [row.id for row in self._rows(query)]

    def keep_readings(
        self,
        reader: str,
        batch: Sequence[tuple[str, Sequence[Reading]]],
        rejected: Mapping[str, Sequence[Rejected]] | None = None,
    ) -> None:
        """Keep what ``reader`` read, and that it did."""
        if not batch:
            return
        with writing(self.engine) as connection:
            number = self._reader_number(connection, reader)
            names = [report for report, _ in batch]
            # Whoever reads the same reports at the same time waits here, and then finds them read.
            connection.execute(
                sa.select(t.reports.c.id)
                .where(t.reports.c.id.in_(names))
                .order_by(t.reports.c.seq)
                .with_for_update(key_share=True)
            )
            known = sa.select(t.progress.c.report_id).where(
                t.progress.c.reader_id == number, t.progress.c.report_id.in_(names)
            )
            done = set(connection.execute(known).scalars())
            fresh = {report: readings for report, readings in batch if report not in done}
            now = self.clock()
            progress = [
                {"report_id": report, "reader_id": number, "read_at": now, "claims": len(readings)}
                for report, readings in fresh.items()
            ]
            rows = [
                reading_row(number, report, position, reading)
                for report, readings in fresh.items()
                for position, reading in enumerate(readings)
            ]
            if progress:
                connection.execute(t.progress.insert(), progress)
            if rows:
                connection.execute(t.readings.insert(), rows)
            failed = [
                {"reader_id": number, "report_id": report, "body": encode(several).decode()}
                for report, several in (rejected or {}).items()
                if report in fresh and several
            ]
            if failed:
                connection.execute(t.rejected.insert(), failed)

    def report(self, report: str) -> Report | None:
        """Find one report."""
        row = self._first(sa.select(t.reports.c.body).where(t.reports.c.id == report))
        return None if row is None else _REPORT.decode(row.body)

    def reports(self) -> Iterator[Report]:
        """Go through every report."""
        for row in self._paged(t.reports, t.reports.c.body):
            yield _REPORT.decode(row.body)

    def content(self, sha256: str) -> bytes | None:
        """Find archived bytes."""
        row = self._first(sa.select(t.archive.c.body).where(t.archive.c.sha256 == sha256))
        if row is None:
            return None
        content = unpacked(sha256, row.body)
        if content is None:
            raise self._changed(sha256)
        return content

    def sources(self, report: str) -> list[Source]:
        """Find where a report came from."""
        table = t.report_sources
        query = sa.select(table).where(table.c.report_id == report).order_by(table.c.seen, table.c.source)
        return [Source(source=row.source, seen=row.seen) for row in self._rows(query)]

    def readings(
        self, reader: str, reports: Collection[str] | None = None
    ) -> Iterator[tuple[str, tuple[Reading, ...]]]:
        """Go through what ``reader`` read, a page of reports at a time."""
        row = self._first(sa.select(t.readers.c.id).where(t.readers.c.name == reader))
        if row is None:
            return
        seq = 0
        while page := self._read_reports(row.id, reports, after=seq):
            seq = page[-1].seq
            found = self._readings_of(row.id, [one.id for one in page])
            for one in page:
                yield one.id, tuple(found.get(one.id, ()))

    def rejected(
        self, reader: str, reports: Collection[str] | None = None
    ) -> Iterator[tuple[str, tuple[Rejected, ...]]]:
        """Go through what ``reader`` rejected."""
        joined = t.rejected.join(t.readers, t.readers.c.id == t.rejected.c.reader_id).join(
            t.reports, t.reports.c.id == t.rejected.c.report_id
        )
        query = sa.select(t.reports.c.id, t.rejected.c.body).select_from(joined).order_by(t.reports.c.seq)
        query = query.where(t.readers.c.name == reader)
        for row in self._streamed(query if reports is None else query.where(t.reports.c.id.in_(reports))):
            yield row.id, _REJECTED.decode(row.body)

    def claims(self, reader: str, claims: Collection[str]) -> Mapping[str, Reading]:
        """Find readings by claim."""
        table = t.readings
        query = sa.select(table.c.claim_id, table.c.body).join(t.readers, t.readers.c.id == table.c.reader_id)
        found: dict[str, Reading] = {}
        names = iter(claims)
        while page := list(islice(names, _PAGE)):
            for row in self._rows(query.where(t.readers.c.name == reader, table.c.claim_id.in_(page))):
                found[row.claim_id] = _READING.decode(row.body)
        return found

    @contextmanager
    def linking(self) -> Iterator[SqlLinks]:
        """One transaction on what linking remembers and what follows."""
        with writing(self.engine) as connection:
            _one_writer(connection, t.derived)
            yield SqlLinks(connection, self.clock())

    def state(self) -> State | None:
        """Find what the present records follow from."""
        query = sa.select(t.readers.c.name, t.derived.c.made_at, t.derived.c.sha256).join(
            t.readers, t.derived.c.reader_id == t.readers.c.id
        )
        row = self._first(query)
        return None if row is None else State(reader=row.name, made_at=row.made_at, sha256=row.sha256)

    def record(self, incident: str) -> Record | None:
        """Find one record."""
        row = self._first(sa.select(t.records.c.body).where(t.records.c.incident_id == incident))
        return None if row is None else _RECORD.decode(row.body)

    def records(self) -> Iterator[Record]:
        """Go through every record in one consistent view."""
        joined = t.records.join(t.incidents, t.incidents.c.id == t.records.c.incident_id)
        query = sa.select(t.records.c.body).select_from(joined).order_by(self._by_character(t.incidents.c.id))
        for row in self._streamed(query):
            yield _RECORD.decode(row.body)

    def leads(self) -> Iterator[tuple[str, str | None]]:
        """Go through every report's main incident."""
        joined = t.reports.outerjoin(t.leads, t.leads.c.report_id == t.reports.c.id)
        query = sa.select(t.reports.c.id, t.leads.c.incident_id).select_from(joined).order_by(t.reports.c.seq)
        for row in self._streamed(query):
            yield row.id, row.incident_id

    def decide(self, decision: Decision) -> None:
        """Add a decision and its entry in the audit log."""
        row = {
            "id": decision.id,
            "kind": decision.kind,
            "report_id": decision.report,
            "made_by": decision.by,
            "made_at": decision.at,
            "supersedes": decision.supersedes,
            "body": encode(decision).decode(),
        }
        with writing(self.engine) as connection:
            connection.execute(t.decisions.insert(), row)
            self._note(connection, "decide", f"{decision.kind} {decision.id}", who=decision.by)

    def decisions(self) -> Iterator[Decision]:
        """Go through every decision."""
        for row in self._paged(t.decisions, t.decisions.c.body):
            yield _DECISION.decode(row.body)

    def note(self, what: str, detail: str, *, who: str = "daftar") -> None:
        """Add an entry to the audit log."""
        with writing(self.engine) as connection:
            self._note(connection, what, detail, who=who)

    def audit(self) -> Iterator[AuditEntry]:
        """Go through the audit log."""
        for row in self._paged(t.audit, t.audit.c.at, t.audit.c.who, t.audit.c.what, t.audit.c.detail):
            yield AuditEntry(number=row.seq, at=row.at, who=row.who, what=row.what, detail=row.detail)

    def counts(self) -> Mapping[str, int]:
        """Count the rows of each table."""
        with faults_as_store_errors(self.engine), self.engine.connect() as connection:
            return {
                name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
                for name, table in t.metadata.tables.items()
            }

    def verify(self) -> None:
        """Check the database and the archive."""
        if self.engine.dialect.name == "sqlite":
            found = [row[0] for row in self._rows(sa.text("PRAGMA integrity_check(1)"))]
            if found != ["ok"]:
                raise StoreError(f"{self.address}: damaged ({found[0]}); go back to a copy of it")
        for row in self._streamed(sa.select(t.archive.c.sha256, t.archive.c.body)):
            if unpacked(row.sha256, row.body) is None:
                raise self._changed(row.sha256)

    def _changed(self, sha256: str) -> StoreError:
        return StoreError(f"{self.address}: archived bytes {sha256} have changed; go back to a copy of it")

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def _rows(self, query: sa.Executable) -> Sequence[sa.Row[Any]]:
        with faults_as_store_errors(self.engine), self.engine.connect() as connection:
            return connection.execute(query).all()

    def _first(self, query: sa.Select[Any]) -> sa.Row[Any] | None:
        with faults_as_store_errors(self.engine), self.engine.connect() as connection:
            return connection.execute(query).first()

    def _paged(self, table: sa.Table, *columns: sa.Column[Any]) -> Iterator[sa.Row[Any]]:
        """Yield rows by their ``seq``, a page a transaction: a reader that pauses holds nothing up."""
        seq = 0
        query = sa.select(table.c.seq, *columns).order_by(table.c.seq).limit(_PAGE)
        while page := self._rows(query.where(table.c.seq > seq)):
            yield from page
            seq = page[-1].seq

    def _streamed(self, query: sa.Select[Any]) -> Iterator[sa.Row[Any]]:
        """Yield rows of one transaction, so that all of them are of the same state."""
        with faults_as_store_errors(self.engine), self.engine.connect() as connection:
            yield from connection.execution_options(yield_per=_PAGE).execute(query)

    def _read_reports(
        self, reader: int, among: Collection[str] | None, *, after: int
    ) -> Sequence[sa.Row[Any]]:
        joined = t.reports.join(t.progress, t.progress.c.report_id == t.reports.c.id)
        query = (
            sa.select(t.reports.c.seq, t.reports.c.id)
            .select_from(joined)
            .where(t.progress.c.reader_id == reader, t.reports.c.seq > after)
            .order_by(t.reports.c.seq)
            .limit(_PAGE)
        )
        return self._rows(query if among is None else query.where(t.reports.c.id.in_(among)))

    def _readings_of(self, reader: int, reports: Sequence[str]) -> dict[str, list[Reading]]:
        table = t.readings
        query = (
            sa.select(table.c.report_id, table.c.body)
            .where(table.c.reader_id == reader, table.c.report_id.in_(reports))
            .order_by(table.c.report_id, table.c.position)
        )
        found: dict[str, list[Reading]] = defaultdict(list)
        for row in self._rows(query):
            found[row.report_id].append(_READING.decode(row.body))
        return found

    def _by_character(self, column: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
        """Order by characters, whatever language's order the database has."""
        return column.collate("C") if self.engine.dialect.name == "postgresql" else column

    def _reader_number(self, connection: sa.Connection, reader: str) -> int:
        self._insert(connection, t.readers, [{"name": reader}])
        number: int = connection.execute(
            sa.select(t.readers.c.id).where(t.readers.c.name == reader)
        ).scalar_one()
        return number

    def _note(self, connection: sa.Connection, what: str, detail: str, *, who: str = "daftar") -> None:
        row = {"at": self.clock(), "who": who, "what": what, "detail": detail}
        connection.execute(t.audit.insert(), row)

    def _insert(self, connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert the rows that are not there yet."""
        if rows:
            connection.execute(insert(connection, table).on_conflict_do_nothing(), rows)


def _one_writer(connection: sa.Connection, table: sa.Table) -> None:
    """Let one transaction at a time choose what to write to a table. SQLite has one writer in any case."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))


def _standings(connection: sa.Connection, batch: Sequence[tuple[Report, bytes]]) -> list[Admission]:
    """Find out which reports are new, which are known, and which must have another id."""
    asked = {report.id for report, _ in batch}
    hashes = {report.sha256 for report, _ in batch}
    table = t.reports
    query = sa.select(table.c.id, table.c.sha256, table.c.body).where(
        table.c.sha256.in_(hashes) | table.c.id.in_(asked)
    )
    rows = connection.execute(query).all()
    known = {row.sha256: _REPORT.decode(row.body) for row in rows}
    taken = {row.id for row in rows}
    admissions = []
    for report, _ in batch:
        kept = known.get(report.sha256)
        if kept is not None:
            admissions.append(Admission(report=kept, standing="known", asked=report.id))
            continue
        fresh = replace(report, source=printable(report.source))
        if report.id in taken:
            fresh = replace(fresh, id=f"{report.id}@{report.sha256[:8]}")
        known[report.sha256] = fresh
        taken.add(fresh.id)
        standing: Standing = "new" if fresh.id == report.id else "renamed"
        admissions.append(Admission(report=fresh, standing=standing, asked=report.id))
    return admissions
