"""A week of reports on two attacks: how each number grew, and what was known on each day."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from daftar.asof import as_of
from daftar.intake import Taken
from daftar.model import Report
from daftar.pipeline import Recipe, run
from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from daftar.model import Record
    from daftar.store.sql import SqlStore

# 1 May 2031 is a Thursday. The last report, of the 9th, speaks of the 1st; "undated" says not when it was published.
WEEK: list[tuple[str, int | None, str, str]] = [
    (
        "first",
        1,
        "Example Wire",
        "An air strike on a market in Saraqib killed at least 12 people on Thursday, the Civil Defence said.",
    ),
    (
        "friday",
        2,
        "Northern Courier",
        (
            "The death toll from Thursday's air strike on a market in Saraqib has risen to 17, the Civil Defence said. "
            "Among the dead are three children."
        ),
    ),
    (
        "other",
        2,
        "Harbour Herald",
        "Four people were killed on Friday when a mine exploded on a road near Hama, police said.",
    ),
    (
        "rival",
        3,
        "Harbour Herald",
        "Thursday's air strike on a market in Saraqib killed 20 people, the Health Ministry said.",
    ),
    (
        "late",
        9,
        "Example Wire",
        (
            "The air strike on a market in Saraqib on 1 May killed 16 people, the Civil Defence said on Friday, correcting "
            "its figure."
        ),
    ),
    (
        "undated",
        None,
        "Field Notes",
        "An air strike on a market in Saraqib on 1 May 2031 killed 18 people, the Observatory said.",
    ),
]
MARKET, ROAD = dt.date(2031, 5, 1), dt.date(2031, 5, 2)


def taken(names: Iterable[str]) -> Iterator[Taken]:
    """The reports of the week with these names, in this order."""
    week = {row[0]: row for row in WEEK}
    for name in names:
        _, number, publisher, text = week[name]
        content = json.dumps([name, text]).encode()
        report = Report(
            id=name,
            sha256=hashlib.sha256(content).hexdigest(),
            text=text,
            source=f"week.jsonl, {name}",
            media_type="application/json",
            published=None if number is None else dt.date(2031, 5, number),
            publisher=publisher,
            language="en",
        )
        yield Taken(content=content, report=report)


ALL = tuple(row[0] for row in WEEK)


def kept(path: Path, names: Iterable[str]) -> SqlStore:
    """A store that a run over these reports filled."""
    store = open_store(path)
    run(taken(names), store, Recipe())
    return store


def toll(record: Record) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of the killed."""
    tally = record.tally("killed")
    assert tally is not None
    return tally.low.value, None if tally.best is None else tally.best.value, tally.high.value


def on_day(records: Iterable[Record], day: dt.date) -> Record:
    """The one incident of a day."""
    (found,) = [r for r in records if r.incident.date is not None and r.incident.date.start == day]
    return found


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    with closing(kept(tmp_path_factory.mktemp("week") / "week.db", ALL)) as store:
        yield store


def test_the_history_of_a_toll_over_a_week(week: SqlStore) -> None:
    """It rises, another origin says more, the first one takes some back; who and when stands beside each change."""
    market = on_day(week.records(), MARKET)
    killed = [v for v in market.history if (v.outcome, v.group) == ("killed", "all")]
    assert [(v.kind, v.words) for v in killed][:3] == [
        ("first", "at least 12 on 1 May 2031, Civil Defence"),
        ("raised", "at least 12 → 17 on 2 May 2031, Civil Defence"),
        ("raised", "17 → 20 (17 to 20) on 3 May 2031, Health Ministry"),
    ]
    assert killed[3].on == dt.date(2031, 5, 9)
    assert killed[3].claims == ("late#c1",)
    assert killed[3].low == 16
    assert (killed[-1].low, killed[-1].best, killed[-1].high) == toll(market)


def test_a_number_that_never_changed_has_no_history(week: SqlStore) -> None:
    """One report tells of the mine."""
    assert on_day(week.records(), ROAD).history == ()


def test_a_late_report_lands_on_the_day_it_speaks_of(week: SqlStore) -> None:
    """What is published on the 9th about the 1st is of the incident of the 1st, and known from the 9th on."""
    assert "late" in on_day(week.records(), MARKET).incident.reports
    with as_of(week, dt.date(2031, 5, 8), Recipe()) as then:
        assert "late" not in on_day(then.store.records(), MARKET).incident.reports
    with as_of(week, dt.date(2031, 5, 9), Recipe()) as then:
        assert "late" in on_day(then.store.records(), MARKET).incident.reports


@pytest.mark.parametrize("number", [0, 1, 2, 3, 9])
@pytest.mark.parametrize("undated", [False, True])
def test_as_of_a_day_equals_a_store_that_holds_only_what_was_published(
    week: SqlStore, tmp_path: Path, number: int, undated: bool
) -> None:
    """Records, ids, leads and the hash of all of them are those of a run over the reports of up to that day."""
    names = [name for name, on, *_ in WEEK if (undated if on is None else on <= number)]
    day = dt.date(2031, 4, 30) + dt.timedelta(days=number)
    with (
        as_of(week, day, Recipe(), undated=undated) as then,
        closing(kept(tmp_path / "only.db", names)) as only,
    ):
        assert list(then.store.records()) == list(only.records())
        assert list(then.store.leads()) == list(only.leads())
        state, expected = then.store.state(), only.state()
        assert state is not None
        assert expected is not None
        assert (state.reader, state.sha256) == (expected.reader, expected.sha256)
        assert then.later == sum(on is not None and on > number for _, on, *_ in WEEK)
        assert then.undated == (0 if undated else 1)


def test_incidents_keep_their_ids_from_the_day_of_their_first_telling(week: SqlStore) -> None:
    """Whoever noted an id on the first day finds the same incident under it a week later."""
    ids: dict[dt.date, set[str]] = {MARKET: set(), ROAD: set()}
    for number in (1, 2, 3, 9):
        with as_of(week, dt.date(2031, 5, number), Recipe()) as then:
            for record in then.store.records():
                assert record.incident.date is not None
                ids[record.incident.date.start].add(record.incident.id)
    assert ids == {day: {on_day(week.records(), day).incident.id} for day in ids}


def test_each_version_is_what_was_known_on_its_day(week: SqlStore) -> None:
    """Where linking knew the incident by then, the history says what --as-of says."""
    market = on_day(week.records(), MARKET)
    for version in market.history:
        if version.on is not None and (version.outcome, version.group) == ("killed", "all"):
            with as_of(week, version.on, Recipe()) as then:
                assert toll(on_day(then.store.records(), MARKET)) == (
                    version.low,
                    version.best,
                    version.high,
                )


def test_the_order_in_which_reports_were_read_changes_no_record_and_no_history(
    week: SqlStore, tmp_path: Path
) -> None:
    """The newest first, or a report a run: the same records."""
    with closing(kept(tmp_path / "backwards.db", reversed(ALL))) as store:
        assert {r.incident.id: r for r in store.records()} == {r.incident.id: r for r in week.records()}
    with closing(open_store(tmp_path / "one by one.db")) as store:
        for name in (ALL[4], ALL[0], *ALL[1:4], ALL[5]):
            run(taken([name]), store, Recipe())
        assert list(store.records()) == list(week.records())


def test_asking_for_a_day_changes_nothing_in_the_store(week: SqlStore) -> None:
    """No row and no entry in the audit log comes of it."""
    before: tuple[Any, ...] = (dict(week.counts()), list(week.audit()), week.state())
    with as_of(week, dt.date(2031, 5, 2), Recipe()) as then:
        assert list(then.store.records())
    assert (dict(week.counts()), list(week.audit()), week.state()) == before


def test_a_store_without_records_knew_nothing_on_any_day(tmp_path: Path) -> None:
    """Nothing was read: nothing was known, and that is no error."""
    with (
        closing(open_store(tmp_path / "empty.db")) as store,
        as_of(store, dt.date(2031, 5, 1), Recipe()) as then,
    ):
        assert list(then.store.records()) == []
