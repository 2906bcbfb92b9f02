"""Private by default: what is taken out of a publication before anybody outside may read it.

The rules, all of them for the audience ``public``; ``internal`` keeps everything:

- **Names of people harmed** become ``[name withheld]`` wherever they stand: in the list of victims, in quotes, in the
  sentences around them and in the words of conflicts. Age, sex and what happened to the person stay.
- **Names of private sources** (witnesses, relatives, people on social media, and people whose office nobody gives) go
  the same way. Those who speak by office (a spokesman of the civil defence), outlets that a report, a dateline or the
  register names as such, and bodies by the last word of their name ("Yemen Watch Desk") stay.
- **Names of other people told of by an age, a trade or a kinship** ("Umm Yusuf, 61", "a shopkeeper, Abu Hasan") go the
  same way, whoever they are (:mod:`daftar.publish.told_of`): nobody read them as harmed or as a source, and they may be both.
- **Telephone numbers and mail addresses** are withheld, and **what a report asks not to be told on** ("please do not
  share"; :mod:`daftar.publish.asked`): the paragraph, but for the words that a claim rests on, and the names in it.
- A whole name is withheld in every report. A part of it ("Omar", "al-Sarin") is withheld in the reports that give the
  whole, except inside a place name or the name of somebody who stays.
- **Positions of shelters and camps**, and of exact sites of a gazetteer, are rounded to a tenth of a degree (about
  11 km); their precision is then at best 2, "near the place", and their gazetteer id is left out. Towns and districts
  stay: the reports name them, and the position of a town says no more than its name.
- Who sent a mail, and who made a Word or PDF file, is left out: a colleague, not a byline.
- Addresses that spell a withheld name are left out, as are paths on the disk that a report was read from.

**Offsets are those of the text as published**: each withheld name is the same few characters, so that every quote still
round-trips through the text that is published, and neither the marker nor an offset tells how long a name was.

What nobody recognised as a name cannot be withheld here; ``Redaction.also`` is for names that a person found.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from daftar.publish.asked import asked_stretches, contacts, less
from daftar.publish.base import WITHHELD_CONTACT, WITHHELD_NAME, WITHHELD_WORDS, Withheld, is_redacted
from daftar.publish.coarse import coarse_claims, coarse_incidents, coarsened
from daftar.publish.names import FullNames, NameParts, Span, folded_name, merged, name_parts
from daftar.publish.private import is_private, kept_names, private_names, with_outlets
from daftar.publish.rules import rules
from daftar.publish.tree import rewritten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from daftar.model import Origin, Quote, Reading, Record, Report, Victim
    from daftar.publish.base import Publication, Redaction

__all__ = ["Edits", "redact"]

_WITHHELD: Final = "withheld"
_STRENGTH: Final = (WITHHELD_NAME, WITHHELD_CONTACT, WITHHELD_WORDS)
_LEAVES: Final = " \t\r\n.,;:!?()\"'“”-–—"


class Edits:
    """One text with what is withheld in it, and where an offset of the original comes to lie in it.

    ``spans`` in order, none in another; ``markers`` what stands in their places (names, where none are given).
    """

    def __init__(self, text: str, spans: Iterable[Span], markers: Sequence[str] = ()) -> None:
        self.spans = tuple(spans)
        self._markers = markers or (WITHHELD_NAME,) * len(self.spans)
        pieces: list[str] = []
        self._starts: list[int] = []
        shift = end = 0
        self._shifts: list[int] = []
        for span, marker in zip(self.spans, self._markers, strict=True):
            self._starts.append(span[0])
            self._shifts.append(shift)
            pieces += [text[end : span[0]], marker]
            end = span[1]
            shift += len(marker) - (span[1] - span[0])
        self._shift = shift
        self.text = "".join([*pieces, text[end:]]) if self.spans else text

    def moved(self, quote: Quote) -> Quote:
        """``quote`` in the new text. One that begins or ends inside a withheld name takes in the whole marker."""
        if not self.spans:
            return quote
        start, end = self._offset(quote.start, at_end=False), self._offset(quote.end, at_end=True)
        return replace(quote, start=start, end=end, text=self.text[start:end])

    def _offset(self, offset: int, *, at_end: bool) -> int:
        before = bisect_right(self._starts, offset - 1 if at_end else offset) - 1
        if before < 0:
            return offset
        begin, finish = self.spans[before]
        length = len(self._markers[before])
        if offset >= finish:
            return offset + self._shifts[before] + length - (finish - begin)
        marker = begin + self._shifts[before]
        return marker + length if at_end else marker


def redact(publication: Publication) -> Publication:
    """``publication`` as its audience may see it, with ``withheld`` filled in. An internal one is left as it is."""
    if publication.audience == "internal":
        return replace(publication, withheld=Withheld())
    publication = replace(publication, redaction=with_outlets(publication))
    coarse = coarse_incidents(publication) if publication.redaction.positions else frozenset()
    cut = _without_names(publication, coarse)
    reports = cut.reports
    if publication.redaction.local_paths:
        reports = tuple(replace(report, source=_WITHHELD) for report in reports)
    return replace(cut, reports=reports)


def _without_names(publication: Publication, coarse: frozenset[str]) -> Publication:
    kept = dict(kept_names(publication))
    private = private_names(publication, kept)
    full = FullNames(private.everywhere)
    asked = _asked(publication)
    scrubbers = {
        report.id: _Scrubber(
            report,
            private.of_report.get(report.id, frozenset()),
            full,
            kept[report.id] - private.asked,
            asked.get(report.id, ()),
        )
        for report in publication.reports
    }
    redaction = replace(publication.redaction, also=publication.redaction.also | private.asked)
    rounded = coarse_claims(publication, coarse)
    readings = tuple(
        _reading(
            reading,
            scrubbers[reading.claim.report],
            redaction,
            coarse=reading.id in rounded,
        )
        for reading in publication.readings
    )
    reports = tuple(scrubbers[report.id].published(report) for report in publication.reports)
    report_of = {reading.id: reading.claim.report for reading in publication.readings}
    return replace(
        publication,
        reports=reports,
        readings=readings,
        records=tuple(
            _record(record, scrubbers, report_of, redaction, coarse=record.incident.id in coarse)
            for record in publication.records
        ),
        withheld=Withheld(
            victims=len(private.victims),
            sources=len(private.sources - private.victims),
            people=len(private.people - private.sources - private.victims),
            also=len(publication.redaction.also),
            claims=sum(is_redacted(reading.claim.passage.text) for reading in readings),
            links=sum(
                new.url is None and old.url is not None
                for new, old in zip(reports, publication.reports, strict=True)
            ),
            contacts=len({found for one in scrubbers.values() for found in one.contacts}),
            asked=len(asked),
            coarsened=coarse,
        ),
    )


def _asked(publication: Publication) -> Mapping[str, tuple[Span, ...]]:
    """By report the stretches of its text that it asks not to be told on, less the words that a claim rests on."""
    if not publication.redaction.private_sources:
        return {}
    found = {report.id: asked_stretches(report.text) for report in publication.reports}
    resting: dict[str, list[Span]] = {}
    for reading in publication.readings:
        if found[reading.claim.report]:
            resting.setdefault(reading.claim.report, []).extend(_rests_on(reading))
    return {
        report: tuple(less(stretches, resting.get(report, ())))
        for report, stretches in found.items()
        if stretches
    }


def _rests_on(reading: Reading) -> Iterator[Span]:
    """Where the words stand that give a claim, its place and its day."""
    claim = reading.claim
    quotes = [claim.quote, claim.place]
    quotes += [inner.quote for inner in (reading.place, reading.time) if inner is not None]
    yield from ((one.start, one.end) for one in quotes if one is not None and one.part == "text")


# --- taking them out


class _Scrubber:
    """Takes the withheld names out of one report's text and title, and out of whatever was said of it."""

    def __init__(
        self,
        report: Report,
        names: Iterable[str],
        full: FullNames,
        kept: frozenset[str],
        asked: tuple[Span, ...],
    ) -> None:
        particles = rules().particles
        self._full = full
        self._parts = NameParts({part for name in names for part in _parts_of(name, particles)}, kept)
        self._report = report
        self._edits = {
            "text": self._cut(report.text, asked),
            "title": self._cut(report.title or ""),
        }
        self.contacts = frozenset(report.text[start:end] for start, end in contacts(report.text))

    def _spans(self, text: str) -> tuple[Span, ...]:
        return merged([*self._full.spans(text), *self._parts.spans(text)], text)

    def _cut(self, text: str, asked: tuple[Span, ...] = ()) -> Edits:
        """``text`` without the names, the ways to reach somebody, and the stretches asked for."""
        marked = [
            *((span, WITHHELD_NAME) for span in self._spans(text)),
            *((span, WITHHELD_CONTACT) for span in contacts(text)),
            *((span, WITHHELD_WORDS) for span in asked if text[span[0] : span[1]].strip(_LEAVES)),
        ]
        spans: list[Span] = []
        markers: list[str] = []
        for (start, end), marker in sorted(marked):
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
                markers[-1] = max(marker, markers[-1], key=_STRENGTH.index)
            else:
                spans.append((start, end))
                markers.append(marker)
        return Edits(text, spans, markers)

    def holds(self, quote: Quote) -> bool:
        """Whether the quote is of this report, by its words and where they stand."""
        text = self._report.text if quote.part == "text" else self._report.title or ""
        return text[quote.start : quote.end] == quote.text

    def words(self, text: str) -> str:
        """``text`` without the names."""
        return self._cut(text).text

    def quote(self, quote: Quote) -> Quote:
        """``quote`` where it lies in the report as published."""
        return self._edits[quote.part].moved(quote)

    def published(self, report: Report) -> Report:
        """The report as published."""
        url = report.url
        if url is not None and self._spans(
            unquote(url).replace("-", " ").replace("_", " ").replace("/", " ")
        ):
            url = None
        title = None if report.title is None else self._edits["title"].text
        author = (
            None if report.media_type in rules().unsigned or not report.author else self.words(report.author)
        )
        return replace(report, text=self._edits["text"].text, title=title, url=url, author=author)


def _parts_of(name: str, particles: frozenset[str]) -> set[str]:
    """The words to withhold alone. A name of one word is that word, however short."""
    words = name.split()
    return name_parts(name, particles) if len(words) > 1 else set(words)


def _reading(reading: Reading, scrubber: _Scrubber, redaction: Redaction, *, coarse: bool) -> Reading:
    claim = reading.claim
    kept = replace(
        claim,
        victims=tuple(_victim(one, redaction) for one in claim.victims),
        origin=tuple(_origin(one, redaction) for one in claim.origin),
    )
    place = coarsened(reading.place) if coarse and reading.place else reading.place
    return rewritten(
        replace(reading, claim=kept, place=place), quote=scrubber.quote, words=_but_marker(scrubber.words)
    )


def _record(
    record: Record,
    scrubbers: Mapping[str, _Scrubber],
    report_of: Mapping[str, str],
    redaction: Redaction,
    *,
    coarse: bool,
) -> Record:
    """The record with every name of any of its reports withheld, and of those of its parts that changed a number."""
    incident = record.incident
    changing = (report_of[c] for version in record.history for c in version.claims if c in report_of)
    found = [scrubbers[report] for report in dict.fromkeys((*incident.reports, *changing))]

    def words(text: str) -> str:
        for scrubber in found:
            text = scrubber.words(text)
        return text

    def quote(quote: Quote) -> Quote:
        for scrubber in found:
            if scrubber.holds(quote):
                return scrubber.quote(quote)
        return replace(quote, text=words(quote.text))

    place = coarsened(incident.place) if coarse and incident.place else incident.place
    kept = replace(incident, place=place, victims=tuple(_victim(one, redaction) for one in incident.victims))
    roots, unsure, inside = (
        tuple(replace(root, origin=_origin(root.origin, redaction)) for root in some)
        for some in (record.roots, record.unsure, record.inside)
    )
    kept_record = replace(record, incident=kept, roots=roots, unsure=unsure, inside=inside)
    return rewritten(kept_record, quote=quote, words=_but_marker(words))


def _but_marker(words: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: text if text == WITHHELD_NAME else words(text)


def _cleared(name: str | None, redaction: Redaction) -> bool:
    return name is not None and folded_name(name) in {folded_name(one) for one in redaction.cleared}


def _victim(victim: Victim, redaction: Redaction) -> Victim:
    if not redaction.victim_names or _cleared(victim.name, redaction):
        return victim
    return replace(victim, name=WITHHELD_NAME if victim.name else None, names_other=())


def _origin(origin: Origin, redaction: Redaction) -> Origin:
    named = folded_name(origin.name) in redaction.also if origin.name else False
    if not named and (
        not redaction.private_sources or not is_private(origin) or _cleared(origin.name, redaction)
    ):
        return origin
    return replace(origin, name=WITHHELD_NAME)
