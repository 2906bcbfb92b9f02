"""Gazetteers that a user adds: every form in, bad rows named, boundaries around points, and out again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
import shapefile

from daftar.errors import DataError, SettingsError, UnreadableInput
from daftar.resolve.places import find_places, open_gazetteer
from daftar.resolve.places.added import Layer, add_gazetteer, write_csv, write_geojson
from daftar.resolve.places.fold import fold, skeleton

if TYPE_CHECKING:
    from pathlib import Path

# Invented villages on a real map: two districts of a province, side by side, and what lies in them.
WEST = [[(36.0, 35.0), (36.0, 36.0), (37.0, 36.0), (37.0, 35.0), (36.0, 35.0)]]
EAST = [[(37.0, 35.0), (37.0, 36.0), (38.0, 36.0), (38.0, 35.0), (37.0, 35.0)]]


def geonames(
    number: int, name: str, lat: float, lon: float, *, names: str = "", code: str = "PPL", people: int = 0
) -> str:
    cells = [
        number,
        name,
        name,
        names,
        lat,
        lon,
        "P" if code.startswith("PPL") else "A",
        code,
        "SY",
        "",
        "12",
        "",
        "",
        "",
    ]
    return "\t".join(map(str, [*cells, people, "", 300, "Asia/Damascus", "2020-01-01"]))


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "XX.txt"
    rows = [
        geonames(1, "Tell Barakat", 35.5, 36.5, names="Tal Barakat,تل بركات", people=900),
        geonames(2, "Deir Nahla", 35.6, 37.5),
        "not a row",
        geonames(3, "Nowhere", 95.0, 36.5),
        geonames(4, "Kafr Lawz", 35.7, 36.6),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def districts(tmp_path: Path) -> Path:
    """A shapefile in the manner of OCHA's: a name in two scripts, p-codes of its own and of the level above."""
    path = tmp_path / "adm2.shp"
    with shapefile.Writer(str(path)) as out:
        for field in ("ADM2_EN", "ADM2_AR", "ADM2_PCODE", "ADM1_EN", "ADM1_PCODE", "ADM0_PCODE"):
            out.field(field, "C", size=60)
        for outline, name, arabic, code in (
            (WEST, "Barakat", "بركات", "SY9901"),
            (EAST, "Nahla", "نحلة", "SY9902"),
        ):
            out.poly(outline)
            out.record(name, arabic, code, "Lower Province", "SY99", "SY")
    return path


def named(layer: Layer, name: str) -> list[str]:
    return [layer.place(number).name for number, _ in layer.named(fold(name))]


def test_a_dump_is_read_and_its_broken_rows_are_named_by_line(dump: Path, tmp_path: Path) -> None:
    made = add_gazetteer(dump, tmp_path / "added", name="xx")
    assert (made.info.form, made.info.places, made.info.left_out) == ("geonames", 3, 2)
    assert [problem.where for problem in made.problems] == ["line 3", "line 4"]
    assert made.info.licence == "CC BY 4.0 (GeoNames)"


def test_a_place_is_found_by_each_of_its_names_and_tells_its_gazetteer(dump: Path, tmp_path: Path) -> None:
    layer = Layer(add_gazetteer(dump, tmp_path / "added", name="xx", version="2020-01").path)
    for name in ("Tell Barakat", "tal barakat", "تل بركات"):
        assert named(layer, name) == ["Tell Barakat"]
    place = layer.place(0)
    assert (place.id, place.country, place.admin, place.gazetteer) == ("1", "SY", ("Idlib",), "xx@2020-01")
    assert fold("Tall Barakat") not in {fold("Tell Barakat"), fold("Tal Barakat")}
    assert fold("Tell Barakat") in layer.spelled("SY", skeleton(fold("Tall Barakat")))


def test_boundaries_say_which_divisions_a_point_lies_in(districts: Path, tmp_path: Path) -> None:
    layer = Layer(add_gazetteer(districts, tmp_path / "added", name="bounds").path)
    assert layer.info.areas == 2
    (around,) = layer.around(35.5, 37.5)
    assert (around.name, around.kind, around.admin) == ("Nahla", "admin2", ("Lower Province",))
    assert around.pcodes == ("SY99", "SY9902")
    assert named(layer, "نحلة") == ["Nahla"]
    assert layer.around(35.5, 40.0) == []


def test_boundaries_give_every_place_inside_them_its_divisions_and_p_codes(
    dump: Path, districts: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "added"
    paths = [
        add_gazetteer(districts, folder, name="bounds").path,
        add_gazetteer(dump, folder, name="xx").path,
    ]
    gazetteer = open_gazetteer(added=paths)
    (match,) = gazetteer.named(fold("Deir Nahla"))
    place = gazetteer.place(match.entry)
    assert place.admin == ("Lower Province", "Nahla")
    assert place.pcodes == ("SY99", "SY9902")
    assert gazetteer.cited.count("@") == 3
    (area,) = [m.entry for m in gazetteer.named(fold("Nahla")) if gazetteer.added(m.entry)]
    assert gazetteer.inside(match.entry, area)
    (other,) = gazetteer.named(fold("Kafr Lawz"))
    assert not gazetteer.inside(other.entry, area)


def test_a_table_of_points_with_the_columns_of_a_cod_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ppl.csv"
    head = (
        "ADM1_EN,ADM1_PCODE,ADM2_EN,ADM2_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,LATITUDE_Y,LONGITUDE_X,ADM0_PCODE"
    )
    path.write_text(
        f"{head}\nLower Province,SY99,Nahla,SY9902,Deir Nahla,دير نحلة,C77,35.6,37.5,SY\n", encoding="utf-8"
    )
    made = add_gazetteer(path, tmp_path / "added", name="cod")
    place = Layer(made.path).place(0)
    assert (place.id, place.name, place.kind, place.country) == ("C77", "Deir Nahla", "populated", "SY")
    assert place.admin == ("Lower Province", "Nahla")


def test_a_workbook_is_read_past_its_line_of_hxl_tags(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "lat", "lon", "country"])
    sheet.append(["#loc+name", "#geo+lat", "#geo+lon", "#country+code"])
    sheet.append(["Kafr Lawz", 35.7, 36.6, "SY"])
    sheet.append(["No Latitude", None, 36.6, "SY"])
    path = tmp_path / "places.xlsx"
    book.save(path)
    made = add_gazetteer(path, tmp_path / "added", name="book")
    assert (made.info.places, made.info.left_out) == (1, 1)
    assert made.problems[0].where == "line 4"


def test_geojson_and_lists_in_json_are_read(tmp_path: Path) -> None:
    shapes = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"admin2Name_en": "Barakat", "admin2Pcode": "SY9901"},
             "geometry": {"type": "Polygon", "coordinates": WEST}},
            {"type": "Feature", "properties": {"admin2Name_en": "Lost"}, "geometry": None},
        ],
    }  # fmt: skip
    (tmp_path / "shapes.geojson").write_text(json.dumps(shapes))
    made = add_gazetteer(tmp_path / "shapes.geojson", tmp_path / "added", name="shapes", country="SY")
    assert (made.info.places, made.info.areas, made.problems[0].where) == (1, 1, "feature 2")
    rows = [{"name": "Deir Nahla / دير نحلة", "location": {"lat": 35.6, "lon": 37.5}}, {"name": "Lost"}]
    (tmp_path / "rows.json").write_text(json.dumps(rows))
    made = add_gazetteer(tmp_path / "rows.json", tmp_path / "added", name="rows", country="SY")
    layer = Layer(made.path)
    assert (made.info.places, made.info.left_out) == (1, 1)
    assert named(layer, "دير نحلة") == ["Deir Nahla"]


def test_a_zip_with_one_file_of_places_is_looked_into(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "XX.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(dump, "XX.txt")
        packed.writestr("readme.txt", "about this dump")
    assert add_gazetteer(path, tmp_path / "added", name="zip").info.places == 3


@pytest.mark.parametrize(
    ("file", "content", "why"),
    [
        ("empty.csv", b"", "is empty"),
        ("notes.csv", b"dear diary,today\n", "no column for a name"),
        ("flat.csv", b"name,district\nHere,There\n", "no columns for latitude"),
        ("picture.csv", b"\x89PNG\x00\x00", "is no gazetteer that Daftar reads"),
        ("old.csv", "name,lat,lon\nQal\xe9,1,1\n".encode("latin-1"), "is not UTF-8"),
        ("broken.json", b'[{"name": "Here", ', "is no list of objects"),
        ("none.csv", b"name,lat,lon\n,1,1\n", "holds no place"),
        ("lone.shp", b"\x00\x00\x27\x0a", "needs its .dbf"),
        ("not.xlsx", b"PK\x03\x04 but no workbook", "cannot be read as a workbook"),
    ],
)
def test_a_wrong_file_is_refused_and_leaves_nothing(
    file: str, content: bytes, why: str, tmp_path: Path
) -> None:
    (tmp_path / file).write_bytes(content)
    with pytest.raises(UnreadableInput, match=why):
        add_gazetteer(tmp_path / file, tmp_path / "added", name="wrong")
    assert list((tmp_path / "added").iterdir()) == []


def test_a_failed_addition_leaves_the_gazetteer_of_that_name_as_it_was(dump: Path, tmp_path: Path) -> None:
    made = add_gazetteer(dump, tmp_path / "added", name="xx")
    before = made.path.read_bytes()
    (tmp_path / "bad.csv").write_text("name,lat,lon\n")
    with pytest.raises(UnreadableInput):
        add_gazetteer(tmp_path / "bad.csv", tmp_path / "added", name="xx")
    assert made.path.read_bytes() == before


def test_what_is_written_out_as_csv_can_be_added_again_and_is_the_same(dump: Path, tmp_path: Path) -> None:
    layer = Layer(add_gazetteer(dump, tmp_path / "added", name="xx").path)
    out = io.BytesIO()
    write_csv(layer, out)
    (tmp_path / "again.csv").write_bytes(out.getvalue())
    again = Layer(add_gazetteer(tmp_path / "again.csv", tmp_path / "added", name="again").path)

    def rows(one: Layer) -> list[tuple[object, ...]]:
        return [
            (p.name, p.lat, p.lon, p.country, p.admin, p.id, p.population, names)
            for p, names, _ in one.everything()
        ]

    assert rows(again) == rows(layer)
    assert len(list(csv.reader(io.StringIO(out.getvalue().decode())))) == 4


def test_what_is_written_out_as_geojson_keeps_boundaries(districts: Path, tmp_path: Path) -> None:
    out = io.BytesIO()
    write_geojson(Layer(add_gazetteer(districts, tmp_path / "added", name="bounds").path), out)
    features = json.loads(out.getvalue())["features"]
    assert [feature["geometry"]["type"] for feature in features] == ["Polygon", "Polygon"]
    assert features[1]["properties"]["pcodes"] == ["SY99", "SY9902"]


def test_a_file_that_is_no_gazetteer_of_ours_is_an_error_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.gazetteer"
    path.write_text("no database")
    with pytest.raises(DataError, match="is no gazetteer"):
        Layer(path)


def test_a_name_that_cannot_be_a_file_is_refused(dump: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no name for a gazetteer"):
        add_gazetteer(dump, tmp_path, name="../up")


@pytest.mark.parametrize("name", ["Bani Hasan", "Al Rabu", "Umm Zaytin", "Dar Omar"])
def test_an_added_name_of_several_words_is_found_whole(tmp_path: Path, name: str) -> None:
    """Though its words are also people's names or articles, and the built-in gazetteer knows one of them."""
    (tmp_path / "villages.csv").write_text(f"name,lat,lon,country,admin\n{name},16.05,43.21,YE,Hajjah;Abs\n")
    made = add_gazetteer(tmp_path / "villages.csv", tmp_path / "in", name="villages")
    gazetteer = open_gazetteer(added=[made.path])
    found = find_places(f"Five people were killed in {name} and three in Sanaa, Yemen.", gazetteer)
    assert [one.quote.text for one in found] == [name, "Sanaa", "Yemen"]
