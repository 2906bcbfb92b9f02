"""Who has it from whom: the reports of one incident, and how each repeats others or was there itself.

Told by the words alone, in this order: a credit ("originally published by X", "X reported"), a text or passage that is
another's, and words by which an outlet says that it asked or saw for itself. Of two reports with the same words the one
published later has them from the other, unless it is the one that is credited; on the same day, or where each credits the
other, nobody can tell, and they are *same_words*. What is copied counts only where it tells of the incident: a shared
appeal says nothing, and what stands around a story on its page (menus, newsletters) makes no text a copy.

After the guidance that sources count as independent only where they do not draw on each other (OHCHR, Guidance on Casualty
Recording, 2019, part on evaluating sources) and Iraq Body Count's rule that reports of one agency are one source
(iraqbodycount.org, Methods).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from daftar.codebook.sheets import CELLS, in_words
from daftar.languages.copying import KINDS, credit_line, credits_in, gathered_in, outlet_name
from daftar.languages.furniture import story_of
from daftar.link.grams import sketches
from daftar.link.neardup import Ready, alike, verdict
from daftar.link.passages import LEAST, shared_runs
from daftar.model import Descent, Quote
from daftar.model.origins import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from daftar.link.grams import Sketch
    from daftar.link.neardup import Compared
    from daftar.link.passages import Run
    from daftar.model import Incident, Reading, Report

__all__ = ["lineage"]

_NAMING = ("translates", "reprints")  # kinds that name an outlet even where it has no report here
_GRAM = 8  # words in a row by which passages meet
_SEVERAL = 40  # characters: some eight words
_MOST = 12  # reports that one is compared with: the surest come first, and no report is put together of more
_FIRST = 5  # reports looked at that have the same words, the first published first


class _Told(NamedTuple):
    """A report with the passages that tell of the incident (start, end, words) in text order, and its outlet's key.

    ``story`` is its text with blanks for what stands around the story; ``figures`` are the numbers it gives.
    """

    report: Report
    story: str
    passages: tuple[tuple[int, int, str], ...]
    outlet: str
    figures: frozenset[tuple[str | None, int, int | None]]
    grams: frozenset[tuple[str, ...]]


class _Pile(NamedTuple):
    """What is compared: all reports in order, by id, each with those that its text is a copy of or that are copies of it.

    ``holders`` are by eight words the first reports that have them in what they tell; ``credited`` by report those that it
    credits; ``rank`` by report its place in the order: of two with the same words on one day the first stands for both;
    ``ready`` what of each text its copies are verified on.
    """

    told: Mapping[str, _Told]
    copies: Mapping[str, Mapping[str, float]]
    holders: Mapping[tuple[str, ...], Sequence[str]]
    credited: Mapping[str, set[str]]
    rank: Mapping[str, int]
    ready: Mapping[str, Compared]


def lineage(
    incident: Incident, readings: Mapping[str, Reading], reports: Mapping[str, Report]
) -> tuple[Descent, ...]:
    """How the reports of ``incident`` have what they tell from each other, in order of report and words.

    Each report has one report at most that its text as a whole is a copy of: the one it credits, else the earliest. It
    depends on the incident's reports alone, not on the order in which they came. One report by itself has no lineage.
    """
    told = _told(incident, readings, reports)
    if len(told) < 2:
        return ()
    chains = _named_in_chains(incident, readings)
    outlets = _by_outlet(told)
    said = {name: list(_credits(one, outlets, chains.get(name, ()))) for name, one in told.items()}
    credited = {name: {d.source for d in some if d.source is not None} for name, some in said.items()}
    told = _credited_first(told, credited)
    made = dict(zip(told, sketches(one.story for one in told.values()), strict=True))
    ready, rank = Ready(made), {name: n for n, name in enumerate(told)}
    pile = _Pile(told, _copies(made, ready), _holders(told), credited, rank, ready)
    found: list[Descent] = []
    for name, one in told.items():
        found += said[name]
        found += _gathered(one)
        found += _sources(one, pile)
    return tuple(sorted(found, key=_order))


def _order(one: Descent) -> tuple[object, ...]:
    at = (0, 0) if one.quote is None else (one.quote.start, one.quote.end)
    return (one.report, at, one.kind, one.source or "", one.outlet or "")


def _told(
    incident: Incident, readings: Mapping[str, Reading], reports: Mapping[str, Report]
) -> dict[str, _Told]:
    """The incident's reports in order of publication (undated last), each with what it tells of it."""
    passages: dict[str, set[tuple[int, int, str]]] = {}
    figures: dict[str, set[tuple[str | None, int, int | None]]] = {}
    for claim in (readings[c].claim for c in incident.claims):
        if claim.passage.part == "text" and claim.extractor != CELLS:
            stretch = (claim.passage.start, claim.passage.end, claim.passage.text)
            passages.setdefault(claim.report, set()).add(stretch)
        else:
            passages.setdefault(claim.report, set())
        if claim.count is not None:
            figure = (claim.outcome, claim.count.low, claim.count.high)
            figures.setdefault(claim.report, set()).add(figure)
    ordered = sorted(
        (reports[name] for name in passages if name in reports),
        key=lambda r: (r.published or dt.date.max, r.id),
    )
    return {
        r.id: _Told(
            r,
            story_of(in_words(r)),
            tuple(sorted(passages[r.id])),
            _outlet(r.publisher),
            frozenset(figures.get(r.id, ())),
            frozenset(gram for _, _, text in passages[r.id] for gram in _grams(text)),
        )
        for r in ordered
    }


def _credited_first(told: Mapping[str, _Told], credited: Mapping[str, set[str]]) -> dict[str, _Told]:
    """``told`` in the same order, but that each report comes after those that it credits and that do not credit it.

    Else three outlets with one text on one day, the first of which credits the last, would have it from each other in a
    ring.
    """
    rank = {name: number for number, name in enumerate(told)}
    found: dict[str, _Told] = {}
    begun: set[str] = set()
    for first in told:
        waiting = [first]
        while waiting:
            name = waiting[-1]
            before = [] if name in begun else [o for o in credited[name] - begun if name not in credited[o]]
            begun.add(name)
            if before:
                waiting += sorted(before, key=rank.__getitem__, reverse=True)
            else:
                found.setdefault(waiting.pop(), told[name])
    return found


def _outlet(name: str | None) -> str:
    return fold(outlet_name(name)) if name else ""


def _copies(made: Mapping[str, Sketch], ready: Mapping[str, Compared]) -> dict[str, dict[str, float]]:
    """Of each report those that its text is a copy of or that are copies of it, with the share that is the same."""
    found: dict[str, dict[str, float]] = {name: {} for name in made}
    for pair in alike(made, ready):
        found[pair.one][pair.other] = found[pair.other][pair.one] = pair.contained
    return found


def _holders(told: Mapping[str, _Told]) -> dict[tuple[str, ...], list[str]]:
    """Which reports have these eight words in a row in what they tell of the incident, the first published first."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, one in told.items():
        for gram in one.grams:
            several = found.setdefault(gram, [])
            if len(several) < _FIRST:
                several.append(name)
    return found


def _named_in_chains(
    incident: Incident, readings: Mapping[str, Reading]
) -> dict[str, list[tuple[str, Quote]]]:
    """By report: the outlets that its claims name between the publisher and the root, with the words."""
    found: dict[str, list[tuple[str, Quote]]] = {}
    for claim in (readings[c].claim for c in incident.claims):
        for link in claim.origin:
            if link.kind == "media" and link.name and link.quote is not None and link.quote.part == "text":
                found.setdefault(claim.report, []).append((link.name, link.quote))
    return found


def _by_outlet(told: Mapping[str, _Told]) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = {}
    for one in told.values():
        if one.outlet:
            found.setdefault(one.outlet, []).append(one)
    return found


def _credits(
    one: _Told, by_outlet: Mapping[str, Sequence[_Told]], chains: Iterable[tuple[str, Quote]]
) -> Iterator[Descent]:
    """The outlets that a report says it has words or news from, each once, with the report that is meant if it is there."""
    text = one.story
    said = [
        (c.kind, c.who, Quote(start=c.start, end=c.end, text=text[c.start : c.end])) for c in credits_in(text)
    ]
    for outlet, several in by_outlet.items():
        if outlet == one.outlet:
            continue
        name = several[0].report.publisher or ""
        span = credit_line(text, name)
        if span is not None:
            said.append(("draws_on", name, Quote(start=span[0], end=span[1], text=text[slice(*span)])))
    said += [("credits", name, quote) for name, quote in chains]
    seen: set[str] = set()
    for kind, who, quote in sorted(said, key=lambda c: (c[1] is None, KINDS.index(c[0]), c[2].start)):
        key = _outlet(who)
        meant = None if key == one.outlet else _meant(one, by_outlet.get(key, ()))
        if (key and key in seen | {one.outlet}) or (meant is None and kind not in _NAMING):
            continue
        if not key and seen:
            continue  # "translated from Arabic", said beside whose it is
        seen.add(key)
        yield Descent(
            report=one.report.id,
            kind=kind,
            source=None if meant is None else meant.report.id,
            outlet=who if meant is None else meant.report.publisher,
            quote=quote,
        )


def _meant(one: _Told, several: Sequence[_Told]) -> _Told | None:
    """Which of an outlet's reports a credit means: the last one, no later than ``one``, that gives a number it gives."""
    before = [other for other in several if not _earlier(one, other)]
    same = [other for other in before if other.figures & one.figures]
    meant = same or before
    return meant[-1] if meant else None


def _earlier(one: _Told, other: _Told) -> bool:
    """Whether ``one`` is known to be published before ``other``."""
    mine, theirs = one.report.published, other.report.published
    return mine is not None and theirs is not None and mine < theirs


def _gathered(one: _Told) -> Iterator[Descent]:
    """Where the report says that its outlet asked or saw for itself."""
    span = gathered_in(one.story, one.report.publisher)
    if span is not None:
        quote = Quote(start=span[0], end=span[1], text=one.story[slice(*span)])
        yield Descent(report=one.report.id, kind="gathers", outlet=one.report.publisher, quote=quote)


def _sources(one: _Told, pile: _Pile) -> Iterator[Descent]:
    """The reports whose words this one has, until all that it tells of the incident is accounted for.

    First those that came first for certain, of these the credited ones, then those that it is a copy of as a whole, then
    the earliest.
    """
    me, told, rank = one.report.id, pile.told, pile.rank
    own, copies = pile.credited[me], pile.copies[me]
    names = {name for gram in one.grams for name in pile.holders.get(gram, ())} | set(copies) | own
    possible: list[tuple[bool, _Told]] = []
    for name in names - {me}:
        other, credits_me = told[name], me in pile.credited[name]
        known = (name in own and not credits_me) or _earlier(other, one)
        if credits_me and name not in own:
            continue  # it has it from here
        if known or (rank[name] < rank[me] and not _earlier(one, other)):
            possible.append((known, other))
    possible.sort(
        key=lambda o: (
            not o[0],
            o[1].report.id not in own,
            o[1].report.id not in copies,
            rank[o[1].report.id],
        )
    )
    covered: set[int] = set()
    for known, other in possible[:_MOST]:
        if len(covered) == len(one.passages):
            break
        runs = shared_runs(in_words(one.report), in_words(other.report), least=LEAST)
        fresh = _covered(one, runs) - covered
        if fresh:
            covered |= fresh
            share = _share(pile.ready[me], pile.ready[other.report.id])
            kind = "same_words" if not known else "repeats" if share is None else "copies"
            yield _copied(one, other, kind, runs, share)


def _share(one: Compared, other: Compared) -> float | None:
    """How much of the shorter text stands in the other, None where they are no copies.

    It is asked of pairs that ``alike`` may not list: in a crowd it lists some of them.
    """
    found = verdict(one, other)
    return None if found is None else found[1]


def _touching(run: Run, passages: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The parts of a stretch that lie in passages, if they are of several words."""
    parts = [(max(run.start, start), min(run.end, end)) for start, end, _ in passages]
    return [(start, end) for start, end in parts if end - start >= _SEVERAL]


def _copied(one: _Told, other: _Told, kind: str, runs: Iterable[Run], share: float | None) -> Descent:
    """``one`` has words of ``other``; shown is the longest stretch of a passage that tells of the incident."""
    shown = [(end - start, -start, end, r) for r in runs for start, end in _touching(r, one.passages)]
    quote = other_quote = None
    if shown:
        _, start, end, run = max(shown, key=lambda s: s[:3])
        quote = _quote(one.report, -start, end)
        at = other.report.text.find(quote.text, run.other_start, run.other_end)
        there = (run.other_start, run.other_end) if at < 0 else (at, at + len(quote.text))
        other_quote = _quote(other.report, *there)
    return Descent(
        report=one.report.id,
        kind=kind,
        source=other.report.id,
        outlet=other.report.publisher,
        quote=quote,
        other=other_quote,
        share=None if share is None else round(share, 3),
    )


def _quote(report: Report, start: int, end: int) -> Quote:
    return Quote(start=start, end=end, text=report.text[start:end])


def _covered(one: _Told, runs: Iterable[Run]) -> set[int]:
    """Which of a report's passages about the incident stand, at least in half, in the stretches."""
    found = set()
    for number, (start, end, _) in enumerate(one.passages):
        inside = sum(max(0, min(end, r.end) - max(start, r.start)) for r in runs)
        if inside * 2 >= end - start:
            found.add(number)
    return found


def _grams(text: str) -> set[tuple[str, ...]]:
    words = fold(text).split()
    return set(zip(*(words[at:] for at in range(_GRAM)), strict=False))
