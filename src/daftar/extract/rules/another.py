"""Attacks that are not the story's own: "a week after a strike on the market killed 25", "have attacked traffic before"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["of_another", "often_before"]


class _Patterns(NamedTuple):
    another: re.Pattern[str]
    has: re.Pattern[str]
    before: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    data = load("en", "asides")
    units, articles = "|".join(data["another"]["units"]), "|".join(data["another"]["articles"])
    often, before = "|".join(data["habit"]["often"]), "|".join(data["habit"]["before"])
    return _Patterns(
        # No comma: that ends the clause.
        re.compile(rf"\b(?:{units})s?\s+after\s+(?:{articles})\s+[^,;:.]{{0,80}}$", re.IGNORECASE),
        re.compile(rf"\b(?:have|has)\s+(?:also\s+|long\s+)?(?P<often>(?:{often})\s+)?$", re.IGNORECASE),
        re.compile(rf"\b(?:{before}|{often})\s*(?:[.;,]|$)", re.IGNORECASE),
    )


# "It came hours after shelling killed four": the story's own attack is "it".
_CAME = re.compile(
    r"\s*(?:it|this|that|the\s(?:\w+\s)?(?:attack|strike|raid|shelling|bombing|blast|shooting|incident)s?)"
    r"\s(?:came|comes|happened|occurred|followed|took\splace)\b",
    re.IGNORECASE,
)
# "A week earlier six people were killed in the same street": so long before that no toll of the story's is meant.
_EARLIER = re.compile(
    r"\s*(?:just\s|only\s|about\s)?(?:a|one|two|three|four|several|a few)\s(?:week|month|year)s?\s(?:earlier|before|previously)\b",
    re.IGNORECASE,
)
_OPENING = 20  # characters of "Two years after" at the beginning of a sentence, and no more


def of_another(text: str, at: int, others: Iterable[int]) -> bool:
    """Whether what ``text`` tells at offset ``at`` is what it says that the story's own attack came some days after.

    ``others`` is where it tells of harm. "Two years after three people were shot, a man was charged" tells of none behind
    it: there those three are the story's own.
    """
    if _EARLIER.match(text) is not None:
        return True
    clause = _patterns().another.search(text, 0, at) if "after" in text else None
    if clause is None:
        return False
    return (
        clause.start() > _OPENING
        or _CAME.match(text) is not None
        or any(other > text.find(",", at) > 0 for other in others)
    )


def often_before(text: str, start: int, end: int) -> bool:
    """Whether the attack that ``text`` tells from ``start`` to ``end`` is told as a habit of before, not as one attack."""
    has = _patterns().has.search(text, 0, start)
    if has is None:
        return False
    clause = re.split(r"[.;,]", text[end : end + 40], maxsplit=1)[0]
    return has["often"] is not None or _patterns().before.search(text[start:end] + clause) is not None
