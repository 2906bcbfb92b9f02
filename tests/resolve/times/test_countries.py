"""What the country, the outlet and a report's own dates decide about a time."""

from __future__ import annotations

import datetime as dt

import pytest

from daftar.model import Clock, Report
from daftar.resolve.times import dates_of, find_times, order_for, resolve_time
from daftar.resolve.times.calendars import hebrew, nth_weekday, orthodox_easter

PUBLISHED = dt.date(2021, 6, 16)


@pytest.mark.parametrize(
    ("words", "country", "day"),
    [
        ("on Independence Day", "PK", dt.date(2020, 8, 14)),
        ("on Independence Day", "UA", dt.date(2020, 8, 24)),
        ("on Easter Sunday", "ET", dt.date(2021, 5, 2)),
        ("on Easter Sunday", "PK", dt.date(2021, 4, 4)),
        ("on Labour Day", "NG", dt.date(2021, 5, 1)),
        ("on Labour Day", "CA", dt.date(2020, 9, 7)),
        ("on Thanksgiving", "CA", dt.date(2020, 10, 12)),
        ("on Memorial Day", None, dt.date(2021, 5, 31)),
    ],
)
def test_a_national_holiday_is_that_of_the_country(words: str, country: str | None, day: dt.date) -> None:
    """The same name means another day elsewhere."""
    window = resolve_time(words, published=PUBLISHED, country=country)
    assert window is not None
    assert (window.start, window.end) == (day, day)


@pytest.mark.parametrize("words", ["on Independence Day", "on Labour Day", "on Republic Day"])
def test_a_holiday_of_many_countries_stays_worded_where_none_is_known(words: str) -> None:
    """No country is guessed."""
    assert resolve_time(words, published=PUBLISHED) is None


@pytest.mark.parametrize(
    ("words", "country", "days"),
    [
        ("in fiscal year 2020", "US", (dt.date(2019, 10, 1), dt.date(2020, 9, 30))),
        ("in FY2020", "PK", (dt.date(2019, 7, 1), dt.date(2020, 6, 30))),
        ("in the financial year 2019-20", "GB", (dt.date(2019, 4, 1), dt.date(2020, 3, 31))),
    ],
)
def test_a_financial_year_runs_as_in_its_country(
    words: str, country: str, days: tuple[dt.date, dt.date]
) -> None:
    """Its first day and which of its two years names it come from the country."""
    window = resolve_time(words, published=PUBLISHED, country=country)
    assert window is not None
    assert (window.start, window.end, window.rule) == (*days, "fiscal year")


def clock(words: str, country: str | None) -> Clock | None:
    window = resolve_time(words, published=PUBLISHED, country=country)
    assert window is not None
    return window.clock


def test_an_offset_that_the_zone_bears_out_names_the_zone() -> None:
    """In Yemen, 7 in the morning is 04:00 GMT."""
    told = clock("at 7am local time (04:00 GMT) on Monday", "YE")
    assert told == Clock(local="07:00", utc="04:00", offset="+03:00", zone="Asia/Aden")


def test_an_offset_that_contradicts_the_zone_is_kept_and_marked() -> None:
    """The words are not corrected; the doubt says what the zone had."""
    told = clock("at 7am local time (05:00 GMT) on Monday", "YE")
    assert told is not None
    assert (told.local, told.utc, told.offset) == ("07:00", "05:00", "+02:00")
    assert told.doubt == "+02:00 is said, Asia/Aden had +03:00 on 2021-06-14"


def test_summer_time_counts_on_the_day_itself() -> None:
    """Ukraine is two hours ahead in January and three in June."""
    for day, offset in (("5 January 2021", "+02:00"), ("5 June 2021", "+03:00")):
        hour = {"+02:00": "05:00", "+03:00": "04:00"}[offset]
        told = clock(f"at 7am local time ({hour} GMT) on {day}", "UA")
        assert told is not None
        assert (told.offset, told.doubt) == (offset, None)


def test_local_time_alone_gets_its_utc_from_the_one_zone() -> None:
    """Where a country has one time, UTC follows; where it has several, it does not."""
    assert clock("at 7am on Monday", "YE") == Clock(local="07:00", utc="04:00", zone="Asia/Aden")
    assert clock("at 7am on Monday", "US") == Clock(local="07:00")
    assert clock("at 7am on Monday", None) == Clock(local="07:00")


def test_any_zone_of_a_wide_country_bears_an_offset_out() -> None:
    """Eastern and Pacific time are both times of the United States."""
    for words in ("at 7am (11:00 GMT) on Monday", "at 7am (14:00 GMT) on Monday"):
        told = clock(words, "US")
        assert told is not None
        assert told.doubt is None
    told = clock("at 7am (05:00 GMT) on Monday", "US")
    assert told is not None
    assert told.doubt is not None


def report(text: str, url: str | None = None) -> Report:
    return Report(
        id="r1",
        sha256="0" * 64,
        text=text,
        source="r.txt",
        media_type="text/plain",
        published=PUBLISHED,
        url=url,
    )


@pytest.mark.parametrize(
    ("text", "url", "days"),
    [
        ("Log: 05/04/2021.", None, ("2021-04-05", "2021-05-04")),
        ("Log: 05/04/2021 and 25/05/2021.", None, ("2021-04-05", "2021-04-05")),
        ("Log: 05/04/2021 and 05/25/2021.", None, ("2021-05-04", "2021-05-04")),
        ("Log: 05/04/2021, 25/05/2021 and 05/25/2021.", None, ("2021-04-05", "2021-05-04")),
        ("Log: 05/04/2021.", "https://news.example.co.uk/1", ("2021-04-05", "2021-04-05")),
        ("Log: 05/04/2021.", "https://county.example.gov/1", ("2021-05-04", "2021-05-04")),
        ("Log: 05/04/2021 and 05/25/2021.", "https://news.example.co.uk/1", ("2021-05-04", "2021-05-04")),
    ],
)
def test_evidence_then_the_outlet_decide_the_order(text: str, url: str | None, days: tuple[str, str]) -> None:
    """A report's other dates show its order; without them the outlet's; without that, or against each other, neither."""
    row = dates_of(report(text, url))[0]
    assert (row["from"], row["to"]) == days


def test_a_date_in_words_needs_no_order() -> None:
    """Nothing is asked where nothing is open."""
    (found,) = find_times("on 5 May 2021")
    assert order_for(found, report("25/05/2021")) is None


@pytest.mark.parametrize(
    ("year", "new_year", "passover"),
    [(2020, (9, 19), (4, 9)), (2021, (9, 7), (3, 28)), (2023, (9, 16), (4, 6)), (2024, (10, 3), (4, 23))],
)
def test_jewish_days_fall_where_they_fell(
    year: int, new_year: tuple[int, int], passover: tuple[int, int]
) -> None:
    """Rosh Hashanah and the first day of Passover of known years."""
    assert hebrew(year, 7, 1) == dt.date(year, *new_year)
    assert hebrew(year, 1, 15) == dt.date(year, *passover)


def test_eastern_easter_and_last_mondays_fall_where_they_fell() -> None:
    """Orthodox Easter of known years; the last Monday of May 2021."""
    assert [orthodox_easter(year) for year in (2019, 2021, 2024)] == [
        dt.date(2019, 4, 28),
        dt.date(2021, 5, 2),
        dt.date(2024, 5, 5),
    ]
    assert nth_weekday(2021, 5, 0, -1) == dt.date(2021, 5, 31)
