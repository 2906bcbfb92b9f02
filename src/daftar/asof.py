"""The records as they would have been on a day: from the reports that had been published by then."""

from __future__ import annotations

import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from daftar.linking import relink
from daftar.linking.gather import compare_under
from daftar.pipeline import conventions_of, link_with
from daftar.store import open_store

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from daftar.linking import LinkWith
    from daftar.pipeline import Recipe
    from daftar.store import Store
    from daftar.store.excerpt import LeftOut
    from daftar.store.sql import SqlStore

__all__ = ["Then", "as_of", "link_published"]


class Then(NamedTuple):
    """What was known on a day: a store with the records, and how many reports were ``later`` or ``undated``, left out."""

    store: Store
    later: int
    undated: int


@contextmanager
def as_of(
    store: SqlStore,
    day: dt.date,
    recipe: Recipe,
    *,
    undated: bool = False,
    doing: Callable[[int], None] = lambda _reports: None,
) -> Iterator[Then]:
    """The store's records as a run would have derived them from the reports published up to ``day``, that day included.

    They are joined and reckoned anew from the readings that the present records follow from, in a store that is gone
    when the context ends, by the same code: the result is that of a store which holds only those reports. People's
    decisions hold as they stand today. Reports without a publication day are left out unless ``undated``, since
    nobody knows whether they were there. ``recipe`` tells the outlets and the weights; ``doing`` is told how many reports
    were compared so far. Raises StoreError.
    """
    state = store.state()
    with (
        tempfile.TemporaryDirectory(prefix="daftar-") as folder,
        closing(open_store(Path(folder) / "then.db")) as then,
    ):
        if state is None:
            yield Then(then, 0, 0)
            return
        how = link_with(recipe, reader=state.reader, conventions=conventions_of(state.reader))
        left = link_published(store, then, day, how, undated=undated, doing=doing)
        yield Then(then, *left)


def link_published(
    store: SqlStore,
    then: SqlStore,
    day: dt.date,
    how: LinkWith,
    *,
    undated: bool = False,
    doing: Callable[[int], None] = lambda _reports: None,
) -> LeftOut:
    """Copy what was published up to ``day`` into the empty store ``then``, and link it there.

    What linking remembers of a report by itself, and of two, is taken over where ``store`` is linked in the same way: only
    those are compared that were too many under one key and no longer are. Raises StoreError.
    """
    from daftar.store.excerpt import copy_linking, copy_published  # noqa: PLC0415 - loads SQLAlchemy

    left = copy_published(store, then, how.reader, day, undated=undated)
    free = copy_linking(store, then, how.key, how.crowd)
    if free:
        with then.linking() as links:
            compare_under(links, free, how.weights)
    relink(then, how, doing=doing)
    return left
