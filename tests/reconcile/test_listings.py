"""Figures beside lists of those named. All names and numbers are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.plain_reading import report_of

from daftar.pipeline import Recipe, open_tools, read_report
from daftar.reconcile.within import distinct_names

if TYPE_CHECKING:
    from daftar.model import Conflict

NAMES = [
    "Sami Odeh", "Lina Odeh", "Huda Salem", "Karim Aziz", "Rami Khoury", "Mona Barakat", "Salim Haddad", "Nour Haddad",
    "Fadi Masri",
]  # fmt: skip
LIST = f"{', '.join(NAMES[:-1])} and {NAMES[-1]}"


def _conflicts(text: str) -> tuple[Conflict, ...]:
    read = read_report(report_of(text), open_tools(Recipe()))
    return tuple(c for record in read.records for c in record.conflicts)


def test_more_names_than_the_figure_are_a_contradiction_in_words() -> None:
    """Seven killed and nine named cannot both be: the claims of both and everybody named are in the conflict."""
    text = f"Seven people were killed in the strike. They were identified as {LIST}."
    read = read_report(report_of(text), open_tools(Recipe()))
    (conflict,) = read.records[0].conflicts
    figure, listed = (r.claim for r in read.readings if r.claim.kind == "harm")
    assert conflict.claims == (figure.id, listed.id)
    assert (conflict.outcome, conflict.group) == ("killed", "all")
    assert conflict.words == (
        f"7 (one report) cannot be the number of people who were killed: 9 are named, {LIST}"
    )


def test_the_figure_stays_in_the_toll_beside_its_list() -> None:
    """A contradiction is shown, and changes no number."""
    text = f"Seven people were killed in the strike. They were identified as {LIST}."
    tally = read_report(report_of(text), open_tools(Recipe())).records[0].tally("killed")
    assert tally is not None
    assert (tally.low.value, tally.high.value) == (7, 7)


NO_CONTRADICTION = [
    f"At least seven people were killed in the strike. They were identified as {LIST}.",
    f"Nine people were killed in the strike. They were identified as {LIST}.",
    f"Twelve people were killed in the strike. Those identified are {LIST}.",
    f"Nine people, including two children, were killed in the strike. They were identified as {LIST}.",
    "Two people were killed in the strike. They were identified as Sami Odeh and Lina Odeh. Odeh was 30.",
]


@pytest.mark.parametrize("text", NO_CONTRADICTION)
def test_an_open_figure_and_a_shorter_list_contradict_nothing(text: str) -> None:
    """ "At least seven" allows nine, and nobody says that a list of names is whole."""
    assert _conflicts(text) == ()


def test_a_name_within_a_longer_one_is_one_person() -> None:
    """ "Hamad" and "Hamad Tarn" are one, in the fuller spelling."""
    assert distinct_names(["Hamad", "Sara Tarn", "Hamad Tarn", "Hamad Salim Tarn"]) == [
        "Sara Tarn",
        "Hamad Salim Tarn",
    ]


def test_named_people_of_a_trade_are_counted_in_its_group() -> None:
    """Two reporters and a nurse by name are two journalists and a health worker of the toll, and raise no total."""
    text = (
        "Five people were killed in the strike. The dead include Karim Aziz, a reporter for Noor Radio, cameraman "
        "Rami Khoury and nurse Huda Salem."
    )
    record = read_report(report_of(text), open_tools(Recipe())).records[0]
    figures = {t.group: t.low.value for t in record.tallies if t.outcome == "killed"}
    assert figures == {"all": 5, "health_worker": 1, "journalist": 2}
