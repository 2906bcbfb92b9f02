"""Lines for a person: wrapped on a terminal, whole where the output goes elsewhere, and quotes without a file's header."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from hypothesis import given
from hypothesis import strategies as st

from daftar.cli.text import in_context, wrapped
from daftar.model import Quote, Report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from click.testing import Result

WORDS = st.lists(st.text("abcde", min_size=1, max_size=12), min_size=1, max_size=40)


@given(words=WORDS, indent=st.integers(0, 8), columns=st.integers(40, 100))
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(
    words: list[str], indent: int, columns: int
) -> None:
    line = " " * indent + click.style(words[0], bold=True) + "".join(f" {word}" for word in words[1:])
    lines = wrapped(line, columns)
    plain = [click.unstyle(one) for one in lines]
    assert all(len(one) <= columns for one in plain)
    assert " ".join(plain).split() == words
    assert all(one.startswith(" " * (indent + 2)) for one in plain[1:])


def test_a_word_wider_than_the_terminal_stays_whole() -> None:
    address = "https://wire.example/" + "a" * 90
    assert wrapped(f"see {address} there", 60) == ["see", f"  {address}", "  there"]


def test_a_quote_is_shown_without_the_lines_that_name_the_report() -> None:
    text = (
        "title: Nine killed\npublisher: Example Wire\ndate: 2031-05-01\n\nNine people were killed in Hama.\n"
    )
    start = text.index("Nine people")
    report = Report(id="r1", sha256="0", text=text, source="a.txt", media_type="text/plain")
    quote = Quote(start=start, end=start + 23, text=text[start : start + 23])
    assert click.unstyle(in_context(report, quote)) == "[[Nine people were killed]] in Hama."
    told = "Date: nobody knows.\n\nNine people were killed in Hama.\n"  # no field of a report
    start = told.index("Nine")
    quote = Quote(start=start, end=start + 23, text=told[start : start + 23])
    report = Report(id="r1", sha256="0", text=told, source="a.txt", media_type="text/plain")
    assert in_context(report, quote).endswith("in Hama.")


def test_what_is_piped_is_one_line_a_thing(daftar: Callable[..., Result], kept: Path) -> None:
    done = daftar("queue", "--store", kept, "--below", "1")
    assert done.stdout
    assert max(map(len, done.stdout.splitlines())) > 120


def test_a_day_that_is_none_is_told_as_written_and_how_to_write_it(
    daftar: Callable[..., Result], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "log.csv").write_text("id,date,text\nf1,31.13.2019,A farmer was shot dead in Hama.\n")
    done = daftar("run", "log.csv", "--store", "a.db")
    assert done.exit_code == 0
    assert "log.csv, row 2: the day of publication, '31.13.2019', is in no known form" in caplog.text
    assert "write it as 2019-12-18" in caplog.text


def test_the_figure_that_rests_on_one_origin_is_named_where_there_are_several(
    daftar: Callable[..., Result], tmp_path: Path
) -> None:
    """Of 22 to 31, each from one source, it says which."""
    text = "Warplanes bombed a market in Saraqib on 5 November 2019 and killed {} people, the {} said."
    for number, (count, who) in enumerate([(22, "Civil Defence"), (31, "Health Ministry")]):
        (tmp_path / f"{number}.txt").write_text(
            f"publisher: Outlet {number}\ndate: 2019-11-0{6 + number}\n\n{text.format(count, who)}\n"
        )
    daftar("run", "0.txt", "1.txt", "--store", "a.db")
    found = daftar("incidents", "--store", "a.db").stdout.splitlines()[1].split("\t")[0]
    said = daftar("explain", found, "--store", "a.db").stdout
    assert "killed: 22-31   (31 rests on one independent origin)\n" in said
