"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# What may never change once it is there, by table: the words of a reading may be made again, these may not.
_APPEND_ONLY = {"decisions": ("UPDATE", "DELETE"), "audit": ("UPDATE", "DELETE")}
_NEVER_CHANGED = {"archive": ("UPDATE",), "reports": ("UPDATE",)}


def upgrade() -> None:
    """Make the tables, and the triggers that keep what must not change."""
    _kept_tables()
    _reading_tables()
    _derived_tables()
    _append_only_tables()
    for table, changes in (_APPEND_ONLY | _NEVER_CHANGED).items():
        for change in changes:
            _refuse(table, change)


def _kept_tables() -> None:
    op.create_table(
        "archive",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False, comment="bytes before compression"),
        sa.Column("body", sa.LargeBinary(), nullable=False, comment="zlib"),
        sa.PrimaryKeyConstraint("sha256", name="pk_archive"),
    )
    op.create_table(
        "reports",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False, comment="order of admission"),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("published", sa.Date()),
        sa.Column("language", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False, comment="the Report, as JSON"),
        sa.PrimaryKeyConstraint("seq", name="pk_reports"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
        sa.UniqueConstraint("sha256", name="uq_reports_sha256"),
        sa.ForeignKeyConstraint(["sha256"], ["archive.sha256"], name="fk_reports_sha256"),
    )
    op.create_table(
        "report_sources",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("seen", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "source", name="pk_report_sources"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_report_sources_report_id"),
    )


def _reading_tables() -> None:
    op.create_table(
        "readers",
        sa.Column("id", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_readers"),
        sa.UniqueConstraint("name", name="uq_readers_name"),
    )
    op.create_table(
        "progress",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("reader_id", _SERIAL, nullable=False),
        sa.Column("read_at", sa.DateTime(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "reader_id", name="pk_progress"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_progress_report_id"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_progress_reader_id"),
    )
    op.create_table(
        "readings",
        sa.Column("reader_id", _SERIAL, nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False, comment="order in the report"),
        sa.Column("body", sa.Text(), nullable=False, comment="the Reading, as JSON"),
        sa.PrimaryKeyConstraint("reader_id", "claim_id", name="pk_readings"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_readings_reader_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_readings_report_id"),
    )
    op.create_index("ix_readings_report", "readings", ["reader_id", "report_id", "position"])


def _derived_tables() -> None:
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("part_of", sa.Text()),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("place", sa.Text()),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.Column("method", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_incidents"),
    )
    op.create_table(
        "records",
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="the Record with its Incident, as JSON"),
        sa.PrimaryKeyConstraint("incident_id", name="pk_records"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_records_incident_id"),
    )
    op.create_table(
        "leads",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_leads"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_leads_report_id"),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"], name="fk_leads_incident_id"),
    )
    op.create_table(
        "derived",
        sa.Column(
            "id", sa.Integer(), autoincrement=False, nullable=False, comment="always 1: there is one state"
        ),
        sa.Column("reader_id", _SERIAL, nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False, comment="of the records and leads"),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_derived"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_derived_reader_id"),
    )


def _append_only_tables() -> None:
    op.create_table(
        "decisions",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("supersedes", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False, comment="the Decision, as JSON"),
        sa.PrimaryKeyConstraint("seq", name="pk_decisions"),
        sa.UniqueConstraint("id", name="uq_decisions_id"),
        sa.ForeignKeyConstraint(["supersedes"], ["decisions.id"], name="fk_decisions_supersedes"),
    )
    op.create_table(
        "audit",
        sa.Column("seq", _SERIAL, autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit"),
    )


def _refuse(table: str, change: str) -> None:
    """Make the database itself refuse a change to a table's rows."""
    name, words = f"{table}_no_{change.lower()}", f"{table}: rows are never changed or taken away"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    if change == "DELETE":
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
