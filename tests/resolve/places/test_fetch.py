"""Fetching a dump: whole, broken off and gone on with, damaged, and without a network."""

from __future__ import annotations

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from daftar.errors import UnreadableInput
from daftar.resolve.places.added.fetch import fetch_dump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TAG = '"one"'


class Dumps(BaseHTTPRequestHandler):
    """Serves one zip, honours ranges, and breaks off where it is told to."""

    content = b""
    breaks_after: int | None = None
    asked: list[str | None] = []  # noqa: RUF012 - shared with the test on purpose

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        type(self).asked.append(wanted)
        if not self.path.endswith("XX.zip"):
            self.send_error(404)
            return
        begin = (
            int(wanted.removeprefix("bytes=").rstrip("-"))
            if wanted and self.headers["If-Range"] == TAG
            else 0
        )
        rest = self.content[begin:]
        self.send_response(206 if begin else 200)
        self.send_header("ETag", TAG)
        self.send_header("Last-Modified", "Tue, 03 Mar 2020 10:00:00 GMT")
        self.send_header("Content-Length", str(len(rest)))
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(self.content) - 1}/{len(self.content)}")
        self.end_headers()
        self.wfile.write(rest if self.breaks_after is None else rest[: self.breaks_after])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("XX.txt", "row\n" * 5_000)
    Dumps.content, Dumps.breaks_after, Dumps.asked = packed.getvalue(), None, []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Dumps)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_dump_is_fetched_whole_with_its_day(address: str, tmp_path: Path) -> None:
    path, day = fetch_dump("XX", tmp_path, address=address)
    assert (path.read_bytes(), day) == (Dumps.content, "2020-03-03")
    assert [one.name for one in tmp_path.iterdir()] == ["XX.zip"]


def test_what_broke_off_is_gone_on_with(address: str, tmp_path: Path) -> None:
    Dumps.breaks_after = 100
    with pytest.raises(UnreadableInput, match="call again to go on"):
        fetch_dump("XX", tmp_path, address=address)
    Dumps.breaks_after = None
    path, _ = fetch_dump("XX", tmp_path, address=address)
    assert path.read_bytes() == Dumps.content
    assert Dumps.asked == [None, "bytes=100-"]


def test_a_damaged_dump_is_told_and_not_kept(address: str, tmp_path: Path) -> None:
    middle = len(Dumps.content) // 2
    Dumps.content = Dumps.content[: middle // 4] + b"\x00" * 8 + Dumps.content[middle // 4 + 8 :]
    with pytest.raises(UnreadableInput, match="came damaged"):
        fetch_dump("XX", tmp_path, address=address)
    assert not (tmp_path / "XX.zip").exists()
    assert not (tmp_path / "XX.zip.part").exists()


def test_a_country_that_is_not_there_is_one_clear_line(address: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"YY\.zip: is not there"):
        fetch_dump("YY", tmp_path, address=address)


def test_without_a_network_it_says_so_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"cannot be reached .* call again to go on"):
        fetch_dump("XX", tmp_path, address="http://127.0.0.1:9")


def test_nothing_is_fetched_in_the_clear(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="use an https address"):
        fetch_dump("XX", tmp_path, address="http://example.org")
