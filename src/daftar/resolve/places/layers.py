"""The gazetteers that a user added, asked as one: their places are numbered on from the built-in ones."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.model import Place
    from daftar.resolve.places.added import Layer
    from daftar.resolve.places.added.layer import Spot

__all__ = ["Layers"]


class Layers:
    """Several added gazetteers. ``first`` is the number of their first place, ``end`` the one behind their last."""

    def __init__(self, layers: Sequence[Layer], first: int) -> None:
        self._layers = tuple(layers)
        self._starts: list[int] = []
        self.first = self.end = first
        for layer in layers:
            self._starts.append(self.end)
            self.end += len(layer)
        self._bounded = tuple(layer for layer in layers if layer.info.areas)

    def __bool__(self) -> bool:
        return bool(self._layers)

    @property
    def cited(self) -> tuple[str, ...]:
        """``name@version`` of each."""
        return tuple(layer.info.cited for layer in self._layers)

    def _of(self, number: int) -> tuple[Layer, int]:
        at = bisect_right(self._starts, number) - 1
        return self._layers[at], number - self._starts[at]

    def named(self, folded: str) -> Iterator[tuple[int, bool]]:
        """The numbers of the places that bear this folded name, each with whether it is its own first name."""
        for layer, start in zip(self._layers, self._starts, strict=True):
            for number, own in layer.named(folded):
                yield start + number, own

    def begins(self, word: str) -> bool:
        """Whether a folded name of several words begins with this one."""
        return any(layer.begins(word) for layer in self._layers)

    def spelled(self, country: str, skeleton: str) -> Iterator[str]:
        """The folded names in one country that have this skeleton."""
        for layer in self._layers:
            yield from layer.spelled(country, skeleton)

    def spot(self, number: int) -> Spot:
        """The place of that number, as the chooser needs it (numbered as in its own gazetteer)."""
        layer, inside = self._of(number)
        return layer.spot(inside)

    def place(self, number: int) -> Place:
        """The whole place of that number."""
        layer, inside = self._of(number)
        return layer.place(inside)

    def holds(self, number: int, lat: float, lon: float) -> bool:
        """Whether the boundary of the division of that number, where it has one, holds a point."""
        layer, inside = self._of(number)
        return layer.covers(inside, lat, lon)

    def division(self, lat: float, lon: float) -> Place | None:
        """The smallest division whose boundary holds a point; None where no added boundary does."""
        found = [place for layer in self._bounded for place in layer.around(lat, lon)]
        return max(found, key=lambda place: len(place.admin), default=None)
