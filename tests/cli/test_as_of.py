"""``incidents --as-of`` and ``explain --as-of``: what was known on a day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

TEXT = "An air strike on a market in Saraqib on 6 November 2019 killed {} people, the Civil Defence said."


@pytest.fixture
def grown(daftar: Callable[..., Result], tmp_path: Path) -> Path:
    """A store with a toll that rose, and a report without a publication day."""
    days = {"2019-11-06": 9, "2019-11-08": 14}
    rows = [
        {"id": f"r{n}", "publisher": "Example Wire", "published": day, "text": TEXT.format(n)}
        for day, n in days.items()
    ]
    rows.append(
        {"id": "x", "publisher": "Field Notes", "text": TEXT.format(30).replace("Civil Defence", "army")}
    )
    (tmp_path / "grown.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert daftar("run", "grown.jsonl", "--store", "grown.db").exit_code == 0
    return tmp_path / "grown.db"


def killed(result: Result) -> list[str]:
    assert result.exit_code == 0, result.stderr
    return [line.split("\t")[3] for line in result.stdout.splitlines()[1:]]


def test_incidents_as_of_a_day_are_those_that_were_known_then(
    daftar: Callable[..., Result], grown: Path
) -> None:
    assert killed(daftar("incidents", "--store", grown, "--as-of", "2019-11-05")) == []
    assert killed(daftar("incidents", "--store", grown, "--as-of", "2019-11-07")) == ["9"]
    assert killed(daftar("incidents", "--store", grown, "--as-of", "2019-11-08")) == ["14"]


def test_what_is_left_out_is_told_on_standard_error(daftar: Callable[..., Result], grown: Path) -> None:
    asked = daftar("incidents", "--store", grown, "--as-of", "2019-11-07")
    assert asked.stderr == (
        "daftar: left out: 1 report published after 2019-11-07, 1 report without a publication day; "
        "--undated keeps those without a day\n"
    )
    kept = daftar("incidents", "--store", grown, "--as-of", "2019-11-09", "--undated")
    assert (kept.stderr, killed(kept)) == ("", killed(daftar("incidents", "--store", grown)))


def test_explain_as_of_a_day_shows_the_claims_of_that_day(daftar: Callable[..., Result], grown: Path) -> None:
    said = daftar("explain", "i-", "--store", grown, "--as-of", "2019-11-06")
    assert "killed: 9   (one independent origin)\n" in said.stdout
    assert "r14" not in said.stdout
    assert "History" not in said.stdout


def test_explain_shows_the_history_of_a_number(daftar: Callable[..., Result], grown: Path) -> None:
    lines = daftar("explain", "i-", "--store", grown).stdout.splitlines()
    at = lines.index("History")
    assert [" ".join(line.split()) for line in lines[at + 1 : at + 4]] == [
        "killed",
        "first 9 on 6 November 2019, Civil Defence [1]",
        "raised 9 → 14 on 8 November 2019, Civil Defence [2]",
    ]


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("2019-02-30", "2019-02-30 is not a day: day is out of range for month"),
        ("yesterday", "'yesterday' is not a day; write it as 2019-12-20"),
        ("20191220", "'20191220' is not a day; write it as 2019-12-20"),
        ("", "'' is not a day"),
    ],
)
def test_a_day_that_is_none_is_named_with_what_is_wrong(
    daftar: Callable[..., Result], kept: Path, day: str, wrong: str
) -> None:
    for words in (["incidents"], ["explain", "i-"]):
        done = daftar(*words, "--store", kept, "--as-of", day)
        assert (done.exit_code, done.stdout) == (2, "")
        assert wrong in done.stderr
        assert "--as-of" in done.stderr


def test_undated_without_a_day_makes_no_sense(daftar: Callable[..., Result], kept: Path) -> None:
    done = daftar("incidents", "--store", kept, "--undated")
    assert done.exit_code == 2
    assert "--as-of" in done.stderr


def test_explain_of_an_incident_that_was_not_known_yet_says_so(
    daftar: Callable[..., Result], grown: Path
) -> None:
    done = daftar("explain", "i-", "--store", grown, "--as-of", "2019-11-05")
    assert done.exit_code == 2
    assert "no incident has this id" in done.stderr
