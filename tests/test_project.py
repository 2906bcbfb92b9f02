"""The project's own files keep what they promise: locks, make targets, generated documents, floors."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from evaluation import floors, pin

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def pins(lock: str) -> dict[str, set[str]]:
    """The versions that a lock pins, by package."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(name.lower().replace("_", "-"), set()).add(version)
    return found


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=~! ]", one)[0].lower().replace("_", "-") for one in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_no_index_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert blocks
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text
    assert "index" not in text.lower()


def test_what_is_asked_for_is_locked() -> None:
    project = PROJECT["project"]
    core = names(project["dependencies"] + PROJECT["build-system"]["requires"])
    assert core <= pins("requirements.lock").keys()
    assert core | names(project["optional-dependencies"]["dev"]) <= pins("requirements-dev.lock").keys()
    assert names(project["optional-dependencies"]["bench"]) <= pins("requirements-bench.lock").keys()


def test_locks_agree_on_the_versions_of_what_they_share() -> None:
    core = pins("requirements.lock")
    for lock in LOCKS[1:]:
        other = pins(lock)
        assert {name: other[name] for name in core.keys() & other.keys()} == {
            name: core[name] for name in core.keys() & other.keys()
        }


def test_make_has_the_targets_that_the_documents_name() -> None:
    done = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {"setup", "demo", "test", "lint", "bench", "eval", "docs", "serve"} <= targets
    assert set(re.findall(r"make (\w+)", done.stdout)) <= targets


def test_every_file_that_the_design_names_is_there() -> None:
    """What is still to come is marked so, behind all that is there on its line."""
    design = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    layout = design.partition("## 2. Layout")[2].partition("## 3.")[0]
    there = {path.name for folder in ("src", "tests", "evaluation") for path in (ROOT / folder).rglob("*.*")}
    named = {
        name
        for line in layout.splitlines()
        for name in re.findall(r"\b\w+\.(?:py|toml|txt)\b", line.partition("to come")[0])
    }
    assert len(named) > 100
    assert named - there == set()


def test_generated_documents_are_fresh() -> None:
    command = [sys.executable, ROOT / "tools" / "docs.py", "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_a_tracked_file_names_no_path_of_somebodys_machine() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:  # an unpacked archive has no history; then the tree itself is what there is
        files = [
            path for folder in ("src", "tests", "docs", "tools") for path in (ROOT / folder).rglob("*.*")
        ]
    else:
        files = [ROOT / name for name in listed.stdout.split("\0") if name]
    machine = re.compile(rb"(?<![\w.])/(?:root|Users|work)/\w")
    found = [
        path.name
        for path in files
        if path.suffix in {".py", ".md", ".toml", ".sh", ".yaml", ".txt", ".html", ".js", ".css", ".lock"}
        and path.is_file()
        and machine.search(path.read_bytes())
    ]
    assert found == []


def test_a_floor_rises_with_a_better_measurement() -> None:
    old = floors.Pinned(sha256="x", floor={"killed_exact": 0.61})
    assert pin.raised("set", old, {"killed_exact": 0.6789, "date": 0.5}) == (
        {"killed_exact": 0.678, "date": 0.5},
        [],
    )


def test_a_floor_is_never_lowered() -> None:
    old = floors.Pinned(sha256="x", floor={"killed_exact": 0.61, "reports_flooded": 0.02})
    _, refused = pin.raised("set", old, {"killed_exact": 0.6, "reports_flooded": 0.03})
    assert [line.split(":")[0] for line in refused] == ["set.killed_exact", "set.reports_flooded"]


def test_a_metric_that_can_no_longer_be_measured_counts_as_fallen() -> None:
    old = floors.Pinned(sha256="x", floor={"killed_exact": 0.61})
    assert pin.raised("set", old, {})[1]
    assert pin.raised("set", old, {"killed_exact": float("nan")})[1]


def test_floors_survive_being_written_and_read(tmp_path: Path) -> None:
    file = tmp_path / "floors.toml"
    pinned = {
        "gva": floors.Pinned(sha256="ab", floor={"b": 0.5, "a": 0.123}, naive={"a": 0.1}, goal={"a": 0.74})
    }
    floors.save(pinned, file)
    assert floors.load(file) == pinned
