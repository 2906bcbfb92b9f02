"""How likely each candidate for a name is: by itself, then in the light of the report's other names."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import exp, log10
from typing import TYPE_CHECKING

from daftar.model import PlaceMention
from daftar.resolve.places.gazetteer import Entry, kilometres
from daftar.resolve.places.spelling import likeness

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.resolve.places.gazetteer import Gazetteer, Match

__all__ = ["SURE", "Context", "Name", "Option", "weigh", "weigh_all"]

SURE = 0.5  # the best candidate must be as likely as all others and none of them together
_CERTAIN = 0.97  # nothing more needs to be said for it
_KEPT = 8  # candidates looked at closely
_FAIR = 50_000  # people in a town that can share its division's name
_FAR = 150.0  # km: a spelling variant further from everything else in the report is not believed
_SOUNDS = 0.9  # likeness of a name in other letters to a place's own
_NONE = 1.0  # the score of "none of these"

# What a kind weighs, and how well it goes with a feature word beside the name.
_KIND = {"country": 6.0, "admin1": 3.2, "region": 3.6, "water": 3.0, "admin2": 1.0}
_FEATURE_KINDS = {
    "town": ("populated", "camp"), "village": ("populated", "camp"), "city": ("populated",),
    "neighbourhood": ("populated", "site"), "camp": ("camp", "populated"), "district": ("admin2", "admin3"),
    "province": ("admin1", "region"), "water": ("water",), "area": ("region",), "island": ("region", "admin1"),
}  # fmt: skip
_AROUND = tuple((dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))
_LOOSE = frozenset({"country", "region", "water"})


@dataclass(slots=True)
class Option:
    """A candidate under examination."""

    entry: Entry
    likeness: float
    base: float = 0.0
    score: float = 0.0
    chance: float = 0.0


@dataclass(slots=True)
class Name:
    """All mentions of one wording with the same surroundings."""

    worded: str
    key: str
    mentions: list[PlaceMention]
    feature: str | None
    within: tuple[str, ...]
    options: list[Option] = field(default_factory=list)

    @property
    def sure(self) -> bool:
        """Whether nothing in the report could change the choice: one bearer, a country or the like, and no part of a town."""
        one = len(self.options) == 1 and self.options[0].chance > _CERTAIN
        return one and self.feature != "neighbourhood"


@dataclass(slots=True)
class Context:
    """What a report says of where it is, before any name is settled: weights, each at most about 1, by country code."""

    countries: dict[str, float]

    @property
    def leading(self) -> tuple[str, ...]:
        """The two countries that the report is most about."""
        return tuple(sorted(self.countries, key=lambda c: (-self.countries[c], c))[:2])


def weigh_all(names: Sequence[Name], context: Context, gazetteer: Gazetteer) -> None:
    """Give every name its options with chances: first each by itself, then in the light of the others."""
    for name in names:
        name.options = _options(name, context, gazetteer)
        _chances(name.options)
    if len(names) > 1 or context.countries:
        _support(names, gazetteer)
        if any(name.options and max(o.chance for o in name.options) < _CERTAIN for name in names):
            _support(names, gazetteer)
    lost = [name for name in names if not name.options]
    if lost:
        anchors = [
            o.entry for n in names for o in n.options if o.chance >= SURE and o.entry.kind != "country"
        ]
        for name in lost:
            name.options = _variants(name, anchors, context, gazetteer)
            _chances(name.options)


def weigh(worded: str, gazetteer: Gazetteer, context: Context) -> list[Option]:
    """The candidates for one name asked for by itself, best first."""
    name = Name(worded, gazetteer.folded(worded), [], None, ())
    name.options = _options(name, context, gazetteer)
    _chances(name.options)
    return sorted(name.options, key=lambda o: -o.chance)


def _options(name: Name, context: Context, gazetteer: Gazetteer) -> list[Option]:
    matches = gazetteer.named_as(name.worded)
    if not matches:
        rest, _, last = name.key.rpartition(" ")
        if last in gazetteer.lexicon.features:  # "Borno State" is filed as Borno
            matches = gazetteer.named(rest)
    if not name.key.isascii():
        matches = tuple([_by_sound(m, name.key, gazetteer) for m in matches])
    found = [_option(m, name, context, gazetteer) for m in matches]
    rural = any(m.relation and "countryside" in m.relation for m in name.mentions)
    if name.feature != "province" and len(found) > 1 and not rural:
        _prefer_towns(found)
    found.sort(key=lambda o: (-o.base, o.entry.number))
    return found[:_KEPT]


def _by_sound(match: Match, key: str, gazetteer: Gazetteer) -> Match:
    """A name in other letters is never a place's first: where it sounds like that (Миколаїв, Mykolayiv), it counts as it."""
    first = gazetteer.place(match.entry).name
    return match._replace(likeness=1.0) if likeness(key, first, match.entry.country) > _SOUNDS else match


def _prefer_towns(options: Sequence[Option]) -> None:
    """Unless the words say province, a name that a division shares with its own town means the town: Aleppo, Homs."""
    towns = {o.entry.parent for o in options if o.entry.kind == "populated" and o.entry.population >= _FAIR}
    for option in options:
        if option.entry.kind == "admin1" and option.entry.number in towns:
            option.base -= 2.0
            option.score = option.base


def _option(match: Match, name: Name, context: Context, gazetteer: Gazetteer) -> Option:
    entry = match.entry
    score = _KIND.get(entry.kind, 0.0)
    if entry.kind in ("populated", "camp", "site"):
        score = 0.9 * log10(entry.population + 100) - 2.0
        if gazetteer.user_made(entry):
            score += 4.0
        elif gazetteer.added(entry):
            score += 1.0
    score += 12.0 * (match.likeness - 1.0)
    score += 3.0 * context.countries.get(entry.country or "", 0.0)
    if entry.country in context.countries:
        score += 1.5
    kinds = _FEATURE_KINDS.get(name.feature or "")
    if kinds:
        score += 2.5 if entry.kind in kinds else -0.5
        if name.feature == "province" and entry.kind == "populated":
            score -= 2.5
    return Option(entry, match.likeness, score, score)


def _chances(options: Sequence[Option]) -> None:
    if not options:
        return
    top = max(_NONE, *(o.score for o in options))
    weights = [exp(o.score - top) for o in options]
    total = sum(weights) + exp(_NONE - top)
    for option, weight in zip(options, weights, strict=True):
        option.chance = weight / total


def _cell(entry: Entry) -> tuple[int, int]:
    return int(entry.lat // 1.5), int(entry.lon // 1.5)


def _support(names: Sequence[Name], gazetteer: Gazetteer) -> None:
    """Add to each option what the report's other names say for it: nearness, a shared division, a shared country."""
    near: dict[tuple[int, int], dict[int, float]] = defaultdict(dict)
    division: dict[int, dict[int, float]] = defaultdict(dict)
    country: dict[str, float] = defaultdict(float)
    total = 0.0
    for at, name in enumerate(names):
        for option in name.options:
            entry, chance = option.entry, option.chance
            if chance < 0.02:
                continue
            if entry.kind in ("populated", "admin2", "camp", "site", "region"):
                cell = near[_cell(entry)]
                cell[at] = cell.get(at, 0.0) + chance
            if entry.kind not in ("country", "region"):
                key = entry.number if entry.kind == "admin1" else entry.parent
                division[key][at] = division[key].get(at, 0.0) + chance
            if entry.country:
                country[entry.country] += chance
                total += chance
    for at, name in enumerate(names):
        if name.sure:
            continue
        within = _within_entries(name, names, gazetteer) if name.within else ()
        for option in name.options:
            option.score = option.base + _supported(option.entry, at, near, division, country, total)
            if within:
                option.score += _inside_score(option.entry, within, gazetteer)
            if name.feature == "neighbourhood" and _abroad(option, name, country):
                option.score += _ELSEWHERE
        _chances(name.options)


def _supported(
    entry: Entry,
    at: int,
    near: Mapping[tuple[int, int], Mapping[int, float]],
    division: Mapping[int, Mapping[int, float]],
    country: Mapping[str, float],
    total: float,
) -> float:
    """What the names other than number ``at`` say for an entry."""
    score = 2.0 * country[entry.country] / total if entry.country and entry.country in country else 0.0
    if entry.kind in _LOOSE:
        return score
    y, x = _cell(entry)
    close = 0.0
    for dy, dx in _AROUND:
        if others := near.get((y + dy, x + dx)):
            close += sum(others.values()) - others.get(at, 0.0)
    divided = division.get(entry.number if entry.kind == "admin1" else entry.parent)
    shared = sum(divided.values()) - divided.get(at, 0.0) if divided else 0.0
    return score + 1.2 * min(close, 3.0) + min(shared, 3.0)


def _within_entries(name: Name, names: Sequence[Name], gazetteer: Gazetteer) -> tuple[Option, ...]:
    outer = gazetteer.folded(name.within[0])
    for other in names:
        if other.key == outer:
            return tuple(other.options)
    return tuple(Option(m.entry, m.likeness, chance=1.0) for m in gazetteer.named_as(name.within[0])[:_KEPT])


# A part of a town is in the town's country: less than any name can weigh by its size.
_ELSEWHERE = -8.0


def _abroad(option: Option, name: Name, country: Mapping[str, float]) -> bool:
    """Whether no other name of the report is in the country of ``option``, and some are in another."""
    here = option.entry.country or ""
    own = sum(o.chance for o in name.options if o.entry.country == here and o.chance >= 0.02)
    others = sum(country.values()) - sum(o.chance for o in name.options if o.entry.country)
    return others > 0.5 and country.get(here, 0.0) - own < 0.02


def _inside_score(entry: Entry, outers: Sequence[Option], gazetteer: Gazetteer) -> float:
    """How well an entry fits inside what the words put it in: in the division, or near the town."""
    best = -3.0
    for outer in outers:
        area = outer.entry
        if gazetteer.inside(entry, area):
            best = max(best, 5.0)
        elif area.country and area.country == entry.country:
            if area.kind == "country":
                best = max(best, 4.0)
            elif area.kind in ("populated", "admin2", "region"):
                distance = kilometres(entry.lat, entry.lon, area.lat, area.lon)
                reach = 300.0 if area.kind == "region" else 80.0
                best = max(best, 4.0 if distance < reach else -1.0)
    return best


def _variants(name: Name, anchors: Sequence[Entry], context: Context, gazetteer: Gazetteer) -> list[Option]:
    """Spelling variants in the report's countries, near what else it names: without context none is believed."""
    if not anchors:
        return []
    countries = dict.fromkeys([*context.leading, *(a.country for a in anchors if a.country)])
    divisions = {e.number if e.kind == "admin1" else e.parent for e in anchors}
    found = []
    for code in list(countries)[:4]:
        for match in gazetteer.variants(name.key, code):
            entry = match.entry
            distance = min(kilometres(entry.lat, entry.lon, a.lat, a.lon) for a in anchors)
            if distance > _FAR:
                continue
            option = _option(match, name, context, gazetteer)
            option.score += 2.5 * exp(-distance / 50) + (1.5 if entry.parent in divisions else 0.0)
            found.append(option)
    found.sort(key=lambda o: (-o.score, o.entry.number))
    return found[:_KEPT]
