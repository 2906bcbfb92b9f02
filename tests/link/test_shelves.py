"""Shelves of one report's events leave out nothing that a claim may be of."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.link.event import FAR, NEAR, Event, dated_apart, elsewhere, one_place, other_days, wide
from daftar.link.shelves import Shelves
from daftar.model import Claim, Place, PlaceReading, Quote, Reading, TimeWindow

WORDS = Quote(start=0, end=9, text="the words")


def _place(name: str, kind: str, admin: tuple[str, ...]) -> Place:
    return Place(id=name.lower(), name=name, lat=1.0, lon=2.0, kind=kind, country="XA", admin=admin)


DISTRICTS = [_place("Vale", "admin2", ("North",)), _place("Moor", "admin2", ("South",))]
TOWNS = [_place(n, "populated", ("North", "Vale")) for n in ("Ashby", "Brook")]
TOWNS.append(_place("Colne", "populated", ("South", "Moor")))
LISTED = [
    *((t, p) for t in TOWNS for p in (1, 2)),
    *((d, 3) for d in DISTRICTS),
    (_place("North", "admin1", ()), 4),
]

listed = st.builds(
    lambda at, inherited: PlaceReading(
        quote=WORDS, name=at[0].name, precision=at[1], place=at[0], inherited=inherited
    ),
    st.sampled_from(LISTED),
    st.booleans(),
)
unlisted = st.builds(
    lambda name, area: PlaceReading(quote=WORDS, name=name, precision=3, within=area),
    st.sampled_from(["Dunmere", "Dun Mere", "Elsworth"]),
    st.sampled_from([None, *DISTRICTS]),
)
places = st.none() | listed | unlisted


def _window(start: int, days: int, inherited: bool) -> TimeWindow:
    first = dt.date(2031, 5, 1) + dt.timedelta(days=start)
    last = first + dt.timedelta(days=days)
    return TimeWindow(start=first, end=last, precision=1, rule="weekday", inherited=inherited)


times = st.none() | st.builds(_window, st.integers(0, 14), st.sampled_from([0, 0, 1, 40]), st.booleans())
readings = st.builds(
    lambda place, time, action: Reading(
        claim=Claim(
            id="r#c1",
            report="r",
            kind="harm",
            quote=WORDS,
            passage=WORDS,
            extractor="hand",
            outcome="killed",
            action=action,
        ),
        place=place,
        time=time,
    ),
    places,
    times,
    st.sampled_from([None, "died"]),
)
events = st.lists(
    st.builds(
        Event, place=places, time=times, far=st.sampled_from([NEAR, FAR]), parts=st.sampled_from([0, 0, 3])
    ),
    max_size=6,
)


@settings(deadline=None)
@given(events, readings)
def test_what_a_claim_may_be_of_is_given_once_and_in_order(told: list[Event], reading: Reading) -> None:
    """First all at its own place, then whatever the words do not put elsewhere or on other days."""
    shelves = Shelves(told)
    found = [*shelves.here(reading, None), *shelves.beside(reading, None)]
    ranked = sorted(told, key=lambda e: not one_place(reading, e))
    assert [e for e in found if not elsewhere(reading, e) and not other_days(reading, e)] == [
        e for e in ranked if not elsewhere(reading, e) and not other_days(reading, e)
    ]


@settings(deadline=None)
@given(events, readings)
def test_what_may_hold_a_claim_s_place_is_given_once_and_in_order(
    told: list[Event], reading: Reading
) -> None:
    """Events that can contain the place, and those with parts, but for those of other days."""
    for taken_over, apart in ((False, other_days), (True, dated_apart)):
        around = Shelves(told, taken_over=taken_over).around(reading, None)
        assert [e for e in around if (e.parts or wide(e, reading)) and not apart(reading, e)] == [
            e for e in told if (e.parts or wide(e, reading)) and not apart(reading, e)
        ]


def test_an_event_whose_place_becomes_known_is_found_there() -> None:
    """It is put once more, and found at its place before what stands beside it."""
    first, second = Event(), Event()
    shelves = Shelves([first, second])
    second.place = PlaceReading(quote=WORDS, name="Ashby", precision=1, place=TOWNS[0])
    shelves.put(second)
    claim = Claim(id="r#c1", report="r", kind="harm", quote=WORDS, passage=WORDS, extractor="hand")
    reading = Reading(claim=claim, place=second.place, time=None)
    assert list(shelves.here(reading, None)) == [second]
    assert list(shelves.beside(reading, None)) == [first]
