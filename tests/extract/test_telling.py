"""What the English rules make of who tells, when it was told, and what was denied."""

from __future__ import annotations

import datetime as dt

import pytest

from daftar.model import Claim, Incident, Reading, Report
from daftar.pipeline import Recipe, open_tools, read_report


def _read(text: str, *, title: str | None = None) -> tuple[tuple[Reading, ...], tuple[Incident, ...]]:
    report = Report(
        id="r-1",
        source="test",
        media_type="text/plain",
        sha256="0" * 64,
        text=text,
        title=title,
        published=dt.date(2019, 11, 7),
    )
    read = read_report(report, open_tools(Recipe()))
    return read.readings, read.incidents


def _killed(readings: tuple[Reading, ...]) -> list[Claim]:
    return [r.claim for r in readings if r.claim.outcome == "killed"]


def test_those_who_tell_are_not_among_the_dead() -> None:
    readings, _ = _read("Gunmen killed six farmers in Borno on Tuesday, residents said.")
    assert [c.count_worded for c in _killed(readings)] == ["six farmers"]


def test_who_shoots_somebody_dead_is_not_the_dead() -> None:
    readings, _ = _read("A sniper shot dead one man in Taiz on Tuesday.")
    assert [c.count_worded for c in _killed(readings)] == ["one man"]


def test_one_verb_serves_several_figures_and_places() -> None:
    readings, _ = _read("Nine people were killed in the town of Saraqib, six in Homs and five in Hama.")
    assert [
        (c.count.low if c.count else None, c.place.text if c.place else None) for c in _killed(readings)
    ] == [
        (9, "Saraqib"),
        (6, "Homs"),
        (5, "Hama"),
    ]


def test_a_list_that_spells_a_figure_out_adds_nobody_to_it() -> None:
    readings, incidents = _read(
        "Gunmen abducted three aid workers, two Kenyan women and a Sudanese man, in Kutum."
    )
    assert [r.claim.relation for r in readings] == [None, "among", "among"]
    assert len(incidents) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed a market in Hama on Tuesday. The army denied that its aircraft had bombed the market.",
        "Warplanes bombed a market in Hama on Tuesday. The army carried out no strikes on Hama, it said.",
    ],
)
def test_an_attack_that_is_denied_is_not_asserted_and_stays_with_its_incident(text: str) -> None:
    readings, incidents = _read(text)
    denied = [r.claim.id for r in readings if r.claim.polarity == "denied"]
    assert len(denied) == 1
    assert len(incidents) == 1
    assert denied[0] in incidents[0].claims


def test_the_day_on_which_somebody_spoke_is_not_the_day_of_the_attack() -> None:
    readings, _ = _read("A raid killed nine people in Hama on Monday, the ministry said on Wednesday.")
    assert [c.time.text for c in _killed(readings) if c.time] == ["on Monday"]
    readings, _ = _read("A raid killed nine people in Hama, the ministry said on Wednesday.")
    assert [c.time for c in _killed(readings)] == [None]


def test_the_day_of_a_dateline_is_not_the_day_of_the_attack() -> None:
    readings, _ = _read("HAMA, Syria, Nov 6 (Example Wire) - A raid killed nine people on Tuesday.")
    assert [c.time.text for c in _killed(readings) if c.time] == ["on Tuesday"]


def test_the_fields_above_a_text_are_not_told_twice() -> None:
    text = "title: Nine killed in Hama\ndate: 2019-11-07\n\nNine people were killed in Hama on Wednesday.\n"
    readings, _ = _read(text, title="Nine killed in Hama")
    assert [c.quote.part for c in _killed(readings)] == ["title", "text"]


def test_place_and_day_are_taken_from_the_opening_where_no_claim_words_any() -> None:
    text = "A drone came over the town of Saraqib on Tuesday morning.\n\nTwo paramedics were wounded.\n"
    readings, _ = _read(text)
    hurt = [r for r in readings if r.claim.outcome == "injured"]
    assert [(r.place.name, r.place.inherited) for r in hurt if r.place] == [("Saraqib", True)]
    assert [(r.time.start, r.time.inherited) for r in hurt if r.time] == [(dt.date(2019, 11, 5), True)]


def test_the_day_in_a_field_above_the_text_is_no_day_of_an_attack() -> None:
    text = "publisher: Example Wire\ndate: 2019-11-07\n\nTwo paramedics were wounded in Hama by a shell.\n"
    readings, _ = _read(text)
    assert [r.time for r in readings] == [None]


def test_a_toll_that_is_said_to_have_been_lower_before_is_no_update() -> None:
    text = "The death toll has risen to 14, medics said. A spokesman had put the toll at nine on Tuesday."
    readings, incidents = _read(text)
    assert [(c.count.low if c.count else None, c.relation) for c in _killed(readings)] == [
        (14, "update"),
        (9, None),
    ]
    assert len(incidents) == 1


def test_a_denial_behind_a_figure_does_not_make_the_figure_the_deniers() -> None:
    readings, _ = _read("Medics spoke.", title="Death toll from raid rises to 14; army denies strike")
    assert [c.origin for c in _killed(readings)] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "Fell Rovers were dead and buried by half-time.",
        "Members of parliament killed the bill on bus fares.",
        "A storm knocked out power for 2,000 homes on Tuesday. No one was injured.",
    ],
)
def test_figures_of_speech_and_harmless_weather_are_no_incidents(text: str) -> None:
    _, incidents = _read(text)
    assert incidents == ()


def test_an_attack_of_another_day_is_an_incident_of_its_own_and_a_season_of_fighting_is_none() -> None:
    text = (
        "A raid killed nine people in Hama on Tuesday. Army forces attacked two camps on Monday. "
        "The army launched an offensive in April."
    )
    _, incidents = _read(text)
    assert sorted(i.date.start for i in incidents if i.date) == [dt.date(2019, 11, 4), dt.date(2019, 11, 5)]
