"""Every store must keep the same contract: each test here runs on each kind of database at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from daftar.store import open_store
from databases import DATABASES, address_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from daftar.store.sql import SqlStore


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Where a store can be made that nobody else uses."""
    with address_in(request.param) as address:
        yield address


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
