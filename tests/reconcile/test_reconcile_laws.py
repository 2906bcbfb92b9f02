"""Laws of reconciling, over worlds made at random and claims that are true in them."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from claims_by_hand import claim, day, incident
from hypothesis import example, given, settings
from hypothesis import strategies as st

from daftar.reconcile import reconcile

if TYPE_CHECKING:
    import datetime as dt

    from daftar.model import Claim, Record, SumCheck

ORIGINS = ("", "Civil Defence", "Health Ministry", "Observatory", "police")
PLACES = ("mill", "river", "road")


class Person(NamedTuple):
    """One of the killed: what they are and where they were."""

    status: str
    kind: str
    place: str


class Telling(NamedTuple):
    """A world, and reports that say true things about it."""

    people: list[Person]
    claims: list[Claim]
    published: dict[str, dt.date | None]

    @property
    def whole(self) -> bool:
        """Whether some report speaks of everybody, or of both sides."""
        return any(c.group is None or c.relation == "others" for c in self.claims)

    def truth(self, group: str) -> int:
        """How many of a toll group there are."""
        if group == "all":
            return len(self.people)
        return sum(group in {p.status, p.kind} for p in self.people)


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    """Up to nine killed, told of by one to four reports."""
    person = st.builds(
        Person,
        st.sampled_from(("civilian", "civilian", "combatant")),
        st.sampled_from(("child", "woman", "man")),
        st.sampled_from(PLACES),
    )
    people = draw(st.lists(person, max_size=9))
    claims: list[Claim] = []
    published: dict[str, dt.date | None] = {}
    for number in range(draw(st.integers(1, 4))):
        report = f"r{number}"
        published[report] = draw(st.one_of(st.none(), st.integers(1, 4).map(day)))
        claims += draw(_report(report, people))
    return Telling(people, claims, published)


@st.composite
def _report(draw: st.DrawFn, report: str, people: list[Person]) -> list[Claim]:
    by = draw(st.sampled_from(ORIGINS))
    shape = draw(st.sampled_from(("total", "groups", "places", "sides", "group alone")))
    made: list[Claim] = []

    def add(true: int, **given: str) -> Claim:
        figure = _figure(draw, true)
        made.append(claim(f"{report}#{len(made)}", figure, by=by, at=len(made) * 20, outlet=report, **given))
        return made[-1]

    if shape in {"total", "groups", "places"}:
        total = add(len(people))
        if shape == "groups":
            for kind in draw(st.sets(st.sampled_from(("child", "woman", "man", "civilian")))):
                number = sum(kind in {p.kind, p.status} for p in people)
                add(number, who=kind, part_of=total.id, relation="among")
        elif shape == "places":
            for place in draw(st.sets(st.sampled_from(PLACES))):
                here = [p for p in people if p.place == place]
                part = add(len(here), place=place, part_of=total.id, relation="part")
                if draw(st.booleans()):
                    number = sum(p.kind == "child" for p in here)
                    add(number, who="child", part_of=part.id, relation="among")
    elif shape == "sides":
        one = add(sum(p.status == "combatant" for p in people), who="combatant")
        add(sum(p.status == "civilian" for p in people), who="civilian", part_of=one.id, relation="others")
    else:
        kind = draw(st.sampled_from(("child", "woman", "man", "civilian")))
        add(sum(kind in {p.kind, p.status} for p in people), who=kind)
    return made


def _figure(draw: st.DrawFn, true: int) -> str:
    form = draw(st.sampled_from(("exact", "exact", "at least", "range")))
    if form == "at least":
        return f"{draw(st.integers(max(0, true - 3), true))}+"
    if form == "range":
        return f"{draw(st.integers(max(0, true - 3), true))}-{draw(st.integers(true, true + 3))}"
    return str(true)


def _record(told: Telling, *, conventions: str = "default") -> Record:
    whole, readings = incident(told.claims)
    return reconcile(whole, readings, published=told.published, conventions=conventions)


@settings(max_examples=400, deadline=None)
@given(told=tellings())
def test_bounds_hold_the_truth(told: Telling) -> None:
    """Where every claim is true and nobody is left untold, every tally's low and high hold the true number.

    Whoever no report tells of is taken for nobody, so where none speaks of everybody only the groups are held to it.
    """
    for tally in _record(told).tallies:
        if tally.group == "all" and not told.whole:
            continue
        assert tally.low.value is not None
        assert tally.low.value <= told.truth(tally.group), tally
        assert tally.high.value is None or told.truth(tally.group) <= tally.high.value, tally


@settings(max_examples=200, deadline=None)
@given(told=tellings(), conventions=st.sampled_from(("default", "airwars")))
def test_best_lies_between_low_and_high(told: Telling, conventions: str) -> None:
    """Low is at most best, best at most high, and all rest on claims of the incident."""
    known = {c.id for c in told.claims}
    for tally in _record(told, conventions=conventions).tallies:
        low, high = tally.low.value, tally.high.value
        assert low is not None
        assert high is None or low <= high
        if tally.best is not None and tally.best.value is not None:
            assert low <= tally.best.value
            assert high is None or tally.best.value <= high
        for bound in (tally.low, tally.high, tally.best):
            assert bound is None or (bound.claims and known.issuperset(bound.claims))


@settings(max_examples=200, deadline=None)
@given(told=tellings(), seed=st.integers(0, 2**32))
def test_order_of_arrival_does_not_matter(told: Telling, seed: int) -> None:
    """Claims in any order give the same tallies, sums, conflicts, roots and grade."""
    shuffled = list(told.claims)
    random.Random(seed).shuffle(shuffled)
    before, after = _record(told), _record(told._replace(claims=shuffled))
    assert before.tallies == after.tallies
    assert before.sums == after.sums
    assert before.conflicts == after.conflicts
    assert (before.roots, before.grade, before.grade_why) == (after.roots, after.grade, after.grade_why)


@settings(max_examples=200, deadline=None)
@given(told=tellings(), by=st.sampled_from(ORIGINS))
def test_another_outlet_with_the_true_total_widens_nothing(told: Telling, by: str) -> None:
    """A further report that gives the true number of all never lowers the low nor raises the high of all."""
    before = _record(told).tally("killed")
    if not told.whole:
        return
    further = claim("r9#1", str(len(told.people)), by=by, outlet="r9")
    after = _record(told._replace(claims=[*told.claims, further])).tally("killed")
    assert before is not None
    assert after is not None
    assert (after.low.value or 0) >= (before.low.value or 0)
    if before.high.value is not None:
        assert after.high.value is not None
        assert after.high.value <= before.high.value


@settings(max_examples=100, deadline=None)
@given(told=tellings())
def test_what_is_true_is_no_contradiction(told: Telling) -> None:
    """Claims that are all true of one world can all be true: no conflict is named, unless a kind went untold."""
    if told.whole:
        assert _record(told).conflicts == ()


def _one_sum(record: Record) -> SumCheck:
    (check,) = record.sums
    return check


@settings(max_examples=100, deadline=None)
@given(parts=st.lists(st.integers(1, 40), min_size=2, max_size=5), off=st.integers(-3, 3))
@example(parts=[1, 40], off=-3)
def test_a_sum_agrees_unless_the_parts_are_too_many(parts: list[int], off: int) -> None:
    """Parts of an exact total agree with it when they come to it or to less; the sentence names what is missing."""
    total = max(1, sum(parts) + off)
    claims = [claim("r1#0", str(total), by="police")]
    claims += [
        claim(f"r1#{n}", str(p), by="police", at=n * 20, place=f"place {n}", part_of="r1#0", relation="part")
        for n, p in enumerate(parts, 1)
    ]
    whole, readings = incident(claims)
    check = _one_sum(reconcile(whole, readings))
    assert check.agrees is (sum(parts) <= total)
    assert check.words.startswith(f"{' + '.join(str(p) for p in parts)} = {sum(parts)}")
    assert ("unaccounted for" in check.words) is (sum(parts) < total)


def test_exact_bounds_find_what_the_rest_must_be() -> None:
    """Of 22 killed ten were men and seven women, at least three of the rest children: exactly five are children."""
    claims = [
        claim("r1#1", "22", by="police"),
        claim("r1#2", "10", who="man", part_of="r1#1", relation="part", by="police", at=10),
        claim("r1#3", "7", who="woman", part_of="r1#1", relation="part", by="police", at=20),
        claim("r1#4", "3+", who="child", part_of="r1#1", relation="part", by="police", at=30),
    ]
    whole, readings = incident(claims)
    child = reconcile(whole, readings).tally("killed", "child")
    assert child is not None
    assert (child.low.value, child.high.value) == (5, 5)
    assert set(child.low.claims) == {"r1#1", "r1#2", "r1#3"}


def test_airwars_keeps_the_smallest_low() -> None:
    """Under Airwars' convention a leading "at least nine" stays the low beside another's eleven."""
    whole, readings = incident([claim("r1#1", "9+", by="police"), claim("r2#1", "11", by="Observatory")])
    tally = reconcile(whole, readings, conventions="airwars").tally("killed")
    assert tally is not None
    assert tally.low.value == 9


def test_a_claim_without_a_reading_is_an_error_that_names_it() -> None:
    """An incident whose claim is not among the readings is refused."""
    whole, _ = incident([claim("r1#1", "9")])
    with pytest.raises(ValueError, match="names claim r1#1"):
        reconcile(whole, {})


def test_claims_that_are_parts_of_each_other_are_still_counted() -> None:
    """Two claims each said to be inside the other are both kept as totals."""
    claims = [
        claim("r1#1", "4", part_of="r1#2", relation="part", by="police"),
        claim("r1#2", "6", part_of="r1#1", relation="part", by="police", at=20),
    ]
    whole, readings = incident(claims)
    tally = reconcile(whole, readings).tally("killed")
    assert tally is not None
    assert tally.low.value is not None
    assert tally.high.value is not None
    assert tally.high.value >= 6
