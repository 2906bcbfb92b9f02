"""Which incidents of different reports are one: compared, weighed, joined; people's decisions always hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from daftar.link.anchors import Anchors, standing
from daftar.link.blocks import CROWD, pairs
from daftar.link.cluster import group
from daftar.link.features import items_of
from daftar.link.merge import anchors_of, identity, merged
from daftar.link.weights import default_weights, weigher
from daftar.link.wholes import only_denied, wholes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.link.cluster import Judgement
    from daftar.link.features import Item
    from daftar.link.weights import Weights
    from daftar.model import Decision, Incident, Reading, Report

__all__ = ["across", "joined"]


def across(
    report_incidents: Mapping[str, Sequence[Incident]],
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision] = (),
    weights: Weights | None = None,
    *,
    crowd: int = CROWD,
) -> tuple[Incident, ...]:
    """The incidents that the reports tell of, each once, in order of their ids.

    ``report_incidents`` holds each report's own incidents (as ``within`` gives them), ``readings`` all their claims by
    id and ``reports`` the reports by id. People's decisions on same, different and part-of always hold; beyond them
    two incidents of one report are never joined, since that report tells them apart. What reports only deny, and none tells,
    is none of them. The result, ids included, does
    not depend on the order of anything given. ``crowd`` is the size from which on a block is split (blocks.py).

    Raises ValueError where an incident's report or claim is not among those given.
    """
    weights = weights or default_weights()
    items = _items(report_incidents, readings, reports)
    anchors = Anchors(items, readings)
    decided = standing(decisions)
    judged = [j for d in decided if (j := anchors.judgement(d)) is not None]
    weigh = weigher(weights)
    scored = [
        (weight, one.key, other.key)
        for one, other in pairs(items.values(), crowd=crowd)
        if (weight := weigh(one, other)) >= weights.threshold
    ]
    clusters = [[items[k] for k in keys] for keys in joined(items, scored, judged, weights)]
    by_name = dict(zip(_names(clusters, _all_anchors(items, readings)), clusters, strict=True))
    above = wholes(by_name, [p for d in decided if (p := anchors.parts(d)) is not None])
    told = [name for name in sorted(by_name) if not only_denied(by_name[name])]
    return tuple(merged(n, by_name[n], readings, above.get(n)) for n in told)


def joined(
    items: Mapping[str, Item],
    scored: Iterable[tuple[float, str, str]],
    judged: Sequence[Judgement],
    weights: Weights,
    weighed: dict[tuple[str, str], float] | None = None,
) -> list[list[str]]:
    """The keys of ``items`` in groups that are one incident each.

    ``scored`` are all pairs among them from the threshold on, smaller key first, ``judged`` people's words on them, newest
    first. What reports are mainly about is joined before what they tell in passing. It gives the same for each connected
    component of both by itself as for all together. ``weighed`` remembers what pairs weigh from one call to the next.
    """
    known: dict[tuple[str, str], float] = {} if weighed is None else weighed
    weigh_pair = weigher(weights)
    likely = [(weight, a, b) for weight, a, b in scored]
    known.update(((a, b), weight) for weight, a, b in likely)

    def weigh(one: str, other: str) -> float | None:
        pair = (one, other) if one < other else (other, one)
        if pair not in known:
            here, there = items[pair[0]], items[pair[1]]
            if here.report == there.report:
                return None
            known[pair] = weigh_pair(here, there)
        return known[pair]

    ranked = [((items[a].lead and items[b].lead, weight), a, b) for weight, a, b in likely]
    denied = {key for key, one in items.items() if one.denied}
    return group(
        items,
        ranked,
        judged,
        weigh,
        least=weights.least,
        told_in=lambda key: items[key].report,
        silent=denied,
    )


def _items(
    report_incidents: Mapping[str, Sequence[Incident]],
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
) -> dict[str, Item]:
    found: dict[str, Item] = {}
    own: dict[str, dict[str, Reading]] = defaultdict(dict)
    for key, reading in readings.items():
        own[reading.claim.report][key] = reading
    for name in sorted(report_incidents):
        if name not in reports:
            raise ValueError(f"incidents of report {name} are given, but not the report")
        for incident in report_incidents[name]:
            missing = [c for c in incident.claims if c not in readings]
            if missing:
                raise ValueError(
                    f"incident {incident.id} names claim {missing[0]}, which is not among the readings"
                )
        found.update((one.key, one) for one in items_of(reports[name], report_incidents[name], own[name]))
    return found


def _all_anchors(items: Mapping[str, Item], readings: Mapping[str, Reading]) -> dict[str, str]:
    of_report: dict[str, list[Item]] = defaultdict(list)
    for item in items.values():
        of_report[item.report].append(item)
    return {key: name for own in of_report.values() for key, name in anchors_of(own, readings).items()}


def _names(clusters: Sequence[Sequence[Item]], anchors: Mapping[str, str]) -> list[str]:
    """Ids; where two hashes meet in their first digits both are given more of them."""
    names = [identity(c, anchors) for c in clusters]
    twice = {n for n, count in Counter(names).items() if count > 1}
    return [
        identity(c, anchors, digits=32) if n in twice else n for n, c in zip(names, clusters, strict=True)
    ]
