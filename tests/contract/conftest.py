"""Every store must keep the same contract: each test here runs on each kind of database at hand."""

from __future__ import annotations

import os
import uuid
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from daftar.store.sql import SqlStore

POSTGRES = os.environ.get("DAFTAR_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", "postgresql"] if POSTGRES else ["sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where a store can be made that nobody else uses."""
    if request.param == "sqlite":
        yield str(tmp_path / "casualties.db")
        return
    assert POSTGRES is not None
    url = sa.make_url(POSTGRES).set(drivername="postgresql+psycopg")
    name = f"contract_{uuid.uuid4().hex[:12]}"
    server = sa.create_engine(url, poolclass=sa.NullPool)
    with server.begin() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {name}"))
    yield url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    with server.begin() as connection:
        connection.execute(sa.text(f"DROP SCHEMA {name} CASCADE"))
    server.dispose()


@pytest.fixture
def opened(address: str) -> Iterator[Callable[[], SqlStore]]:
    """Open the store, as often as a test likes."""
    stores: list[SqlStore] = []

    def again() -> SqlStore:
        stores.append(open_store(address))
        return stores[-1]

    yield again
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], SqlStore]) -> SqlStore:
    return opened()
