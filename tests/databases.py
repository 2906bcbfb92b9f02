"""The databases at hand: SQLite always, PostgreSQL where ``DAFTAR_TEST_POSTGRES`` says where one listens (.ci/run does)."""

from __future__ import annotations

import os
import uuid
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import sqlalchemy as sa

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DATABASES", "address_in"]

_POSTGRES = os.environ.get("DAFTAR_TEST_POSTGRES")
DATABASES = ("sqlite", "postgresql") if _POSTGRES else ("sqlite",)


@contextmanager
def address_in(database: str) -> Iterator[str]:
    """Where a store can be made that nobody else uses; what was made there is gone afterwards."""
    if database == "sqlite":
        with TemporaryDirectory() as folder:
            yield str(Path(folder, "casualties.db"))
        return
    assert _POSTGRES is not None
    url = sa.make_url(_POSTGRES).set(drivername="postgresql+psycopg")
    name = f"contract_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(url, poolclass=sa.NullPool)
    with server.begin() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {name}"))
    try:
        yield url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(
            hide_password=False
        )
    finally:
        with server.begin() as connection:
            connection.execute(sa.text(f"DROP SCHEMA {name} CASCADE"))
        server.dispose()
