"""Progress is shown to a person who waits, and to nobody else."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from daftar.cli import common

if TYPE_CHECKING:
    from pathlib import Path


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def watched(folder: Path, *, slow: float, show: bool = True) -> list[int]:
    (folder / "a.txt").write_bytes(b"x" * 30)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(common, "_SLOW", slow)
        return list(common.watched([10, 10, 10], inputs=[str(folder)], weigh=lambda size: size, show=show))


def test_counts_and_time_left_are_shown_once_it_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    assert watched(tmp_path, slow=-1) == [10, 10, 10]
    assert "3 reports" in terminal.getvalue()
    assert "left" in terminal.getvalue()


def test_nothing_is_shown_where_it_is_quick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert watched(tmp_path, slow=3600) == [10, 10, 10]
    assert terminal.getvalue() == ""


def test_nothing_is_shown_where_no_terminal_is_or_output_goes_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", pipe := io.StringIO())
    assert watched(tmp_path, slow=-1) == [10, 10, 10]
    assert pipe.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    assert watched(tmp_path, slow=-1, show=False) == [10, 10, 10]
    assert terminal.getvalue() == ""
