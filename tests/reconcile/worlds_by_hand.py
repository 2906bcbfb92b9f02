"""Every world of three small numbers, and what plain enumeration of them says of lines: shares no code with reconcile/."""

from __future__ import annotations

from itertools import chain, combinations, product

from hypothesis import strategies as st

from daftar.reconcile.lines import Line

TOP = 4
NAMES = ("x", "y", "z")
Sets = set[frozenset[str]]


@st.composite
def systems(draw: st.DrawFn) -> list[Line]:
    """One to five claims over three small whole numbers, with shares ("twice as many") among them."""
    lines = [Line({n: 1}, 0, TOP) for n in NAMES]
    for at in range(draw(st.integers(1, 5))):
        some = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
        terms = {n: draw(st.sampled_from((1, 1, 1, -1, 2, -2))) for n in some}
        low = draw(st.one_of(st.none(), st.integers(-2, 8)))
        width = draw(st.one_of(st.none(), st.integers(0, 3)))
        lines.append(Line(terms, low, None if width is None else (low or 0) + width, (f"c{at}",)))
    return lines


WORLDS = [dict(zip(NAMES, values, strict=True)) for values in product(range(TOP + 1), repeat=len(NAMES))]
EVERY_WORLD = (1 << len(WORLDS)) - 1


def _allowed(line: Line) -> int:
    """The worlds in which a line is true, as bits."""
    found = 0
    for at, world in enumerate(WORLDS):
        value = sum(c * world[v] for v, c in line.terms.items())
        if (line.low is None or line.low <= value) and (line.high is None or value <= line.high):
            found |= 1 << at
    return found


def worlds_of(lines: list[Line]) -> list[dict[str, int]]:
    left = EVERY_WORLD
    for line in lines:
        left &= _allowed(line)
    return [world for at, world in enumerate(WORLDS) if left >> at & 1]


def smallest_sets(lines: list[Line]) -> tuple[Sets, Sets]:
    """All smallest impossible sets of claims, and all smallest sets without which the rest is possible."""
    allowed = {n.claims[0]: _allowed(n) for n in lines if n.claims}
    every = frozenset(allowed)
    bad: Sets = set()
    good: Sets = set()
    for some in chain.from_iterable(combinations(sorted(every), size) for size in range(len(every) + 1)):
        left = EVERY_WORLD
        for claim in some:
            left &= allowed[claim]
        if left:
            good.add(every - frozenset(some))
        else:
            bad.add(frozenset(some))
    return _smallest(bad), _smallest(good) - {frozenset()}


def _smallest(sets: Sets) -> Sets:
    return {one for one in sets if not any(other < one for other in sets)}


def as_sets(items: tuple[tuple[tuple[str, ...], ...], ...]) -> Sets:
    return {frozenset(claim for item in one for claim in item) for one in items}


def stories(lines: list[Line]) -> list[list[Line]]:
    """What is left of ``lines`` by each largest set of claims that can be true together."""
    claims = frozenset(n.claims[0] for n in lines if n.claims)
    possible = [
        frozenset(some)
        for size in range(len(claims) + 1)
        for some in combinations(sorted(claims), size)
        if worlds_of([n for n in lines if not n.claims or n.claims[0] in some])
    ]
    largest = [one for one in possible if not any(one < other for other in possible)]
    return [[n for n in lines if not n.claims or n.claims[0] in one] for one in largest]


def total(terms: dict[str, int], world: dict[str, int]) -> int:
    """What a sum comes to in a world."""
    return sum(c * world[v] for v, c in terms.items())
