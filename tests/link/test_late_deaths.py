"""News tells its dead first: a death told of far below people hurt is another event's."""

from __future__ import annotations

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
