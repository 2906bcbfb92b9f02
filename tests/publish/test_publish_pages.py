"""What an incident's page shows is what its record says: figures, disputes, people, places, who has it from whom."""

from __future__ import annotations

import csv
import html
import io
import re
from dataclasses import replace

import pytest
from publish_material import sample, tally
from retold_material import retold
from told_material import told

from daftar.model import Conflict, Quote, Victim, WayOut
from daftar.publish.base import WITHHELD_NAME
from daftar.publish.redact import redact
from daftar.publish.release import release
from daftar.publish.site.desk import desk
from daftar.publish.site.disputes import clashes
from daftar.publish.site.names import incident_slug, number_anchor
from daftar.publish.site.people import people
from daftar.publish.site.spots import place_doubt, spots
from daftar.publish.site.ties import Tie, ties
from daftar.publish.site.tolls import tolls
from daftar.publish.site.words import incident_title, number


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("told") / "site"
    release(told(), "site", folder)
    return folder


def text_of(page, anchor):
    found = re.search(rf'id="{anchor}"[^>]*>([^<]*)<', page)
    return html.unescape(found.group(1)) if found else None


def test_every_figure_on_a_page_is_that_of_its_record(site):
    """Low, best and high of every outcome and group; no figure for what nobody said."""
    for record in told().records:
        page = (site / "incidents" / f"{incident_slug(record.incident)}.html").read_text()
        told_of = set()
        for one in record.tallies:
            for which, bound in (("low", one.low), ("best", one.best), ("high", one.high)):
                anchor = number_anchor(one.outcome, one.group, which)
                if bound is not None:
                    told_of.add(anchor)
                    expected = "open" if bound.value is None else number(bound.value)
                    assert text_of(page, anchor) == expected, (anchor, page[:200])
        assert set(re.findall(r'id="(n-[a-z_-]+)"', page)) == told_of
        assert f"<strong>{len(record.roots)}</strong> independent origin" in page
        assert f"from <strong>{len(record.incident.reports)}</strong> report" in page


def test_the_tables_beside_the_pages_hold_the_same_figures(site):
    rows = list(csv.DictReader(io.StringIO((site / "data" / "incidents.csv").read_text("utf-8-sig"))))
    assert [row["incident"] for row in rows] == [record.incident.id for record in told().records]
    for row, record in zip(rows, told().records, strict=True):
        killed = record.tally("killed")
        assert row["killed_all_low"] == ("" if killed is None else str(killed.low.value))
        assert row["independent_origins"] == str(len(record.roots))


def test_a_toll_of_one_group_is_never_shown_as_the_toll_of_all():
    """Where only children are told of, the heading says children."""
    record = replace(sample().records[0], tallies=(tally("killed", "child", 3, 3, 3, "morning#c8"),))
    assert tolls(record)[0].words == "3 (children)"
    everybody = replace(record, tallies=(tally("killed", "all", 3, 3, 3, "morning#c8"),))
    assert tolls(everybody)[0].words == "3"


def test_contradictions_with_the_same_ways_out_are_one_dispute():
    """Three sources that differ contradict each other three times over; that is one question, with one list of ways out."""
    on = desk(sample())
    ways = tuple(
        WayOut(claims=claims, origins=(), low=1, high=1, words=f"without {claims[0]}")
        for claims in (("toll#c1", "toll#c4"), ("toll#c2",))
    )
    pairs = (("toll#c1", "toll#c2"), ("toll#c1", "toll#c4"), ("toll#c2", "toll#c4"))
    conflicts = tuple(
        Conflict(outcome="killed", group="all", claims=pair, words=f"{pair} differ", ways_out=ways)
        for pair in pairs
    )
    record = replace(sample().records[0], conflicts=conflicts)
    (one,) = clashes(record, on)
    assert len(one.lines) == 3
    assert [side.card.says for side in one.sides] == [
        "24 people killed",
        "27 people killed",
        "31 people killed",
    ]
    assert [side.bar.low for side in one.sides] == sorted(side.bar.low for side in one.sides)
    assert [len(claims) for _, claims in one.ways] == [1, 2]
    again = replace(conflicts[0], claims=("toll#c1", "toll#c2", "toll#c1"))
    assert [len(side.claims) for side in clashes(replace(record, conflicts=(again,)), on)[0].sides] == [1, 1]
    alone = tuple(replace(one, ways_out=()) for one in conflicts)
    assert len(clashes(replace(record, conflicts=alone), on)) == 3


def test_people_are_told_of_by_what_is_known_of_them():
    """A boy of six is a boy; a withheld name is said once; nothing known is one person."""
    quote = Quote(start=0, end=1, text="x")
    victims = (
        Victim(outcome="injured", quote=quote, name=WITHHELD_NAME, age=6, sex="man", relation="their son"),
        Victim(outcome="killed", quote=quote, age_group="elderly", sex="woman"),
        Victim(outcome="killed", quote=quote, name="Lina Saleh", role="health_worker"),
        Victim(outcome="killed", quote=quote, age=1),
        Victim(outcome="killed", quote=quote),
        Victim(outcome="killed", quote=quote, age=40),
    )
    incident = replace(sample().records[0].incident, victims=victims)
    assert [(one.who, one.about) for one in people(incident)] == [
        ("Boy, 6 years", "injured; “their son”; name withheld"),
        ("Elderly woman", "killed"),
        ("Lina Saleh", "killed; health worker"),
        ("Child, 1 year", "killed"),
        ("One person", "killed"),
        ("Person, 40 years", "killed"),
    ]


def test_how_sure_a_place_is_stands_in_words_and_on_the_map():
    publication = redact(sample())
    on = desk(publication)
    by_id = {record.incident.id: record.incident for record in publication.records}
    bidar = next(one for one in by_id.values() if one.place.name == "Bidar")
    assert place_doubt(bidar, on) == "Precision: exact place."
    near = replace(bidar, place=replace(bidar.place, precision=2, radius_km=12.4))
    assert place_doubt(near, on).endswith("up to 12 km from the mark on the map.")
    assert "for the safety of people there" in place_doubt(by_id["i2"], on)
    assert place_doubt(by_id["i1"], on).endswith("stands for all of it, and not for the site.")
    assert place_doubt(replace(bidar, place=None), on) == ""
    unknown = replace(bidar, place=replace(bidar.place, place=None))
    assert place_doubt(unknown, on) == "Its position is not known."
    within = replace(bidar, place=replace(bidar.place, place=None, within=bidar.place.place))
    assert "could not be told" in place_doubt(within, on)
    marks = {one.name: one.vague for one in spots(publication.records, on)}
    assert (marks["Bidar"], marks["near Amal camp"], marks["Qamar"]) == (False, True, True)


def test_headings_say_what_was_done_where():
    incident = replace(sample().records[0].incident, place=None)

    def worded(method, target):
        return incident_title(replace(incident, method=method, target=target))

    assert worded("air_strike", "market") == "Air strike on a market"
    assert worded("shooting", "market") == "Shooting at a market"
    assert worded("abduction", "vehicle") == "Abduction involving a vehicle"
    assert worded(None, "shelter") == "Attack on a shelter"
    assert worded("shooting", None) == "Shooting"


def graph_of(reports, edges, origins=("o1",)):
    nodes = [{"id": name, "node": "origin"} for name in origins] + [
        {"id": name, "node": "report"} for name in reports
    ]
    return {"nodes": nodes, "edges": [dict(zip(("from", "to", "kind"), edge, strict=True)) for edge in edges]}


def test_a_report_that_copies_one_that_names_an_origin_needs_no_line_of_its_own_to_it():
    """What it names itself is still said; a line that leads nowhere else stays."""
    found = ties(graph_of("ab", [("a", "o1", "cites"), ("b", "a", "copies"), ("b", "o1", "cites")]))
    assert set(found.lines) == {Tie("a", "o1", "cites"), Tie("b", "a", "copies")}
    assert len(found.all) == 3
    other = ties(
        graph_of("ab", [("a", "o1", "cites"), ("b", "a", "copies"), ("b", "o2", "cites")], ("o1", "o2"))
    )
    assert Tie("b", "o2", "cites") in other.lines


def test_reports_with_the_same_words_are_one_heap_from_three_on():
    same = [("b", "a", "same_words"), ("c", "a", "same_words"), ("b", "c", "same_words")]
    cites = [(name, "o1", "cites") for name in "abcd"]
    found = ties(graph_of("abcd", [*same, *cites, ("d", "b", "copies")]))
    assert {frozenset(some) for some in found.heaps.values()} == {frozenset("abc")}
    (heap,) = found.heaps
    assert set(found.rows) == {"o1", heap, "d"}
    assert set(found.lines) == {Tie(heap, "o1", "cites"), Tie("d", heap, "copies")}
    assert not ties(graph_of("ab", same[:1])).heaps


def test_an_outlet_that_another_report_credits_is_named(site):
    """An outlet's name stands on every page already; taking it for a private source would hide nothing."""
    text = next((site / "incidents").glob("*kafranbel*")).read_text()
    assert "Coast Herald reported" in re.sub("<[^>]+>", "", text)


def test_a_person_harmed_is_withheld_though_an_outlet_has_the_name():
    base = retold()
    report = base.reports[0]
    claim = next(one for one in base.readings if one.claim.report == report.id)
    quote = replace(claim.claim.quote)
    harmed = replace(
        claim,
        claim=replace(claim.claim, victims=(Victim(outcome="killed", quote=quote, name="Delta Wire"),)),
    )
    readings = tuple(harmed if one is claim else one for one in base.readings)
    published = redact(replace(base, readings=readings))
    changed = next(one for one in published.readings if one.id == harmed.id)
    assert changed.claim.victims[0].name == WITHHELD_NAME
