"""A toll of people counts persons alone."""

from __future__ import annotations

from dataclasses import replace

from claims_by_hand import claim, incident

from daftar.reconcile import reconcile


def test_a_count_of_households_stays_out_of_a_toll_of_persons() -> None:
    persons = claim("r1#1", "900", outcome="displaced", kind="displacement")
    families = replace(claim("r2#1", "160", outcome="displaced", kind="displacement"), unit="households")
    tally = reconcile(*incident([persons, families])).tally("displaced")
    assert tally is not None
    assert (tally.low.value, tally.high.value) == (900, 900)


def test_homes_evacuated_are_no_people() -> None:
    homes = replace(claim("r1#1", "30", outcome="evacuated", kind="displacement"), unit="homes")
    assert reconcile(*incident([homes])).tallies == ()
