"""Why two reports' incidents are one or are not: the waterfall of each pair, and the words that a decision is anchored to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.json import Decoder

from daftar.errors import SettingsError
from daftar.link.weights import Step, default_weights, waterfall
from daftar.linking.stored import whole_item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.link.weights import Weights
    from daftar.model import Quote
    from daftar.store import Links, Store, StoredItem

__all__ = ["Anchor", "PairWhy", "anchor_of", "joined_pairs", "pair_why"]

_STEPS = Decoder(list[Step])


class PairWhy(NamedTuple):
    """Two reports' incidents with the incident each was put in, the pair's weight, and how it comes about."""

    reports: tuple[str, str]
    incidents: tuple[str, str]
    weight: float
    steps: tuple[Step, ...]


class Anchor(NamedTuple):
    """What a name (of an incident or a report) stands for: the incident, and the words that tell of it, the first first."""

    incident: str
    report: str
    quotes: tuple[Quote, ...]


def joined_pairs(store: Store, incident: str) -> list[PairWhy]:
    """The pairs of an incident's reports that weigh enough to be joined, the surest first."""
    with store.linking() as links:
        members = links.items_of([incident]).get(incident, [])
        rows = links.items(members)
        pairs = [pair for pair in links.pairs(members) if pair.one in rows and pair.other in rows]
    found = [
        PairWhy(
            (rows[pair.one].report, rows[pair.other].report),
            (incident, incident),
            pair.weight,
            tuple(_STEPS.decode(pair.steps)),
        )
        for pair in pairs
    ]
    return sorted(found, key=lambda one: (-one.weight, one.reports))


def pair_why(store: Store, one: str, other: str, weights: Weights | None = None) -> PairWhy:
    """The waterfall of two incidents or reports, whether they were joined or not. Raises SettingsError as ``anchor_of``."""
    weights = weights or default_weights()
    with store.linking() as links:
        first, second = (_row(links, name) for name in (one, other))
    a, b = sorted(map(whole_item, (first, second)), key=lambda i: i.key)
    steps = waterfall(a, b, weights)
    incidents = {row.report: row.incident or "" for row in (first, second)}
    return PairWhy(
        (a.report, b.report),
        (incidents[a.report], incidents[b.report]),
        sum(step.weight for step in steps),
        steps,
    )


def anchor_of(store: Store, reader: str, name: str) -> Anchor:
    """What ``name`` stands for: an incident by its id or the beginning of it, or the main incident of a report.

    Raises SettingsError where there is no such thing, or several.
    """
    with store.linking() as links:
        row = _row(links, name)
        incident = whole_item(row).incident
        readings = links.claims(reader, incident.claims)
    quotes = sorted((r.claim.quote for r in readings.values()), key=lambda q: (q.part != "text", q.start))
    return Anchor(row.incident or "", row.report, tuple(quotes))


def _row(links: Links, name: str) -> StoredItem:
    """The item that stands for a name: of an incident the one told first, of a report the one that it is mainly about."""
    of_report = links.items_in([name])
    if of_report:
        return _main(name, of_report)
    anchors = [one for one in links.named_like([name.removeprefix("i-")]) if one.id.startswith(name)]
    if not anchors:
        raise SettingsError(f"{name}: no incident and no report has this id; 'daftar incidents' lists them")
    if len(anchors) > 1:
        some = ", ".join(one.id for one in anchors[:5])
        raise SettingsError(f"{name}: several incidents begin so: {some}; give more of the id")
    rows = links.items(links.items_of([anchors[0].id])[anchors[0].id]).values()
    return next(row for row in rows if row.anchor == anchors[0].anchor)


def _main(report: str, rows: Sequence[StoredItem]) -> StoredItem:
    leads = [row for row in rows if whole_item(row).lead]
    if len(rows) == 1 or leads:
        return (leads or list(rows))[0]
    some = ", ".join(sorted({row.incident or "" for row in rows}))
    raise SettingsError(f"{report}: tells of several incidents and is mainly about none; name one of {some}")
