"""Single people told of one after another: when they are two, when one again, and how an ordinal counts them."""

from __future__ import annotations

import pytest
from tests.plain_reading import claims_of

Said = tuple[str | None, int, str | None, str | None]


def said(text: str) -> list[Said]:
    """Outcome, least number and relation of each claim of harm, with the number of the claim that it stands to."""
    found = [c for c in claims_of(text) if c.outcome]
    return [
        (c.outcome, c.count.low if c.count else 0, c.relation, c.part_of.split("#")[1] if c.part_of else None)
        for c in found
    ]


ONE = ("killed", 1, None, None)
MORE = ("killed", 1, "others", "c1")


@pytest.mark.parametrize(
    "text",
    [
        "A man was killed at the mill. A boy, 9, was killed too.",
        "A man was killed at the mill. A boy was killed as well.",
        "A farmer was killed at the mill. Another passenger was killed.",
        "A farmer was shot dead at the mill. A second man died in hospital.",
        "A man was killed at the mill. A girl of nine was killed on the road.",
        "A woman was killed at the mill. A man was killed on the road.",
        "A 34-year-old man was shot dead. A 51-year-old man was killed at the well.",
        "Musa Bello, 34, was shot dead. Ali Tanko, 51, was killed at the well.",
        "Musa Bello was shot dead. Ali Tanko was killed at the well.",
    ],
)
def test_people_who_cannot_be_one_are_two(text: str) -> None:
    """Another age, sex or name, or "too", "another" and "a second", make somebody else of the person told of next."""
    assert said(text) == [ONE, MORE]


@pytest.mark.parametrize(
    "text",
    [
        "A man was killed at the mill. The 30-year-old was killed on his way home.",
        "A man was killed at the mill. He died at the scene.",
        "A man was shot dead. Musa Bello, 34, was killed as he left a shop.",
        "A farmer was killed at the mill. A man was killed on the road.",
        "Musa Bello, 34, was shot dead. Bello was killed as he left a shop.",
        "A 34-year-old man was shot dead. A man, 35, was killed at the well.",
        "A man was killed at the mill. A boy was killed in a separate attack.",
        "A boy was killed at the mill. A teenager was killed on the road.",
    ],
)
def test_whoever_may_be_the_same_is_not_added(text: str) -> None:
    """The same person retold, somebody who may be the same, and somebody of another attack are nobody more."""
    assert all(relation != "others" for _, _, relation, _ in said(text))


def test_of_a_number_told_before_single_people_are_some() -> None:
    """Behind four dead a man of 34 and a woman of 51 are two of the four."""
    found = said(
        "Four people were killed. A man, 34, was killed in his shop. A woman, 51, was killed at home."
    )
    assert found == [("killed", 4, None, None), ("killed", 1, "part", "c1"), ("killed", 1, "part", "c1")]


def test_an_ordinal_counts_on_from_the_toll_told_before() -> None:
    """A seventh behind six is one beside them, an eighth one beside the seven, whatever day they died."""
    found = said(
        "Six people were killed at the mill on Monday. A seventh person died on Tuesday. An eighth person died on Friday."
    )
    assert found == [("killed", 6, None, None), ("killed", 1, "others", "c1"), ("killed", 1, "others", "c1")]


def test_an_ordinal_counts_one_of_those_told_of_before() -> None:
    """A seventh where seven were told of is one of them; a third behind two who were hurt is no third of the dead."""
    found = said("Seven people were killed at the mill. A seventh person died on Tuesday.")
    assert found == [("killed", 7, None, None), ("killed", 1, "part", "c1")]
    found = said("Two people were hurt at the mill. A third person died.")
    assert found == [("injured", 2, None, None), ("killed", 1, None, None)]
