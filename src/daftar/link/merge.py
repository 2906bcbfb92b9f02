"""One incident out of the same incident in several reports."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from daftar.link.features import name_key
from daftar.model import Incident

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.link.features import Item
    from daftar.model import Perpetrator, PlaceReading, Reading, TimeWindow, Victim

_YEARS = 2  # by which reports differ on one person's age

__all__ = ["anchors_of", "identity", "merged", "telling"]


def telling(item: Item) -> tuple[object, ...]:
    """Order of telling: by publication (undated last), report and incident."""
    return (item.published or dt.date.max.toordinal(), item.report, item.key)


def identity(members: Sequence[Item], anchors: Mapping[str, str], *, digits: int = 10) -> str:
    """The id of a merged incident: ``i-`` and the beginning of the anchor of the member published first.

    So later reports, and reading the archive again with a better extractor, mostly keep the id.
    """
    return f"i-{anchors[min(members, key=telling).key][:digits]}"


def anchors_of(items: Iterable[Item], readings: Mapping[str, Reading]) -> dict[str, str]:
    """For each item of one report, by key, a hash of where it is told first: the report and its first claim's place.

    Where two are told first in the same words, the second also has its own id hashed.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for item in sorted(items, key=lambda i: i.incident.id):
        places = [readings[c].claim.quote for c in item.incident.claims]
        first = min(((q.part != "title", q.start, q.end) for q in places), default=(True, 0, 0))
        words = [item.report, *(str(int(a)) for a in first), "" if places else item.incident.id]
        digest = _hash(words)
        found[item.key] = _hash([*words, item.incident.id]) if digest in taken else digest
        taken.add(found[item.key])
    return found


def _hash(words: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def merged(
    name: str, members: Sequence[Item], readings: Mapping[str, Reading], part_of: str | None
) -> Incident:
    """The incident that ``members`` are, with claims in report and text order and the most telling of each field."""
    ordered = sorted(members, key=telling)
    claims = [c for m in ordered for c in sorted(m.incident.claims, key=lambda c: _text_order(readings[c]))]
    incidents = [m.incident for m in ordered]
    return Incident(
        id=name,
        claims=tuple(dict.fromkeys(claims)),
        reports=tuple(dict.fromkeys(m.report for m in ordered)),
        lead=any(i.lead for i in incidents),
        part_of=part_of,
        date=_best_date([i.date for i in incidents if i.date is not None]),
        place=_best_place([i.place for i in incidents if i.place is not None]),
        method=_commonest(i.method for i in incidents if i.method != "unknown")
        or _commonest(i.method for i in incidents),
        target=_commonest(i.target for i in incidents),
        perpetrators=_perpetrators(p for i in incidents for p in i.perpetrators),
        victims=_victims([i.victims for i in incidents]),
    )


def _text_order(reading: Reading) -> tuple[bool, int, int, str]:
    quote = reading.claim.quote
    return (quote.part != "title", quote.start, quote.end, reading.claim.id)


def _commonest(values: Iterable[str | None]) -> str | None:
    """The value given most often; the one told first where two are."""
    counts = Counter(v for v in values if v is not None)
    return max(counts, key=lambda v: counts[v]) if counts else None


def _best_date(windows: Sequence[TimeWindow]) -> TimeWindow | None:
    """The most precise window; of those the one given most often, then first."""
    if not windows:
        return None
    counts = Counter((w.start, w.end) for w in windows)
    return min(windows, key=lambda w: (w.precision, -counts[w.start, w.end]))


def _best_place(places: Sequence[PlaceReading]) -> PlaceReading | None:
    """The most precise place, found in the gazetteer if any is; of those the one given most often, then first."""
    if not places:
        return None
    counts = Counter(p.place.id if p.place is not None else p.name for p in places)
    return min(
        places,
        key=lambda p: (
            p.located is None,
            p.precision,
            p.place is None,
            -counts[p.place.id if p.place else p.name],
        ),
    )


def _perpetrators(given: Iterable[Perpetrator]) -> tuple[Perpetrator, ...]:
    found: dict[tuple[str, str], Perpetrator] = {}
    for one in given:
        found.setdefault((one.name.casefold(), one.status), one)
    return tuple(found.values())


def _victims(given: Sequence[Sequence[Victim]]) -> tuple[Victim, ...]:
    """The victims of several reports: each named one once, in the first telling with what others add.

    Of what a person suffered the gravest stands: whom one report has as injured and another as killed, died. Two of one
    name are two people where a report tells of both, by their ages. Of those without a name nobody can say which are the
    same across reports: of each kind there are as many as one report tells of at most, less those whom another report
    may name.
    """
    named = [(number, one) for number, victims in enumerate(given) for one in victims if one.name]
    namesakes = _namesakes(given)
    found: dict[object, Victim] = {}
    people: dict[str, list[object]] = {}  # by name, the keys of those so called
    for number, victims in enumerate(given):
        alike: Counter[tuple[object, ...]] = Counter()
        for one in victims:
            if one.name:
                name = _name(one)
                several = people.setdefault(name, [])
                key = next(
                    (k for k in several if _one_person(found[k], one, namesakes=name in namesakes)), None
                )
                if key is None:
                    key = (name, len(several))
                    several.append(key)
            elif any(told_by != number and _may_be(one, other) for told_by, other in named):
                continue
            else:
                kind = (one.outcome, one.sex, one.age_group, one.age, one.role, one.relation)
                key = (*kind, alike[kind])
                alike[kind] += 1
            found[key] = _with(found[key], one) if key in found else one
    return tuple(found.values())


def _name(one: Victim) -> str:
    name = one.name or ""
    return name_key(name) or name.casefold()


def _namesakes(given: Sequence[Sequence[Victim]]) -> set[str]:
    """The names that one report gives to people of different ages."""
    found = set()
    for victims in given:
        ages: dict[str, int] = {}
        for one in victims:
            if one.name and one.age is not None and ages.setdefault(_name(one), one.age) != one.age:
                found.add(_name(one))
    return found


def _one_person(one: Victim, other: Victim, *, namesakes: bool) -> bool:
    """Whether two of one name are one person: reports differ by a year or two, namesakes in one family by more."""
    if not namesakes or one.age is None or other.age is None:
        return True
    return abs(one.age - other.age) <= _YEARS


def _may_be(one: Victim, other: Victim) -> bool:
    """Whether what is told of the two agrees in something and differs in nothing."""
    told = [
        (one.sex, other.sex),
        (one.age_group, other.age_group),
        (one.role, other.role),
        (one.age, other.age),
    ]
    both = [mine == theirs for mine, theirs in told if mine is not None and theirs is not None]
    return one.outcome == other.outcome and bool(both) and all(both)


def _with(one: Victim, other: Victim) -> Victim:
    """``one`` with what only ``other`` tells; that of the two which tells of a death comes first."""
    if other.outcome == "killed" != one.outcome:
        one, other = other, one
    return replace(
        one,
        age=one.age if one.age is not None else other.age,
        age_group=one.age_group or other.age_group,
        sex=one.sex or other.sex,
        role=one.role or other.role,
        relation=one.relation or other.relation,
    )
