"""The figure shown as best, over claims of every shape that need not be true of any world."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from claims_by_hand import claim, day, incident
from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.model import Victim
from daftar.reconcile import reconcile
from daftar.reconcile.casualties import HIT

if TYPE_CHECKING:
    from daftar.model import Claim

FIGURES = ("0", "1", "2", "5", "9", "3+", "8+", "3-9", "24-99")
WHO = (
    "",
    "",
    "",
    "man",
    "woman",
    "child",
    "civilian",
    "combatant",
    "civilian child",
    "elderly man",
    "rescuer",
)
BY = ("", "police", "Civil Defence", "Health Ministry")
NAMES = ("Idris Walad", "Samir Walad", "Tarek Nur", "Nada Sarkis")


@st.composite
def told(draw: st.DrawFn, report: str) -> list[Claim]:
    """One to five claims of one report, any of them inside or beside any other."""
    made: list[Claim] = []
    for at in range(draw(st.integers(1, 5))):
        inside = draw(st.sampled_from([None, *made])) if made else None
        relation = draw(st.sampled_from(("part", "among", "others", "update"))) if inside else None
        if inside is None and draw(st.integers(0, 5)) == 0:
            relation = "update"
        outcome = draw(st.sampled_from(("killed", "killed", "injured")))
        one = claim(
            f"{report}#{at}",
            draw(st.sampled_from(FIGURES)),
            who=draw(st.sampled_from(WHO)),
            by=draw(st.sampled_from(BY)),
            outlet=report,
            outcome=inside.outcome or "killed" if inside else outcome,
            polarity=draw(st.sampled_from(("asserted", "asserted", "asserted", "uncertain", "denied"))),
            part_of=inside.id if inside else None,
            relation=relation,
            place=draw(st.sampled_from((None, "mill", "river"))),
            at=at * 20,
        )
        named = draw(st.lists(st.sampled_from(NAMES), max_size=3, unique=True))
        people = tuple(Victim(outcome=one.outcome or "killed", quote=one.quote, name=n) for n in named)
        made.append(dataclasses.replace(one, victims=people, action=draw(st.sampled_from((None, None, HIT)))))
    if draw(st.booleans()):  # "thirty were killed or injured"
        words = {"relation": "either", "by": "police", "outlet": report, "at": 400, "polarity": "uncertain"}
        figure = draw(st.sampled_from(FIGURES))
        made.append(claim(f"{report}#8", figure, **words))
        made.append(claim(f"{report}#9", figure, outcome="injured", **words))
    return made


@settings(max_examples=40, deadline=None)
@given(
    whole=st.lists(st.integers(1, 3), max_size=2, unique=True).flatmap(
        lambda reports: st.tuples(*(told(f"r{n}") for n in reports))
    ),
    town=told("r5"),
    days=st.lists(st.integers(1, 3), min_size=5, max_size=5),
    conventions=st.sampled_from(("default", "default", "airwars")),
)
def test_best_lies_inside_its_bounds_whatever_is_told(
    whole: tuple[list[Claim], ...], town: list[Claim], days: list[int], conventions: str
) -> None:
    """Every number of a larger incident and of the one inside it: low is at most best, and best at most high."""
    published = {f"r{n}": day(on) for n, on in enumerate(days, 1)}
    part, readings = incident(town, "town", part_of="whole")
    within = reconcile(part, readings, published=published, conventions=conventions)
    larger, more = incident([c for claims in whole for c in claims], "whole")
    readings |= more
    record = reconcile(larger, readings, published=published, children=[within], conventions=conventions)
    for tally in (*within.tallies, *record.tallies):
        low, high = tally.low.value, tally.high.value
        assert low is not None
        assert high is None or low <= high, tally
        if tally.best is not None:
            assert tally.best.value is not None
            assert low <= tally.best.value, tally
            assert high is None or tally.best.value <= high, tally
            assert tally.best.claims
