"""Full dates in languages other than English, through dateparser, which is imported only when one is met."""

from __future__ import annotations

import datetime as dt

__all__ = ["full_date"]


def full_date(words: str, language: str) -> dt.date | None:
    """Read a date with day, month and year; None for anything less, or where ``language`` is unknown to dateparser.

    Relative words are not asked of it: it gives a weekday equal to the document's day as a week early.
    """
    import dateparser  # noqa: PLC0415  # takes half a second: only where such a date is met

    settings = {
        "REQUIRE_PARTS": ["day", "month", "year"],
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
    }
    digits = next((at for at, c in enumerate(words) if c.isdigit()), 0)
    try:  # an article or preposition before the number is not for it
        found = dateparser.parse(words, languages=[language], settings=settings) or dateparser.parse(
            words[digits:], languages=[language], settings=settings
        )
    except ValueError:  # dateparser's word for a language that it does not have
        return None
    return found.date() if isinstance(found, dt.datetime) else None
