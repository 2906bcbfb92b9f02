"""Nobody hurt in one thing, where others were hurt elsewhere: "dozens were injured ... no one was hurt in the vehicle"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim, Report

__all__ = ["without_limited"]

# Things that hold some of the people of an attack; "in the blast" and "in the town" would speak of all.
_IN_ONE = re.compile(
    r"\s+(?:in|on|inside|aboard|on\s+board)\s+(?:the|that|this|either|his|her|their)\s+(?:\w+\s+)?"
    r"(?:vehicle|car|bus|minibus|van|truck|lorry|pickup|ambulance|train|boat|ship|convoy|tent|house|home|building|school|"
    r"hospital|clinic|mosque|church|shop|room|office|bakery|shelter)s?\b",
    re.IGNORECASE,
)
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
        nobody and claim.quote.part == "text" and _IN_ONE.match(report.text[end : end + _LONGEST]) is not None
    )
