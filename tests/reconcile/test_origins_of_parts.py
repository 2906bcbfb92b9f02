"""Origins of numbers that rest on the incidents inside a larger one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims_by_hand import claim, incident

from daftar.model.origins import origin_name
from daftar.reconcile import reconcile

if TYPE_CHECKING:
    from daftar.model import Bound, Claim, Part, Record


def district(own: list[Claim], *towns: list[Claim]) -> Record:
    """A larger incident of its own claims, with an incident in each town inside it."""
    whole, readings = incident(own, "district")
    parts = [incident(claims, f"town {at}", part_of="district") for at, claims in enumerate(towns)]
    for _, more in parts:
        readings |= more
    inside = [reconcile(part, readings) for part, _ in parts]
    return reconcile(whole, readings, children=inside)


def names(record: Record, bound: Bound | Part | None) -> list[str]:
    """Who stands behind a bound, or a part of it."""
    assert bound is not None
    known = {root.id: origin_name(root.origin) for root in (*record.roots, *record.unsure, *record.inside)}
    return [known[root] for root in bound.roots]


def told(record: Record, bound: Bound | None) -> list[tuple[str, str | None, list[str]]]:
    """The parts of a number: what each comes to, the incident that tells of it, and who stands behind it."""
    assert bound is not None
    return [(part.words, part.incident, names(record, part)) for part in bound.parts]


def test_a_sum_over_parts_of_one_source_has_one_source() -> None:
    """A district's dead, counted town by town by one rescue service, rest on that one origin alone."""
    record = district(
        [claim("r1#1", "2", by="Civil Defence", outcome="injured")],
        [claim("r1#2", "8", by="Civil Defence", at=20)],
        [claim("r1#3", "5", by="Civil Defence", at=40)],
    )
    killed = record.tally("killed")
    assert killed is not None
    assert killed.low.value == 13
    assert names(record, killed.low) == names(record, killed.best) == ["Civil Defence"]
    assert killed.one_source is True
    assert record.inside == ()  # it tells of the district, too


def test_a_sum_over_parts_of_two_sources_has_both() -> None:
    """Each number has the union of what it rests on, and is as well corroborated as the part that fewest stand behind."""
    record = district(
        [claim("r1#1", "2", by="police", outcome="injured")],
        [claim("r1#2", "8", by="Civil Defence", at=20)],
        [claim("r1#3", "5", by="Observatory", at=40)],
    )
    killed = record.tally("killed")
    assert killed is not None
    assert names(record, killed.low) == ["Civil Defence", "Observatory"]
    assert told(record, killed.best) == [
        ("8 people", "town 0", ["Civil Defence"]),
        ("5 people", "town 1", ["Observatory"]),
    ]
    assert killed.one_source is True  # neither town's dead are told by two
    assert [origin_name(r.origin) for r in record.roots] == ["police"]
    assert [(r.id, origin_name(r.origin), r.claims) for r in record.inside] == [
        ("o2", "Civil Defence", ("r1#2",)),
        ("o3", "Observatory", ("r1#3",)),
    ]


def test_parts_and_whole_by_names_that_differ_are_one_source() -> None:
    """The Syrian Civil Defence in a town's report is the Civil Defence that speaks of the district."""
    record = district(
        [claim("r1#1", "13", by="Civil Defence")],
        [claim("r1#2", "8", by="Syrian Civil Defence", at=20)],
        [claim("r1#3", "5", by="Civil Defence", at=40)],
    )
    killed = record.tally("killed")
    assert killed is not None
    assert killed.one_source is True
    assert record.inside == ()


def test_parts_in_one_incident_by_one_source_are_one() -> None:
    """The high of a total that its parts exceed rests on the parts, and they on one origin."""
    claims = [
        claim("r1#1", "10", by="police"),
        claim("r1#2", "8", by="Civil Defence", place="mill", part_of="r1#1", relation="part", at=20),
        claim("r1#3", "5", by="Civil Defence", place="river", part_of="r1#1", relation="part", at=40),
    ]
    whole, readings = incident(claims)
    killed = reconcile(whole, readings).tally("killed")
    assert killed is not None
    assert killed.best is not None
    assert killed.best.value == 13
    assert killed.one_source is True


def test_a_part_that_two_tell_of_is_corroborated() -> None:
    """Where two stand behind each town's dead, two stand behind the sum, though no outlet gives it."""
    record = district(
        [claim("r1#1", "2", by="police", outcome="injured")],
        [claim("r1#2", "8", by="Civil Defence", at=20), claim("r2#1", "8", by="Observatory")],
        [claim("r1#3", "5", by="Observatory", at=40), claim("r2#2", "5", by="army", at=20)],
    )
    killed = record.tally("killed")
    assert killed is not None
    assert told(record, killed.best) == [
        ("8 people", "town 0", ["Civil Defence", "Observatory"]),
        ("5 people", "town 1", ["Observatory", "army"]),
    ]
    assert (killed.low.sources, killed.one_source) == (2, False)


def test_who_gives_the_sum_stands_behind_each_part_of_it() -> None:
    """The police's thirteen vouch for the eight and for the five; a number that is given outright has no parts."""
    record = district(
        [claim("r1#1", "13", by="police")],
        [claim("r1#2", "8", by="Civil Defence", at=20)],
        [claim("r1#3", "5", by="Observatory", at=40)],
    )
    killed = record.tally("killed")
    assert killed is not None
    assert (names(record, killed.best), told(record, killed.best)) == (["police"], [])
    assert killed.one_source is True


def test_parts_of_one_total_are_told_apart() -> None:
    """What a high figure follows from is listed claim by claim, each with its origin."""
    claims = [
        claim("r1#1", "22", by="police"),
        claim("r2#1", "10", who="man", by="Civil Defence"),
        claim("r3#1", "7", who="woman", by="Observatory"),
    ]
    child = reconcile(*incident([*claims, claim("r1#2", "1+", who="child", by="police", at=20)])).tally(
        "killed", "child"
    )
    assert child is not None
    assert child.high.value == 5
    assert [(p.words, p.claims, p.incident) for p in child.high.parts] == [
        ("22 people", ("r1#1",), None),
        ("10 men", ("r2#1",), None),
        ("7 women", ("r3#1",), None),
    ]
    assert child.high.sources == 1


def test_what_is_only_feared_says_no_more_how_the_high_followed() -> None:
    """Five children at most follow from the others; nine who are feared dead are more, and follow from nothing."""
    claims = [
        claim("r1#1", "22", by="police"),
        claim("r2#1", "10", who="man", by="Civil Defence"),
        claim("r3#1", "7", who="woman", by="Observatory"),
        claim("r1#2", "1+", who="child", by="police", at=20),
        claim("r4#1", "9", who="child", by="army", polarity="uncertain"),
    ]
    child = reconcile(*incident(claims)).tally("killed", "child")
    assert child is not None
    assert (child.high.value, child.high.claims, child.high.why, child.high.parts) == (9, ("r4#1",), None, ())


def test_a_number_that_one_incident_inside_gives_says_which() -> None:
    """A district of whose dead one town alone tells has that town's, and names it as the part."""
    record = district(
        [claim("r1#1", "2", by="police", outcome="injured")],
        [claim("r1#2", "8", by="Civil Defence", at=20), claim("r2#1", "8", by="Observatory")],
    )
    killed = record.tally("killed")
    assert killed is not None
    assert told(record, killed.low) == [("8 people", "town 0", ["Civil Defence", "Observatory"])]
    assert killed.one_source is False


def test_what_is_shown_rests_on_the_claims_that_point_to_it() -> None:
    """Where one says at least eight and another nine, the sum that is shown rests on the nine."""
    record = district(
        [],
        [claim("r1#2", "3-9", by="Civil Defence", at=20), claim("r2#1", "5", by="Observatory")],
        [claim("r1#3", "4", by="Observatory", at=40)],
    )
    killed = record.tally("killed")
    assert killed is not None
    assert killed.best is not None
    assert (killed.best.value, killed.best.claims) == (9, ("r2#1", "r1#3"))


def test_what_a_part_within_a_part_rests_on_is_in_the_largest() -> None:
    """A province over a district over a town: the town's one source is the province's."""
    province, readings = incident([claim("r1#1", "1", by="police", outcome="injured")], "province")
    middle, more = incident([claim("r1#2", "1", by="police", outcome="injured", at=20)], "district")
    town, most = incident([claim("r1#3", "6", by="Observatory", at=40)], "town")
    readings |= more | most
    inner = reconcile(town, readings)
    outer = reconcile(middle, readings, children=[inner])
    record = reconcile(province, readings, children=[outer])
    killed = record.tally("killed")
    assert killed is not None
    assert told(record, killed.low) == [("6 people", "town", ["Observatory"])]
    assert killed.one_source is True
