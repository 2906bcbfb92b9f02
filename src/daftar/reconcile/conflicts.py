"""Contradictions as the record shows them: who cannot both be right, and what each way out would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model import Conflict, WayOut
from daftar.reconcile.words import contradiction, impossible, too_many, way_out

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from daftar.reconcile.contradictions import Claims, Contradictions
    from daftar.reconcile.exact import Settled
    from daftar.reconcile.system import Said

__all__ = ["conflicts_of"]

_LISTED = 100  # conflicts, and ways out of each


def conflicts_of(
    settled: Settled,
    said: Mapping[Claims, Said],
    origins: Mapping[str, str],
    rank: Callable[[str], tuple[object, ...]],
) -> list[Conflict]:
    """One conflict for each smallest set of claims that cannot all be true, with the ways out of it; a hundred at most.

    Two figures that one origin gave for one number, nobody knows in which order, are no conflict: one is its later word.
    ``origins`` gives the independent origin of each claim.
    """
    found = settled.found
    shown = [c for c in found.conflicts if c and not _one_mouth(c, said, origins)]
    made = []
    ways_of: dict[tuple[object, ...], tuple[WayOut, ...]] = {}
    for conflict in shown[:_LISTED]:
        outcome, group = _about(conflict, said)
        together, everything = _tied(conflict, found)
        key = (frozenset(together), outcome, group, frozenset(said[i].outcome for i in conflict))
        if key not in ways_of:
            ways_of[key] = _ways_out(conflict, settled, said, (outcome, group), (together, everything))
        made.append(
            Conflict(
                outcome=outcome,
                group=group,
                claims=_ordered(conflict, rank),
                words=_words(conflict, said, outcome, group),
                ways_out=ways_of[key],
            )
        )
    if made and (len(shown) > len(made) or not found.complete):
        items = tuple(dict.fromkeys(item for one in shown for item in one))
        last = made[-1]
        words = too_many(len(made), len(shown) - len(made) if found.complete else None)
        made.append(
            Conflict(outcome=last.outcome, group=last.group, claims=_ordered(items, rank), words=words)
        )
    return made


def _one_mouth(conflict: Sequence[Claims], said: Mapping[Claims, Said], origins: Mapping[str, str]) -> bool:
    mouths = [frozenset(origins.get(c) or c for c in item) for item in conflict]
    numbers = {(said[item].outcome, said[item].group, said[item].inside) for item in conflict}
    return len(conflict) == 2 and len(numbers) == 1 and len(set(mouths)) == 1 and len(mouths[0]) == 1


def _about(conflict: Sequence[Claims], said: Mapping[Claims, Said]) -> tuple[str, str]:
    """The outcome and group that a conflict is about: everybody, where its claims speak of several groups."""
    outcome = next((said[i].outcome for i in conflict if said[i].outcome != "harmed"), "killed")
    groups = {said[item].group for item in conflict}
    return outcome, groups.pop() if len(groups) == 1 else "all"


def _words(conflict: Sequence[Claims], said: Mapping[Claims, Said], outcome: str, group: str) -> str:
    figures = sorted((said[i] for i in conflict), key=lambda s: (s.low, s.high is None, s.high or 0))
    same = {(s.outcome, s.group, s.inside) for s in figures} == {(outcome, group, False)}
    if same and len(figures) == 2 and figures[0].high is not None and figures[0].high < figures[1].low:
        return contradiction(outcome, group, [(s.low, s.high, ", ".join(s.by)) for s in figures])
    outcomes = {s.outcome for s in figures}
    return impossible(outcome if len(outcomes) == 1 else "harmed", [said[i].words for i in conflict])


def _ways_out(
    conflict: Sequence[Claims],
    settled: Settled,
    said: Mapping[Claims, Said],
    about: tuple[str, str],
    tied: tuple[set[Claims], bool],
) -> tuple[WayOut, ...]:
    """The ways out of a conflict ``about`` an outcome and group, and of all ``tied`` to it, whether those are all or not."""
    outcome, group = about
    together, everything = tied
    ways: dict[tuple[Claims, ...], WayOut] = {}
    for without, after in zip(settled.found.ways_out, settled.after, strict=False):
        mine = tuple(item for item in without if item in together)
        left = after.get((outcome, group))
        if mine in ways or left is None:
            continue
        ends = [(outcome, group, *left)]
        if len(of := {said[i].outcome for i in conflict}) > 1:
            ends = [
                (o, g, *left_of) for (o, g), left_of in after.items() if g == group and o in {*of, outcome}
            ]
        words = way_out([said[i].words for i in mine], ends, everything=everything)
        ways[mine] = WayOut(
            claims=tuple(dict.fromkeys(c for item in mine for c in item)),
            origins=tuple(dict.fromkeys(name for item in mine for name in said[item].by)),
            low=left.low,
            high=left.high,
            words=words,
        )
        if len(ways) == _LISTED:
            break
    return tuple(ways.values())


def _tied(conflict: Sequence[Claims], found: Contradictions) -> tuple[set[Claims], bool]:
    """The claims of this conflict and of all that it shares claims with; whether those are all the conflicts."""
    together, seen = set(conflict), -1
    while len(together) != seen:
        seen = len(together)
        for other in found.conflicts:
            if together.intersection(other):
                together.update(other)
    return together, all(together.intersection(other) for other in found.conflicts)


def _ordered(conflict: Sequence[Claims], rank: Callable[[str], tuple[object, ...]]) -> tuple[str, ...]:
    return tuple(sorted({c for item in conflict for c in item}, key=rank))
