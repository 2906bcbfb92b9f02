"""Attacks that are not the story's own: "a week after a strike on the market killed 25", "have attacked traffic before"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["of_another", "often_before"]

# So long after "a strike", "another raid": with "the strike" it would be the story's own. No comma: that ends the clause.
_ANOTHER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?)\s+after\s+(?:a|an|another|one|two|three|similar|several)\s+[^,;:.]{3,80}$",
    re.IGNORECASE,
)
_OPENING = 20  # characters of "Two years after" at the beginning of a sentence, and no more


def of_another(text: str, at: int, others: Iterable[int]) -> bool:
    """Whether what ``text`` tells at offset ``at`` is what it says that the story's own attack came some days after.

    ``others`` is where it tells of harm. "Two years after three people were shot, a man was charged" tells of none behind
    it: there those three are the story's own.
    """
    clause = _ANOTHER.search(text, 0, at) if "after" in text else None
    if clause is None:
        return False
    return clause.start() > _OPENING or any(other > text.find(",", at) > 0 for other in others)


# "have attacked traffic in the province before", "has often shelled the town": what somebody does, and no attack of a day.
_OFTEN = r"(?:repeatedly|often|regularly|frequently|previously|routinely)"
_HAS = re.compile(rf"\b(?:have|has)\s+(?:also\s+|long\s+)?(?P<often>{_OFTEN}\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:before|in the past|{_OFTEN}|many times)\s*(?:[.;,]|$)", re.IGNORECASE)


def often_before(text: str, start: int, end: int) -> bool:
    """Whether the attack that ``text`` tells from ``start`` to ``end`` is told as a habit of before, not as one attack."""
    has = _HAS.search(text, 0, start)
    if has is None:
        return False
    clause = re.split(r"[.;,]", text[end : end + 40], maxsplit=1)[0]
    return has["often"] is not None or _BEFORE.search(text[start:end] + clause) is not None
