"""Pairs of reports' lead incidents of the human-coded sets, and made-up ones, for ``evaluation.link_weights``.

Pairs of the gva set coded to one incident are the same; its other pairs, those of sets with one report an incident (gaza,
awsd), and those of fakes whose coded days lie four days or more apart are not. Of war reports no pairs are coded to one
incident: for each a second report is made up (``twin``), which differs from it as outlets do. War reports are compared once
more as if all were of one day (``on_one_day``), so that a day and a city in common do not make two strikes one.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array

from daftar.intake import take
from daftar.link.comparisons import COMPARISONS, UNKNOWN
from daftar.link.features import Item, items_of
from daftar.parallel import chunked, ordered_map
from daftar.pipeline import ReadReport, Recipe, open_tools, read_report
from evaluation.link_by_hand import by_hand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from daftar.model import Report

LEVELS = [(c.name, level) for c in COMPARISONS for level in c.words]
AT = {key: number for number, key in enumerate(LEVELS)}


class Told(NamedTuple):
    """The lead incident of one coded report: its columns, what it is coded to (None: nothing else), its half, its day."""

    item: Item
    coded: str
    even: bool
    day: int | None


class Pairs(NamedTuple):
    """Pairs as columns of 0 and 1 for each level, whether each is one incident, and how many pairs it stands for."""

    levels: Any
    same: Any
    stands_for: Any


def read(path: Path, jobs: int) -> dict[str, ReadReport]:
    """Read every report of a set."""
    reports = [t.report for t in take([str(path)]) if not isinstance(t, Exception)]
    done: dict[str, ReadReport] = {}
    for some in ordered_map(_read, chunked(iter(reports), 50), jobs=jobs):
        done.update((one.report.id, one) for one in some)
    return done


def _read(reports: list[Report]) -> list[ReadReport]:
    tools = open_tools(Recipe())
    return [read_report(report, tools) for report in reports]


def told(name: str, sets: Path, jobs: int) -> list[Told]:
    """The lead incidents of a set."""
    lines = (sets / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    rows = {row["id"]: row for row in map(json.loads, filter(None, lines))}
    found = []
    for identity, one in read(sets / f"{name}.jsonl", jobs).items():
        row = rows[identity]
        coded = str(row.get("incident_id") or identity)
        day = _day(row.get("incident_date") or row["gold"].get("date"))
        readings = {r.claim.id: r for r in one.readings}
        for item in items_of(one.report, one.incidents, readings):
            if item.lead:
                known = item.published or (day + 1 if day is not None else None)  # as news of the next day
                even = zlib.crc32(coded.encode()) % 2 == 0
                found.append(Told(item._replace(published=known), coded, even, day))
    return found


def _day(value: str | None) -> int | None:
    return dt.date.fromisoformat(value).toordinal() if value and len(value) == 10 else None


def twin(one: Told, other: Told, chance: random.Random) -> Told:
    """A second report of the same incident, made up: ``other`` lends what two outlets do not have in common.

    How often outlets differ is set by hand ([second] in ``link_by_hand.toml``).
    """
    item, lent = one.item, other.item
    copied = chance.random() < _set("copied")
    kept = _set("kept_of_copied") if copied else chance.uniform(0.0, _set("kept_at_most"))
    return one._replace(
        item=item._replace(
            key=item.key + " twin",
            report=item.report + " twin",
            published=None if item.published is None else item.published + _drawn("published", chance),
            **_when(item, chance),
            **_where(item, chance),
            killed=_about(item.killed, chance, _set("killed_unknown")),
            killed_high=_about(item.killed, chance, _set("killed_unknown")),
            injured=_about(item.injured, chance, _set("injured_unknown")),
            earlier=(),
            method=_either(item.method, lent.method, _drawn("method", chance)),
            target=_either(item.target, None, _drawn("target", chance)),
            perpetrators=_either(item.perpetrators, lent.perpetrators, _drawn("perpetrators", chance)) or (),
            names=_some(item.names, lent.names, max(kept, _set("names")), chance),
            ages=_some(item.ages, lent.ages, max(kept, _set("names")), chance),
            words=_some(item.words, lent.words, kept, chance),
            phrases=_some(item.phrases, lent.phrases, kept - _set("phrases"), chance),
            headline=_some(item.headline, lent.headline, max(kept, _set("headline")), chance),
            things=_some(item.things, lent.things, kept, chance),
            sites=_some(item.sites, lent.sites, max(kept, _set("sites")), chance),
            told=_some(item.told, lent.told, chance.uniform(_set("told_at_least"), 1.0), chance)
            if copied
            else lent.told,
        )
    )


def _set(name: str) -> float:
    """A number of [second]."""
    return by_hand().numbers[f"second.{name}"]


def _drawn(name: str, chance: random.Random) -> Any:
    """One of what may be, by [second]."""
    return by_hand().chances[f"second.{name}"].draw(chance)


def _either(own: Any, lent: Any, which: str) -> Any:
    """One's own, somebody else's, or none."""
    return own if which == "same" else lent if which == "another" else None


def _when(item: Item, chance: random.Random) -> dict[str, int | None]:
    """The days of a second report."""
    day = _drawn("day", chance)
    if item.first is None or item.last is None or day == "unknown":
        return {"first": None, "last": None}
    later = 1 if day == "next" else 0
    return {"first": item.first + later, "last": item.last + later}


def _where(item: Item, chance: random.Random) -> dict[str, Any]:
    """The place of a second report: as in the first, its district, in a spelling that no gazetteer has, or none."""
    own = {name: getattr(item, name) for name in PLACE}
    match _drawn("place", chance):
        case "area":
            named = dict.fromkeys(("place_id", "place_name", "place_sound"), "area")
            return own | named | {"place_precision": 3, "spot": False, "reach": _set("area_km")}
        case "spelt":
            return own | {"place_id": None, "place_precision": 3, "population": None}
        case "unknown":
            return dict.fromkeys(PLACE) | {"spot": False, "admin": (), "place_words": ()}
    return own


PLACE = (
    "place_id", "place_name", "place_sound", "place_precision", "spot", "population", "lat", "lon", "reach", "country", "admin",
    "area_name", "place_words",
)  # fmt: skip


def _about(figure: int | None, chance: random.Random, unknown: float) -> int | None:
    """The figure, or a near one, or another, or none."""
    if figure is None or chance.random() < unknown:
        return None
    match _drawn("toll", chance):
        case "close":
            return figure + 1 + figure // 8
        case "half":
            return max(1, figure // 2)
        case "double":
            return figure * 2
    return figure


def _some(
    own: tuple[Any, ...], lent: tuple[Any, ...], share: float, chance: random.Random
) -> tuple[Any, ...]:
    """A share of one's own words, and as many of somebody else's as are left out."""
    kept = [w for w in own if chance.random() < share]
    return tuple(sorted({*kept, *(w for w in lent if chance.random() > share)}))


def brief(item: Item) -> Item:
    """The item as of a report that tells nothing around its figures."""
    return item._replace(words=(), phrases=(), things=(), sites=(), headline=(), ages=(), told=())


def with_twins(some: Sequence[Told], draw: int = 0) -> list[Told]:
    """The reports and a made-up second one of each, the same every time for one ``draw``."""
    chance = random.Random(_pairs("seed") + draw)
    few = _pairs("brief")
    twins = [twin(one, some[(at + 7) % len(some)], chance) for at, one in enumerate(some)]
    return [*some, *(t._replace(item=brief(t.item)) if chance.random() < few else t for t in twins)]


def _pairs(name: str) -> float:
    """A number of [pairs]."""
    return by_hand().numbers[f"pairs.{name}"]


def on_one_day(some: Sequence[Told], draw: int = 0) -> list[Told]:
    """The reports as if all were of one day, and told of on the next: a dense day of a war."""
    chance = random.Random(_pairs("seed") + draw)
    day, few = int(_pairs("dense_day")), _pairs("brief")
    found = []
    for one in some:
        item = brief(one.item) if chance.random() < few else one.item
        of_that_day = item._replace(first=day, last=day, day_precision=1, published=day + 1, late=False)
        found.append(one._replace(item=of_that_day))
    return found


def compared(some: Sequence[Told], *, even: bool, apart: bool, draw: int = 0) -> Pairs:
    """All pairs of one half of a set; with ``apart`` those only whose coded days set them apart."""
    half = sorted((t for t in some if t.even == even), key=lambda t: t.item.key)
    columns, ends, same, stands_for = [], [0], [], []
    chance = random.Random(_pairs("seed") + draw)
    easy_in, days = _pairs("easy"), _pairs("apart")
    for at, one in enumerate(half):
        for other in half[:at]:
            if apart and one.coded != other.coded and not _days_apart(one, other, days):
                continue
            easy = one.coded != other.coded and not near(one.item, other.item)
            if easy and chance.random() > 1 / easy_in:
                continue
            stands_for.append(easy_in if easy else 1)
            for comparison in COMPARISONS:
                level = comparison.level(one.item, other.item)
                if level != UNKNOWN:
                    columns.append(AT[comparison.name, level])
            ends.append(len(columns))
            same.append(one.coded == other.coded)
    table = csr_array((np.ones(len(columns), np.float32), columns, ends), shape=(len(same), len(LEVELS)))
    return Pairs(table, np.array(same, bool), np.array(stands_for, float))


def _days_apart(one: Told, other: Told, days: float) -> bool:
    return one.day is not None and other.day is not None and abs(one.day - other.day) >= days


def of_war(name: str, some: Sequence[Told], *, even: bool, draw: int, dense: bool = False) -> Pairs:
    """Pairs of one half of a set of war reports: with second reports that are made up, or (``dense``) of a made-up dense day.

    Of a dense day those only that are not one incident, each for a part of a pair. In the set awsd no second reports are
    made up: it is of lines of a monitor's table.
    """
    if dense:
        pairs = compared(on_one_day(some, draw), even=even, apart=name == "fakes", draw=draw)
        return pairs._replace(stands_for=np.where(pairs.same, 0.0, pairs.stands_for) * _pairs("dense"))
    half = [one for one in some if one.even == even]
    told_twice = half if name == "awsd" else with_twins(half, draw)
    return compared(told_twice, even=even, apart=name == "fakes", draw=draw)


def near(one: Item, other: Item) -> bool:
    """Whether two have anything in common that speaks for one incident."""
    if not set(one.words).isdisjoint(other.words) or not set(one.names).isdisjoint(other.names):
        return True
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last + 1 and other.first <= one.last + 1
