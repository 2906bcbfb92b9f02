"""Rows found, inserted and changed in one transaction, a page at a time, alike in SQLite and PostgreSQL."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    import sqlalchemy as sa

__all__ = ["MANY", "SqlRows", "insert", "pages"]

MANY = 900  # values named in one statement
_PAGE = 2_000  # rows written by one statement


def pages(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """``values`` in order, ``size`` at a time."""
    source = iter(values)
    while page := list(islice(source, size)):
        yield page


def insert(connection: sa.Connection, table: sa.Table) -> postgresql.Insert | sqlite.Insert:
    """An insertion that can leave or change rows that are there, in the database's own words."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


class SqlRows:
    """What the parts of :class:`daftar.store.sql_links.SqlLinks` have in common: their transaction, and ways to use it."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def _among(
        self, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Collection[Any]
    ) -> Iterator[Any]:
        """The rows where ``column`` is among ``values``, some values a statement."""
        for page in pages(values, MANY):
            # all of a page at once: taken one by one, rows cost more than what is done with them
            yield from self._connection.execute(query.where(column.in_(page))).all()

    def _told(
        self, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Collection[Any]
    ) -> Iterator[tuple[Any, ...]]:
        """Like ``_among``, the rows as the driver gives them: for many rows of numbers and text, which are alike in both databases."""
        for page in pages(values, MANY):
            found = self._connection.execute(query.where(column.in_(page)))
            yield from found.cursor.fetchall() if found.cursor is not None else ()

    def _write(self, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
        """Insert the rows that are not there yet."""
        written = insert(self._connection, table).on_conflict_do_nothing()
        for page in pages(rows, _PAGE):
            self._connection.execute(written, page)

    def _put(self, table: sa.Table, rows: Sequence[dict[str, Any]], key: str) -> None:
        """Insert rows, or change those that are there."""
        if not rows:
            return
        written = insert(self._connection, table)
        others = {name: written.excluded[name] for name in rows[0] if name != key}
        for page in pages(rows, _PAGE):
            self._connection.execute(written.on_conflict_do_update(index_elements=[key], set_=others), page)
