"""RSS and Atom: each entry a report. Nothing is fetched: what is not in the file is not read."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import feedparser
import msgspec

from daftar.errors import BadRow, InputError, UnreadableInput
from daftar.intake.base import Draft, finish, whole
from daftar.intake.days import parse_day
from daftar.intake.tongue import language_code
from daftar.intake.webpage import fragment_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from daftar.intake.base import Given, Limits, Taken

__all__ = ["rows"]

_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_KEPT = ("id", "title", "link", "published", "updated", "author", "summary")
_TRIPS = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError)


def rows(given: Given, limits: Limits) -> Iterator[Taken | InputError]:
    """Each entry as a report, its HTML as text. Bytes kept for a report: what the entry says, as one JSON object.

    Raises UnreadableInput when the file is no feed, declares XML entities, or has no entries; TooLarge over
    ``limits.file_bytes``.
    """
    content = whole(given, limits.file_bytes)
    _check(content, given.name)
    try:
        # A stream, never the bytes themselves: feedparser takes a bytes object for a file name first.
        parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except _TRIPS as error:
        raise UnreadableInput(
            given.name, "is no feed that can be taken apart", remedy="fetch it again"
        ) from error
    if not parsed.entries:
        problem = "is a damaged feed without entries" if parsed.bozo else "is a feed without entries"
        raise UnreadableInput(given.name, problem, remedy="nothing was read from it")
    media_type = (
        "application/atom+xml" if (parsed.version or "").startswith("atom") else "application/rss+xml"
    )
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(entry, parsed.feed, given, number, media_type)


def _check(content: bytes, name: str) -> None:
    """Refuse a document type with entities of its own: no feed needs one, and XML bombs are made of them."""
    plain = content.replace(b"\x00", b"") if b"\x00" in content[:64] else content
    root = _ROOT.search(plain)
    if _ENTITY.search(plain, 0, root.start() if root else len(plain)):
        raise UnreadableInput(name, "declares XML entities, as XML bombs do", remedy="do not trust it")


def _entry(entry: Any, feed: Any, given: Given, number: int, media_type: str) -> Taken | BadRow:
    where = f"entry {number}"
    bodies = [body.get("value") or "" for body in entry.get("content") or ()]
    markup = max([*bodies, entry.get("summary") or ""], key=len)
    title = _plain(entry.get("title"))
    text = _plain_body(markup) or title
    if not text:
        return BadRow(
            given.name, "has neither text nor title", where=where, remedy="nothing was read from it"
        )
    published = _day(entry)
    kept = {key: str(entry[key]) for key in _KEPT if key in entry} | {
        "content": bodies,
        "feed": _plain(feed.get("title")),
    }
    draft = Draft(
        text=text,
        title=title if title != text else None,
        publisher=_plain((entry.get("source") or {}).get("title")) or _plain(feed.get("title")),
        author=_plain(entry.get("author")),
        url=entry.get("link") or None,
        published=published,
        published_rule="metadata" if published else None,
        language=_language(entry, feed),
    )
    return finish(
        draft,
        given=given,
        content=msgspec.json.encode(kept, order="sorted"),
        source=f"{given.name}#{where}",
        media_type=media_type,
    )


def _day(entry: Any) -> dt.date | None:
    """The day as the feed writes it, in the publisher's own time; when it was updated, if no more is said."""
    for key in ("published", "created", "updated"):
        # "updated" falls back to "published" inside feedparser, with a warning: asked for only if it is there.
        if key in entry and (day := parse_day(str(entry[key]))) is not None:
            return day
    return None


def _language(entry: Any, feed: Any) -> str | None:
    detail = (entry.get("content") or [{}])[0].get("language")
    return (
        language_code(detail) or language_code(feed.get("language")) or language_code(entry.get("language"))
    )


def _plain(value: str | None) -> str | None:
    if not value:
        return None
    text = fragment_text(value) if _MARKUP.search(value) else value
    return " ".join(text.split()) or None


def _plain_body(markup: str) -> str:
    return fragment_text(markup) if _MARKUP.search(markup) else markup.strip()
