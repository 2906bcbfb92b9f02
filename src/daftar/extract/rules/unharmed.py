"""Words of harm that harm nobody they stand beside: who fired, how somebody died, what was only tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.extract.rules.nouns import People
    from daftar.extract.rules.row import Hit

__all__ = ["fired", "how_it_was_done", "only_tried", "whom_else"]

_BLOWS = frozenset({"shot", "stabbed", "beaten"})
_TRIED = frozenset({"attempt", "attempts", "plot", "plots", "bid", "bids", "threat", "threats", "plan", "plans", "squad", "squads"})  # fmt: skip
_AT = frozenset({"at", "down", "back"})
_NOWHERE = (["in", "the", "air"], ["into", "the", "air"])


def fired(lower: Sequence[str], verb: int) -> bool:
    """Whether the words tell of who shot: "snipers shot at a bus", "the police shot in the air"."""
    behind = list(lower[verb + 1 : verb + 4])
    return (bool(behind) and behind[0] in _AT) or behind in _NOWHERE


def whom_else(lower: Sequence[str], verb: int) -> bool:
    """Whether the blow is done to somebody named before by those told of: "took the clerk outside and shot him"."""
    return lower[verb] in _BLOWS and list(lower[verb + 1 : verb + 2]) in (["him"], ["them"])


def how_it_was_done(word: str, who: People, hits: Sequence[Hit]) -> bool:
    """Whether the blow is what people died of that are told of as dead: "two were killed on Friday, shot at home"."""
    return word in _BLOWS and any(h.people is who and h.outcome == "killed" for h in hits)


def only_tried(lower: Sequence[str], at: int) -> bool:
    """Whether the noun of harm only says of what kind an attempt was: "survived four assassination attempts"."""
    return at + 1 < len(lower) and lower[at + 1] in _TRIED
