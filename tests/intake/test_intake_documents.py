"""Files that are one report each: text, pages, PDF, DOCX, mail."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from typing import TYPE_CHECKING

import pytest
from intake_material import page, pdf, report, taken, word, write

from daftar.intake import Taken

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_file_is_a_report_of_its_own_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Nine people were killed in the town.\r\nSix were hurt.\r\n")
    (one,) = taken(path)
    assert isinstance(one, Taken)
    assert one.content == path.read_bytes()
    digest = hashlib.sha256(one.content).hexdigest()
    assert (one.report.sha256, one.report.id) == (digest, f"r-{digest[:12]}")
    assert one.report.text == "Nine people were killed in the town.\nSix were hurt.\n"
    assert (one.report.source, one.report.media_type, one.report.language) == (str(path), "text/plain", "en")
    assert one.report.retrieved is not None
    assert one.report.retrieved.tzinfo is dt.UTC


def test_header_lines_of_a_text_fill_fields_and_stay_in_the_text(tmp_path: Path) -> None:
    text = "publisher: Orient Ledger\ndate: 7 November 2019\nlanguage: EN-gb\n\nFour people died.\n"
    one = report(write(tmp_path, "a.txt", text))
    assert one.text == text
    assert (one.publisher, one.published, one.published_rule, one.language) == (
        "Orient Ledger",
        dt.date(2019, 11, 7),
        "header",
        "en",
    )
    assert one.title is None


def test_markdown_keeps_its_heading_in_the_text_and_has_no_title_unless_told(tmp_path: Path) -> None:
    assert report(write(tmp_path, "a.md", "# Raid\n\nFour people died.\n")).title is None
    told = report(write(tmp_path, "b.md", "---\ntitle: Raid\n---\n\nFour people died.\n"))
    assert (told.title, told.media_type) == ("Raid", "text/markdown")


def test_a_page_tells_its_title_publisher_author_day_address_and_language(tmp_path: Path) -> None:
    head = """<title>Raid kills nine | Example Wire</title><meta property="og:title" content="Raid kills nine">
      <meta property="og:site_name" content="Example Wire"><meta name="author" content="Jane Doe">
      <meta property="article:published_time" content="2019-12-18T23:30:00-05:00">
      <link rel="canonical" href="https://example.org/raid">"""
    body = "<h1>Raid kills nine</h1><p>Nine people were killed in the town.</p><p>Six others were hurt.</p>"
    one = report(write(tmp_path, "a.html", page(body, head)))
    assert (one.title, one.publisher, one.author) == ("Raid kills nine", "Example Wire", "Jane Doe")
    assert (one.published, one.published_rule) == (dt.date(2019, 12, 18), "metadata")
    assert (one.url, one.language) == ("https://example.org/raid", "en")
    assert one.text == "Nine people were killed in the town.\n\nSix others were hurt."


def test_a_page_may_tell_its_day_in_linked_data_or_a_single_time_element(tmp_path: Path) -> None:
    linked = '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2019-12-18"}]}</script>'
    assert report(write(tmp_path, "a.html", page(head=linked))).published == dt.date(2019, 12, 18)
    timed = '<p>Nine people were killed.</p><time datetime="2019-12-17">yesterday</time><p>Six were hurt.</p>'
    assert report(write(tmp_path, "b.html", page(timed))).published == dt.date(2019, 12, 17)


def test_a_day_that_merely_stands_in_a_page_is_not_that_of_publication(tmp_path: Path) -> None:
    body = "<p>Two people were killed in the town on 12 March 2015, rescuers said.</p><p>Copyright 2021</p>"
    assert report(write(tmp_path, "a.html", page(body))).published is None


def test_a_page_in_which_no_article_is_found_gives_all_of_its_text(tmp_path: Path) -> None:
    one = report(write(tmp_path, "a.html", "<p>Two people died.</p><script>var x = 1</script><p>More</p>"))
    assert one.text == "Two people died.\n\nMore"


@pytest.mark.parametrize(
    ("encoding", "markup"),
    [
        (
            "cp1256",
            '<html><head><meta charset="windows-1256"></head><body><p>قتل تسعة أشخاص في بلدة حارم</p></body></html>',
        ),
        ("utf-16", "<html><body><p>قتل تسعة أشخاص في بلدة حارم</p></body></html>"),
        ("utf-8", "<html><body><p>قتل تسعة أشخاص في بلدة حارم</p></body></html>"),
    ],
)
def test_a_page_is_decoded_as_it_declares(tmp_path: Path, encoding: str, markup: str) -> None:
    assert report(write(tmp_path, "a.html", markup.encode(encoding))).text == "قتل تسعة أشخاص في بلدة حارم"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Neuf personnes ont été tuées mardi à Harim, a déclaré la défense civile."),
        ("cp1251", "Девять человек погибли в городе во вторник, сообщили спасатели."),
        ("cp1256", "قتل تسعة أشخاص في بلدة حارم يوم الثلاثاء، حسبما أفاد الدفاع المدني."),
        ("utf-8-sig", "Nine people were killed – all of them civilians."),
        ("utf-16", "Nine people were killed – all of them civilians."),
        ("utf-32", "Nine people were killed – all of them civilians."),
    ],
)
def test_the_encoding_of_a_text_is_found_out(tmp_path: Path, encoding: str, text: str) -> None:
    assert report(write(tmp_path, "a.txt", text.encode(encoding))).text == text


def test_a_text_in_utf8_with_a_damaged_byte_is_still_read_as_utf8(tmp_path: Path) -> None:
    content = ("قتل تسعة أشخاص في بلدة حارم يوم الثلاثاء. " * 5).encode() + b"\xff" + b" end"
    assert report(write(tmp_path, "a.txt", content)).text.endswith("\ufffd end")


def test_pdf_lines_become_paragraphs_and_divided_words_whole(tmp_path: Path) -> None:
    pages = [
        [
            "Nine people were killed in the town of Harim on Tuesday when shells fell, and",
            "six others were hurt.",
            "Rescuers looked for more people under the rubble of the houses until late at",
        ],
        ["night."],
    ]
    one = report(pdf(tmp_path / "a.pdf", pages, title="Raid on Harim", author="Orontes Monitor"))
    assert one.text.split("\n\n") == [
        "Nine people were killed in the town of Harim on Tuesday when shells fell, and\nsix others were hurt.",
        "Rescuers looked for more people under the rubble of the houses until late at\nnight.",
    ]
    assert (one.title, one.author, one.media_type) == ("Raid on Harim", "Orontes Monitor", "application/pdf")


def test_the_day_a_pdf_was_made_is_not_its_day_of_publication(tmp_path: Path) -> None:
    one = report(pdf(tmp_path / "a.pdf", [["Nine people were killed."]]))
    assert (one.published, one.title, one.author) == (None, None, None)


def test_the_header_date_of_a_pdf_is_read(tmp_path: Path) -> None:
    one = report(
        pdf(
            tmp_path / "a.pdf",
            [["Daily sheet", "Orontes Monitor, 7 November 2019", "Nine people were killed."]],
        )
    )
    assert (one.published, one.published_rule) == (dt.date(2019, 11, 7), "header")


def test_a_docx_gives_paragraphs_and_tables_in_their_order(tmp_path: Path) -> None:
    one = report(
        word(
            tmp_path / "a.docx",
            ["Nine people were killed.", ""],
            rows=[["Town", "Dead"], ["Harim", "9"]],
            title="Raid",
        )
    )
    assert one.text == "Nine people were killed.\n\nTown\tDead\n\nHarim\t9"
    assert (one.title, one.author, one.published) == ("Raid", None, None)


def test_a_mail_gives_its_plain_part_and_tells_sender_subject_and_day(tmp_path: Path) -> None:
    message = (
        "From: Night Desk <desk@example.org>\r\nTo: list@example.org\r\nSubject: =?utf-8?q?Raid_kills_nine?=\r\n"
        "Organization: Example Wire\r\nDate: Wed, 18 Dec 2019 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNine people – all civilians – were killed.\r\n"
        "--b\r\nContent-Type: text/html\r\n\r\n<p>Not this.</p>\r\n--b--\r\n"
    )
    one = report(write(tmp_path, "a.eml", message))
    assert one.text == "Nine people – all civilians – were killed."
    assert (one.title, one.author, one.publisher) == ("Raid kills nine", "Night Desk", "Example Wire")
    assert (one.published, one.published_rule) == (dt.date(2019, 12, 18), "metadata")


def test_the_address_of_a_sender_without_a_name_is_not_kept(tmp_path: Path) -> None:
    one = report(
        write(
            tmp_path,
            "a.eml",
            "From: witness@example.org\nSubject: Raid\nDate: 18 Dec 2019\n\nNine people died.\n",
        )
    )
    assert one.author is None
    assert "witness" not in repr(one)


def test_a_mail_with_html_only_gives_its_text(tmp_path: Path) -> None:
    message = "From: a@example.org\nSubject: Raid\nContent-Type: text/html\n\n<p>Nine people</p><p>died.</p>"
    assert report(write(tmp_path, "a.eml", message)).text == "Nine people\n\ndied."


def test_a_saved_page_keeps_the_address_it_came_from(tmp_path: Path) -> None:
    message = (
        "From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/raid\nSubject: Raid\n"
        'Date: Wed, 18 Dec 2019 08:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"; type="text/html"\n\n'
        f"--b\nContent-Type: text/html\n\n{page()}\n--b--\n"
    )
    one = report(write(tmp_path, "a.mhtml", message))
    assert one.url == "https://example.org/raid"
    assert one.text == "Nine people were killed in the town.\n\nSix others were hurt."


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a", "a.docx", "a.xml"])
def test_a_file_with_the_wrong_name_is_read_as_what_it_is(tmp_path: Path, name: str) -> None:
    pdf_named = pdf(tmp_path / name, [["Nine people were killed."]])
    assert report(pdf_named).media_type == "application/pdf"


def test_names_decide_only_where_contents_look_alike(tmp_path: Path) -> None:
    assert report(write(tmp_path, "a.pdf", page())).media_type == "text/html"
    assert report(write(tmp_path, "b.docx", "Nine people were killed.")).media_type == "text/plain"
    assert report(write(tmp_path, "c.txt", '{"id": "x", "text": "Nine people were killed."}')).id == "x"
    assert report(write(tmp_path, "d.jsonl", "Nine people were killed.")).media_type == "text/plain"
    assert report(write(tmp_path, "e.txt", "{Nine people} were killed.")).text == "{Nine people} were killed."


def test_reading_pages_and_pdfs_logs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    taken(
        write(tmp_path, "a.html", page()),
        write(tmp_path, "b.html", "<p>"),
        pdf(tmp_path / "c.pdf", [["Nine died."]]),
    )
    taken(write(tmp_path, "d.html", "<html><body><p>Jane Doe was killed</p></body></html>"))
    assert [record.getMessage() for record in caplog.records if "Jane" in record.getMessage()] == []
    assert [
        record.name
        for record in caplog.records
        if record.name.startswith(("trafilatura", "htmldate", "pypdfium2"))
    ] == []
