"""Which incident is part of which larger one, worked out again where something was touched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from daftar.link.wholes import as_part, as_whole, lies_within, told_above
from daftar.linking.gather import area_keys
from daftar.linking.stored import whole_item
from daftar.parallel import chunked
from daftar.store import LinkedIncident

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from daftar.link.features import Item
    from daftar.linking.groups import Changes, Verdict
    from daftar.store import Links

__all__ = ["put_under"]

_CHUNK = 500  # incidents taken on at a time


def put_under(
    links: Links, changes: Changes, verdicts: Sequence[Verdict], judged: Collection[int]
) -> dict[str, str | None]:
    """The larger incident of every one for which it may have changed, None where there is none.

    ``judged`` are items that a person's word on parts was given, or taken back, on.
    """
    partners: dict[int, set[int]] = defaultdict(set)
    decided = [(v.one, v.other) for v in verdicts if v.kind == "part_of"]
    for one, other in decided:
        partners[one].add(other)
        partners[other].add(one)
    touched = changes.made | {one.incident or "" for one in links.items(judged).values()}
    done: set[str] = set()
    areas = set(changes.had_parts)
    for page in chunked(sorted(touched), _CHUNK):
        names = set(page) - done
        families = _families(links, names, partners)
        done |= families.keys()
        areas |= _tell(links, families, decided)
    answers: dict[str, str | None] = {}
    for page in chunked(sorted(done | _inside(links, areas)), _CHUNK):
        answers |= _answers(links, page)
    return answers


def _families(
    links: Links, names: Iterable[str], partners: Mapping[int, Collection[int]]
) -> dict[str, dict[int, Item]]:
    """These incidents with all that are parts of them or they of, as reports and people say, any number of steps away."""
    families: dict[str, dict[int, Item]] = {}
    frontier = set(names)
    while frontier:
        members = links.items_of(frontier)
        rows = links.items([at for some in members.values() for at in some])
        for name in frontier:
            families[name] = {at: whole_item(rows[at]) for at in members[name]}
        beside = {row.part_of for row in rows.values() if row.part_of is not None}
        beside.update(part for part, _ in links.parts(rows))
        beside.update(other for at in rows for other in partners.get(at, ()))
        frontier = {row.incident or "" for row in links.items(beside).values()} - families.keys()
    return families


def _tell(
    links: Links, families: Mapping[str, Mapping[int, Item]], decided: Sequence[tuple[int, int]]
) -> set[int]:
    """Note what reports and people call parts; the items of incidents that only now have parts or no longer have any."""
    key_of = {at: item.key for members in families.values() for at, item in members.items()}
    clusters = {name: list(members.values()) for name, members in families.items()}
    pairs = [(key_of[one], key_of[other]) for one, other in decided if one in key_of and other in key_of]
    above = told_above(clusters, pairs)
    having = set(above.values())
    before = links.incidents(families)
    links.put_incidents(
        [
            LinkedIncident(id=n, anchor=before[n].anchor, told_above=above.get(n), whole=n in having)
            for n in families
        ]
    )
    return {at for n, members in families.items() if n in having or before[n].whole for at in members}


def _inside(links: Links, areas: Collection[int]) -> set[str]:
    """The incidents on whose towns and days these items may be the larger one."""
    found: set[str] = set()
    for page in chunked(sorted(areas), _CHUNK):
        wholes = map(whole_item, links.items(page).values())
        keys = {key for item in wholes for key in area_keys("in", as_whole(item))}
        found |= {row.incident or "" for row in links.items({at for _, at in links.under(keys)}).values()}
    return found


def _answers(links: Links, names: Collection[str]) -> dict[str, str | None]:
    """The larger incident of each: as told; else the one larger one of other reports that it lies within, if any."""
    told = links.incidents(names)
    answers = {name: one.told_above for name, one in told.items()}
    asked = _members(links, [n for n, one in told.items() if one.told_above is None and not one.whole])
    keys = {n: {key for i in items for key in area_keys("of", as_part(i))} for n, items in asked.items()}
    covering: dict[int, set[int]] = defaultdict(set)
    for key, at in links.under({key for some in keys.values() for key in some}):
        covering[key].add(at)
    holders = {at: row.incident or "" for at, row in links.items(set().union(*covering.values())).items()}
    wholes = {n for n, one in links.incidents(set(holders.values())).items() if one.whole}
    larger = _members(links, wholes)
    for name, items in asked.items():
        near = {holders[at] for key in keys[name] for at in covering[key]} & wholes
        fitting = [one for one in near if lies_within(items, larger[one])]
        answers[name] = fitting[0] if len(fitting) == 1 else None
    return answers


def _members(links: Links, names: Collection[str]) -> dict[str, list[Item]]:
    members = links.items_of(names)
    rows = links.items([at for some in members.values() for at in some])
    return {name: [whole_item(rows[at]) for at in some] for name, some in members.items()}
