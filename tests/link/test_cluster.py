"""Groups of items that are one incident each."""

from __future__ import annotations

from itertools import combinations

from daftar.link.cluster import Judgement, group


def grouped(keys: list[str], judged: tuple[Judgement, ...] = ()) -> list[list[str]]:
    """Items that are all alike, named ``report/number``."""
    scored = [(1.0, one, other) for one, other in combinations(sorted(keys), 2) if one[:3] != other[:3]]
    return group(keys, scored, judged, lambda _one, _other: 1.0, least=0.0, told_in=lambda key: key[:3])


def test_two_incidents_of_one_report_stay_apart_however_many_others_tell_of_them() -> None:
    """Among forty reports one tells of two: the second is in no group with the first."""
    keys = [f"{report:03}/1" for report in range(40)]
    for again in ("000/2", "039/2"):
        groups = grouped([*keys, again])
        assert all(len({key[:3] for key in members}) == len(members) for members in groups)
        assert len(groups) == 2


def test_a_person_may_join_two_incidents_of_one_report() -> None:
    """What somebody decided holds against the report's own telling."""
    said = (Judgement("000/1", "000/2", same=True),)
    assert grouped(["000/1", "000/2", "001/1"], said) == [["000/1", "000/2", "001/1"]]


def test_a_denial_ties_no_two_attacks() -> None:
    """What is denied may be either of two attacks: it joins the surer one, and brings the other no nearer."""
    weights = {("a", "b"): -9.0, ("a", "d"): 4.0, ("b", "d"): 6.0}
    scored = [(4.0, "a", "d"), (6.0, "b", "d")]

    def weigh(one: str, other: str) -> float:
        return weights[min(one, other), max(one, other)]

    assert group("abd", scored, [], weigh, least=-3.0, silent={"d"}) == [["a"], ["b", "d"]]
    assert group("abd", scored, [], weigh, least=-3.0) == [["a", "b", "d"]]
