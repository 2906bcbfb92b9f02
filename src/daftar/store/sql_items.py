"""What linking compares, in a database: items, the keys they meet under, their pairs, and which groups are touched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

import sqlalchemy as sa

from daftar.store import schema as t
from daftar.store.links import Judged, Pair, StoredItem
from daftar.store.sql_rows import MANY, SqlRows, pages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["SqlItems"]


class SqlItems(SqlRows):
    """The part of :class:`daftar.store.links.Links` that tells what was compared, and what came of it."""

    def add_items(
        self, reports: Collection[str], items: Sequence[StoredItem], blocks: Iterable[tuple[int, int]]
    ) -> None:
        """Keep items with their keys."""
        self._write(t.link_reports, ({"report_id": report} for report in reports))
        self._write(
            t.link_items,
            (
                {
                    "id": one.number,
                    "report_id": one.report,
                    "part_of": one.part_of,
                    "anchor": one.anchor,
                    "columns": one.columns,
                    "body": one.body,
                    "incident": one.incident,
                }
                for one in items
            ),
        )
        self.add_blocks(blocks)

    def add_blocks(self, blocks: Iterable[tuple[int, int]]) -> None:
        """Keep keys of items."""
        # In order of keys: the table is one tree, and neighbours share its pages.
        self._write(t.link_blocks, ({"key": key, "item": item} for key, item in sorted(set(blocks))))

    def full(self, keys: Collection[int]) -> Mapping[int, str]:
        """Find keys that hold too many."""
        table = t.link_full
        return {
            row.key: row.words
            for row in self._among(sa.select(table.c.key, table.c.words), table.c.key, keys)
        }

    def set_full(self, keys: Mapping[int, str]) -> None:
        """Note keys that hold too many."""
        self._write(t.link_full, ({"key": key, "words": words} for key, words in keys.items()))

    def full_count(self) -> int:
        """Count keys that hold too many."""
        count: int = self._connection.execute(
            sa.select(sa.func.count()).select_from(t.link_full)
        ).scalar_one()
        return count

    def sizes(self, keys: Collection[int]) -> Mapping[int, int]:
        """Count the items under keys."""
        table = t.link_blocks
        query = sa.select(table.c.key, sa.func.count().label("many")).group_by(table.c.key)
        return {row.key: row.many for row in self._among(query, table.c.key, keys)}

    def under(self, keys: Collection[int]) -> Sequence[tuple[int, int]]:
        """Find the items under keys."""
        table = t.link_blocks
        query = sa.select(table.c.key, table.c.item)
        return cast("list[tuple[int, int]]", list(self._told(query, table.c.key, keys)))

    def columns(self, items: Collection[int]) -> Mapping[int, str]:
        """Find what is compared of items."""
        table = t.link_items
        query = sa.select(table.c.id, table.c["columns"].label("told"))
        return dict(cast("Iterable[tuple[int, str]]", self._told(query, table.c.id, items)))

    def last_columns(self, most: int) -> list[str]:
        """Find what is compared of the last items."""
        table = t.link_items
        query = sa.select(table.c["columns"]).order_by(table.c.id.desc()).limit(most)
        return list(self._connection.execute(query).scalars())

    def items(self, items: Collection[int]) -> Mapping[int, StoredItem]:
        """Find items."""
        found = map(_item, self._among(sa.select(t.link_items), t.link_items.c.id, items))
        return {one.number: one for one in found}

    def items_of(self, incidents: Collection[str]) -> Mapping[str, list[int]]:
        """Find the items of incidents."""
        table = t.link_items
        found: dict[str, list[int]] = defaultdict(list)
        query = sa.select(table.c.incident, table.c.id)
        for incident, item in self._told(query, table.c.incident, incidents):
            found[incident].append(item)
        return found

    def items_in(self, reports: Collection[str]) -> Sequence[StoredItem]:
        """Find the items of reports."""
        query = sa.select(t.link_items)
        return [_item(row) for row in self._among(query, t.link_items.c.report_id, reports)]

    def parts(self, items: Collection[int]) -> Sequence[tuple[int, int]]:
        """Find the parts of items."""
        table = t.link_items
        query = sa.select(table.c.id, table.c.part_of)
        return [(row.id, row.part_of) for row in self._among(query, table.c.part_of, items)]

    def add_pairs(self, pairs: Sequence[Pair]) -> None:
        """Keep pairs."""
        self._write(t.link_pairs, (pair._asdict() for pair in pairs))

    def drop_pairs(self, pairs: Collection[tuple[int, int]]) -> None:
        """Let go of pairs."""
        table = t.link_pairs
        if not pairs:
            return
        self._connection.execute(
            table.delete().where(table.c.one == sa.bindparam("a"), table.c.other == sa.bindparam("b")),
            [{"a": one, "b": other} for one, other in pairs],
        )

    def pairs(self, items: Collection[int]) -> Sequence[Pair]:
        """Find the pairs that items are in."""
        table = t.link_pairs
        query = sa.select(table)
        found = {
            (row.one, row.other): Pair(row.one, row.other, row.weight, row.steps)
            for column in (table.c.one, table.c.other)
            for row in self._among(query, column, items)
        }
        return list(found.values())

    def weights_of(self, items: Collection[int]) -> Mapping[tuple[int, int], float]:
        """Find what the pairs weigh that items are in."""
        table = t.link_pairs
        query = sa.select(table.c.one, table.c.other, table.c.weight)
        return {
            (one, other): weight
            for column in (table.c.one, table.c.other)
            for one, other, weight in self._told(query, column, items)
        }

    def judged(self) -> Sequence[Judged]:
        """Find the decisions that were followed."""
        query = sa.select(t.link_judged).order_by(t.link_judged.c.decision_id)
        return [Judged(row.decision_id, row.one, row.other) for row in self._connection.execute(query)]

    def set_judged(self, judged: Sequence[Judged]) -> None:
        """Note the decisions that are followed."""
        self._connection.execute(t.link_judged.delete())
        self._write(
            t.link_judged,
            ({"decision_id": one.decision, "one": one.one, "other": one.other} for one in judged),
        )

    def touch(self, items: Collection[int]) -> None:
        """Note items whose groups must be made anew."""
        self._write(t.link_dirty, ({"item": item} for item in items))

    def touched(self, most: int) -> list[int]:
        """Find items whose groups must be made anew."""
        table = t.link_dirty
        query = sa.select(table.c.item).order_by(table.c.item).limit(most)
        return list(self._connection.execute(query).scalars())

    def settle(self, items: Mapping[int, str]) -> None:
        """Put items in incidents."""
        if not items:
            return
        table = t.link_items
        self._connection.execute(
            table.update().where(table.c.id == sa.bindparam("a")).values(incident=sa.bindparam("b")),
            [{"a": item, "b": incident} for item, incident in items.items()],
        )
        for page in pages(items, MANY):
            self._connection.execute(t.link_dirty.delete().where(t.link_dirty.c.item.in_(page)))


def _item(row: sa.Row[Any]) -> StoredItem:
    told = row._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row by columns; "columns" is one of ours
    return StoredItem(
        number=told["id"],
        report=told["report_id"],
        part_of=told["part_of"],
        anchor=told["anchor"],
        columns=told["columns"],
        body=told["body"],
        incident=told["incident"],
    )
