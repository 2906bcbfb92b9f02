"""Items into groups: what people decided always holds, the rest is joined from the surest pair down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Judgement", "group"]


class Judgement(NamedTuple):
    """A person's word on two items by key; ``same`` or not."""

    one: str
    other: str
    same: bool


def group(
    keys: Sequence[str],
    scored: Iterable[tuple[float, str, str]],
    judged: Sequence[Judgement],
    clash: Callable[[str, str], bool],
) -> list[list[str]]:
    """Groups of ``keys`` that are one incident each, in order of their smallest key.

    ``scored`` are pairs worth joining; ``clash`` says whether two items exclude each other, and then their groups are
    never joined. ``judged`` (newest first) always holds over both; where two judgements contradict each other the
    newer one does. The result does not depend on the order of ``keys`` or ``scored``.
    """
    groups = _Groups(keys)
    for verdict in judged:
        if verdict.same:
            groups.join(verdict.one, verdict.other)
        elif groups.top(verdict.one) != groups.top(verdict.other):
            groups.keep_apart(verdict.one, verdict.other)
    for _, one, other in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        here, there = groups.top(one), groups.top(other)
        if here != there and not any(
            clash(a, b) for a in groups.members[here] for b in groups.members[there]
        ):
            groups.join(one, other)
    return sorted(sorted(members) for members in groups.members.values())


class _Groups:
    """Groups under joining, with pairs of groups that stay apart. Lives for one call of ``group``."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.above = {k: k for k in keys}
        self.members = {k: [k] for k in self.above}
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
        for rival in self.apart.pop(there, set()):
            self.apart[rival].discard(there)
            self.keep_apart(here, rival)

    def keep_apart(self, one: str, other: str) -> None:
        here, there = self.top(one), self.top(other)
        self.apart.setdefault(here, set()).add(there)
        self.apart.setdefault(there, set()).add(here)
