"""Which incident is part of which larger one, across reports: a campaign day in a district holds the strikes on its towns."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from daftar.link.levels import place_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from daftar.link.features import Item

__all__ = ["as_part", "as_whole", "lies_within", "only_denied", "told_above", "wholes"]

_LONGEST = 31  # days: beyond this a whole is no campaign but a period


def wholes(clusters: Mapping[str, Sequence[Item]], decided: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """The larger incident that each of ``clusters`` (items by incident's id) is part of, where there is one.

    First what people ``decided`` (keys of a part's item and a whole's), then what reports tell themselves, then what
    follows from day, area, method and toll (``_campaigns``). Nothing is ever part of itself, however many steps away.
    """
    above = told_above(clusters, decided)
    for part, whole in _campaigns(clusters, above):
        _put_under(above, part, whole)
    return above


def told_above(clusters: Mapping[str, Sequence[Item]], decided: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The larger incident of each of ``clusters`` as people ``decided`` or, where they did not, as reports tell."""
    of_key = {i.key: name for name, members in clusters.items() for i in members}
    above: dict[str, str] = {}
    for one, other in decided:
        part, whole = of_key[one], of_key[other]
        if not (only_denied(clusters[part]) or only_denied(clusters[whole])):
            _put_under(above, part, whole)
    for name in sorted(clusters):
        told = Counter(
            of_key[f"{m.report}\n{m.incident.part_of}"]
            for m in clusters[name]
            if m.incident.part_of is not None and f"{m.report}\n{m.incident.part_of}" in of_key
        )
        for whole in sorted(told, key=lambda w: (-told[w], w)):
            _put_under(above, name, whole)
    return above


def only_denied(members: Iterable[Item]) -> bool:
    """Whether reports deny it and none tells of it: it is no incident, and neither a part of one nor a larger one."""
    return all(one.denied for one in members)


def _put_under(above: dict[str, str], part: str, whole: str) -> None:
    """Note that ``part`` is part of ``whole``, unless it has a place already or that would close a ring."""
    at: str | None = whole
    while at is not None and at != part:
        at = above.get(at)
    if at is None:
        above.setdefault(part, whole)


def _campaigns(clusters: Mapping[str, Sequence[Item]], above: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Incidents that lie within a larger one of other reports, by day, area, method and toll.

    Only where the larger one is known to have parts already, and only where there is one such: a strike on a town is
    put under the bombardment of its district on that day.
    """
    having_parts = set(above.values())
    of_area: dict[tuple[int, str | None, str], set[str]] = defaultdict(set)
    for whole in having_parts:
        for item in clusters[whole]:
            for key in as_whole(item):
                of_area[key].add(whole)
    for name in sorted(clusters):
        if name in above or name in having_parts:
            continue
        near = {w for item in clusters[name] for key in as_part(item) for w in of_area.get(key, ())}
        fitting = [w for w in sorted(near) if lies_within(clusters[name], clusters[w])]
        if len(fitting) == 1:
            yield name, fitting[0]


def as_whole(item: Item) -> Iterator[tuple[int, str | None, str]]:
    """Day, country and name of the area that a whole covers."""
    if (
        item.denied
        or item.first is None
        or item.last is None
        or item.area_name is None
        or item.place_precision not in {3, 4}
    ):
        return
    if item.last - item.first <= _LONGEST:
        yield from ((day, item.country, item.area_name) for day in range(item.first, item.last + 1))


def as_part(item: Item) -> Iterator[tuple[int, str | None, str]]:
    """Day, country and name of each area that a town lies in."""
    if not item.denied and item.first is not None and (item.place_precision or 9) <= 2:
        yield from ((item.first, item.country, area) for area in item.admin)


def lies_within(part: Sequence[Item], whole: Sequence[Item]) -> bool:
    """Whether what some reports tell of may lie within what others do."""
    if {i.report for i in part} & {i.report for i in whole}:
        return False
    return any(_holds(w, p) for w in whole for p in part)


def _holds(whole: Item, part: Item) -> bool:
    if whole.first is None or whole.last is None or part.first is None or part.last is None:
        return False
    if not whole.first <= part.first <= part.last <= whole.last:
        return False
    if whole.place_precision not in {3, 4} or (part.place_precision or 9) > 2:
        return False
    if place_level(whole, part) != "inside" or not _in_area(whole, part):
        return False
    if whole.method is not None and part.method not in {None, whole.method}:
        return False
    return (
        whole.killed is None
        or part.killed is None
        or whole.killed_high is None
        or part.killed <= whole.killed_high
    )


def _in_area(whole: Item, part: Item) -> bool:
    """Whether the part's own divisions name the whole's place."""
    return whole.country == part.country and whole.area_name is not None and whole.area_name in part.admin
