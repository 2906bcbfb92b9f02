"""The day of what was done, told apart from the days of arrests, hearings and deaths."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plain_reading import read

PUBLISHED = dt.date(2021, 6, 10)  # a Thursday


def day(text: str) -> dt.date | None:
    """The first day of the lead incident of a report of these words."""
    lead = next(r.incident for r in read(text, published=PUBLISHED).records if r.incident.lead)
    return None if lead.date is None else lead.date.start


SUNDAY, MONDAY, TUESDAY = dt.date(2021, 6, 6), dt.date(2021, 6, 7), dt.date(2021, 6, 8)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A cook was shot in the arm. The shooting happened around 9 p.m. Tuesday near a ferry.", TUESDAY),
        ("A cook was shot in the arm. The shooting was reported at noon Tuesday on Quay Street.", TUESDAY),
        ("Police were called to a diner shortly before midnight Sunday. A cook was wounded.", SUNDAY),
        ("A cook was wounded in a row over a boat. It occurred on Sunday.", SUNDAY),
        ("A cook is dead after a shooting outside a diner on Monday.", MONDAY),
    ],
)
def test_a_day_told_of_the_shooting_is_the_day_of_those_it_hurt(text: str, expected: dt.date) -> None:
    """ "It happened Tuesday" gives the day of the harm told in another sentence."""
    assert day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A plumber was arrested Wednesday for killing his cousin. The killing took place on Sunday.",
        "A plumber was sentenced on Tuesday for a shooting that killed a cook. It happened on Sunday.",
        "A plumber appeared in Harbour County court on Tuesday, charged with killing a cook. It occurred Sunday.",
        "A plumber was charged with murder in Sunday's shooting that killed a cook.",
    ],
)
def test_the_day_of_an_arrest_or_a_hearing_is_not_the_day_of_the_killing(text: str) -> None:
    """A day beside a word of proceedings is theirs."""
    assert day(text) == SUNDAY


def test_proceedings_alone_give_no_day() -> None:
    """Where only the hearing has a day, that of the killing is not known."""
    assert day("A plumber was sentenced on Tuesday for killing a cook.") is None


def test_whoever_died_later_was_hurt_on_the_day_of_the_shooting() -> None:
    """A death on a later day is of the same incident, whose day is that of the blow."""
    report = read("A cook was shot on Sunday. The cook died on Tuesday in hospital.", published=PUBLISHED)
    assert len(report.incidents) == 1
    assert report.incidents[0].date is not None
    assert report.incidents[0].date.start == SUNDAY


def test_a_loose_wording_is_made_precise_by_a_day_inside_it() -> None:
    """ "Earlier this month ... on June 6": the day."""
    assert day("A cook was killed earlier this month. The shooting happened on June 6 at a quay.") == SUNDAY


def test_a_day_put_before_a_text_is_no_announcements_day() -> None:
    """ "3 June 2021 The union has announced ..." begins with the day of the report itself."""
    assert day("3 June 2021 The union has announced that rebels killed four cooks in Hama.") == dt.date(
        2021, 6, 3
    )
