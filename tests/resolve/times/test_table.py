"""The table of docs/times.md: a careful reader's answers, and what the programs say."""

from __future__ import annotations

from pathlib import Path

from evaluation import times

PAGE = Path(times.__file__).parents[1] / "docs" / "times.md"


def test_daftar_answers_as_the_careful_reader_does() -> None:
    """At least 120 expressions; 95 of 100 with the right first and last day."""
    table = times.rows()
    right = [times.daftar(row) in row.answers for row in table]
    assert len(table) >= 120
    assert sum(right) / len(table) >= 0.95


def test_the_page_shows_what_daftar_answers_today() -> None:
    """Every row of the table is on the page, with Daftar's present answer."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.count(" | ") >= 5]
    for row in times.rows():
        shown = [line for line in lines if f"*{row.words}*" in line and f"| {row.published or ''} |" in line]
        answer = times.daftar(row)
        assert any(f"| **{answer}** |" in line or f"| {answer} |" in line for line in shown), row.sentence


def test_the_oracle_may_be_missing(monkeypatch) -> None:
    """Without recognizers-text the others are asked, and its share is not made up."""
    monkeypatch.setattr(times, "find_spec", lambda _: None)
    table = times.rows()[:3]
    answers = {name: [ask(row) for row in table] for name, ask in times.asked().items()}
    assert list(answers) == ["Daftar", "dateparser"]
    assert "| recognizers-text | not installed | |" in times.page(table, answers)
