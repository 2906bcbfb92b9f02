"""A run that is killed, or that fails, loses nothing it acknowledged and repeats nothing."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

from daftar import pipeline
from daftar.intake import Taken
from daftar.model import Report
from daftar.pipeline import Recipe, run
from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pytest

DAFTAR = Path(sys.executable).with_name("daftar")
TOWNS = ("Idlib", "Homs", "Aleppo", "Hama", "Raqqa")
WHEN = {"seen", "read_at", "made_at", "at"}  # when a thing was done: the one difference that there may be


def row(number: int) -> dict[str, Any]:
    town = TOWNS[number % len(TOWNS)]
    day = dt.date(2019, 3, 4) + dt.timedelta(days=number % 50)
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    words = " ".join(
        digest[start : start + 4] for start in range(0, 64, 4)
    )  # so that no two reports are alike
    return {
        "id": f"r{number:04}",
        "published": day.isoformat(),
        "publisher": "Example Wire",
        "text": f"{number % 30 + 2} people were killed in {town} on Sunday, a doctor said. Six others were wounded. {words}.",
    }


def rows(database: Path, *, without: set[str] = WHEN) -> dict[str, list[str]]:
    """Every row of every table, without the columns named, ``retrieved`` in a report, and the audit log."""
    found = {}
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in sorted(set(tables) - ({"audit"} if without else set())):
            lines = []
            for one in connection.execute(f"SELECT * FROM {table}"):
                cells = {key: one[key] for key in one.keys() if key not in without}  # noqa: SIM118 - a Row yields values
                if table == "reports" and without:
                    cells["body"] = json.loads(cells["body"]) | {"retrieved": None}
                lines.append(json.dumps(cells, default=repr, sort_keys=True))
            found[table] = sorted(lines)
    return found


def progress(database: Path) -> int:
    """How many reports the run under way has acknowledged."""
    try:
        with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            count: int = connection.execute("SELECT count(*) FROM progress").fetchone()[0]
            return count
    except sqlite3.OperationalError:
        return 0


def killed_at(database: Path, lines: bytes, enough: int, *, all_given: bool) -> int:
    """Start a run, kill it without warning once ``enough`` reports are acknowledged, and say how many were."""
    process = subprocess.Popen(
        [DAFTAR, "run", "-", "--store", database], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdin is not None
    try:
        # While the rest of the input is held back the run cannot end, however fast this machine is.
        process.stdin.write(lines if all_given else lines[: len(lines) * 3 // 4])
        process.stdin.flush()
        if all_given:
            process.stdin.close()
        until = time.monotonic() + 120
        while (seen := progress(database)) < enough and process.poll() is None and time.monotonic() < until:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
    finally:
        process.kill()
        process.wait()
        if not process.stdin.closed:
            process.stdin.close()
    assert seen >= enough
    return seen


def test_a_run_killed_at_any_of_several_points_goes_on_where_it_was(tmp_path: Path) -> None:
    count = 600
    lines = b"".join(json.dumps(row(number)).encode() + b"\n" for number in range(count))
    whole = tmp_path / "whole.db"
    subprocess.run([DAFTAR, "run", "-", "--store", whole], input=lines, check=True, capture_output=True)

    database = tmp_path / "killed.db"
    acknowledged = killed_at(database, lines, 1, all_given=False)
    kept = set(rows(database)["readings"])
    assert kept
    assert killed_at(database, lines, acknowledged + 1, all_given=True) > acknowledged
    assert kept <= set(rows(database)["readings"])
    killed_at(database, lines, count, all_given=True)
    last = subprocess.run(
        [DAFTAR, "run", "-", "--store", database], input=lines, check=True, capture_output=True
    )
    assert f"0 new, {count} known; read 0".encode() in last.stderr
    assert rows(database) == rows(whole)


def test_a_run_repeated_changes_no_row(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(row(number)) + "\n" for number in range(90)))
    database = tmp_path / "casualties.db"
    command = [DAFTAR, "run", source, "--store", database]
    subprocess.run(command, check=True, capture_output=True)
    before = rows(database, without=set())
    assert len(before["records"]) > 1
    subprocess.run(command, check=True, capture_output=True)
    assert rows(database, without=set()) == before


class Stopped(BaseException):
    """The end of the world, as far as a run can tell."""


def taken(numbers: Sequence[int]) -> Iterator[Taken]:
    for number in numbers:
        given = row(number)
        content = json.dumps(given).encode()
        yield Taken(
            content=content,
            report=Report(
                id=given["id"],
                sha256=hashlib.sha256(content).hexdigest(),
                text=given["text"],
                source=f"in.jsonl, row {number + 1}",
                media_type="application/json",
                published=dt.date.fromisoformat(given["published"]),
                publisher=given["publisher"],
                language="en",
            ),
        )


def stopping_run(database: Path, statement: int) -> bool:
    """Run until the database is asked for its ``statement``-th statement; whether the run came so far."""
    with closing(open_store(database)) as store:
        asked = 0

        def count(*_: object) -> None:
            nonlocal asked
            asked += 1
            if asked == statement:
                raise Stopped

        event.listen(store.engine, "before_cursor_execute", count)
        try:
            run(taken(range(5)), store, Recipe())
        except Stopped:
            return True
        return False


def copy(database: Path, to: Path) -> Path:
    shutil.copy(database, to)
    return to


def test_a_run_stopped_before_any_one_statement_goes_on_to_the_same_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 2)
    whole = tmp_path / "whole.db"
    assert not stopping_run(whole, 0)
    expected = rows(whole)
    with closing(open_store(empty := tmp_path / "empty.db")):
        pass
    statement = 1
    while stopping_run(database := copy(empty, tmp_path / f"{statement}.db"), statement):
        stopping_run(database, 0)
        assert rows(database) == expected, f"stopped before statement {statement}"
        statement += 1
    assert statement > 20
