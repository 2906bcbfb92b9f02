"""Origins that stand behind several incidents: who is quoted, by how many outlets, on how many events."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.model.origins import fold, origin_key, root_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.model import Incident, Origin, Reading

__all__ = ["SharedRoot", "shared_roots"]


class SharedRoot(NamedTuple):
    """One origin with the reports that repeat it and the incidents and claims that rest on it."""

    key: str
    origin: Origin
    incidents: tuple[str, ...]
    reports: tuple[str, ...]
    claims: tuple[str, ...]


def shared_roots(incidents: Iterable[Incident], readings: Mapping[str, Reading]) -> tuple[SharedRoot, ...]:
    """Every named origin at the end of a chain, in order of name, with what goes back to it.

    Origins are told apart as in a record: one organisation is one origin, whoever speaks for it; unnamed ones are
    left out, since two unnamed witnesses cannot be told to be the same.
    """
    found: dict[str, tuple[Origin, dict[str, None], dict[str, None], dict[str, None]]] = {}
    for incident in sorted(incidents, key=lambda i: i.id):
        for identity in incident.claims:
            claim = readings[identity].claim
            origin = root_of(claim)
            key = origin_key(origin) if origin is not None else ""
            if origin is None or not key:
                continue
            _, events, reports, claims = found.setdefault(key, (origin, {}, {}, {}))
            events[incident.id] = reports[claim.report] = claims[identity] = None
    return tuple(
        SharedRoot(key, origin, tuple(events), tuple(sorted(reports)), tuple(claims))
        for key, (origin, events, reports, claims) in sorted(found.items(), key=lambda f: fold(f[0]))
    )
