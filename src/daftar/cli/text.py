"""Numbers, days, places and quotes in words, for people at a terminal."""

from __future__ import annotations

import re
import shutil
import sys
from typing import TYPE_CHECKING

import click

from daftar.model.origins import origin_name

if TYPE_CHECKING:
    from daftar.model import Bound, Count, Incident, Origin, Quote, Report, Tally, TimeWindow

__all__ = [
    "bound_text",
    "clean",
    "count_text",
    "days_text",
    "in_context",
    "origins_text",
    "place_text",
    "quoted",
    "say",
    "tally_text",
    "wrapped",
]

_CONTEXT = 160  # characters of a report to show around a quote
_HANGING = 2  # blanks by which what is wrapped stands further in
_NARROW = 40  # columns: below this wrapping helps nobody
_LEAD = re.compile(r"\s*")


def say(line: str = "") -> None:
    """Print a line for a person; on a terminal, wrapped between words, with what follows standing further in.

    Where the output goes elsewhere the line stays one.
    """
    click.echo("\n".join(wrapped(line, _columns())) if sys.stdout.isatty() else line)


def _columns() -> int:
    return shutil.get_terminal_size().columns


def wrapped(line: str, columns: int) -> list[str]:
    """Cut a line between words into lines of at most so many columns, as a terminal shows them, styles and all."""
    from rich.cells import cell_len

    def width(text: str) -> int:
        return cell_len(click.unstyle(text))

    if columns < _NARROW or width(line) <= columns:
        return [line]
    lead = _LEAD.match(click.unstyle(line))
    indent = " " * (len(lead[0]) + _HANGING if lead else _HANGING)
    lines: list[str] = []
    now = ""
    for piece in re.split(r"(?<=\S)(?= )", line):  # each word with the blanks before it
        if now.strip() and width(now) + width(piece) > columns:
            lines.append(now)
            now = indent + piece.lstrip(" ")
        else:
            now += piece
    return [*lines, now]


def clean(text: str) -> str:
    """Put a text on one line, without the characters that a terminal would take for commands."""
    spaced = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(spaced.split())


def bound_text(bound: Bound | None) -> str:
    """Write one number of a toll: ``9``, ``open``, or a dash where nobody gave one."""
    if bound is None:
        return "-"
    return "open" if bound.value is None else f"{bound.value:,}"


def tally_text(tally: Tally | None) -> str:
    """Write a toll in one cell: ``9``, ``9-12``, ``22+``, and the best figure first where it is neither end."""
    if tally is None:
        return ""
    low, high = tally.low.value or 0, tally.high.value
    best = None if tally.best is None else tally.best.value
    span = f"{low:,}" if low == high else f"{low:,}+" if high is None else f"{low:,}-{high:,}"
    return span if best is None or best in {low, high} else f"{best:,} ({span})"


def count_text(count: Count | None) -> str:
    """Write what one claim counts."""
    if count is None:
        return "some"
    if count.high is None:
        return f"{count.low:,} or more"
    return f"{count.low:,}" if count.low == count.high else f"{count.low:,} to {count.high:,}"


def days_text(window: TimeWindow | None) -> str:
    """Write a day, or the first and the last of several."""
    if window is None:
        return ""
    start, end = window.start.isoformat(), window.end.isoformat()
    return start if start == end else f"{start} to {end}"


def place_text(incident: Incident) -> str:
    """Write a place with the divisions around it, the smallest first."""
    reading = incident.place
    if reading is None:
        return ""
    located = reading.located
    around = [] if located is None else [*reversed(located.admin), located.country or ""]
    return clean(", ".join(dict.fromkeys([reading.name, *filter(None, around)])))


def origins_text(chain: tuple[Origin, ...]) -> str:
    """Write a chain from the publisher to the root."""
    return " < ".join(clean(_origin(one)) for one in chain) or "nobody named"


def _origin(one: Origin) -> str:
    name = origin_name(one) or one.kind.replace("_", " ")
    if one.name and one.organisation and one.name != one.organisation:
        return f"{one.name} ({one.organisation})"
    return name


def quoted(report: Report | None, quote: Quote) -> tuple[str, str, str]:
    """Cut a report around a quote: what stands before it, its own words, and what follows."""
    whole = None if report is None else report.title if quote.part == "title" else report.text
    if not whole or whole[quote.start : quote.end] != quote.text:
        return "", clean(quote.text), ""
    begin = _begin(whole, quote)
    before = whole[max(begin, quote.start - _CONTEXT) : quote.start]
    after = whole[quote.end : quote.end + _CONTEXT]
    first, last = quote.start - begin > _CONTEXT, quote.end + _CONTEXT < len(whole)
    return (
        ("... " if first else "") + clean(before.partition(" ")[2] if first else before),
        clean(quote.text),
        clean(after.rpartition(" ")[0] if last else after) + (" ..." if last else ""),
    )


def _begin(whole: str, quote: Quote) -> int:
    """Where the text begins, behind the lines at its top that only name its title, publisher and day."""
    from daftar.intake.header import fields_at_top

    if quote.part == "title":
        return 0
    end = whole.find("\n\n") + 2
    return end if 2 <= end <= quote.start and fields_at_top(whole[:end]) else 0


def in_context(report: Report | None, quote: Quote) -> str:
    """Write a quote marked in the words around it."""
    before, words, after = quoted(report, quote)
    marked = click.style(f"[[{words}]]", bold=True)
    gap = "" if after[:1] in ".,;:!?)" else " "  # the words stand as written: no blank before a comma
    return f"{f'{before} {marked}'.lstrip()}{gap}{after}".rstrip()
