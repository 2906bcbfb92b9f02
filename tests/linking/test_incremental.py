"""Reports linked in portions, in any order, come to what they come to when all are linked at once."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.made_reports import made_reports
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.link import across, lineage, within
from daftar.linking import LinkWith, reconcile_all, relink
from daftar.model import Decision
from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Reading, Record, Report
    from daftar.store.sql import SqlStore

    Made = tuple[Report, list[Reading]]

READER = "made@1"
HOW = LinkWith(reader=READER)


def some_reports(seed: int, readings: int = 60) -> list[Made]:
    """A dense little world: few towns, several strikes a day, most told of several times."""
    return list(made_reports(readings, seed=seed, towns=12, a_day=4))


def keep(store: SqlStore, portion: Sequence[Made]) -> None:
    """Admit reports with what was read in them."""
    store.admit([(report, report.text.encode()) for report, _ in portion])
    store.keep_readings(READER, [(report.id, found) for report, found in portion])


def state(store: SqlStore) -> tuple[list[Record], list[tuple[str, str | None]]]:
    """All records, and what each report is mainly about."""
    return list(store.records()), sorted(store.leads())


def at_once(made: Sequence[Made], decisions: Sequence[Decision], crowd: int) -> list[Record]:
    """What ``across`` makes of everything."""
    reports = {report.id: report for report, _ in made}
    readings = {reading.id: reading for _, found in made for reading in found}
    told = {report.id: within(report, found) for report, found in made}
    incidents = across(told, readings, reports, decisions, crowd=crowd)
    published = {name: report.published for name, report in reports.items()}
    return list(
        reconcile_all(
            incidents,
            readings,
            published=published,
            conventions="default",
            lineage=lambda incident: lineage(incident, readings, reports),
        )
    )


def decided(number: int, kind: str, one: Made, other: Made) -> Decision:
    """A person's word on the first claims of two reports."""
    mine, theirs = one[1][0].claim.quote, other[1][0].claim.quote
    return Decision(
        id=f"d{number}",
        kind=kind,
        report=one[0].id,
        start=mine.start,
        end=mine.end,
        by="a person",
        at=dt.datetime(2031, 6, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=number),
        other_report=other[0].id,
        other_start=theirs.start,
        other_end=theirs.end,
    )


def some_decisions(made: Sequence[Made], chance: random.Random, count: int) -> list[Decision]:
    kinds = ("same_incident", "different_incident", "part_of")
    return [decided(number, chance.choice(kinds), *chance.sample(list(made), 2)) for number in range(count)]


@settings(max_examples=4, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5), st.sampled_from([4, 128]))
def test_portions_in_any_order_come_to_what_all_at_once_does(seed: int, portions: int, crowd: int) -> None:
    """Records, ids and main incidents are the same however reports and decisions are cut and ordered."""
    chance = random.Random(seed)
    made = some_reports(seed)
    decisions = some_decisions(made, chance, chance.randrange(5))
    how = LinkWith(reader=READER, crowd=crowd)
    with TemporaryDirectory() as folder:
        with closing(open_store(Path(folder, "whole.db"))) as store:
            keep(store, made)
            for one in decisions:
                store.decide(one)
            relink(store, how)
            whole = state(store)
        shuffled = chance.sample(made, len(made))
        size = -(-len(made) // portions)
        with closing(open_store(Path(folder, "portions.db"))) as store:
            waiting = list(decisions)
            for start in range(0, len(made), size):
                keep(store, shuffled[start : start + size])
                while waiting and chance.random() < 0.5:
                    store.decide(waiting.pop(0))
                relink(store, how)
            for one in waiting:
                store.decide(one)
            relink(store, how)
            assert state(store) == whole
            assert not relink(store, how).changed
    assert whole[0] == at_once(made, decisions, crowd)


def test_one_report_more_is_held_only_against_what_it_can_reach() -> None:
    """A report that comes to a store where nearly everything is tied to everything does not join all of it anew."""
    made = list(made_reports(900, seed=5, towns=12, a_day=12))
    with TemporaryDirectory() as folder, closing(open_store(Path(folder, "store.db"))) as store:
        keep(store, made[:-1])
        everything = relink(store, HOW).regrouped
        keep(store, made[-1:])
        more = relink(store, HOW)
        assert more.new == 1
        assert 0 < more.regrouped < everything / 5
