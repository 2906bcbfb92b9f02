"""Which names a publication withholds, and which stay although they look like them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from daftar.publish.asked import asked_names
from daftar.publish.base import WITHHELD_NAME
from daftar.publish.names import folded_name
from daftar.publish.rules import rules
from daftar.publish.told_of import Staying, told_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daftar.model import Origin, Reading, Victim
    from daftar.publish.base import Publication, Redaction

_HEAD: Final = 300  # characters in which a dateline stands
_DATELINE: Final = re.compile(
    r"^[^\S\n]*[A-Z\u00c0-\u00de][^\n()]{1,80}[^\S\n]\((?P<agency>[A-Z\u00c0-\u00de][^\n()]{1,40})\)[^\S\n]*(?:--|—|–|-(?=\s))",
    re.MULTILINE,
)

__all__ = ["Private", "is_private", "kept_names", "private_names", "with_outlets"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """The names to withhold, of whom; ``everywhere`` in all reports, ``of_report`` as given by each.

    ``asked`` are those, folded, that a report asks not to be told on: they go even where they speak by office.
    """

    victims: frozenset[str]
    sources: frozenset[str]
    people: frozenset[str]
    everywhere: frozenset[str]
    of_report: Mapping[str, frozenset[str]]
    asked: frozenset[str] = frozenset()


def with_outlets(publication: Publication) -> Redaction:
    """The redaction, with outlets cleared: publishers of reports, and agencies that datelines credit.

    One report names another's publisher, whose name stands on the page anyway; "Meridian reports" names no person where
    some report is headed "TAIZ, 5 March (Meridian) -".
    """
    redaction = publication.redaction
    harmed = {
        folded_name(name) for reading in publication.readings for name in _victim_names(reading.claim.victims)
    }
    outlets = {report.publisher for report in publication.reports if report.publisher}
    outlets |= {name for report in publication.reports for name in _credited(report.text)}
    return replace(
        redaction,
        cleared=redaction.cleared | {name for name in outlets if folded_name(name) not in harmed},
    )


def _credited(text: str) -> Iterator[str]:
    """The agency that a dateline credits, between the town with its day and the dash."""
    if (match := _DATELINE.search(text[:_HEAD])) is not None:
        yield match["agency"]


def private_names(publication: Publication, kept: Mapping[str, frozenset[str]]) -> Private:
    """The names to withhold of a publication; ``kept`` are those that stay in each report (:func:`kept_names`)."""
    redaction = publication.redaction
    cleared = {folded_name(name) for name in redaction.cleared}
    victims: set[str] = set()
    sources: set[str] = set()
    spelled: dict[str, set[str]] = {}
    for report, name, is_victim in _named(publication):
        folded = folded_name(name)
        if not folded or folded in cleared or name == WITHHELD_NAME:
            continue
        (victims if is_victim else sources).add(folded)
        spelled.setdefault(report, set()).add(name)
    people = set()
    for report, name in _told_of(publication, kept):
        if folded_name(name) not in cleared:
            people.add(folded_name(name))
            spelled.setdefault(report, set()).add(name)
    asked = set()
    for report, name in _asked_for(publication):
        if folded_name(name) not in cleared:
            people.add(folded_name(name))
            asked.add(folded_name(name))
            spelled.setdefault(report, set()).add(name)
    whole = {name for names in spelled.values() for name in names if len(folded_name(name).split()) > 1}
    return Private(
        victims=frozenset(victims),
        sources=frozenset(sources),
        people=frozenset(people),
        everywhere=frozenset(whole | redaction.also),
        of_report={report: frozenset(names) for report, names in spelled.items()},
        asked=frozenset(asked),
    )


def _asked_for(publication: Publication) -> Iterator[tuple[str, str]]:
    """(report, name) for each name beside the words by which a report asks not to be told on."""
    if not publication.redaction.private_sources:
        return
    staying = Staying(
        {name for reading in publication.readings for name in _not_of_people(reading)}
        | {report.publisher for report in publication.reports if report.publisher}
    )
    for report in publication.reports:
        yield from ((report.id, name) for name in asked_names(report.text, staying))


def _not_of_people(reading: Reading) -> Iterator[str]:
    """Names of places, bodies and outlets that a reading gives."""
    yield from _place_names(reading)
    for link in reading.claim.origin:
        yield from filter(None, (link.organisation, link.name if link.kind == "media" else None))
    yield from (one.name for one in reading.claim.perpetrators)


def _told_of(publication: Publication, kept: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, str]]:
    """(report, name) for each private person told of by an age, a trade or a kinship."""
    if not publication.redaction.private_sources:
        return
    stays = set().union(*kept.values())
    if (
        not publication.redaction.victim_names
    ):  # whoever was harmed is to be named, whatever the words call them
        stays.update(
            name for reading in publication.readings for name in _victim_names(reading.claim.victims)
        )
    staying = Staying(stays)
    for report in publication.reports:
        for text in (report.title or "", report.text):
            yield from ((report.id, name) for name in told_of(text, staying))


def _named(publication: Publication) -> Iterator[tuple[str, str, bool]]:
    """(report, name, whether of a person harmed) for each name that the redaction asks to withhold."""
    redaction = publication.redaction
    for reading in publication.readings:
        claim = reading.claim
        if redaction.victim_names:
            yield from ((claim.report, name, True) for name in _victim_names(claim.victims))
        if redaction.private_sources:
            yield from (
                (claim.report, link.name, False) for link in claim.origin if link.name and is_private(link)
            )
    if redaction.victim_names:
        for record in publication.records:
            for name in _victim_names(record.incident.victims):
                yield from ((report, name, True) for report in record.incident.reports)


def _victim_names(victims: Iterable[Victim]) -> Iterator[str]:
    for victim in victims:
        if victim.name:
            yield victim.name
        yield from victim.names_other


def is_private(origin: Origin) -> bool:
    """Whether the link names a person who speaks for himself or herself."""
    known = rules()
    if origin.kind not in known.origin_kinds or not origin.name:
        return False
    words = [word for word in origin.name.split() if word.lower() not in {"a", "an", "the"}]
    if len(words) > 1 and origin.kind == "unknown" and words[-1].lower() in known.bodies:
        return False
    if not words or (
        words[0].lower().strip(".,") in known.descriptions and not _capitals(_up_to_place(words))
    ):
        return False
    return not all(
        word[0].islower() and word.lower() not in known.particles and "-" not in word for word in words
    )


def _up_to_place(words: list[str]) -> Iterator[str]:
    """The words after the first, up to where the person was: "doctor at the hospital in Bidar" names no one."""
    return takewhile(lambda word: word.lower() not in {"at", "from", "in", "near"}, words[1:])


def _capitals(words: Iterable[str]) -> bool:
    return any(word[0].isupper() for word in words)


def kept_names(publication: Publication) -> Iterator[tuple[str, frozenset[str]]]:
    """For each report the names in it that stay: places, outlets, organisations, people who speak by office."""
    kept: dict[str, set[str]] = {report.id: set() for report in publication.reports}
    for reading in publication.readings:
        names = kept[reading.claim.report]
        names.update(_place_names(reading))
        names.update(one.name for one in reading.claim.perpetrators)
        for link in reading.claim.origin:
            names.update(filter(None, (link.organisation, None if is_private(link) else link.name)))
    for report in publication.reports:
        yield report.id, frozenset(kept[report.id] | ({report.publisher} if report.publisher else set()))


def _place_names(reading: Reading) -> Iterator[str]:
    claim, place = reading.claim, reading.place
    yield from (quote.text for quote in claim.place_within)
    yield from (quote.text for quote in (claim.place, claim.destination) if quote is not None)
    if place is not None:
        yield from (place.name, place.quote.text)
        if place.located is not None:
            yield from (place.located.name, *place.located.admin)
