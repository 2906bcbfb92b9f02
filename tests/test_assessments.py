"""An assessment by recorders, read with their conventions, is of one event. All texts, names and places are invented."""

from __future__ import annotations

from daftar.pipeline import ReadReport, read_report
from plain_reading import report_of, tools


def _read(text: str, rules: str = "airwars") -> ReadReport:
    return read_report(report_of(text, language="en"), tools(rules))


def _lead(read: ReadReport) -> tuple[int, dict[str, str]]:
    record = next(r for r in read.records if r.incident.lead)
    return len(record.incident.victims), {
        f"{t.outcome}.{t.group}": f"{t.low.value} {'open' if t.high.value is None else t.high.value}"
        for t in record.tallies
    }


def test_a_much_larger_figure_of_a_later_day_is_another_sources_of_the_same_event() -> None:
    """The high is the largest figure of any source, whatever day and place it was given with."""
    text = (
        "On March 3rd 2031, at least nine people were killed when a shell hit a mill in Homs.\n"
        "On March 6th 2031 the newspaper Dawn said that 21 people were killed in Homs."
    )
    assert _lead(_read(text)) == (0, {"killed.all": "9 21"})


def test_read_as_news_the_larger_figure_is_another_event() -> None:
    """Only where the conventions are recorders' is a report taken to be of one event."""
    text = (
        "On March 3rd 2031, nine people were killed when a shell hit a mill in Homs.\n"
        "On March 6th 2031 21 people were killed in Hama."
    )
    assert _lead(_read(text, "default")) == (0, {"killed.all": "9 9"})


def test_a_date_without_a_year_has_the_year_of_the_reports_other_dates() -> None:
    """Where the report has no day of its own but all its full dates are of one year."""
    read = _read("Nine people were killed on May 4th in Homs. The list of names came out on June 2nd, 2031.")
    (lead,) = [i for i in read.incidents if i.lead]
    assert lead.date is not None
    assert lead.date.start.isoformat() == "2031-05-04"


def test_dates_of_two_years_give_no_year() -> None:
    """Where full dates are of two years, a date without a year stays open."""
    read = _read(
        "Nine people were killed on May 4th in Homs. The mill was built on June 2nd, 2029 and closed on July 1st, 2031."
    )
    (lead,) = [i for i in read.incidents if i.lead]
    assert lead.date is None


def test_the_day_before_identified_victims_is_the_deeds() -> None:
    """ "Nineteen identified civilians" says what kind of people they were, not that they were identified that day."""
    read = _read(
        "On the morning of 3 March 2031, at least 19 identified civilians were killed by a shell in Homs."
    )
    (lead,) = [i for i in read.incidents if i.lead]
    assert lead.date is not None
    assert lead.date.start.isoformat() == "2031-03-03"
