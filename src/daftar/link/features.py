"""An incident of one report as columns: everything that comparisons look at, worked out from its own report alone.

The columns are whole numbers, texts, and tuples of them, so that the same comparisons can be said in SQL.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from anyascii import anyascii

from daftar.codebook.sheets import CELLS
from daftar.languages import load
from daftar.languages.common import late_words
from daftar.languages.patterns import either
from daftar.link.account import accounts, ages
from daftar.link.denials import answers, answers_only
from daftar.link.sketch import sketch
from daftar.link.spelt import skeleton
from daftar.link.words import ranked, rare
from daftar.model.origins import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.model import Claim, Incident, PlaceReading, Reading, Report, TimeWindow, Victim

__all__ = ["REACH", "Item", "items_of", "kilometres", "name_key", "person_key", "with_place"]

#: How far (km) the true position may lie from the one given, by UCDP place precision.
REACH = {1: 5.0, 2: 25.0, 3: 50.0, 4: 150.0, 5: 400.0, 6: 1200.0, 7: 400.0}
_WORD = re.compile(r"[a-z]+")
_BEGIN = 250  # characters of text that tell what the news is
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
#: Kinds of origins that tell of many incidents; police, doctors and kin are of one place, and their names point to it.
_EVERYWHERE = frozenset({"media", "monitor", "un", "ngo", "armed_group", "military", "government"})
_TAKEN = frozenset({"abducted", "detained", "missing", "trapped"})


class Item(NamedTuple):
    """One incident of one report, with what is compared about it. None and ``()`` are what was not told.

    ``incident`` is what the columns were made from; no comparison looks at it. ``lead`` is whether the report is mainly about
    it, ``main`` whether it is mainly about it or about what it is a part of. Days are proleptic ordinals (1 is the
    first of January of the year 1): ``first`` and ``last`` possible day, ``day_precision`` UCDP's; ``day_part`` is
    "night" or "dawn" where it is told to have been late or early on its day. ``place_name`` is
    folded, ``place_sound`` its consonants; ``place_id`` the gazetteer's where one place was chosen; ``lat``, ``lon``,
    ``country`` and ``admin`` (largest division first) are of the place or of the area around it; ``reach`` is how far
    (km) the truth may lie; ``spot`` whether it is one place and not an area. Figures are the largest stated for each
    outcome (``taken``: abducted, detained, missing or trapped); ``_high`` is None where they are open.
    ``earlier`` are other figures told for everybody before ("killed 9"); "killed risen" stands there where the toll is told
    as one that has risen, "killed another 6" where the report tells that number of another attack, "killed some" where a
    report written days later counts nobody but people by themselves. ``late`` is whether the report begins with what
    became of it: an arrest, a trial; ``denied`` whether it only denies it, ``answers`` whether it does or begins by that. ``names`` are the first and last names of named
    victims, ``ages`` of people told of;
    ``words`` the rare ones written as names and ``phrases`` names of several words, ``things`` rare words that are no
    names, ``sites`` streets and sites, ``headline`` telling words of the title and ``place_words`` those of the place's
    name, each with a digit in front for how rare it is (``words.rare``); ``told`` a sketch of the passages that tell of it.
    """

    key: str
    report: str
    incident: Incident
    lead: bool = False
    main: bool = False
    published: int | None = None
    first: int | None = None
    last: int | None = None
    day_precision: int | None = None
    day_part: str | None = None
    late: bool = False
    denied: bool = False
    answers: bool = False
    place_id: str | None = None
    place_name: str | None = None
    place_sound: str | None = None
    place_precision: int | None = None
    spot: bool = False
    population: int | None = None
    lat: float | None = None
    lon: float | None = None
    reach: float | None = None
    country: str | None = None
    admin: tuple[str, ...] = ()
    area_name: str | None = None
    killed: int | None = None
    killed_high: int | None = None
    injured: int | None = None
    injured_high: int | None = None
    taken: int | None = None
    taken_high: int | None = None
    earlier: tuple[str, ...] = ()
    method: str | None = None
    target: str | None = None
    perpetrators: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    headline: tuple[str, ...] = ()
    place_words: tuple[str, ...] = ()
    told: tuple[int, ...] = ()


_KNOWN = 4  # days after an attack from which on a report that counts single people is not telling its toll


def items_of(
    report: Report, incidents: Sequence[Incident], readings: Mapping[str, Reading]
) -> tuple[Item, ...]:
    """What is compared about each of the ``incidents`` of ``report``, in order of their ids.

    Of ``readings`` only the report's own are looked at: what other reports tell changes nothing.
    """
    readings = {key: one for key, one in readings.items() if one.claim.report == report.id}
    texts = accounts(report, incidents, readings)
    leads = {i.id for i in incidents if i.lead}
    named = _compared_otherwise(report, incidents, readings)
    found = [
        _item(one, readings, report, texts[one.id], named)._replace(main=one.lead or one.part_of in leads)
        for one in sorted(incidents, key=lambda i: i.id)
    ]
    background = _figures_of(one.claim for one in readings.values() if _of_another_attack(one.claim))
    wholes = {one.part_of for one in incidents}
    alone = [one for one in incidents if one.part_of is None and one.id not in wholes]
    counted = {one.id: _figures_of(readings[c].claim for c in one.claims) for one in alone}
    tellers = Counter(figure for figures in counted.values() for figure in figures)
    return tuple(
        _with_others(item, background, counted.get(item.incident.id, frozenset()), tellers) for item in found
    )


def _with_others(
    item: Item, background: frozenset[int], own: frozenset[int], tellers: Mapping[int, int]
) -> Item:
    """``item`` with what its report counts as killed in other attacks, parts of it and the whole that it is in left out.

    ``background`` are the numbers told of attacks long past, ``own`` those of the item where it is neither part nor whole,
    ``tellers`` how many such incidents of the report give each number.
    """
    others = set(background)
    if item.incident.part_of is None:
        others.update(figure for figure, many in tellers.items() if many > (figure in own))
    told = {f"killed another {figure}" for figure in others if figure != item.killed}
    return item._replace(earlier=tuple(sorted({*item.earlier, *told}))) if told else item


def _of_another_attack(claim: Claim) -> bool:
    return claim.kind == "context" and claim.scope == "incident"


def _figures_of(claims: Iterable[Claim]) -> frozenset[int]:
    """The numbers killed that these claims give for everybody."""
    return frozenset(
        c.count.low
        for c in claims
        if c.outcome == "killed" and c.count is not None and c.count.low > 1
        if c.polarity == "asserted" and c.part_of is None
    )


def _item(
    incident: Incident,
    readings: Mapping[str, Reading],
    report: Report,
    texts: Sequence[str],
    named: frozenset[str],
) -> Item:
    claims = [readings[c].claim for c in incident.claims]
    victims: list[Victim] = [*incident.victims, *(v for c in claims for v in c.victims)]
    window = incident.date
    toll = _toll(incident, readings)
    words = rare(
        report.title if incident.lead else None,
        texts,
        report.language,
        named - _words_of(incident.place),
        _parties(incident, readings),
    )
    open_ended: tuple[int | None, int | None] = (None, None)
    bare = Item(key=f"{report.id}\n{incident.id}", report=report.id, incident=incident)
    return with_place(bare, incident.place)._replace(
        lead=incident.lead,
        published=report.published.toordinal() if report.published else None,
        first=window.start.toordinal() if window else None,
        last=window.end.toordinal() if window else None,
        day_precision=window.precision if window else None,
        day_part=_day_part(window),
        late=incident.lead and _late(report),
        denied=answers_only(incident, readings),
        answers=answers(incident, readings),
        killed=toll.get("killed", open_ended)[0],
        killed_high=toll.get("killed", open_ended)[1],
        injured=toll.get("injured", open_ended)[0],
        injured_high=toll.get("injured", open_ended)[1],
        taken=toll.get("taken", open_ended)[0],
        taken_high=toll.get("taken", open_ended)[1],
        earlier=_earlier(incident, readings, toll, report),
        method=None if incident.method == "unknown" else incident.method,
        target=incident.target,
        perpetrators=tuple(sorted({fold(p.name) for p in incident.perpetrators})),
        names=tuple(sorted({k for v in victims if v.name and (k := person_key(v.name))})),
        ages=ages(texts),
        words=words.words,
        phrases=words.names,
        things=words.things,
        sites=words.sites,
        headline=words.headline,
        place_words=ranked(incident.place.name if incident.place else "", report.language),
        told=sketch(c.passage.text for c in claims if c.extractor != CELLS),
    )


def _words_of(place: PlaceReading | None) -> frozenset[str]:
    """A place that an outlet or a source is called after tells of the incident all the same."""
    return frozenset() if place is None else frozenset(fold(f"{place.name} {place.quote.text}").split())


def _compared_otherwise(
    report: Report, incidents: Sequence[Incident], readings: Mapping[str, Reading]
) -> frozenset[str]:
    """Words of parties and sources: all reports of one war share them, and they are compared by themselves."""
    names: set[str] = {report.publisher or ""}
    for claim in (readings[c].claim for i in incidents for c in i.claims):
        names.update(p.name for p in claim.perpetrators)
        names.update(p.name for p in claim.parties)
        names.update(o.organisation or o.name or "" for o in claim.origin if o.kind in _EVERYWHERE)
    return frozenset(word for name in names for word in fold(name).split())


def _parties(incident: Incident, readings: Mapping[str, Reading]) -> frozenset[str]:
    """Words of those who are said to have done it, or to fight there."""
    claims = [readings[c].claim for c in incident.claims]
    names = [one.name for claim in claims for one in claim.perpetrators]
    names += [one.name for claim in claims for one in claim.parties]
    return frozenset(word for name in names for word in fold(name).split())


def _toll(incident: Incident, readings: Mapping[str, Reading]) -> dict[str, tuple[int, int | None]]:
    """The largest stated figure for each outcome, with its upper end."""
    toll: dict[str, tuple[int, int | None]] = {}
    for claim in (readings[c].claim for c in incident.claims):
        count, outcome = claim.count, claim.outcome
        if count is None or outcome is None or claim.polarity != "asserted" or claim.scope != "incident":
            continue
        outcome = "taken" if outcome in _TAKEN else outcome
        if outcome not in toll or count.low > toll[outcome][0]:
            toll[outcome] = (count.low, count.high)
    return toll


def _day_part(window: TimeWindow | None) -> str | None:
    """Whether the words put it late on a day or early: one night is of both its days."""
    worded = window.quote.text if window is not None and window.quote is not None else ""
    return next((name for name, pattern in _parts_of_days().items() if pattern.search(worded)), None)


@lru_cache(maxsize=1)
def _parts_of_days() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = load("en", "days")["parts"]
    return {name: re.compile(rf"\b{either(some)}\b", re.IGNORECASE) for name, some in words.items()}


def _late(report: Report) -> bool:
    """Whether the report begins with what became of an incident."""
    begins = f"{report.title or ''} {report.text[:_BEGIN]}".casefold()
    return not late_words().isdisjoint(_WORD.findall(begins))


def _earlier(
    incident: Incident,
    readings: Mapping[str, Reading],
    toll: Mapping[str, tuple[int, int | None]],
    report: Report,
) -> tuple[str, ...]:
    """Smaller figures for everybody, where the report says that the toll has risen: "killed 9"; and what figures there are."""
    claims = [readings[c].claim for c in incident.claims]
    risen = {c.outcome for c in claims if c.relation == "update"}
    found = {
        f"{c.outcome} {c.count.low}"
        for c in claims
        if c.outcome is not None and c.outcome in risen and c.count is not None and c.part_of is None
        if c.outcome in toll and 2 < c.count.low < toll[c.outcome][0]
    }
    found |= {f"{outcome} risen" for outcome in risen if outcome in toll}
    if _looks_back(incident, report) and _one_by_one(claims):
        found.add("killed some")
    return tuple(sorted(found))


def _looks_back(incident: Incident, report: Report) -> bool:
    """Whether the report was published a few days after what it tells of, when a toll was long known."""
    window = incident.date
    return (
        window is not None and report.published is not None and (report.published - window.end).days >= _KNOWN
    )


def _one_by_one(claims: Sequence[Claim]) -> bool:
    """Whether the dead are people told of by themselves, by name, and no number says how many died: an obituary."""
    dead = [c for c in claims if c.outcome == "killed" and c.polarity == "asserted"]
    single = all(c.count is not None and c.count.high == 1 for c in dead)
    return bool(dead) and single and any(c.victims for c in dead)


def with_place(item: Item, place: PlaceReading | None) -> Item:
    """``item`` with the columns that tell of its place."""
    if place is None:
        return item
    at = place.located
    return item._replace(
        place_id=place.place.id if place.place is not None else None,
        place_name=fold(anyascii(place.name)),
        place_sound=skeleton(place.name),
        place_precision=place.precision,
        spot=place.place is None or place.precision <= 2,
        population=_population(place),
        lat=at.lat if at is not None else None,
        lon=at.lon if at is not None else None,
        reach=REACH.get(place.precision, 400.0),
        country=at.country if at is not None else None,
        admin=at.admin if at is not None else (),
        area_name=at.name if at is not None else None,
    )


def _population(place: PlaceReading) -> int | None:
    """Of the place, or of the largest that the name may stand for: a name that many places have is told as cautiously."""
    may_be = [place.place] if place.place is not None else [c.place for c in place.candidates]
    return max((p.population or 0 for p in may_be), default=None)


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """A person's name for comparing: transliterated, words in order; ``""`` for a single word, which many share."""
    words = fold(anyascii(name)).split()
    return " ".join(words) if len(words) > 1 else ""


@lru_cache(maxsize=65_536)
def person_key(name: str) -> str:
    """The first and the last of a person's names, which most reports agree on; ``""`` for a single word."""
    words = [w for w in fold(anyascii(name)).split() if w not in _SUFFIXES]
    return f"{words[0]} {words[-1]}" if len(words) > 1 else ""


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two WGS 84 positions (lat, lon in degrees), on a sphere of 6,371 km."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 12_742.0 * math.asin(min(1.0, math.sqrt(half)))
