"""Bulletins that are forms: each line of figures has the place and the day of its own form's head."""

from __future__ import annotations

from tests.plain_reading import report_of, tools

from daftar.pipeline import read_report
from daftar.resolve.forms import forms

FORM = """SITUATION REPORT
Incident: explosion, Muna bus station, Maiduguri, 19/03/2031
Killed: 8
Injured: 34
Source: State Specialist Hospital
"""
TWO = """Incident: shooting
location: Gwoza
date: 19 March 2031
killed: 8
injured: 34

Incident: abduction
location: Maiduguri
date: 18 March 2031
abducted: 5
killed: 1
"""


def told(text: str) -> list[tuple[str | None, int, str | None, str | None]]:
    """Outcome, count, place and first day of each claim of people harmed."""
    return [
        (
            r.claim.outcome,
            r.claim.count.low,
            r.place.name if r.place is not None else None,
            r.time.start.isoformat() if r.time is not None else None,
        )
        for r in read_report(report_of(text), tools()).readings
        if r.claim.count is not None
    ]


def test_figures_have_the_place_and_day_of_the_head() -> None:
    """The bus station is a site in the town, and the hospital that reports is no place of the incident."""
    assert told(FORM) == [
        ("killed", 8, "Maiduguri", "2031-03-19"),
        ("injured", 34, "Maiduguri", "2031-03-19"),
    ]


def test_each_form_of_a_bulletin_has_its_own_head() -> None:
    """Two forms in one text are two incidents, and a line that begins with a small letter is a line of its own."""
    assert told(TWO) == [
        ("killed", 8, "Gwoza", "2031-03-19"),
        ("injured", 34, "Gwoza", "2031-03-19"),
        ("abducted", 5, "Maiduguri", "2031-03-18"),
        ("killed", 1, "Maiduguri", "2031-03-18"),
    ]
    records = read_report(report_of(TWO), tools()).records
    assert sorted(r.incident.place.name for r in records if r.incident.place is not None) == [
        "Gwoza",
        "Maiduguri",
    ]


def test_a_head_with_two_towns_gives_no_place() -> None:
    """Which of the two it was nobody says."""
    found = told("Location: Gwoza and Maiduguri\nDate: 19 March 2031\nKilled: 8\n")
    assert found == [("killed", 8, None, "2031-03-19")]


def test_prose_is_no_form() -> None:
    """A field without a figure below it, and a figure without a head, make none."""
    assert forms("Location: Gwoza\nNine people died on Monday.") == ()
    assert forms("Nine people died.\nKilled: 8") == ()
