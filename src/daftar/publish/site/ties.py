"""Who has it from whom, made ready to draw: reports with the same words as one, and no line that another says already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["WEAK", "Tie", "Ties", "ties"]

#: What says least of where a report has its text from: it names an origin, or nobody.
WEAK: Final = frozenset({"cites", "tells"})
_ALIKE: Final = 3  # reports with the same words, from which on they are drawn as one


@dataclass(frozen=True, slots=True)
class Tie:
    """That a report (or reports with the same words) has something from another, or from an origin."""

    start: str
    end: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """``rows`` are the ids to place: origins, reports, and heaps of reports with the same words (``heaps``: their members).

    ``lines`` are the ties to draw between rows, ``all`` every tie between origins and reports, for their words.
    """

    rows: tuple[str, ...]
    heaps: Mapping[str, tuple[str, ...]]
    lines: tuple[Tie, ...]
    all: tuple[Tie, ...]


def ties(graph: Mapping[str, Any]) -> Ties:
    """The graph of :func:`daftar.publish.provenance.provenance_json`, made ready to draw."""
    known = {node["id"]: node for node in graph["nodes"] if node["id"]}
    every = tuple(
        Tie(edge["from"], edge["to"], edge["kind"])
        for edge in graph["edges"]
        if edge["from"] in known and edge["to"] in known and edge["from"] != edge["to"]
    )
    heaps = _heaps(known, every)
    inside = {report: heap for heap, reports in heaps.items() for report in reports}
    rows = dict.fromkeys(inside.get(name, name) for name in known)
    lines: dict[tuple[str, str], Tie] = {}
    for tie in sorted(every, key=lambda one: one.kind in WEAK):
        start, end = inside.get(tie.start, tie.start), inside.get(tie.end, tie.end)
        if start != end:
            lines.setdefault((start, end), Tie(start, end, tie.kind))
    return Ties(rows=tuple(rows), heaps=heaps, lines=tuple(_needed(lines.values())), all=every)


def _heaps(known: Iterable[str], every: Sequence[Tie]) -> dict[str, tuple[str, ...]]:
    """Reports joined by same words, where they are many: nobody can tell who of them has it from whom."""
    head = {name: name for name in known}

    def top(name: str) -> str:
        while head[name] != name:
            name = head[name]
        return name

    for tie in every:
        if tie.kind == "same_words":
            head[top(tie.start)] = top(tie.end)
    together: dict[str, list[str]] = {}
    for name in head:
        together.setdefault(top(name), []).append(name)
    return {f"same words: {some[0]}": tuple(some) for some in together.values() if len(some) >= _ALIKE}


def _needed(lines: Iterable[Tie]) -> Iterable[Tie]:
    """The lines without those to an origin that the report it copies from leads to as well."""
    some = list(lines)
    strong: dict[str, list[str]] = {}
    reach: dict[str, list[str]] = {}
    for tie in some:
        reach.setdefault(tie.start, []).append(tie.end)
        if tie.kind not in WEAK:
            strong.setdefault(tie.start, []).append(tie.end)
    for tie in some:
        if tie.kind not in WEAK or not _leads(strong.get(tie.start, ()), tie, reach):
            yield tie


def _leads(starts: Iterable[str], tie: Tie, reach: Mapping[str, Sequence[str]]) -> bool:
    """Whether a way from one of ``starts`` comes to the end of ``tie`` without passing its start."""
    seen = {tie.start}
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name == tie.end:
            return True
        if name not in seen:
            seen.add(name)
            waiting.extend(reach.get(name, ()))
    return False
