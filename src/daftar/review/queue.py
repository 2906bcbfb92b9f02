"""Which claims a person should look at first: those that a toll rests on and that are least sure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.model import Claim
from daftar.pipeline import doubts_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from daftar.model import Record, Tally
    from daftar.store import Store

__all__ = ["Task", "queue"]

_PAGE = 200  # reports whose readings are held at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One claim to look at. ``numbers`` are the bounds that rest on it ("killed", "killed, child") of ``incident``.

    ``doubts`` says in words what speaks against it, ``conflict`` the contradiction it has a part in, None without one.
    """

    claim: Claim
    incident: str
    numbers: tuple[str, ...]
    doubts: tuple[str, ...]
    conflict: str | None


def queue(store: Store, *, below: float = 1.0) -> list[Task]:
    """Every claim under a toll whose confidence is under ``below``, that contradicts another, or over which extractors
    differ; the least sure first.

    Of two that are as sure, the one with the larger figure comes first.
    """
    state = store.state()
    if state is None:
        return []
    asked = dict(_under_tolls(store.records()))
    reports = sorted({claim.partition("#")[0] for claim in asked})
    tasks: list[Task] = []
    for at in range(0, len(reports), _PAGE):
        for _, readings in store.readings(state.reader, reports[at : at + _PAGE]):
            claims = [reading.claim for reading in readings]
            doubts = doubts_in(claims, asked)
            tasks += [
                Task(
                    claim=claim,
                    incident=incident,
                    numbers=numbers,
                    doubts=(*dict.fromkeys(mark.words for mark in claim.review), *doubts[claim.id]),
                    conflict=conflict,
                )
                for claim in claims
                if claim.id in asked
                for incident, numbers, conflict in (asked[claim.id],)
                if claim.confidence < below or conflict is not None or claim.review
            ]
    return sorted(tasks, key=_order)


def _under_tolls(records: Iterator[Record]) -> Iterator[tuple[str, tuple[str, tuple[str, ...], str | None]]]:
    """Each claim that a bound rests on, with its incident, the numbers it holds up, and its first contradiction."""
    for record in records:
        held: dict[str, list[str]] = {}
        for tally in record.tallies:
            for claim in _claims(tally):
                held.setdefault(claim, []).append(_number(tally))
        conflict: Mapping[str, str] = {
            claim: one.words for one in reversed(record.conflicts) for claim in one.claims
        }
        for claim, numbers in held.items():
            yield claim, (record.incident.id, tuple(dict.fromkeys(numbers)), conflict.get(claim))


def _claims(tally: Tally) -> Sequence[str]:
    bounds = (tally.low, tally.best, tally.high)
    return list(dict.fromkeys(claim for bound in bounds if bound is not None for claim in bound.claims))


def _number(tally: Tally) -> str:
    return tally.outcome if tally.group == "all" else f"{tally.outcome}, {tally.group}"


def _order(task: Task) -> tuple[float, int, str]:
    count = task.claim.count
    return (task.claim.confidence, -(count.figure if count is not None else 0), task.claim.id)
