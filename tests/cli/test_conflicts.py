"""``conflicts``: what sources contradict each other about, and the ways out."""

from __future__ import annotations

import csv
import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

ROWS = [
    {
        "id": "w1",
        "publisher": "Example Wire",
        "published": "2019-11-06",
        "text": "Twenty-two people were killed on Tuesday when warplanes bombed a market in Saraqib, said Khaled Barmada, "
        "a spokesman for the Civil Defence.",
    },
    {
        "id": "c1",
        "publisher": "Northern Courier",
        "published": "2019-11-06",
        "text": "Warplanes bombed a market in Saraqib on Tuesday and killed 31 people, the Health Ministry said.",
    },
]


@pytest.fixture
def contradicting(daftar: Callable[..., Result], tmp_path: Path) -> Path:
    """A store whose two reports give two tolls of one attack."""
    reports, store = tmp_path / "two.jsonl", tmp_path / "two.db"
    reports.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert daftar("run", reports, "--store", store).exit_code == 0
    return store


def test_each_side_stands_with_its_words_origin_and_report(
    daftar: Callable[..., Result], contradicting: Path
) -> None:
    """Both tolls are shown with who says them where, and both ways out with what they cost."""
    done = daftar("conflicts", "--store", contradicting, "--format", "json")
    assert done.exit_code == 0
    (one,) = (json.loads(line) for line in done.stdout.splitlines())
    assert [side["low"] for side in one["sides"]] == [31, 22]
    assert [side["report"] for side in one["sides"]] == ["c1", "w1"]
    assert [side["publisher"] for side in one["sides"]] == ["Northern Courier", "Example Wire"]
    assert "31 people" in one["sides"][0]["quote"]["text"]
    assert [(way["low"], way["high"], len(way["claims"])) for way in one["ways_out"]] == [
        (22, 22, 1),
        (31, 31, 1),
    ]
    assert "Health Ministry" in one["ways_out"][0]["words"]
    assert one["ways_out"][0]["words"].endswith("everything fits: 22 people were killed")


def test_a_spreadsheet_gets_a_line_a_side(daftar: Callable[..., Result], contradicting: Path) -> None:
    """Piped or as CSV there is one line for each claim, under the number of its conflict."""
    table = daftar("conflicts", "--store", contradicting, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [row["conflict"] for row in rows] == ["1", "1"]
    assert sorted(row["figure"] for row in rows) == ["22", "31"]
    piped = daftar("conflicts", "--store", contradicting).stdout
    assert piped.splitlines()[0].split("\t") == list(rows[0])


def test_one_incident_can_be_asked_for(daftar: Callable[..., Result], contradicting: Path) -> None:
    """The beginning of an id will do; of an incident that is not there it is said so."""
    line = daftar("conflicts", "--store", contradicting, "--format", "json").stdout
    incident = json.loads(line)["incident"]
    assert daftar("conflicts", incident[:8], "--store", contradicting, "--format", "json").stdout == line
    done = daftar("conflicts", "nothing", "--store", contradicting)
    assert done.exit_code == 2
    assert "no incident has this id" in done.stderr


def test_a_terminal_shows_them_side_by_side(
    daftar: Callable[..., Result], contradicting: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For people each side stands in its sentence and each way out says whose word it sets aside."""
    monkeypatch.setattr(sys.modules["daftar.cli.conflicts"], "on_terminal", lambda *_: True)
    said = daftar("conflicts", "--store", contradicting).stdout
    assert said.startswith("1. 22 (")
    assert "[[" in said
    assert "sets aside 1 claim" in said


def test_explain_says_what_each_way_out_sets_aside(
    daftar: Callable[..., Result], contradicting: Path
) -> None:
    """The explanation of the incident holds the contradiction and the claims that each way out does without."""
    line = daftar("conflicts", "--store", contradicting, "--format", "json").stdout
    said = daftar("explain", json.loads(line)["incident"], "--store", contradicting).stdout
    assert "Contradictions" in said
    assert "everything fits: 22 people were killed   (sets aside [" in said


def test_a_store_without_contradictions_has_none(daftar: Callable[..., Result], kept: Path) -> None:
    """Nothing to list is no error."""
    done = daftar("conflicts", "--store", kept, "--format", "json")
    assert (done.exit_code, done.stdout) == (0, "")


def test_ways_out_that_several_contradictions_share_are_told_once_and_of_which(
    daftar: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three sources, three contradictions in pairs, and one list of what each way out would cost."""
    third = {**ROWS[1], "id": "m1", "publisher": "Harbour Herald"}
    third["text"] = ROWS[1]["text"].replace("31", "26").replace("the Health Ministry", "the Orontes Monitor")
    (tmp_path / "three.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (*ROWS, third)))
    daftar("run", "three.jsonl", "--store", "three.db")
    monkeypatch.setattr(sys.modules["daftar.cli.conflicts"], "on_terminal", lambda *_: True)
    said = daftar("conflicts", "--store", "three.db").stdout
    assert said.count("cannot both be") == 3
    assert said.count("Ways out of 1 to 3 together, one a line:\n") == 1
    assert said.count("   > without") == 3
