from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from daftar.errors import DataError
from daftar.resolve.places import compile_gazetteer, gathered, open_gazetteer, where
from daftar.resolve.places import compiled as making
from daftar.resolve.places.fold import fold
from daftar.resolve.places.gazetteer import Gazetteer, kilometres

if TYPE_CHECKING:
    from pathlib import Path


def names(gazetteer: Gazetteer, name: str) -> list[str]:
    return [gazetteer.place(match.entry).id for match in gazetteer.named(fold(name))]


def test_a_country_has_a_middle_a_code_and_names_its_gazetteer(gazetteer: Gazetteer) -> None:
    (country,) = [m.entry for m in gazetteer.named("syria") if m.entry.kind == "country"]
    place = gazetteer.place(country)
    assert (place.id, place.country, round(place.lat), round(place.lon)) == ("163843", "SY", 35, 38)
    assert place.gazetteer == gazetteer.version
    assert gazetteer.version.startswith("geonames@")


def test_a_town_is_found_by_any_of_its_listed_spellings(gazetteer: Gazetteer) -> None:
    assert "168325" in names(gazetteer, "Khan Sheikhoun")
    assert "168325" in names(gazetteer, "Khān Shaykhūn")
    assert "168325" in names(gazetteer, "خان شيخون")


def test_a_town_tells_the_divisions_above_it_from_the_largest_down(gazetteer: Gazetteer) -> None:
    (town,) = [m.entry for m in gazetteer.named(fold("Khan Sheikhoun"))]
    assert gazetteer.place(town).admin == ("Idlib",)
    assert [e.kind for e in gazetteer.above(town)] == ["admin1", "country"]


def test_an_unlisted_spelling_is_found_as_a_variant_in_its_country_only(gazetteer: Gazetteer) -> None:
    found = [gazetteer.place(m.entry).id for m in gazetteer.variants(fold("Maaret al-Numan"), "SY")]
    assert found == ["167611"]
    assert gazetteer.variants(fold("Maaret al-Numan"), "FR") == ()


@pytest.mark.parametrize(
    ("word", "code"), [("syrian", "SY"), ("syrians", "SY"), ("dutch", "NL"), ("south african", "ZA")]
)
def test_words_for_a_people_lead_to_their_country(gazetteer: Gazetteer, word: str, code: str) -> None:
    assert gazetteer.entry(gazetteer.adjectives[word]).country == code


@pytest.mark.parametrize(("name", "kind", "country"), [
    ("Texas", "admin1", "US"), ("Travis County", "admin2", "US"), ("Donbas", "region", "UA"),
    ("Black Sea", "water", None), ("Deir ez-Zor", "admin1", "SY"), ("Gaza Strip", "admin1", "PS"),
    ("Rural Damascus", "admin1", "SY"), ("North Kivu", "admin1", "CD"),
])  # fmt: skip
def test_divisions_regions_and_waters_are_in_the_book(
    gazetteer: Gazetteer, name: str, kind: str, country: str
) -> None:
    assert (kind, country) in [(m.entry.kind, m.entry.country) for m in gazetteer.named(fold(name))]


SPREAD = {
    "US",
    "RU",
    "CA",
    "FR",
    "NL",
    "PT",
    "ES",
    "NO",
    "AU",
    "BR",
    "CL",
    "KI",
    "EC",
    "ID",
    "CN",
    "GB",
    "NZ",
    "ZA",
}


def test_every_first_level_division_lies_in_its_country_s_part_of_the_world(gazetteer: Gazetteer) -> None:
    for number in range(5000):
        entry = gazetteer.entry(number)
        if entry.kind == "admin1" and entry.country not in SPREAD:
            country = gazetteer.above(entry)[-1]
            assert kilometres(entry.lat, entry.lon, country.lat, country.lon) < 2500, gazetteer.place(entry)


def test_asking_by_hand_ranks_candidates_and_heeds_what_is_near(gazetteer: Gazetteer) -> None:
    assert where("Paris", gazetteer)[0].place.country == "FR"
    assert where("Paris", gazetteer, near="Texas")[0].place.admin == ("Texas",)
    assert where("Bidama", gazetteer, near="Idlib")[0].place.id == "171494"
    assert where("Nowhere at all", gazetteer) == ()


def test_distance_is_along_the_great_circle() -> None:
    assert kilometres(0, 0, 0, 180) == pytest.approx(20015, abs=5)
    assert kilometres(36.2, 37.16, 33.51, 36.29) == pytest.approx(309, abs=3)


# ---- compiling (with a handful of places instead of all) --------------------------------------------------------


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    def gather() -> gathered.Tables:
        tables = gathered.Tables()
        country = tables.add(
            gathered.Row("Atlantis", ("Poseidonia",), 31.0, -24.0, "country", "XA", -1, 9, 1)
        )
        tables.countries["XA"] = country
        tables.adjectives["atlantean"] = country
        tables.add(gathered.Row("Port Royal", (), 31.5, -24.5, "populated", "XA", country, 70_000, 2))
        return tables

    monkeypatch.setattr(making, "gather", gather)


def test_compiling_leaves_one_whole_folder_that_opens(few: None, tmp_path: Path) -> None:
    folder = compile_gazetteer(tmp_path)
    assert [p.name for p in (tmp_path / "gazetteer").iterdir()] == [folder.name]
    book = open_gazetteer(cache_dir=tmp_path)
    assert len(book) == 2
    assert [book.place(m.entry).name for m in book.named("port royal")] == ["Port Royal"]


def test_compiling_again_touches_nothing(few: None, tmp_path: Path) -> None:
    folder = compile_gazetteer(tmp_path)
    before = {p.name: p.stat().st_mtime_ns for p in folder.iterdir()}
    assert compile_gazetteer(tmp_path) == folder
    assert {p.name: p.stat().st_mtime_ns for p in folder.iterdir()} == before


def test_two_may_compile_at_once(few: None, tmp_path: Path) -> None:
    threads = [threading.Thread(target=compile_gazetteer, args=(tmp_path,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list((tmp_path / "gazetteer").iterdir())) == 1
    assert len(open_gazetteer(cache_dir=tmp_path)) == 2


def test_a_failed_compilation_leaves_no_rubbish(
    few: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(making, "write_names", fail)
    with pytest.raises(OSError, match="disk full"):
        compile_gazetteer(tmp_path)
    assert list((tmp_path / "gazetteer").iterdir()) == []


def test_the_cache_folder_is_the_argument_then_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAFTAR_CACHE", str(tmp_path / "env"))
    assert making.cache_folder() == tmp_path / "env"
    assert making.cache_folder(tmp_path / "own") == tmp_path / "own"


def test_a_table_that_is_not_toml_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "regions.toml").write_text("[broken", encoding="utf-8")
    monkeypatch.setattr(gathered, "DATA", tmp_path)
    with pytest.raises(DataError, match=r"regions\.toml"):
        gathered._add_regions(gathered.Tables())


def test_a_change_of_a_table_asks_for_another_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = making.compiled_folder(tmp_path)
    for table in making._TABLES:
        (tmp_path / table).write_bytes((making.DATA / table).read_bytes())
    with (tmp_path / "words.toml").open("a", encoding="utf-8") as file:
        file.write("# a researcher's remark\n")
    monkeypatch.setattr(making, "DATA", tmp_path)
    assert making.compiled_folder(tmp_path) != before
