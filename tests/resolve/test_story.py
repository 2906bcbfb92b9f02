"""Hours and days that count from the day being told, and the country that a claim's place gives to its time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.plain_reading import read

if TYPE_CHECKING:
    from daftar.model import TimeWindow

PUBLISHED = dt.date(2021, 6, 16)  # a Wednesday


def times(text: str) -> dict[str, TimeWindow]:
    """The window of each claim that words a time, by those words."""
    readings = read(text, published=PUBLISHED).readings
    return {r.claim.time.text: r.time for r in readings if r.claim.time is not None and r.time is not None}


def test_an_hour_alone_is_of_the_day_being_told() -> None:
    """The bus was hit on the Saturday that the first sentence told, not on the day before publication."""
    found = times(
        "Gunmen killed four people in a market on Saturday. At about 10 p.m., they shot dead three people on a bus."
    )
    hour = next(window for words, window in found.items() if "10 p.m." in words)
    assert (hour.start, hour.end, hour.rule) == (dt.date(2021, 6, 12), dt.date(2021, 6, 12), "clock")
    assert hour.clock is not None
    assert hour.clock.local == "22:00"


def test_two_days_earlier_counts_from_the_day_being_told() -> None:
    """An attack before the one being told lies before its day, not before publication."""
    found = times(
        "Gunmen killed four people in a market on Saturday. Two days earlier, a bomb killed six people at a school."
    )
    (earlier,) = (window for words, window in found.items() if "earlier" in words)
    assert (earlier.start, earlier.rule) == (dt.date(2021, 6, 10), "story")


def test_overnight_is_the_night_before_publication() -> None:
    """A wire that says overnight means the night just past, whatever day it told before."""
    found = times(
        "Gunmen killed four people in a market on Saturday. Shells killed six people in the port overnight."
    )
    (night,) = (window for words, window in found.items() if words == "overnight")
    assert (night.start, night.end) == (dt.date(2021, 6, 15), dt.date(2021, 6, 16))


def test_an_hour_without_a_day_told_stays_within_the_day_before() -> None:
    """Nothing is guessed where no day was told."""
    found = times("At about 10 p.m., gunmen shot dead three people on a bus.")
    (hour,) = found.values()
    assert (hour.start, hour.end) == (dt.date(2021, 6, 15), dt.date(2021, 6, 16))


def test_the_zone_of_the_place_checks_the_hour() -> None:
    """A rocket on Sanaa at 7am cannot have been at 05:00 GMT: both stay, and the doubt is said."""
    found = times("A rocket killed nine people in Sanaa, Yemen, at 7am local time (05:00 GMT) on Monday.")
    (window,) = found.values()
    assert window.clock is not None
    assert (window.clock.local, window.clock.utc) == ("07:00", "05:00")
    assert window.clock.doubt is not None
    assert "Asia/Aden had +03:00" in window.clock.doubt


def test_a_denial_has_its_own_day() -> None:
    """Two days earlier counts from the day of the denial that the same sentence names, which is not that of the attack."""
    found = times("The army on Monday denied that its jets had struck a clinic in Derna two days earlier.")
    (window,) = found.values()
    assert window.start == dt.date(2021, 6, 12)
    found = times("The spokesman denied on Tuesday that a missile was fired at a wedding in Derna on Sunday.")
    (window,) = found.values()
    assert window.start == dt.date(2021, 6, 13)


def test_a_dateline_without_a_town_is_no_day_of_an_attack() -> None:
    """The day that a story was filed stands before its first dash."""
    found = times(
        "June 16 (Example Wire) - Six people were killed when a bomb hit a wedding in Derna on Sunday, police said."
    )
    assert {window.start for window in found.values()} == {dt.date(2021, 6, 13)}
