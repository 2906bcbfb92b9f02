"""What two incidents have in common, one function a feature; each says in a sentence what it compares."""

from __future__ import annotations

import datetime as dt
import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii
from rapidfuzz import fuzz

from daftar.model.origins import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.model import Incident, PlaceReading, Reading, Report, TimeWindow, Victim

__all__ = ["Item", "compare", "impossible", "item", "kilometres", "name_key"]

#: How far (km) the true position may lie from the one given, by UCDP place precision.
REACH = {1: 5.0, 2: 25.0, 3: 50.0, 4: 150.0, 5: 400.0, 6: 1200.0, 7: 400.0}
#: Methods that one report may use for another's: the general word, and kinds that witnesses mix up.
_ALIKE = (
    frozenset({"air_strike", "drone_strike", "missile", "shelling"}),
    frozenset({"remote_explosive", "suicide_bomb", "explosion", "grenade", "missile", "shelling"}),
    frozenset({"shooting", "armed_clash", "execution"}),
    frozenset({"air_strike", "explosion", "chemical"}),
    frozenset({"abduction", "execution"}),
    frozenset({"melee", "torture", "sexual_violence"}),
)
_ONE_DAY = dt.timedelta(days=1)
_VOWELS = re.compile(r"[aeiouywh']+")
_DOUBLED = re.compile(r"(.)\1+")


class Item(NamedTuple):
    """One incident of one report, with what is compared about it.

    ``days`` are its first and last possible day (None where it is not dated). ``toll`` gives the largest stated figure
    by outcome, ``earlier`` the other figures that were told for everybody ("had put the toll at nine on Tuesday"),
    ``names`` the keys of named victims.
    """

    key: str
    report: str
    incident: Incident
    days: tuple[dt.date, dt.date] | None
    place: PlaceReading | None
    toll: Mapping[str, tuple[int, int | None]]
    earlier: frozenset[tuple[str, int]]
    names: frozenset[str]
    published: dt.date | None


def item(incident: Incident, readings: Mapping[str, Reading], report: Report) -> Item:
    """What is compared about an incident of ``report``."""
    toll: dict[str, tuple[int, int | None]] = {}
    risen: set[str] = set()
    figures: set[tuple[str, int]] = set()
    victims: list[Victim] = list(incident.victims)
    for claim in (readings[c].claim for c in incident.claims):
        victims.extend(claim.victims)
        count = claim.count
        if (
            count is None
            or claim.outcome is None
            or claim.polarity != "asserted"
            or claim.scope != "incident"
        ):
            continue
        if claim.relation == "update":
            risen.add(claim.outcome)
        if claim.part_of is None and count.low > 2:
            figures.add((claim.outcome, count.low))
        if claim.outcome not in toll or count.low > toll[claim.outcome][0]:
            toll[claim.outcome] = (count.low, count.high)
    window = incident.date
    return Item(
        key=f"{report.id}\n{incident.id}",
        report=report.id,
        incident=incident,
        days=None if window is None else (window.start, window.end),
        place=incident.place,
        toll=toll,
        earlier=frozenset((o, n) for o, n in figures if o in risen and n < toll[o][0]),
        names=frozenset(k for v in victims if v.name and (k := name_key(v.name))),
        published=report.published,
    )


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """A person's name for comparing: transliterated, words in order; ``""`` for a single word, which many share."""
    words = fold(anyascii(name)).split()
    return " ".join(words) if len(words) > 1 else ""


@lru_cache(maxsize=65_536)
def _skeleton(name: str) -> str:
    """The consonants of a place name: Tell Mannas, Tal Mannis and Tall Mannis are one."""
    plain = fold(anyascii(name))
    return _DOUBLED.sub(r"\1", _VOWELS.sub("", plain)).replace(" ", "")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two WGS 84 positions (lat, lon in degrees), on a sphere of 6,371 km."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12_742.0 * math.asin(min(1.0, math.sqrt(half)))


def days_apart(one: Item, other: Item) -> int | None:
    """How many days lie between the two windows: 0 where they overlap, None where either is not dated."""
    if one.days is None or other.days is None:
        return None
    gap = max(one.days[0], other.days[0]) - min(one.days[1], other.days[1])
    return max(0, gap.days)


def same_name(one: PlaceReading, other: PlaceReading) -> bool:
    """Whether two place wordings may be spellings of one name: the same consonants, and mostly the same letters."""
    a, b = fold(anyascii(one.name)), fold(anyascii(other.name))
    if a == b:
        return True
    return len(a) > 4 and _skeleton(one.name) == _skeleton(other.name) and fuzz.ratio(a, b) >= 70


def place_relation(one: PlaceReading | None, other: PlaceReading | None) -> str:
    """How two places stand to each other: same, near, inside (one may hold the other), other, far or unknown.

    Positions are compared against the reach of both precisions; a name alone counts only inside one area. *other* are
    two places with different names that are not far apart: neighbouring towns.
    """
    if one is None or other is None:
        return "unknown"
    if one.place is not None and other.place is not None and one.place.id == other.place.id:
        return "same"
    here, there = one.located, other.located
    if here is None or there is None:
        return "same" if same_name(one, other) else "unknown"
    if here.country and there.country and here.country != there.country:
        return "far"
    distance = kilometres((here.lat, here.lon), (there.lat, there.lon))
    reach = REACH.get(one.precision, 400.0) + REACH.get(other.precision, 400.0)
    if distance > reach:
        return "far"
    if same_name(one, other):
        return "same"
    if _specific(one) and _specific(other):
        return "near" if max(one.precision, other.precision) == 2 else "other"
    return "inside"


def _specific(one: PlaceReading) -> bool:
    """Whether the wording is of one place, found or not, and not of a district or larger area."""
    return one.place is None or one.precision <= 2


def compare(one: Item, other: Item, *, words: float = 0.0) -> list[tuple[str, float]]:
    """The features that speak for (positive) and against (negative) one incident, each with its weight.

    Weights are rough log-odds (base 2) set by hand and deliberately cautious, since a false merge is worse than a
    miss: same day and town and a matching toll or method link, same day and city alone do not. ``words`` is the
    likeness of the two reports' texts, 0 where they share none or tell of several incidents.
    """
    found: list[tuple[str, float]] = []
    shared = one.names & other.names
    if shared:
        found.append((f"both name {', '.join(sorted(shared))}", 7.0 + len(shared)))
    elif one.names and other.names and _all_named(one) and _all_named(other):
        found.append(("they name different people", -5.0))
    if words:
        found.append((f"the texts share {words:.0%} of their words in order", 3.0 + 5.0 * words))
    found.extend(_day_feature(one, other))
    found.extend(_place_feature(one, other))
    found.extend(_toll_features(one, other))
    found.extend(_method_feature(one.incident, other.incident))
    if one.incident.target is not None and one.incident.target == other.incident.target:
        found.append(("the same kind of target", 1.0))
    return found


def _all_named(one: Item) -> bool:
    killed = one.toll.get("killed", (0, None))
    return len(one.names) >= max(1, killed[0])


def _day_feature(one: Item, other: Item) -> list[tuple[str, float]]:
    gap = days_apart(one, other)
    if gap is None:
        return []
    if gap:
        return [(f"{gap} days apart" if gap > 1 else "a day apart", -2.0 * gap)]
    windows = (one.incident.date, other.incident.date)
    exact = all(w is not None and w.precision == 1 for w in windows)
    return [("on the same day", 2.5)] if exact else [("at a time that overlaps", _overlap_weight(windows))]


def _overlap_weight(windows: tuple[TimeWindow | None, ...]) -> float:
    return 1.0 if max(w.precision for w in windows if w is not None) <= 3 else 0.0


def _place_feature(one: Item, other: Item) -> list[tuple[str, float]]:
    relation = place_relation(one.place, other.place)
    if relation == "same":
        assert one.place is not None
        return [("at the same place", _rarity(one.place, other.place))]
    if relation == "near":
        return [("at places near each other", 1.5)]
    if relation == "inside":
        return [("in the same area", 0.5)]
    if relation == "other":
        return [("at places with different names", -2.0)]
    return [("at places far apart", -6.0)] if relation == "far" else []


def _rarity(one: PlaceReading, other: PlaceReading | None) -> float:
    """How telling a shared place is: a village more than a city, a city more than a province."""
    readings = [p for p in (one, other) if p is not None]
    found = [p.place for p in readings if p.place is not None]
    if found and max(p.precision for p in readings if p.place is not None) >= 3:
        return 1.0
    people = max((p.population or 0 for p in found), default=0)
    if people > 1_000_000:
        return 1.5
    return 2.5 if people > 100_000 else 3.5


def _toll_features(one: Item, other: Item) -> Iterable[tuple[str, float]]:
    for outcome in sorted(set(one.toll) & set(other.toll)):
        (a, a_high), (b, b_high) = one.toll[outcome], other.toll[outcome]
        low, high = min(a, b), max(a, b)
        if (outcome, b) in one.earlier or (outcome, a) in other.earlier:
            yield f"{low} {outcome}, the earlier count of the {high} in the other", 2.5
        elif a == b and a_high == b_high:
            yield f"{a} {outcome} in both", 1.0 if a <= 1 else 1.5 if a == 2 else 2.5
        elif high > 3 * max(low, 1) and high - low > 4:
            yield f"{low} {outcome} against {high}", -3.0
        elif high - low <= max(2, high // 4):
            yield f"{low} and {high} {outcome} are close", 0.5


def _method_feature(one: Incident, other: Incident) -> list[tuple[str, float]]:
    a, b = one.method, other.method
    if a is None or b is None or "unknown" in {a, b}:
        return []
    if a == b:
        return [("done the same way", 1.0)]
    return [] if any({a, b} <= kinds for kinds in _ALIKE) else [("done in different ways", -3.0)]


def impossible(one: Item, other: Item) -> bool:
    """Whether the two cannot be one incident, whatever else they share: days or places that exclude each other.

    A day's difference is let pass: outlets in other time zones, and nights, give the next day.
    """
    gap = days_apart(one, other)
    if gap is not None and gap > 1:
        return True
    return place_relation(one.place, other.place) == "far"
