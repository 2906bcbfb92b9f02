"""Runs the migrations on the connection that the store hands in. Alembic loads this file; nothing imports it."""

from __future__ import annotations

from alembic import context

from daftar.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # SQLite's changes of tables are transactional once the driver does not begin and commit by itself (engine.py).
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
