"""Incidents, and the tolls that the claims about them come to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from daftar.model.claim import Origin, Perpetrator, Victim
from daftar.model.values import PlaceReading, Quote, TimeWindow

__all__ = [
    "Bound",
    "Conflict",
    "Descent",
    "Incident",
    "OwnFigure",
    "Part",
    "Position",
    "Record",
    "Release",
    "Root",
    "SumCheck",
    "Tally",
    "Version",
    "WayOut",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Readings that speak of one event, by claim id, in report and text order.

    ``lead`` marks the one a report is mainly about (only among the incidents of one report; across reports it is
    true where any of its reports led with it). ``part_of`` is the id of a larger incident: a strike on one town of a
    district's bombardment. ``reports`` are the ids of the reports that tell of it.
    """

    id: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    lead: bool = False
    part_of: str | None = None
    date: TimeWindow | None = None
    place: PlaceReading | None = None
    method: str | None = None
    target: str | None = None
    perpetrators: tuple[Perpetrator, ...] = ()
    victims: tuple[Victim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the parts that a number needs: without it the number would not follow.

    ``claims`` are those that say it, each by itself; ``incident`` is that of the incident inside which it is told of, where
    there is one; ``words`` what it comes to ("8 people"). ``roots`` are the ids of the independent origins that stand
    behind it: of its own claims, and of such as give the whole number.
    """

    claims: tuple[str, ...]
    roots: tuple[str, ...] = ()
    incident: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """One number of a toll and the ids of the claims it rests on: a smallest set that forces it. ``value`` None means open.

    ``roots`` are the ids of the independent origins (:class:`Root`) of all claims that give this number: twenty outlets
    that quote one spokesman are one. ``why`` says in words how it follows where no single claim gives the number itself,
    and ``parts`` what it needs where it is a sum or follows from several claims, or is told of incidents inside alone.
    """

    value: int | None
    claims: tuple[str, ...]
    roots: tuple[str, ...] = ()
    why: str | None = None
    parts: tuple[Part, ...] = ()

    @property
    def sources(self) -> int | None:
        """How many independent origins stand behind the number: of several parts, behind the one that has fewest.

        None where that cannot be told.
        """
        behind = {len(part.roots) for part in self.parts} or {len(self.roots)}
        if 0 in behind:
            return 1 if 1 in behind else None
        return min(behind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Low, best and high for one outcome and group (``all``, ``civilian``, ``child`` ...) of one incident.

    ``best`` None means that nobody gave a figure from which one could be chosen, and the bounds leave several.
    """

    outcome: str
    group: str
    low: Bound
    best: Bound | None
    high: Bound

    @property
    def one_source(self) -> bool | None:
        """Whether a single independent origin stands behind the figure shown, or behind a part that it needs.

        Iraq Body Count asks for two. None where no origin of it can be told from another.
        """
        sources = (self.best or self.low).sources
        return None if sources is None else sources == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SumCheck:
    """A total beside its parts: ``9 + 6 + 5 + 1 + 1 = 22, as claimed``.

    ``total`` is the claim id of the total (None where nobody claimed one), ``parts`` the ids of the parts in order,
    ``agrees`` whether the two can both be true, ``words`` the sentence to show.
    """

    outcome: str
    group: str
    total: str | None
    parts: tuple[str, ...]
    agrees: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """Claims to do without so that the rest fits, none of them to spare, and what that would cost.

    ``origins`` are the names of those whose word would be set aside, ``low`` and ``high`` what the number in conflict
    would then be (None: open), ``words`` the sentence to show.
    """

    claims: tuple[str, ...]
    origins: tuple[str, ...]
    low: int
    high: int | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Claims that cannot all be true, though without any one of them the rest can, with a sentence that says why.

    ``ways_out`` are all the smallest ways to end this conflict and those it shares claims with.
    """

    outcome: str
    group: str
    claims: tuple[str, ...]
    words: str
    ways_out: tuple[WayOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """An origin behind a record: whose knowledge one or more claims go back to, and those claims.

    ``id`` tells it within its record (``o1``, ``o2`` ... in order of telling). ``reports`` are those that repeat it, at
    whatever remove.
    """

    origin: Origin
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """That a report has what it tells from another report, or for itself, with the words that show it.

    ``kind``: *copies* (the text is another's, rewritten or not), *repeats* (a passage is), *same_words* (which of the
    two came first cannot be told), *translates*, *reprints*, *draws_on* and *credits* (the report says so of all its
    text, of some of it, or of what it tells there), *gathers* (its outlet asked or saw for itself). ``source`` is the
    report it has it from, None where that is not at hand; ``outlet`` whose report that is. ``quote`` is the words in
    ``report``, ``other`` the same words in ``source``; ``share`` how much of the shorter of two texts stands in the
    longer (0 to 1).
    """

    report: str
    kind: str
    source: str | None = None
    outlet: str | None = None
    quote: Quote | None = None
    other: Quote | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one number of a record came to once the reports of one day were in, and what that day changed.

    ``on`` is the publication day; None for what reports without a publication day add to all the others. ``low``,
    ``best`` and ``high`` are as in a Tally. ``kind``: first; raised or lowered (the figure to show); corrected (lowered
    by the origin that had given the higher figure); widened or narrowed (low or high alone); withdrawn (no longer
    counted: the missing who were found dead; then ``low`` too is None). ``claims`` are those of that day that brought
    it, ``origins`` the names of whose word they are, ``words`` the line to show ("22 → 25 on 19 December 2019, Civil
    Defence").
    """

    outcome: str
    group: str
    on: dt.date | None
    low: int | None
    best: int | None
    high: int | None
    kind: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """A figure that a belligerent gives itself for one outcome and group; ``high`` None is open."""

    outcome: str
    group: str
    low: int
    best: int | None
    high: int | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a belligerent blamed for an incident says of it itself: apart from the grade, and never counted with it.

    ``position``: not_assessed (it says neither), denied, admitted. ``claims`` are those in which it speaks, ``figures``
    its own, ``words`` the sentence to show.
    """

    name: str
    position: str
    claims: tuple[str, ...]
    figures: tuple[OwnFigure, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An incident's toll with everything it rests on. Derived from readings and decisions alone.

    ``roots`` are the independent origins; ``unsure`` further ones that may be one of those or of each other, which
    the words do not tell; ``inside`` those that tell only of incidents inside this one, on which numbers of this one rest.
    ``descents`` say who has what from whom. ``grade`` is one of a grading scheme's (Airwars':
    confirmed, fair, weak, contested, discounted) or None while ungraded, with ``grade_why`` in words; ``positions`` are
    those of the belligerents blamed. ``history`` holds the versions of each number that ever changed, the earliest
    first; a number that never did has none.
    """

    incident: Incident
    tallies: tuple[Tally, ...]
    sums: tuple[SumCheck, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    roots: tuple[Root, ...] = ()
    grade: str | None = None
    grade_why: str | None = None
    unsure: tuple[Root, ...] = ()
    descents: tuple[Descent, ...] = ()
    history: tuple[Version, ...] = ()
    positions: tuple[Position, ...] = ()
    inside: tuple[Root, ...] = ()

    def tally(self, outcome: str, group: str = "all") -> Tally | None:
        """The tally of one outcome and group, or None where nothing was claimed."""
        return next((t for t in self.tallies if t.outcome == outcome and t.group == group), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """Records frozen as of a moment for an audience; ``sha256`` is of what was written."""

    id: str
    at: dt.datetime
    audience: str
    records: tuple[str, ...]
    sha256: str
