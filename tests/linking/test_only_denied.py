"""Reports that only deny stand in the record of what they deny, and make none where nobody tells of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from tests import plain_reading

from daftar.intake import Taken
from daftar.model import Report
from daftar.pipeline import Recipe, run
from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from daftar.model import Record

# 4 May 2021 was a Tuesday.
TOLD = "Nine people were killed in an air strike on a market in Saraqib on Tuesday, the Civil Defence said."
DENIED = "The Omrani army denied on Wednesday that its aircraft had bombed a market in Saraqib on Tuesday."
OTHER = "Six people were killed in shelling of Garowe on Tuesday, the Civil Defence said."


def taken(name: str, text: str, day: int = 5) -> Taken:
    content = f"{name} {text}".encode()
    report = Report(
        id=name,
        sha256=hashlib.sha256(content).hexdigest(),
        text=text,
        source=name,
        media_type="text/plain",
        published=dt.date(2021, 5, day),
        publisher=f"Outlet {name}",
        language="en",
    )
    return Taken(content=content, report=report)


def linked(path: Path, *portions: Iterable[Taken]) -> tuple[list[Record], dict[str, str | None]]:
    """The records that these reports come to, and what each is mainly about."""
    with closing(open_store(path)) as store:
        for portion in portions:
            run(portion, store, Recipe())
        return list(store.records()), dict(store.leads())


@pytest.mark.parametrize(
    "denial",
    [
        DENIED,
        "The Omrani army said it had carried out no strikes in Saraqib on Tuesday.",
        "The Omrani army denied that civilians were killed in Saraqib on Tuesday.",
        "The Omrani army denied that its aircraft struck the market in Saraqib on Tuesday, in which nine people were killed.",
    ],
)
def test_a_report_that_only_denies_joins_what_it_denies(tmp_path: Path, denial: str) -> None:
    """The position stands in the record of that place and day; the nine stay the word of who told of them."""
    (record,), leads = linked(tmp_path / "s.db", [taken("r1", TOLD), taken("r2", denial)])
    assert record.incident.reports == ("r1", "r2")
    assert [(p.name, p.position) for p in record.positions] == [("Omrani army", "denied")]
    tally = record.tally("killed")
    assert tally is not None
    assert (tally.low.value, tally.high.value) == (9, 9)
    assert not any("army" in root.origin.name.casefold() for root in record.roots if root.origin)
    assert leads == {"r1": record.incident.id, "r2": record.incident.id}


def test_what_nobody_tells_of_is_no_incident(tmp_path: Path) -> None:
    """A denial alone, or beside the attack on another town, makes no record, and its report is about none."""
    (record,), leads = linked(tmp_path / "s.db", [taken("r1", DENIED), taken("r2", OTHER)])
    assert record.incident.reports == ("r2",)
    assert leads["r1"] is None


def test_denials_come_in_any_order(tmp_path: Path) -> None:
    """First the denial or first what it denies, in one portion or one by one: the records are the same."""
    reports = [taken("r1", TOLD), taken("r2", DENIED, 6), taken("r3", OTHER), taken("r4", TOLD, 6)]
    whole = linked(tmp_path / "whole.db", reports)
    for number, order in enumerate(itertools.islice(itertools.permutations(reports), 0, 24, 5)):
        assert linked(tmp_path / f"{number}.db", *([one] for one in order)) == whole


HELD_AGAINST = (
    "The Omrani army denies that its guns shelled the market in Saraqib on Tuesday. A spokesman said that rebel mortars had "
    "fired on it and that five civilians had been killed."
)
SHELLED = "Nine people were killed when shells hit a market in Saraqib on Tuesday, the Civil Defence said."


def test_what_follows_a_denial_is_told_of_the_place_and_day_that_it_names(tmp_path: Path) -> None:
    """The denier's own figure founds no incident without a place: it stands beside the others' in their record."""
    (alone,) = plain_reading.read(HELD_AGAINST, published=dt.date(2021, 5, 5)).incidents
    assert alone.place is not None
    assert (alone.place.name, alone.date and alone.date.start) == ("Saraqib", dt.date(2021, 5, 4))
    (record,), _ = linked(tmp_path / "s.db", [taken("r1", SHELLED), taken("r2", HELD_AGAINST)])
    assert record.incident.reports == ("r1", "r2")
    assert [(p.name, p.position) for p in record.positions] == [("Omrani army", "denied")]


@pytest.mark.parametrize(
    "behind",
    [
        "A car bomb killed five people on the same day, it said.",
        "Five people were killed by shells in Garowe on Tuesday, it said.",
        "Five people were killed in shelling last month, it said.",
    ],
)
def test_what_is_told_behind_a_denial_of_another_attack_is_not_put_to_its_place(behind: str) -> None:
    """Another way, place or day is that of another attack."""
    denial = "The Omrani army denies that its guns shelled the market in Saraqib on Tuesday."
    found = plain_reading.read(f"{denial} {behind}", published=dt.date(2021, 5, 5)).incidents
    assert not any(one.place is not None and one.place.name == "Saraqib" for one in found)


def test_the_denial_of_a_report_s_own_attack_is_in_its_record() -> None:
    """That no civilians were killed is the army's position on the incident of the same report, and no toll."""
    text = f"{TOLD} The Omrani army denied that any civilians were killed in Saraqib."
    (record,) = plain_reading.read(text, published=dt.date(2021, 5, 5)).records
    assert [(p.name, p.position) for p in record.positions] == [("Omrani army", "denied")]
    tally = record.tally("killed")
    assert tally is not None
    assert tally.high.value == 9
