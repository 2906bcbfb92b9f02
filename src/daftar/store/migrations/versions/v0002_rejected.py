"""What extractors said of a report and could not show in its words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rejected",
        sa.Column("reader_id", _SERIAL, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False, comment="list of Rejected, as JSON"),
        sa.PrimaryKeyConstraint("reader_id", "report_id", name="pk_rejected"),
        sa.ForeignKeyConstraint(["reader_id"], ["readers.id"], name="fk_rejected_reader_id"),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name="fk_rejected_report_id"),
    )
