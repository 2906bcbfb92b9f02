"""Indexes for what incidents are found by.

Without them taking one away reads all leads, and finding its parts all incidents.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the indexes."""
    op.create_index("ix_incidents_part_of", "incidents", ["part_of"])
    op.create_index("ix_leads_incident_id", "leads", ["incident_id"])
