"""A document from one publisher, and the stretches it is read in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["Passage", "Report"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document from one publisher. It never changes; all offsets refer to ``text`` (or ``title``) in characters.

    ``sha256`` is of the bytes it was made from, ``source`` where they came from (path, and row or entry in it),
    ``retrieved`` when they were read. ``published`` is a day, with ``published_rule`` naming where it was found
    (``metadata``, ``header``, ``dateline``, ``row``). ``language`` is an ISO 639-1 code. What a document does not tell
    is None.
    """

    id: str
    sha256: str
    text: str
    source: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: dt.date | None = None
    published_rule: str | None = None
    language: str | None = None
    retrieved: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of a report's text that is read as one: a sentence, a heading, a caption, a bullet.

    ``part`` is ``"text"`` or ``"title"``; ``start``/``end`` are offsets into it; ``paragraph`` counts from 0;
    ``kind`` is ``sentence``, ``heading``, ``caption``, ``bullet``, ``title``, ``header`` (fields above the text)
    or ``furniture`` (what stands around a story on its page).
    """

    start: int
    end: int
    text: str
    paragraph: int
    kind: str = "sentence"
    part: str = "text"
