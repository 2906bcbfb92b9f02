"""Linking on every database at hand: one history comes to the same records on each, and no writer overruns another."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_incremental import HOW, READER, decided, keep, some_decisions, some_reports, state

from daftar.linking import LinkWith, relink
from daftar.linking.decided import WITHDRAWN
from daftar.store import open_store
from daftar.store.sql import SqlStore
from databases import DATABASES, address_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from test_incremental import Made

    from daftar.model import Decision, Record
    from daftar.store.sql_links import SqlLinks


def history(seed: int) -> tuple[list[Made], list[Decision]]:
    """Reports in the order they arrive, and decisions in theirs: every other one is taken back at the end."""
    chance = random.Random(seed)
    made = some_reports(seed, readings=45)
    taken = some_decisions(made, chance, 4)
    back = [
        dataclasses.replace(one, id=f"{one.id}-back", kind=WITHDRAWN, supersedes=one.id) for one in taken[::2]
    ]
    return chance.sample(made, len(made)), [*taken, *back]


def played(
    address: str, made: Sequence[Made], decisions: Sequence[Decision], how: LinkWith
) -> tuple[list[str], list[Record]]:
    """Reports in two portions, then decisions in two: the hash of all records after each, and the last records."""
    hashes = []
    half = len(made) // 2, len(decisions) // 2
    with closing(open_store(address)) as store:
        for reports, words in (
            (made[: half[0]], ()),
            (made[half[0] :], decisions[: half[1]]),
            ((), decisions[half[1] :]),
        ):
            keep(store, reports)
            for one in words:
                store.decide(one)
            relink(store, how)
            standing = store.state()
            assert standing is not None
            hashes.append(standing.sha256)
        return hashes, state(store)[0]


@settings(max_examples=2, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([4, 128]))
def test_one_history_comes_to_the_same_records_in_every_database(seed: int, crowd: int) -> None:
    """Step by step; and in the end to what a store comes to in which nothing that was taken back was ever decided."""
    made, decisions = history(seed)
    how = LinkWith(reader=READER, crowd=crowd)
    outcomes = []
    for database in DATABASES:
        with address_in(database) as address:
            outcomes.append(played(address, made, decisions, how))
    assert all(one == outcomes[0] for one in outcomes)
    taken_back = {one.supersedes for one in decisions}
    left = [one for one in decisions if one.kind != WITHDRAWN and one.id not in taken_back]
    for database in DATABASES:
        with address_in(database) as address, closing(open_store(address)) as store:
            keep(store, sorted(made, key=lambda one: one[0].id))
            for one in left:
                store.decide(one)
            relink(store, how)
            assert state(store)[0] == outcomes[0][1]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken(SqlStore):
    """A store that has to wait for another writer: before its second transaction on links, ``meanwhile`` comes first."""

    meanwhile: Callable[[], None]
    turns: list[int] = dataclasses.field(default_factory=list)

    @contextmanager
    def linking(self) -> Iterator[SqlLinks]:
        """One transaction on what linking remembers, once it is this one's turn."""
        self.turns.append(1)
        if len(self.turns) == 2:  # what is remembered was looked at; next comes what is new, and what follows
            self.meanwhile()
        with SqlStore.linking(self) as links:
            yield links


@pytest.mark.parametrize("database", DATABASES)
def test_a_decision_that_came_while_another_linked_is_not_undone(database: str) -> None:
    """Who links follows the decisions of the moment from which nobody else can write, not those from before it."""
    made = some_reports(3, readings=20)
    apart = decided(1, "different_incident", made[0], made[1])
    with address_in(database) as address, closing(open_store(address)) as store:
        keep(store, made)
        relink(store, HOW)

        def decide_and_link() -> None:
            store.decide(apart)
            relink(store, HOW)

        same = {"engine": store.engine, "address": address, "clock": store.clock}
        slow = Overtaken(**same, meanwhile=decide_and_link)
        relink(slow, HOW)
        assert len(slow.turns) == 2
        with store.linking() as links:
            assert [one.decision for one in links.judged()] == [apart.id]
