"""Claims that a number needs together, as against claims of which each gives it by itself.

Eight dead in one town and five in another are thirteen: whoever doubts either doubts the sum. So the claims of a sum know
its parts, wherever they are handed on to.
"""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

    from daftar.model import Bound

__all__ = ["Needed", "all_of", "any_of", "grounds", "needed"]

_Claims: TypeAlias = tuple[str, ...]
_MOST = 60  # parts of several sums that come to one number, beyond which the first sum speaks for all


class Needed(tuple[str, ...]):  # noqa: SLOT001 - a tuple holds no slots but its items
    """Claims by id, of which each of ``parts`` is needed; the claims of one part give it each by itself."""

    parts: tuple[_Claims, ...]

    def __new__(cls, parts: Iterable[_Claims], claims: Iterable[str] = ()) -> Self:
        """All claims of the parts, behind ``claims`` in their order."""
        known = tuple(parts)
        made = super().__new__(cls, dict.fromkeys((*claims, *(c for part in known for c in part))))
        made.parts = known
        return made


def needed(claims: _Claims) -> tuple[_Claims, ...]:
    """The parts that a number needs which rests on ``claims``: one, where each of them gives it by itself."""
    return claims.parts if isinstance(claims, Needed) else (claims,) if claims else ()


def all_of(some: Iterable[_Claims]) -> _Claims:
    """The claims of a number for which each of ``some`` is needed."""
    parts = tuple(dict.fromkeys(part for claims in some for part in needed(claims)))
    return parts[0] if len(parts) == 1 else Needed(parts) if parts else ()


def any_of(some: Sequence[_Claims]) -> _Claims:
    """The claims of a number that each of ``some`` gives.

    It stands as long as one of them does: what is needed is one part of each. Of very many such the first sum's are told.
    """
    if len(some) == 1:
        return some[0]
    every = tuple(dict.fromkeys(c for claims in some for c in claims))
    sums = [needed(claims) for claims in some if isinstance(claims, Needed)]
    if not sums:
        return every
    given = tuple(c for claims in some if not isinstance(claims, Needed) for c in claims)
    if prod(map(len, sums)) > _MOST:
        sums = sums[:1]
    parts = [tuple(dict.fromkeys((*(c for p in one for c in p), *given))) for one in product(*sums)]
    return Needed(dict.fromkeys(parts), every)


def grounds(bound: Bound) -> _Claims:
    """The claims of a bound of an incident inside, with what of them is needed."""
    return Needed([part.claims for part in bound.parts], bound.claims) if bound.parts else bound.claims
