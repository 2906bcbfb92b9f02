"""The written cases of arithmetic: what is said, and what record follows."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from claims_by_hand import claim, day, incident

from daftar.model import Record, Tally, Victim
from daftar.model.origins import origin_name
from daftar.reconcile import reconcile

FOLDER = Path(__file__).parent / "cases"
CASES = tomllib.loads((FOLDER / "arithmetic.toml").read_text("utf-8"))["case"]
RECORDERS = tomllib.loads((FOLDER / "recorders.toml").read_text("utf-8"))["case"]
FIELDS = {"n": "figure", "of": "part_of", "rel": "relation", "blamed": "perpetrators"}


def _record(case: dict[str, Any], conventions: str = "default") -> Record:
    groups: dict[str, list[Any]] = {"": []}
    for number, row in enumerate(case["claims"]):
        given = {
            FIELDS.get(k, k): v
            for k, v in row.items()
            if k not in {"id", "inside", "names", "named", "worded"}
        }
        at = given.pop("at", number * 50)
        made = claim(row["id"], at=at, outlet=f"Outlet {row['id'][:2]}", **given)
        if "names" in row:
            named = [Victim(outcome="killed", quote=made.quote, name=n) for n in row["names"]]
            made = claim(row["id"], at=at, outlet=f"Outlet {row['id'][:2]}", victims=named, **given)
        if "named" in row:
            told = [
                Victim(outcome="killed", quote=made.quote, name=n, sex=s, relation=r)
                for n, s, r in row["named"]
            ]
            made = replace(made, victims=tuple(told))
        if "worded" in row:
            made = replace(made, count_worded=row["worded"])
        groups.setdefault(row.get("inside", ""), []).append(made)
    published = {report: day(number) for report, number in case.get("published", {}).items()}
    built = {name: incident(claims, name or "whole") for name, claims in groups.items()}
    readings = {k: v for _, some in built.values() for k, v in some.items()}
    children = [reconcile(i, readings, published=published) for name, (i, _) in built.items() if name]
    return reconcile(built[""][0], readings, published=published, children=children, conventions=conventions)


def _toll(tally: Tally) -> str:
    best = "-" if tally.best is None else tally.best.value
    return f"{tally.low.value} {best} {'open' if tally.high.value is None else tally.high.value}"


@pytest.mark.parametrize("case", CASES, ids=[c["name"].replace(" ", "-") for c in CASES])
def test_what_the_claims_come_to(case: dict[str, Any]) -> None:
    """The record has the bounds, the claims under them and the sentences that the case gives."""
    record = _record(case)
    assert {f"{t.outcome}.{t.group}": _toll(t) for t in record.tallies} == case["toll"]
    for path, claims in case.get("rests", {}).items():
        outcome, group, bound = path.split(".")
        tally = record.tally(outcome, group)
        assert tally is not None
        assert list(getattr(tally, bound).claims) == claims
    if "sums" in case:
        assert [s.words for s in record.sums] == case["sums"]
        assert all(s.agrees is not case.get("disagree", False) for s in record.sums)
    if "conflicts" in case:
        assert [c.words for c in record.conflicts] == case["conflicts"]
    if "ways_out" in case:
        assert [w.words for c in record.conflicts for w in c.ways_out] == case["ways_out"]
    if "roots" in case:
        assert [origin_name(r.origin) for r in record.roots] == case["roots"]
    if "grade" in case:
        assert record.grade == case["grade"], record.grade_why


def test_every_bound_rests_on_claims() -> None:
    """No number of any case stands without a claim under it."""
    for case in CASES:
        for tally in _record(case).tallies:
            assert tally.low.claims
            assert tally.high.claims
            assert tally.best is None or tally.best.claims


@pytest.mark.parametrize("case", RECORDERS, ids=[c["name"].replace(" ", "-") for c in RECORDERS])
def test_what_the_claims_come_to_as_recorders_count(case: dict[str, Any]) -> None:
    """With recorders' conventions the record has the bounds and the claims under them that the case gives."""
    record = _record(case, "airwars")
    assert {f"{t.outcome}.{t.group}": _toll(t) for t in record.tallies} == case["toll"]
    for path, claims in case.get("rests", {}).items():
        tally = record.tally(*path.split(".")[:2])
        assert tally is not None
        assert list(getattr(tally, path.split(".")[2]).claims) == claims
