"""What linking remembers, so that new reports are linked without redoing the rest; records in order of their ids."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and drop the place of each incident among the others: every new one would move the rest."""
    op.drop_column("incidents", "position")
    op.create_table(
        "link_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False, comment="always 1"),
        sa.Column("key", sa.Text(), nullable=False, comment="whose readings, by which weights and plan"),
        sa.Column(
            "settled",
            sa.Boolean(),
            nullable=False,
            comment="whether the records follow from what is remembered",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_link_state"),
    )
    op.create_table(
        "link_reports",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", name="pk_link_reports"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_link_reports_report_id"),
    )
    op.create_table(
        "link_items",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("part_of", sa.BigInteger(), comment="the larger one in the same report"),
        sa.Column("anchor", sa.Text(), nullable=False, comment="hash of where it is first told"),
        sa.Column("columns", sa.Text(), nullable=False, comment="what is compared, as JSON"),
        sa.Column("body", sa.Text(), nullable=False, comment="the report's own Incident, as JSON"),
        sa.Column("incident", sa.Text(), comment="what it was put in"),
        sa.PrimaryKeyConstraint("id", name="pk_link_items"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_link_items_report_id"),
    )
    for column in ("report_id", "part_of", "incident"):
        op.create_index(f"ix_link_items_{column}", "link_items", [column])
    op.create_table(
        "link_blocks",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("item", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("key", "item", name="pk_link_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "link_full",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_link_full"),
    )
    op.create_table(
        "link_pairs",
        sa.Column("one", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("other", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False, comment="why, as JSON"),
        sa.PrimaryKeyConstraint("one", "other", name="pk_link_pairs"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_link_pairs_other", "link_pairs", ["other"])
    op.create_table(
        "link_judged",
        sa.Column("decision_id", sa.Text(), nullable=False),
        sa.Column("one", sa.BigInteger(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", name="pk_link_judged"),
    )
    op.create_table(
        "link_dirty",
        sa.Column("item", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("item", name="pk_link_dirty"),
    )
    op.create_table(
        "link_incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False, comment="the hash that its id begins"),
        sa.Column("told_above", sa.Text(), comment="the larger one, as reports or people say"),
        sa.Column("whole", sa.Boolean(), nullable=False, comment="whether others are said to be parts of it"),
        sa.PrimaryKeyConstraint("id", name="pk_link_incidents"),
    )
    op.create_index("ix_link_incidents_anchor", "link_incidents", ["anchor"])
