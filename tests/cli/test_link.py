"""``link``: why reports are one incident, and people's decisions on it."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from daftar.store import open_store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    from daftar.model import Decision


def incidents(daftar: Callable[..., Result], store: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for line in daftar("incidents", "--store", store, "--format", "json").stdout.splitlines()
    ]


def mains(daftar: Callable[..., Result], store: Path) -> dict[str, str]:
    rows = map(json.loads, daftar("clusters", "--store", store).stdout.splitlines())
    return {row["report"]: row["incident"] for row in rows}


def decisions(store: Path) -> list[Decision]:
    with closing(open_store(store)) as kept:
        return list(kept.decisions())


def test_link_again_says_that_nothing_changed(daftar: Callable[..., Result], kept: Path) -> None:
    done = daftar("link", "--store", kept)
    assert done.exit_code == 0
    assert done.stderr == f"reports compared: 0 new; incidents: {len(incidents(daftar, kept))} (as before)\n"


def test_a_pair_is_explained_step_by_step_and_the_steps_add_up(
    daftar: Callable[..., Result], kept: Path
) -> None:
    lines = [
        line.split("\t") for line in daftar("link", "--store", kept, "--pair", "w1", "c1").stdout.splitlines()
    ]
    assert lines[0] == ["one", "other", "weight", "comparison", "seen", "adds"]
    assert {tuple(line[:2]) for line in lines[1:]} == {("c1", "w1")}
    assert ["place", "in the same town or village"] in [line[3:5] for line in lines]
    assert sum(float(line[5]) for line in lines[1:]) == pytest.approx(float(lines[1][2]), abs=0.1)
    (row,) = map(
        json.loads,
        daftar("link", "--store", kept, "--pair", "w1", "c1", "--format", "json").stdout.splitlines(),
    )
    assert row["reports"] == ["c1", "w1"]
    assert [step["comparison"] for step in row["steps"]] == [line[3] for line in lines[1:]]


def test_an_incident_shows_the_pairs_that_it_was_joined_by(daftar: Callable[..., Result], kept: Path) -> None:
    (incident,) = [one for one in incidents(daftar, kept) if len(one["reports"]) == 2]
    done = daftar("link", "--store", kept, "--explain", incident["id"][:6], "--format", "json")
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["incidents"] == [incident["id"], incident["id"]]
    assert row["weight"] == pytest.approx(sum(step["weight"] for step in row["steps"]))


def test_decisions_hold_are_anchored_to_words_and_never_lost(
    daftar: Callable[..., Result], kept: Path
) -> None:
    assert mains(daftar, kept)["w1"] == mains(daftar, kept)["c1"]
    done = daftar(
        "link", "--store", kept, "--different", "w1", "c1", "--why", "another market", "--by", "R. Viewer"
    )
    assert done.exit_code == 0
    assert "by R. Viewer: w1 is another incident than c1" in done.stderr
    apart = mains(daftar, kept)
    assert apart["w1"] != apart["c1"]
    (decision,) = decisions(kept)
    assert (decision.kind, decision.why, decision.by) == ("different_incident", "another market", "R. Viewer")
    assert (decision.report, decision.other_report) == ("w1", "c1")
    daftar("link", "--store", kept, "--same", apart["w1"], apart["c1"], "--by", "R. Viewer")
    assert mains(daftar, kept)["w1"] == mains(daftar, kept)["c1"]
    assert [one.kind for one in decisions(kept)] == ["different_incident", "same_incident"]


def test_a_part_is_put_under_the_larger_incident(daftar: Callable[..., Result], kept: Path) -> None:
    daftar("link", "--store", kept, "--part-of", "c1", "w1")
    ids = mains(daftar, kept)
    assert [one["part_of"] for one in incidents(daftar, kept) if one["id"] == ids["c1"]] == [ids["w1"]]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("--same", "w1", "nowhere"), "nowhere: no incident and no report has this id"),
        (("--same", "w1", "w1"), "there is nothing to decide"),
        (("--same", "w1", "c1", "--part-of", "w1", "c1"), "one thing at a time"),
        (("--why", "because"), "--why goes with"),
        (("--pair", "w1", "s1"), "s1: no incident and no report"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_and_decides_nothing(
    daftar: Callable[..., Result], kept: Path, words: tuple[str, ...], complaint: str
) -> None:
    done = daftar("link", "--store", kept, *words)
    assert done.exit_code == 2
    assert complaint in done.stderr
    assert decisions(kept) == []


def test_a_store_that_is_not_read_with_these_settings_is_not_linked(
    daftar: Callable[..., Result], kept: Path
) -> None:
    done = daftar("link", "--store", kept, "--conventions", "airwars")
    assert done.exit_code == 2
    assert "not read yet with these settings" in done.stderr
    assert "give the same register and options, or 'daftar run --store" in done.stderr


def test_why_reports_are_one_is_shown_whatever_the_settings(
    daftar: Callable[..., Result], kept: Path
) -> None:
    """What only looks needs no reading: a store of a register's can be asked without naming the register."""
    words = ("--pair", "w1", "c1", "--format", "json")
    there = daftar("link", "--store", kept, *words)
    elsewhere = daftar("link", "--store", kept, *words, "--conventions", "airwars")
    assert (elsewhere.exit_code, elsewhere.stdout) == (0, there.stdout)
    assert daftar("link", "--store", kept, "--decisions", "--conventions", "airwars").exit_code == 0


def test_a_store_too_small_to_train_says_how_much_is_needed(
    daftar: Callable[..., Result], kept: Path
) -> None:
    pytest.importorskip("splink")
    done = daftar("link", "--store", kept, "--train")
    assert done.exit_code == 2
    assert "1 pairs of one day and place" in done.stderr
    assert "1,000 are needed" in done.stderr
    assert list(kept.parent.glob("*.toml")) == []


def test_weights_beside_a_store_are_used_from_then_on(daftar: Callable[..., Result], kept: Path) -> None:
    from importlib import resources

    text = (resources.files("daftar.link") / "weights.toml").read_text(encoding="utf-8")
    lines = ["threshold = 99.0" if line.startswith("threshold") else line for line in text.splitlines()]
    kept.with_name(f"{kept.name}.weights.toml").write_text("\n".join(lines))
    done = daftar("link", "--store", kept)
    assert "3 new" in done.stderr
    assert mains(daftar, kept)["w1"] != mains(daftar, kept)["c1"]
    assert "as before" in daftar("run", "--store", kept).stderr
