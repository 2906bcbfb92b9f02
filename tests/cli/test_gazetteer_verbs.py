"""``gazetteer`` and ``where``: places of one's own are added, shown, used in reading, and taken out again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

PLACES = (
    "name,other names,lat,lon,admin,country\n"
    "Kafr Lawz,Kafar Loz;كفر لوز,35.70,36.60,Idlib,SY\n"
    "Broken,,north,36.6,Idlib,SY\n"
)


@pytest.fixture
def register(daftar: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    daftar("init", "register")
    monkeypatch.chdir(tmp_path / "register")
    (tmp_path / "register" / "places.csv").write_text(PLACES, encoding="utf-8")
    return tmp_path / "register"


def test_a_row_that_is_no_place_is_named_and_the_rest_is_there(
    daftar: Callable[..., Result], register: Path
) -> None:
    done = daftar("gazetteer", "add", "places.csv", "--name", "own", "--licence", "ours")
    assert done.exit_code == 1
    assert "places.csv, line 3: latitude 'north' is no number" in done.stderr
    assert "1 place, " in done.stderr
    assert (register / "gazetteers" / "own.gazetteer").is_file()


def test_what_was_added_is_listed_shown_and_removed(daftar: Callable[..., Result], register: Path) -> None:
    daftar("gazetteer", "add", "places.csv", "--name", "own", "--version", "7", "--licence", "ours")
    listed = daftar("gazetteer", "list").stdout
    assert "geonames@" in listed
    assert "own@7   1 place, csv places.csv" in listed
    assert "licence     ours" in daftar("gazetteer", "show", "own").stdout
    assert "Kafr Lawz,Kafar Loz; كفر لوز" in daftar("gazetteer", "export", "own").stdout
    assert daftar("gazetteer", "remove", "own").exit_code == 0
    assert "own@7" not in daftar("gazetteer", "list").stdout
    gone = daftar("gazetteer", "show", "own")
    assert (gone.exit_code, "no gazetteer of this name" in gone.stderr) == (2, True)


def test_reports_are_read_with_it_and_say_so(daftar: Callable[..., Result], register: Path) -> None:
    text = "Shelling killed four people in the town of Kafr Lawz in Idlib province on Monday, Syrian rescuers said."
    (register / "r.jsonl").write_text(json.dumps({"id": "r", "text": text, "published": "2020-03-04"}))
    before = json.loads(daftar("read", "r.jsonl").stdout)["claims"][0]["place"]
    daftar("gazetteer", "add", "places.csv", "--name", "own", "--version", "7")
    after = json.loads(daftar("read", "r.jsonl").stdout)["claims"][0]["place"]
    assert before["id"] is None
    assert (after["name"], after["lat"], after["gazetteer"]) == ("Kafr Lawz", 35.7, "own@7")


def test_where_tells_the_candidates_with_their_chances(daftar: Callable[..., Result], register: Path) -> None:
    rows = [json.loads(line) for line in daftar("where", "Tripoli", "--format", "json").stdout.splitlines()]
    assert {"LY", "LB"} <= {row["country"] for row in rows}
    near = daftar("where", "Tripoli", "--near", "Lebanon", "--format", "json").stdout.splitlines()
    assert json.loads(near[0])["country"] == "LB"


def test_where_says_when_no_gazetteer_has_the_name(daftar: Callable[..., Result], register: Path) -> None:
    done = daftar("where", "Qwertzuiopolis")
    assert done.exit_code == 1
    assert "no gazetteer has this name" in done.stdout


def test_a_country_code_that_is_none_is_a_wrong_call(daftar: Callable[..., Result], register: Path) -> None:
    done = daftar("gazetteer", "fetch", "Syria")
    assert (done.exit_code, "use two letters" in done.stderr) == (2, True)


def test_where_without_a_name_is_a_wrong_call(daftar: Callable[..., Result], register: Path) -> None:
    """An empty name or an empty --near asks for nothing."""
    for call in (("where", " "), ("where", "Homs", "--near", "")):
        done = daftar(*call)
        assert (done.exit_code, "is empty" in done.stderr) == (2, True)


def test_where_does_not_pass_over_a_place_to_be_near_that_nobody_knows(
    daftar: Callable[..., Result], register: Path
) -> None:
    """A --near that no gazetteer has is told, not ignored; a country's code is understood."""
    done = daftar("where", "Tripoli", "--near", "Qwertzuiopolis")
    assert (done.exit_code, "no gazetteer has this place" in done.stderr) == (2, True)
    near = daftar("where", "Tripoli", "--near", "lb", "--format", "json").stdout.splitlines()
    assert json.loads(near[0])["country"] == "LB"


def test_a_folder_is_no_gazetteer_and_is_called_one(daftar: Callable[..., Result], register: Path) -> None:
    """What is there but no file is not said to be missing."""
    (register / "maps").mkdir()
    done = daftar("gazetteer", "add", "maps", "--name", "maps")
    assert (done.exit_code, "is a folder" in done.stderr) == (1, True)


def test_a_country_that_does_not_exist_is_a_wrong_call_before_any_work(
    daftar: Callable[..., Result], register: Path
) -> None:
    """Two letters that are no country's are refused without asking the network or reading the file."""
    for call in (("fetch", "QQ"), ("add", "places.csv", "--name", "own", "--country", "XX")):
        done = daftar("gazetteer", *call)
        assert (done.exit_code, "no country has this code" in done.stderr) == (2, True)
