"""The sample reports: every one is marked as invented, can be read, and is what the documents say of it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from evaluation import own

from daftar.errors import InputError
from daftar.intake import take
from daftar.resolve.places.user import load_user_gazetteer

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
REPORTS = sorted((SAMPLES / "reports").iterdir())
MARK = "written for Daftar; the events are invented"
EXPECTED = own.expectations(ROOT / "evaluation" / "own" / "samples.toml")


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_report_of_a_sample_file_says_that_it_is_invented(path: Path) -> None:
    taken = list(take([str(path)]))
    assert taken
    for one in taken:
        assert not isinstance(one, InputError), one
        assert MARK in " ".join(one.report.text.split())


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_every_report_of_a_sample_file_tells_its_day_and_who_wrote_or_published_it(path: Path) -> None:
    for one in take([str(path)]):
        assert not isinstance(one, InputError), one
        assert one.report.published is not None
        assert one.report.publisher or one.report.author


@pytest.mark.parametrize("name", ["cut-short.pdf", "empty.txt"])
def test_a_broken_sample_is_one_error_that_names_it_and_says_what_to_do(name: str) -> None:
    (error,) = take([str(SAMPLES / "broken" / name)])
    assert isinstance(error, InputError)
    assert name in str(error)
    assert error.remedy


def test_the_readme_of_the_samples_names_every_file() -> None:
    text = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in REPORTS if f"`{path.name}`" not in text] == []


def test_every_sample_has_expectations_and_every_expectation_a_sample() -> None:
    titles = {
        (path.name, one.report.title)
        for path in REPORTS
        for one in take([str(path)])
        if not isinstance(one, InputError)
    }
    expected = {(report["file"], report.get("title")) for report in EXPECTED}
    assert {file for file, _ in expected} == {path.name for path in REPORTS}
    assert {pair for pair in expected if pair[1]} <= titles


def test_the_sample_gazetteer_loads_whole() -> None:
    file = SAMPLES / "gazetteer.csv"
    places, problems = load_user_gazetteer(file)
    with file.open(encoding="utf-8", newline="") as rows:
        assert len(places) == sum(1 for _ in csv.DictReader(rows))
    assert problems == ()


def test_an_expectation_is_met_by_what_says_so_and_by_nothing_else() -> None:
    report = {
        "id": "r",
        "text": "Nine people were killed in Hass.",
        "lead": {"killed": [9, 9], "place": "Hass"},
        "claim": [{"outcome": "killed", "count": [9, 9], "origin": "Darwish"}],
        "no_claim": [{"outcome": "injured"}],
    }
    claim = {
        "kind": "harm",
        "outcome": "killed",
        "count": {"low": 9, "high": 9},
        "origin": [{"name": "Mustafa Darwish", "organisation": None}],
    }
    tally = {"low": 9, "best": 9, "high": 9}
    read = {
        "claims": [claim],
        "incidents": [{"lead": True, "place": {"name": "Hass"}, "toll": {"killed": {"all": tally}}}],
    }
    assert all(fact.found for fact in own.check(report, read))
    assert not any(fact.found for fact in own.check(report, {}))
    wrong = {**read, "claims": [{**claim, "count": {"low": 9, "high": None}}]}
    assert [fact.found for fact in own.check(report, wrong)] == [True, True, False, True]


def test_nothing_to_record_allows_a_claim_of_nobody_and_no_other() -> None:
    report = {"id": "r", "text": "No one was hurt.", "nothing": True}
    nobody = {"kind": "harm", "outcome": "injured", "count": {"low": 0, "high": 0}}
    somebody = {"kind": "harm", "outcome": "injured", "count": {"low": 1, "high": 1}}
    assert [fact.found for fact in own.check(report, {"claims": [nobody]})] == [True]
    assert [fact.found for fact in own.check(report, {"claims": [nobody, somebody]})] == [False]
