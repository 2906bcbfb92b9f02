"""What speaks against a candidate in a country that nothing else in the report speaks of, far from all that it names.

A name that is a neighbourhood here and a city two thousand kilometres away is sooner something that no gazetteer has. What is taken
off grows with the distance to the nearest place that the report is likely to mean. Both numbers were chosen on one half of
two human-coded sets of place names, and the other half rose as well (docs/gazetteers.md).
"""

from __future__ import annotations

from collections import defaultdict
from math import exp
from typing import TYPE_CHECKING

from daftar.resolve.places.gazetteer import kilometres

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from daftar.resolve.places.choose import Name
    from daftar.resolve.places.gazetteer import Entry

__all__ = ["Strangers"]

_OFF = 1.0  # taken off the score of a stranger, at most
_REACH = 400.0  # km: at this distance two thirds of it
_KINDS = frozenset({"populated", "admin1", "region"})
_LIKELY = 0.5
_UNLIKELY = 0.02  # candidates below this count for nothing
_FEW = 0.05  # the share of all that the other names may mean, below which they do not speak of a country
_LEAST = 0.5  # so much of other names there must be


class Strangers:
    """The countries that the names of a report may lie in, and its likely places."""

    __slots__ = ("_all", "_by_country", "_likely", "_own", "_spoken")

    def __init__(self, names: Sequence[Name], spoken: Container[str]) -> None:
        self._spoken = spoken
        self._own: list[dict[str, float]] = []
        self._by_country: dict[str, float] = defaultdict(float)
        self._likely: list[tuple[int, Entry]] = []
        for at, name in enumerate(names):
            own: dict[str, float] = defaultdict(float)
            for option in name.options:
                if option.entry.country and option.chance >= _UNLIKELY:
                    own[option.entry.country] += option.chance
                if option.chance > _LIKELY:
                    self._likely.append((at, option.entry))
            self._own.append(own)
            for country, chance in own.items():
                self._by_country[country] += chance
        self._all = sum(self._by_country.values())

    def off(self, at: int, entry: Entry) -> float:
        """What to take off the score of a candidate of name number ``at``: 0 to 1."""
        country = entry.country
        if country is None or entry.kind not in _KINDS or country in self._spoken:
            return 0.0
        own = self._own[at]
        others = self._all - sum(own.values())
        if others <= _LEAST or self._by_country[country] - own.get(country, 0.0) >= _FEW * others:
            return 0.0
        nearest = min(
            (kilometres(entry.lat, entry.lon, one.lat, one.lon) for n, one in self._likely if n != at),
            default=0.0,
        )
        return _OFF * (1 - exp(-nearest / _REACH))
