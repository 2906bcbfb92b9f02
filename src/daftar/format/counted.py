"""What a record adds to an incident, as plain dicts: tolls, sums, contradictions, origins, history, positions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daftar.format.values import origin_json, quote_json

if TYPE_CHECKING:
    from daftar.model import (
        Conflict,
        Descent,
        OwnFigure,
        Part,
        Position,
        Root,
        SumCheck,
        Tally,
        Version,
        WayOut,
    )

__all__ = [
    "conflict_json",
    "descent_json",
    "own_figure_json",
    "part_json",
    "root_json",
    "stance_json",
    "sum_json",
    "tally_json",
    "version_json",
    "way_out_json",
]


def tally_json(tally: Tally) -> dict[str, Any]:
    """The figures, under ``claims`` the ids that each of them rests on, under ``roots`` its independent origins.

    ``why`` says how a bound follows that nobody gives by itself, ``parts`` what a number needs that is not given outright,
    ``sources`` how many independent origins stand behind it, or behind the part of it that fewest stand behind.
    """
    best = tally.best
    bounds = {"low": tally.low, "best": best, "high": tally.high}
    return {
        "low": tally.low.value,
        "best": None if best is None else best.value,
        "high": tally.high.value,
        "claims": {end: [] if bound is None else list(bound.claims) for end, bound in bounds.items()},
        "roots": {end: [] if bound is None else list(bound.roots) for end, bound in bounds.items()},
        "parts": {
            end: [] if bound is None else [part_json(part) for part in bound.parts]
            for end, bound in bounds.items()
        },
        "sources": {end: None if bound is None else bound.sources for end, bound in bounds.items()},
        "why": {"low": tally.low.why, "high": tally.high.why},
        "one_source": tally.one_source,
    }


def part_json(one: Part) -> dict[str, Any]:
    """What a number needs, with the origins behind it."""
    return {
        "words": one.words,
        "incident": one.incident,
        "claims": list(one.claims),
        "roots": list(one.roots),
    }


def sum_json(one: SumCheck) -> dict[str, Any]:
    """A total beside its parts."""
    return {
        "outcome": one.outcome,
        "group": one.group,
        "total": one.total,
        "parts": list(one.parts),
        "agrees": one.agrees,
        "words": one.words,
    }


def conflict_json(one: Conflict) -> dict[str, Any]:
    """What cannot all be true, with every way out."""
    return {
        "outcome": one.outcome,
        "group": one.group,
        "claims": list(one.claims),
        "words": one.words,
        "ways_out": [way_out_json(way) for way in one.ways_out],
    }


def way_out_json(way: WayOut) -> dict[str, Any]:
    """What is left without some claims."""
    return {
        "claims": list(way.claims),
        "origins": list(way.origins),
        "low": way.low,
        "high": way.high,
        "words": way.words,
    }


def root_json(one: Root) -> dict[str, Any]:
    """An independent origin with its claims and reports."""
    return {
        "id": one.id,
        "origin": origin_json(one.origin),
        "claims": list(one.claims),
        "reports": list(one.reports),
    }


def descent_json(one: Descent) -> dict[str, Any]:
    """Which report has its words from which."""
    return {
        "report": one.report,
        "kind": one.kind,
        "source": one.source,
        "outlet": one.outlet,
        "quote": None if one.quote is None else quote_json(one.quote),
        "other": None if one.other is None else quote_json(one.other),
        "share": one.share,
    }


def version_json(one: Version) -> dict[str, Any]:
    """A number as it was once the reports of a day were in."""
    return {
        "outcome": one.outcome,
        "group": one.group,
        "on": None if one.on is None else one.on.isoformat(),
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "kind": one.kind,
        "claims": list(one.claims),
        "origins": list(one.origins),
        "words": one.words,
    }


def stance_json(one: Position) -> dict[str, Any]:
    """What a belligerent says of it, with figures of its own."""
    return {
        "name": one.name,
        "position": one.position,
        "claims": list(one.claims),
        "figures": [own_figure_json(figure) for figure in one.figures],
        "words": one.words,
    }


def own_figure_json(one: OwnFigure) -> dict[str, Any]:
    """A figure that a belligerent gives itself."""
    return {
        "outcome": one.outcome,
        "group": one.group,
        "low": one.low,
        "best": one.best,
        "high": one.high,
        "claims": list(one.claims),
    }
