"""Parties that are said to have done it: which names are one, and who speaks for whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from daftar.languages.accounts import denies
from daftar.model.origins import fold

if TYPE_CHECKING:
    from daftar.model import Claim, Origin, Perpetrator

__all__ = ["named", "own_arms", "own_denial", "same_party", "speaks_for", "stems"]

#: Words of a belligerent's name that do not tell one from another.
_COMMON = frozenset(
    """
    forces force army armies troops military militia militants group fighters air strike strikes warplanes warplane
    jets jet aircraft planes plane drones drone helicopters helicopter tanks artillery missiles rockets soldiers
    government regime rebels rebel led backed the of and coalition police security ministry defence defense spokesman
    spokeswoman spokesperson command
    """.split()
)
_LETTERS = 3  # of an abbreviation, at least: of two there are too many
#: Words that set a party against the state whose name stands beside them: the Syrian opposition is not the Syrian army.
_AGAINST = frozenset(["opposition", "rebel", "rebels", "insurgent", "insurgents", "dissident", "dissidents"])
#: Kinds of origin that may speak for whoever did it.
_ARMED = frozenset({"military", "government", "armed_group", "police", "official"})
_ITS_OWN = re.compile(r"\b(?:its|our|his|their)(?: own)?(?: \w+)? $", re.IGNORECASE)


def stems(name: str) -> frozenset[str]:
    """The beginnings of the telling words of a party's name, and its initials: Russia and Russian forces meet, and so do
    the Border Guard Corps and the BGC.
    """
    telling = {w[:5] for w in fold(name).split() if w not in _COMMON and len(w) > 1}
    capitals = [w for w in name.replace("-", " ").split() if w[0].isupper() and not w.isupper()]
    if telling and len(capitals) >= _LETTERS:
        telling.add("".join(w[0] for w in capitals).casefold()[:5])
    return frozenset(telling)


def named(name: str) -> bool:
    """Whether the words name a party: "gunmen" and "warplanes" may be anybody's."""
    return bool(stems(name)) and any(c.isupper() for c in name)


def same_party(one: str, other: str) -> bool:
    """Whether two names may be one party's: a telling word shared, and neither set against the other's state."""
    return bool(stems(one) & stems(other)) and _against(one) == _against(other)


def speaks_for(origin: Origin | None, party: str) -> bool:
    """Whether ``origin`` is ``party`` or speaks for it: an army's spokesman, a ministry of the state blamed.

    Only belligerents and officials do; a civil defence that has the state's name does not.
    """
    if origin is None or origin.kind not in _ARMED:
        return False
    return any(
        same_party(name, party) or _only_called(name, party)
        for name in (origin.organisation, origin.name)
        if name
    )


def own_arms(claim: Claim, one: Perpetrator) -> bool:
    """Whether the words call what struck the speaker's own: "the army denied that its aircraft had ..."."""
    if one.quote is None or one.quote.part != claim.passage.part:
        return False
    before = claim.passage.text[: max(0, one.quote.start - claim.passage.start)]
    return _ITS_OWN.search(before) is not None


def own_denial(claim: Claim, one: Perpetrator) -> bool:
    """Whether the sentence itself says that ``one`` denies it, whoever tells of the harm: "the army denied that ..."."""
    if one.quote is None or one.quote.part != claim.passage.part:
        return False
    return denies(claim.passage.text, one.quote.end - claim.passage.start)


def _only_called(name: str, party: str) -> bool:
    """Whether ``name`` says no more than ``party`` does: "the army" beside "the Malian army"."""
    words = set(fold(name).split())
    return not stems(name) and bool(words) and words <= set(fold(party).split())


def _against(name: str) -> bool:
    return bool(_AGAINST.intersection(fold(name).split()))
