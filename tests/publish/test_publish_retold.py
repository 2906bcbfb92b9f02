"""What became of each number, what belligerents say and who has it from whom, on the site's pages, read as files."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from publish_material import hostile
from retold_material import retold

from daftar.model import Descent, Origin, Position, Root, Version
from daftar.publish.lookup import lookup
from daftar.publish.release import release
from daftar.publish.site.changes import histories
from daftar.publish.site.desk import desk
from daftar.publish.site.graph import drawn
from daftar.publish.site.incident import incident_page
from daftar.publish.site.tolls import tolls


@pytest.fixture(scope="module")
def page():
    on = desk(retold())
    return incident_page(retold().records[0], on)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("retold") / "site"
    release(retold(), "site", folder)
    return folder


def version(on, low, best, high, kind="raised", words="x"):
    return Version(
        outcome="killed", group="all", on=on, low=low, best=best, high=high, kind=kind, claims=(), origins=(), words=words
    )  # fmt: skip


def may(day):
    return dt.date(2031, 5, day)


def test_each_change_of_a_number_is_a_line_with_its_day_and_whose_word_it_is(page):
    killed = next(one for one in page.histories if one.label == "Killed")
    told = [(step.day, step.figures, step.kind, step.by) for step in killed.steps]
    assert told[0] == ("13 May 2031", "22", "first known", "Civil Defence")
    assert told[-1] == ("18 May 2031", "23–31 (best 23)", "corrected", "Civil Defence")
    assert all(set(step.claims) <= {card.anchor for card in page.cards} for step in killed.steps)


def test_the_chart_has_a_level_for_each_version_of_a_known_day():
    """Days go across from the first to the last, figures up from nobody, and an undated report is not drawn."""
    record = replace(
        retold().records[0],
        history=(
            version(may(13), 22, 22, 22),
            version(may(15), 22, 25, None),
            version(may(21), 25, 25, 25),
            version(None, 20, 25, 25),
        ),
    )
    (one,) = histories(record)
    chart = one.chart
    assert [open_above for *_, open_above in chart.bands] == [False, True, False]
    xs = [x for x, *_ in chart.bands]
    assert (xs[1] - xs[0]) * 3 == pytest.approx(xs[2] - xs[1], abs=3)
    assert [words for _, words in chart.days] == ["13 May", "15 May", "21 May"]
    assert min(y for y, _ in chart.levels) < max(y for y, _ in chart.levels) == chart.base
    assert len(one.steps) == 4
    assert one.steps[-1].day == "Day not known"


def test_a_number_that_is_no_longer_counted_breaks_the_line():
    """The missing who were found dead are withdrawn: nothing is drawn from then on, and the list says so."""
    record = replace(
        retold().records[0],
        history=(version(may(13), 4, 4, 4, "first"), version(may(14), None, None, None, "withdrawn")),
    )
    (one,) = histories(record)
    assert one.steps[-1].figures == "no longer counted"
    assert len(one.chart.bands) == 1
    assert one.chart.best.count("H") == 1


def test_one_day_shows_no_change():
    """Versions of one day, or of none, are a list and no chart."""
    record = replace(retold().records[0], history=(version(may(13), 4, 4, 4), version(None, 4, 5, 5)))
    assert histories(record)[0].chart is None


def test_a_number_that_rests_on_one_source_says_so(page):
    """After Iraq Body Count, which asks for two independent ones."""
    (killed,) = page.tolls
    everybody = killed.rows[0]
    assert (everybody.behind, everybody.alone) == ("one source: Civil Defence", True)
    record = retold().records[0]
    tally = record.tallies[0]
    both = replace(tally, best=replace(tally.best, roots=("o1", "o3")))
    row = tolls(replace(record, tallies=(both,)))[0].rows[0]
    assert (row.behind, row.alone) == ("2 independent sources", False)
    nobody = replace(tally, best=replace(tally.best, roots=()))
    assert tolls(replace(record, tallies=(nobody,)))[0].rows[0].behind == ""


def test_grade_and_position_stand_apart(site):
    """The grade with its reason and meaning, then each belligerent with its own words; a claim to read under both."""
    (path,) = (site / "incidents").glob("*.html")
    text = path.read_text()
    facts = text[text.index('<dd class="grade">') :]
    assert "“Confirmed” stands for: a belligerent has accepted" in facts
    stand = facts[facts.index("<dt>What belligerents say of it</dt>") :]
    assert re.search(r'<dd class="stand admitted">Army: <a class="n" href="#c-[0-9a-f]{10}"', stand)


def test_a_position_is_published_without_withheld_names(tmp_path):
    """Whatever names a person in the words of a position is withheld there as in the quotes, and markup stays words."""
    publication = retold()
    record = publication.records[0]
    stand = Position(
        name="<b>army</b>",
        position="denied",
        claims=record.incident.claims[:1],
        figures=(),
        words="<b>army</b> denies it, as Salma Haddad told",
    )
    release(replace(publication, records=(replace(record, positions=(stand,)),)), "site", tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        assert "Haddad" not in path.read_text()
        assert "<b>army" not in path.read_text()


def test_each_way_out_of_a_contradiction_says_what_would_follow(site, page):
    """What each would cost stands below the claims side by side, and leads to what would be set aside."""
    (clash,) = page.clashes
    assert [side.card.says for side in clash.sides] == ["23 people killed", "31 people killed"]
    assert [words for words, _ in clash.ways] == [
        "Without 31 people (health ministry) everything fits: 23 people were killed",
        "Without 23 people (Civil Defence) everything fits: 31 people were killed",
    ]
    anchors = {card.anchor for card in page.cards}
    assert all(set(claims) <= anchors for _, claims in clash.ways)
    (path,) = (site / "incidents").glob("*.html")
    assert "Ways out, none better than another:" in path.read_text()


def test_a_bound_that_nobody_gives_says_how_it_follows(tmp_path):
    """The arithmetic in words stands under the toll, and names withheld elsewhere are withheld in it."""
    publication = retold()
    record = publication.records[0]
    tally = record.tallies[0]
    why = "25 (Salma Haddad) less 3 children leaves 22"
    followed = replace(tally, low=replace(tally.low, why=why))
    changed = replace(record, tallies=(followed, *record.tallies[1:]))
    release(replace(publication, records=(changed,)), "site", tmp_path / "site")
    (path,) = (tmp_path / "site" / "incidents").glob("*.html")
    assert "All people, low 23:</span> 25 ([name withheld]) less 3 children leaves 22" in path.read_text()


def test_the_graph_joins_every_report_to_what_it_has_it_from(page):
    """Each report and each origin has one row, and every report an edge; who copies stands under whom it copies."""
    graph = page.graph
    names = [node.name for node in graph.nodes]
    assert len(names) == len(page.sources) + page.reports
    assert names.index("Delta Wire, 15 May") < names.index("Harbour Post, 16 May")
    copy = next(node for node in graph.nodes if node.name.startswith("Harbour"))
    assert copy.full.startswith("Harbour Post, 16 May 2031: copies Delta Wire")
    assert copy.x > next(node for node in graph.nodes if node.name.startswith("Delta")).x
    starts = {node.y for node in graph.nodes if node.kind == "report"}
    assert {int(edge.path.rpartition(" ")[2].partition("H")[0]) for edge in graph.edges} == starts
    ys = [node.y for node in graph.nodes]
    assert ys == sorted(ys)
    assert len(set(ys)) == len(ys)
    assert max(ys) < graph.height


def test_one_report_needs_no_graph():
    record = retold().records[0]
    incident = replace(record.incident, reports=("ardan",))
    assert drawn(replace(record, incident=incident, descents=()), desk(retold())) is None


def test_reports_in_a_ring_of_same_words_are_each_drawn_once():
    """Where nobody can say which of two came first, both are there, joined by a broken line."""
    record = retold().records[0]
    ring = (
        Descent(report="delta", kind="same_words", source="harbour", share=0.9),
        Descent(report="harbour", kind="same_words", source="delta", share=0.9),
    )
    graph = drawn(replace(record, roots=(), unsure=(), descents=ring), desk(retold()))
    assert len(graph.nodes) == len(record.incident.reports)
    assert [edge.sure for edge in graph.edges] == [False, False]


def test_many_sources_leave_room_for_names():
    """However many origins there are, lanes take no more than the margin, and every mark is inside the drawing."""
    record = retold().records[0]
    some = lookup(retold()).readings
    claims = tuple(some)[:1]
    roots = tuple(
        Root(
            id=f"o{n}",
            origin=Origin(kind="witness", name=f"witness number {n} of a very long street"),
            claims=claims,
            reports=tuple(record.incident.reports),
        )
        for n in range(1, 31)
    )
    graph = drawn(replace(record, roots=roots, unsure=(), descents=()), desk(retold()))
    assert all(node.x < graph.width / 2 for node in graph.nodes)
    assert all(len(node.name) <= 45 for node in graph.nodes)


def test_a_withheld_name_does_not_come_back(site):
    """A resident who gave the figures twice is behind a number, in the history and in the graph, never by name."""
    assert any("Salma Haddad" in report.text for report in retold().reports)
    for path in site.rglob("*.html"):
        text = path.read_text()
        assert "Salma" not in text, path
        assert "Haddad" not in text, path
    (path,) = (site / "incidents").glob("*.html")
    assert "[name withheld]" in path.read_text().partition('class="graph"')[2].partition("</svg>")[0]


def test_a_history_is_published_without_withheld_names(tmp_path):
    """Whatever names a person in the words of a history is withheld there as in the quotes."""
    publication = retold()
    record = publication.records[0]
    claim = record.incident.claims[0]
    told = Version(
        outcome="injured", group="all", on=may(14), low=4, best=4, high=4, kind="first", claims=(claim,),
        origins=("Salma Haddad",), words="4 on 14 May 2031, Salma Haddad",
    )  # fmt: skip
    changed = replace(record, history=(*record.history, told))
    release(replace(publication, records=(changed,)), "site", tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        assert "Haddad" not in path.read_text()


def test_hostile_words_stay_words_in_charts_and_graphs(tmp_path):
    """A belligerent, an origin or an outlet named like a script is text, in the drawings too."""
    base = hostile()
    (record,) = base.records
    name = record.incident.place.name
    claim = record.incident.claims[0]
    twin = replace(base.reports[0], id="r2")
    origin = Origin(kind="military", name=name)
    hurt = replace(
        record,
        incident=replace(record.incident, reports=("r", "r2")),
        history=tuple(
            replace(version(may(d), d, d, d, words=name), claims=(claim,), origins=(name,)) for d in (13, 14)
        ),
        roots=(Root(id="o1", origin=origin, claims=(claim,), reports=("r", "r2")),),
        descents=(Descent(report="r2", kind="copies", source="r", outlet=name, share=0.9),),
    )
    publication = replace(base, reports=(*base.reports, twin), records=(hurt,))
    release(publication, "site", tmp_path / "site")
    (path,) = (tmp_path / "site" / "incidents").glob("*.html")
    text = path.read_text()
    assert 'class="graph"' in text
    assert 'class="steps"' in text
    assert "<script>alert" not in text
    assert "<img" not in text
