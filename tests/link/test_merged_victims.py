"""The victims of one incident told of by several reports. All names are invented."""

from __future__ import annotations

from tests.reconcile.claims_by_hand import claim, incident

from daftar.link.features import Item
from daftar.link.merge import merged
from daftar.model import Quote, Victim


def _victim(outcome: str = "killed", **told: object) -> Victim:
    return Victim(outcome=outcome, quote=Quote(start=0, end=5, text="words"), **told)  # type: ignore[arg-type]


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


def test_whom_a_later_report_has_as_dead_is_no_second_victim() -> None:
    """Injured in one report and killed in the other, in whatever order they came: one person, who died."""
    hurt, dead = (
        _victim("injured", name="Huda Salem", age=34),
        _victim(name="Huda Salem", role="health_worker"),
    )
    for reports in ([hurt], [dead]), ([dead], [hurt]):
        (one,) = _merged(*reports)
        assert (one.outcome, one.age, one.role) == ("killed", 34, "health_worker")


def test_two_of_one_name_that_a_report_tells_apart_by_age_are_two() -> None:
    """A grandfather and the boy called after him stay two, also where another report is a year off."""
    man, boy = _victim(name="Omar Daher", age=71), _victim(name="Omar Daher", age=9)
    assert _merged([man, boy]) == (man, boy)
    assert _merged([boy], [man, boy], [_victim(name="Omar Daher", age=72)]) == (boy, man)
    assert _merged([_victim(name="Omar Daher")], [boy, man]) == (boy, man)


def test_reports_that_differ_on_an_age_tell_of_one_person() -> None:
    """Where no report knows two of the name, 34 in one and 43 in the other is a slip."""
    assert len(_merged([_victim(name="Huda Salem", age=34)], [_victim(name="Huda Salem", age=43)])) == 1
