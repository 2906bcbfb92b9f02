"""The tables of a store. They come to be, and change, through the migrations beside this file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

__all__ = [
    "REVISION",
    "Moment",
    "archive",
    "audit",
    "decisions",
    "derived",
    "incidents",
    "leads",
    "link_blocks",
    "link_dirty",
    "link_full",
    "link_incidents",
    "link_items",
    "link_judged",
    "link_pairs",
    "link_reports",
    "link_state",
    "metadata",
    "progress",
    "readers",
    "readings",
    "records",
    "rejected",
    "report_sources",
    "reports",
]

REVISION = "0004"  # the newest migration, known without loading Alembic


# SQLAlchemy calls both with the dialect, hence their unused argument.
class Moment(TypeDecorator[dt.datetime]):
    """A moment, kept in UTC without a zone (SQLite has none) and given back with one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Turn an aware datetime into naive UTC."""
        return None if value is None else value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        """Give naive UTC its zone back."""
        return None if value is None else value.replace(tzinfo=dt.UTC)


# Counts up in order of arrival. SQLite only does so by itself for a plain INTEGER.
_SERIAL = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

archive = Table(
    "archive",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False, comment="bytes before compression"),
    Column("body", LargeBinary, nullable=False, comment="zlib"),
)

reports = Table(
    "reports",
    metadata,
    Column("seq", _SERIAL, primary_key=True, autoincrement=True, comment="order of admission"),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, ForeignKey("archive.sha256"), nullable=False, unique=True),
    Column("published", Date),
    Column("language", Text),
    Column("body", Text, nullable=False, comment="the Report, as JSON"),
)

report_sources = Table(
    "report_sources",
    metadata,
    Column("report_id", Text, ForeignKey("reports.id"), primary_key=True),
    Column("source", Text, primary_key=True),
    Column("seen", Moment, nullable=False),
)

readers = Table(
    "readers",
    metadata,
    Column("id", _SERIAL, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),
)

progress = Table(
    "progress",
    metadata,
    Column("report_id", Text, ForeignKey("reports.id"), primary_key=True),
    Column("reader_id", _SERIAL, ForeignKey("readers.id"), primary_key=True),
    Column("read_at", Moment, nullable=False),
    Column("claims", Integer, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("reader_id", _SERIAL, ForeignKey("readers.id"), primary_key=True),
    Column("claim_id", Text, primary_key=True),
    Column("report_id", Text, ForeignKey("reports.id"), nullable=False),
    Column("position", Integer, nullable=False, comment="order in the report"),
    Column("body", Text, nullable=False, comment="the Reading, as JSON"),
    Index("ix_readings_report", "reader_id", "report_id", "position"),
)

rejected = Table(
    "rejected",
    metadata,
    Column("reader_id", _SERIAL, ForeignKey("readers.id"), primary_key=True),
    Column("report_id", Text, ForeignKey("reports.id"), primary_key=True),
    Column("body", Text, nullable=False, comment="list of Rejected, as JSON"),
)

incidents = Table(
    "incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("part_of", Text, index=True),
    Column("lead", Boolean, nullable=False),
    Column("first_day", Date),
    Column("last_day", Date),
    Column("place", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("method", Text),
)

records = Table(
    "records",
    metadata,
    Column("incident_id", Text, ForeignKey("incidents.id"), primary_key=True),
    Column("body", Text, nullable=False, comment="the Record with its Incident, as JSON"),
)

leads = Table(
    "leads",
    metadata,
    Column("report_id", Text, ForeignKey("reports.id"), primary_key=True),
    Column("incident_id", Text, ForeignKey("incidents.id"), nullable=False, index=True),
)

derived = Table(
    "derived",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1: there is one state"),
    Column("reader_id", _SERIAL, ForeignKey("readers.id"), nullable=False),
    Column("sha256", Text, nullable=False, comment="of the records and leads"),
    Column("made_at", Moment, nullable=False),
)

# What linking remembers. An item (one incident of one report) has a number of its own: its report's ``seq`` and its place there.
link_state = Table(
    "link_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False, comment="always 1"),
    Column("key", Text, nullable=False, comment="whose readings, by which weights and plan"),
    Column("settled", Boolean, nullable=False, comment="whether the records follow from what is remembered"),
)

link_reports = Table(
    "link_reports", metadata, Column("report_id", Text, ForeignKey("reports.id"), primary_key=True)
)

link_items = Table(
    "link_items",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("report_id", Text, ForeignKey("reports.id"), nullable=False, index=True),
    Column("part_of", BigInteger, index=True, comment="the larger one in the same report"),
    Column("anchor", Text, nullable=False, comment="hash of where it is first told"),
    Column("columns", Text, nullable=False, comment="what is compared, as JSON"),
    Column("body", Text, nullable=False, comment="the report's own Incident, as JSON"),
    Column("incident", Text, index=True, comment="what it was put in"),
)

link_blocks = Table(
    "link_blocks",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("item", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

link_full = Table(
    "link_full",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)

link_pairs = Table(
    "link_pairs",
    metadata,
    Column("one", BigInteger, primary_key=True, autoincrement=False),
    Column("other", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("weight", Float, nullable=False),
    Column("steps", Text, nullable=False, comment="why, as JSON"),
    sqlite_with_rowid=False,
)

link_judged = Table(
    "link_judged",
    metadata,
    Column("decision_id", Text, primary_key=True),
    Column("one", BigInteger, nullable=False),
    Column("other", BigInteger, nullable=False),
)

link_dirty = Table("link_dirty", metadata, Column("item", BigInteger, primary_key=True, autoincrement=False))

link_incidents = Table(
    "link_incidents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("anchor", Text, nullable=False, index=True, comment="the hash that its id begins"),
    Column("told_above", Text, comment="the larger one, as reports or people say"),
    Column("whole", Boolean, nullable=False, comment="whether others are said to be parts of it"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", _SERIAL, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("report_id", Text, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("supersedes", Text, ForeignKey("decisions.id")),
    Column("body", Text, nullable=False, comment="the Decision, as JSON"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", _SERIAL, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("detail", Text, nullable=False),
)
