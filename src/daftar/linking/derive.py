"""Records of what changed, a larger incident after its parts and with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from daftar.link import lineage
from daftar.link.merge import merged
from daftar.link.wholes import only_denied
from daftar.linking.stored import whole_item
from daftar.reconcile import reconcile

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from daftar.codebook.grades import Scheme
    from daftar.linking.groups import Changes
    from daftar.model import Descent, Incident, Reading, Record
    from daftar.store import Links

__all__ = ["Counting", "derive", "reconcile_all"]

_CHUNK = 500  # incidents reckoned at a time


class Counting(NamedTuple):
    """Whose readings are counted, by which conventions, and by which scheme records are graded (None: Airwars')."""

    reader: str
    conventions: str
    scheme: Scheme | None = None


def reconcile_all(
    incidents: Sequence[Incident],
    readings: Mapping[str, Reading],
    *,
    published: Mapping[str, dt.date | None],
    conventions: str,
    lineage: Callable[[Incident], Sequence[Descent]] = lambda _incident: (),
    known: Mapping[str, Record] | None = None,
    scheme: Scheme | None = None,
) -> tuple[Record, ...]:
    """One record an incident, in the order of ``incidents``; a whole is reckoned after its parts and with them.

    ``lineage`` tells which of an incident's reports have their words from which.
    ``known`` are records, by incident, that stand already: parts of ``incidents`` that need not be reckoned again.
    ``scheme`` grades them (None: Airwars').
    """
    parts: dict[str, list[str]] = defaultdict(list)
    by_id = {incident.id: incident for incident in incidents}
    records: dict[str, Record] = dict(known or {})
    above = {one.incident.id: one.incident.part_of for one in records.values()}
    above |= {one.id: one.part_of for one in incidents}
    for name in sorted(above):
        if (whole := above[name]) is not None:
            parts[whole].append(name)

    inside: dict[str, list[Record]] = {}

    def record(name: str) -> Record:
        if name not in inside:
            inside[name] = [record(part) for part in parts.get(name, ())]
        if name not in records:
            records[name] = reconcile(
                by_id[name],
                readings,
                published=published,
                children=inside[name],
                parts=inside,
                conventions=conventions,
                descents=lineage(by_id[name]),
                scheme=scheme,
            )
        return records[name]

    return tuple(record(incident.id) for incident in incidents)


def derive(links: Links, by: Counting, changes: Changes, answers: Mapping[str, str | None]) -> None:
    """Put the records of all that changed in the place of the former ones.

    ``answers`` says what the incidents it names are part of now.
    """
    former = links.part_of([*answers, *changes.gone])
    moved = {name for name, whole in answers.items() if name not in former or former[name] != whole}
    todo = (changes.made | moved) - changes.gone
    todo |= _larger(links, todo | changes.gone, answers) - changes.gone
    for level in _levels(links, todo, answers):
        for start in range(0, len(level), _CHUNK):
            _reckon(links, by, level[start : start + _CHUNK], answers, changes.gone)
    links.change_records(changes.gone, ())


def _above(links: Links, names: Collection[str], answers: Mapping[str, str | None]) -> dict[str, str | None]:
    """What these incidents are part of now."""
    kept = links.part_of([name for name in names if name not in answers])
    return {name: answers[name] if name in answers else kept.get(name) for name in names}


def _larger(links: Links, names: Collection[str], answers: Mapping[str, str | None]) -> set[str]:
    """All that these are part of, or were, any number of steps away."""
    found: set[str] = set()
    frontier = set(names)
    while frontier:
        now, before = _above(links, frontier, answers), links.part_of(frontier)
        frontier = {one for one in (*now.values(), *before.values()) if one is not None} - found
        found |= frontier
    return found


def _levels(links: Links, names: Collection[str], answers: Mapping[str, str | None]) -> list[list[str]]:
    """These incidents in turns, each after all of its parts that are among them."""
    above = _above(links, names, answers)
    waiting: dict[str | None, int] = defaultdict(int)
    for whole in above.values():
        if whole in above:
            waiting[whole] += 1
    levels = []
    ready = sorted(name for name in above if not waiting[name])
    while ready:
        levels.append(ready)
        done, ready = ready, []
        for name in done:
            whole = above[name]
            if whole in above:
                waiting[whole] -= 1
                if not waiting[whole]:
                    ready.append(whole)
        ready.sort()
    return levels


def _reckon(
    links: Links,
    by: Counting,
    names: Sequence[str],
    answers: Mapping[str, str | None],
    gone: Collection[str],
) -> None:
    """Make the records of these incidents, of which none is part of another; none of what reports only deny."""
    members = links.items_of(names)
    rows = links.items([at for some in members.values() for at in some])
    items = {at: whole_item(row) for at, row in rows.items()}
    denied = {name for name, some in members.items() if only_denied(items[at] for at in some)}
    links.change_records(denied, ())
    links.set_leads({items[at].report: None for name in denied for at in members[name] if items[at].lead})
    names = [name for name in names if name not in denied]
    parts = _parts(links, names, answers, gone)
    claims = {claim for item in items.values() for claim in item.incident.claims}
    readings = links.claims(by.reader, claims | _claims_of(parts))
    above = _above(links, names, answers)
    incidents = [merged(n, [items[at] for at in members[n]], readings, above[n]) for n in names]
    reports = links.reports({item.report for item in items.values()})
    records = reconcile_all(
        incidents,
        readings,
        published=links.published({reading.claim.report for reading in readings.values()}),
        conventions=by.conventions,
        lineage=lambda incident: lineage(incident, readings, reports),
        known={part.incident.id: part for part in parts},
        scheme=by.scheme,
    )
    links.change_records((), records)
    links.set_leads({items[at].report: n for n in names for at in members[n] if items[at].lead})


def _parts(
    links: Links, names: Collection[str], answers: Mapping[str, str | None], gone: Collection[str]
) -> list[Record]:
    """The records of the parts of these incidents, and of their parts in turn, as they are now."""
    inside: dict[str, list[str]] = defaultdict(list)
    for part, whole in answers.items():
        if whole is not None:
            inside[whole].append(part)
    found: set[str] = set()
    frontier = set(names)
    while frontier:
        before = {part for part, _ in links.parts_of(frontier)} - answers.keys() - set(gone)
        frontier = (before | {part for whole in frontier for part in inside.get(whole, ())}) - found
        found |= frontier
    return list(links.records(found).values())


def _claims_of(records: Iterable[Record]) -> set[str]:
    """Every claim that records rest on."""
    found: set[str] = set()
    for record in records:
        found.update(record.incident.claims)
        for tally in record.tallies:
            for bound in (tally.low, tally.best, tally.high):
                found.update(bound.claims if bound is not None else ())
    return found
