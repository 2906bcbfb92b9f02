"""``run``, ``incidents``, ``explain``, ``clusters``, ``export``: a store is filled, shown and published."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_run_says_what_it_did_and_again_that_nothing_changed(
    daftar: Callable[..., Result], reports: Path, kept: Path
) -> None:
    again = daftar("run", reports, "--store", kept)
    assert (again.exit_code, again.stdout) == (0, "")
    assert re.fullmatch(r"reports: 0 new, 3 known; read 0; incidents: \d+ \(as before\)\n", again.stderr)


def test_run_goes_on_after_an_input_that_fails(daftar: Callable[..., Result], reports: Path) -> None:
    done = daftar("run", "absent.txt", reports, "--store", "s.db")
    assert done.exit_code == 1
    assert done.stderr.startswith("daftar: absent.txt: ")
    assert "3 new, 1 failed" in done.stderr


def test_run_says_of_which_languages_it_read_nothing(daftar: Callable[..., Result], tmp_path: Path) -> None:
    """A report that nobody read must not look like one that tells of nothing."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "قتل تسعة أشخاص في غارة على سوق البلدة يوم الثلاثاء، بحسب الدفاع المدني.", encoding="utf-8"
    )
    done = daftar("run", tmp_path / "in", "--store", tmp_path / "s.db")
    assert "kept, but not read" in done.stderr
    assert "ar: 1" in done.stderr


def test_run_without_a_store_or_a_register_says_what_to_do(
    daftar: Callable[..., Result], reports: Path
) -> None:
    done = daftar("run", reports)
    assert done.exit_code == 2
    assert "--store" in done.stderr


def test_run_without_inputs_needs_a_store_that_is_there(daftar: Callable[..., Result], kept: Path) -> None:
    assert "there is no store here" in daftar("run", "--store", "absent.db").stderr
    done = daftar("run", "--store", kept, "--conventions", "airwars")
    assert "read 3" in done.stderr


def test_an_id_that_is_taken_is_told_and_both_reports_are_kept(
    daftar: Callable[..., Result], kept: Path, tmp_path: Path
) -> None:
    (tmp_path / "other.jsonl").write_text(json.dumps({"id": "w1", "text": "Two people were killed in Homs."}))
    done = daftar("run", "other.jsonl", "--store", kept)
    assert done.exit_code == 0
    assert re.search(
        r"report w1: another report has this id already; .* is kept as w1@[0-9a-f]{8}", done.stderr
    )
    reports = [json.loads(line)["report"] for line in daftar("clusters", "--store", kept).stdout.splitlines()]
    assert reports[:3] == ["w1", "c1", "s1"]
    assert reports[3].startswith("w1@")


def test_incidents_are_listed_as_lines_csv_and_json(daftar: Callable[..., Result], kept: Path) -> None:
    plain = daftar("incidents", "--store", kept).stdout.splitlines()
    assert plain[0].split("\t")[:4] == ["id", "days", "place", "killed"]
    table = list(csv.DictReader(io.StringIO(daftar("incidents", "--store", kept, "--format", "csv").stdout)))
    rows = [
        json.loads(line)
        for line in daftar("incidents", "--store", kept, "--format", "json").stdout.splitlines()
    ]
    assert (
        [row["id"] for row in rows]
        == [row["id"] for row in table]
        == [line.split("\t")[0] for line in plain[1:]]
    )
    (market,) = [row for row in table if row["days"] == "2019-11-05" and "9" in row["killed"]]
    assert market["place"].startswith("Saraqib")
    assert market["reports"] == "2"


def test_explain_shows_each_number_with_claims_quotes_and_origins(
    daftar: Callable[..., Result], kept: Path
) -> None:
    leads = [json.loads(line)["incident"] for line in daftar("clusters", "--store", kept).stdout.splitlines()]
    assert leads[0] == leads[1]
    assert leads[2] is None
    said = daftar("explain", leads[0], "--store", kept).stdout
    assert "killed: " in said
    assert re.search(r"low +\d+ +\[\d+\]", said)
    assert "[[Nine people were killed]]" in said
    assert "Barmada" in said
    assert "report w1, characters" in said
    assert daftar("explain", leads[0][:6], "--store", kept).stdout == said


def test_explain_of_an_incident_that_is_not_there_says_so(daftar: Callable[..., Result], kept: Path) -> None:
    done = daftar("explain", "nothing", "--store", kept)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no incident has this id" in done.stderr


def test_what_a_report_says_cannot_command_the_terminal(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    evil = (
        "Nine people were killed in Saraqib on 5 November 2019, said \x1b[2J\x1b]0;owned\x07 Khaled Barmada."
    )
    (tmp_path / "evil.jsonl").write_text(
        json.dumps({"id": "e\x1b[31m", "text": evil, "publisher": "\x1b[2JX"})
    )
    daftar("run", "evil.jsonl", "--store", "s.db")
    for words in (["incidents"], ["incidents", "--format", "csv"], ["clusters"]):
        assert "\x1b" not in daftar(*words, "--store", "s.db").output
    (line,) = daftar("clusters", "--store", "s.db").stdout.splitlines()
    assert "\x1b" not in daftar("explain", json.loads(line)["incident"], "--store", "s.db").output


def test_export_writes_files_the_same_each_time_and_notes_it(
    daftar: Callable[..., Result], kept: Path
) -> None:
    written = []
    for name in ("one", "two"):
        done = daftar("export", "--format", "csv", name, "--store", kept)
        assert done.exit_code == 0, done.stderr
        written.append({file.name: file.read_bytes() for file in (kept.parent / name).iterdir()})
    assert written[0] == written[1]
    assert "incidents.csv" in written[0]


def test_export_knows_its_formats_and_refuses_an_empty_store(
    daftar: Callable[..., Result], kept: Path, tmp_path: Path
) -> None:
    done = daftar("export", "--format", "telegram", "out", "--store", kept)
    assert done.exit_code == 2
    assert "geojson" in done.stderr
    from daftar.store import open_store

    open_store(tmp_path / "empty.db").close()
    done = daftar("export", "out", "--store", "empty.db")
    assert done.exit_code == 1
    assert "nothing to publish yet" in done.stderr


def test_showing_a_store_that_is_not_there_makes_none(daftar: Callable[..., Result], tmp_path: Path) -> None:
    for words in (["incidents"], ["clusters"], ["explain", "i-1"], ["export", "out"]):
        done = daftar(*words, "--store", "absent.db")
        assert done.exit_code == 1
        assert "there is no store here" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_records_are_graded_by_the_scheme_that_is_asked_for(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    """One spokesman is weak for Airwars and provisional for Iraq Body Count; a file of one's own is taken; none is told."""
    report = tmp_path / "r.txt"
    report.write_text(
        "Nine people were killed in an air strike on Garowe on 3 May 2021, the civil defence said.\n"
    )
    own = tmp_path / "own.toml"
    own.write_text('[[rule]]\ngrade = "contested"\nwhy = "we doubt everything"\n')
    graded = {
        scheme: json.loads(daftar("read", report, "--grades", scheme).stdout)["incidents"][0]["grade"]
        for scheme in ("airwars", "ibc", str(own))
    }
    assert list(graded.values()) == ["weak", "provisional", "contested"]
    store = tmp_path / "s.db"
    assert daftar("run", report, "--store", store, "--grades", "ibc").exit_code == 0
    assert "provisional" in daftar("explain", "i-", "--store", store).stdout
    assert daftar("run", report, "--store", store).exit_code == 0
    assert "weak - one origin" in daftar("explain", "i-", "--store", store).stdout
    unknown = daftar("read", report, "--grades", "best")
    assert unknown.exit_code != 0
    assert "airwars, ibc" in unknown.stderr


@pytest.mark.parametrize(
    ("content", "complaint"), [(b"", "the file is empty"), (b"Nine were killed.\n" * 50, "no store")]
)
@pytest.mark.parametrize("verb", ["incidents", "conflicts", "queue", "link"])
def test_a_file_that_is_no_store_is_left_as_it_is(
    daftar: Callable[..., Result], tmp_path: Path, content: bytes, complaint: str, verb: str
) -> None:
    """Not even an empty one is made into a store by a verb that only looks."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    done = daftar(verb, "--store", path)
    assert done.exit_code == 1
    assert complaint in done.stderr
    assert "daftar run" in done.stderr
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == ["notes.txt"]
