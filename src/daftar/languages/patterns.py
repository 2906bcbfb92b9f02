"""Words of a lexicon as part of a pattern."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["either"]


def either(words: Iterable[str]) -> str:
    """Any one of ``words`` for a pattern, in a group of its own; a blank in one stands for any white space.

    The longest comes first: of "shot" and "shot dead" a pattern takes the first that fits.
    """
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"
