"""Nobody hurt in one thing, where others were hurt elsewhere: "dozens were injured ... no one was hurt in the vehicle"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, Report

__all__ = ["without_limited"]


@lru_cache(maxsize=1)
def _in_one() -> re.Pattern[str]:
    data = load("en", "asides")["one_thing"]
    inside = "|".join(word.replace(" ", r"\s+") for word in data["inside"])
    whose, things = "|".join(data["whose"]), "|".join(data["things"])
    return re.compile(rf"\s+(?:{inside})\s+(?:{whose})\s+(?:\w+\s+)?(?:{things})s?\b", re.IGNORECASE)


_LONGEST = 60  # characters behind the words


def without_limited(report: Report, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, with those of nobody hurt in one thing told as context, where the report tells of others who were."""
    hurt = {
        c.outcome for c in claims if c.kind == "harm" and c.scope == "incident" and c.count and c.count.low
    }
    return tuple(
        replace(c, kind="context") if c.outcome in hurt and _limited(report, c) else c for c in claims
    )


def _limited(report: Report, claim: Claim) -> bool:
    nobody = claim.kind == "harm" and claim.count is not None and claim.count.high == 0
    end = claim.quote.end
    return (
        nobody
        and claim.quote.part == "text"
        and _in_one().match(report.text[end : end + _LONGEST]) is not None
    )
