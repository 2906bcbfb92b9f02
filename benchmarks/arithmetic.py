"""Tight bounds the quick way and by integer programming, on the same incidents: ``python -m benchmarks.arithmetic``.

The incidents are made of claims as reports make them: one figure; a total with disjoint parts; groups within all; two and
three origins that agree or contradict; a district with its towns. Each is drawn anew, from a fixed seed. Both ways answer the
same questions about the same lines, and the answers are compared; then whole records are made of them.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from daftar.model import Claim, Count, Group, Incident, Origin, Quote, Reading
from daftar.reconcile import exact, programming, reconcile
from daftar.reconcile.propagation import System, TooHard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from daftar.model import Record
    from daftar.reconcile.lines import Line

SEED, INCIDENTS, COMPARED = 20, 4_000, 300
_MINISTRY = Origin(kind="health_authority", name="Health Ministry")
_RESCUERS = Origin(kind="rescue_service", name="Civil Defence")
_MONITOR = Origin(kind="monitor", name="Observatory")
_KINDS = (Group(sex="man"), Group(sex="woman"), Group(age="child"))


def _claim(number: int, low: int, **given: object) -> Claim:
    quote = Quote(start=number * 40, end=number * 40 + 20, text=f"words of claim {number}")
    count = Count(low=low, high=None if given.pop("open", False) else low, best=low)
    return Claim(
        id=f"r{given.get('by_report', 1)}#c{number}",
        report=f"r{given.pop('by_report', 1)}",
        kind="harm",
        outcome="killed",
        quote=quote,
        passage=quote,
        extractor="made",
        count=count,
        **given,  # type: ignore[arg-type]
    )


def _one(rng: random.Random) -> list[Claim]:
    return [_claim(1, rng.randint(1, 60), open=rng.random() < 0.5, origin=(_RESCUERS,))]


def _parts(rng: random.Random) -> list[Claim]:
    numbers = [rng.randint(1, 20) for _ in range(rng.randint(2, 5))]
    whole = _claim(1, sum(numbers) + rng.choice((0, 0, 0, 3)), origin=(_RESCUERS,))
    return [whole] + [
        _claim(
            at,
            n,
            part_of="r1#c1",
            relation="part",
            place=Quote(start=at * 40, end=at * 40 + 5, text=f"town {at}"),
            origin=(_RESCUERS,),
        )
        for at, n in enumerate(numbers, 2)
    ]


def _groups(rng: random.Random) -> list[Claim]:
    numbers = [rng.randint(1, 9) for _ in _KINDS]
    whole = _claim(1, sum(numbers) + rng.randint(0, 4), open=rng.random() < 0.3, origin=(_MONITOR,))
    kinds = zip(_KINDS, numbers, strict=True)
    return [whole] + [
        _claim(at, n, group=kind, part_of="r1#c1", relation="among", origin=(_MONITOR,))
        for at, (kind, n) in enumerate(kinds, 2)
        if rng.random() < 0.7
    ]


def _mouths(rng: random.Random) -> list[Claim]:
    true = rng.randint(5, 40)
    origins = rng.sample((_MINISTRY, _RESCUERS, _MONITOR), rng.choice((2, 3)))
    said = [
        _claim(1, true + rng.choice((0, 0, 3, 9)), open=rng.random() < 0.4, origin=(origin,), by_report=at)
        for at, origin in enumerate(origins, 1)
    ]
    some = _claim(
        2, rng.randint(1, 4), group=_KINDS[2], part_of="r1#c1", relation="among", origin=(origins[0],)
    )
    return [*said, some]


SHAPES: dict[str, Callable[[random.Random], list[Claim]]] = {
    "one figure": _one,
    "total and parts": _parts,
    "groups within all": _groups,
    "two and three origins": _mouths,
}


def incidents(number: int, seed: int = SEED) -> Iterator[tuple[Incident, dict[str, Reading]]]:
    """So many incidents, of each shape in turn."""
    rng = random.Random(seed)
    shapes = list(SHAPES.values())
    for at in range(number):
        claims = shapes[at % len(shapes)](rng)
        reports = tuple(dict.fromkeys(c.report for c in claims))
        whole = Incident(id=f"i{at}", claims=tuple(c.id for c in claims), reports=reports)
        yield whole, {c.id: Reading(claim=c) for c in claims}


def _systems(number: int) -> list[tuple[Sequence[Line], Sequence[Mapping[str, int]]]]:
    """The lines and questions that the records of so many incidents come to, as they are asked."""
    seen: list[tuple[Sequence[Line], Sequence[Mapping[str, int]]]] = []
    asked = exact.extents

    def noted(lines: Sequence[Line], wanted: Sequence[Mapping[str, int]]) -> object:
        seen.append((lines, wanted))
        return asked(lines, wanted)

    exact.extents = noted  # type: ignore[assignment]
    try:
        for whole, readings in incidents(number):
            reconcile(whole, readings)
    finally:
        exact.extents = asked
    return seen


def _both(
    systems: Sequence[tuple[Sequence[Line], Sequence[Mapping[str, int]]]],
) -> tuple[float, float, int, int]:
    """Seconds of the quick way, of integer programming, how many were left to it, and how many answers differ."""
    quick = slow = 0.0
    left = differ = 0
    for lines, wanted in systems:
        began = time.perf_counter()
        try:
            found = System(lines, wanted).extents()
        except TooHard:
            found, left = None, left + 1
            continue
        finally:
            quick += time.perf_counter() - began
        began = time.perf_counter()
        by_programming = [programming.extent(lines, terms) for terms in wanted]
        slow += time.perf_counter() - began
        differ += (None if None in by_programming else by_programming) != found
    return quick, slow, left, differ


def main() -> Iterator[tuple[str, str]]:
    """Figures for the table of all benchmarks."""
    quick, slow, left, differ = _both(_systems(COMPARED))
    yield (
        "bounds: quick way over integer programming",
        f"{slow / quick:.0f} times as fast, {differ} answers differ",
    )
    yield "bounds: systems left to integer programming", f"{left}"
    made: list[Record] = []
    given = list(incidents(INCIDENTS))
    began = time.perf_counter()
    made.extend(reconcile(whole, readings) for whole, readings in given)
    seconds = time.perf_counter() - began
    yield (
        f"records of {INCIDENTS:,} incidents",
        f"{seconds:.1f} s, {sum(bool(r.conflicts) for r in made)} with conflicts",
    )


if __name__ == "__main__":
    for name, figure in main():
        print(f"{name:<44} {figure}")
