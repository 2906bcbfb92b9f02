"""Whoever is told to be a child is no grown man or woman, though the words call them somebody's son or sister."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from claims_by_hand import claim, incident

from daftar.model import Group, Quote, Victim
from daftar.reconcile import reconcile

if TYPE_CHECKING:
    from daftar.model import Claim, Record


def kin(identity: str, worded: str, sex: str, *victims: Victim, at: int = 0, **given: str) -> Claim:
    """One person told of as somebody's, with those whom the sentence names."""
    told = claim(identity, "1", victims=victims, at=at, **given)  # type: ignore[arg-type]
    return replace(told, group=Group(sex=sex, worded=worded), count_worded=worded)


def named(name: str, age: int, sex: str, relation: str | None) -> Victim:
    """Somebody by name, with their age."""
    quote = Quote(start=0, end=5, text=name)
    return Victim(
        name=name,
        age=age,
        age_group="child" if age < 18 else "adult",
        sex=sex,
        relation=relation,
        outcome="killed",
        quote=quote,
    )


def toll(record: Record) -> dict[str, tuple[int | None, int | None]]:
    """Low and high by group."""
    return {t.group: (t.low.value, t.high.value) for t in record.tallies}


def test_a_son_of_six_is_a_child_and_no_man() -> None:
    """He takes no room from other children: all five may be, and four at most of anybody else."""
    son = kin("r1#2", "Their son", "man", named("Yaman", 6, "man", "Their son"), at=40)
    found = toll(reconcile(*incident([claim("r1#1", "5"), son])))
    assert found == {"all": (5, 5), "child": (1, 5)}


def test_men_who_are_all_named_as_children_are_children() -> None:
    """Two told of as men, of whom the one is 15 and the other 16, are two children."""
    both = (named("Omar", 16, "man", None), named("Yaman", 15, "man", None))
    found = toll(reconcile(*incident([claim("r1#1", "2", who="man", victims=both)])))
    assert found == {"all": (2, 2), "child": (2, 2)}


def test_alone_he_is_all_the_children_there_are() -> None:
    """A boy of six who is all that is told of is one child and no man."""
    found = toll(
        reconcile(*incident([kin("r1#1", "Their son", "man", named("Yaman", 6, "man", "Their son"))]))
    )
    assert found == {"all": (1, 1), "child": (1, 1)}


def test_a_grown_son_stays_a_man() -> None:
    """Only who is told to be a child is one."""
    found = toll(reconcile(*incident([kin("r1#1", "Her son", "man", named("Omar", 26, "man", "Her son"))])))
    assert found == {"all": (1, 1), "man": (1, 1)}


def test_the_name_may_stand_with_whom_the_child_is_told_of_beside() -> None:
    """A man and his son Yaman, 6: the sentence tells which of the two is the child."""
    both = (named("Yaman", 6, "man", "his son"), named("Karim", 41, "man", None))
    father = kin("r1#1", "A man", "man", *both, words="a man and his son")
    son = kin("r1#2", "his son", "man", words="a man and his son", part_of="r1#1", relation="others")
    found = toll(reconcile(*incident([father, son])))
    assert found == {"all": (2, 2), "child": (1, 1), "man": (1, 1)}


def test_an_uncle_is_no_child_because_his_nephew_is() -> None:
    """The age of the one named is not that of the one he is told of beside."""
    uncle = kin("r1#1", "The uncle", "man", named("Sami", 12, "man", "his nephew"))
    found = toll(reconcile(*incident([uncle])))
    assert found["man"] == (1, 1)
