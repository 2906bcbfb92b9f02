"""Who has it from whom, drawn when the page is made: a row for each origin and report, joined by lines in the margin.

One row under another stays readable on a telephone, where columns of names would not. Lines run in lanes to the left of
the names, one lane for each origin or report that others have it from, as version-control programs draw branches.
Reports with the same words, of which nobody can tell which came first, stand together under one mark.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from daftar.model import Origin
from daftar.publish.provenance import provenance_json
from daftar.publish.site.ties import WEAK, Tie, Ties, ties
from daftar.publish.site.words import capital, day_words, label, origin_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.model import Record
    from daftar.publish.site.desk import Desk

__all__ = ["Drawn", "Edge", "Node", "drawn"]

_WIDE: Final = 340  # units across: a telephone's column, so that a unit is a pixel there
_ROW: Final = 38
_SHORT: Final = 22  # a row without a note
_LINE: Final = 13  # a further line of a note
_LINES: Final = 3
_LANE: Final = 13
_EDGE: Final = 9  # from the margin to the first lane
_MOST_LANES: Final = 8  # more would leave no room for names; further sources share the last
_LETTER: Final = 6.9  # the width of a letter of a name, on the safe side
_MOST_ALIKE: Final = 40  # reports of the same words to name; the list of sources has all
#: What a report does with what it has from elsewhere, told of the report.
_SAID: Final = {
    "copies": "copies {}",
    "repeats": "repeats a passage of {}",
    "same_words": "has the same words as {}; which came first cannot be told",
    "translates": "translates {}",
    "reprints": "prints {} again",
    "draws_on": "draws on {}",
    "credits": "credits {}",
    "cites": "names {}",
    "tells": "tells it in its own name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One row: an origin, a report, a heap of reports with the same words (``alike``) or one of these (``member``).

    ``x`` and ``y`` are where its mark is, ``full`` its name uncut, ``slug`` its report's page. ``notes`` are the lines
    below the name, with where each stands.
    """

    x: int
    y: int
    name: str
    full: str
    notes: tuple[tuple[int, str], ...]
    kind: str
    slug: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A line as an SVG path, from a report's mark to its lane and along it to the source. ``sure`` is false where it may be another's."""

    path: str
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A graph laid out, with the sentence that says what it shows to those who do not see it."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    words: str


def drawn(record: Record, on: Desk) -> Drawn | None:
    """Lay out a record's origins and reports; None where there is but one report and nothing to draw."""
    graph = provenance_json(record, on.index.readings, on.index.reports)
    found = ties(graph)
    if len(record.incident.reports) < 2 or not found.all:
        return None
    order, depth = _rows(found)
    row = {name: number for number, name in enumerate(order)}
    lanes = _lanes(found.lines, row)
    left = _EDGE + _LANE * (max(lanes.values(), default=0) + 1) + 3
    names = _Names(graph["nodes"], found, on)
    marks: dict[str, tuple[int, int]] = {}
    nodes: list[Node] = []
    brackets: list[Edge] = []
    height = 0
    for name in order:
        marks[name] = (left + 12 * min(depth[name], 3), height + 14)
        for node in names.rows(name, *marks[name]):
            nodes.append(node)
            height = node.y - 14 + (_ROW if node.notes else _SHORT) + _LINE * max(0, len(node.notes) - 1)
        if name in found.heaps:
            x, y = marks[name]
            brackets.append(Edge(path=f"M{x} {y}V{nodes[-1].y}", sure=True))
    return Drawn(
        width=_WIDE,
        height=height + 6,
        nodes=tuple(nodes),
        edges=(*(_edge(tie, marks, lanes, names) for tie in found.lines), *brackets),
        words=_words(record, found),
    )


def _rows(found: Ties) -> tuple[list[str], dict[str, int]]:
    """The rows from top to bottom, and how far each is indented: every report under the first it has its words from."""
    source: dict[str, str] = {}
    for tie in sorted(found.lines, key=lambda one: one.kind in WEAK):
        source.setdefault(tie.start, tie.end)
    below: dict[str, list[str]] = {}
    for name in found.rows:
        if name in source:
            below.setdefault(source[name], []).append(name)
    order: list[str] = []
    depth: dict[str, int] = {}
    # What has no source is a top; a ring of same words has none, and is begun anywhere in it, last.
    tops = [name for name in found.rows if name not in source] + list(source)
    stack = [(name, 0) for name in reversed(tops)]
    while stack:
        name, deep = stack.pop()
        if name in depth:
            continue
        order.append(name)
        depth[name] = deep
        stack.extend((inner, deep + 1) for inner in reversed(below.get(name, ())))
    return order, depth


def _lanes(lines: Iterable[Tie], row: Mapping[str, int]) -> dict[str, int]:
    """A lane for each source, the leftmost for the longest line; two that do not meet share one."""
    reach: dict[str, tuple[int, int]] = {}
    for tie in lines:
        ends = sorted((row[tie.start], row[tie.end]))
        first, last = reach.get(tie.end, (ends[0], ends[1]))
        reach[tie.end] = (min(first, ends[0]), max(last, ends[1]))
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[str, int] = {}
    for name, (first, last) in sorted(reach.items(), key=lambda one: (one[1][0] - one[1][1], row[one[0]])):
        free = (n for n, some in enumerate(taken) if all(last < a or b < first for a, b in some))
        lane = next(free, len(taken))
        if lane == len(taken) and lane < _MOST_LANES:
            taken.append([])
        lane = min(lane, len(taken) - 1)
        taken[lane].append((first, last))
        lanes[name] = lane
    return lanes


def _edge(tie: Tie, marks: Mapping[str, tuple[int, int]], lanes: Mapping[str, int], names: _Names) -> Edge:
    (x, y), (sx, sy) = marks[tie.start], marks[tie.end]
    lane = _EDGE + _LANE * lanes[tie.end]
    turn = 6 if sy < y else -6
    return Edge(
        path=f"M{sx} {sy}H{lane + 6}Q{lane} {sy} {lane} {sy + turn}V{y - turn}Q{lane} {y} {lane + 6} {y}H{x}",
        sure=tie.kind != "same_words" and names.independent(tie.end),
    )


class _Names:
    """How rows are worded."""

    def __init__(self, nodes: Iterable[Mapping[str, Any]], found: Ties, on: Desk) -> None:
        self._nodes = {node["id"]: node for node in nodes}
        self._found = found
        self._on = on
        days = [str(node["published"])[:4] for node in self._nodes.values() if node.get("published")]
        self._years = len(set(days)) > 1

    def independent(self, name: str) -> bool:
        """Whether a row is no origin that may be one of the others."""
        return bool(self._nodes.get(name, {}).get("independent", True))

    def rows(self, name: str, x: int, y: int) -> Iterable[Node]:
        """The row of an origin or report; of a heap its own row, then one for each of its reports."""
        if name not in self._found.heaps:
            yield self._row(name, x, y)
            return
        some = self._found.heaps[name]
        shared = set.intersection(*(set(self._sources(one).items()) for one in some))
        note = "; ".join(
            filter(None, (self._said(some[0], {*dict(shared)}), "which came first cannot be told"))
        )
        yield _node(x, y, f"{len(some)} reports with the same words", note, "alike")
        y += _ROW + _LINE * (len(_wrapped(note, x)) - 1)
        for one in some[:_MOST_ALIKE]:
            own = {
                source
                for source, kind in self._sources(one).items()
                if (source, kind) not in shared and (source not in some or kind != "same_words")
            }
            node = self._report(one, x + 14, y, self._said(one, own), "member")
            yield node
            y += (_ROW if node.notes else _SHORT) + _LINE * max(0, len(node.notes) - 1)
        if len(some) > _MOST_ALIKE:
            yield _node(x + 14, y, f"and {len(some) - _MOST_ALIKE} more, in the list below", "", "member")

    def _row(self, name: str, x: int, y: int) -> Node:
        node = self._nodes[name]
        if node["node"] != "origin":
            kinds = list(self._sources(name).values())
            # Where it does nothing but name the origin that its line leads to, the line says it.
            return self._report(name, x, y, "" if kinds == ["cites"] else self._said(name), "report")
        given = node["origin"]
        origin = Origin(kind=given["kind"], name=given.get("name"), organisation=given.get("organisation"))
        note = label("origin_kind", origin.kind)
        note += ", independent origin" if node["independent"] else ", perhaps one of the others"
        return _node(x, y, capital(origin_words(origin)), note, "origin" if node["independent"] else "unsure")

    def _report(self, name: str, x: int, y: int, note: str, kind: str) -> Node:
        node = self._nodes[name]
        outlet = node["publisher"] or "Publisher not known"
        full, day = outlet, ""
        if node["published"]:
            published = day_words(dt.date.fromisoformat(node["published"]))
            full = f"{outlet}, {published}"
            day = f", {published if self._years else published.rpartition(' ')[0]}"
        said = self._said(name)
        return Node(
            x=x,
            y=y,
            name=_isolated(_cut(outlet, _room(x) - len(day))) + day,
            full=f"{full}: {said}" if said else full,
            notes=tuple(enumerate(_wrapped(note, x))),
            kind=kind,
            slug=self._on.report_slugs[name],
        )

    def _sources(self, name: str) -> dict[str, str]:
        """What a report has something from, each with the closest tie."""
        order = list(_SAID)
        kinds: dict[str, str] = {}
        for tie in sorted(self._found.all, key=lambda one: order.index(one.kind)):
            if tie.start == name:
                kinds.setdefault(tie.end, tie.kind)
        return kinds

    def _said(self, name: str, only: set[str] | None = None) -> str:
        """What a report does with what it has from elsewhere: the closest tie to each source, those of a kind together."""
        kinds: dict[str, str] = {}
        for source, kind in self._sources(name).items():
            if only is None or source in only:
                kinds.setdefault(_called(self._nodes[source]), kind)
        return "; ".join(
            _SAID[kind].format(", ".join(name for name, of in kinds.items() if of == kind))
            for kind in dict.fromkeys(kinds.values())
        )


def _node(x: int, y: int, name: str, note: str, kind: str) -> Node:
    return Node(
        x=x,
        y=y,
        name=_isolated(_cut(name, _room(x))),
        full=f"{name}: {note}" if note else name,
        notes=tuple(enumerate(_wrapped(note, x))),
        kind=kind,
        slug=None,
    )


def _called(node: Mapping[str, Any]) -> str:
    if node["node"] == "report":
        return str(node["publisher"] or "another report")
    given = node["origin"]
    return str(
        given.get("organisation") or given.get("name") or f"an unnamed {label('origin_kind', given['kind'])}"
    )


def _room(x: int) -> int:
    """Letters of a name that fit from a mark to the edge."""
    return int((_WIDE - x - 12) / _LETTER)


def _wrapped(text: str, x: int) -> list[str]:
    """``text`` in a few lines, cut where it is longer than these."""
    letters = int((_WIDE - x - 12) / (_LETTER * 0.82))
    lines = wrap(capital(text), letters)
    if len(lines) <= _LINES:
        return lines
    return [*lines[: _LINES - 1], _cut(" ".join(lines[_LINES - 1 :]), letters)]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip(" ,;") + "…"


def _isolated(text: str) -> str:
    """``text``, kept together where it is written from right to left, so that the day after it stays after it."""
    if any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text):
        return f"\u2068{text}\u2069"
    return text


def _words(record: Record, found: Ties) -> str:
    origins, reports = len(record.roots), len(record.incident.reports)
    alike = [f"{len(some)} of them have the same words. " for some in found.heaps.values()]
    return (
        f"{reports} reports go back to {origins} independent origin{'' if origins == 1 else 's'}. "
        f"{''.join(alike)}The list of sources beside it says the same in words."
    )
