"""What claims say of numbers, one linear line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Extent", "Line"]


class Line(NamedTuple):
    """``low <= sum of coefficient * variable <= high`` over whole numbers from 0; None leaves a side open.

    ``claims`` are the ids of the claims that say so: lines with the same claims stand and fall together. A line without
    claims holds by the meaning of the words (a part is no larger than its total). ``words`` says it with who says it:
    ``22 people (Civil Defence)``.
    """

    terms: Mapping[str, int]
    low: int | None
    high: int | None
    claims: tuple[str, ...] = ()
    words: str = ""


class Extent(NamedTuple):
    """The least and the most that a sum of variables can be; ``high`` None where there is no most."""

    low: int
    high: int | None
