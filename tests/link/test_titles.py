"""What a title and the sentences behind it put together: place and method of the one event. All invented."""

from __future__ import annotations

import datetime as dt

from tests.plain_reading import read

DAY = dt.date(2018, 3, 20)  # a Tuesday


def test_a_title_puts_roughly_what_the_text_puts_exactly() -> None:
    found = read(
        "Three divers were killed by a shell near the harbour of Tartus on Monday, a port official said.",
        title="Three divers killed off Latakia",
        published=DAY,
    )
    (incident,) = found.incidents
    assert incident.place is not None
    assert incident.place.quote.text == "Tartus"


def test_another_figure_at_another_place_is_no_retelling_of_the_title() -> None:
    found = read(
        "Four divers were killed by a shell in Tartus on Monday, a port official said.",
        title="Three fishermen killed in Latakia",
        published=DAY,
    )
    assert len(found.incidents) == 2


def test_an_explosion_of_no_kind_gives_way_to_the_air_strike_told_behind_it() -> None:
    found = read(
        "A blast killed two bakers in Tartus on Monday. Warplanes had bombed the bakery, killing the two, a doctor said.",
        published=DAY,
    )
    (lead,) = [incident for incident in found.incidents if incident.lead]
    assert lead.method == "air_strike"
