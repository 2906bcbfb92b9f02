"""Harm of another attack, told beside the story's own: "four were killed, a week after a strike on the market killed 25"."""

from __future__ import annotations

import re

__all__ = ["of_another"]

# So long after "a strike", "another raid": with "the strike" it would be the story's own. No comma: that ends the clause.
_ANOTHER = re.compile(
    r"\b(?:hours?|days?|weeks?|months?|years?)\s+after\s+(?:a|an|another|one|two|three|similar|several)\s+[^,;:.]{3,80}$",
    re.IGNORECASE,
)


def of_another(text: str, at: int) -> bool:
    """Whether what ``text`` tells at offset ``at`` is what it says that the story's own attack came some days after."""
    return "after" in text and _ANOTHER.search(text, 0, at) is not None
