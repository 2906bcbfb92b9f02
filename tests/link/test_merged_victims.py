"""The victims of one incident told of by several reports. All names are invented."""

from __future__ import annotations

from tests.reconcile.claims_by_hand import claim, incident

from daftar.link.features import Item
from daftar.link.merge import merged
from daftar.model import Quote, Victim


def _victim(**told: object) -> Victim:
    return Victim(outcome="killed", quote=Quote(start=0, end=5, text="words"), **told)  # type: ignore[arg-type]


def _merged(*reports: list[Victim]) -> tuple[Victim, ...]:
    items, readings = [], {}
    for number, victims in enumerate(reports, 1):
        told, read = incident([claim(f"r{number}#c1", "3")], f"i{number}", victims=tuple(victims))
        readings.update(read)
        items.append(Item(told.id, f"r{number}", told))
    return merged("i", items, readings, None).victims


def test_a_named_victim_of_two_reports_is_one_with_what_both_tell() -> None:
    """The first telling stands, and the second adds the trade."""
    (one,) = _merged([_victim(name="Huda Salem", age=34)], [_victim(name="Huda Salem", role="health_worker")])
    assert (one.name, one.age, one.role) == ("Huda Salem", 34, "health_worker")


def test_people_without_a_name_are_as_many_as_one_report_tells_of() -> None:
    """Two children in one report and one in another are two; a wife in both is one."""
    wife, child = _victim(sex="woman", relation="his wife"), _victim(age_group="child")
    assert _merged([wife, child, child], [child, wife]) == (wife, child, child)


def test_whom_another_report_may_name_is_not_listed_beside_the_name() -> None:
    """A nurse in one report and nurse Huda Salem in another are one person; a teacher is somebody else."""
    nurse, teacher = _victim(role="health_worker"), _victim(role="teacher")
    named = _victim(name="Huda Salem", role="health_worker")
    assert _merged([nurse, teacher], [named]) == (teacher, named)
