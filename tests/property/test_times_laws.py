"""What holds for every text and every day: laws of finding and resolving times."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from daftar.resolve.times import dates_of, find_times, precision_of, resolve_time

if TYPE_CHECKING:
    from daftar.model import Report

VOCABULARY = """
the a an this last past next previous following same that in on at of from to between and since until by
over around shortly before after ago earlier later few several overnight weekend local time will said
early late mid end beginning May may March Oct. October JAN MAY 90 7 12th 31 2011 1989 2,000 13-15
2011-2014 06/07/2014 2019-12-18 31.12.2015 Monday Tuesday FRIDAY Sat Saturdays today yesterday tonight
day days week weeks month year years hour decade morning night dawn noon midnight summer spring winter
7am 9:30 p.m. 05:00 GMT ( ) [ ] , . - – ' ’s Christmas Eve Eid al-Fitr Ramadan two twelve first half
quarter Q3 so far or every eve ending fiscal FY2020 1442 AH Muharram 27 twenty - 9th 0630hrs 14-Jun-21 12/13 Independence Day Memorial Easter nights Fridays
people killed Ünal مدينة İstanbul 1980s 0742 PM EST
"""
PROSE = st.lists(st.sampled_from([*VOCABULARY.split(), "\n", "\n\n"]), max_size=14).map(" ".join)
TEXT = PROSE | st.text(max_size=80)
DAYS = st.none() | st.dates(min_value=dt.date(1, 1, 1), max_value=dt.date(9999, 12, 31))


@given(TEXT, st.integers(0, 1000))
def test_offsets_round_trip(text: str, offset: int) -> None:
    """Every quote is the text at its offsets; expressions come in order and do not overlap."""
    reach = offset
    for found in find_times(text, offset=offset):
        quote = found.quote
        assert quote.text == text[quote.start - offset : quote.end - offset]
        assert quote.text.strip() == quote.text != ""
        assert reach <= quote.start < quote.end
        reach = quote.end


@settings(max_examples=300)
@given(TEXT, DAYS, DAYS)
def test_a_window_begins_before_it_ends(text: str, published: dt.date | None, anchor: dt.date | None) -> None:
    """Resolving never raises, and a window's precision is that of its length."""
    for found in find_times(text):
        window = resolve_time(found, published=published, anchor=anchor)
        if window is not None:
            assert window.start <= window.end
            assert window.precision == precision_of(window.start, window.end)
            assert window.rule


@given(PROSE, st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2050, 1, 1)))
def test_a_listing_names_the_text_it_was_found_in(text: str, published: dt.date) -> None:
    """Rows of the listing carry the text at their offsets, and days in order."""
    report = cast("Report", SimpleNamespace(text=text, published=published, url=None))
    for row in dates_of(report):
        assert row["text"] == text[row["start"] : row["end"]]
        assert dt.date.fromisoformat(row["from"]) <= dt.date.fromisoformat(row["to"])


@given(
    st.permutations(
        ["Nobody in the town knew why.", "They fled on 5 May 2019.", "A mosque was hit last Friday."]
    )
)
def test_the_order_of_unrelated_sentences_does_not_matter(sentences: list[str]) -> None:
    """What an expression means does not depend on the sentences around it."""
    text = " ".join(sentences)
    days: dict[str, Any] = {}
    for found in find_times(text):
        window = resolve_time(found, published=dt.date(2021, 6, 16))
        assert window is not None
        days[found.quote.text] = (window.start, window.end)
    friday, may = dt.date(2021, 6, 11), dt.date(2019, 5, 5)
    assert days == {"on 5 May 2019": (may, may), "last Friday": (friday, friday)}


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_day_is_read_back_however_it_is_written(day: dt.date) -> None:
    """A full date means the same day in every order in which it is written."""
    for words in (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%Y-%m-%d}",
        f"on {day:%A}, {day.day} {day:%b} {day.year}",
    ):
        (found,) = find_times(words)
        window = resolve_time(found, published=None)
        assert window is not None
        assert window.start == window.end == day


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2050, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_such_day_publication_included(published: dt.date, back: int) -> None:
    """A bare weekday lies on one of the seven days that end with publication; "last" never on the day itself."""
    day = published - dt.timedelta(days=back)
    plain = resolve_time(f"on {day:%A}", published=published)
    last = resolve_time(f"last {day:%A}", published=published)
    assert plain is not None
    assert last is not None
    assert plain.start == plain.end == day
    assert last.start == (day if back else day - dt.timedelta(days=7))
