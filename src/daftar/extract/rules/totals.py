"""Which figures of a sentence are running totals: "so far 40 have died", "in only two months 40 were found dead"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.extract.rules.ties import size

if TYPE_CHECKING:
    from daftar.extract.rules.row import Hit
    from daftar.extract.rules.tokens import Tokens

__all__ = ["running_totals"]

_AT_THE_HEAD = 3  # characters: words of a long time that begin a sentence are of all of it


def running_totals(cues: list[int], tokens: Tokens, hits: list[Hit]) -> set[int]:
    """The positions of the hits that a running total's words stand beside."""
    if not cues:
        return set()
    near = {
        k: min(abs(tokens.starts[h.verb] - cue) for cue in cues)
        for k, h in enumerate(hits)
        if size(h) > 1 and any(tokens.starts[h.verb] - 120 < cue < tokens.starts[h.verb] + 90 for cue in cues)
    }
    if min(cues) - tokens.starts[0] <= _AT_THE_HEAD:
        return {
            k for k, h in enumerate(hits) if size(h) > 1
        }  # "in only two months, 40 were found dead, nine hurt"
    if not near:
        return set()
    nearest = min(near, key=lambda k: near[k])
    large = {k for k in near if size(hits[k]) >= 100}
    joined = {k for k, h in enumerate(hits) if h.of is hits[nearest] or _joined(tokens, hits[nearest], h)}
    return {nearest} | large | joined


def _joined(tokens: Tokens, total: Hit, hit: Hit) -> bool:
    """ "Over the past nine days have killed four people and wounded 17 others": one verb joined to the other."""
    between = tokens.lower[total.last : hit.first]
    return total.form == hit.form == "active" and between in (["and"], [",", "and"])
