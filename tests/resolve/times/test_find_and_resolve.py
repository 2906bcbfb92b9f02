"""What time expressions of news and field prose mean, by a table that anybody can extend."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from daftar.model import Clock, Quote
from daftar.resolve.times import find_times, resolve_time

PUBLISHED, STORY = dt.date(2021, 6, 16), dt.date(2021, 6, 14)
HERE = Path(__file__).parent


def rows(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def read(row: str) -> tuple[str, str, list[str]]:
    """The sentence, the words in brackets, and the other columns."""
    marked, *columns = (column.strip() for column in row.split("|"))
    words = re.search(r"\[\[(.*?)\]\](?!\])", marked)
    assert words, row
    return marked.replace("[[", "", 1)[::-1].replace("]]", "", 1)[::-1], words[1], columns


@pytest.mark.parametrize("row", rows("cases.txt"))
def test_an_expression_means_the_days_that_the_table_says(row: str) -> None:
    """Each expression is found whole and alone, and gives the table's days, precision and rule."""
    sentence, words, (days, precision, rule) = read(row)
    if rule.startswith("quote "):
        words = rule.removeprefix("quote ")
    (found,) = find_times(sentence)
    window = resolve_time(found, published=PUBLISHED, anchor=STORY)
    assert found.quote.text == words
    if days == "-":
        if not rule:
            assert window is None
        return
    start, _, end = days.partition("..")
    assert window is not None
    assert (window.start.isoformat(), window.end.isoformat()) == (start, end or start)
    assert (str(window.precision), window.rule) == (precision, rule)
    assert window.quote == found.quote


def test_the_table_is_long_enough() -> None:
    """At least 120 expressions are held to what they mean."""
    assert len(rows("cases.txt")) >= 120


@pytest.mark.parametrize("sentence", rows("silent.txt"))
def test_what_is_no_time_is_not_found(sentence: str) -> None:
    """Ages, counts, sums, flights and words that only look like months are left alone."""
    assert [found.quote.text for found in find_times(sentence)] == []


@pytest.mark.parametrize("row", [r for r in rows("cases.txt") if "| -" not in r])
def test_the_quote_alone_means_the_same(row: str) -> None:
    """A claim keeps only the words of its time: they resolve to the same days when they are read again."""
    sentence, _, _ = read(row)
    (found,) = find_times(sentence)
    whole = resolve_time(found, published=PUBLISHED, anchor=STORY)
    again = resolve_time(found.quote, published=PUBLISHED, anchor=STORY)
    assert whole is not None
    assert again is not None
    if not found.ahead:  # "will" stands outside the quote
        assert (again.start, again.end, again.rule) == (whole.start, whole.end, whole.rule)
    assert again.quote == found.quote


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("at around 7am local time (05:00 GMT)", Clock(local="07:00", utc="05:00", offset="+02:00")),
        ("at 07:00 (0500 GMT)", Clock(local="07:00", utc="05:00", offset="+02:00")),
        ("at 1am (22:30 GMT)", Clock(local="01:00", utc="22:30", offset="+02:30")),
        ("at 10.15 p.m. on Monday", Clock(local="22:15")),
        ("at 12:30 am", Clock(local="00:30")),
        ("at noon on 3 May 2019", Clock(local="12:00")),
        ("shortly after midnight", Clock(local="00:00")),
        ("15:00 GMT Saturday", Clock(utc="15:00")),
        ("at 0400 GMT", Clock(utc="04:00")),
        ("at 3 p.m. EDT", Clock(local="15:00", utc="19:00", offset="-04:00")),
        ("at 3 p.m. ET", Clock(local="15:00")),
        ("between 2 and 3 a.m. Sunday", Clock(local="02:00")),
        ("AT 1930, A BOMB WENT OFF", Clock(local="19:30")),
        ("at around 1100 [1500 GMT] today", Clock(local="11:00", utc="15:00", offset="-04:00")),
        ("around 11:30 Saturday night", Clock(local="23:30")),
        ("around 2:30 Saturday night", Clock(local="02:30")),
        ("at 4:30 on Monday afternoon", Clock(local="16:30")),
        ("on Monday", None),
    ],
)
def test_a_clock_time_gives_only_what_the_words_give(words: str, clock: Clock | None) -> None:
    """Local and UTC each stand only where they are said or follow; the offset follows from the two."""
    (found,) = find_times(words)
    window = resolve_time(found, published=PUBLISHED)
    assert window is not None
    assert window.clock == clock


@pytest.mark.parametrize(
    "words",
    [
        "on Tuesday",
        "yesterday",
        "last week",
        "three days ago",
        "in April",
        "on 5 May",
        "at dawn",
        "earlier this year",
    ],
)
def test_no_relative_time_is_resolved_without_a_day_to_count_from(words: str) -> None:
    """Without a publication day, relative words stay worded."""
    assert resolve_time(words, published=None) is None


@pytest.mark.parametrize("words", ["the day before", "that night", "two days later", "the same day"])
def test_a_storys_day_is_not_taken_from_publication(words: str) -> None:
    """What counts from the story's date is not resolved when that is unknown."""
    assert resolve_time(words, published=PUBLISHED) is None


def test_a_full_date_needs_no_publication_day() -> None:
    """An explicit date stands by itself."""
    window = resolve_time("on 5 May 2019", published=None)
    assert window is not None
    assert window.start == window.end == dt.date(2019, 5, 5)


def test_the_storys_day_gives_the_year_of_an_undated_report() -> None:
    """With no publication day, a date without a year lies in the year nearest to the story's own."""
    window = resolve_time("on 26 October", published=None, anchor=dt.date(2023, 10, 9))
    assert window is not None
    assert window.start == dt.date(2023, 10, 26)


def test_the_outlets_order_decides_a_date_in_numbers() -> None:
    """A caller who knows how the outlet writes dates gets one day."""
    for day_first, day in ((True, dt.date(2015, 7, 4)), (False, dt.date(2015, 4, 7))):
        window = resolve_time("04/07/2015", published=PUBLISHED, day_first=day_first)
        assert window is not None
        assert (window.start, window.end, window.rule) == (day, day, "explicit")


def test_a_day_that_no_calendar_has_is_not_found() -> None:
    """31 June and 29 February 2019 name nothing."""
    assert find_times("on June 31, 2019") == []
    assert find_times("on 29 February 2019") == []


@pytest.mark.parametrize(
    ("words", "relation"),
    [
        ("since Monday", "since"),
        ("until May 5", "until"),
        ("before 2011", "before"),
        ("after 3 June", "after"),
        ("on Monday", None),
    ],
)
def test_open_ends_are_marked(words: str, relation: str | None) -> None:
    """Which end the words leave open is kept beside what they name."""
    (found,) = find_times(words)
    assert found.relation == relation


@pytest.mark.parametrize(
    ("words", "daypart"),
    [
        ("on Tuesday evening", "evening"),
        ("on the morning of 3 May", "morning"),
        ("before dawn on Tuesday", "dawn"),
        ("last night", "night"),
        ("tonight", "night"),
        ("overnight", "overnight"),
        ("in the early hours of Monday", "early_hours"),
        ("on Tuesday", None),
    ],
)
def test_the_part_of_the_day_is_kept(words: str, daypart: str | None) -> None:
    """Morning, night and the like are read beside the day."""
    (found,) = find_times(words)
    assert found.daypart == daypart


def test_offsets_refer_to_the_text_around_a_passage() -> None:
    """A passage's expressions carry offsets into the whole text and the part it belongs to."""
    (found,) = find_times("They fled on Monday.", offset=100, part="title")
    assert found.quote == Quote(start=110, end=119, text="on Monday", part="title")


def test_nothing_is_read_across_paragraphs() -> None:
    """A blank line ends an expression; a single line break does not."""
    assert [f.quote.text for f in find_times("They fled on Monday\n\nMay 5 was calm.")] == [
        "on Monday",
        "May 5",
    ]
    assert [f.quote.text for f in find_times("THEY FLED ON 13\nNOVEMBER 1989.")] == ["ON 13\nNOVEMBER 1989"]


def test_a_full_date_in_another_language_is_read() -> None:
    """A quote in another language gives its day where it is a full date, and nothing where it is less."""
    quote = Quote(start=3, end=18, text="5 de mayo de 2019")
    window = resolve_time(quote, published=None, language="es")
    assert window is not None
    assert (window.start, window.end, window.quote) == (dt.date(2019, 5, 5), dt.date(2019, 5, 5), quote)
    assert resolve_time("martes", published=PUBLISHED, language="es") is None
    assert resolve_time("5 de mayo de 2019", published=None, language="xx") is None
