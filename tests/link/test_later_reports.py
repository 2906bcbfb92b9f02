"""What reports of later days are known to be of the incident by: its very day, its place. Every report is invented."""

from __future__ import annotations

import datetime as dt

from tests.plain_reading import read

from daftar.link import across
from daftar.link.features import Item, items_of
from daftar.link.levels import published_level

FIRST = "ARDMORE, May 5 (Example Wire) - A rocket hit the ferry quay of Saraqib on Monday and killed 22 people, a doctor said."


def _item(text: str, published: dt.date | None, name: str = "later", **fields: str) -> Item:
    """The lead of a report, as it is compared."""
    told = read(text, id=name, published=published, language="en", **fields)
    readings = {one.id: one for one in told.readings}
    return next(item for item in items_of(told.report, told.incidents, readings) if item.lead)


def _first() -> Item:
    return _item(FIRST, dt.date(2025, 5, 6), "first")


def test_the_very_day_tells_more_than_when_it_is_told() -> None:
    """An account that comes out weeks later and gives the day is no less of that day."""
    dated = _item("Salma Odeh was killed when a rocket hit Saraqib on 5 May 2025.", dt.date(2025, 5, 28))
    vague = _item("Salma Odeh was killed when a rocket hit Saraqib this spring.", dt.date(2025, 5, 28))
    assert published_level(_first(), dated) == "dated"
    assert published_level(_first(), vague) == "month"


def test_a_report_without_a_day_of_publication_is_known_by_the_very_day_that_it_gives() -> None:
    """A row of a sheet beside a dated report; two such rows are as likely two events of one register."""
    row = _item("A rocket killed 22 people in Saraqib on 5 May 2025.", None)
    assert published_level(_first(), row) == published_level(row, _first()) == "dated"
    assert published_level(row, row) == "unknown"
    assert (
        published_level(_first(), _item("A rocket killed 22 people in Saraqib in May 2025.", None))
        == "unknown"
    )


def test_a_place_stays_telling_where_the_outlet_is_called_after_it() -> None:
    """Words of outlets' names are compared by no account, but the place of an incident is."""
    text = "A rocket hit a wedding in Saraqib on Monday and killed 22 people, a guest told Saraqib Herald."
    item = _item(text, dt.date(2025, 5, 6), publisher="Saraqib Herald")
    assert [word for word in item.words if word.endswith(("saraqib", "herald"))] == ["6saraqib"]


def test_an_obituary_joins_the_attack_that_it_tells_of() -> None:
    first = read(FIRST, id="first", published=dt.date(2025, 5, 6), language="en")
    later = read(
        "Salma Odeh, 58, was killed when a rocket hit the ferry quay of Saraqib on 5 May 2025. She had mended the nets of half the quay.",
        id="later",
        published=dt.date(2025, 5, 28),
        language="en",
    )
    reports = {one.report.id: one.report for one in (first, later)}
    readings = {r.id: r for one in (first, later) for r in one.readings}
    found = across({one.report.id: one.incidents for one in (first, later)}, readings, reports)
    assert [one.reports for one in found] == [("first", "later")]
