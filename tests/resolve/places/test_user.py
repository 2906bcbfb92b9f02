from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from daftar.errors import UnreadableInput
from daftar.resolve.places import find_places, load_user_gazetteer, open_gazetteer
from daftar.resolve.places.fold import fold

if TYPE_CHECKING:
    from pathlib import Path


def write(folder: Path, text: str, name: str = "mine.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_full_row_becomes_a_place_with_its_other_names(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "name,other names,lat,lon,admin,country,kind,id\nTal Mannis,Talmenes; تلمنس,35.64,36.73,Idlib/Maarat,sy,populated,C1\n",
    )
    (user,), problems = load_user_gazetteer(path)
    assert problems == ()
    assert user.names == ("Talmenes", "تلمنس")
    place = user.place
    assert (place.id, place.name, place.lat, place.lon) == ("C1", "Tal Mannis", 35.64, 36.73)
    assert (place.country, place.admin, place.kind) == ("SY", ("Idlib", "Maarat"), "populated")
    assert place.gazetteer is not None
    assert place.gazetteer.startswith("mine@")
    assert len(place.gazetteer) == len("mine@") + 8


@pytest.mark.parametrize("text", [
    "name;lat;lon\nA Place;1.5;2.5\n", "Name\tLatitude\tLongitude\nA Place\t1.5\t2.5\n", "\ufeffLON,LAT,NAME\n2.5,1.5,A Place\n",
])  # fmt: skip
def test_separators_orders_and_headings_may_vary(tmp_path: Path, text: str) -> None:
    (user,), problems = load_user_gazetteer(write(tmp_path, text))
    assert (user.place.name, user.place.lat, user.place.lon, problems) == ("A Place", 1.5, 2.5, ())


@pytest.mark.parametrize(("row", "fault"), [
    ("Somewhere,95,3,", "latitude '95'"), ("Somewhere,east,3,", "latitude 'east'"), ("Somewhere,5,,", "longitude ''"),
    (",5,3,", "no name"), ("Somewhere,5,3,Syria", "country 'SYRIA'"), ("Somewhere,nan,3,", "latitude 'nan'"),
])  # fmt: skip
def test_a_broken_row_is_named_by_line_and_the_others_count(tmp_path: Path, row: str, fault: str) -> None:
    path = write(tmp_path, f"name,lat,lon,country\nFirst,1,2,SY\n{row}\nLast,3,4,SY\n")
    places, (problem,) = load_user_gazetteer(path)
    assert [user.place.name for user in places] == ["First", "Last"]
    assert str(problem).startswith(f"{path}, line 3: ")
    assert fault in str(problem)
    assert problem.remedy


@pytest.mark.parametrize(("content", "fault"), [
    (b"", "no column name"), (b"title,lat,lon\nx,1,2\n", "no column name"), (b"\xff\xfe\x00n", "UTF-8"),
])  # fmt: skip
def test_a_file_that_is_no_gazetteer_is_refused_in_one_line(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    path = tmp_path / "wrong.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=fault):
        load_user_gazetteer(path)


def test_a_missing_file_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="absent"):
        load_user_gazetteer(tmp_path / "absent.csv")


def test_the_user_s_places_stand_before_the_built_in_ones(tmp_path: Path) -> None:
    book = open_gazetteer(
        [write(tmp_path, "name,lat,lon,country\nDamascus,10,10,SY\nQarya Kabira,35.5,36.5,SY\n")]
    )
    first = book.named("damascus")[0].entry
    assert (first.lat, first.lon, book.user_made(first)) == (10, 10, True)
    assert [m.quote.text for m in find_places("They fled from Qarya Kabira.", book)] == ["Qarya Kabira"]


def test_problems_of_all_files_are_kept_on_the_gazetteer(tmp_path: Path) -> None:
    one = write(tmp_path, "name,lat,lon\nX,1,\n", "one.csv")
    two = write(tmp_path, "name,lat,lon\n,1,1\n", "two.csv")
    assert [problem.source for problem in open_gazetteer([one, two]).problems] == [str(one), str(two)]


def test_a_user_s_place_is_found_by_another_spelling(tmp_path: Path) -> None:
    book = open_gazetteer([write(tmp_path, "name,lat,lon,country\nTal Mannis,35.64,36.73,SY\n")])
    assert [book.place(m.entry).name for m in book.variants(fold("Talmenes"), "SY")] == ["Tal Mannis"]
