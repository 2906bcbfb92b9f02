"""``queue``: what a person should look at first."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def test_the_least_sure_claim_comes_first_with_its_words_and_what_rests_on_it(
    daftar: Callable[..., Result], kept: Path
) -> None:
    done = daftar("queue", "--store", kept, "--below", 1, "--format", "json")
    tasks = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(tasks) >= 2
    assert [task["confidence"] for task in tasks] == sorted(task["confidence"] for task in tasks)
    assert all(task["numbers"] and task["quote"]["text"] for task in tasks)


def test_only_what_is_less_sure_than_asked_or_contradicts_is_listed(
    daftar: Callable[..., Result], kept: Path
) -> None:
    done = daftar("queue", "--store", kept, "--below", 0, "--format", "json")
    assert all(json.loads(line)["conflict"] for line in done.stdout.splitlines())


def test_for_people_each_claim_stands_in_its_sentence(daftar: Callable[..., Result], kept: Path) -> None:
    done = daftar("queue", "--store", kept, "--below", 1, "--limit", 1)
    assert done.exit_code == 0
    assert done.stdout.startswith("1. 0.")
    assert "[[" in done.stdout


def test_a_spreadsheet_gets_the_same_list(daftar: Callable[..., Result], kept: Path) -> None:
    table = daftar("queue", "--store", kept, "--below", 1, "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    lines = daftar("queue", "--store", kept, "--below", 1, "--format", "json").stdout.splitlines()
    assert [row["claim"] for row in rows] == [json.loads(line)["claim"] for line in lines]


def test_a_list_with_nothing_in_it_says_so(daftar: Callable[..., Result], kept: Path) -> None:
    done = daftar("queue", "--store", kept, "--below", 0, "--limit", 1)
    assert done.exit_code == 0
    assert done.stdout or "0 claims to look at" in done.stderr
