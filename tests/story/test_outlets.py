"""Outlets that copy each other, read from end to end: who stands behind each number."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import pytest
from evaluation.outlets import MARK, SITUATIONS, faults, made, records_of
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.link import across, lineage, within
from daftar.model import Report
from daftar.pipeline import Recipe, open_tools, read_report, reconcile_all

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.model import Record
    from daftar.pipeline import ReadReport


def test_every_root_of_generated_outlets_is_counted_right(tmp_path: Path) -> None:
    """Forty incidents in two hundred reports: roots, the roots of each number, and who has it from whom."""
    rows, truths = made()
    assert (len(rows), len(truths)) == (200, 40)
    assert all(MARK in row["text"] for row in rows)
    records = records_of(rows, tmp_path)
    assert len(records) == 40
    assert [fault for truth in truths for fault in faults(truth, records)] == []


@pytest.fixture(scope="module")
def read() -> list[ReadReport]:
    """An incident of each situation, read."""
    rows, _ = made(len(SITUATIONS), seed=3)
    tools = open_tools(Recipe())
    reports = [
        Report(
            id=row["id"], sha256=row["id"], text=row["text"], source=row["id"], media_type="text/plain",
            publisher=row["publisher"], published=dt.date.fromisoformat(row["published"]), language="en",
        )
        for row in rows
    ]  # fmt: skip
    return [read_report(report, tools) for report in reports]


def _records(some: list[ReadReport]) -> tuple[Record, ...]:
    reports = {one.report.id: one.report for one in some}
    readings = {r.claim.id: r for one in some for r in one.readings}
    told = {one.report.id: within(one.report, one.readings) for one in some}
    incidents = across(told, readings, reports)
    return reconcile_all(
        incidents,
        readings,
        published={name: report.published for name, report in reports.items()},
        conventions="default",
        lineage=lambda incident: lineage(incident, readings, reports),
    )


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_order_of_arrival_changes_no_record(read: list[ReadReport], seed: int) -> None:
    """Reports in any order give the same records: incidents, numbers, roots, and who has it from whom."""
    shuffled = list(read)
    random.Random(seed).shuffle(shuffled)
    assert _records(shuffled) == _records(read)
