"""The records as they would have been on a day: from the reports that had been published by then."""

from __future__ import annotations

import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from daftar.linking import relink
from daftar.pipeline import conventions_of, link_with
from daftar.store import open_store

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from daftar.pipeline import Recipe
    from daftar.store import Store
    from daftar.store.sql import SqlStore

__all__ = ["Then", "as_of"]


class Then(NamedTuple):
    """What was known on a day: a store with the records, and how many reports were ``later`` or ``undated``, left out."""

    store: Store
    later: int
    undated: int


@contextmanager
def as_of(store: SqlStore, day: dt.date, recipe: Recipe, *, undated: bool = False) -> Iterator[Then]:
    """The store's records as a run would have derived them from the reports published up to ``day``, that day included.

    They are linked and reckoned anew from the readings that the present records follow from, in a store that is gone
    when the context ends, by the same code: the result is that of a store which holds only those reports. People's
    decisions hold as they stand today. Reports without a publication day are left out unless ``undated``, since
    nobody knows whether they were there. ``recipe`` tells the outlets and the weights. Raises StoreError.
    """
    from daftar.store.excerpt import copy_published  # noqa: PLC0415 - loads SQLAlchemy

    state = store.state()
    with (
        tempfile.TemporaryDirectory(prefix="daftar-") as folder,
        closing(open_store(Path(folder) / "then.db")) as then,
    ):
        if state is None:
            yield Then(then, 0, 0)
            return
        left = copy_published(store, then, state.reader, day, undated=undated)
        relink(then, link_with(recipe, reader=state.reader, conventions=conventions_of(state.reader)))
        yield Then(then, *left)
