"""Whether a claim by itself is definite enough to be an incident, or only background of what is reported.

As incident coders do (MUC-4 left out events told in general terms or long past; UCDP GED codes events, not totals):
statements of harm in general, totals over a long time, and history that a report recalls are left out.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.model import Reading, Report

__all__ = ["LOOSE", "definite", "founds", "looks_back"]

LOOSE = 14  # days: what is dated more loosely cannot be told from other attacks
_RECALLED = 365  # days before the report
_LIST = 3  # days: a report that opens with the past and tells of so many is a list of what happened then
_OPENING = 600  # characters: where news says what it is about
_FAR_BELOW = 1000  # characters: about four paragraphs
_SPOT = 3  # UCDP place precision: a town or a district


@lru_cache(maxsize=1)
def _words() -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in load("en", "background").items()}


def founds(report: Report, reading: Reading, *, back: bool = False) -> bool:
    """Whether a claim founds an incident: definite enough by itself, and no sum over a long time or recalled history.

    ``back`` says that the report looks back as a whole (``looks_back``): then nothing in it is recalled.
    """
    recalled = not back and not _opens(reading) and _long_past(report, reading)
    if _over_a_long_time(reading) or recalled or _alluded_to(report, reading):
        return False
    return definite(reading)


def looks_back(report: Report, harm: Sequence[Reading]) -> bool:
    """Whether a report is about what is long past, as a yearly list of attacks is, and is no news that recalls some of it.

    It opens with nothing fresh, and tells of several days that lie more than a year before it.
    """
    dated = [r for r in harm if r.time is not None and not r.time.inherited]
    past = [r for r in dated if _long_past(report, r)]
    if any(_opens(r) for r in dated if not _long_past(report, r)):
        return False
    return len({r.time.start for r in past if r.time is not None}) >= _LIST


def definite(reading: Reading) -> bool:
    """Whether a claim is definite enough to be an incident by itself: a number, a person, or people spoken of as known.

    "They have killed many judges" tells of no incident that anybody could find again.
    """
    claim = reading.claim
    if claim.count is not None and claim.count.high == 0:
        return claim.method is not None  # "no one was injured" in a storm is told of no attack
    if claim.count is not None and claim.count.best is not None:
        return True
    place = reading.place
    spot = place is not None and place.precision <= _SPOT and not place.inherited
    if not (spot or reading.time is not None):
        return False
    return not _in_general(reading)


def _in_general(reading: Reading) -> bool:
    """Whether the people are nobody in particular: "killing civilians", "journalists have been murdered"."""
    count = reading.claim.count
    bare = count is None or (count.high is None and count.best is None)
    return bare and not (reading.claim.count_worded or "").casefold().startswith(_words()["known"])


def _over_a_long_time(reading: Reading) -> bool:
    """Whether the claim's own days are so many that it sums up several events: "over the past six months".

    What news opens with may well be one event of "last summer".
    """
    time = reading.time
    if time is None or time.inherited or (time.end - time.start).days <= LOOSE:
        return False
    worded = time.quote.text.casefold() if time.quote is not None else ""
    return not _opens(reading) or worded.startswith(_words()["spans"])


def _long_past(report: Report, reading: Reading) -> bool:
    """Whether a claim's own days lie more than a year before the report."""
    time = reading.time
    if time is None or time.inherited or report.published is None:
        return False
    return (report.published - time.end).days > _RECALLED


def _alluded_to(report: Report, reading: Reading) -> bool:
    """Whether a report without a title, far below its opening, only names a death that its readers know of.

    "Since the murder of the archbishop": no day, no means, no number of people.
    """
    claim = reading.claim
    if report.title is not None or claim.quote.start < _FAR_BELOW or claim.method is not None:
        return False
    time = reading.time
    dated = time is not None and not time.inherited
    return not dated and (claim.count is None or claim.count.best in (None, 1))


def _opens(reading: Reading) -> bool:
    quote = reading.claim.quote
    return quote.part == "title" or quote.start < _OPENING
