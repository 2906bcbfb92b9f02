"""What was known on a day, with what linking remembers taken over, is what a store of those reports alone comes to."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from test_incremental import READER, keep, some_decisions, some_reports, state

from daftar.asof import link_published
from daftar.linking import LinkWith, relink
from daftar.store import open_store


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([3, 8, 128]))
def test_records_as_of_a_day_are_those_of_a_store_that_holds_nothing_else(seed: int, crowd: int) -> None:
    """Whatever the day, however many keys are crowded today and were not then, and whatever people decided."""
    chance = random.Random(seed)
    made = some_reports(seed)
    days = sorted({report.published for report, _ in made if report.published is not None})
    day = chance.choice(days)
    decisions = some_decisions(made, chance, chance.randrange(4))
    how = LinkWith(reader=READER, crowd=crowd)
    with TemporaryDirectory() as folder:
        with closing(open_store(Path(folder, "alone.db"))) as alone:
            keep(alone, [one for one in made if one[0].published is not None and one[0].published <= day])
            for one in decisions:
                alone.decide(one)
            relink(alone, how)
            expected = state(alone)
        with (
            closing(open_store(Path(folder, "all.db"))) as store,
            closing(open_store(Path(folder, "then.db"))) as then,
        ):
            keep(store, made)
            for one in decisions:
                store.decide(one)
            if chance.random() < 0.8:
                relink(store, how)
            left = link_published(store, then, day, how)
            assert state(then) == expected
            assert left.later == sum(r.published is not None and r.published > day for r, _ in made)


def test_a_store_that_is_linked_in_another_way_is_linked_anew_for_a_day(tmp_path: Path) -> None:
    """Nothing is taken over from keys of another size: the answer is that of the way that is asked for."""
    made = some_reports(5)
    with (
        closing(open_store(tmp_path / "all.db")) as store,
        closing(open_store(tmp_path / "then.db")) as then,
        closing(open_store(tmp_path / "alone.db")) as alone,
    ):
        keep(store, made)
        keep(alone, made)
        relink(store, LinkWith(reader=READER, crowd=3))
        how = LinkWith(reader=READER)
        relink(alone, how)
        link_published(store, then, dt.date(2100, 1, 1), how)
        assert state(then) == state(alone)
