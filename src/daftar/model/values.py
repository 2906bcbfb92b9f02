"""Small values that everything else is made of: counts, quotes, days, places."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

__all__ = [
    "Candidate",
    "Clock",
    "Count",
    "Place",
    "PlaceMention",
    "PlaceReading",
    "Quote",
    "Site",
    "TimeWindow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A closed interval of whole persons (or homes): ``low`` to ``high``, both included.

    ``high`` is None where the words leave it open ("at least 22"). ``best`` is the figure the words themselves point
    to, where they point to one ("at least 22" → 22, "dozens" → None). A thing that was not said has no Count at all;
    ``Count(low=0, high=0)`` means that somebody said there were none.

    Raises ValueError for a negative low, a high below low, or a best outside the two.
    """

    low: int
    high: int | None = None
    best: int | None = None

    def __post_init__(self) -> None:
        if self.low < 0:
            raise ValueError(f"a count cannot begin below 0: {self.low}")
        if self.high is not None and self.high < self.low:
            raise ValueError(f"a count cannot end below its beginning: {self.low} to {self.high}")
        if self.best is not None and not self.contains(self.best):
            raise ValueError(f"best figure {self.best} lies outside {self.low} to {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Count:
        """The count that is one number."""
        return cls(low=number, high=number, best=number)

    @property
    def exact(self) -> bool:
        """Whether low and high are the same number."""
        return self.low == self.high

    @property
    def figure(self) -> int:
        """One number to show: the best where there is one, else the low."""
        return self.low if self.best is None else self.best

    def contains(self, number: int) -> bool:
        """Whether ``number`` lies inside."""
        return self.low <= number and (self.high is None or number <= self.high)

    def encloses(self, other: Count) -> bool:
        """Whether every number of ``other`` lies inside."""
        return self.low <= other.low and (
            self.high is None or (other.high is not None and other.high <= self.high)
        )

    def intersect(self, other: Count) -> Count | None:
        """The numbers that both allow, or None where there are none.

        The best figure is kept where the two agree on it, or only one has one that still lies inside.
        """
        low = max(self.low, other.low)
        highs = [h for h in (self.high, other.high) if h is not None]
        high = min(highs) if highs else None
        if high is not None and high < low:
            return None
        bests = {
            b for b in (self.best, other.best) if b is not None and low <= b and (high is None or b <= high)
        }
        return Count(low=low, high=high, best=bests.pop() if len(bests) == 1 else None)

    def hull(self, other: Count) -> Count:
        """The smallest count that holds both."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Count(
            low=min(self.low, other.low), high=high, best=self.best if self.best == other.best else None
        )

    def __add__(self, other: Count) -> Count:
        """The count of two groups that share nobody."""
        high = None if self.high is None or other.high is None else self.high + other.high
        best = None if self.best is None or other.best is None else self.best + other.best
        return Count(low=self.low + other.low, high=high, best=best)

    def below(self, other: Count) -> bool:
        """Whether every number of this count is smaller than every number of ``other``."""
        return self.high is not None and self.high < other.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of a report, by offsets in characters: ``text == report_text[start:end]``.

    ``part`` says which text the offsets refer to: ``"text"`` (the body) or ``"title"``.
    """

    start: int
    end: int
    text: str
    part: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day: as worded locally and in UTC, ``HH:MM``, with the offset that the words give (``+02:00``).

    ``zone`` is the zone of the place (``Asia/Gaza``) by which the offset was checked, or UTC worked out where the words
    give none; ``doubt`` says in words how a stated offset contradicts the zone on that day.
    """

    local: str | None = None
    utc: str | None = None
    offset: str | None = None
    zone: str | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWindow:
    """Inclusive days in which something happened, with UCDP date precision (1 day ... 5 year) and the rule used.

    Precision follows the UCDP GED codebook: 1 day known, 2 two to six days, 3 week, 4 month, 5 year or more.
    ``quote`` is the wording; ``inherited`` is true where the wording stands in another sentence than the claim's own.
    """

    start: dt.date
    end: dt.date
    precision: int
    rule: str
    quote: Quote | None = None
    clock: Clock | None = None
    inherited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """A place as worded: the name's own stretch, what the words call it, and the names it is put inside.

    "the town of Tal Mannis in the southern countryside of Idlib" → quote *Tal Mannis*, feature *town*, within *Idlib*.
    ``relation`` is "near", "north of", "between" ... where the words put something beside the place, not in it.
    ``beside`` is the other place that an apposition or "between" measures from ("X, 12 km north of Z"): its own words, with
    its relation. ``name`` is what the words inflect, as gazetteers have it (Харкові: харків), None where it is the quote.
    """

    quote: Quote
    feature: str | None = None
    within: tuple[Quote, ...] = ()
    relation: str | None = None
    beside: PlaceMention | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An entry of a gazetteer. ``admin`` runs from the largest division down; ``gazetteer`` is ``name@version``.

    ``kind``: ``populated``, ``admin1``, ``admin2``, ``admin3``, ``country``, ``region``, ``water``, ``camp``, ``site``.
    ``lat``/``lon`` are WGS 84 degrees. ``pcodes`` are the place codes (OCHA) of the divisions around it that have one,
    from the largest down, its own last where it is a division.
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: str
    country: str | None = None
    admin: tuple[str, ...] = ()
    population: int | None = None
    gazetteer: str | None = None
    pcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a wording may mean, with its probability among the candidates (0 to 1)."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A hospital, school, road ... inside a place, as worded. ``kind`` is one of those in ``resolve/places/data/sites.toml``."""

    quote: Quote
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReading:
    """What a place wording is taken to mean.

    ``place`` is the choice, or None where nothing was near enough or two were too close to call; then ``within`` is
    the smallest known area that the report puts it in, and the position is that area's. ``precision`` is UCDP's:
    1 exact place, 2 near it, 3 district, 4 province, 5 part of a country, 6 country, 7 water or air. Where words put
    something beside the place ("12 km north of Z"), ``point`` is where that is, if it is not the place's own position, and
    ``radius_km`` how far from it the truth may lie. ``site`` is what the words name inside the place, as worded.
    """

    quote: Quote
    name: str
    precision: int
    place: Place | None = None
    within: Place | None = None
    candidates: tuple[Candidate, ...] = ()
    inherited: bool = False
    radius_km: float | None = None
    point: tuple[float, float] | None = None
    site: Site | None = None

    @property
    def located(self) -> Place | None:
        """The place that gives the position: the choice, else the area around it; moved to ``point`` where there is one."""
        place = self.place or self.within
        if place is None or self.point is None:
            return place
        return replace(place, lat=self.point[0], lon=self.point[1])
