"""How well an incident is corroborated, by a grading scheme's rules over plain facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.codebook.grades import scheme as named_scheme
from daftar.model.origins import origin_name
from daftar.reconcile.parties import stems
from daftar.reconcile.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.codebook.grades import Scheme
    from daftar.model import Claim, Position, Root

__all__ = ["grade"]


def grade(
    claims: Iterable[Claim],
    roots: Sequence[Root],
    positions: Sequence[Position] = (),
    scheme: Scheme | None = None,
) -> tuple[str | None, str | None]:
    """A grade and, in a sentence, why; (None, None) where no rule of the scheme fits, as where nobody speaks of harm.

    ``scheme`` None is Airwars'. ``positions`` say who admitted and who denied; nothing is said about how credible an
    origin is.
    """
    harm = [c for c in claims if c.kind in {"harm", "displacement"} and c.scope == "incident"]
    if not harm:
        return None, None
    asserted = [c for c in harm if c.polarity == "asserted"]
    rivals = _rivals(asserted)
    names = {
        "origins": [origin_name(r.origin) for r in roots],
        "rivals": rivals,
        "blamed": [p.name for p in positions],
        "admitting": [p.name for p in positions if p.position == "admitted"],
        "denying": [p.name for p in positions if p.position == "denied"],
    }
    numbers = {
        "asserted": len(asserted),
        "denied": sum(c.polarity == "denied" for c in harm),
        "origins": len(roots),
        "origin_kinds": len({r.origin.kind for r in roots}),
        "blamed": len({p.name for c in asserted for p in c.perpetrators if p.status != "denied"}),
        "rivals": len(rivals),
        "admitted": len(names["admitting"]),
        "denying": len(names["denying"]),
    }
    flags = {"combatants_only": _combatants_only(asserted)}
    for rule in (scheme or named_scheme()).rules:
        if rule.holds(numbers, flags):
            told = {key: listed(some) if some else "nobody" for key, some in names.items()}
            return rule.grade, rule.why.format(count=len(roots), **told)
    return None, None


def _combatants_only(claims: Sequence[Claim]) -> bool:
    """Whether everybody said to be harmed is said to have been a fighter."""
    people = [c for c in claims if c.kind == "harm" and c.group is not None]
    return bool(people) and all(c.group is not None and c.group.status == "combatant" for c in people)


def _rivals(claims: Iterable[Claim]) -> list[str]:
    """Names of perpetrators that different claims put in each other's place; empty where none compete.

    Two who are named together in one claim acted together, and one whose name shares a telling word with another is
    taken for the same (Russian forces, Russia).
    """
    blamed: dict[frozenset[str], str] = {}
    for claim in claims:
        names = [p.name for p in claim.perpetrators if p.status != "denied"]
        telling = frozenset(s for n in names for s in stems(n))
        if telling and telling not in blamed:
            blamed[telling] = listed(names)
    if len(blamed) < 2:
        return []
    merged: list[tuple[set[str], str]] = []
    for telling in sorted(blamed, key=lambda s: (-len(s), sorted(s))):
        touching = [m for m in merged if m[0] & telling]
        for old in touching:
            merged.remove(old)
        name = touching[0][1] if touching else blamed[telling]
        merged.append((set(telling).union(*(m[0] for m in touching)), name))
    return sorted(name for _, name in merged) if len(merged) > 1 else []
