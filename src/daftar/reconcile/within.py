"""What stands beside an incident's own figures: the people it names, and the incidents inside it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from daftar.model.origins import fold
from daftar.reconcile.needed import all_of, grounds
from daftar.reconcile.nodes import Figure, disjoint, toll_groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from daftar.model import Claim, Reading, Record, Tally, Victim

_YOUNGEST = re.compile(r"\bgrand(?:son|daughter|child)")

__all__ = ["distinct_names", "inside_sum", "inside_tallies", "named_people"]


def named_people(readings: Iterable[Reading], *, recorders: bool = False) -> dict[str, dict[str, Figure]]:
    """By outcome and group, how many different people are named, with the claims that name them.

    The low of a figure is of all names, its best of those whom a claim counts: not of lists of names alone. Counted report by report and the largest taken, since two reports may spell one name two ways.
    """
    seen: dict[tuple[str, str], dict[str, list[tuple[Victim, str]]]] = defaultdict(lambda: defaultdict(list))
    counting: set[str] = set()
    for reading in readings:
        claim = reading.claim
        if not claim.victims or claim.polarity != "asserted" or claim.scope != "incident":
            continue
        people = _distinct([(v, claim.id) for v in claim.victims])[0]
        if claim.relation != "among" and claim.count is not None and people <= claim.count.low:
            counting.add(claim.id)
        for victim in claim.victims:
            if not victim.name:
                continue
            groups = toll_groups(None, _age_of(victim, recorders=recorders), victim.sex, victim.role)
            claimed = _all_named(claim)
            if not disjoint(groups, claimed):
                groups |= claimed
            for group in ("all", *groups):
                seen[victim.outcome, group][claim.report].append((victim, claim.id))
    found: dict[str, dict[str, Figure]] = defaultdict(dict)
    for (outcome, group), reports in seen.items():
        numbers = [_distinct(named) for _, named in sorted(reports.items())]
        number, claims = max(numbers, key=lambda c: c[0])
        kept = [[(v, c) for v, c in named if c in counting] for named in reports.values()]
        found[outcome][group] = Figure(number, None, max(_distinct(k)[0] for k in kept), claims)
    return found


def _age_of(victim: Victim, *, recorders: bool) -> str | None:
    """The age group; recorders count the youngest generation as children where nothing is said of their ages."""
    if recorders and victim.age_group is None and _YOUNGEST.search(victim.relation or ""):
        return "child"
    return victim.age_group


def _all_named(claim: Claim) -> frozenset[str]:
    """The groups of the claim's people where it names every one of them: then the names are of those groups too."""
    group, count = claim.group, claim.count
    if group is None or count is None or _distinct([(v, claim.id) for v in claim.victims])[0] != count.low:
        return frozenset()
    return toll_groups(group.status, group.age, group.sex, group.role)


def _distinct(named: Sequence[tuple[Victim, str]]) -> tuple[int, tuple[str, ...]]:
    """How many people the names stand for, and the claims that name them."""
    claims = dict.fromkeys(claim for _, claim in named)
    return len(distinct_names(v.name or "" for v, _ in named)), tuple(sorted(claims))


def distinct_names(names: Iterable[str]) -> list[str]:
    """The fullest name of each person: a name whose words are all in another ("Hamad") is that person again."""
    people: dict[tuple[str, ...], str] = {}
    words: dict[tuple[str, ...], str] = {}
    for name in names:
        words.setdefault(tuple(fold(name).split()), name)
    for split in sorted(words, key=lambda w: (-len(w), w)):
        if split and not any(_again(split, other) for other in people):
            people[split] = words[split]
    return [name for split, name in words.items() if split in people]


def _again(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name is the longer one's again: its first or last word alone, or its words in their order."""
    if len(name) == 1:
        return name[0] in other
    rest = iter(other)
    return name[0] == other[0] and all(word in rest for word in name)


def inside_tallies(
    children: Sequence[Record], rank: Callable[[str], tuple[object, ...]]
) -> dict[str, dict[str, list[tuple[Record, Tally]]]]:
    """By outcome and group, the tallies of the incidents inside this one, in order of telling, nobody counted twice.

    Two of them at one place may be one incident that linking missed, so only the larger is counted; one whose place
    is not known is counted only beside those told of by the same report.
    """
    ordered = sorted(
        children, key=lambda r: (rank(r.incident.claims[0]) if r.incident.claims else (), r.incident.id)
    )
    found: dict[str, dict[str, list[tuple[Record, Tally]]]] = defaultdict(dict)
    keys = {(t.outcome, t.group) for r in ordered for t in r.tallies}
    for outcome, group in sorted(keys):
        tallied = [(r, t) for r in ordered if (t := r.tally(outcome, group)) is not None]
        found[outcome][group] = _apart(tallied)
    return found


def _apart(tallied: Sequence[tuple[Record, Tally]]) -> list[tuple[Record, Tally]]:
    at: dict[str, tuple[Record, Tally]] = {}
    for record, tally in tallied:
        place = record.incident.place
        if place is not None and place.place is not None and place.precision <= 2:
            key = place.place.id
            if key in at and _low(at[key][1]) >= _low(tally):
                continue
            at[key] = (record, tally)
        else:
            at[f"incident {record.incident.id}"] = (record, tally)
    reports = sorted({r for record, _ in at.values() for r in record.incident.reports})
    options = [[pair for key, pair in at.items() if not key.startswith("incident ")]]
    options.extend([p for p in at.values() if report in p[0].incident.reports] for report in reports)
    best = max(options, key=lambda o: (sum(_low(t) for _, t in o), len(o)))
    chosen = {id(record) for record, _ in best}
    return [pair for pair in tallied if id(pair[0]) in chosen]


def _low(tally: Tally) -> int:
    return tally.low.value or 0


def inside_sum(inside: Sequence[tuple[Record, Tally]]) -> Figure:
    """What the incidents inside this one come to together: at least their lows, and their bests where all have one."""
    low = sum(_low(t) for _, t in inside)
    bests = [t.best.value for _, t in inside if t.best is not None and t.best.value is not None]
    best = sum(bests) if len(bests) == len(inside) else None
    claims = all_of(grounds(t.low) for _, t in inside)
    pointing = () if best is None else all_of(grounds(t.best) for _, t in inside if t.best is not None)
    return Figure(low, None, best, claims, pointing=pointing)
