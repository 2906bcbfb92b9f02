"""The first linking across reports: which incidents of different reports are one, and which is part of which."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from daftar.link.cluster import Judgement, group
from daftar.link.features import compare, impossible, item, place_relation
from daftar.link.merge import identity, merged
from daftar.link.neardup import near_duplicates, shingles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from daftar.link.features import Item
    from daftar.model import Decision, Incident, Reading, Report

__all__ = ["THRESHOLD", "across"]

#: Pairs are joined from this sum of weights (see ``features.compare``): a village on one day by one method.
THRESHOLD = 7.0
_RETOLD = 0.5  # share of the words about the incident that a copy must repeat
_LONGEST = 7  # days: an incident dated more loosely is found by names and words alone
_CELL = 0.5  # degrees: pairs are looked for in one cell and its neighbours


def across(
    report_incidents: Mapping[str, Sequence[Incident]],
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
    decisions: Sequence[Decision] = (),
) -> tuple[Incident, ...]:
    """The incidents that the reports tell of, each once, in order of their ids.

    ``report_incidents`` holds each report's own incidents (as ``within`` gives them), ``readings`` all their claims by
    id and ``reports`` the reports by id. People's decisions on same, different and part-of always hold; beyond them
    two incidents of one report are never joined, since that report tells them apart. The result, ids included, does
    not depend on the order of anything given.

    Raises ValueError where an incident's report or claim is not among those given.
    """
    items = _items(report_incidents, readings, reports)
    anchored = _Anchors(items, readings)
    standing = _standing(decisions)
    judged = [j for d in standing if (j := anchored.judgement(d)) is not None]
    alike = _alike(items, readings, reports)
    scored = []
    for one, other in _pairs(items, alike):
        words = (
            alike.get((one.report, other.report), 0.0) if one.incident.lead and other.incident.lead else 0.0
        )
        if impossible(one, other):
            continue
        score = sum(weight for _, weight in compare(one, other, words=words))
        if score >= THRESHOLD:
            scored.append((score, one.key, other.key))
    groups = group(list(items), scored, judged, lambda a, b: _clash(items[a], items[b]))
    clusters = [[items[k] for k in keys] for keys in groups]
    return _incidents(clusters, readings, [a for d in standing if (a := anchored.parts(d)) is not None])


def _items(
    report_incidents: Mapping[str, Sequence[Incident]],
    readings: Mapping[str, Reading],
    reports: Mapping[str, Report],
) -> dict[str, Item]:
    found = {}
    for report_id in sorted(report_incidents):
        report = reports.get(report_id)
        if report is None:
            raise ValueError(f"incidents of report {report_id} are given, but not the report")
        for incident in sorted(report_incidents[report_id], key=lambda i: i.id):
            missing = [c for c in incident.claims if c not in readings]
            if missing:
                raise ValueError(
                    f"incident {incident.id} names claim {missing[0]}, which is not among the readings"
                )
            one = item(incident, readings, report)
            found[one.key] = one
    return found


def _clash(one: Item, other: Item) -> bool:
    return one.report == other.report or impossible(one, other)


def _alike(
    items: Mapping[str, Item], readings: Mapping[str, Reading], reports: Mapping[str, Report]
) -> dict[tuple[str, str], float]:
    """Likeness of the texts of each two reports that share their words, smaller id first.

    Outlets print the same menus and appeals under every article: likeness counts only where the words that tell of
    either report's lead incident stand in the other report too.
    """
    leads = {i.report: i for i in items.values() if i.incident.lead}
    texts = {r: f"{reports[r].title or ''}\n{reports[r].text}" for r in leads}
    if len(texts) < 2:
        return {}
    found = near_duplicates(texts)
    told = {r: _told(leads[r], readings) for r in {r for d in found for r in (d.one, d.other)}}
    grams = {r: shingles(texts[r]) for r in told}
    return {
        (d.one, d.other): d.jaccard
        for d in found
        if max(_share(told[d.one], grams[d.other]), _share(told[d.other], grams[d.one])) >= _RETOLD
    }


def _told(lead: Item, readings: Mapping[str, Reading]) -> frozenset[str]:
    """The 3-grams of the passages that a report tells its lead incident in."""
    passages = {readings[c].claim.passage.text for c in lead.incident.claims}
    return frozenset(gram for text in passages for gram in shingles(text))


def _share(some: frozenset[str], whole: frozenset[str]) -> float:
    return len(some & whole) / len(some) if some else 0.0


def _pairs(items: Mapping[str, Item], alike: Mapping[tuple[str, str], float]) -> Iterator[tuple[Item, Item]]:
    """Pairs worth comparing, each once, the smaller key first: by day and area, by a victim's name, by shared words."""
    seen: set[tuple[str, str]] = set()
    buckets: dict[object, list[str]] = defaultdict(list)
    leads = {i.report: i.key for i in items.values() if i.incident.lead}
    for key, one in items.items():
        for block in _blocks(one):
            buckets[block].append(key)
    for one_report, other_report in alike:
        seen.add(_ordered(leads[one_report], leads[other_report]))
    for keys in buckets.values():
        seen.update(_ordered(a, b) for a, b in combinations(keys, 2) if items[a].report != items[b].report)
    for a, b in sorted(seen):
        yield items[a], items[b]


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _blocks(one: Item) -> Iterator[object]:
    """The buckets an item is looked for in. An item with neither day nor named victim is found by words alone."""
    for name in one.names:
        yield "name", name
    if one.days is None or one.place is None:
        return
    first, last = one.days
    if (last - first).days > _LONGEST:
        return
    days = [first.toordinal() + n for n in range((last - first).days + 2)]
    at = one.place.located
    if at is None:
        yield from (("word", d, one.place.name.casefold()) for d in days)
        return
    row, column = round(at.lat / _CELL), round(at.lon / _CELL)
    yield from (("cell", d, r, c) for d in days for r in (row, row + 1) for c in (column, column + 1))
    if at.admin:
        yield from (("admin", d, at.country, at.admin[0]) for d in days)


class _Anchors:
    """Finds the item that a decision's anchor (report, part, offsets) speaks of."""

    def __init__(self, items: Mapping[str, Item], readings: Mapping[str, Reading]) -> None:
        self.places: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for key, one in items.items():
            for claim in one.incident.claims:
                quote = readings[claim].claim.quote
                self.places[one.report, quote.part].append((quote.start, quote.end, key))

    def find(self, report: str, part: str, start: int, end: int) -> str | None:
        """The key of the item with the claim that overlaps the anchor most, or None where none does."""
        spans = self.places.get((report, part), ())
        overlaps = [
            (min(end, e) - max(start, s), -s, key) for s, e, key in spans if min(end, e) > max(start, s)
        ]
        return max(overlaps)[2] if overlaps else None

    def both(self, decision: Decision) -> tuple[str, str] | None:
        """The two items that a decision is about; None where either is no longer found."""
        if decision.other_report is None or decision.other_start is None or decision.other_end is None:
            return None
        one = self.find(decision.report, decision.part, decision.start, decision.end)
        other = self.find(decision.other_report, decision.part, decision.other_start, decision.other_end)
        return (one, other) if one is not None and other is not None and one != other else None

    def judgement(self, decision: Decision) -> Judgement | None:
        """The decision as a word on two items, if it is one; a part is never the same as its whole."""
        kinds = {"same_incident", "different_incident", "part_of"}
        pair = self.both(decision) if decision.kind in kinds else None
        return None if pair is None else Judgement(*pair, same=decision.kind == "same_incident")

    def parts(self, decision: Decision) -> tuple[str, str] | None:
        """(part, whole) if the decision says that one incident is part of the other."""
        return self.both(decision) if decision.kind == "part_of" else None


def _standing(decisions: Sequence[Decision]) -> list[Decision]:
    """Decisions that no later one supersedes, newest first."""
    gone = {d.supersedes for d in decisions if d.supersedes is not None}
    return sorted((d for d in decisions if d.id not in gone), key=lambda d: (d.at, d.id), reverse=True)


def _incidents(
    clusters: Sequence[Sequence[Item]], readings: Mapping[str, Reading], parts: Sequence[tuple[str, str]]
) -> tuple[Incident, ...]:
    """Merged incidents with their ids and the larger incidents that they are part of."""
    names = _names(clusters, readings)
    of_key = {i.key: name for name, members in zip(names, clusters, strict=True) for i in members}
    above: dict[str, str] = {}
    for part, whole in parts:
        _put_under(above, of_key[part], of_key[whole])
    for name, members in zip(names, clusters, strict=True):
        wholes = Counter(
            of_key[f"{m.report}\n{m.incident.part_of}"]
            for m in members
            if m.incident.part_of is not None and f"{m.report}\n{m.incident.part_of}" in of_key
        )
        for whole in sorted(wholes, key=lambda w: (-wholes[w], w)):
            _put_under(above, name, whole)
    by_name = dict(zip(names, clusters, strict=True))
    for part, whole in _campaigns(by_name, above):
        _put_under(above, part, whole)
    return tuple(merged(n, by_name[n], readings, above.get(n)) for n in sorted(by_name))


def _names(clusters: Sequence[Sequence[Item]], readings: Mapping[str, Reading]) -> list[str]:
    """Ids; where two hashes meet in their first digits both are given more of them."""
    names = [identity(c, readings) for c in clusters]
    twice = {n for n, count in Counter(names).items() if count > 1}
    return [
        identity(c, readings, digits=32) if n in twice else n for n, c in zip(names, clusters, strict=True)
    ]


def _put_under(above: dict[str, str], part: str, whole: str) -> None:
    """Note that ``part`` is part of ``whole``, unless it has a place already or that would close a ring."""
    at: str | None = whole
    while at is not None and at != part:
        at = above.get(at)
    if at is None:
        above.setdefault(part, whole)


def _campaigns(clusters: Mapping[str, Sequence[Item]], above: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Incidents that lie within a larger one of another report, by day, area, method and toll.

    Only where the larger one is known to have parts already, and only where there is one such: a strike on a town is
    put under the bombardment of its district on that day.
    """
    wholes = sorted(set(above.values()))
    for name in sorted(clusters):
        if name in above or name in wholes:
            continue
        fitting = [w for w in wholes if _lies_within(clusters[name], clusters[w])]
        if len(fitting) == 1:
            yield name, fitting[0]


def _lies_within(part: Sequence[Item], whole: Sequence[Item]) -> bool:
    if {i.report for i in part} & {i.report for i in whole}:
        return False
    return any(_holds(w, p) for w in whole for p in part)


def _holds(whole: Item, part: Item) -> bool:
    if whole.days is None or part.days is None or whole.place is None or part.place is None:
        return False
    if not whole.days[0] <= part.days[0] <= part.days[1] <= whole.days[1]:
        return False
    if whole.place.precision not in {3, 4} or part.place.precision > 2:
        return False
    if place_relation(whole.place, part.place) != "inside" or not _same_area(whole, part):
        return False
    if whole.incident.method is not None and part.incident.method not in {None, whole.incident.method}:
        return False
    total, toll = whole.toll.get("killed"), part.toll.get("killed")
    return total is None or toll is None or total[1] is None or toll[0] <= total[1]


def _same_area(whole: Item, part: Item) -> bool:
    """Whether the part's own divisions name the whole's place."""
    area = whole.place.located if whole.place is not None else None
    town = part.place.located if part.place is not None else None
    return area is not None and town is not None and area.country == town.country and area.name in town.admin
