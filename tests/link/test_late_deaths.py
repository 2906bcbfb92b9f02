"""News tells its dead first: a death told of far below people hurt is another event's."""

from __future__ import annotations

import datetime as dt

from tests.plain_reading import read

FILLER = "The quay was closed for some hours and the ferries were late all day, as they often are in spring. "


def lead(text: str) -> dict[str, int | None]:
    """What the lead incident of a report of these words comes to, by outcome."""
    record = next(r for r in read(text).records if r.incident.lead)
    return {t.outcome: t.best.value if t.best else None for t in record.tallies if t.group == "all"}


def test_a_death_far_below_is_another_events() -> None:
    """Two were hurt; who was killed there once is told as background."""
    text = "Two drivers were wounded at the quay. " + FILLER * 12 + "A nurse was killed at a quay once."
    assert lead(text) == {"injured": 2}


def test_the_same_person_may_be_told_to_have_died_far_below() -> None:
    """ "The driver died": somebody told of before."""
    text = "Two drivers were wounded at the quay. " + FILLER * 12 + "He died in hospital."
    assert lead(text)["killed"] == 1


def test_a_death_near_by_is_of_the_same_event() -> None:
    """Where little stands between, it is one event."""
    text = "Two drivers were wounded at the quay. " + FILLER + "A nurse was killed."
    assert lead(text) == {"killed": 1, "injured": 2}


PUBLISHED = dt.date(2031, 5, 14)  # a Wednesday
SATURDAY = dt.date(2031, 5, 10)


def leads(text: str, title: str | None = None) -> list[tuple[dict[str, int], dt.date | None, str | None]]:
    """The toll of each incident of a report of these words, its first day and its place."""
    return [
        (
            {t.outcome: t.high.value for t in r.tallies if t.group == "all" and t.high and t.high.value},
            r.incident.date.start if r.incident.date else None,
            r.incident.place.quote.text if r.incident.place else None,
        )
        for r in read(text, title=title, published=PUBLISHED).records
    ]


def test_who_died_of_burns_died_of_the_attack_on_its_day() -> None:
    """One more death of a toll is no incident of its own, and its day is not the bombing's."""
    text = (
        "A girl who sold water at the market of Azaz died of her burns on Sunday night, bringing to ten the number of "
        "people killed by Saturday's suicide bombing, the mayor said."
    )
    assert leads(text) == [({"killed": 10}, SATURDAY, "Azaz")]


def test_where_only_the_death_has_a_day_the_attack_has_none() -> None:
    """Nobody says on which day the car came."""
    text = "A boy died in hospital on Sunday night, raising to five the number of people killed by a car in Azaz."
    assert leads(text) == [({"killed": 5}, None, "Azaz")]


def test_who_was_flown_to_another_town_died_of_what_befell_the_first() -> None:
    """The place where somebody died in care is not where the others were shot."""
    text = (
        "The massacre at a farm in Azaz has claimed a sixth life. A man who had been flown to Aleppo died there on "
        "Tuesday, the mayor said.\n\nFive olive pickers had been shot dead on the spot on Saturday."
    )
    assert [lead[1:] for lead in leads(text, "Survivor of Azaz massacre dies in Aleppo")] == [
        (SATURDAY, "Azaz")
    ]


def test_a_death_told_by_itself_keeps_its_day() -> None:
    """Nothing better is known."""
    assert leads("A man died in hospital on Sunday of a gunshot wound.")[0][1] == dt.date(2031, 5, 11)


def test_the_day_of_the_blow_is_not_taken_for_that_of_a_death_told_behind_it() -> None:
    """The day stands by what was struck; another figure stands between it and who died of it."""
    text = "The number of people killed when shells fell on the market of Azaz on Saturday has risen to 11 after two of the wounded died."
    assert [lead[1:] for lead in leads(text)] == [(SATURDAY, "Azaz")]
    text = "Shells fell on the market of Azaz on Saturday and killed 11 people. Two of the wounded died in hospital, raising the toll to 13."
    assert [lead[1:] for lead in leads(text)] == [(SATURDAY, "Azaz")]
