"""Files of many reports: JSONL, JSON, CSV, TSV, XLSX, feeds."""

from __future__ import annotations

import datetime as dt
import json
import logging
from typing import TYPE_CHECKING

import pytest
from intake_material import error, lines, repacked, report, taken, workbook, write

from daftar.errors import BadRow, InputError, TooLarge
from daftar.intake import Limits, Taken

if TYPE_CHECKING:
    from pathlib import Path

    from daftar.model import Report

TEXT = "Nine people were killed in the town."


def reports(*found: Taken | InputError) -> list[Report]:
    assert all(isinstance(one, Taken) for one in found), found
    return [one.report for one in found if isinstance(one, Taken)]


def test_a_jsonl_row_keeps_its_text_exactly_and_its_line_as_content(tmp_path: Path) -> None:
    text = "\n  Nine people\r\nwere killed \t\u00a0"
    row = {"id": "a-1", "text": text, "title": "Raid", "published": "2019-12-18T08:00:00Z", "publisher": "Example Wire",
           "url": "https://example.org/a", "language": "en-GB", "gold": {"killed": 9}}  # fmt: skip
    path = write(tmp_path, "a.jsonl", lines(row, {"text": TEXT}))
    first, second = taken(path)
    assert isinstance(first, Taken)
    assert first.content == path.read_bytes().splitlines()[0]
    one, two = reports(first, second)
    assert (one.id, one.text, one.title, one.publisher, one.language) == (
        "a-1",
        text,
        "Raid",
        "Example Wire",
        "en",
    )
    assert (one.published, one.published_rule, one.url) == (
        dt.date(2019, 12, 18),
        "row",
        "https://example.org/a",
    )
    assert one.source == f"{path}#row 1"
    assert two.id == f"r-{two.sha256[:12]}"
    assert (two.source, two.language, two.published) == (f"{path}#row 2", "en", None)


def test_a_row_without_a_day_is_asked_for_its_header(tmp_path: Path) -> None:
    one = report(
        write(tmp_path, "a.jsonl", lines({"text": "12 February 2015 Casualties mount in the suburb."}))
    )
    assert (one.published, one.published_rule) == (dt.date(2015, 2, 12), "header")


def test_a_bad_row_is_an_error_in_its_place_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = b"\n".join(
        [
            b'{"text": "one"}',
            b"",
            b"{broken",
            b'{"text": 5}',
            b'{"title": "x"}',
            b'{"text": " "}',
            b'{"text": "\xff"}',
            b"[1]",
        ]
    )
    first, *bad, last = taken(write(tmp_path, "a.jsonl", content + b'\n{"text": "two"}'))
    assert [one.report.text for one in (first, last) if isinstance(one, Taken)] == ["one", "two"]
    assert [(type(one), one.where) for one in bad if isinstance(one, InputError)] == [
        (BadRow, f"row {number}") for number in range(3, 9)
    ]
    assert all(one.problem and one.remedy for one in bad if isinstance(one, InputError))


def test_rows_with_other_key_names_and_number_ids_are_understood(tmp_path: Path) -> None:
    row = {
        "ID": 7,
        "Body": TEXT,
        "Date": "18 December 2019",
        "Outlet": "Example Wire",
        "Headline": ["not", "words"],
    }
    one = report(write(tmp_path, "a.jsonl", lines(row)))
    assert (one.id, one.text, one.published, one.publisher, one.title) == (
        "7",
        TEXT,
        dt.date(2019, 12, 18),
        "Example Wire",
        None,
    )


def test_a_day_in_no_known_form_is_left_out_and_logged_without_what_it_says(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="daftar"):
        one = report(write(tmp_path, "a.jsonl", lines({"text": TEXT, "published": "when Jane Doe said so"})))
    assert one.published is None
    assert "row 1" in caplog.text
    assert "Jane" not in caplog.text
    with caplog.at_level(logging.WARNING, logger="daftar"):
        assert (
            report(write(tmp_path, "b.jsonl", lines({"text": TEXT, "published": "31/13/19"}))).published
            is None
        )
    assert "31/13/19" in caplog.text


def test_jsonl_in_utf16_and_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    content = lines({"text": "قتل تسعة"}, {"text": TEXT})
    for encoding in ("utf-16", "utf-8-sig"):
        found = reports(*taken(write(tmp_path, "a.jsonl", content.encode(encoding))))
        assert [one.text for one in found] == ["قتل تسعة", TEXT]


def test_a_line_over_the_limit_is_refused_and_the_next_one_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", lines({"text": "x" * 5000}, {"text": TEXT}))
    big, small = taken(path, limits=Limits(row_bytes=1000))
    assert isinstance(big, TooLarge)
    assert big.where == "row 1"
    assert reports(small)[0].text == TEXT


def test_one_long_line_is_read(tmp_path: Path) -> None:
    text = "word " * 1_000_000
    assert report(write(tmp_path, "a.jsonl", lines({"text": text}))).text == text


def test_jsonl_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    from daftar.intake import take

    path = write(tmp_path, "a.jsonl", lines(*({"text": f"{n} {TEXT}"} for n in range(10_000))))
    found = take([str(path)])
    assert isinstance(next(found), Taken)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2] + b"\n{broken\n")
    rest = list(found)
    assert isinstance(rest[-1], BadRow), "the file was read to its end before the first row came out"


def test_a_json_array_and_a_single_json_object_are_rows(tmp_path: Path) -> None:
    array = write(tmp_path, "a.json", json.dumps([{"id": "a", "text": TEXT}, {"id": "b"}], indent=1))
    first, second = taken(array)
    assert reports(first)[0].id == "a"
    assert isinstance(second, BadRow)
    assert report(write(tmp_path, "b.json", json.dumps({"id": "c", "text": TEXT}, indent=2))).id == "c"


def test_a_csv_row_is_a_report_and_its_content_the_row_as_json(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.csv",
        f'id,Body,Source,Date,note\nn-1,"{TEXT}\nSix ""were"" hurt.",Example Wire,18 Dec 2019,x\n,,,,\n',
    )
    (found,) = taken(path)
    assert isinstance(found, Taken)
    assert (found.report.id, found.report.text) == ("n-1", f'{TEXT}\nSix "were" hurt.')
    assert (found.report.publisher, found.report.published_rule) == ("Example Wire", "row")
    assert found.report.source == f"{path}#row 2"
    assert json.loads(found.content)["note"] == "x"
    assert list(json.loads(found.content)) == sorted(json.loads(found.content))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_separates_columns_is_found_from_the_header(tmp_path: Path, delimiter: str) -> None:
    content = delimiter.join(["id", "text"]) + "\n" + delimiter.join(["1", "Nine people were killed"]) + "\n"
    assert report(write(tmp_path, "a.csv", content)).text == "Nine people were killed"


def test_a_csv_in_another_encoding_is_decoded(tmp_path: Path) -> None:
    content = "id;Content\n1;Zwei Männer und fünf Frauen wurden in München getötet\n".encode("cp1252")
    assert (
        report(write(tmp_path, "a.csv", content)).text
        == "Zwei Männer und fünf Frauen wurden in München getötet"
    )
    wide = "id\ttext\n1\tقتل تسعة\n".encode("utf-16")
    assert report(write(tmp_path, "b.tsv", wide)).text == "قتل تسعة"


def test_a_long_cell_is_read(tmp_path: Path) -> None:
    text = "word " * 100_000
    assert report(write(tmp_path, "a.csv", f"id,text\n1,{text}\n")).text == text


def test_a_quotation_mark_left_open_swallows_nothing_in_silence(tmp_path: Path) -> None:
    first, bad = taken(write(tmp_path, "a.csv", 'id,text\n1,one\n2,"never closed\n3,three\n'))
    assert reports(first)[0].text == "one"
    assert isinstance(bad, InputError)
    assert bad.where == "row 3"


def test_a_table_without_a_column_of_text_is_one_error_that_names_its_columns(tmp_path: Path) -> None:
    assert "'a', 'b'" in str(error(write(tmp_path, "a.csv", "a,b\n1,2\n3,4\n")))
    assert "holds reports in words" in str(error(workbook(tmp_path / "a.xlsx", {"S": [["a", "b"], [1, 2]]})))


def test_a_table_or_a_list_without_rows_is_one_error(tmp_path: Path) -> None:
    assert "no row" in str(error(write(tmp_path, "a.csv", "id,text\n")))
    assert "no row" in str(error(workbook(tmp_path / "a.xlsx", {"S": [["id", "text"]]})))
    assert "empty list" in str(error(write(tmp_path, "a.json", "[]")))


def test_a_workbook_is_read_sheet_by_sheet_below_its_header_rows(tmp_path: Path) -> None:
    rows = [
        ["Notes of the team"],
        ["ID", "Text", "Date"],
        [7, TEXT, dt.date(2019, 12, 18)],
        [None, None, None],
        [8.0, TEXT, None],
    ]
    path = workbook(tmp_path / "a.xlsx", {"One": rows, "Other": [["a"], ["b"]]})
    one, two = reports(*taken(path))
    assert (one.id, one.published, one.published_rule) == ("7", dt.date(2019, 12, 18), "row")
    assert one.source == f"{path}#sheet One, row 3"
    assert (two.id, two.published) == ("8", None)


def test_a_sheet_that_claims_a_million_rows_is_read_all_the_same(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"S": [["text"], [TEXT]]})
    far = repacked(
        path,
        tmp_path / "b.xlsx",
        lambda name, content: (
            content.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"') if "sheet1" in name else content
        ),
    )
    assert report(far).text == TEXT


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Radio Nahr</title><language>en</language>
<item><title>Raid &amp; rescue</title><link>https://example.org/1</link><pubDate>Wed, 18 Dec 2019 23:30:00 -0500</pubDate>
<description>&lt;p&gt;Nine people were killed.&lt;/p&gt;&lt;p&gt;Six were hurt.&lt;/p&gt;</description></item>
<item><title>Only a title</title></item><item><link>https://example.org/3</link></item></channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Ledger</title>
<entry><title>Raid</title><id>x</id><link href="https://example.org/1"/><updated>2019-12-18T08:00:00Z</updated>
<author><name>Jane Doe</name></author><content type="html">&lt;p&gt;Nine people were killed.&lt;/p&gt;</content></entry></feed>"""


def test_each_entry_of_an_rss_feed_is_a_report(tmp_path: Path) -> None:
    path = write(tmp_path, "a.rss", RSS)
    first, second, third = taken(path)
    one, two = reports(first, second)
    assert one.text == "Nine people were killed.\n\nSix were hurt."
    assert (one.title, one.publisher, one.url, one.language) == (
        "Raid & rescue",
        "Radio Nahr",
        "https://example.org/1",
        "en",
    )
    assert (one.published, one.published_rule, one.source) == (
        dt.date(2019, 12, 18),
        "metadata",
        f"{path}#entry 1",
    )
    assert (two.text, two.title) == ("Only a title", None)
    assert isinstance(third, BadRow)
    assert third.where == "entry 3"


def test_an_atom_entry_is_a_report_whatever_the_file_is_called(tmp_path: Path) -> None:
    one = report(write(tmp_path, "a.xml", ATOM))
    assert (one.text, one.author, one.publisher) == ("Nine people were killed.", "Jane Doe", "Ledger")
    assert (one.published, one.media_type) == (dt.date(2019, 12, 18), "application/atom+xml")


def test_a_feed_taken_twice_gives_the_same_ids(tmp_path: Path) -> None:
    path = write(tmp_path, "a.rss", RSS)
    first = [one.report.id for one in taken(path) if isinstance(one, Taken)]
    assert first == [one.report.id for one in taken(path) if isinstance(one, Taken)]
    assert len(set(first)) == 2


def test_a_feed_whose_bytes_are_a_file_name_opens_no_file(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.rss", RSS)
    assert report(write(tmp_path, "a.rss", str(secret))).text == str(secret)


def test_a_coded_table_is_refused_by_the_names_of_its_own_columns(tmp_path: Path) -> None:
    """Whatever separates them, and below a title: whoever sees the names knows which one holds words."""
    told = str(error(write(tmp_path, "a.csv", "Ref;When;Weather\nH1;5 March;7\n")))
    assert "'Ref', 'When', 'Weather'" in told
    told = str(
        error(
            workbook(
                tmp_path / "a.xlsx", {"S": [["Casualty log"], [], ["When", "Where"], ["5 March", "Bidar"]]}
            )
        )
    )
    assert "'When', 'Where'" in told
