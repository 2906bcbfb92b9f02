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


TOWNS = ("Harim", "Saraqib", "Maarat Misrin", "Binnish")


def _apart(daftar: Callable[..., Result], folder: Path) -> Path:
    """A store of four incidents that have nothing to do with each other, each in a report of its own."""
    rows = folder / "towns.jsonl"
    rows.write_text(
        "".join(
            json.dumps(
                {
                    "id": f"t{at}",
                    "publisher": f"Outlet {at}",
                    "published": f"2031-0{at}-06",
                    "text": f"Shells killed {at + 4} people in {town} on Monday, a doctor said.",
                }
            )
            + "\n"
            for at, town in enumerate(TOWNS, 1)
        )
    )
    kept = folder / "towns.db"
    assert daftar("run", rows, "--store", kept).exit_code == 0
    return kept


def test_people_cannot_make_an_incident_a_part_of_itself(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    """The first is in the second and that in the third: the third is not in the first, and nothing is kept of it."""
    kept = _apart(daftar, tmp_path)
    daftar("link", "--store", kept, "--part-of", "t1", "t2")
    daftar("link", "--store", kept, "--part-of", "t2", "t3")
    before = daftar("incidents", "--store", kept, "--format", "json").stdout
    done = daftar("link", "--store", kept, "--part-of", "t3", "t1")
    assert done.exit_code == 2
    first, second = _listed(daftar, kept)
    assert "t3 cannot be part of t1, or it would be a part of itself" in done.stderr
    assert f"by decision {first['decision']}" in done.stderr
    assert f"by decision {second['decision']}" in done.stderr
    assert daftar("incidents", "--store", kept, "--format", "json").stdout == before
    daftar("link", "--store", kept, "--undo", first["decision"])
    assert daftar("link", "--store", kept, "--part-of", "t3", "t1").exit_code == 0


def test_a_ring_that_arises_later_is_told(daftar: Callable[..., Result], tmp_path: Path) -> None:
    """Two pairs of part and whole, whose ends are found to be the same: what no longer holds is said, and why."""
    kept = _apart(daftar, tmp_path)
    daftar("link", "--store", kept, "--part-of", "t1", "t2")
    daftar("link", "--store", kept, "--part-of", "t3", "t4")
    daftar("link", "--store", kept, "--same", "t2", "t3")
    daftar("link", "--store", kept, "--same", "t1", "t4")
    older, newer, *same = _listed(daftar, kept)
    assert [one["stands"] for one in same] == ["yes", "yes"]
    assert newer["stands"] == "yes"
    assert older["stands"] == (
        f"no: {older['other']} is inside {older['one']} by {newer['decision']}, and no incident is a part of itself"
    )


def test_an_incident_that_is_put_elsewhere_says_by_which_decision(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    """An incident is part of one other: the later word says of which."""
    kept = _apart(daftar, tmp_path)
    daftar("link", "--store", kept, "--part-of", "t1", "t2")
    daftar("link", "--store", kept, "--part-of", "t1", "t3")
    older, newer = _listed(daftar, kept)
    assert (older["stands"], newer["stands"]) == (f"no: {newer['decision']} says what it is part of", "yes")


def test_what_reports_tell_of_parts_gives_way_and_that_is_said(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    """A report puts a town inside the province: whoever puts the province inside the town takes that back."""
    rows = tmp_path / "province.jsonl"
    told = (
        "Air strikes killed 22 people across Idlib province on Monday, the Civil Defence said. "
        "Nine people were killed in Harim and 13 in Saraqib."
    )
    other = {
        "id": "m1",
        "published": "2031-09-06",
        "text": "Shells killed 3 people in Binnish, a doctor said.",
    }
    first = {"id": "p1", "publisher": "Example Wire", "published": "2031-05-06", "text": told}
    rows.write_text(json.dumps(first) + "\n" + json.dumps(other) + "\n")
    kept = tmp_path / "province.db"
    assert daftar("run", rows, "--store", kept).exit_code == 0
    found = map(json.loads, daftar("incidents", "--store", kept, "--format", "json").stdout.splitlines())
    ids = {row["place"]["name"]: row["id"] for row in found}
    daftar("link", "--store", kept, "--part-of", ids["Idlib"], "m1")
    done = daftar("link", "--store", kept, "--part-of", "m1", ids["Saraqib"])
    assert done.exit_code == 0
    assert f"{ids['Saraqib']} is no longer part of {ids['Idlib']}, though reports tell so" in done.stderr


def _explained(daftar: Callable[..., Result], kept: Path, incident: str) -> list[str]:
    """The decisions that an incident's explanation lists."""
    lines = daftar("explain", incident, "--store", kept).stdout.splitlines()
    if "Decisions" not in lines:
        return []
    following = lines[lines.index("Decisions") + 1 :]
    return [line.strip() for line in following[: following.index("")]]


def test_an_incident_is_explained_with_the_decisions_that_shaped_it(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    """Who joined, kept apart and put inside, when and why; what was taken back or holds no more is left out."""
    kept = _apart(daftar, tmp_path)
    mains = _mains(daftar, kept)
    assert _explained(daftar, kept, mains["t1"]) == []
    by = ("--by", "R. Viewer")
    daftar("link", "--store", kept, "--same", "t1", "t2", *by, "--why", "one salvo")
    daftar("link", "--store", kept, "--different", "t1", "t3", *by)
    daftar("link", "--store", kept, "--part-of", "t4", "t3", "--by", "A. Chief")
    daftar("link", "--store", kept, "--part-of", "t1", "t4", *by)
    *_, last = rows = _listed(daftar, kept)
    daftar("link", "--store", kept, "--undo", last["decision"])
    mains = _mains(daftar, kept)
    ids = [one["decision"] for one in rows]
    day = rows[0]["on"]
    assert _explained(daftar, kept, mains["t1"]) == [
        f"{day}  R. Viewer: reports t1 and t2 tell of one incident (why: one salvo)   {ids[0]}",
        f"{day}  R. Viewer: what report t1 tells of is another incident than {mains['t3']}, of which report t3 tells   {ids[1]}",
    ]
    assert _explained(daftar, kept, mains["t3"])[1:] == [
        f"{day}  A. Chief: {mains['t4']} is part of it   {ids[2]}"
    ]
    assert _explained(daftar, kept, mains["t4"]) == [
        f"{day}  A. Chief: it is part of {mains['t3']}   {ids[2]}"
    ]


def test_a_decision_that_made_two_incidents_one_is_listed_by_their_reports(
    daftar: Callable[..., Result], kept: Path
) -> None:
    """That an incident is the same as itself tells nobody what was decided."""
    daftar("link", "--store", kept, "--different", "w1", "c1")
    daftar("link", "--store", kept, "--same", "w1", "c1")
    last = _listed(daftar, kept)[-1]
    assert {last["one"], last["other"]} == {"w1", "c1"}
