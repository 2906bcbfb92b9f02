"""The toll of an incident as it is drawn: figures that are links, and bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daftar.codebook import vocabularies
from daftar.publish.site.names import claim_anchor, number_anchor
from daftar.publish.site.words import label, number, origin_words, toll_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.model import Bound, Record, Tally

__all__ = ["Bar", "Figure", "Row", "Toll", "bar_between", "tolls"]

_WIDE: Final = 1000  # units across a bar
_REACH: Final = 990  # of these for the scale, so that a mark at its end is not cut in half


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with the claims it rests on. No claims: it is not a link (an open end, which nobody claimed)."""

    anchor: str
    text: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A range drawn across 1,000 units. ``best`` is None where no figure could be chosen; ``open`` has no upper end."""

    low: int
    best: int | None
    high: int
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One group of one outcome. ``behind`` is how many independent origins give its figure, ``alone`` whether that is one, or one for a part that it needs.

    ``whys`` says how a low or high figure follows that nobody gives themselves: (the figure in words, why).
    """

    label: str
    low: Figure
    best: Figure | None
    high: Figure
    bar: Bar
    behind: str
    alone: bool
    whys: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """One outcome: in words, and group by group."""

    outcome: str
    label: str
    words: str
    rows: tuple[Row, ...]


def tolls(record: Record) -> tuple[Toll, ...]:
    """Every outcome that the record has a toll for, in the codebook's order, group by group."""
    terms = vocabularies()
    every = (*record.roots, *record.unsure, *record.inside)
    names = {root.id: origin_words(root.origin) for root in every if root.id}
    found = []
    for outcome in terms.outcome:
        tallies = {tally.group: tally for tally in record.tallies if tally.outcome == outcome}
        if not tallies:
            continue
        rows = [tallies[group] for group in terms.toll_group if group in tallies]
        scale = max([1, *(value for tally in rows for value in _values(tally))])
        if any(tally.high.value is None for tally in rows):
            scale += max(1, scale // 4)  # room to show that it goes on
        words = toll_words(rows[0].low.value or 0, rows[0].high.value)
        if rows[0].group != "all":  # nobody speaks of everybody: this is not the toll of all people
            words += f" ({label('group', rows[0].group).lower()})"
        found.append(
            Toll(
                outcome=outcome,
                label=label("outcome", outcome),
                words=words,
                rows=tuple(_row(tally, scale, names) for tally in rows),
            )
        )
    return tuple(found)


def _values(tally: Tally) -> Iterable[int]:
    bounds = (tally.low, tally.best, tally.high)
    return (bound.value for bound in bounds if bound is not None and bound.value is not None)


def _row(tally: Tally, scale: int, names: Mapping[str, str]) -> Row:
    low, high = tally.low.value or 0, tally.high.value
    best = None if tally.best is None else tally.best.value
    shown = tally.low if tally.best is None else tally.best
    origins = [names[root] for root in shown.roots if root in names]
    return Row(
        behind=_behind(origins, part=tally.one_source is True and len(origins) > 1),
        alone=len(origins) == 1 or tally.one_source is True,
        whys=tuple(_whys(tally)),
        label=label("group", tally.group),
        low=_figure(tally, "low", tally.low),
        best=None if tally.best is None else _figure(tally, "best", tally.best),
        high=_figure(tally, "high", tally.high),
        bar=bar_between(low, best, high, scale),
    )


def bar_between(low: int, best: int | None, high: int | None, scale: int) -> Bar:
    """From ``low`` to ``high`` (None: open) on a scale whose end is ``scale``."""
    return Bar(
        low=low * _REACH // scale,
        best=None if best is None else best * _REACH // scale,
        high=_WIDE if high is None else high * _REACH // scale,
        open=high is None,
    )


def _whys(tally: Tally) -> Iterable[tuple[str, str]]:
    for which, bound in (("low", tally.low), ("high", tally.high)):
        if bound.why and bound.value is not None:
            yield f"{label('group', tally.group)}, {which} {number(bound.value)}", bound.why


def _behind(origins: Sequence[str], *, part: bool) -> str:
    """``one source: the police``, after Iraq Body Count's rule of two; ``2 independent sources``.

    ``part``: a part that the figure needs has one of them alone.
    """
    if not origins:
        return ""
    if part:
        return f"{len(origins)} sources, of a part only one"
    return f"one source: {origins[0]}" if len(origins) == 1 else f"{len(origins)} independent sources"


def _figure(tally: Tally, which: str, bound: Bound) -> Figure:
    return Figure(
        anchor=number_anchor(tally.outcome, tally.group, which),
        text="open" if bound.value is None else number(bound.value),
        claims=() if bound.value is None else tuple(claim_anchor(claim) for claim in bound.claims),
    )
