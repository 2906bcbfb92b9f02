"""Where and when the attack of a report was that names it in passing: villages in no gazetteer, hospitals' towns, datelines."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.plain_reading import report_of, tools

from daftar.pipeline import read_report
from daftar.resolve.places import villages_of

THURSDAY = dt.date(2033, 3, 17)


def _lead(text: str, title: str | None = None) -> tuple[str | None, dt.date | None]:
    """The place and the first day of what a report is mainly about."""
    report = report_of(text, title=title, published=THURSDAY)
    lead = next(i for i in read_report(report, tools()).incidents if i.lead)
    return (lead.place.name if lead.place else None), (lead.date.start if lead.date else None)


def _villages(text: str, title: str | None = None) -> set[str]:
    report = report_of(text, title=title)
    said = {"text": text, "title": title or ""}
    return {
        said[part][a:b] for part, spans in villages_of(report, tools().gazetteer).items() for a, b in spans
    }


@pytest.mark.parametrize(
    "text",
    [
        "Residents heard an explosion in Qalbirta. The strike on Qalbirta killed six.",
        "The strike on Qalbirta this morning killed six people.",
        "Six people were killed by the shelling of Qalbirta.",
        "The market at Qalbirta was full when the shell fell. Six died.",
        "Her house stood at the edge of Qalbirta. Six died there.",
        "Qalbirta village was quiet again on Friday. Six died.",
        "Armed men attacked Qalbirta market and killed six traders.",
    ],
)
def test_a_name_that_no_gazetteer_holds_is_a_place_by_the_words_around_it(text: str) -> None:
    """One sentence of the report settles it."""
    assert _villages(text) == {"Qalbirta"}


@pytest.mark.parametrize(
    "text",
    [
        "Six died in an attack on Hezbollah, the army said.",
        "Six were killed in Zuhayrin's house on Friday.",
        "The strike on Ansarbek killed six Ansarbek fighters.",
        "The attack on Ansarbek was condemned. Ansarbek said six had died.",
        "Gunmen came in Tojota pickups and killed six.",
        "The raid on ASLB killed six.",
    ],
)
def test_no_group_person_or_thing_becomes_a_place(text: str) -> None:
    """What the report anywhere speaks of as of a group or a person is none."""
    assert _villages(text) == set()


def test_a_headline_names_the_village_that_the_text_settles() -> None:
    """Title and text are of one report."""
    title = "Six dead in Qalbirta strike"
    assert _lead("Six people were killed on Tuesday. A witness in Qalbirta heard two jets.", title) == (
        "Qalbirta",
        dt.date(2033, 3, 15),
    )


@pytest.mark.parametrize(
    "beside",
    [
        "The wounded were taken to a hospital in Mangu.",
        "Soldiers from Jos arrived two hours later.",
        "The governor told reporters in Jos that he was sad.",
        "A doctor at a clinic in Mangu confirmed that nine were wounded.",
        "Survivors who fled to Mangu buried their dead.",
    ],
)
def test_the_attack_was_where_it_is_told_of_and_not_where_people_came_from_or_were_brought(
    beside: str,
) -> None:
    """Hospitals' towns and where a patrol or a speaker was give way to the village of the attack."""
    text = f"Gunmen killed 23 people on Tuesday. {beside} They had attacked Tungan Dashe, a village of sixty compounds, at night. Few in Tungan Dashe had slept."
    assert _lead(text)[0] == "Tungan Dashe"


def test_a_place_beside_the_attack_is_better_than_none() -> None:
    """Where the report tells no other place, the hospital's town stays."""
    assert (
        _lead("Gunmen shot 23 people on Tuesday. The dead were taken to a hospital in Mangu.")[0] == "Mangu"
    )


def test_a_province_gives_way_to_the_village_in_it() -> None:
    """A wide place says less than the one where the attack happened."""
    text = "Gunmen killed three people in Zamfara state on Wednesday. The attack happened in Gidan Kanwa at dusk."
    assert _lead(text)[0] == "Gidan Kanwa"


def test_where_two_places_compete_none_is_taken() -> None:
    """Nothing is guessed."""
    text = "Six people were killed on Tuesday. Witnesses in Qalbirta heard a blast. Witnesses in Deir Zurqan heard a blast, too."
    assert _lead(text)[0] is None


def test_the_head_of_a_bulletins_line_is_the_area_of_the_village_in_it() -> None:
    """The village lies in the province that heads its line."""
    text = "Tillaberi region: On 8 March armed men attacked Kobadie market, killing 12 civilians."
    lead = next(i for i in read_report(report_of(text, published=THURSDAY), tools()).incidents if i.lead)
    assert lead.place is not None
    assert (lead.place.name, lead.place.precision) == ("Kobadie", 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("We reached the baker by phone on Wednesday.\n\nWhat happened on Monday evening?\n\nFour of my workers were killed.", 14),
        ("Mourners filled the street on Sunday, a week after six traders were killed near Zabid.", 6),
        ("Two days after three miners were shot dead near Zabid, hundreds marched on Sunday.", 11),
        ("Officials said on Wednesday that 22 had died. The raid began at about 2:30 in the morning on Tuesday.", 15),
    ],
)  # fmt: skip
def test_the_day_of_the_attack_is_neither_that_of_the_telling_nor_of_the_funeral(text: str, day: int) -> None:
    """Questions, sentences on the blow, and so long before a march say when it was."""
    readings = read_report(report_of(text, published=THURSDAY), tools()).readings
    assert dt.date(2033, 3, day) in {
        r.time.start for r in readings if r.time is not None and r.claim.outcome == "killed"
    }
