"""Who has it from whom, drawn when the page is made: a row for each origin and report, joined by lines in the margin.

One row under another stays readable on a telephone, where columns of names would not. Lines run in lanes to the left of
the names, one lane for each origin or report that others have it from, as version-control programs draw branches.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final

from daftar.model import Origin
from daftar.publish.provenance import provenance_json
from daftar.publish.site.words import capital, day_words, label, origin_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Record
    from daftar.publish.site.views import Desk

__all__ = ["Drawn", "Edge", "Node", "drawn"]

_WIDE: Final = 340  # units across: a telephone's column, so that a unit is a pixel there
_ROW: Final = 38
_LINE: Final = 13  # a further line of a note
_LINES: Final = 3
_LANE: Final = 13
_EDGE: Final = 9  # from the margin to the first lane
_MOST_LANES: Final = 8  # more would leave no room for names; further sources share the last
_LETTER: Final = 6.9  # the width of a letter of a name, on the safe side
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
    """One row: an origin or a report. ``x`` and ``y`` are where its mark is, ``full`` its name uncut, ``slug`` its report's page.

    ``notes`` are the lines below the name, with where each stands.
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
    nodes: dict[str, dict[str, Any]] = {node["id"]: node for node in graph["nodes"] if node["id"]}
    edges = [e for e in graph["edges"] if e["from"] in nodes and e["to"] in nodes and e["from"] != e["to"]]
    if len(record.incident.reports) < 2 or not edges:
        return None
    order, depth = _rows(nodes, edges)
    row = {name: number for number, name in enumerate(order)}
    lanes = _lanes(edges, row)
    left = _EDGE + _LANE * (max(lanes.values()) + 1) + 3
    marks: dict[str, tuple[int, int]] = {}
    placed: list[Node] = []
    height = 0
    for name in order:
        marks[name] = (left + 12 * min(depth[name], 3), height + 14)
        placed.append(_node(nodes[name], marks[name], edges, nodes, on))
        height += _ROW + _LINE * max(0, len(placed[-1].notes) - 1)
    return Drawn(
        width=_WIDE,
        height=height + 6,
        nodes=tuple(placed),
        edges=tuple(_edge(edge, marks, lanes, nodes) for edge in edges),
        words=_words(record),
    )


def _rows(
    nodes: Mapping[str, Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]
) -> tuple[list[str], dict[str, int]]:
    """The rows from top to bottom, and how far each is indented: every report under the first it has its words from."""
    source: dict[str, str] = {}
    for edge in sorted(edges, key=lambda e: e["kind"] in {"cites", "tells"}):
        source.setdefault(edge["from"], edge["to"])
    below: dict[str, list[str]] = {}
    for name in nodes:
        if name in source:
            below.setdefault(source[name], []).append(name)
    order: list[str] = []
    depth: dict[str, int] = {}
    # What has no source is a top; a ring of same words has none, and is begun anywhere in it, last.
    tops = [name for name in nodes if name not in source] + list(source)
    stack = [(name, 0) for name in reversed(tops)]
    while stack:
        name, deep = stack.pop()
        if name in depth:
            continue
        order.append(name)
        depth[name] = deep
        stack.extend((inner, deep + 1) for inner in reversed(below.get(name, ())))
    return order, depth


def _lanes(edges: Sequence[Mapping[str, Any]], row: Mapping[str, int]) -> dict[str, int]:
    """A lane for each source, the leftmost for the longest line; two that do not meet share one."""
    reach: dict[str, tuple[int, int]] = {}
    for edge in edges:
        ends = sorted((row[edge["from"]], row[edge["to"]]))
        first, last = reach.get(edge["to"], (ends[0], ends[1]))
        reach[edge["to"]] = (min(first, ends[0]), max(last, ends[1]))
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


def _edge(
    edge: Mapping[str, Any],
    marks: Mapping[str, tuple[int, int]],
    lanes: Mapping[str, int],
    nodes: Mapping[str, Mapping[str, Any]],
) -> Edge:
    (x, y), (sx, sy) = marks[edge["from"]], marks[edge["to"]]
    lane = _EDGE + _LANE * lanes[edge["to"]]
    turn = 6 if sy < y else -6
    sure = edge["kind"] != "same_words" and nodes[edge["to"]].get("independent", True)
    return Edge(
        path=f"M{sx} {sy}H{lane + 6}Q{lane} {sy} {lane} {sy + turn}V{y - turn}Q{lane} {y} {lane + 6} {y}H{x}",
        sure=sure,
    )


def _node(
    node: Mapping[str, Any],
    mark: tuple[int, int],
    edges: Sequence[Mapping[str, Any]],
    nodes: Mapping[str, Mapping[str, Any]],
    on: Desk,
) -> Node:
    x, y = mark
    if node["node"] == "origin":
        given = node["origin"]
        origin = Origin(kind=given["kind"], name=given.get("name"), organisation=given.get("organisation"))
        full = capital(origin_words(origin))
        note = label("origin_kind", origin.kind)
        note += ", independent origin" if node["independent"] else ", perhaps one of the others"
        kind, slug = ("origin" if node["independent"] else "unsure"), None
    else:
        report = on.index.reports[node["id"]]
        day = f", {day_words(dt.date.fromisoformat(node['published']))}" if node["published"] else ""
        full = f"{node['publisher'] or 'Publisher not known'}{day}"
        note = _said([e for e in edges if e["from"] == node["id"]], nodes)
        kind, slug = "report", on.report_slugs[report.id]
    return Node(
        x=x,
        y=y,
        name=_cut(full, int((_WIDE - x - 12) / _LETTER)),
        full=full if not note else f"{full}: {note}",
        notes=tuple(enumerate(_wrapped(capital(note), int((_WIDE - x - 12) / (_LETTER * 0.82))))),
        kind=kind,
        slug=slug,
    )


def _said(edges: Sequence[Mapping[str, Any]], nodes: Mapping[str, Mapping[str, Any]]) -> str:
    """What a report does with what it has from elsewhere: the closest tie to each source, those of a kind together."""
    kinds: dict[str, str] = {}
    order = list(_SAID)
    for edge in sorted(edges, key=lambda e: order.index(e["kind"])):
        kinds.setdefault(_name(nodes[edge["to"]]), edge["kind"])
    said = [
        _SAID[kind].format(", ".join(name for name, of in kinds.items() if of == kind))
        for kind in dict.fromkeys(kinds.values())
    ]
    return "; ".join(said)


def _name(node: Mapping[str, Any]) -> str:
    if node["node"] == "report":
        return str(node["publisher"] or "another report")
    given = node["origin"]
    return str(
        given.get("organisation") or given.get("name") or f"an unnamed {label('origin_kind', given['kind'])}"
    )


def _wrapped(text: str, letters: int) -> list[str]:
    """``text`` in a few lines, cut where it is longer than these."""
    lines = wrap(text, letters)
    return (
        lines
        if len(lines) <= _LINES
        else [*lines[: _LINES - 1], _cut(" ".join(lines[_LINES - 1 :]), letters)]
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip(" ,;") + "…"


def _words(record: Record) -> str:
    origins, reports = len(record.roots), len(record.incident.reports)
    return (
        f"{reports} reports go back to {origins} independent origin{'' if origins == 1 else 's'}. "
        "The list of sources beside it says the same in words."
    )
