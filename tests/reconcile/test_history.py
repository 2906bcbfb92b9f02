"""The history of each number: what replaced what, on which day, and by whose word."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from claims_by_hand import claim, day, incident
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reconcile_laws import Telling, tellings

from daftar.model import Descent
from daftar.reconcile import reconcile

if TYPE_CHECKING:
    import datetime as dt

    from daftar.model import Claim, Record, Version


def _record(published: dict[str, int], *claims: Claim) -> Record:
    """The record of claims whose reports were published on these days of May 2031."""
    whole, readings = incident(claims)
    return reconcile(whole, readings, published={report: day(number) for report, number in published.items()})


def _lines(record: Record, outcome: str = "killed", group: str = "all") -> list[tuple[str, str]]:
    return [(v.kind, v.words) for v in record.history if (v.outcome, v.group) == (outcome, group)]


def _bounds(record: Record) -> tuple[int | None, int | None, int | None]:
    tally = record.tally("killed")
    assert tally is not None
    return tally.low.value, tally.best.value if tally.best else None, tally.high.value


def test_a_number_given_once_has_no_history() -> None:
    """One figure needs no log, nor two reports of one day."""
    one, other = claim("r1#1", "22", by="police"), claim("r2#1", "22", by="army")
    assert _record({"r1": 1}, one).history == ()
    assert _record({"r1": 1, "r2": 1}, one, other).history == ()


def test_a_number_said_again_has_no_history() -> None:
    """A later report with the same figure is no new version of it."""
    record = _record({"r1": 1, "r2": 2}, claim("r1#1", "22", by="police"), claim("r2#1", "22", by="army"))
    assert record.history == ()


def test_a_toll_that_rises_by_the_same_origin_is_replaced_and_both_versions_stay_on_record() -> None:
    """The later figure stands alone in the toll; the history shows the first one and the change, with their claims."""
    record = _record(
        {"r1": 1, "r2": 2},
        claim("r1#1", "22", by="Civil Defence", outlet="Wire"),
        claim("r2#1", "25", by="Civil Defence", outlet="Courier"),
    )
    assert _bounds(record) == (25, 25, 25)
    assert _lines(record) == [
        ("first", "22 on 1 May 2031, Civil Defence"),
        ("raised", "22 → 25 on 2 May 2031, Civil Defence"),
    ]
    assert [(v.on, v.claims, v.origins) for v in record.history] == [
        (day(1), ("r1#1",), ("Civil Defence",)),
        (day(2), ("r2#1",), ("Civil Defence",)),
    ]


def test_another_origins_later_figure_replaces_nothing() -> None:
    """What a second origin says later stands beside the first: the bounds widen, and the newer one is shown."""
    record = _record(
        {"r1": 1, "r2": 2}, claim("r1#1", "22", by="Civil Defence"), claim("r2#1", "25", by="Health Ministry")
    )
    assert _bounds(record) == (22, 25, 25)
    assert _lines(record)[1] == ("raised", "22 → 25 (22 to 25) on 2 May 2031, Health Ministry")


def test_a_lower_figure_of_the_same_origin_is_a_correction() -> None:
    """An origin that takes its figure back corrects it; another origin's lower figure does not."""
    first = claim("r1#1", "22", by="Civil Defence")
    record = _record({"r1": 1, "r2": 2}, first, claim("r2#1", "19", by="Civil Defence"))
    assert _bounds(record) == (19, 19, 19)
    assert _lines(record)[1] == ("corrected", "22 → 19 on 2 May 2031, corrected by Civil Defence")
    record = _record({"r1": 1, "r2": 2}, first, claim("r2#1", "19", by="Observatory"))
    assert _bounds(record) == (19, 19, 22)
    assert _lines(record)[1] == ("lowered", "22 → 19 (19 to 22) on 2 May 2031, Observatory")


def test_a_toll_that_is_corrected_replaces_what_outlets_said_before_in_their_own_words() -> None:
    """ "The toll was revised down to 19": yesterday's 22 of another outlet is gone, what a ministry gave is not."""
    back = replace(claim("r3#1", "19", outlet="Courier", relation="update"), action="corrected")
    own, ministry = claim("r1#1", "22", outlet="Wire"), claim("r2#1", "24", by="Health Ministry")
    record = _record({"r1": 1, "r3": 2}, own, back)
    assert _bounds(record) == (19, 19, 19)
    assert _lines(record)[1] == ("corrected", "22 → 19 on 2 May 2031, corrected by Courier")
    record = _record({"r2": 1, "r3": 2}, ministry, back)
    assert _bounds(record) == (19, 19, 24)
    risen = claim("r3#1", "19", outlet="Courier", relation="update")
    assert _bounds(_record({"r1": 1, "r3": 2}, own, risen))[2] == 22


def test_a_report_that_tells_of_a_correction_keeps_the_figure_that_stands() -> None:
    """ "It had said 22; the toll was corrected to 19": both are in one report, and one of them stands."""
    had, back = claim("r1#1", "22", by="police"), claim("r1#2", "19", by="police", relation="update", at=20)
    assert _bounds(_record({"r1": 1}, had, replace(back, action="corrected"))) == (19, 19, 19)


def test_an_older_report_read_later_replaces_nothing_newer() -> None:
    """Only publication counts: the older report enters the history before the newer one, wherever it stands."""
    old, new = claim("r2#1", "18", by="police"), claim("r1#1", "25", by="police")
    for claims in ((new, old), (old, new)):
        record = _record({"r1": 5, "r2": 3}, *claims)
        assert _bounds(record) == (25, 25, 25)
        assert [v.on for v in record.history] == [day(3), day(5)]


def test_a_later_wording_that_is_only_vaguer_changes_nothing() -> None:
    """ "More than 20" after "22" is no new version."""
    record = _record({"r1": 1, "r2": 2}, claim("r1#1", "22", by="police"), claim("r2#1", "20+", by="police"))
    assert (_bounds(record), record.history) == ((22, 22, 22), ())


def test_bounds_that_move_without_the_figure_are_widened_or_narrowed() -> None:
    """ "Several" becomes five; then another origin allows more than five."""
    record = _record(
        {"r1": 1, "r2": 2, "r3": 3},
        claim("r1#1", "3-9", by="police"),
        claim("r2#1", "5", by="police"),
        claim("r3#1", "6-9", by="Observatory"),
    )
    assert [kind for kind, _ in _lines(record)] == ["first", "narrowed", "widened"]
    assert _lines(record)[1][1] == "3 to 9 → 5 on 2 May 2031, police"


def test_a_report_without_a_publication_day_comes_last_and_says_so() -> None:
    """Nobody knows when it was published: no dated version holds it, and the last one is with all reports."""
    record = _record({"r1": 1}, claim("r1#1", "22", by="police"), claim("r2#1", "30", by="Observatory"))
    last = record.history[-1]
    assert last.on is None
    assert last.words.endswith("Observatory, in reports without a publication day")
    assert (last.low, last.best, last.high) == _bounds(record)


def test_what_a_copying_outlet_prints_is_the_word_of_whoever_the_other_has_it_from() -> None:
    """The courier prints the wire's story in its own name: the change is the Civil Defence's, not the courier's."""
    whole, readings = incident(
        (
            claim("r1#1", "22", by="Civil Defence", outlet="Wire"),
            claim("r2#1", "25", outlet="Courier"),
            claim("r3#1", "25", by="Civil Defence", outlet="Wire"),
        )
    )
    record = reconcile(
        whole,
        readings,
        published={"r1": day(1), "r2": day(2), "r3": day(2)},
        descents=[Descent(report="r2", kind="copies", source="r3", share=0.9)],
    )
    assert _lines(record) == [
        ("first", "22 on 1 May 2031, Civil Defence"),
        ("raised", "22 → 25 on 2 May 2031, Civil Defence"),
    ]


def test_two_origins_that_rise_each_by_themselves_have_each_their_own_changes() -> None:
    """Each origin replaces its own figure; each change names whose it is, and the other's figure stays beside it."""
    record = _record(
        {"r1": 1, "r2": 2, "r3": 3, "r4": 4},
        claim("r1#1", "10", by="Civil Defence"),
        claim("r2#1", "12", by="Observatory"),
        claim("r3#1", "14", by="Civil Defence"),
        claim("r4#1", "15", by="Observatory"),
    )
    assert _bounds(record) == (14, 15, 15)
    assert [v.origins for v in record.history] == [
        ("Civil Defence",),
        ("Observatory",),
        ("Civil Defence",),
        ("Observatory",),
    ]
    assert [(v.low, v.best, v.high) for v in record.history] == [
        (10, 10, 10),
        (10, 12, 12),
        (12, 14, 14),
        (14, 15, 15),
    ]


def test_a_number_that_no_longer_counts_is_withdrawn() -> None:
    """Two were shot, nobody said how it went; the next day two are dead, and nobody is left hurt."""
    shot = replace(claim("r1#1", "2", outcome="injured", by="police"), action="shot")
    record = _record({"r1": 1, "r2": 2}, shot, claim("r2#1", "2", by="police"))
    assert record.tally("injured") is None
    assert _lines(record, "injured") == [
        ("first", "2 on 1 May 2031, police"),
        ("withdrawn", "2 → no longer counted on 2 May 2031, police"),
    ]


def test_each_group_has_a_history_of_its_own() -> None:
    """Children told of later are a first figure, and no version of anything; a change of theirs is one."""
    claims = [
        claim("r1#1", "22", by="police"),
        claim("r2#1", "22", by="police"),
        claim("r2#2", "3", who="child", part_of="r2#1", relation="among", by="police", at=20),
        claim("r3#1", "4", who="child", by="police"),
    ]
    record = _record({"r1": 1, "r2": 2, "r3": 3}, *claims[:3])
    assert record.history == ()
    record = _record({"r1": 1, "r2": 2, "r3": 3}, *claims)
    assert {(v.outcome, v.group) for v in record.history} == {("killed", "child")}


def test_a_whole_grows_with_its_parts() -> None:
    """What a part came to on a day is in what the whole came to on that day; what is said of the whole bounds it still."""
    district = [claim("r1#1", "4", by="police"), claim("r1#2", "2", by="police", outcome="injured", at=20)]
    town = [claim("r2#1", "6", by="Observatory"), claim("r3#1", "9", by="Observatory")]
    whole, readings = incident(district, "whole")
    part, more = incident(town, "part", part_of="whole")
    readings |= more
    published: dict[str, dt.date | None] = {f"r{n}": day(n) for n in (1, 2, 3)}
    inside = [reconcile(part, readings, published=published)]
    record = reconcile(whole, readings, published=published, children=inside)
    killed = [v for v in record.history if v.outcome == "killed"]
    assert [(v.on, v.best) for v in killed] == [(day(1), 4), (day(2), 6), (day(3), 9)]
    assert [(v.low, v.high) for v in killed] == [(4, 4), (4, None), (4, None)]
    assert [v.claims for v in killed] == [("r1#1",), ("r2#1",), ("r3#1",)]


@settings(max_examples=60, deadline=None)
@given(told=tellings(), seed=st.integers(0, 2**32))
def test_history_does_not_depend_on_the_order_of_arrival(told: Telling, seed: int) -> None:
    """Claims in any order give the same versions."""
    shuffled = list(told.claims)
    random.Random(seed).shuffle(shuffled)
    assert _of(told).history == _of(told._replace(claims=shuffled)).history


@settings(max_examples=100, deadline=None)
@given(told=tellings(), conventions=st.sampled_from(("default", "airwars")))
def test_the_last_version_is_the_present_figure(told: Telling, conventions: str) -> None:
    """Versions run forward in time, each differs from the one before, and the last is the record's own number."""
    record = _of(told, conventions)
    for key in {(v.outcome, v.group) for v in record.history}:
        versions = [v for v in record.history if (v.outcome, v.group) == key]
        assert versions[0].kind == "first"
        assert len(versions) > 1
        days = [v.on for v in versions]
        assert days == sorted(days, key=lambda d: (d is None, d))
        assert all(_figures(a) != _figures(b) for a, b in pairwise(versions))
        tally = record.tally(*key)
        now = (
            (tally.low.value, tally.best.value if tally.best else None, tally.high.value)
            if tally
            else (None,) * 3
        )
        assert _figures(versions[-1]) == now


@settings(max_examples=60, deadline=None)
@given(told=tellings())
def test_each_version_is_the_record_of_the_reports_known_by_its_day(told: Telling) -> None:
    """Leaving out what was published later gives the figure that the version has, and no later versions."""
    record = _of(told)
    for version in record.history:
        if version.on is None:
            continue
        known = [c for c in told.claims if (d := told.published[c.report]) is not None and d <= version.on]
        tally = _of(told._replace(claims=known)).tally(version.outcome, version.group)
        assert (tally is None) == (version.kind == "withdrawn")
        if tally is not None:
            assert (tally.low.value, tally.high.value) == (version.low, version.high)


def _of(told: Telling, conventions: str = "default") -> Record:
    whole, readings = incident(told.claims)
    return reconcile(whole, readings, published=told.published, conventions=conventions)


def _figures(version: Version) -> tuple[int | None, int | None, int | None]:
    return version.low, version.best, version.high


def test_one_more_death_raises_the_toll_whoever_gave_it() -> None:
    """A seventh who died replaces the six of another origin; without the ordinal the two would contradict each other."""
    six = claim("r1#1", "6", by="police", outlet="Wire")
    seventh = replace(
        claim("r2#1", "7", by="Civil Defence", relation="update", outlet="Courier"), action="died"
    )
    record = _record({"r1": 1, "r2": 2}, six, seventh)
    assert _bounds(record) == (7, 7, 7)
    assert [kind for kind, _ in _lines(record)] == ["first", "raised"]
    assert record.conflicts == ()
    assert _record({"r1": 1, "r2": 2}, six, replace(seventh, action=None)).conflicts
