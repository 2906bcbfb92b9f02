"""Which incidents of different reports are one."""

from __future__ import annotations

import dataclasses
import random
from typing import TYPE_CHECKING

import pytest

from daftar.link.roots import shared_roots
from daftar.model import TimeWindow
from daftar.reconcile import reconcile

if TYPE_CHECKING:
    from tests.link.conftest import Desk


def test_one_attack_in_four_outlets_is_one_incident_with_one_root(desk: Desk) -> None:
    """Four outlets that quote one spokesman tell of one incident, and one origin stands behind them."""
    for report in ("r1", "r2", "r3", "r4"):
        desk.tell(report)
    (one,) = desk.link()
    assert one.reports == ("r1", "r2", "r3", "r4")
    assert one.claims == ("r1#c1", "r2#c1", "r3#c1", "r4#c1")
    record = reconcile(one, desk.readings)
    (root,) = shared_roots([record], {name: f"Outlet {name}" for name in one.reports})
    assert (root.origin.name, root.reports) == ("Civil Defence", ("r1", "r2", "r3", "r4"))
    assert (len(root.outlets), root.numbers, root.alone) == (4, 1, 1)


def test_two_attacks_on_one_town_on_two_days_are_two(desk: Desk) -> None:
    """The same town, method and toll three days later is another attack."""
    desk.tell("r1", day=3)
    desk.tell("r2", day=6, published=7)
    assert desk.groups() == [("r1",), ("r2",)]


def test_two_towns_with_the_same_toll_on_one_day_are_two(desk: Desk) -> None:
    """Neighbouring towns hit on one day stay apart though each lost one person."""
    desk.tell("r1", town="Ashfield", killed=5)
    desk.tell("r2", town="Brook", killed=5)
    assert desk.groups() == [("r1",), ("r2",)]


def test_a_spelling_variant_is_the_same_place(desk: Desk) -> None:
    """A name that the gazetteer lacks, spelt another way inside the same district, is the town."""
    desk.tell("r1")
    desk.tell("r2", spelt="Ashfeild")
    desk.tell("r3", spelt="Oxbridge")
    assert desk.groups() == [("r1", "r2"), ("r3",)]


def test_a_rising_toll_is_one_incident(desk: Desk) -> None:
    """Nine killed on the day and twelve by the next report are one attack."""
    desk.tell("r1", killed=9, text="A rocket hit the Delvane bakery, said Corin Ashby of the rescue team.")
    desk.tell(
        "r2", killed=12, published=5, text="Twelve died at the bakery of the Delvane family, it is now known."
    )
    assert desk.groups() == [("r1", "r2")]


def test_contradicting_tolls_do_not_part_an_incident(desk: Desk) -> None:
    """Eighteen and twenty-two killed in one village on one day are one attack that is disputed."""
    desk.tell("r1", killed=18, text="The dead lay in front of the Delvane bakery, said a nurse.")
    desk.tell("r2", killed=22, by="Observatory", text="Bombs fell on the road to the Delvane mill at noon.")
    assert desk.groups() == [("r1", "r2")]


def test_same_day_in_a_great_city_is_not_enough(desk: Desk) -> None:
    """Two shootings with one dead each in a city of millions are not one without more to say so."""
    desk.tell("r1", town="Port", killed=1, method="shooting", text="A man was shot on the Merrow stairs.")
    desk.tell("r2", town="Port", killed=1, method="shooting", text="A guard was shot dead on Quill Hill.")
    assert desk.groups() == [("r1",), ("r2",)]


def test_a_shared_victim_joins_reports_that_say_little_else(desk: Desk) -> None:
    """The same named victim on the same day joins two reports on a great city; a different one keeps them apart."""
    desk.tell("r1", town="Port", killed=1, method="shooting", names=["Nadia Kerim"])
    desk.tell("r2", town="Port", killed=1, method="shooting", names=["Nadia Kérim"], published=20)
    desk.tell("r3", town="Port", killed=1, method="shooting", names=["Omar Sayegh"])
    assert desk.groups() == [("r1", "r2"), ("r3",)]


def test_a_wire_copy_without_a_resolved_place_is_found_by_its_words(desk: Desk) -> None:
    """Reports that share their text tell of one incident even where no place was found."""
    body = "Rescuers pulled nine people from a bakery hit at dawn and said that more were missing under the floor above."
    desk.tell("r1", town=None, text=body)
    desk.tell("r2", town=None, text=f"By our staff. {body}")
    desk.tell(
        "r3",
        town=None,
        text="A council met to speak about water prices and the mending of two roads to the coast.",
    )
    assert desk.groups() == [("r1", "r2"), ("r3",)]


def test_a_shared_page_frame_joins_nothing(desk: Desk) -> None:
    """Two articles under the same long menu are not one incident."""
    menu = (
        "Home news sport weather subscribe to our letter follow us on every channel all rights reserved by the owner "
        * 3
    )
    for report, body in (
        ("r1", "A baker died on Elm Street at noon."),
        ("r2", "Two sisters were shot near the lake."),
    ):
        desk.tell(report, town=None, day=None, killed=1, text=body)
        desk.reports[report] = dataclasses.replace(desk.reports[report], text=f"{menu} {body} {menu}")
    assert desk.groups() == [("r1",), ("r2",)]


def test_nothing_known_but_the_toll_joins_nothing(desk: Desk) -> None:
    """Undated reports without a place are never joined by their figures."""
    desk.tell("r1", town=None, day=None)
    desk.tell("r2", town=None, day=None)
    assert desk.groups() == [("r1",), ("r2",)]


def test_incidents_of_one_report_stay_apart(desk: Desk) -> None:
    """What a report tells apart is not joined, even through another report that fits both."""
    desk.tell("r1")
    desk.tell("r1", lead=False)
    desk.tell("r2")
    assert sorted(len(i.claims) for i in desk.link()) == [1, 2]


def test_parts_keep_their_whole_across_reports(desk: Desk) -> None:
    """A strike on a town stays part of the district's bombardment when another outlet tells of the strike alone."""
    whole = desk.tell("r1", town="Vale", killed=22)
    desk.tell("r1", town="Ashfield", killed=9, part_of=whole, lead=False)
    desk.tell("r2", town="Ashfield", killed=9)
    found = {i.reports: i for i in desk.link()}
    assert found["r1", "r2"].part_of == found["r1",].id
    assert found["r1",].part_of is None


def test_a_town_told_of_elsewhere_is_put_under_the_days_campaign(desk: Desk) -> None:
    """A strike that only another report tells of is part of the bombardment of its district on that day."""
    whole = desk.tell("r1", town="Vale", killed=22)
    desk.tell("r1", town="Ashfield", killed=9, part_of=whole, lead=False)
    desk.tell("r2", town="Brook", killed=4)
    found = {i.reports + i.claims: i for i in desk.link()}
    assert found["r2", "r2#c1"].part_of == found["r1", "r1#c1"].id


def test_same_incident_holds_against_the_evidence(desk: Desk) -> None:
    """Whoever joins two incidents joins them, however far apart they are."""
    desk.tell("r1", town="Port", day=1)
    desk.tell("r2", town="Ashfield", day=9, published=10)
    desk.decide("same_incident", "r1", "r2")
    assert desk.groups() == [("r1", "r2")]


def test_different_incident_holds_through_third_reports(desk: Desk) -> None:
    """Two incidents judged different are never joined, not even by way of a report that fits both."""
    for report in ("r1", "r2", "r3"):
        desk.tell(report)
    desk.decide("different_incident", "r1", "r2")
    assert all(not {"r1", "r2"} <= set(reports) for reports in desk.groups())


def test_the_newer_of_two_judgements_holds(desk: Desk) -> None:
    """A person who changes their mind is heard the second time."""
    desk.tell("r1")
    desk.tell("r2")
    desk.decide("different_incident", "r1", "r2", at=1)
    assert desk.groups() == [("r1",), ("r2",)]
    desk.decide("same_incident", "r1", "r2", at=2)
    assert desk.groups() == [("r1", "r2")]


def test_part_of_by_a_person_holds(desk: Desk) -> None:
    """A person puts one incident under another, though linking would have joined the two."""
    desk.tell("r1")
    desk.tell("r2")
    desk.decide("part_of", "r1", "r2")
    found = {i.reports: i for i in desk.link()}
    assert found["r1",].part_of == found["r2",].id


def test_the_id_stays_when_a_later_report_arrives(desk: Desk) -> None:
    """An incident keeps its id when more is written about it."""
    desk.tell("r5")
    before = desk.link()[0].id
    desk.tell("r1", published=6)
    (after,) = desk.link()
    assert after.id == before
    assert before.startswith("i-")
    assert len(before) == 12


@pytest.mark.parametrize("seed", range(5))
def test_order_of_arrival_does_not_matter(desk: Desk, seed: int) -> None:
    """The same reports in any order give the same incidents with the same ids."""
    for number in range(12):
        desk.tell(
            f"r{number}", day=1 + number % 3, killed=3 + number % 4, town=("Ashfield", "Brook")[number % 2]
        )
    expected = desk.link()
    shuffled = list(desk.incidents)
    random.Random(seed).shuffle(shuffled)
    desk.incidents = {r: desk.incidents[r] for r in shuffled}
    desk.readings = dict(sorted(desk.readings.items(), reverse=True))
    assert desk.link() == expected


def test_the_most_precise_date_and_place_are_kept(desk: Desk) -> None:
    """A merged incident has the day, not the week, and the town, not the district."""
    desk.tell("r1")
    desk.tell("r2", spelt="Ashfeild")
    loose = desk.incidents["r2"][0]
    assert loose.date is not None
    week = TimeWindow(start=loose.date.start, end=loose.date.end, precision=2, rule="span")
    desk.incidents["r2"] = [dataclasses.replace(loose, date=week)]
    (one,) = desk.link()
    assert one.date is not None
    assert one.place is not None
    assert (one.date.precision, one.place.name) == (1, "Ashfield")


def test_an_unknown_claim_is_an_error_that_names_it(desk: Desk) -> None:
    """Incidents whose claims are not given are refused."""
    desk.tell("r1")
    desk.readings.clear()
    with pytest.raises(ValueError, match="names claim r1#c1"):
        desk.link()


def test_a_decision_may_join_what_one_report_tells_in_its_title_and_another_in_its_text(desk: Desk) -> None:
    """Each of the two anchors says for itself whether it stands in the title or in the text."""
    desk.tell("a", town="Ashfield", day=3)
    desk.tell("b", town="Port", day=9)
    told = desk.readings["b#c1"]
    title = dataclasses.replace(told.claim.quote, part="title")
    desk.readings["b#c1"] = dataclasses.replace(
        told, claim=dataclasses.replace(told.claim, quote=title, passage=title)
    )
    desk.decide("same_incident", "a", "b")
    assert desk.groups() == [("a",), ("b",)]  # nothing stands there in the text
    desk.decisions[0] = dataclasses.replace(desk.decisions[0], other_part="title")
    assert desk.groups() == [("a", "b")]
