"""What the words beside a named person say of his or her trade. All names and sentences are invented."""

from __future__ import annotations

import pytest

from daftar.extract.rules.judging import names_in
from daftar.extract.rules.lexicon import lexicon
from daftar.extract.rules.roles import role_in
from daftar.extract.rules.tokens import tokenise

TOLD = [
    ("Nurse Huda Salem was killed.", {"Huda Salem": "health_worker"}),
    ("The nurse Huda Salem was killed.", {"Huda Salem": "health_worker"}),
    ("Karim Aziz, a reporter for Noor Radio, was killed.", {"Karim Aziz": "journalist"}),
    ("Karim Aziz, 34, a well-known local journalist, was killed.", {"Karim Aziz": "journalist"}),
    ("Karim Aziz, who worked as a nurse at the clinic, was killed.", {"Karim Aziz": "health_worker"}),
    ("The teacher, Mona Barakat, was shot dead.", {"Mona Barakat": "teacher"}),
    ("Teacher and poet Mona Barakat was killed.", {"Mona Barakat": "teacher"}),
    ("Noor TV cameraman Karim Aziz was killed.", {"Karim Aziz": "journalist"}),
    ("Civil defence volunteer Karim Aziz was killed.", {"Karim Aziz": "rescuer"}),
    ("Police officer Adam Brook was shot.", {"Adam Brook": "police"}),
    ("The strike killed a nurse, Huda Salem, and her son.", {"Huda Salem": "health_worker"}),
    ("Karim Aziz (nurse) and Huda Salem (teacher, 34) were killed.", {"Karim Aziz": "health_worker", "Huda Salem": "teacher"}),
    ("Two journalists, Karim Aziz and Rami Khoury, were killed.", {"Karim Aziz": "journalist", "Rami Khoury": "journalist"}),
    ("Paramedics Karim Aziz and Rami Khoury were killed.", {"Karim Aziz": "health_worker", "Rami Khoury": "health_worker"}),
    ("Karim Aziz, a nurse, Rami Khoury and Sami Odeh were killed.", {"Karim Aziz": "health_worker", "Rami Khoury": None, "Sami Odeh": None}),
    ("Huda Salem, an aid worker with Red Star, and her driver Sami Odeh died.", {"Huda Salem": "aid_worker", "Sami Odeh": None}),
    ("The dead were Mona Barakat, 34, a teacher; and Fadi Masri, a farmer.", {"Mona Barakat": "teacher", "Fadi Masri": "farmer"}),
]  # fmt: skip

NOT_TOLD = [
    "Karim Aziz, a former policeman, was killed.",
    "Huda Salem, the wife of a teacher, was killed.",
    "Huda Salem, a teacher's wife, was killed.",
    "A nurse's son, Sami Odeh, was killed.",
    "Army officer Adam Brook was shot.",
    "Dr Huda Salem was killed.",
    "Karim Aziz, the head of the teachers union, was killed.",
    "Karim Aziz was killed by police.",
    "Mona Barakat, and a student were killed.",
    "According to police, Karim Aziz, 34, and Sami Odeh, 30, were shot.",
]


def _roles(text: str) -> dict[str, str | None]:
    tokens = tokenise(text, lexicon("en"), [], lambda _word: False)
    return {name.name: name.role for name in names_in(tokens).names}


@pytest.mark.parametrize(("text", "told"), TOLD, ids=[t for t, _ in TOLD])
def test_a_trade_beside_a_name_is_the_persons(text: str, told: dict[str, str | None]) -> None:
    """The noun before a name or its list, behind it in commas or brackets, or after "worked as" is its role."""
    roles = _roles(text)
    assert {name: roles[name] for name in told} == told


@pytest.mark.parametrize("text", NOT_TOLD)
def test_a_trade_that_is_past_or_anothers_is_nobodys(text: str) -> None:
    """A former trade, a relative's, a rank that may be an army's and a title that may be a scholar's tell nothing."""
    assert set(_roles(text).values()) == {None}


def test_brackets_give_a_trade_only_where_it_is_the_persons_own() -> None:
    """ "(son of a nurse)" and "(former reporter)" give none."""
    assert role_in("nurse, 34") == "health_worker"
    assert role_in("son of a nurse") is None
    assert role_in("former reporter") is None
