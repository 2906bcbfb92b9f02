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

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from daftar.model import Report

COPIED = 0.3  # of reports that take over another's words
BRIEF = 0.1  # of made-up reports, that tell nothing around their figures
EASY = 25  # of the pairs that have nothing in common one in so many is compared
SEED = 2031
DAY = 741_000  # of the made-up dense day; any would do
DENSE = 0.05  # of a pair that each of its pairs stands for
APART = 4  # days between coded days of two events
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

    How often outlets differ is set by hand, from what recorders say of war reports: the day is mostly the same, the place
    told more roughly or spelt otherwise by some, the toll rises, few names and rare words are shared.
    """
    item, lent = one.item, other.item
    copied = chance.random() < COPIED
    kept = 0.9 if copied else chance.uniform(0.0, 0.4)
    day = chance.choices((0, 1, None), (0.88, 0.06, 0.06))[0]
    known = (
        None
        if item.first is None or item.last is None or day is None
        else (item.first + day, item.last + day)
    )
    place = chance.choices(("same", "area", "spelt", "unknown"), (0.72, 0.1, 0.1, 0.08))[0]
    where = {name: getattr(item, name) for name in PLACE}
    if place == "area":
        where |= {
            "place_id": "area",
            "place_name": "area",
            "place_sound": "area",
            "place_precision": 3,
            "spot": False,
            "reach": 50.0,
        }
    elif place == "spelt":
        where |= {"place_id": None, "place_precision": 3, "population": None}
    elif place == "unknown":
        where = dict.fromkeys(PLACE) | {"spot": False, "admin": (), "place_words": ()}
    return one._replace(
        item=item._replace(
            key=item.key + " twin",
            report=item.report + " twin",
            published=None
            if item.published is None
            else item.published + chance.choice((0, 0, 0, 1, 1, 2, 4)),
            first=known and known[0],
            last=known and known[1],
            **where,
            killed=_about(item.killed, chance),
            killed_high=_about(item.killed, chance),
            injured=_about(item.injured, chance, unknown=0.4),
            earlier=(),
            method=chance.choices((item.method, None, lent.method), (0.8, 0.1, 0.1))[0],
            target=chance.choices((item.target, None), (0.5, 0.5))[0],
            perpetrators=chance.choices((item.perpetrators, (), lent.perpetrators), (0.5, 0.3, 0.2))[0],
            names=_some(item.names, lent.names, max(kept, 0.5), chance),
            ages=_some(item.ages, lent.ages, max(kept, 0.5), chance),
            words=_some(item.words, lent.words, kept, chance),
            phrases=_some(item.phrases, lent.phrases, kept - 0.1, chance),
            headline=_some(item.headline, lent.headline, max(kept, 0.3), chance),
            things=_some(item.things, lent.things, kept, chance),
            sites=_some(item.sites, lent.sites, max(kept, 0.3), chance),
            told=_some(item.told, lent.told, chance.uniform(0.3, 1.0), chance) if copied else lent.told,
        )
    )


PLACE = (
    "place_id", "place_name", "place_sound", "place_precision", "spot", "population", "lat", "lon", "reach", "country", "admin",
    "area_name", "place_words",
)  # fmt: skip


def _about(figure: int | None, chance: random.Random, unknown: float = 0.1) -> int | None:
    """The figure, or a near one, or another, or none."""
    if figure is None or chance.random() < unknown:
        return None
    return chance.choices(
        (figure, figure + 1 + figure // 8, max(1, figure // 2), figure * 2), (0.65, 0.22, 0.07, 0.06)
    )[0]


def _some(
    own: tuple[Any, ...], lent: tuple[Any, ...], share: float, chance: random.Random
) -> tuple[Any, ...]:
    """A share of one's own words, and as many of somebody else's as are left out."""
    kept = [w for w in own if chance.random() < share]
    return tuple(sorted({*kept, *(w for w in lent if chance.random() > share)}))


def brief(item: Item) -> Item:
    """The item as of a report that tells nothing around its figures."""
    return item._replace(words=(), phrases=(), things=(), sites=(), headline=(), ages=(), told=())


def with_twins(some: Sequence[Told]) -> list[Told]:
    """The reports and a made-up second one of each, the same every time."""
    chance = random.Random(SEED)
    twins = [twin(one, some[(at + 7) % len(some)], chance) for at, one in enumerate(some)]
    return [*some, *(t._replace(item=brief(t.item)) if chance.random() < BRIEF else t for t in twins)]


def on_one_day(some: Sequence[Told]) -> list[Told]:
    """The reports as if all were of one day, and told of on the next: a dense day of a war."""
    chance = random.Random(SEED)
    found = []
    for one in some:
        item = brief(one.item) if chance.random() < BRIEF else one.item
        found.append(
            one._replace(
                item=item._replace(first=DAY, last=DAY, day_precision=1, published=DAY + 1, late=False)
            )
        )
    return found


def compared(some: Sequence[Told], *, even: bool, apart: bool) -> Pairs:
    """All pairs of one half of a set; with ``apart`` those only whose coded days set them apart."""
    half = sorted((t for t in some if t.even == even), key=lambda t: t.item.key)
    columns, ends, same, stands_for = [], [0], [], []
    chance = random.Random(SEED)
    for at, one in enumerate(half):
        for other in half[:at]:
            if (
                apart
                and one.coded != other.coded
                and (one.day is None or other.day is None or abs(one.day - other.day) < APART)
            ):
                continue
            easy = one.coded != other.coded and not near(one.item, other.item)
            if easy and chance.random() > 1 / EASY:
                continue
            stands_for.append(EASY if easy else 1)
            for comparison in COMPARISONS:
                level = comparison.level(one.item, other.item)
                if level != UNKNOWN:
                    columns.append(AT[comparison.name, level])
            ends.append(len(columns))
            same.append(one.coded == other.coded)
    table = csr_array((np.ones(len(columns), np.float32), columns, ends), shape=(len(same), len(LEVELS)))
    return Pairs(table, np.array(same, bool), np.array(stands_for, float))


def as_if(pairs: Pairs) -> Pairs:
    """Pairs of a made-up dense day: those that are not one incident, each for a part of a pair."""
    return pairs._replace(stands_for=np.where(pairs.same, 0.0, pairs.stands_for) * DENSE)


def near(one: Item, other: Item) -> bool:
    """Whether two have anything in common that speaks for one incident."""
    if not set(one.words).isdisjoint(other.words) or not set(one.names).isdisjoint(other.names):
        return True
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last + 1 and other.first <= one.last + 1
