"""Short ways to write what outlets report, for the tests of linking."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from daftar.link import across
from daftar.model import (
    Claim,
    Count,
    Decision,
    Incident,
    Origin,
    Place,
    PlaceReading,
    Quote,
    Reading,
    Report,
    TimeWindow,
    Victim,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TOWNS = {
    "Ashfield": Place(
        id="g1",
        name="Ashfield",
        lat=10.0,
        lon=20.0,
        kind="populated",
        country="XA",
        admin=("North", "Vale"),
        population=9_000,
    ),
    "Brook": Place(
        id="g2",
        name="Brook",
        lat=10.05,
        lon=20.05,
        kind="populated",
        country="XA",
        admin=("North", "Vale"),
        population=4_000,
    ),
    "Vale": Place(id="g3", name="Vale", lat=10.02, lon=20.02, kind="admin2", country="XA", admin=("North",)),
    "Port": Place(
        id="g4",
        name="Port",
        lat=14.0,
        lon=25.0,
        kind="populated",
        country="XA",
        admin=("South",),
        population=3_000_000,
    ),
}


@dataclass
class Desk:
    """Collects what reports tell, then links it."""

    incidents: dict[str, list[Incident]] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)
    reports: dict[str, Report] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)

    def tell(
        self,
        report: str,
        *,
        town: str | None = "Ashfield",
        day: int | None = 3,
        killed: int | None = 9,
        method: str | None = "air_strike",
        text: str | None = None,
        published: int = 4,
        names: Sequence[str] = (),
        part_of: str | None = None,
        by: str = "Civil Defence",
        lead: bool = True,
        spelt: str | None = None,
    ) -> str:
        """One incident in one report; gives its id there."""
        told = self.incidents.setdefault(report, [])
        identity = f"{report}#i{len(told) + 1}"
        at = 100 * len(told)
        quote = Quote(start=at, end=at + 20, text="words of the report ")
        passage = Quote(start=at, end=at + 90, text=text or f"words of report {report}")
        victims = tuple(Victim(outcome="killed", quote=quote, name=n) for n in names)
        claim = Claim(
            id=f"{report}#c{len(told) + 1}",
            report=report,
            kind="harm",
            quote=quote,
            passage=passage,
            extractor="hand/en@1",
            outcome="killed",
            count=None if killed is None else Count.exactly(killed),
            origin=(
                Origin(kind="media", name=f"Outlet {report}"),
                Origin(kind="rescue_service", name=by, quote=quote),
            ),
            victims=victims,
        )
        place = _place(town, spelt, quote)
        date = None if day is None else dt.date(2031, 5, day)
        window = None if date is None else TimeWindow(start=date, end=date, precision=1, rule="weekday")
        told.append(
            Incident(
                id=identity,
                claims=(claim.id,),
                reports=(report,),
                lead=lead,
                part_of=part_of,
                date=window,
                place=place,
                method=method,
                victims=victims,
            )
        )
        self.readings[claim.id] = Reading(claim=claim, place=place, time=window)
        self.reports[report] = Report(
            id=report,
            sha256=report,
            text=text or f"text of {report}",
            source=report,
            media_type="text/plain",
            language="en",
            published=dt.date(2031, 5, published),
        )
        return identity

    def decide(self, kind: str, one: str, other: str, *, at: int = 1) -> None:
        """A person's word on the first incidents of two reports."""
        self.decisions.append(
            Decision(
                id=f"d{len(self.decisions) + 1}",
                kind=kind,
                report=one,
                start=0,
                end=10,
                by="a person",
                at=dt.datetime(2031, 6, at, tzinfo=dt.UTC),
                other_report=other,
                other_start=0,
                other_end=10,
            )
        )

    def link(self) -> tuple[Incident, ...]:
        """The incidents across the reports."""
        return across(self.incidents, self.readings, self.reports, self.decisions)

    def groups(self) -> list[tuple[str, ...]]:
        """Which reports tell of each incident, sorted."""
        return sorted(tuple(sorted(i.reports)) for i in self.link())


def _place(town: str | None, spelt: str | None, quote: Quote) -> PlaceReading | None:
    if town is None:
        return None
    if spelt is not None:
        return PlaceReading(quote=quote, name=spelt, precision=3, within=TOWNS["Vale"])
    place = TOWNS[town]
    return PlaceReading(quote=quote, name=town, precision=3 if place.kind == "admin2" else 1, place=place)


@pytest.fixture
def desk() -> Desk:
    """An empty desk."""
    return Desk()


@pytest.fixture
def new_desk() -> Callable[[], Desk]:
    """Makes further empty desks."""
    return Desk
