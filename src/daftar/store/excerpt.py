"""A store with only some of another's reports, for the time of one question: what was published up to a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import sqlalchemy as sa

from daftar.errors import StoreError
from daftar.store import schema as t
from daftar.store.engine import of_one_moment, writing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from daftar.store.sql import SqlStore

__all__ = ["LeftOut", "copy_linking", "copy_published"]

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


def copy_linking(source: SqlStore, target: SqlStore, key: str, crowd: int) -> tuple[int, ...]:
    """Copy what linking remembers of the reports that ``target`` holds, where ``source`` links by ``key``; else nothing.

    What is remembered of a report or of a pair follows from these alone, so it is the same in a store without the others:
    all but which keys are crowded. Returned are the keys of more than ``crowd`` items in ``source`` and not in
    ``target``: what meets under these is not compared yet. No item is in an incident. Raises StoreError.
    """
    with of_one_moment(source.engine) as from_, writing(target.engine) as to:
        if from_.execute(sa.select(t.link_state.c.key)).scalar() != key:
            return ()
        to.execute(t.link_state.insert(), {"id": 1, "key": key, "settled": False})
        reports = set(to.execute(sa.select(t.reports.c.id)).scalars())
        _copy(from_, to, t.link_reports, lambda row: row["report_id"] in reports)
        _copy(from_, to, t.link_items, lambda row: row["report_id"] in reports, incident=None)
        items = set(to.execute(sa.select(t.link_items.c.id)).scalars())
        for page in _slices(sorted(items)):
            to.execute(t.link_dirty.insert(), [{"item": item} for item in page])
        _copy(from_, to, t.link_blocks, lambda row: row["item"] in items)
        _copy(from_, to, t.link_pairs, lambda row: row["one"] in items and row["other"] in items)
        _copy(from_, to, t.link_full, lambda _row: True)
        held = sa.select(sa.func.count()).where(t.link_blocks.c.key == t.link_full.c.key).scalar_subquery()
        free = tuple(to.execute(sa.select(t.link_full.c.key).where(held <= crowd)).scalars())
        for page in _slices(free):
            to.execute(t.link_full.delete().where(t.link_full.c.key.in_(page)))
        return free


def _copy(
    from_: sa.Connection,
    to: sa.Connection,
    table: sa.Table,
    kept: Callable[[Mapping[str, Any]], bool],
    **instead: object,
) -> None:
    """Copy the rows of a table that are to be kept, with some columns set to something else."""
    for page in _pages(from_, sa.select(table)):
        rows = [{**row, **instead} for row in page if kept(row)]
        if rows:
            to.execute(table.insert(), rows)


def _slices(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _PAGE):
        yield values[start : start + _PAGE]


def _pages(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Sequence[dict[str, Any]]]:
    rows = connection.execution_options(yield_per=_PAGE).execute(query)
    for page in rows.mappings().partitions(_PAGE):
        yield [dict(row) for row in page]
