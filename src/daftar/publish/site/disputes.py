"""Figures beside each other: how parts add up to a total, and claims that cannot all be true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daftar.publish.site.cards import Card
from daftar.publish.site.tolls import Bar, bar_between
from daftar.publish.site.words import capital, label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daftar.model import Conflict, Count, Record, SumCheck
    from daftar.publish.site.desk import Desk

__all__ = ["Clash", "Side", "Sum", "clashes", "sums"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A total beside its parts, in words, with the cards of each."""

    words: str
    agrees: bool
    about: str
    total: Card | None
    parts: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one or several of the claims that contradict each other say, with the figure drawn on the scale of all of them.

    ``card`` is the first of them, ``claims`` are all, ``others`` the outlets and origins of the further ones, each once.
    """

    card: Card
    bar: Bar | None
    claims: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Claims that cannot all be true, to be read side by side: every contradiction that has the same ways out.

    ``lines`` say each contradiction in words, with its claims; ``claims`` is how many claims there are in all of them. ``ways`` are the ways out: what would follow if some
    claims were set aside, in words, with those claims; those that set the fewest aside come first. ``sides`` are in the
    order of their figures, the lowest first; claims that say the same stand on one side.
    """

    about: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    sides: tuple[Side, ...]
    claims: int
    ways: tuple[tuple[str, tuple[str, ...]], ...]


def sums(record: Record, on: Desk) -> tuple[Sum, ...]:
    """The totals of a record beside their parts."""
    return tuple(_sum(one, on) for one in record.sums)


def _sum(one: SumCheck, on: Desk) -> Sum:
    return Sum(
        words=one.words,
        agrees=one.agrees,
        about=_about(one.outcome, one.group),
        total=None if one.total is None else on.cards[one.total],
        parts=tuple(on.cards[part] for part in one.parts),
    )


def clashes(record: Record, on: Desk) -> tuple[Clash, ...]:
    """The contradictions of a record. Five sources that differ contradict each other ten times over: that is one clash."""
    together: dict[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]], list[Conflict]] = {}
    for number, one in enumerate(record.conflicts):
        ways = tuple((way.words, tuple(way.claims)) for way in one.ways_out)
        # Without ways out nothing says that two contradictions are one question.
        key = ways or ((str(number), ()),)
        together.setdefault((one.outcome, one.group, key), []).append(one)
    return tuple(_clash(some, on) for some in together.values())


def _clash(some: list[Conflict], on: Desk) -> Clash:
    first = some[0]
    claims = dict.fromkeys(claim for one in some for claim in one.claims)
    return Clash(
        about=_about(first.outcome, first.group),
        lines=tuple(
            (capital(one.words), tuple(on.cards[claim].anchor for claim in one.claims)) for one in some
        ),
        sides=tuple(_sides(claims, on)),
        claims=len(claims),
        ways=tuple(
            (capital(way.words), tuple(on.cards[claim].anchor for claim in way.claims))
            for way in sorted(first.ways_out, key=lambda way: len(way.claims))
        ),
    )


def _sides(claims: Iterable[str], on: Desk) -> Iterable[Side]:
    counts = {claim: on.index.readings[claim].claim.count for claim in claims}
    scale = max([1, *(count.high or count.low for count in counts.values() if count is not None)])
    if any(count is not None and count.high is None for count in counts.values()):
        scale += max(1, scale // 4)  # room to show that it goes on

    def lowest_first(claim: str) -> tuple[bool, int, int]:
        count = counts[claim]
        return (True, 0, 0) if count is None else (False, count.low, count.high or scale)

    together: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for claim in sorted(counts, key=lowest_first):
        card = on.cards[claim]
        together.setdefault((card.says, card.place, card.marks), []).append(claim)
    for first, *rest in together.values():
        yield Side(
            card=on.cards[first],
            bar=_drawn(counts[first], scale),
            claims=tuple(on.cards[claim].anchor for claim in (first, *rest)),
            others=tuple(dict.fromkeys(_way(on.cards[claim]) for claim in rest)),
        )


def _way(card: Card) -> str:
    """``Coast Herald ← health ministry``."""
    return " ← ".join(name for name, _ in card.chain) or card.outlet


def _drawn(count: Count | None, scale: int) -> Bar | None:
    return None if count is None else bar_between(count.low, None, count.high, scale)


def _about(outcome: str, group: str) -> str:
    return capital(label("outcome", outcome)) + (
        "" if group == "all" else f", {label('group', group).lower()}"
    )
