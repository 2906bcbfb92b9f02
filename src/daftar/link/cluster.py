"""Items into groups: what people decided always holds, the rest is joined from the surest pair down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

__all__ = ["Judgement", "group"]

Rank: TypeAlias = "float | tuple[bool, float]"

_MOST = 24  # members of a group that another is compared with: enough for a mean


class Judgement(NamedTuple):
    """A person's word on two items by key; ``same`` or not."""

    one: str
    other: str
    same: bool


def group(
    keys: Iterable[str],
    scored: Iterable[tuple[Rank, str, str]],
    judged: Sequence[Judgement],
    weigh: Callable[[str, str], float | None],
    *,
    least: float,
    told_in: Callable[[str], str] = str,
    silent: Collection[str] = (),
) -> list[list[str]]:
    """Groups of ``keys`` that are one incident each, in order of their smallest key.

    ``scored`` are pairs worth joining, each with its rank (anything that sorts). Two groups are joined, by the pair of the
    highest rank first, where the mean weight of the pairs between them is ``least`` or more (average linkage: one pair
    that happens to be alike does not join two incidents that many reports tell of). ``weigh`` gives the weight of any pair
    in either order (asked for again and again: it should remember), or None for two that exclude each other. ``told_in``
    gives what may be in a group only once: the report that an item is of. ``silent`` keys have no say in whether groups that
    hold others, too, are joined: a denial of what happened in a town that day ties no two attacks on it. ``judged`` (newest first) always holds over all
    this; where two judgements contradict each other the newer one does. The result depends neither on the order of
    ``keys`` or ``scored`` nor on anything outside a connected component of scored and judged pairs.
    """
    groups = _Groups(keys, told_in)
    for verdict in judged:
        if verdict.same:
            groups.join(verdict.one, verdict.other)
        elif groups.top(verdict.one) != groups.top(verdict.other):
            groups.keep_apart(verdict.one, verdict.other)
    # By group and group, with their sizes then: groups only grow, so these say which two were weighed.
    means: dict[tuple[str, str], tuple[int, int, float | None]] = {}
    in_order = sorted(scored, key=lambda s: s[1:])
    for _, one, other in sorted(in_order, key=lambda s: s[0], reverse=True):
        here, there = groups.top(one), groups.top(other)
        if (
            here == there
            or there in groups.apart.get(here, ())
            or not groups.told[here].isdisjoint(groups.told[there])
        ):
            continue
        some, others = groups.members[here], groups.members[there]
        weighed = means.get((here, there))
        if weighed is None or weighed[:2] != (len(some), len(others)):
            weighed = means[here, there] = (
                len(some),
                len(others),
                _mean(_with_a_say(some, silent), _with_a_say(others, silent), weigh),
            )
        mean = weighed[2]
        if mean is not None and mean >= least:
            groups.join(one, other)
    return sorted(sorted(members) for members in groups.members.values())


def _with_a_say(members: Sequence[str], silent: Collection[str]) -> Sequence[str]:
    return [key for key in members if key not in silent] or members


def _mean(
    some: Sequence[str], others: Sequence[str], weigh: Callable[[str, str], float | None]
) -> float | None:
    """The mean weight of the pairs between two groups (of their first members); None where two of these exclude each other."""
    total = 0.0
    first, second = sorted(some)[:_MOST], sorted(others)[:_MOST]
    for one in first:
        for other in second:
            weight = weigh(one, other)
            if weight is None:
                return None
            total += weight
    return total / (len(first) * len(second))


class _Groups:
    """Groups under joining, with pairs of groups that stay apart. Lives for one call of ``group``."""

    def __init__(self, keys: Iterable[str], told_in: Callable[[str], str]) -> None:
        self.above = {k: k for k in keys}
        self.members = {k: [k] for k in self.above}
        self.told = {k: {told_in(k)} for k in self.above}
        self.apart: dict[str, set[str]] = {}

    def top(self, key: str) -> str:
        while self.above[key] != key:
            self.above[key] = self.above[self.above[key]]
            key = self.above[key]
        return key

    def join(self, one: str, other: str) -> None:
        here, there = sorted((self.top(one), self.top(other)))
        if here == there or there in self.apart.get(here, ()):
            return
        self.above[there] = here
        self.members[here] += self.members.pop(there)
        self.told[here] |= self.told.pop(there)
        for rival in self.apart.pop(there, set()):
            self.apart[rival].discard(there)
            self.keep_apart(here, rival)

    def keep_apart(self, one: str, other: str) -> None:
        here, there = self.top(one), self.top(other)
        self.apart.setdefault(here, set()).add(there)
        self.apart.setdefault(there, set()).add(here)
