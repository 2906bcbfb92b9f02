"""Web archives: pages read record by record."""

from __future__ import annotations

import datetime as dt
import gzip
from typing import TYPE_CHECKING

from intake_material import error, page, taken, warc_record, write, zipped

from daftar.errors import InputError, TooLarge
from daftar.intake import Limits, Taken

if TYPE_CHECKING:
    from pathlib import Path

PAGE = page().encode()
TEXT = "Nine people were killed in the town.\n\nSix others were hurt."


def test_each_page_answered_with_200_is_a_report_and_pictures_are_passed_over(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.warc",
        warc_record(PAGE)
        + warc_record(b"\x89PNG", http="Content-Type: image/png")
        + warc_record(b"gone", http="Content-Type: text/html", status="404 Not Found")
        + warc_record(
            b"Two people died.", http="Content-Type: text/plain; charset=utf-8", url="https://example.org/b"
        ),
    )
    one, two = taken(path)
    assert isinstance(one, Taken)
    assert isinstance(two, Taken)
    assert (one.report.text, one.content, one.report.media_type) == (TEXT, PAGE, "text/html")
    assert (one.report.url, one.report.source) == ("https://example.org/a", f"{path}#record 1")
    assert one.report.retrieved == dt.datetime(2020, 1, 2, 3, 4, 5, tzinfo=dt.UTC)
    assert (two.report.text, two.report.url) == ("Two people died.", "https://example.org/b")


def test_transfer_and_content_encodings_are_taken_off(tmp_path: Path) -> None:
    chunked = b"%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"
    records = (
        warc_record(gzip.compress(PAGE), http="Content-Type: text/html\r\nContent-Encoding: gzip"),
        warc_record(chunked, http="Content-Type: text/html\r\nTransfer-Encoding: chunked"),
    )
    found = taken(write(tmp_path, "a.warc.gz", zipped(*records)))
    assert [one.report.text for one in found if isinstance(one, Taken)] == [TEXT, TEXT]


def test_a_page_that_unpacks_past_the_limit_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    bomb = warc_record(
        gzip.compress(b"<p>" + b"A" * 3_000_000), http="Content-Type: text/html\r\nContent-Encoding: gzip"
    )
    refused, read = taken(
        write(tmp_path, "a.warc", bomb + warc_record(PAGE)), limits=Limits(row_bytes=1_000_000)
    )
    assert isinstance(refused, TooLarge)
    assert refused.where == "record 1"
    assert isinstance(read, Taken)


def test_an_archive_cut_short_gives_what_is_whole_and_says_where_it_ends(tmp_path: Path) -> None:
    whole, cut = taken(write(tmp_path, "a.warc", warc_record(PAGE) + warc_record(PAGE, length=5000)))
    assert isinstance(whole, Taken)
    assert isinstance(cut, InputError)
    assert cut.where == "record 2"
    *_, last = taken(write(tmp_path, "b.warc.gz", zipped(warc_record(PAGE), warc_record(PAGE))[:-60]))
    assert isinstance(last, InputError)


def test_what_only_begins_like_an_archive_is_one_error(tmp_path: Path) -> None:
    assert "no page" in str(error(write(tmp_path, "a.warc", b"WARC/1.0\r\nnonsense" + b"\r\n" * 9)))
    assert "web archive" in str(error(write(tmp_path, "a.gz", gzip.compress(b"text"))))
