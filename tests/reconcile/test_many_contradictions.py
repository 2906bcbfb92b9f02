"""Many rival figures: bounds stay those of every story, and where they cannot the record says so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims_by_hand import claim, incident

from daftar.model import Origin, Quote
from daftar.reconcile import reconcile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Record


def record(*rivals: tuple[str, Sequence[str]]) -> Record:
    """An incident of which each figure of each group is another body's, in a report of its own."""
    claims = []
    for who, figures in rivals:
        for figure in figures:
            at = len(claims)
            body = f"Monitor {chr(ord('A') + at // 26)}{chr(ord('a') + at % 26) * 5}"
            origin = Origin(kind="monitor", name=body, quote=Quote(start=0, end=5, text="words"))
            told = claim(f"r{at}#1", figure, who=who, outlet=f"Outlet {at}")
            claims.append(replace(told, origin=(told.origin[0], origin)))
    return reconcile(*incident(claims))


def ends(record: Record, group: str) -> tuple[int | None, int | None]:
    """Low and high of the dead of a group."""
    tally = record.tally("killed", group)
    assert tally is not None
    return tally.low.value, tally.high.value


def test_twenty_rival_tolls_have_twenty_ways_out() -> None:
    """A hundred of the 190 contradictions are listed, and how many more there are; every way out of them is."""
    found = record(("", [str(100 + 3 * at) for at in range(20)]))
    assert ends(found, "all") == (100, 157)
    assert len(found.conflicts) == 101
    assert found.conflicts[-1].words == (
        "these figures contradict each other in 90 more ways than the 100 that are listed"
    )
    assert len(found.conflicts[0].ways_out) == 20
    assert found.tallies[0].low.why is None


def test_rival_figures_of_several_groups_are_followed_in_every_story() -> None:
    """Ten tolls beside four of children and five of women are two hundred stories: men are at most what the largest leaves."""
    found = record(
        ("", [str(100 + 3 * at) for at in range(10)]),
        ("child", [str(20 + 2 * at) for at in range(4)]),
        ("woman", [str(30 + 2 * at) for at in range(5)]),
        ("man", ["1+"]),
    )
    assert ends(found, "man") == (1, 127 - 20 - 30)


def test_stories_beyond_counting_are_said_to_be() -> None:
    """Where figures contradict each other in thousands of ways each number says that it is only what somebody says."""
    found = record(
        ("", [str(100 + 3 * at) for at in range(14)]),
        *((who, [str(20 + 2 * at) for at in range(6)]) for who in ("child", "woman", "civilian")),
    )
    everybody = found.tally("killed")
    assert everybody is not None
    assert (everybody.low.value, everybody.high.value) == (100, 139)
    assert everybody.low.why == "the least that anybody says; contradictions are too many to work out more"
    assert everybody.high.why == "the most that anybody says; contradictions are too many to work out more"
    assert found.conflicts[-1].words.startswith(
        "these figures contradict each other in more ways than can be followed; "
    )
    assert found.conflicts[-1].words.endswith(
        "each number is from the least to the most that anybody says of it"
    )
