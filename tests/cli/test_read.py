"""``read``, ``places`` and ``dates``: what goes in, what comes out, and how a call ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jsonschema import Draft202012Validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

DAFTAR = Path(sys.executable).with_name("daftar")


def lines(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_read_prints_one_object_a_report_in_input_order_and_keeps_nothing(
    daftar: Callable[..., Result], reports: Path
) -> None:
    done = daftar("read", reports)
    assert done.exit_code == 0
    assert [row["report"] for row in lines(done.stdout)] == ["w1", "c1", "s1"]
    assert done.stderr == ""
    assert list(reports.parent.iterdir()) == [reports]


def test_read_prints_what_schema_promises(daftar: Callable[..., Result], reports: Path) -> None:
    schema = json.loads(daftar("schema").stdout)
    for row in lines(daftar("read", reports).stdout):
        Draft202012Validator(schema).validate(row)


def test_read_in_two_processes_prints_the_same(daftar: Callable[..., Result], reports: Path) -> None:
    assert daftar("read", reports, "--jobs", 2).stdout == daftar("read", reports).stdout


def test_read_writes_a_file_under_its_name_only_once_it_is_whole(
    daftar: Callable[..., Result], reports: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    assert daftar("read", reports, "-o", out).stdout == ""
    assert out.read_text() == daftar("read", reports).stdout
    assert not list(tmp_path.glob("*.part"))
    assert daftar("read", reports, "-o", tmp_path / "nowhere" / "out.jsonl").exit_code == 2


def test_read_takes_standard_input(daftar: Callable[..., Result]) -> None:
    done = daftar("read", "-", stdin=b"Nine people were killed in Saraqib on 5 November 2019.")
    (row,) = lines(done.stdout)
    assert row["claims"]


def test_a_file_whose_name_is_not_utf8_is_read_and_its_name_spelled_out(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    try:
        (folder / os.fsdecode(b"caf\xe9.txt")).write_text("Nine people were killed in Saraqib.")
    except OSError:
        return  # this file system has no such names
    (row,) = lines(daftar("read", folder).stdout)
    assert str(row["source"]).endswith("caf\\udce9.txt")
    assert daftar("run", folder, "--store", "s.db").exit_code == 0


def test_an_input_that_fails_is_one_line_and_the_rest_goes_on(
    daftar: Callable[..., Result], reports: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = daftar("read", "empty.txt", reports, "absent.txt")
    assert done.exit_code == 1
    assert len(lines(done.stdout)) == 3
    complaints = done.stderr.splitlines()
    assert len(complaints) == 2
    assert complaints[0].startswith("daftar: empty.txt: ")
    assert complaints[1].startswith("daftar: absent.txt: ")


def test_a_call_that_makes_no_sense_ends_with_2(daftar: Callable[..., Result], reports: Path) -> None:
    for words in (
        ("read",),
        ("read", reports, "--jobs", 0),
        ("read", reports, "--extractor", "oracle"),
        ("read", reports, "--conventions", "generous"),
        ("read", reports, "--conventions", "absent.toml"),
        ("--register", "absent", "read", reports),
        ("recite",),
    ):
        done = daftar(*words)
        assert done.exit_code == 2, words
        assert done.stdout == ""
        assert "Traceback" not in done.stderr


def test_conventions_of_a_file_are_used(daftar: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('extends = "default"\n[words]\ndozens = { low = 25, high = 30 }\n')
    (tmp_path / "a.txt").write_text("Dozens of people were killed in Saraqib.")
    (row,) = lines(daftar("read", "a.txt", "--conventions", "own.toml").stdout)
    counts = [claim["count"] for claim in row["claims"]]  # type: ignore[attr-defined]
    assert [(count["low"], count["high"]) for count in counts] == [(25, 30)]


def test_places_and_dates_print_what_they_find_with_its_stretch(
    daftar: Callable[..., Result], reports: Path
) -> None:
    texts = {row["id"]: row["text"] for row in map(json.loads, reports.read_text().splitlines())}
    found = set()
    for verb, key in (("places", "toponyms"), ("dates", "dates")):
        for row in lines(daftar(verb, reports).stdout):
            for one in row[key]:  # type: ignore[attr-defined]
                assert texts[row["report"]][one["start"] : one["end"]] == one["text"]
                found.add(one["text"])
    assert {"Saraqib", "on Saturday"} <= found


def test_the_real_command_reads_from_a_pipe_and_bears_its_reader_leaving(reports: Path) -> None:
    line = reports.read_bytes().splitlines(keepends=True)[0]
    process = subprocess.Popen(
        [DAFTAR, "read", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    _, complaint = process.communicate(line * 2000)
    assert b"Traceback" not in complaint


def test_help_tells_the_verbs_in_the_order_of_work(daftar: Callable[..., Result]) -> None:
    help_text = daftar("--help").stdout
    verbs = [line.split()[0] for line in help_text.partition("Commands:")[2].splitlines() if line.strip()]
    assert verbs == [
        *(
            "init",
            "run",
            "link",
            "read",
            "places",
            "dates",
            "incidents",
            "explain",
            "roots",
            "conflicts",
            "queue",
            "export",
            "clusters",
            "gazetteer",
            "where",
            "schema",
            "doctor",
        )
    ]
