"""The lexicon is data that a researcher may edit: faults in it are named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from daftar.errors import DataError
from daftar.resolve.times import lexicon as module
from daftar.resolve.times.calendars import easter, hijri, nth_weekday, week_of
from daftar.resolve.times.grammar import GRAMMAR

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def broken(
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[Callable[[dict[str, dict[str, object]]], object]], None]:
    """A way to load the lexicon with one thing changed in its file."""
    original = module._read

    def breaker(change: Callable[[dict[str, dict[str, object]]], object]) -> None:
        def read(name: str) -> dict[str, dict[str, object]]:
            data = original(name)
            if name == "en.toml":
                change(data)
            return data

        monkeypatch.setattr(module, "_read", read)
        module.lexicon.__wrapped__()

    return breaker


def test_a_missing_table_is_named(broken: Callable[..., None]) -> None:
    """Leaving out a table gives an error that names it."""
    with pytest.raises(DataError, match=r"\[weekdays\] is missing"):
        broken(lambda data: data.pop("weekdays"))


def test_a_word_in_two_tables_is_named(broken: Callable[..., None]) -> None:
    """A word that is given two parts to play is refused."""
    with pytest.raises(DataError, match="dawn"):
        broken(lambda data: data["units"].update(dawn="day"))


def test_a_missing_list_is_named(broken: Callable[..., None]) -> None:
    """Leaving out a list of function words gives an error that names it."""
    with pytest.raises(DataError, match="since"):
        broken(lambda data: data["words"].pop("since"))


def test_a_holiday_needs_one_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """A holiday with no rule, or two, is refused by its number in the file."""
    entry = {"names": ["Flag Day"], "trigger": "flag"}
    for rules in ({}, {"fixed": [6, 14], "easter": 3}):
        monkeypatch.setattr(module, "_read", lambda _, r=rules: {"holiday": [entry | r]})
        with pytest.raises(DataError, match="holiday 1"):
            module.holidays.__wrapped__()


def test_every_letter_of_the_lexicon_is_used_by_the_grammar() -> None:
    """No class of words is loaded for nothing."""
    unused = {letter for letter in module.lexicon().classes.values() if letter not in GRAMMAR.pattern}
    assert unused <= set("x|f!+$;_:?"), unused  # these only stand in the way, or tell what is to come


@pytest.mark.parametrize(
    ("year", "day"), [(2019, (4, 21)), (2021, (4, 4)), (2024, (3, 31)), (2000, (4, 23)), (2038, (4, 25))]
)
def test_easter_falls_where_it_fell(year: int, day: tuple[int, int]) -> None:
    """Easter Sundays of known years."""
    assert easter(year) == dt.date(year, *day)


@pytest.mark.parametrize(
    ("islamic", "gregorian"),
    [
        ((1445, 9, 1), dt.date(2024, 3, 11)),
        ((1444, 10, 1), dt.date(2023, 4, 21)),
        ((1440, 12, 10), dt.date(2019, 8, 11)),
        ((1, 1, 1), dt.date(622, 7, 19)),
    ],
)
def test_islamic_days_fall_within_a_day_of_the_sighted_moon(
    islamic: tuple[int, int, int], gregorian: dt.date
) -> None:
    """The tabular calendar is never more than a day from what was kept."""
    assert abs((hijri(*islamic) - gregorian).days) <= 1


def test_weeks_begin_on_monday() -> None:
    """A week runs from Monday to Sunday; the fourth Thursday of November is counted from the first."""
    assert week_of(dt.date(2021, 6, 20)) == (dt.date(2021, 6, 14), dt.date(2021, 6, 20))
    assert nth_weekday(2020, 11, 3, 4) == dt.date(2020, 11, 26)
