"""Full dates in their many forms."""

from __future__ import annotations

import datetime as dt

import pytest

from daftar.errors import DataError
from daftar.intake.days import find_days, parse_day
from daftar.intake.tables import words


@pytest.mark.parametrize(
    "value",
    [
        "2019-12-18",
        "2019-12-18T23:59:00.000Z",
        "2019-12-18 08:00:00+03:00",
        "20191218",
        "2019/12/18",
        "Wed, 18 Dec 2019 08:00:00 +0300",
        "18 December 2019",
        "18th of December 2019",
        "December 18th, 2019",
        "Dec. 18, 2019 4:05 PM EST",
        "18.12.2019",
        "18-12-2019",
        "12/18/2019",
        "18/12/2019",
        "18 de diciembre de 2019",
        "18 décembre 2019",
        "18 ديسمبر 2019",
        "١٨ ديسمبر ٢٠١٩",
    ],
)
def test_a_day_is_read_in_every_common_form(value: str) -> None:
    assert parse_day(value) == dt.date(2019, 12, 18)


@pytest.mark.parametrize(
    "value",
    ["05/02/2015", "2019-12", "2019", "18 December", "18 Dec 19", "soon", "", "2019-13-01", "30 February 2019", "18 Foo 2019",
     "12 March 2015 - 14 March 2015"],
)  # fmt: skip
def test_what_is_not_one_certain_day_is_none(value: str) -> None:
    assert parse_day(value) is None


def test_the_publishers_own_day_counts_not_that_of_utc() -> None:
    assert parse_day("2019-12-18T23:30:00-05:00") == dt.date(2019, 12, 18)


def test_a_date_takes_in_its_weekday_and_time_of_day() -> None:
    text = "seen Tuesday, 19 July 2016 16:45 there"
    (found,) = find_days(text)
    assert text[found.start : found.end].strip() == "Tuesday, 19 July 2016 16:45"
    assert found.weekday
    assert found.clock


def test_a_table_that_lacks_a_word_is_a_data_error() -> None:
    with pytest.raises(DataError, match="months"):
        words("header", "months", "en", count=13)
    with pytest.raises(DataError, match="klingon"):
        words("header", "months", "klingon")
