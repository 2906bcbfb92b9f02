"""Items as the store keeps them: what is compared, and the report's own incident, each as JSON."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_type_hints

from msgspec.json import Decoder, encode

from daftar.link.features import Item
from daftar.model import Incident

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from daftar.store import Links, StoredItem

__all__ = ["PER_REPORT", "Known", "columns_of", "compared", "whole_item"]

#: An item's number is its report's times this, and its place in the report: they never change and never meet.
PER_REPORT = 1 << 20
_INCIDENT = Decoder(Incident)
_KINDS = get_type_hints(Item, localns={"Incident": Incident})
_TOLD: Any = tuple  # of the kinds of an item's columns, in order
_COLUMNS = Decoder(_TOLD[tuple(_KINDS[name] for name in Item._fields if name != "incident")])
_REMEMBERED = 20_000  # items


def columns_of(item: Item) -> str:
    """What is compared of an item; no comparison looks at the incident that it was made from."""
    return encode([item.key, item.report, *item[3:]]).decode()


def compared(columns: str, incident: Incident | None = None) -> Item:
    """The item with these columns. Without its ``incident`` it can be compared and no more."""
    key, report, *told = _COLUMNS.decode(columns)
    return Item._make((key, report, incident, *told))


def whole_item(one: StoredItem) -> Item:
    """The item with the incident that it was made from; asked for again at every step from grouping to counting."""
    return _whole(one.columns, one.body)


@lru_cache(maxsize=4_096)
def _whole(columns: str, body: str) -> Item:
    return compared(columns, _INCIDENT.decode(body))


class Known:
    """Items by number, the last ones looked at remembered."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._items: dict[int, Item] = {}

    def add(self, items: Mapping[int, Item]) -> None:
        """Remember items."""
        if len(self._items) + len(items) > _REMEMBERED:
            self._items.clear()
        self._items.update(items)

    def get(self, numbers: Collection[int]) -> dict[int, Item]:
        """These items, for comparing."""
        missing = [one for one in numbers if one not in self._items]
        found = {one: self._items[one] for one in numbers if one in self._items}
        new = {one: compared(columns) for one, columns in self._links.columns(missing).items()}
        self.add(new)
        return found | new
