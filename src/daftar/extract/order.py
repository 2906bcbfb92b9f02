"""Claims put into text order and numbered, with what they refer to among each other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.model import Claim

__all__ = ["numbered", "place_of"]


def place_of(claim: Claim) -> tuple[bool, int, int]:
    """Where a claim stands in its report: the title first."""
    return claim.quote.part != "title", claim.quote.start, claim.quote.end


def numbered(report: str, claims: Sequence[tuple[Claim, int | None]]) -> tuple[Claim, ...]:
    """``claims``, each with the place in the list of the claim it refers to, in text order with ids and ``part_of``.

    A reference that cannot be (to another outcome, or round in a circle) is dropped: among and part then say nothing.
    """
    order = sorted(range(len(claims)), key=lambda i: place_of(claims[i][0]))
    ids = {i: f"{report}#c{number}" for number, i in enumerate(order, 1)}
    of = {i: whole for i, (_, whole) in enumerate(claims) if whole is not None and _may(claims, i, whole)}
    for i in list(of):
        if _circles(of, i):
            del of[i]
    found = []
    for i in order:
        claim = claims[i][0]
        relation = claim.relation if i in of or claim.relation == "others" else None
        part_of = ids[of[i]] if i in of else None
        found.append(replace(claim, id=ids[i], relation=relation, part_of=part_of))
    return tuple(found)


def _may(claims: Sequence[tuple[Claim, int | None]], i: int, whole: int) -> bool:
    return i != whole and claims[i][0].outcome == claims[whole][0].outcome


def _circles(of: dict[int, int], i: int) -> bool:
    seen = {i}
    while i in of:
        i = of[i]
        if i in seen:
            return True
        seen.add(i)
    return False
