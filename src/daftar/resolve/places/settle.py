"""From a name and the option taken for it to what each mention of it is read as: a position, its precision, an area around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daftar.model import Candidate, PlaceMention, PlaceReading
from daftar.resolve.places.beside import Spot, between, spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from daftar.model import Quote
    from daftar.resolve.places.gazetteer import Entry, Gazetteer
    from daftar.resolve.places.weighing import Name, Option

__all__ = ["reading"]

_PRECISION = {"country": 6, "region": 5, "water": 7, "admin1": 4, "admin2": 3, "admin3": 3}
_FEATURE_PRECISION = {"district": 3, "province": 4, "area": 2, "mountain": 2}
_NEAR = 2
_NARROW = 50.0  # km


def reading(
    name: Name,
    mention: PlaceMention,
    best: Option | None,
    by_word: Mapping[str, Entry],
    focus: tuple[Entry, int] | None,
    candidates: tuple[Candidate, ...],
    gazetteer: Gazetteer,
) -> PlaceReading:
    """What one mention is read as: ``best``, or nothing but an area; ``by_word`` are the names settled in the report."""
    quote = mention.quote
    other = None if mention.beside is None else by_word.get(_filed(mention.beside, gazetteer))
    if best is not None:
        place, entry = gazetteer.place(best.entry), best.entry
        precision = _precision(entry, mention)
        found = None
        if mention.relation == "between":
            found = between(entry, other) if other is not None else None
        elif mention.relation:
            found = spot(mention.relation, entry)
        return PlaceReading(
            quote=quote,
            name=place.name,
            precision=precision,
            place=place,
            candidates=candidates,
            radius_km=found.radius_km if found else None,
            point=found.point if found else None,
        )
    beside, relation = mention.beside, mention.beside.relation if mention.beside else None
    found = spot(relation, other) if other is not None and relation and relation != "between" else None
    area: Entry | None
    if found is not None and beside is not None and other is not None and _narrows(beside, found):
        area, precision = other, _NEAR
    else:
        area, precision, found = *_area(name, mention, by_word, focus, gazetteer), None
    return PlaceReading(
        quote=quote,
        name=quote.text,
        precision=precision,
        within=gazetteer.place(area) if area else None,
        candidates=candidates,
        radius_km=found.radius_km if found else None,
        point=found.point if found else None,
    )


def _narrows(beside: PlaceMention, found: Spot) -> bool:
    """Whether the words say more than the area around: a distance or a direction from a town."""
    return (beside.relation or "")[:1].isdigit() or found.radius_km <= _NARROW


def _filed(mention: PlaceMention, gazetteer: Gazetteer) -> str:
    return gazetteer.folded(mention.name or mention.quote.text)


def _precision(entry: Entry, mention: PlaceMention) -> int:
    if entry.kind in _PRECISION:
        return _PRECISION[entry.kind]
    if mention.relation:
        return 2
    return _FEATURE_PRECISION.get(mention.feature or "", 1)


def _area(
    name: Name,
    mention: PlaceMention,
    by_word: Mapping[str, Entry],
    focus: tuple[Entry, int] | None,
    gazetteer: Gazetteer,
) -> tuple[Entry | None, int]:
    """The smallest known area around an open name: what its words put it in, what its candidates share, the focus."""
    for outer in (*mention.within, *_quotes(name)):
        entry = by_word.get(gazetteer.folded(outer.text))
        if entry is not None:
            return entry, _PRECISION.get(entry.kind, 3)
    shared = _shared([o.entry for o in name.options if o.chance > 0.05], gazetteer)
    if shared is not None and (focus is None or shared.kind != "country"):
        return shared, _PRECISION.get(shared.kind, 3)
    return focus or (None, 6)


def _quotes(name: Name) -> Iterable[Quote]:
    return (q for m in name.mentions for q in m.within)


def _shared(entries: Sequence[Entry], gazetteer: Gazetteer) -> Entry | None:
    if not entries:
        return None
    chains = [gazetteer.above(e) for e in entries]
    for area in chains[0]:
        if all(area in chain for chain in chains[1:]):
            return area
    return None
