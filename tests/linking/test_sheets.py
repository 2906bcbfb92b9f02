"""Rows of sheets of coded events: what they share by their form is no sign that one was copied, nor that they are one."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from daftar.intake import take
from daftar.pipeline import Recipe, run
from daftar.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.model import Record

HEADER = "Event date,Governorate,Place,Killed,Injured,Source\n"


def records(folder: Path, **sheets: str) -> list[Record]:
    """The records of these sheets, by day."""
    for name, rows in sheets.items():
        (folder / f"{name}.csv").write_text(HEADER + rows)
    with closing(open_store(str(folder / "s.db"))) as store:
        run(take([str(folder / f"{name}.csv") for name in sheets]), store, Recipe())
        return sorted(store.records(), key=lambda one: str(one.incident.date))


def test_two_recorders_who_fill_the_same_form_are_two_origins(tmp_path: Path) -> None:
    """The names of columns are nobody's words, and the same figures were counted twice."""
    row = "04.03.2025,Idlib,Saraqib,9,23,"
    (record,) = records(tmp_path, a=f"{row}Idlib Human Rights Centre\n", b=f"{row}Civil Defence\n")
    assert len(record.incident.reports) == 2
    assert {root.origin.name for root in record.roots if root.origin} == {
        "Idlib Human Rights Centre",
        "Civil Defence",
    }
    assert record.descents == ()


def test_rows_of_two_days_in_one_town_are_two_incidents(tmp_path: Path) -> None:
    """However much alike the rows are."""
    rows = "08.03.2025,Idlib,Saraqib,4,6,Desk\n09.03.2025,Idlib,Saraqib,4,6,Desk\n"
    found = records(tmp_path, a=rows)
    assert [len(one.incident.reports) for one in found] == [1, 1]


def test_what_two_sheets_tell_in_the_same_words_is_a_copy(tmp_path: Path) -> None:
    """Below the cells a row is a report like any other."""
    told = (
        '"Two shells fell on the bakery behind the old bus depot while a long queue stood before its door, and killed nine people '
        'who had waited there for bread since the early hours of a very cold morning."'
    )
    header = "Event date,Place,Killed,Notes,Source\n"
    for name, source in (("a", "Idlib Human Rights Centre"), ("b", "Civil Defence")):
        (tmp_path / f"{name}.csv").write_text(f"{header}04.03.2025,Saraqib,9,{told},{source}\n")
    with closing(open_store(str(tmp_path / "s.db"))) as store:
        run(take([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]), store, Recipe())
        (record,) = store.records()
    assert [one.kind for one in record.descents] == ["same_words"]
