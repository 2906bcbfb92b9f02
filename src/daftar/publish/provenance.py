"""Who has it from whom, as a graph that can be drawn: the origins behind a record, and the reports that repeat them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import to_builtins

from daftar.model import Passage, Report

if TYPE_CHECKING:
    from daftar.model import Descent, Origin, Quote, Reading, Record, Root

__all__ = ["Changes", "provenance_json"]

#: Gives the sentences that a later report (the second) adds to an earlier one, and those that it drops of it.
Changes: TypeAlias = Callable[[Report, Report], tuple[Sequence[Passage], Sequence[Passage]]]


def provenance_json(
    record: Record,
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    changes: Changes | None = None,
) -> dict[str, Any]:
    """Who has it from whom, as a graph: ``nodes`` (origins, then reports in order of telling) and ``edges``.

    An edge goes from the report that has something to the report or origin that it has it from: a record's ``descents``;
    ``cites`` where the report's own words name the origin; ``tells`` where it names nobody and is the origin's own.
    ``changes`` gives the sentences that a later report (the second) adds to an earlier one and drops of it.
    """
    nodes = [_origin_node(root, independent=True) for root in record.roots]
    nodes += [_origin_node(root, independent=False) for root in record.unsure]
    nodes += [_report_node(name, reports.get(name)) for name in record.incident.reports]
    edges = [_descent_edge(one, reports, changes) for one in record.descents if one.source is not None]
    has_source = {one.report for one in record.descents if one.source is not None}
    for root in (*record.roots, *record.unsure):
        for name in root.reports:
            own = [
                readings[c].claim.origin
                for c in root.claims
                if c in readings and readings[c].claim.report == name
            ]
            cited = next((chain[-1].quote for chain in own if chain and _names(chain[-1], root.origin)), None)
            if cited is not None or name not in has_source:
                kind = "tells" if cited is None else "cites"
                edges.append(_edge(name, root.id, kind, quote=cited))
    numbers = [
        {
            "outcome": t.outcome,
            "group": t.group,
            "bound": end,
            "value": bound.value,
            "roots": list(bound.roots),
        }
        for t in record.tallies
        for end, bound in (("low", t.low), ("best", t.best), ("high", t.high))
        if bound is not None and bound.value is not None
    ]
    return {"incident": record.incident.id, "numbers": numbers, "nodes": nodes, "edges": edges}


def _names(link: Origin, origin: Origin) -> bool:
    """Whether the words name this origin, not an outlet that has it from there."""
    return link.quote is not None and (link.kind != "media" or origin.kind == "media")


def _origin_node(root: Root, *, independent: bool) -> dict[str, Any]:
    return {"id": root.id, "node": "origin", "independent": independent, "origin": to_builtins(root.origin)}


def _report_node(name: str, report: Report | None) -> dict[str, Any]:
    published = None if report is None or report.published is None else report.published.isoformat()
    return {
        "id": name,
        "node": "report",
        "publisher": None if report is None else report.publisher,
        "published": published,
        "title": None if report is None else report.title,
    }


def _edge(
    name: str, source: str, kind: str, *, quote: Quote | None, other: Quote | None = None
) -> dict[str, Any]:
    return {
        "from": name,
        "to": source,
        "kind": kind,
        "quote": to_builtins(quote),
        "other": to_builtins(other),
        "share": None,
        "added": [],
        "dropped": [],
    }


def _descent_edge(
    one: Descent,
    reports: Mapping[str, Report],
    changes: Changes | None,
) -> dict[str, Any]:
    edge = _edge(one.report, one.source or "", one.kind, quote=one.quote, other=one.other) | {
        "share": one.share
    }
    earlier, later = reports.get(one.source or ""), reports.get(one.report)
    if changes is not None and one.share is not None and earlier is not None and later is not None:
        for key, passages in zip(("added", "dropped"), changes(earlier, later), strict=True):
            edge[key] = [{"start": p.start, "end": p.end, "text": p.text, "part": p.part} for p in passages]
    return edge
