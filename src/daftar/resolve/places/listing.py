"""Every place that a report names, as rows for a table; and the gazetteer asked by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daftar.errors import SettingsError
from daftar.model import Candidate
from daftar.resolve.places.certainty import told
from daftar.resolve.places.choose import resolve_places
from daftar.resolve.places.fold import fold
from daftar.resolve.places.gazetteer import kilometres
from daftar.resolve.places.names import find_places
from daftar.resolve.places.sites import find_sites
from daftar.resolve.places.weighing import Context, Option, weigh

if TYPE_CHECKING:
    from daftar.model import Place, Report
    from daftar.resolve.places.gazetteer import Entry, Gazetteer

__all__ = ["places_of", "sites_of", "where"]


def places_of(report: Report, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Rows ``{start, end, text, lat, lon, country, id}`` for every place named in the body, in order.

    Words for a country's people count as naming the country. A name that stays open has no position of its own: lat,
    lon, country and id are None.
    """
    mentions = find_places(report.text, gazetteer, every=True)
    readings = resolve_places(report, mentions, gazetteer)
    rows = []
    for mention in mentions:
        quote = mention.quote
        place: Place | None
        if mention.feature == "demonym":
            place = gazetteer.place(gazetteer.entry(gazetteer.adjectives[fold(quote.text)]))
        else:
            place = readings[quote.part, quote.start, quote.end].place
        rows.append({
            "start": quote.start,
            "end": quote.end,
            "text": quote.text,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "country": place.country if place else None,
            "id": place.id if place else None,
        })  # fmt: skip
    return rows


def sites_of(report: Report, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Rows ``{start, end, text, kind}`` for every named hospital, school, road ... in the body, in order."""
    return [
        {"start": one.start, "end": one.end, "text": report.text[one.start : one.end], "kind": one.kind}
        for one in find_sites(report.text, gazetteer)
    ]


def where(name: str, gazetteer: Gazetteer, near: str | None = None) -> tuple[Candidate, ...]:
    """The places that ``name`` may mean, best first, with their chances.

    ``near`` names a country (or is its ISO 3166-1 code), division or town: places in or close to it come first, and other
    spellings are looked for in its country. Raises SettingsError where no gazetteer has it.
    """
    anchor = None if near is None else _anchor(near.strip(), gazetteer)
    context = Context({anchor.country: 1.0} if anchor and anchor.country else {})
    options = weigh(name, gazetteer, context)
    if anchor is not None and anchor.country and not any(o.entry.country == anchor.country for o in options):
        matches = gazetteer.variants(fold(name), anchor.country)
        options = [
            *(Option(m.entry, m.likeness, chance=m.likeness / (1 + len(matches))) for m in matches),
            *options,
        ]
    if anchor is not None and anchor.kind != "country":
        options.sort(key=lambda o: kilometres(o.entry.lat, o.entry.lon, anchor.lat, anchor.lon) > 150)
    scores = told([o.chance for o in options])
    return tuple(
        Candidate(place=gazetteer.place(o.entry), score=score)
        for o, score in zip(options, scores, strict=True)
    )


def _anchor(near: str, gazetteer: Gazetteer) -> Entry:
    """The largest place of that name, or the country of that code."""
    if len(near) == 2 and near.isalpha() and (country := gazetteer.country(near.upper())) is not None:
        return country
    found = [m.entry for m in gazetteer.named_as(near)]
    if not found:
        raise SettingsError(f"--near {near}: no gazetteer has this place; name a country, division or town")
    return max(found, key=lambda e: (e.kind == "country", e.kind == "admin1", e.population))
