"""Calling the command line as a person does, in a folder of the test's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from daftar.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

ROWS = [
    {
        "id": "w1",
        "publisher": "Example Wire",
        "published": "2019-11-06",
        "url": "https://wire.example/1",
        "text": "Nine people were killed on Tuesday when warplanes bombed a market in Saraqib, said Khaled Barmada, "
        "a spokesman for the Civil Defence. Three children were among the dead.",
    },
    {
        "id": "c1",
        "publisher": "Northern Courier",
        "published": "2019-11-06",
        "text": "Warplanes bombed a market in Saraqib on Tuesday and killed at least 8 people, a doctor said.",
    },
    {
        "id": "s1",
        "published": "2019-11-06",
        "text": "The football season begins on Saturday with two matches.",
    },
]


@pytest.fixture
def daftar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Call ``daftar`` with words; the folder called in is the test's own."""
    monkeypatch.chdir(tmp_path)

    def call(*words: object, stdin: bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words], input=stdin)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return call


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


@pytest.fixture
def kept(daftar: Callable[..., Result], reports: Path, tmp_path: Path) -> Path:
    """A store that holds the reports."""
    assert daftar("run", reports, "--store", tmp_path / "casualties.db").exit_code == 0
    return tmp_path / "casualties.db"
