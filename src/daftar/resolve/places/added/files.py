"""From a file to its places: which form it has, and the reader for it. Everything is streamed; zips are looked into."""

from __future__ import annotations

import csv
import zipfile
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from daftar.errors import BadRow, UnreadableInput
from daftar.resolve.places.added import geonames, shapes
from daftar.resolve.places.added.columns import columns_of, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.resolve.places.added.row import Row

__all__ = ["FORMS", "form_of", "rows_of"]

FORMS = ("geonames", "shapefile", "geojson", "json", "xlsx", "csv")
_ENDINGS = {".shp": "shapefile", ".geojson": "geojson", ".xlsx": "xlsx", ".xlsm": "xlsx", ".json": "json"}
_UNPACKED = 8_000_000_000  # bytes of a zip's members, taken together, that are still believed
_HEAD = 65_536


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The file itself, or where it is a zip the one file in it that holds places, for as long as it is needed."""
    if not zipfile.is_zipfile(path) or path.suffix.lower() in (".xlsx", ".xlsm"):
        yield path
        return
    with zipfile.ZipFile(path) as packed, TemporaryDirectory(prefix="daftar-") as folder:
        inside = _member(packed, path)
        for one in packed.infolist():
            if Path(one.filename).stem == Path(inside).stem and not one.is_dir():
                target = Path(folder, Path(one.filename).name)
                with packed.open(one) as source, target.open("wb") as out:
                    while block := source.read(1 << 20):
                        out.write(block)
        yield Path(folder, Path(inside).name)


def _member(packed: zipfile.ZipFile, path: Path) -> str:
    if sum(one.file_size for one in packed.infolist()) > _UNPACKED:
        raise UnreadableInput(
            str(path), f"would unpack to more than {_UNPACKED // 10**9} GB", remedy="unpack it yourself"
        )
    good = [
        one.filename for one in packed.infolist()
        if Path(one.filename).suffix.lower() in (*_ENDINGS, ".csv", ".tsv", ".txt") and "readme" not in one.filename.lower()
    ]  # fmt: skip
    if len(good) != 1:
        listed = ", ".join(good[:5]) or "none"
        raise UnreadableInput(
            str(path), f"a zip with one file of places is needed; this one holds {len(good)} ({listed})",
            remedy="unpack it and add the file that you want",
        )  # fmt: skip
    return good[0]


def form_of(path: Path) -> str:
    """Which of FORMS the file has, by its ending and its beginning. Raises UnreadableInput where it has none."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UnreadableInput(str(path), f"cannot be opened ({error.strerror})") from error
    if not head.strip():
        raise UnreadableInput(str(path), "is empty")
    form = _ENDINGS.get(path.suffix.lower())
    if form in ("shapefile", "xlsx"):
        return form
    text = _decoded(head, path)
    if text.lstrip().startswith(("{", "[")):
        return "geojson" if '"FeatureCollection"' in text else "json"
    if form is not None:
        raise UnreadableInput(str(path), f"is no {form}: it begins with {text.lstrip()[:20]!r}")
    first = text.partition("\n")[0].rstrip("\r")
    return "geonames" if geonames.looks_so(first) else "csv"


def _decoded(head: bytes, path: Path) -> str:
    if b"\x00" in head:
        raise UnreadableInput(
            str(path), "is no gazetteer that Daftar reads",
            remedy=f"give one of: {', '.join(FORMS)} (or a zip with one of them)",
        )  # fmt: skip
    for cut in range(4):  # the block may end inside a character
        try:
            return head[: len(head) - cut].decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
    raise UnreadableInput(str(path), "is not UTF-8 text", remedy="save it as UTF-8")


def rows_of(path: Path, form: str, *, source: str, country: str | None = None) -> Iterator[Row | BadRow]:
    """Every place of a file of this form, in order; a broken row comes as what is wrong with it.

    Raises UnreadableInput for a file that is not of the form at all.
    """
    if form == "geonames":
        with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
            yield from geonames.read(lines, source)
    elif form == "shapefile":
        yield from shapes.shapefile_rows(path, source=source, country=country)
    elif form == "geojson":
        yield from shapes.geojson_rows(path, source=source, country=country)
    elif form == "json":
        yield from _json_rows(path, source=source, country=country)
    else:
        table = _sheet(path, source) if form == "xlsx" else _csv(path, source)
        yield from _table_rows(table, source=source, country=country)


def _csv(path: Path, source: str) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        head = file.readline()
        file.seek(0)
        rows = csv.reader(file, delimiter=max(",;\t", key=head.count), strict=True)
        while True:
            try:
                row = next(rows)
            except StopIteration:
                return
            except UnicodeDecodeError as error:
                raise UnreadableInput(source, "is not UTF-8 text", remedy="save it as UTF-8") from error
            except csv.Error as error:
                yield rows.line_num, [f"\x00{error}"]
                continue
            yield rows.line_num, row


def _sheet(path: Path, source: str) -> Iterator[tuple[int, list[object]]]:
    from zipfile import BadZipFile  # noqa: PLC0415 - sheets only

    from openpyxl import load_workbook  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise UnreadableInput(source, f"cannot be read as a workbook ({error})") from error
    try:
        sheet = max(book.worksheets, key=lambda one: columns_score(next(one.iter_rows(values_only=True), ())))
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, list(row)
    finally:
        book.close()


def columns_score(headings: Sequence[object]) -> int:
    """How much of a place the first row of a sheet speaks of."""
    found = columns_of([str(heading or "") for heading in headings])
    return 4 * found.pointed + 2 * found.useful + len(found.level_names)


def _table_rows(
    table: Iterator[tuple[int, list[str]]] | Iterator[tuple[int, list[object]]],
    *,
    source: str,
    country: str | None,
) -> Iterator[Row | BadRow]:
    _, first = next(table, (0, []))
    headings = [str(cell or "").strip() for cell in first]
    columns = columns_of(headings)
    if not (columns.useful and columns.pointed):
        missing = "no column for a name" if not columns.useful else "no columns for latitude and longitude"
        raise UnreadableInput(
            source, f"is no gazetteer: its first line has {missing}",
            remedy="begin with a line such as: name,other names,lat,lon,admin,country",
        )  # fmt: skip
    for line, row in table:
        if row and isinstance(row[0], str) and row[0].startswith("\x00"):
            yield BadRow(source, row[0][1:], where=f"line {line}", remedy="mend the quotes")
            continue
        if not any(str(cell or "").strip() for cell in row) or any(
            str(c or "").startswith("#") for c in row[:1]
        ):
            continue  # an empty line, or one of HXL tags
        cells = dict(zip(headings, row, strict=False))
        try:
            yield row_of(cells, columns, source=source, line=line, country=country)
        except BadRow as error:
            yield error


def _json_rows(path: Path, *, source: str, country: str | None) -> Iterator[Row | BadRow]:
    """The objects of a list, as Open-Syria style files have them: ``name``, ``lat``, ``lon``, codes of divisions."""
    import ijson  # noqa: PLC0415 - JSON gazetteers only

    with path.open("rb") as file:
        try:
            for number, item in enumerate(ijson.items(file, "item", use_float=True), 1):
                if not isinstance(item, dict):
                    yield BadRow(
                        source, "is no object", where=f"item {number}", remedy="each place is an object in {}"
                    )
                    continue
                flat = _flat(item)
                try:
                    yield row_of(flat, columns_of(list(flat)), source=source, line=number, country=country)
                except BadRow as error:
                    yield error
        except ijson.JSONError as error:
            raise UnreadableInput(source, f"is no list of objects in JSON ({error})") from error


def _flat(item: dict[str, object]) -> dict[str, object]:
    """The plain values of an object; lists of names joined, a position inside ``location`` or the like taken out."""
    flat: dict[str, object] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            flat.update({inner: held for inner, held in value.items() if not isinstance(held, dict | list)})
        elif isinstance(value, list):
            flat[key] = "; ".join(str(one) for one in value if not isinstance(one, dict | list))
        else:
            flat[key] = value
    return flat
