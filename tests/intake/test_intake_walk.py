"""Files, folders, patterns and standard input."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

import pytest
from intake_material import error, lines, page, taken, write

from daftar.errors import InputError, TooLarge, UnreadableInput
from daftar.intake import Limits, Taken, take

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Nine people were killed in the town."


def sources(*found: Taken | InputError) -> list[str]:
    return [one.report.source if isinstance(one, Taken) else f"! {one.source}" for one in found]


def test_a_folder_is_walked_in_order_and_hidden_files_are_left_out(tmp_path: Path) -> None:
    for folder in ("b", ".hidden", "a"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "r.txt", TEXT)
    for junk in (".DS_Store", "Thumbs.db", "~$draft.docx"):
        write(tmp_path, junk, b"\x00\x01")
    write(tmp_path, "z.txt", TEXT)
    assert sources(*taken(tmp_path)) == [str(tmp_path / one) for one in ("a/r.txt", "b/r.txt", "z.txt")]


def test_files_of_unknown_kinds_in_a_folder_are_one_error_each(tmp_path: Path) -> None:
    write(tmp_path, "a.png", b"\x89PNG\r\n\x1a\n")
    write(tmp_path, "b.css", "p { color: red }")
    write(tmp_path, "c.txt", TEXT)
    assert sources(*taken(tmp_path)) == [
        f"! {tmp_path / 'a.png'}",
        f"! {tmp_path / 'b.css'}",
        str(tmp_path / "c.txt"),
    ]
    assert sources(*taken(tmp_path / "b.css")) == [str(tmp_path / "b.css")], (
        "named by itself it is read as text"
    )


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert sources(*taken(tmp_path)) == [str(tmp_path / "a.txt")]
    assert sources(*taken(tmp_path / "**" / "*.txt")) == [str(tmp_path / "a.txt")]


def test_a_pattern_gives_its_matches_in_order_and_one_error_for_none(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        write(tmp_path, name, TEXT)
    assert sources(*taken(tmp_path / "*.txt")) == [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert "no file is called so" in str(error(tmp_path / "*.pdf"))
    odd = write(tmp_path, "odd[1].txt", TEXT)
    assert sources(*taken(odd)) == [str(odd)]


def test_a_missing_file_is_one_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", TEXT)
    missing, read = taken(tmp_path / "none.txt", path)
    assert isinstance(missing, UnreadableInput)
    assert missing.remedy
    assert isinstance(read, Taken)
    assert "name" in str(error("a\x00b"))


def test_what_may_not_be_opened_is_one_error_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The tests may run as root, whom no permission stops: the refusal is the operating system's own, only made up.
    locked = tmp_path / "locked"
    locked.mkdir()
    write(tmp_path, "z.txt", TEXT)
    real: Callable[..., object] = os.scandir

    def refusing(path: Path) -> object:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert sources(*taken(tmp_path)) == [f"! {locked}", str(tmp_path / "z.txt")]


def test_a_walk_too_deep_is_refused(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    write(deep, "r.txt", TEXT)
    assert isinstance(error(tmp_path, limits=Limits(depth=3)), TooLarge)


def test_an_empty_folder_is_one_error(tmp_path: Path) -> None:
    assert "nothing to read" in str(error(tmp_path))


def test_a_device_is_refused() -> None:
    assert "device" in str(error("/dev/zero"))


def test_the_same_bytes_twice_come_out_twice_with_one_id(tmp_path: Path) -> None:
    one, two = taken(write(tmp_path, "a.txt", TEXT), write(tmp_path, "b.txt", TEXT))
    assert isinstance(one, Taken)
    assert isinstance(two, Taken)
    assert one.report.id == two.report.id


@pytest.mark.parametrize(
    ("content", "media_type", "count"),
    [
        (lines({"text": TEXT}, {"text": TEXT}), "application/json", 2),
        (page(), "text/html", 1),
        (TEXT, "text/plain", 1),
    ],
)
def test_standard_input_is_seen_for_what_it_is(content: str, media_type: str, count: int) -> None:
    found = taken("-", stdin=content.encode())
    assert [one.report.media_type for one in found if isinstance(one, Taken)] == [media_type] * count
    assert all(source.startswith("-") for source in sources(*found))


def test_rows_longer_than_what_is_looked_at_come_through_standard_input_whole() -> None:
    found = taken("-", stdin=lines({"text": "word " * 100_000}, {"text": TEXT}).encode())
    assert [len(one.report.text) for one in found if isinstance(one, Taken)] == [500_000, len(TEXT)]


def test_empty_standard_input_is_one_error() -> None:
    (one,) = taken("-", stdin=b"")
    assert isinstance(one, UnreadableInput)


def test_a_pipe_that_never_ends_is_stopped_at_the_limit() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
            buffer[:] = b"x" * len(buffer)
            return len(buffer)

    (one,) = take(["-"], limits=Limits(file_bytes=3_000_000), stdin=io.BufferedReader(Endless()))
    assert isinstance(one, TooLarge)


def test_a_disk_that_fails_in_the_middle_is_one_error(tmp_path: Path) -> None:
    class Failing(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
            raise OSError(5, "Input/output error")

    path = write(tmp_path, "a.txt", TEXT)
    bad, good = take(["-", str(path)], stdin=io.BufferedReader(Failing()))
    assert isinstance(bad, InputError)
    assert "Input/output error" in str(bad)
    assert isinstance(good, Taken)
