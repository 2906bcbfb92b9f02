"""Rows: which column or key is which field of a report, and the report that a row makes."""

from __future__ import annotations

import datetime as dt
import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from daftar.errors import BadRow
from daftar.intake.base import Draft
from daftar.intake.days import parse_day
from daftar.intake.tables import section, words
from daftar.intake.tongue import language_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["draft_of_row", "known_columns", "row_fields"]

_LOG = logging.getLogger(__name__)
_SHOWN = 40  # characters of a day that is none
_SPACING = re.compile(r"[\s_-]+")


@cache
def _ranks() -> Mapping[str, tuple[str, int]]:
    """Every name a column may have, to its field and how far down the list of that field's names it stands."""
    return {
        name: (field, rank)
        for field in section("columns", "columns")
        for rank, name in reversed(list(enumerate(words("columns", "columns", field))))
    }


def known_columns(names: Iterable[object]) -> dict[str, int]:
    """Which of the columns called ``names`` holds which field: field to index, the best-named column for each."""
    best: dict[str, tuple[int, int]] = {}
    ranks = _ranks()
    for index, name in enumerate(names):
        known = (
            ranks.get(_SPACING.sub(" ", name.strip().lstrip("\ufeff").lower()))
            if isinstance(name, str)
            else None
        )
        if known is not None:
            field, rank = known
            best[field] = min(best.get(field, (rank, index)), (rank, index))
    return {field: index for field, (_, index) in best.items()}


def row_fields(row: Mapping[str, object]) -> dict[str, object]:
    """The fields that a row with named values has, by the same names as columns go by."""
    values = list(row.values())
    return {field: values[index] for field, index in known_columns(row).items()}


def draft_of_row(fields: Mapping[str, object], name: str, where: str) -> Draft:
    """The document that a row is. Its text is kept exactly as it stands, so that offsets refer to it.

    A day that is in none of the known forms is left out (and said so in the log); then the text is asked.

    Raises BadRow when there is no text in it.
    """
    text, title = fields.get("text"), _words(fields.get("title"))
    if not isinstance(text, str):
        problem = "has no text" if text is None else f"has a text that is {type(text).__name__}, not words"
        raise BadRow(name, problem, where=where, remedy='give the row a "text"')
    if not text.strip() and title is None:
        raise BadRow(name, "has an empty text", where=where, remedy='give the row a "text"')
    published = _day(fields.get("published"), name, where)
    return Draft(
        text=text,
        id=_words(fields.get("id")),
        title=title,
        publisher=_words(fields.get("publisher")),
        author=_words(fields.get("author")),
        url=_words(fields.get("url")),
        published=published,
        published_rule="row" if published else None,
        language=language_code(_words(fields.get("language"))),
    )


def _words(value: object) -> str | None:
    """A cell as words: None for what is empty; a whole number that a spreadsheet keeps as 12.0 is 12."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(value: Any, name: str, where: str) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    day = parse_day(value) if isinstance(value, str) else None
    if day is None:
        told = str(value)[:_SHOWN]
        _LOG.warning(
            "%s, %s: the day of publication%s is in no known form and left out; write it as 2019-12-18",
            name,
            where,
            # Words may be anybody's, and logs hold nobody's name.
            "" if any(sign.isalpha() for sign in told) else f", {told!r},",
        )
    return day
