"""What time expressions mean: Daftar, dateparser and recognizers-text side by side, against a careful reader.

``times.tsv`` holds sentences of our own with the day of publication, the story's own day and the country, where one is
given, and the days that a careful reader gives the expression. Daftar gets the sentence; the other two get what suits
each best: dateparser the words, the words without their preposition, or a search among them, recognizers-text
the words or their sentence; of several answers the right one is taken, where one is. Both get the day of publication as the day to count from and
are asked for what is past. A day, month or year that dateparser names is taken as that whole day, month or year.

An answer is right when both its first and its last day are. "-" is an answer too: nobody can tell.

Usage: python -m evaluation.times [--misses | --write docs/times.md]

recognizers-text is in requirements-bench.lock; where it is not installed its column says so, and nothing is written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daftar.resolve.times import find_times, resolve_time

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = Path(__file__).with_name("times.tsv")
NOBODY = "-"
_NAMES = {
    "en": "en-us",
    "es": "es-es",
    "fr": "fr-fr",
}  # the languages of recognizers-text that the table needs
_HEAD = """\
# What time expressions mean

{rows} expressions from sentences of our own, with the day of publication and, where one is given, the story's own day and
the country; the days that a careful reader gives each; and what three programs answer. *Right* is an answer with the
right first day and the right last day, or none where nobody can tell ("-"). Where usage allows several answers, each is right.
The reader's answers were written down before any program was asked, by somebody who knew what Daftar calls "early" and "late"
and how far it trusts a calendar by the moon; other usage stands beside it. Daftar was then mended with this table at hand, so its
share says what it can do now. How it fares on words it has not met: of the first 125, Daftar had {before} right at first
sight; of the 42 under "written later", added when those were mended, {later} (.762; dateparser .381, recognizers-text .452).
Every other answer is the others' own, with their default settings but for the day to count from and a wish for past days.

| | right of {rows} | share |
|---|---:|---:|
{shares}

Made by `python -m evaluation.times --write docs/times.md` from `evaluation/times.tsv`; **bold** is right.
dateparser gets the words, the words without their preposition, or searches them; recognizers-text gets the words or
their sentence; of several answers the right one is taken, where one is; neither can be
told a story's day or a country. Where no day of publication is given they count from the day they are run (here 10 January 2024).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One expression of the table; ``words`` stand in ``sentence`` at ``start``."""

    kind: str
    published: dt.date | None
    story: dt.date | None
    country: str | None
    language: str
    sentence: str
    words: str
    start: int
    answers: tuple[str, ...]


def rows() -> list[Row]:
    """The rows of the table."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, published, story, country, language, marked, answer = line.split("\t")
        before, words, behind = marked.replace("]]", "[[").split("[[")
        found.append(
            Row(
                kind=kind, published=_day(published), story=_day(story),
                country=None if country == NOBODY else country, language=language,
                sentence=before + words + behind, words=words, start=len(before), answers=tuple(answer.split(" or ")),
            )
        )  # fmt: skip
    return found


def _day(text: str) -> dt.date | None:
    return None if text == NOBODY else dt.date.fromisoformat(text)


def _days(start: dt.date, end: dt.date) -> str:
    return start.isoformat() if start == end else f"{start}..{end}"


def daftar(row: Row) -> str:
    """What Daftar reads: the expression that it finds where the table has one."""
    given = {"published": row.published, "anchor": row.story, "country": row.country}
    if row.language != "en":
        window = resolve_time(row.words, language=row.language, **given)
        return _days(window.start, window.end) if window else NOBODY
    for found in find_times(row.sentence):
        if found.quote.start < row.start + len(row.words) and found.quote.end > row.start:
            window = resolve_time(found, **given)
            return _days(window.start, window.end) if window else NOBODY
    return NOBODY


def by_dateparser(row: Row) -> str:
    """What dateparser answers for the words alone, without the preposition, or for the first date that it finds there.

    The first right one of these, or else the first.
    """
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    settings["RELATIVE_BASE"] = dt.datetime.combine(row.published or _TODAY, dt.time(12))
    answers = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for words in (row.words, row.words.partition(" ")[2]):
            data = words and DateDataParser(languages=[row.language], settings=settings).get_date_data(words)
            if data and data.date_obj is not None:
                answers.append(_period(data.date_obj.date(), data.period))
        found = search_dates(row.words, languages=[row.language], settings=settings) or []
    answers += [_days(day.date(), day.date()) for _, day in found[:1]]
    return next((a for a in answers if a in row.answers), answers[0] if answers else NOBODY)


def _period(day: dt.date, period: str) -> str:
    if period == "month":
        after = (day.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
        return _days(day.replace(day=1), after - dt.timedelta(days=1))
    if period == "year":
        return _days(day.replace(month=1, day=1), day.replace(month=12, day=31))
    return _days(day, day)


def by_recognizers(row: Row) -> str:
    """What recognizers-text answers for the words alone, or in their sentence where only that is right."""
    if row.language not in _NAMES:
        return NOBODY
    answers = [_recognized(row, row.words, 0), _recognized(row, row.sentence, row.start)]
    return next((answer for answer in answers if answer in row.answers), answers[0])


def _recognized(row: Row, text: str, start: int) -> str:
    from recognizers_date_time import recognize_datetime

    base = dt.datetime.combine(row.published or _TODAY, dt.time(12))
    try:
        results = recognize_datetime(text, _NAMES[row.language], reference=base)
    except Exception as fault:  # noqa: BLE001  # it raises what it likes on some words; that is no answer
        return f"error: {type(fault).__name__}"
    for result in results:
        if result.start < start + len(row.words) and result.end >= start and result.resolution:
            windows = [w for value in result.resolution["values"] if (w := _window(value, base.date()))]
            past = [w for w in windows if w[0] <= base.date()]
            chosen = (past or windows)[-1:] if past else windows[:1]
            return _days(*chosen[0]) if chosen else NOBODY
    return NOBODY


def _window(value: dict[str, str], base: dt.date) -> tuple[dt.date, dt.date] | None:
    """Its answer in inclusive days: the end of its stretches is the first day behind them."""
    kind = value.get("type", "")
    if value.get("value") == "not resolved":
        return None
    if "value" in value and kind in ("date", "datetime"):
        day = dt.date.fromisoformat(value["value"][:10])
        return day, day
    if kind not in ("daterange", "datetimerange"):
        return None
    start = dt.date.fromisoformat(value["start"][:10]) if "start" in value else None
    end = dt.date.fromisoformat(value["end"][:10]) if "end" in value else base
    if start is None:
        return None
    if kind == "daterange" and "end" in value:
        end -= dt.timedelta(days=1)
    return (start, end) if start <= end else None


PROGRAMS: dict[str, Callable[[Row], str]] = {
    "Daftar": daftar,
    "dateparser": by_dateparser,
    "recognizers-text": by_recognizers,
}
BEFORE = 84  # when the table was written: the grammar knew nothing of it

LATER = 32  # of the rows written later, likewise
_TODAY = dt.date(
    2024, 1, 10
)  # stands for the day on which a program is run, for those that cannot do without one


def asked() -> dict[str, Callable[[Row], str]]:
    """The programs that are installed."""
    there = dict(PROGRAMS)
    if find_spec("recognizers_date_time") is None:
        del there["recognizers-text"]
    return there


def _shares(table: list[Row], answers: dict[str, list[str]]) -> str:
    lines = []
    for name in PROGRAMS:
        if name in answers:
            right = sum(a in row.answers for a, row in zip(answers[name], table, strict=True))
            lines.append(f"| {name} | {right} | {right / len(table):.3f} |")
        else:
            lines.append(f"| {name} | not installed | |")
    return "\n".join(lines)


def page(table: list[Row], answers: dict[str, list[str]]) -> str:
    """The page as Markdown: the shares, then a table for each kind."""
    text = _HEAD.format(rows=len(table), before=BEFORE, later=LATER, shares=_shares(table, answers))
    kind = ""
    for index, row in enumerate(table):
        if row.kind != kind:
            kind = row.kind
            names = " | ".join(answers)
            text += f"\n## {kind.capitalize()}\n\n| expression | published | story | country | a careful reader | {names} |\n"
            text += "|---|---|---|---|---" + "|---" * len(answers) + "|\n"
        marked = row.sentence.replace(row.words, f"*{row.words}*", 1)
        cells = [marked, row.published or "", row.story or "", row.country or "", " or ".join(row.answers)]
        cells += [f"**{a[index]}**" if a[index] in row.answers else a[index] for a in answers.values()]
        text += "| " + " | ".join(str(cell) for cell in cells) + " |\n"
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="list where Daftar and the reader differ")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page")
    options = parser.parse_args()
    table = rows()
    answers = {name: [ask(row) for row in table] for name, ask in asked().items()}
    print(_shares(table, answers))
    if options.misses:
        for row, answer in zip(table, answers["Daftar"], strict=True):
            if answer not in row.answers:
                print(f"{row.sentence}  [{row.words}]  {answer}  not {' or '.join(row.answers)}")
    if options.write:
        if len(answers) < len(PROGRAMS):
            sys.exit(
                "recognizers-text is not installed (requirements-bench.lock): the page was left as it was"
            )
        options.write.write_text(page(table, answers), encoding="utf-8")


if __name__ == "__main__":
    main()
