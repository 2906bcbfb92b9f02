"""Rows: which column or key is which field of a report, and the report that a row makes."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from daftar.errors import BadRow
from daftar.intake.base import NONE_CALLED, Called, Draft, remark
from daftar.intake.cells import Coded, coded
from daftar.intake.days import is_open, parse_day
from daftar.intake.tables import section, words
from daftar.intake.tongue import language_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.intake.base import Given

__all__ = ["Plan", "draft_of_row", "fields", "known_columns", "planned", "rivals", "row_fields"]

_LOG = logging.getLogger(__name__)
_SHOWN = 40  # characters of a day that is none
_SPACING = re.compile(r"[\s_-]+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]\s*")
_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})/\d{4}(?!\d)")
_NAMED = 6  # columns named in one remark
_MARKS = " ?:*#.!"
# Where no column is called "text" or the like: the first of these kinds that there is a column of.
_IN_WORDS = ("narrative", "remarks")


@cache
def _ranks() -> Mapping[str, tuple[str, int]]:
    """Every name a column may have, to its field and how far down the list of that field's names it stands."""
    ranked = [
        *((field, words("columns", "columns", field)) for field in section("columns", "columns")),
        *((kind, words("columns", kind, "names")) for kind in _IN_WORDS),
    ]
    return {name: (field, rank) for field, names in ranked for rank, name in reversed(list(enumerate(names)))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the rows of one table are read: its header row, which column is what, and how it writes dates in numbers."""

    header: tuple[object, ...]
    columns: Mapping[str, int]
    coded: Coded | None = None
    day_first: bool | None = None

    def fields(self, record: Sequence[object]) -> dict[str, object]:
        """The fields of the report that a row is; of an event its coded cells stand above what is told in words."""
        found = {field: record[index] for field, index in self.columns.items() if index < len(record)}
        if self.coded is not None:
            cells = self.coded.text(record, day_first=self.day_first)
            told = _words(found.get("text"))
            found["text"] = f"{cells}\n\n{told}" if cells and told else cells or told
            found["words"] = len(cells)
        return found

    def sums_up(self, record: Sequence[object]) -> bool:
        """Whether a row of a sheet of events is the sum of others: "Total" in a cell, and no day."""
        if self.coded is None:
            return False
        day = self.coded.day
        if day is not None and day < len(record) and record[day] not in {None, ""}:
            told = record[day]
            return isinstance(told, str) and _bare(_folded(told)) in words("columns", "sums", "words")
        sums = words("columns", "sums", "words")
        return any(isinstance(cell, str) and _bare(_folded(cell)) in sums for cell in record)

    def with_order(self, rows: Iterable[Sequence[object]]) -> Plan:
        """The plan with the order of day and month that the column of days shows in ``rows``, where nobody said it.

        One of a column's days that can be read in one way only tells for all of it; where two of them differ, none does.
        """
        index = self.columns.get("published") if self.coded is None else self.coded.day
        if self.day_first is not None or index is None:
            return self
        shown = {
            int(match[1]) > 12
            for row in rows
            if index < len(row)
            and isinstance(cell := row[index], str)
            and (match := _NUMBERS.match(cell.strip()))
            and (int(match[1]) > 12) != (int(match[2]) > 12)
        }
        return replace(self, day_first=shown.pop()) if len(shown) == 1 else self


def planned(header: Sequence[object], given: Given) -> Plan | None:
    """How a table with this header row is read; None where no column holds reports in words.

    Where more than one may, the other is told of, with what to do.
    """
    called = given.guide.columns
    columns = known_columns(header, called)
    in_cells = _coded(header, columns, given)
    if "text" not in columns and in_cells is None:
        return None
    if others := rivals(header, called):
        first, *rest = (repr(name) for name in others)
        remark(
            given,
            f"rivals {others}",
            f"{given.name}: the reports are read from its column {first}; {' and '.join(rest)} may hold words, too: "
            f'name another by --column text="..."',
        )
    if in_cells is not None:
        columns = {field: index for field, index in columns.items() if index not in in_cells.read()}
        _tell_of_cells(header, columns, in_cells, given)
    return Plan(header=tuple(header), columns=columns, coded=in_cells, day_first=given.guide.day_first)


def _coded(header: Sequence[object], columns: Mapping[str, int], given: Given) -> Coded | None:
    """The coded columns of a table that holds events; None for one that holds reports.

    It does where a column of figures stands beside one of days or places, or a place or a day of an incident beside what
    tells of it in words. A column that is called "text" or the like holds reports, whatever stands beside it.
    """
    called = given.guide.columns
    own = {_folded(name) for field, names in called.items() if field in fields() for name in names}
    named = {at: "" for at, name in enumerate(header) if isinstance(name, str) and _folded(name) in own}
    found = coded(header, called, named)
    if "text" in columns:
        words = any(columns["text"] in _candidates(header, called).get(kind, ()) for kind in _IN_WORDS)
        told = found.located or found.counts or (found.day is not None and found.unsure_day is None)
        return found if (words or columns["text"] in named) and told else None
    return found if found.counts and (found.located or found.day is not None) else None


def _tell_of_cells(header: Sequence[object], columns: Mapping[str, int], cells: Coded, given: Given) -> None:
    """Tell what is not read of a table of events, and how a day was understood."""
    if cells.unsure_day is not None:
        name = str(header[cells.unsure_day]).strip()
        remark(
            given,
            f"unsure {name}",
            f"{given.name}: its column {name!r} is taken for the day of the incident; where it is that of publication, say "
            f'--column published="{name}"',
        )
    read = cells.read() | set(columns.values())
    asides = frozenset(words("columns", "asides", "names"))
    left = [
        repr(str(name).strip())
        for at, name in enumerate(header)
        if name not in {None, ""} and at not in read and _bare(_folded(str(name))) not in asides
    ]
    if left:
        more = f" and {len(left) - _NAMED} more" if len(left) > _NAMED else ""
        remark(
            given,
            f"left {left}",
            f"{given.name}: of its columns these are not read: {', '.join(left[:_NAMED])}{more}; say what one holds by "
            '--column killed="...", place="..." and so on',
        )


@cache
def fields() -> tuple[str, ...]:
    """The fields of a report that a column may hold, in the order of the table."""
    return tuple(section("columns", "columns"))


def known_columns(names: Iterable[object], called: Called = NONE_CALLED) -> dict[str, int]:
    """Which of the columns called ``names`` holds which field: field to index, the best-named column for each.

    ``called`` are the user's own names for fields, which go before all others.
    """
    return {field: indexes[0] for field, indexes in _candidates(names, called).items()}


def rivals(names: Sequence[object], called: Called = NONE_CALLED) -> tuple[str, ...]:
    """The names of the columns that tell what happened in words as well as the one that is read, that one first.

    Empty where there is but one, or where the name of one says that it is the report itself.
    """
    found = _candidates(names, called)
    if not any(found.get("text") == found.get(kind) for kind in _IN_WORDS):
        return ()
    indexes = found.get("text", ())
    return tuple(str(names[index]).strip() for index in indexes) if len(indexes) > 1 else ()


def _candidates(names: Iterable[object], called: Called) -> dict[str, tuple[int, ...]]:
    """The columns that may hold a field, the best-named first."""
    found: dict[str, list[tuple[int, int]]] = {}
    own = {
        _folded(name): (field, rank - len(chosen))
        for field, chosen in called.items()
        for rank, name in enumerate(chosen)
    }
    ranks = _ranks()
    for index, name in enumerate(names):
        if isinstance(name, str):
            folded = _folded(name)
            known = own.get(folded) or ranks.get(folded) or ranks.get(_bare(folded))
            if known is not None:
                found.setdefault(known[0], []).append((known[1], index))
    best = {field: tuple(index for _, index in sorted(ranked)) for field, ranked in found.items()}
    for kind in _IN_WORDS:
        if "text" not in best and kind in best:
            best["text"] = best[kind]
    return best


def _folded(name: str) -> str:
    return _SPACING.sub(" ", name.strip().lstrip("\ufeff").lower())


def _bare(folded: str) -> str:
    """A name without what stands in brackets and without marks at its end."""
    return _BRACKETS.sub(" ", folded).strip(_MARKS)


def row_fields(row: Mapping[str, object], called: Called = NONE_CALLED) -> dict[str, object]:
    """The fields that a row with named values has, by the same names as columns go by."""
    values = list(row.values())
    return {field: values[index] for field, index in known_columns(row, called).items()}


def draft_of_row(
    fields: Mapping[str, object], name: str, where: str, *, day_first: bool | None = None
) -> Draft:
    """The document that a row is. Its text is kept exactly as it stands, so that offsets refer to it.

    ``day_first`` says how dates in numbers are written. A day that is in none of the known forms is left out (and said
    so in the log), and so is one that may be two; then the text is asked.

    Raises BadRow when there is no text in it.
    """
    text, title = fields.get("text"), _words(fields.get("title"))
    if not isinstance(text, str):
        problem = "has no text" if text is None else f"has a text that is {type(text).__name__}, not words"
        raise BadRow(name, problem, where=where, remedy='give the row a "text"')
    if not text.strip() and title is None:
        raise BadRow(name, "has an empty text", where=where, remedy='give the row a "text"')
    told = fields.get("published")
    published = _day(told, name, where, day_first=day_first)
    begins = fields.get("words", 0)
    return Draft(
        text=text,
        words=begins if isinstance(begins, int) else 0,
        id=_words(fields.get("id")),
        title=title,
        publisher=_words(fields.get("publisher")),
        author=_words(fields.get("author")),
        url=_words(fields.get("url")),
        published=published,
        published_rule="row",
        published_told=told.strip()
        if isinstance(told, str) and published is None and is_open(told)
        else None,
        language=language_code(_words(fields.get("language"))),
    )


def _words(value: object) -> str | None:
    """A cell as words: None for what is empty; a whole number that a spreadsheet keeps as 12.0 is 12."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _day(value: Any, name: str, where: str, *, day_first: bool | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    day = parse_day(value, day_first=day_first) if isinstance(value, str) else None
    if day is None and not (isinstance(value, str) and is_open(value)):
        told = str(value)[:_SHOWN]
        _LOG.warning(
            "%s, %s: the day of publication%s is in no known form and left out; write it as 2019-12-18",
            name,
            where,
            # Words may be anybody's, and logs hold nobody's name.
            "" if any(sign.isalpha() for sign in told) else f", {told!r},",
        )
    return day
