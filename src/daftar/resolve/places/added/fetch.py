"""Fetching a country's dump from GeoNames, for people with a network: resumed where it broke off, checked when whole."""

from __future__ import annotations

import urllib.error
import urllib.request
import zipfile
from email.utils import parsedate_to_datetime
from http.client import HTTPException
from typing import TYPE_CHECKING, BinaryIO, cast

from daftar.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse
    from pathlib import Path

__all__ = ["GEONAMES", "fetch_dump"]

GEONAMES = "https://download.geonames.org/export/dump"
_WAIT = 60  # seconds without a byte
_BLOCK = 1 << 18


def fetch_dump(
    code: str, folder: Path, *, address: str = GEONAMES, progress: Callable[[int], None] = lambda _: None
) -> tuple[Path, str | None]:
    """Fetch ``CODE.zip`` into ``folder``; its path, and its day (``YYYY-MM-DD``) where the server says it.

    A part that is there from an earlier call is gone on with, if the server still has the same file. ``progress`` is
    told the bytes that are there. Raises UnreadableInput where there is no network, no such file, or what came is not
    whole (length and the checksums inside the zip).
    """
    url = f"{address.rstrip('/')}/{code}.zip"
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise UnreadableInput(url, "is not fetched", remedy="use an https address")
    folder.mkdir(parents=True, exist_ok=True)
    part, whole, tag = folder / f"{code}.zip.part", folder / f"{code}.zip", folder / f"{code}.zip.tag"
    try:
        with _asked(url, part, tag) as answer:
            day = _day(answer)
            total = _total(answer)
            goes_on = answer.status == 206
            tag.write_text(
                answer.headers.get("ETag") or answer.headers.get("Last-Modified") or "", encoding="utf-8"
            )
            with part.open("ab" if goes_on else "wb") as out:
                _copy(answer, out, progress)
    except (urllib.error.URLError, HTTPException, OSError) as error:
        raise UnreadableInput(
            url, _why(error), remedy="what was fetched is kept; call again to go on"
        ) from error
    if total is not None and part.stat().st_size != total:
        raise UnreadableInput(
            url, f"broke off after {part.stat().st_size:,} of {total:,} bytes", remedy="call again to go on"
        )
    _check(part, url)
    tag.unlink(missing_ok=True)
    part.replace(whole)
    return whole, day


def _asked(url: str, part: Path, tag: Path) -> HTTPResponse:
    headers = {"User-Agent": "daftar"}
    have = part.stat().st_size if part.exists() else 0
    same = tag.read_text(encoding="utf-8") if tag.exists() else ""
    if have and same:
        headers |= {"Range": f"bytes={have}-", "If-Range": same}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 - the address is checked above
    try:
        return cast("HTTPResponse", urllib.request.urlopen(request, timeout=_WAIT))  # noqa: S310
    except urllib.error.HTTPError as error:
        if error.code != 416:
            raise
        part.unlink(missing_ok=True)  # all of it was there, or the file is another now: begin anew
        tag.unlink(missing_ok=True)
        return _asked(url, part, tag)


def _copy(answer: HTTPResponse, out: BinaryIO, progress: Callable[[int], None]) -> None:
    while block := answer.read(_BLOCK):
        out.write(block)
        progress(out.tell())


def _total(answer: HTTPResponse) -> int | None:
    size: str = (
        answer.headers.get("Content-Range", "").rpartition("/")[2]
        if answer.status == 206
        else (answer.headers.get("Content-Length") or "")
    )
    return int(size) if size.isdigit() else None


def _day(answer: HTTPResponse) -> str | None:
    try:
        return parsedate_to_datetime(answer.headers.get("Last-Modified", "")).date().isoformat()
    except (TypeError, ValueError):
        return None


def _why(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return "is not there" if error.code == 404 else f"was refused ({error.code} {error.reason})"
    if isinstance(error, urllib.error.URLError):
        return f"cannot be reached ({error.reason})"
    return f"broke off ({error})"


def _check(part: Path, url: str) -> None:
    try:
        with zipfile.ZipFile(part) as packed:
            broken = packed.testzip()
    except zipfile.BadZipFile as error:
        broken = str(error)
    if broken is not None:
        part.unlink(missing_ok=True)
        raise UnreadableInput(url, f"came damaged ({broken})", remedy="call again; it is fetched anew")
