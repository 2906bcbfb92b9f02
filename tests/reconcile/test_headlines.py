"""A figure that a headline or another outlet gives is that of whoever the report names, and goes when they replace it."""

from __future__ import annotations

import dataclasses

from claims_by_hand import claim, day, incident

from daftar.model import Origin, Quote
from daftar.reconcile import reconcile


def _killed(*claims: object, days: dict[str, int]) -> tuple[int | None, int | None, int | None]:
    whole, readings = incident(claims)  # type: ignore[arg-type]
    record = reconcile(whole, readings, published={name: day(number) for name, number in days.items()})
    tally = record.tally("killed")
    assert tally is not None
    assert tally.best is not None
    return tally.low.value, tally.best.value, tally.high.value


def test_a_correction_takes_the_headline_back_with_the_text() -> None:
    """The headline "toll rises to 25" is the health office's 25, which the health office corrects to 24."""
    found = _killed(
        claim("r1#1", "25", part="title", outlet="A"),
        claim("r1#2", "25", by="Health Ministry", outlet="A", at=40),
        claim("r2#1", "24", by="Health Ministry", outlet="A"),
        days={"r1": 3, "r2": 9},
    )
    assert found == (24, 24, 24)


def test_a_correction_takes_back_what_another_outlet_has_from_the_first() -> None:
    """B's "22, Gulf Dispatch reports" is the health office's 22 of that report, and goes with it."""
    dispatch = Origin(kind="media", name="Gulf Dispatch", quote=Quote(start=0, end=13, text="Gulf Dispatch"))
    repeated = claim("r2#1", "22", outlet="B")
    found = _killed(
        claim("r1#1", "22", by="Health Ministry", outlet="Gulf Dispatch"),
        dataclasses.replace(repeated, origin=(repeated.origin[0], dispatch)),
        claim("r3#1", "25", by="Health Ministry", outlet="Gulf Dispatch"),
        days={"r1": 3, "r2": 4, "r3": 9},
    )
    assert found == (25, 25, 25)


def test_a_headline_that_says_less_does_not_hide_the_text() -> None:
    """ "Dozens" above 32 of the same day: the health office's earlier 30 gives way to its 32."""
    found = _killed(
        claim("r1#1", "30", by="Health Ministry", outlet="A"),
        claim("r2#1", "24-99", part="title", outlet="A"),
        claim("r2#2", "32", by="Health Ministry", outlet="A", at=40),
        days={"r1": 3, "r2": 9},
    )
    assert found == (32, 32, 32)


def test_an_outlets_own_count_stands_beside_a_later_one_of_somebody_else() -> None:
    """Nothing of the outlet's names the health office: its 25 is its own."""
    found = _killed(
        claim("r1#1", "25", outlet="A"),
        claim("r2#1", "24", by="Health Ministry", outlet="B"),
        days={"r1": 3, "r2": 9},
    )
    assert found == (24, 24, 25)


def test_a_toll_said_to_have_risen_replaces_what_others_still_give_that_day() -> None:
    """One outlet still has the health office's nine on the day another tells that it has risen to 14."""
    claims = [
        claim("r1#1", "9", by="Health Ministry", outlet="A"),
        claim("r2#1", "14", by="Health Ministry", outlet="B", relation="update"),
        claim("r3#1", "9", by="Health Ministry", outlet="C"),
    ]
    days = {"r1": 3, "r2": 4, "r3": 4}
    assert _killed(*claims, days=days) == (14, 14, 14)
    told = [claims[0], dataclasses.replace(claims[1], relation=None), claims[2]]
    assert _killed(*told, days=days) == (9, 14, 14)
