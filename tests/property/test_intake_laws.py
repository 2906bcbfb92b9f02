"""Laws of intake: nothing is raised, texts are kept, ids are stable."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daftar.errors import InputError
from daftar.intake import Taken, take
from daftar.intake.days import parse_day
from daftar.intake.header import fields_at_top, head_date
from daftar.intake.tongue import guess_language

SUFFIXES = [
    ".txt", ".md", ".html", ".pdf", ".docx", ".eml", ".rss", ".xml", ".jsonl", ".json", ".csv", ".tsv", ".xlsx", ".warc",
    ".warc.gz", ".gz", "", ".xyz",
]  # fmt: skip
STARTS = [
    b"", b"%PDF-1.4\n", b"PK\x03\x04", b"WARC/1.0\r\n", b"<html>", b"<rss>", b'<?xml version="1.0"?><feed>', b'{"text": ',
    b'[{"', b"From: a\nTo: b\nSubject: c\n\n", b"\xff\xfe", b"\xef\xbb\xbf", b"id,text\n", b'id,text\n1,"', b"\x1f\x8b",
    b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n", b"date 2019-", b"Published: 1",
]  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    start=st.sampled_from(STARTS),
    content=st.one_of(st.binary(max_size=400), TEXTS.map(str.encode)),
    suffix=st.sampled_from(SUFFIXES),
)
def test_no_bytes_under_any_name_make_take_raise(start: bytes, content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(start + content)
        found = list(take([str(path)]))
    assert found, "every input gives a report or an error"
    for one in found:
        assert isinstance(one, Taken | InputError)
        if isinstance(one, Taken):
            assert one.report.sha256 == hashlib.sha256(one.content).hexdigest()


@given(text=TEXTS.filter(str.strip), key=st.text(min_size=1, max_size=5).filter(str.strip))
def test_the_text_of_a_row_is_kept_letter_by_letter(text: str, key: str) -> None:
    row = json.dumps({"id": key, "text": text}).encode()
    (one,) = take(["-"], stdin=io.BytesIO(row))
    assert isinstance(one, Taken)
    assert one.report.text == text
    assert one.content == row


@given(
    day=st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)),
    form=st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b %d, %Y", "%d.%m.%Y"]),
)
def test_every_day_is_read_back_from_how_it_is_written(day: dt.date, form: str) -> None:
    written = day.strftime(form)
    assert parse_day(written) == day
    assert head_date(f"Published: {written}\nNine people were killed.") == (day, "header")
    assert head_date(f"On {written}, nine people were killed.") == (None, None)


@given(text=TEXTS)
def test_any_text_may_be_asked_for_its_header_and_its_language(text: str) -> None:
    head_date(text)
    fields_at_top(text)
    language = guess_language(text)
    assert language is None or len(language) == 2
