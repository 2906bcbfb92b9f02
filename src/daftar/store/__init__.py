"""What is kept: reports with their bytes, readings, decisions, and the records that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.store.base import Admission, AuditEntry, Source, State, Store
from daftar.store.links import Judged, LinkedIncident, Links, Pair, StoredItem

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.store.sql import SqlStore

__all__ = [
    "Admission",
    "AuditEntry",
    "Judged",
    "LinkedIncident",
    "Links",
    "Pair",
    "Source",
    "State",
    "Store",
    "StoredItem",
    "open_store",
]


def open_store(path_or_url: str | Path, *, create: bool = True) -> SqlStore:
    """Open the store in an SQLite file or at a ``postgresql://`` URL, making or updating its tables.

    ``create=False`` refuses a file that is not there. Raises StoreError where the store cannot be opened, belongs to
    something else, or was made by a newer Daftar.
    """
    # SQLAlchemy takes a good part of a second to load; what keeps nothing must not wait for it.
    from daftar.store.sql import open_sql_store  # noqa: PLC0415

    return open_sql_store(path_or_url, create=create)
