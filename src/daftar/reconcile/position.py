"""What each belligerent says of an incident that it is blamed for: kept apart from how well the incident is corroborated.

After Airwars, which notes a belligerent's own position beside its grade (airwars.org/about/methodology): not assessed,
denied, or admitted with the figures that it gives itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.languages.accounts import admits, of_many
from daftar.model import OwnFigure, Position
from daftar.model.origins import origin_name, root_of
from daftar.reconcile.nodes import toll_groups, unattributed
from daftar.reconcile.parties import named, own_arms, own_denial, same_party, speaks_for
from daftar.reconcile.words import interval, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import Claim

__all__ = ["positions"]


class _Said(NamedTuple):
    """What a belligerent says in one claim: *admitted*, *denied*, *no_harm* or, with a figure of its own, *counted*."""

    what: str
    claim: Claim


def positions(claims: Sequence[Claim]) -> tuple[Position, ...]:
    """The position of each party named as having done it, in order of telling. ``claims`` are in that order."""
    if not any(c.perpetrators for c in claims):
        return ()
    return tuple(_position(party, claims) for party in _parties(claims))


def _parties(claims: Iterable[Claim]) -> list[str]:
    """The parties blamed, each by the first of its names; whoever speaks of its own aircraft is blamed by its name."""
    found: list[str] = []
    for claim in claims:
        root = root_of(claim)
        # "the army denied that its jets struck, in which two died, medics said": the jets are the army's, not the medics'
        denied = any(named(p.name) and own_denial(claim, p) for p in claim.perpetrators)
        for one in claim.perpetrators:
            if named(one.name):
                name = one.name
            elif root is not None and own_arms(claim, one) and not unattributed(claim) and not denied:
                name = origin_name(root)
            else:
                continue
            if not any(known == name or same_party(known, name) for known in found):
                found.append(name)
    return found


def _position(party: str, claims: Sequence[Claim]) -> Position:
    said = [one for claim in claims for one in _said(party, claim)]
    stands = [s.what for s in said if s.what in {"admitted", "denied"}]
    no_harm = [s for s in said if s.what == "no_harm"]
    standing = stands[-1] if stands else "denied" if no_harm else "not_assessed"
    figures = _figures(s.claim for s in said if s.what == "counted")
    return Position(
        name=party,
        position=standing,
        claims=tuple(dict.fromkeys(s.claim.id for s in said)),
        figures=figures,
        words=_words(party, stands, figures, no_harm=bool(no_harm)),
    )


def _said(party: str, claim: Claim) -> list[_Said]:
    """What the claim says for ``party``, if it is its word or its deed claimed."""
    root = root_of(claim)
    own = speaks_for(root, party) or (root is not None and origin_name(root) == party)
    found = []
    for one in claim.perpetrators:
        its_own = own and own_arms(claim, one)
        if not (its_own or one.name == party or (named(one.name) and same_party(one.name, party))):
            continue
        if one.status == "claimed":
            found.append(_Said("admitted", claim))
        elif one.status == "denied" and (
            own or root is None or unattributed(claim) or own_denial(claim, one)
        ):
            found.append(_Said("denied", claim))
        elif own and claim.polarity == "asserted" and one.status != "denied":
            found.append(_Said("admitted", claim))
    if own and claim.kind == "harm" and claim.scope == "incident":
        if claim.polarity == "denied" and not found:
            found.append(_Said("no_harm", claim))
        elif claim.polarity == "asserted" and not found and _owns_up(claim):
            found.append(_Said("admitted", claim))
            if claim.count is not None:
                found.append(_Said("counted", claim))
        elif claim.polarity == "asserted" and claim.count is not None and not _denies(found):
            found.append(_Said("counted", claim))
    return found


def _owns_up(claim: Claim) -> bool:
    """Whether its sentence owns up to harm that it blames on nobody by name ("admitted that its strike had killed ten")."""
    return not claim.perpetrators and admits(claim.passage.text)


def _denies(found: Iterable[_Said]) -> bool:
    return any(s.what == "denied" for s in found)


def _figures(claims: Iterable[Claim]) -> tuple[OwnFigure, ...]:
    """The belligerent's own figures, the last it gave for each outcome and group."""
    last: dict[tuple[str, str], OwnFigure] = {}
    for claim in claims:
        if claim.count is None or claim.outcome is None:
            continue
        group = claim.group
        groups = () if group is None else toll_groups(group.status, group.age, group.sex, group.role)
        for name in sorted(groups) or ["all"]:
            last[claim.outcome, name] = OwnFigure(
                outcome=claim.outcome,
                group=name,
                low=claim.count.low,
                best=claim.count.best,
                high=claim.count.high,
                claims=(claim.id,),
            )
    return tuple(last[key] for key in sorted(last))


def _words(party: str, stands: Sequence[str], figures: Sequence[OwnFigure], *, no_harm: bool) -> str:
    says, denies, it, its = (
        ("say", "deny", "they", "their") if of_many(party) else ("says", "denies", "it", "its")
    )
    if not stands:
        if no_harm:
            return f"{party} {denies} that people were harmed"
        own = f"; {its} own figures: {_told(figures)}" if figures else ""
        return f"{party} {says} neither that {it} did it nor that {it} did not{own}"
    if stands[-1] == "denied":
        return f"{party} {denies} it" + (
            f", having said before that {it} did it" if "admitted" in stands else ""
        )
    words = f"{party} {says} that {it} did it"
    if "denied" in stands:
        words += ", having denied it before"
    if figures:
        words += f"; {its} own figures: {_told(figures)}"
    return words + (f"; {it} {denies} that people were harmed" if no_harm and not figures else "")


def _told(figures: Sequence[OwnFigure]) -> str:
    return listed(
        [
            f"{interval(f.low, f.high)} {f.outcome.replace('_', ' ')}"
            + ("" if f.group == "all" else f" ({f.group.replace('_', ' ')})")
            for f in figures
        ]
    )
