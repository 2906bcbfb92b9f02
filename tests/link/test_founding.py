"""What is an incident of a report, and what only background of it."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plain_reading import read

OPENING = (
    "Three farmers were shot dead near Garoua on Monday. " + "The road was closed and traffic was slow. " * 15
)


@pytest.mark.parametrize(
    "background",
    [
        "Over the past six months gunmen have killed nine farmers in Maroua.",
        "Gunmen have been killing farmers in Maroua.",
        "On 4 May 2011 gunmen killed nine farmers in Maroua.",
    ],
    ids=["a sum over months", "nobody in particular", "history"],
)
def test_background_is_no_incident(background: str) -> None:
    """What a report adds on other months, on people in general, or on other years does not found an incident."""
    found = read(OPENING + background, published=dt.date(2019, 12, 18))
    assert [record.incident.lead for record in found.records] == [True]


def test_what_a_report_opens_with_is_an_incident_however_old() -> None:
    """A report on a trial opens with a killing of two years before: that is what it is about."""
    found = read(
        "A guard was shot dead in Maroua last year. The trial began.", published=dt.date(2019, 12, 18)
    )
    assert len(found.incidents) == 1


def test_people_spoken_of_as_known_are_an_incident() -> None:
    """ "The monks" says that readers know which; "monks" may be any."""
    known = read("On Monday the monks were murdered in Garoua.", published=dt.date(2019, 12, 18))
    assert len(known.incidents) == 1


def test_a_death_only_named_far_below_in_a_wire_without_a_title_is_no_incident() -> None:
    """Readers know of "the murder of the bishop"; a register cannot file it: no day, no means, no number."""
    speech = "The minister spoke of schools and of roads. " * 30
    found = read(speech + "Since the murder of Bishop Anton Reyes nobody trusts the courts.")
    assert [record for record in found.records if record.tally("killed")] == []
    opening = read("The murder of Bishop Anton Reyes in Garoua shook the town. " + speech)
    assert [record for record in opening.records if record.tally("killed")] != []


def test_a_list_of_a_past_year_is_no_recalled_history() -> None:
    """What a chronicle of four years ago lists are the incidents that it is about; news that adds one of them recalls it."""
    towns = ("Garoua", "Maroua", "Ngaoundere", "Bamenda", "Kumba", "Limbe")
    lines = [
        f"{day} April 2015: Gunmen killed {day + 2} farmers in {town}. "
        + "Houses in the outskirts were burned, and the market stayed closed for days. " * 2
        for day, town in enumerate(towns, 3)
    ]
    found = read("\n".join(lines), published=dt.date(2019, 12, 18))
    assert len(found.incidents) == len(towns)
    news = read(OPENING + lines[0], published=dt.date(2019, 12, 18))
    assert len(news.incidents) == 1
