"""Origins that stand behind several incidents: who is quoted, by how many outlets, on how many events."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from daftar.languages.copying import is_institution
from daftar.model.origins import fold, origin_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daftar.model import Origin, Record

__all__ = ["SharedRoot", "shared_roots"]


class SharedRoot(NamedTuple):
    """One origin with the incidents that go back to it and the reports and outlets that repeat it.

    ``numbers`` counts the numbers (low, best, high of each outcome and group; numbers that are one and rest on the same
    origins count once) that it stands behind, ``alone`` those that nobody else does, or of which a part is needed that
    nobody else stands behind.
    """

    key: str
    origin: Origin
    incidents: tuple[str, ...]
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    numbers: int
    alone: int


def shared_roots(records: Iterable[Record], publishers: Mapping[str, str | None]) -> tuple[SharedRoot, ...]:
    """Every named origin of ``records``, those of most incidents first, then of most outlets, then by name.

    One organisation is one origin, whoever speaks for it, and is known from one incident to the next by its name as it is
    told there first: under two names it is two here. Unnamed ones are left out, since two unnamed witnesses cannot be told
    to be the same. ``publishers`` gives reports' outlets.
    """
    found: dict[str, _Found] = {}
    for record in sorted(records, key=lambda r: r.incident.id):
        numbers = _numbers(record)
        for root in (*record.roots, *record.unsure, *record.inside):
            key = _key(root.origin)
            if not key:
                continue
            one = found.setdefault(key, _Found(root.origin, {}, {}, {}, [0, 0]))
            one.incidents[record.incident.id] = None
            one.reports.update(dict.fromkeys(root.reports))
            one.outlets.update({name: None for r in root.reports if (name := publishers.get(r))})
            one.counts[0] += sum(root.id in number.roots for number in numbers)
            one.counts[1] += sum((root.id,) in number.needs for number in numbers)
    shared = [
        SharedRoot(
            key,
            one.origin,
            tuple(one.incidents),
            tuple(sorted(one.reports)),
            tuple(sorted(one.outlets)),
            *one.counts,
        )
        for key, one in found.items()
    ]
    return tuple(sorted(shared, key=_most_first))


def _key(origin: Origin) -> str:
    """The body, or the person where no body is named; ``""`` for whoever is nobody in particular ("residents")."""
    names = (name for name in (origin.organisation, origin.name) if name and is_institution(name))
    return fold(next(names, ""))


class _Found(NamedTuple):
    """What was found of one origin so far, in the order it was met."""

    origin: Origin
    incidents: dict[str, None]
    reports: dict[str, None]
    outlets: dict[str, None]
    counts: list[int]


class _Number(NamedTuple):
    """A number with the ids of its origins, and of those of each part that it needs."""

    outcome: str
    group: str
    value: int
    roots: tuple[str, ...]
    needs: frozenset[tuple[str, ...]]


def _numbers(record: Record) -> set[_Number]:
    """The record's numbers, each with the ids of its origins, and of those of each part that it needs."""
    return {
        _Number(
            tally.outcome,
            tally.group,
            bound.value,
            bound.roots,
            frozenset(part.roots for part in bound.parts) or frozenset({bound.roots}),
        )
        for tally in record.tallies
        for bound in (tally.low, tally.best, tally.high)
        if bound is not None and bound.value is not None and bound.roots
    }


def _most_first(one: SharedRoot) -> tuple[object, ...]:
    return (-len(one.incidents), -len(one.outlets), fold(origin_name(one.origin)), one.key)
