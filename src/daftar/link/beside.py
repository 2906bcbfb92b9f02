"""What a report tells of another attack beside its own, so that the two are not compared by it.

A wire that writes "two were shot on Dorr Lane, a week after three people were killed on Elm Lane" has the words of both
attacks. Those of the other one are what the claim told as background stands in: its sentence, where nothing else is claimed
there, else from "a week after" to the next comma. The stretches left keep their offsets.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daftar.model import Claim

__all__ = ["without_others"]

_END = re.compile(r",\s|[.;:!?][\"”’']?(?:\s|$)|\n")


def without_others(text: str, claims: Iterable[Claim]) -> str:
    """``text`` with blanks in place of what is told of other attacks; ``claims`` are all that its report makes."""
    told = [c for c in claims if c.quote.part == "text"]
    own = [(c.quote.start, c.quote.end) for c in told if c.kind != "context"]
    cuts = [cut for c in told if _other(c) and (cut := _stretch(text, c, own)) is not None]
    for start, end in [*cuts, *_pointed(text)]:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _other(claim: Claim) -> bool:
    """Whether it is people killed or hurt in some other attack, told as background."""
    return (
        claim.kind == "context"
        and claim.scope == "incident"
        and claim.outcome in ("killed", "injured")
        and claim.count is not None
    )


def _stretch(text: str, claim: Claim, own: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """Where the words about the attack of ``claim`` stand; None where they are not told apart from the story's own."""
    start, end = claim.passage.start, claim.passage.end
    if not any(start <= at < end for at, _ in own):
        return start, min(end, len(text))
    opener = None
    for match in _openers().finditer(text, start, claim.quote.start):
        opener = match.start()
    if opener is None or any(opener <= at < claim.quote.start for at, _ in own):
        return None
    close = _END.search(text, claim.quote.end, end)
    return opener, min(close.start() if close else end, len(text))


def _pointed(text: str) -> Iterator[tuple[int, int]]:
    """Where the report says of another attack only that it may have to do with this one."""
    for match in _ties().finditer(text):
        close = _END.search(text, match.end())
        yield match.start(), close.start() if close else len(text)


@lru_cache(maxsize=1)
def _openers() -> re.Pattern[str]:
    data = load("en", "asides")["beside"]
    units, openers = "|".join(data["units"]), "|".join(data["openers"])
    return re.compile(rf"\b(?:\w+\s+(?:{units})\s+)?(?:{openers})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _ties() -> re.Pattern[str]:
    data = load("en", "asides")["beside"]
    tied, attacks = "|".join(data["tied"]), "|".join(data["attacks"])
    return re.compile(
        rf"\b(?:{tied})\s+to\s+(?:the|a|an|another|other)\s+(?:[\w-]+\s+){{0,2}}?(?:{attacks})\b",
        re.IGNORECASE,
    )
