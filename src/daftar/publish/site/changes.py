"""The history of each number as a page shows it: a dated list, and a step chart drawn when the page is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daftar.publish.site.names import claim_anchor
from daftar.publish.site.words import capital, day_words, label, number, toll_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from daftar.model import Record, Version

__all__ = ["Chart", "History", "Step", "histories"]

_WIDE: Final = 340  # units across: a telephone's column, so that a unit is a pixel there
_HIGH: Final = 116
_LEFT: Final = 38
_RIGHT: Final = 26
_TOP: Final = 12
_BASE: Final = 92


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the list: the day, what the number came to, what kind of change that is, whose word brought it."""

    day: str
    figures: str
    kind: str
    by: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Low to high as bands and best as a line, over days of publication; all in the units of an SVG.

    ``bands`` are (x, y, width, height, whether open above), ``best`` is a path, ``dots`` are (x, y, words), ``days`` and
    ``levels`` are (place, words). ``words`` says all of it in one sentence.
    """

    width: int
    height: int
    left: int
    right: int
    base: int
    bands: tuple[tuple[int, int, int, int, bool], ...]
    best: str
    dots: tuple[tuple[int, int, str], ...]
    days: tuple[tuple[int, str], ...]
    levels: tuple[tuple[int, str], ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What became of one number."""

    label: str
    steps: tuple[Step, ...]
    chart: Chart | None


def histories(record: Record) -> tuple[History, ...]:
    """The numbers of a record that changed, in its own order, each with its versions; those of known days are drawn."""
    numbers: dict[tuple[str, str], list[Version]] = {}
    for version in record.history:
        numbers.setdefault((version.outcome, version.group), []).append(version)
    return tuple(_history(outcome, group, versions) for (outcome, group), versions in numbers.items())


def _history(outcome: str, group: str, versions: Sequence[Version]) -> History:
    name = capital(label("outcome", outcome))
    if group != "all":
        name += f", {label('group', group).lower()}"
    return History(
        label=name, steps=tuple(_step(version) for version in versions), chart=_chart(name, versions)
    )


def _step(version: Version) -> Step:
    return Step(
        day="Day not known" if version.on is None else day_words(version.on),
        figures=_figures(version),
        kind=label("change", version.kind),
        by=", ".join(version.origins) or "no origin named",
        claims=tuple(claim_anchor(claim) for claim in version.claims),
    )


def _figures(version: Version) -> str:
    """``22``, ``20–25 (best 22)``, ``22 or more``; a number that no longer counts is told as such."""
    if version.low is None:
        return "no longer counted"
    said = toll_words(version.low, version.high)
    apart = version.best is not None and (version.low, version.high) != (version.best, version.best)
    return f"{said} (best {number(version.best or 0)})" if apart else said


class _Axes:
    """Where a day and a number lie on the chart."""

    def __init__(self, days: Sequence[dt.date], values: Sequence[int]) -> None:
        self._first, self._last = days[0], days[-1]
        # A count is drawn from nobody upwards: a rise from 22 to 25 must not look like a doubling.
        self._most = max([1, *values])

    def x(self, day: dt.date) -> int:
        """Across. The last day stands a little before the edge, so that its figure has a length."""
        span = max(1, (self._last - self._first).days)
        return _LEFT + round((_WIDE - _LEFT - _RIGHT - 40) * (day - self._first).days / span)

    def y(self, value: int) -> int:
        """Up."""
        return _BASE - round((_BASE - _TOP) * value / self._most)


def _chart(name: str, versions: Sequence[Version]) -> Chart | None:
    """The versions of known days, drawn; None where there is one day only, which shows no change."""
    dated = [(version.on, version) for version in versions if version.on is not None]
    if len(dated) < 2:
        return None
    values = [v for _, version in dated for v in (version.low, version.best, version.high) if v is not None]
    axes = _Axes([on for on, _ in dated], values)
    starts = [axes.x(on) for on, _ in dated]
    ends = [*starts[1:], _WIDE - _RIGHT]
    steps = [(a, b, version) for a, b, (_, version) in zip(starts, ends, dated, strict=True)]
    return Chart(
        width=_WIDE,
        height=_HIGH,
        left=_LEFT,
        right=_WIDE - _RIGHT,
        base=_BASE,
        bands=tuple(_bands(steps, axes)),
        best=_line(steps, axes),
        dots=tuple((a, axes.y(_shown(v)), v.words) for a, _, v in steps if v.low is not None),
        days=tuple((at, _short(on)) for at, on in _apart([(axes.x(on), on) for on, _ in dated])),
        levels=tuple(
            (axes.y(value), number(value)) for value in _levels(dated[0][1], dated[-1][1], values, axes)
        ),
        words=f"{name}: " + "; ".join(version.words for version in versions),
    )


def _shown(version: Version) -> int:
    return (version.low or 0) if version.best is None else version.best


def _bands(
    steps: Sequence[tuple[int, int, Version]], axes: _Axes
) -> Iterator[tuple[int, int, int, int, bool]]:
    for start, end, version in steps:
        if version.low is not None:
            top = _TOP - 8 if version.high is None else axes.y(version.high)
            yield start, top, max(1, end - start), max(2, axes.y(version.low) - top), version.high is None


def _line(steps: Sequence[tuple[int, int, Version]], axes: _Axes) -> str:
    """The figure to show, level until the next day changes it; broken where there is none."""
    path, drawing = "", False
    for start, end, version in steps:
        if version.low is None:
            drawing = False
            continue
        y = axes.y(_shown(version))
        path += f"{f'V{y}' if drawing else f'M{start} {y}'}H{end}"
        drawing = True
    return path


def _apart(days: Sequence[tuple[int, dt.date]]) -> list[tuple[int, dt.date]]:
    """The days to name below the chart: the first, the last, and those between with room for their words."""
    room = 46
    kept = [days[0]]
    for one in days[1:-1]:
        if one[0] - kept[-1][0] >= room and days[-1][0] - one[0] >= room:
            kept.append(one)
    return [*kept, days[-1]]


def _levels(first: Version, last: Version, values: Sequence[int], axes: _Axes) -> list[int]:
    """The numbers to write beside the chart: nobody, the first and the last figure, the largest; none over another."""
    found: list[int] = []
    for value in (0, _shown(last), max(values), _shown(first)):
        if all(abs(axes.y(value) - axes.y(other)) >= 13 for other in found):
            found.append(value)
    return found


def _short(day: dt.date) -> str:
    """``19 Dec``."""
    words = day_words(day).split()
    return f"{words[0]} {words[1][:3]}"
