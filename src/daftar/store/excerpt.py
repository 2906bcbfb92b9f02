"""A store with only some of another's reports, for the time of one question: what was published up to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from daftar.errors import StoreError
from daftar.store import schema as t
from daftar.store.engine import of_one_moment, writing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from daftar.store.sql import SqlStore

__all__ = ["LeftOut", "copy_published"]

_PAGE = 500  # rows copied at a time


class LeftOut(NamedTuple):
    """How many reports were not copied: published after the day, and without a publication day."""

    later: int
    undated: int


def copy_published(
    source: SqlStore, target: SqlStore, reader: str, by: dt.date, *, undated: bool = False
) -> LeftOut:
    """Copy into the empty ``target`` the reports published ``by`` a day, what ``reader`` read in them, and all decisions.

    With ``undated`` reports without a publication day are copied too. Reports keep their order of admission. The
    archived bytes stay behind: only an empty row stands for them. Raises StoreError, also where ``reader`` has read
    nothing.
    """
    known = t.reports.c.published <= by
    if undated:
        known = known | t.reports.c.published.is_(None)
    with of_one_moment(source.engine) as from_, writing(target.engine) as to:
        number = from_.execute(sa.select(t.readers.c.id).where(t.readers.c.name == reader)).scalar()
        if number is None:
            raise StoreError(f"{source.address}: {reader} has read nothing here; read the reports first")
        for page in _pages(from_, sa.select(t.reports).where(known).order_by(t.reports.c.seq)):
            kept = [{"sha256": row["sha256"], "media_type": "", "size": 0, "body": b""} for row in page]
            to.execute(t.archive.insert(), kept)
            to.execute(t.reports.insert(), page)
        to.execute(t.readers.insert(), {"id": number, "name": reader})
        among = sa.select(t.reports.c.id).where(known)
        for table in (t.progress, t.readings):
            query = sa.select(table).where(table.c.reader_id == number, table.c.report_id.in_(among))
            for page in _pages(from_, query):
                to.execute(table.insert(), page)
        for page in _pages(from_, sa.select(t.decisions).order_by(t.decisions.c.seq)):
            to.execute(t.decisions.insert(), page)
        later = sa.select(sa.func.count()).where(t.reports.c.published > by)
        without = sa.select(sa.func.count()).where(t.reports.c.published.is_(None))
        return LeftOut(
            later=from_.execute(later).scalar_one(),
            undated=0 if undated else from_.execute(without).scalar_one(),
        )


def _pages(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[dict[str, Any]]]:
    rows = connection.execution_options(yield_per=_PAGE).execute(query)
    for page in rows.mappings().partitions(_PAGE):
        yield [dict(row) for row in page]
