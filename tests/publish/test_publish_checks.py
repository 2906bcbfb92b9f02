"""What must hold before anything is published."""

from __future__ import annotations

from dataclasses import replace

import pytest
from publish_material import sample

from daftar.errors import PublishError, UnknownName
from daftar.model import Bound, Count, Quote
from daftar.publish.base import Publication, exporter, exporter_names
from daftar.publish.checks import check, problems
from daftar.publish.release import release


def with_tally(publication: Publication, **changes: object) -> Publication:
    first, *others = publication.records
    tally = replace(first.tallies[0], **changes)
    return replace(publication, records=(replace(first, tallies=(tally, *first.tallies[1:])), *others))


def with_claim(publication: Publication, **changes: object) -> Publication:
    first, *others = publication.readings
    return replace(publication, readings=(replace(first, claim=replace(first.claim, **changes)), *others))


def test_a_sound_publication_has_no_problems(publication):
    assert problems(publication) == ()
    check(publication)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda p: with_tally(p, low=Bound(value=22, claims=())), "the figure 22 rests on no claim"),
        (
            lambda p: with_tally(p, low=Bound(value=22, claims=("gone",))),
            "claim gone is not in the publication",
        ),
        (lambda p: with_tally(p, low=Bound(value=30, claims=("morning#c1",))), "are not in order"),
        (lambda p: with_tally(p, outcome="vanished"), "outcome 'vanished' is not in the codebook"),
        (lambda p: with_claim(p, report="gone"), "its report gone is not in the publication"),
        (lambda p: with_claim(p, part_of="gone"), "it is part of gone"),
        (lambda p: with_claim(p, part_of="morning#c1"), "is a part of itself"),
        (lambda p: with_claim(p, confidence=1.5), "confidence is 1.5"),
        (lambda p: with_claim(p, quote=Quote(start=0, end=5, text="wrong")), "are not the words quoted"),
        (lambda p: with_claim(p, quote=Quote(start=0, end=10**6, text="x")), "are not the words quoted"),
        (lambda p: with_claim(p, quote=Quote(start=0, end=1, text="x", part="footnote")), "does not have"),
        (lambda p: replace(p, reports=(*p.reports, p.reports[0])), "2 of them share this id"),
        (lambda p: replace(p, readings=(*p.readings, p.readings[0])), "2 of them share this id"),
        (lambda p: replace(p, records=(*p.records, p.records[0])), "2 of them share this id"),
        (lambda p: replace(p, records=p.records[1:]), "is part of i1, which is not in the publication"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_written(publication, tmp_path, spoil, said):
    with pytest.raises(PublishError, match=r"nothing was published") as caught:
        release(spoil(publication), "json", tmp_path / "out")
    assert said in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_every_problem_is_listed_at_once(publication):
    spoilt = with_tally(
        with_claim(publication, confidence=-1, polarity="maybe"), low=Bound(value=None, claims=())
    )
    assert len(problems(spoilt)) == 3


def test_a_place_at_0_0_is_a_place_that_was_not_found(publication):
    record = publication.records[0]
    nowhere = replace(record.incident.place.place, lat=0.0, lon=0.0)
    incident = replace(record.incident, place=replace(record.incident.place, place=nowhere))
    spoilt = replace(publication, records=(replace(record, incident=incident), *publication.records[1:]))
    assert any("stands for a place that was not found" in line for line in problems(spoilt))


def test_a_negative_count_cannot_even_be_made():
    with pytest.raises(ValueError, match="below 0"):
        Count(low=-1)


def test_an_unknown_exporter_is_refused_with_the_known_ones(publication, tmp_path):
    with pytest.raises(UnknownName, match="csv, geojson, json, site"):
        release(publication, "fax", tmp_path)


@pytest.mark.parametrize("name", ["csv", "geojson", "json", "site"])
def test_each_built_in_exporter_knows_its_name(name):
    assert name in exporter_names()
    assert exporter(name).name == name


@pytest.mark.parametrize("name", ["csv", "geojson", "json", "site"])
def test_the_same_publication_gives_the_same_bytes(tmp_path, name):
    one = release(sample(), name, tmp_path / "one")
    two = release(sample(), name, tmp_path / "two")
    assert one.release == two.release
    assert [path.read_bytes() for path in one.files] == [path.read_bytes() for path in two.files]
