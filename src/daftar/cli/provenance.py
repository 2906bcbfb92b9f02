"""An incident's origins as a tree of text: each origin, under it the reports that have it from there, with the words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from daftar.cli.text import clean, days_text, origins_text, place_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from daftar.model import Part, Record, Root

__all__ = ["tree"]

#: What an edge says of a report, before the words that show it.
_SAID = {
    "copies": "copies it",
    "repeats": "repeats a passage",
    "same_words": "has the same words; which came first cannot be told",
    "translates": "translates it",
    "reprints": "prints it again",
    "draws_on": "draws on it",
    "credits": "credits it",
    "cites": "names it",
    "tells": "tells it in its own name",
}
_LONGEST = 100  # characters of words shown
_Edge = dict[str, Any]
_NO_SOURCES: Mapping[str, str] = MappingProxyType({})


def tree(
    record: Record,
    graph: Mapping[str, Any],
    sources: Mapping[str, str] = _NO_SOURCES,
    told_in: Mapping[str, str] = _NO_SOURCES,
) -> Iterator[str]:
    """Show a record's ``graph`` (``publish.provenance``), the independent origins first, line by line.

    ``sources`` says where each report was read from, for those of no named outlet; ``told_in`` names incidents inside.
    """
    incident = record.incident
    head = ", ".join(filter(None, (days_text(incident.date), place_text(incident))))
    yield f"{click.style(incident.id, bold=True)}  {head}"
    yield from _numbers(record, told_in)
    nodes = {
        node["id"]: {**node, "publisher": node.get("publisher") or sources.get(node["id"])}
        for node in graph["nodes"]
    }
    below = _below(graph["edges"])
    for several, heading in (
        (record.roots, f"Independent origins: {len(record.roots)}"),
        (record.unsure, "These may be one of them, or of each other; the words do not tell:"),
        (record.inside, "These tell of incidents inside this one alone:"),
    ):
        if several:
            yield ""
            yield click.style(heading, bold=True)
        for root in several:
            yield from _root(root, nodes, below)


def _numbers(record: Record, told_in: Mapping[str, str]) -> Iterator[str]:
    """How many independent origins each number has, and each part that it needs."""
    every = (*record.roots, *record.unsure, *record.inside)
    names = {root.id: origins_text((root.origin,)) for root in every}
    for tally in record.tallies:
        said: dict[tuple[int | None, tuple[str, ...], tuple[Part, ...]], list[str]] = {}
        for end, bound in (("low", tally.low), ("best", tally.best), ("high", tally.high)):
            if bound is not None and bound.value is not None:
                said.setdefault((bound.value, bound.roots, bound.parts), []).append(end)
        for (value, roots, parts), ends in said.items():
            who = "; ".join(names.get(root, root) for root in roots) or "the incidents inside this one"
            group = "" if tally.group == "all" else f" ({tally.group.replace('_', ' ')})"
            count = (
                f"{len(roots)} independent origin{'' if len(roots) == 1 else 's'}: " if roots else "rests on "
            )
            yield f"  {value} {tally.outcome.replace('_', ' ')}{group}, {' and '.join(ends)}: {count}{who}"
            for part in parts:
                where = (
                    "" if part.incident is None else f" ({clean(told_in.get(part.incident, part.incident))})"
                )
                behind = "; ".join(names.get(root, root) for root in part.roots) or "nobody in particular"
                yield f"    {part.words}{where}: {behind}"


def _below(edges: Sequence[_Edge]) -> dict[str, list[_Edge]]:
    """By node: the edges of the reports that have it from there; a report that repeats another stands under that one."""
    first: dict[str, _Edge] = {}
    order = list(_SAID)
    for edge in sorted(
        edges,
        key=lambda e: (e["to"].startswith("o") and e["kind"] in {"cites", "tells"}, order.index(e["kind"])),
    ):
        first.setdefault(edge["from"], edge)
    found: dict[str, list[_Edge]] = {}
    for edge in edges:
        chosen = first[edge["from"]]
        if edge is chosen or (chosen["kind"] in {"cites", "tells"} and edge["kind"] in {"cites", "tells"}):
            found.setdefault(edge["to"], []).append(edge)
    return found


def _root(root: Root, nodes: Mapping[str, Any], below: Mapping[str, Sequence[_Edge]]) -> Iterator[str]:
    kind = root.origin.kind.replace("_", " ")
    yield f"  {click.style(origins_text((root.origin,)), bold=True)} ({kind}), {_reports(len(root.reports))}"
    yield from _branches(root.id, nodes, below, "    ", frozenset({root.id}))


def _reports(count: int) -> str:
    return f"{count} report{'' if count == 1 else 's'}"


def _branches(
    node: str,
    nodes: Mapping[str, Any],
    below: Mapping[str, Sequence[_Edge]],
    indent: str,
    seen: frozenset[str],
) -> Iterator[str]:
    for edge in below.get(node, ()):
        name = edge["from"]
        if name in seen:
            continue
        about = nodes.get(name, {})
        who = " ".join(filter(None, (about.get("publisher") or "an unnamed outlet", about.get("published"))))
        yield f"{indent}{clean(who)} [{name}] {_SAID[edge['kind']]}{_more(edge)}{_words(edge)}"
        yield from _branches(name, nodes, below, indent + "  ", seen | {name})


def _more(edge: _Edge) -> str:
    """How much of the text it is, and how many sentences are new or gone."""
    if edge["share"] is None:
        return ""
    bits = [
        f"{len(edge[key])} sentence{'' if len(edge[key]) == 1 else 's'} {key}"
        for key in ("added", "dropped")
        if edge[key]
    ]
    share = edge["share"]
    return f" ({', '.join([f'{share:.0%} of the shorter text', *bits])})"


def _words(edge: _Edge) -> str:
    if edge["quote"] is None:
        return ""
    text = clean(edge["quote"]["text"])
    return f': "{text if len(text) <= _LONGEST else text[: _LONGEST - 3].rstrip() + "..."}"'
