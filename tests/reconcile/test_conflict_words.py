"""Words of contradictions: whose figures they are, so that a reader finds each."""

from __future__ import annotations

from claims_by_hand import claim, day, incident

from daftar.model import PlaceReading, Quote, TimeWindow
from daftar.reconcile import reconcile
from daftar.reconcile.words import way_out


def strike(identity: str, figure: str, place: str | None, on: int | None, at: int) -> tuple:
    """An incident inside a district: who was killed where and when."""
    quote = Quote(start=at, end=at + 4, text="here")
    given = {
        "place": None if place is None else PlaceReading(quote=quote, name=place, precision=1),
        "date": None if on is None else TimeWindow(start=day(on), end=day(on), precision=1, rule="explicit"),
        "part_of": "district",
    }
    return incident([claim(f"r1#{identity}", figure, by="Civil Defence", at=at)], f"i{identity}", **given)


def words(*strikes: tuple) -> tuple[str, list[str]]:
    """The one contradiction with a district's four, and the ways out of it."""
    whole, readings = incident([claim("r1#1", "4", by="police")], "district")
    for _, more in strikes:
        readings |= more
    inside = [reconcile(part, readings) for part, _ in strikes]
    (conflict,) = reconcile(whole, readings, children=inside).conflicts
    return conflict.words, [w.words for w in conflict.ways_out]


def test_an_incident_inside_is_named_by_place_and_day() -> None:
    """A town's five are those of its incident, with the day on which a reader finds it."""
    said, ways = words(strike("2", "5", "Kafr Nabl", 4, 20))
    assert said == (
        "4 people (police) and 5 people (toll of the smaller incident in Kafr Nabl, 4 May 2031) cannot both be true of those who were killed"
    )
    assert ways == [
        "without 4 people (police) everything fits: at least 5 people were killed",
        "without 5 people (toll of the smaller incident in Kafr Nabl, 4 May 2031) everything fits: 4 people were killed",
    ]


def test_incidents_of_one_place_and_day_are_told_apart() -> None:
    """Two of one town and day have their ids as well; one without a place has its own."""
    said, _ = words(strike("2", "3", "Harim", 4, 20), strike("3", "2", "Harim", 4, 40))
    assert "3 people (toll of the smaller incident in Harim, 4 May 2031, i2)" in said
    assert "2 people (toll of the smaller incident in Harim, 4 May 2031, i3)" in said
    said, _ = words(strike("2", "5", None, None, 20))
    assert "5 people (toll of the smaller incident i2)" in said


def test_what_a_way_out_leaves_is_told_of_dead_and_hurt() -> None:
    """Without the 28 who were hurt thirty less four are 26, and without the four two are dead."""
    assert _casualties()[1][0].endswith("everything fits: 2 people were killed and 28 people were injured")
    assert _casualties()[1][1].endswith("everything fits: 4 people were killed and 26 people were injured")


def test_of_one_person_the_verb_is_one_s() -> None:
    """Two may be missing, one is."""
    left = [("killed", "all", 1, 1), ("missing", "child", 1, None), ("injured", "all", 2, 2)]
    said = way_out(["4 people (police)"], left, everything=True)
    assert said.endswith("1 person was killed, at least 1 child is missing and 2 people were injured")


def test_a_contradiction_of_dead_and_hurt_is_of_both() -> None:
    """Four dead, 28 hurt and thirty of either: of those who were killed or injured."""
    assert _casualties()[0].endswith("cannot all be true of those who were killed or injured")


def _casualties() -> tuple[str, list[str]]:
    claims = [
        claim("r1#1", "4", by="police"),
        claim("r1#2", "28", by="police", outcome="injured", at=20),
        claim("r1#3", "30", relation="either", polarity="uncertain", by="police", at=40),
        claim("r1#4", "30", relation="either", polarity="uncertain", by="police", outcome="injured", at=40),
    ]
    whole, readings = incident(claims)
    (conflict,) = reconcile(whole, readings).conflicts
    return conflict.words, [w.words for w in conflict.ways_out]
