"""Deaths of people who were hurt before: in hospital, of wounds, or as one more of a toll."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from daftar.languages import load
from daftar.languages.patterns import either

if TYPE_CHECKING:
    from daftar.model import Quote

__all__ = ["dies_later"]


def dies_later(passage: Quote, quote: Quote) -> bool:
    """Whether who is said to have died in ``quote`` of ``passage`` died of what had happened before.

    The day and the place of such a death are not those of the attack.
    """
    first, last = quote.start - passage.start, quote.end - passage.start
    return any(m.start() < last and first < m.end() for m in _later().finditer(passage.text))


@lru_cache(maxsize=1)
def _later() -> re.Pattern[str]:
    data = load("en", "deaths")["later"]
    few = r"(?:[\w’'-]+\s+){0,4}?"
    clause = r"[^.;:]{0,80}?"
    died = either(data["died"])
    return re.compile(
        rf"\b{died}\s+{few}(?:of|from)\s+{few}{either(data['wounds'])}\b"  # "died of her burns"
        rf"|\b{died}\s+(?:later\s+)?(?:in|at)\s+(?:an?\s+|the\s+|intensive\s+)?{few}{either(data['care'])}\b(?!\s+{either(data['hits'])})"
        rf"|\b{either(data['moved'])}\b{clause}\b{died}\b"  # "who had been flown to X died there"
        rf"|\b{died}\b{clause}\b{either(data['more'])}\b",  # "died on Sunday, bringing to ten"
        re.IGNORECASE,
    )
