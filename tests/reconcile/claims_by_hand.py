"""Short ways to write incidents and claims for the tests of reconciling and linking."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from daftar.model import Claim, Count, Group, Incident, Origin, Perpetrator, Quote, Reading, Victim

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KINDS = {
    "Civil Defence": "rescue_service",
    "Syrian Civil Defence": "rescue_service",
    "Health Ministry": "health_authority",
    "Observatory": "monitor",
    "army": "military",
    "police": "police",
    "neighbour": "witness",
}


def count(words: str) -> Count:
    """``9``, ``9+`` (at least nine), ``3-9`` (several), ``~`` before it for a vague count without a best figure."""
    if words.endswith("+"):
        low = int(words[:-1])
        return Count(low=low, best=low)
    if "-" in words:
        low, high = (int(w) for w in words.split("-"))
        return Count(low=low, high=high)
    return Count.exactly(int(words))


def group(words: str) -> Group | None:
    """``civilian``, ``child``, ``woman``, ``health_worker`` ... several joined by spaces."""
    given: dict[str, str] = {}
    for word in words.split():
        if word in {"civilian", "combatant"}:
            given["status"] = word
        elif word in {"child", "elderly", "adult"}:
            given["age"] = word
        elif word in {"woman", "man"}:
            given["sex"] = word
        else:
            given["role"] = word
    return Group(**given) if given else None


def chain(by: str, outlet: str = "Outlet") -> tuple[Origin, ...]:
    """From an outlet to ``by``; the outlet alone where ``by`` is empty."""
    first = Origin(kind="media", name=outlet)
    if not by:
        return (first,)
    return (first, Origin(kind=KINDS.get(by, "unknown"), name=by, quote=Quote(start=0, end=len(by), text=by)))


def claim(
    identity: str,
    figure: str | None = None,
    *,
    who: str = "",
    by: str = "",
    outlet: str = "Outlet",
    outcome: str = "killed",
    at: int = 0,
    part: str = "text",
    part_of: str | None = None,
    relation: str | None = None,
    polarity: str = "asserted",
    scope: str = "incident",
    place: str | None = None,
    victims: Iterable[Victim] = (),
    perpetrators: Iterable[str] = (),
    kind: str = "harm",
    words: str = "",
    method: str | None = None,
) -> Claim:
    """One claim; its id is ``report#number`` and says which report makes it."""
    report = identity.partition("#")[0]
    quote = Quote(start=at, end=at + 5, text="words", part=part)
    return Claim(
        id=identity,
        report=report,
        kind=kind,
        quote=quote,
        passage=Quote(start=at, end=at + 5, text=words or f"sentence {identity}", part=part),
        extractor="hand/en@1",
        outcome=outcome if kind in {"harm", "displacement"} else None,
        count=None if figure is None else count(figure),
        group=group(who),
        polarity=polarity,
        scope=scope,
        part_of=part_of,
        relation=relation,
        place=None if place is None else Quote(start=at, end=at + 1, text=place),
        origin=chain(by, outlet),
        victims=tuple(victims),
        perpetrators=tuple(Perpetrator(name=p) for p in perpetrators),
        method=method,
    )


def incident(
    claims: Sequence[Claim], identity: str = "i1", **given: object
) -> tuple[Incident, dict[str, Reading]]:
    """An incident of these claims, in their order, and their readings by id."""
    readings = {c.id: Reading(claim=c) for c in claims}
    reports = tuple(dict.fromkeys(c.report for c in claims))
    return Incident(id=identity, claims=tuple(readings), reports=reports, **given), readings  # type: ignore[arg-type]


def day(number: int) -> dt.date:
    """A publication day in May 2031."""
    return dt.date(2031, 5, number)
