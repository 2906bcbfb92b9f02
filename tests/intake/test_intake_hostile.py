"""What is damaged, locked or built to do harm ends as one clear line, and the rest goes on."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from intake_material import ENTITIES, error, page, pdf, repacked, report, taken, word, workbook, write

from daftar.errors import TooLarge, UnreadableInput
from daftar.intake import Limits, Taken

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTES = 1024 * 1024


def sparse(path: Path, size: int, head: bytes = b"") -> Path:
    """A file that claims ``size`` bytes and takes no room."""
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)
    return path


@pytest.mark.parametrize(
    "name",
    ["a.txt", "a.pdf", "a.docx", "a.jsonl", "a.csv", "a.xlsx", "a.html", "a.rss", "a.warc", "a.eml", "a"],
)
def test_an_empty_file_is_one_error(tmp_path: Path, name: str) -> None:
    assert "empty" in str(error(write(tmp_path, name, b"")))
    assert isinstance(error(write(tmp_path, name, b" \n\t\n")), UnreadableInput)


@pytest.mark.parametrize(
    "name",
    ["a.txt", "a.pdf", "a.docx", "a.jsonl", "a.csv", "a.xlsx", "a.html", "a.rss", "a.warc", "a.eml", "a"],
)
def test_binary_rubbish_is_one_error_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    noise = random.Random(1).randbytes(5000)
    assert isinstance(error(write(tmp_path, name, b"\x00" + noise)), UnreadableInput)
    assert isinstance(error(write(tmp_path, name, b"words\x00words")), UnreadableInput)


def test_a_locked_pdf_says_so(tmp_path: Path) -> None:
    assert "password" in str(error(pdf(tmp_path / "a.pdf", [["secret"]], lock="key")))


def test_a_locked_office_file_says_so(tmp_path: Path) -> None:
    container = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\x00" * 1000
        + "EncryptedPackage".encode("utf-16-le")
        + b"\x00" * 1000
    )
    assert "password" in str(error(write(tmp_path, "a.docx", container)))
    assert "old" in str(error(write(tmp_path, "a.doc", container[:900])))


@pytest.mark.parametrize("part", [3, 2, 1.1])
def test_files_cut_short_are_one_error_each(tmp_path: Path, part: float) -> None:
    for made in (
        pdf(tmp_path / "a.pdf", [["Nine people were killed."]]),
        word(tmp_path / "a.docx", ["Nine people were killed."]),
        workbook(tmp_path / "a.xlsx", {"S": [["text"], ["Nine people were killed."]]}),
    ):
        content = made.read_bytes()
        made.write_bytes(content[: int(len(content) / part)])
        found = taken(made)
        assert len(found) == 1
        if made.suffix != ".pdf":  # what is left of a PDF may still be whole enough to be read
            assert isinstance(found[0], UnreadableInput)


def test_a_pdf_of_pictures_says_what_to_do(tmp_path: Path) -> None:
    assert "OCR" in str(error(pdf(tmp_path / "a.pdf", [[]])))


def test_a_pdf_with_too_many_pages_or_too_much_in_it_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportlab.rl_config.useA85", 0)
    path = pdf(tmp_path / "a.pdf", [["one"], ["two"], ["three"]])
    assert "pages" in str(error(path, limits=Limits(pages=2)))
    assert "page 2" in str(error(path, limits=Limits(text_chars=5)))
    assert "unpack" in str(error(path, limits=Limits(zip_bytes=10)))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.eml", "a.rss", "a.json", "a.docx", "a.xlsx"])
def test_two_gigabytes_are_refused_before_they_are_read(tmp_path: Path, name: str) -> None:
    heads = {
        ".pdf": b"%PDF-1.4\n",
        ".json": b'[{"text": "',
        ".rss": b"<rss>",
        ".docx": b"PK\x03\x04",
        ".xlsx": b"PK\x03\x04",
    }
    head = heads.get(f".{name.rpartition('.')[2]}", b"") or b"Subject: words\n" + b"words " * 20_000
    if name in {"a.json", "a.rss"}:
        head += b"words " * 20_000
    assert isinstance(error(sparse(tmp_path / name, 2048 * MEGABYTES, head)), TooLarge)


def test_rows_of_any_number_are_read_from_files_over_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", b'{"text": "Nine people were killed."}\n' * 1000)
    found = taken(path, limits=Limits(file_bytes=100, row_bytes=100))
    assert sum(isinstance(one, Taken) for one in found) == 1000


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_zip_bomb_is_refused(tmp_path: Path, kind: str) -> None:
    plain = office(tmp_path, kind)
    stuffed = repacked(
        plain,
        tmp_path / f"bomb.{kind}",
        lambda name, content: (
            content + b" " * 12 * MEGABYTES if "1.xml" in name or "document.xml" in name else content
        ),
    )
    assert isinstance(error(stuffed), TooLarge)
    assert isinstance(error(plain, limits=Limits(zip_bytes=1000)), TooLarge)
    assert isinstance(error(plain, limits=Limits(zip_members=2)), TooLarge)
    assert isinstance(error(plain, limits=Limits(sheet_bytes=10, file_bytes=10)), TooLarge)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("padding", [0, 5000])
def test_an_xml_bomb_in_an_office_file_is_refused_wherever_it_stands(
    tmp_path: Path, kind: str, padding: int
) -> None:
    def stuffed(name: str, content: bytes) -> bytes:
        if not name.endswith(("document.xml", "sheet1.xml")):
            return content
        body = content.partition(b"?>")[2] if content.startswith(b"<?xml") else content
        return b"<!--" + b"x" * padding + b"-->" + ENTITIES.encode() + body.replace(b"Nine", b"&a8;")

    (found,) = taken(repacked(office(tmp_path, kind), tmp_path / f"bomb.{kind}", stuffed))
    if isinstance(found, Taken):
        assert len(found.report.text) < 1000, "the entities were expanded"
    else:
        assert isinstance(found, UnreadableInput)


def test_an_xml_bomb_in_a_feed_is_refused(tmp_path: Path) -> None:
    feed = f'<?xml version="1.0"?>{ENTITIES}<rss version="2.0"><channel><item><title>&a8;</title></item></channel></rss>'
    assert "entities" in str(error(write(tmp_path, "a.rss", feed)))


def test_an_xml_bomb_in_a_page_is_never_expanded(tmp_path: Path) -> None:
    one = report(write(tmp_path, "a.html", f"{ENTITIES}{page('<p>Nine people &a8; were killed.</p>')}"))
    assert len(one.text) < 1000


def test_a_page_nested_without_end_is_one_error(tmp_path: Path) -> None:
    assert isinstance(error(write(tmp_path, "a.html", "<div>" * 100_000 + "words")), UnreadableInput)


def test_an_office_file_without_its_main_part_is_one_error(tmp_path: Path) -> None:
    for kind in ("docx", "xlsx"):
        hollow = repacked(
            office(tmp_path, kind),
            tmp_path / f"hollow.{kind}",
            lambda name, content: (
                b"<nothing/>" if name.endswith(("document.xml", "workbook.xml")) else content
            ),
        )
        assert isinstance(error(hollow), UnreadableInput)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"x" * 50, "picture"),
        ("a.zip", b"PK\x03\x04" + b"x" * 50, "ZIP"),
        ("a.mp4", b"\x00\x00\x00 ftypisom", "film"),
        ("a.rtf", b"{\\rtf1 words}", "DOCX"),
        ("a.xml", b'<?xml version="1.0"?><data><row/></data>', "XML"),
        ("a.rss", b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "without entries"),
        ("a.eml", b"Subject: nothing\n\n", "no text"),
        ("a.json", b'[{"text": "cut sho', "cut short"),
        ("a.html", b"<html><head><title>x</title></head><body></body></html>", "no text"),
    ],
)
def test_each_fault_is_named_with_file_problem_and_remedy(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    found = error(write(tmp_path, name, content))
    assert says in str(found)
    assert found.source == str(tmp_path / name)
    assert str(found).startswith(f"{found.source}")


def test_after_every_hostile_file_the_next_one_is_read(tmp_path: Path) -> None:
    bad = [
        write(tmp_path, "a.pdf", b"%PDF-1.4\nnothing"),
        write(tmp_path, "b.docx", b"PK\x03\x04 nothing"),
        write(tmp_path, "c.txt", b"\x00\x00"),
        tmp_path / "missing",
    ]
    good = write(tmp_path, "z.txt", "Nine people were killed.")
    *errors, last = taken(*bad, good)
    assert len(errors) == len(bad)
    assert isinstance(last, Taken)


def office(folder: Path, kind: str) -> Path:
    if kind == "docx":
        return word(folder / "plain.docx", ["Nine people were killed."])
    return workbook(folder / "plain.xlsx", {"S": [["text"], ["Nine people were killed."]]})
