"""How well an incident is corroborated: a young version of Airwars' grades."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model.origins import fold, origin_name
from daftar.reconcile.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daftar.model import Claim, Root

__all__ = ["grade"]

#: Words of a belligerent's name that do not tell one from another.
_COMMON = frozenset(
    {
        "forces",
        "force",
        "army",
        "armies",
        "troops",
        "military",
        "militia",
        "militants",
        "group",
        "fighters",
        "air",
    }
    | {"strike", "strikes", "warplanes", "jets", "soldiers", "government", "regime", "rebels", "rebel", "led"}
    | {"backed", "the", "of", "and", "coalition", "police", "security"}
)


def grade(claims: Iterable[Claim], roots: Sequence[Root]) -> tuple[str | None, str | None]:
    """A grade and, in a sentence, why; (None, None) where nobody speaks of harm.

    After Airwars' methodology note (airwars.org, 2023): *fair* has two or more credible sources and a likely
    perpetrator; *weak* one source; *contested* competing claims of who did it; *discounted* where those said to be
    harmed were not. Here: fair from two independent origins, and *confirmed* is left to people, since a belligerent's
    admission is kept apart from corroboration. Nothing is said about how credible an origin is.
    """
    harm = [c for c in claims if c.kind in {"harm", "displacement"} and c.scope == "incident"]
    asserted = [c for c in harm if c.polarity == "asserted"]
    if not asserted and any(c.polarity == "denied" for c in harm):
        return "discounted", "every claim of harm is a denial"
    if not asserted:
        return None, None
    rivals = _rivals(asserted)
    if rivals:
        return "contested", f"blamed on {listed(rivals)}"
    names = [origin_name(r.origin) for r in roots]
    if len(roots) >= 2:
        return "fair", f"{len(roots)} independent origins: {listed(names)}"
    if len(roots) == 1:
        return "weak", f"one origin: {names[0]}"
    return "weak", "no origin can be told from another"


def _rivals(claims: Iterable[Claim]) -> list[str]:
    """Names of perpetrators that different claims put in each other's place; empty where none compete.

    Two who are named together in one claim acted together, and one whose name shares a telling word with another is
    taken for the same (Russian forces, Russia).
    """
    blamed: dict[frozenset[str], str] = {}
    for claim in claims:
        names = [p.name for p in claim.perpetrators if p.status != "denied"]
        stems = frozenset(s for n in names for s in _stems(n))
        if stems and stems not in blamed:
            blamed[stems] = listed(names)
    if len(blamed) < 2:
        return []
    merged: list[tuple[set[str], str]] = []
    for stems in sorted(blamed, key=lambda s: (-len(s), sorted(s))):
        touching = [m for m in merged if m[0] & stems]
        for old in touching:
            merged.remove(old)
        name = touching[0][1] if touching else blamed[stems]
        merged.append((set(stems).union(*(m[0] for m in touching)), name))
    return sorted(name for _, name in merged) if len(merged) > 1 else []


def _stems(name: str) -> list[str]:
    return [w[:5] for w in fold(name).split() if w not in _COMMON and len(w) > 1]
