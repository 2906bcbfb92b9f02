"""Decisions on incidents are listed as they stand, can be taken back, and are never lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result


def _listed(daftar: Callable[..., Result], kept: Path) -> list[dict[str, str]]:
    done = daftar("link", "--store", kept, "--decisions", "--format", "json")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _mains(daftar: Callable[..., Result], kept: Path) -> dict[str, str]:
    lines = daftar("clusters", "--store", kept).stdout.splitlines()
    return {row["report"]: row["incident"] for row in map(json.loads, lines)}


def test_a_decision_that_is_taken_back_leaves_all_as_it_was(
    daftar: Callable[..., Result], kept: Path
) -> None:
    before = daftar("incidents", "--store", kept, "--format", "json").stdout
    daftar("link", "--store", kept, "--different", "w1", "c1", "--by", "R. Viewer", "--why", "another market")
    assert daftar("incidents", "--store", kept, "--format", "json").stdout != before
    (one,) = _listed(daftar, kept)
    assert (one["by"], one["is"], one["why"], one["stands"]) == (
        "R. Viewer",
        "is another incident than",
        "another market",
        "yes",
    )
    done = daftar("link", "--store", kept, "--undo", one["decision"][:6], "--by", "A. Chief")
    assert done.exit_code == 0
    assert f"takes back decision {one['decision']}" in done.stderr
    assert daftar("incidents", "--store", kept, "--format", "json").stdout == before
    (one,) = _listed(daftar, kept)
    assert one["stands"].startswith("no: taken back by d-")
    assert daftar("link", "--store", kept, "--undo", one["decision"]).exit_code == 2


def test_what_a_decision_holds_over_is_told_and_comes_back_when_it_is_taken_back(
    daftar: Callable[..., Result], kept: Path
) -> None:
    daftar("link", "--store", kept, "--different", "w1", "c1")
    (first,) = _listed(daftar, kept)
    done = daftar("link", "--store", kept, "--same", "w1", "c1")
    assert f"holds over decision {first['decision']}" in done.stderr
    first, second = _listed(daftar, kept)
    assert first["stands"] == f"no: {second['decision']} holds over it"
    daftar("link", "--store", kept, "--undo", second["decision"])
    assert [one["stands"][:3] for one in _listed(daftar, kept)] == ["yes", "no:"]
    mains = _mains(daftar, kept)
    assert mains["w1"] != mains["c1"]


def test_of_two_that_close_a_ring_the_later_holds(daftar: Callable[..., Result], kept: Path) -> None:
    """A is part of B, then B part of A: the second holds, and the list says so."""
    daftar("link", "--store", kept, "--part-of", "w1", "c1")
    daftar("link", "--store", kept, "--part-of", "c1", "w1")
    assert [one["stands"][:3] for one in _listed(daftar, kept)] == ["no:", "yes"]


def test_a_decision_that_is_not_there_cannot_be_taken_back(daftar: Callable[..., Result], kept: Path) -> None:
    done = daftar("link", "--store", kept, "--undo", "d-0")
    assert done.exit_code == 2
    assert "no decision has this id; 'daftar link --decisions' lists them" in done.stderr
