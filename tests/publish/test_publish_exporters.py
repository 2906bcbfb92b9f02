"""What each exporter writes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from publish_material import sample

from daftar.errors import PublishError
from daftar.publish.release import release
from daftar.publish.tables import safe_cell


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def test_csv_has_a_row_an_incident_and_a_row_a_claim(publication, tmp_path):
    release(publication, "csv", tmp_path / "out")
    incidents, claims = rows(tmp_path / "out" / "incidents.csv"), rows(tmp_path / "out" / "claims.csv")
    assert len(incidents) == len(publication.records)
    assert len(claims) == len(publication.readings)
    lead = incidents[0]
    assert (lead["killed_all_low"], lead["killed_all_best"], lead["killed_all_high"]) == ("22", "22", "24")
    assert (lead["killed_child_high"], lead["independent_origins"]) == ("", "4")
    assert claims[0]["quote"] == "At least 22 people were killed"
    assert claims[0]["origins"] == "Ardan News (media) < Rescue Corps (rescue_service)"


def test_csv_text_cannot_run_as_a_formula(publication, tmp_path):
    report = replace(publication.reports[0], publisher='=HYPERLINK("http://evil.example")')
    release(replace(publication, reports=(report, *publication.reports[1:])), "csv", tmp_path / "out")
    assert rows(tmp_path / "out" / "claims.csv")[0]["publisher"].startswith("'=HYPERLINK")
    assert safe_cell(-36.7) == -36.7
    assert safe_cell("@cmd") == "'@cmd"


def test_json_has_a_record_a_line_with_the_claims_that_it_rests_on(publication, tmp_path):
    published = release(publication, "json", tmp_path / "records.jsonl")
    assert [path.name for path in published.files] == ["records.jsonl"]
    lines = [json.loads(line) for line in (tmp_path / "records.jsonl").read_text().splitlines()]
    assert [line["id"] for line in lines] == [record.incident.id for record in publication.records]
    held = {claim["id"] for claim in lines[0]["claims"]}
    for outcome in lines[0]["toll"].values():
        for figures in outcome.values():
            for claims in figures["claims"].values():
                assert held.issuperset(claims)


def test_json_marks_a_quote_that_a_name_was_taken_out_of(publication, tmp_path):
    release(publication, "json", tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out" / "records.jsonl").read_text().splitlines()]
    redacted = {claim["id"] for line in lines for claim in line["claims"] if claim["quote"]["redacted"]}
    assert redacted == {"morning#c9"}


def test_geojson_has_a_point_only_where_a_place_is_known(publication, tmp_path):
    release(publication, "geojson", tmp_path / "out.geojson")
    features = json.loads((tmp_path / "out.geojson").read_text())["features"]
    by_id = {feature["id"]: feature for feature in features}
    assert by_id["i1.2"]["geometry"] == {"type": "Point", "coordinates": [36.22, 35.8]}
    assert by_id["i3"]["geometry"] is None
    assert by_id["i1"]["properties"]["killed_all_low"] == 22


def test_a_folder_with_somebodys_files_is_refused_and_left_alone(publication, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(PublishError, match="holds files that no release wrote"):
        release(publication, "site", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_page_that_is_no_longer_published_does_not_stay(publication, tmp_path):
    out = tmp_path / "out"
    release(publication, "site", out)
    (out / "note.txt").write_text("mine")
    before = set((out / "incidents").iterdir())
    fewer = replace(publication, records=tuple(r for r in publication.records if r.incident.id != "i4"))
    release(fewer, "site", out)
    assert len(before - set((out / "incidents").iterdir())) == 1
    assert (out / "note.txt").read_text() == "mine"


def test_a_release_that_fails_leaves_the_earlier_one_as_it_was(publication, tmp_path, monkeypatch):
    out = tmp_path / "out"
    release(publication, "site", out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    monkeypatch.setattr("daftar.publish.site.pages.report_page", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        release(replace(publication, title="Another"), "site", out)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert list(tmp_path.iterdir()) == [out]


def test_a_file_in_the_way_is_named(publication, tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(PublishError, match="is a file"):
        release(publication, "csv", tmp_path / "out")


def test_an_empty_publication_can_be_published(tmp_path):
    empty = replace(sample(), reports=(), readings=(), records=())
    for name in ("csv", "geojson", "json", "site"):
        release(empty, name, tmp_path / name)
    assert "0" in (tmp_path / "site" / "index.html").read_text()
