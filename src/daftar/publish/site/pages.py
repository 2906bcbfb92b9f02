"""The files of the site: templates filled with views."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from daftar.codebook import vocabularies
from daftar.publish.base import Withheld
from daftar.publish.lookup import by_day
from daftar.publish.site.cards import headed
from daftar.publish.site.data import as_script, index_data
from daftar.publish.site.desk import desk, link_to, origin_count
from daftar.publish.site.incident import incident_page
from daftar.publish.site.report import report_page
from daftar.publish.site.words import capital, day_words, label, number, paragraphs, terms, withheld_words
from daftar.publish.tables import table_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daftar.model import Record
    from daftar.publish.base import Publication
    from daftar.publish.site.cards import Card
    from daftar.publish.site.desk import Desk, Link

__all__ = ["site_files"]

_STATIC: Final = (
    "page.css",
    "incident.css",
    "narrow.css",
    "page.js",
    "index.js",
    "reports.js",
    "timeline.js",
    "map.js",
    "vendor/VENDORED.md",
    "vendor/leaflet/leaflet.js",
    "vendor/leaflet/leaflet.css",
    "vendor/leaflet/LICENSE",
    "vendor/leaflet/images/layers.png",
    "vendor/leaflet/images/layers-2x.png",
    "vendor/leaflet/images/marker-icon.png",
    "vendor/natural-earth/outlines.js",
    "vendor/natural-earth/LICENSE",
)
# Nothing may be loaded but what lies beside the page. `file:` is for pages opened from a disk, where some browsers do
# not take a neighbouring file for 'self'.
_POLICY: Final = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'"
_RUNNING_TOTALS: Final = 40


def site_files(publication: Publication) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every file of the site, the first page first. ``publication`` is checked and redacted."""
    on = desk(publication)
    env = _environment(publication)
    yield "index.html", _filled(env, "index.html", root="", **_summary(on))
    yield "data/index.js", as_script("DAFTAR_INDEX", index_data(on))
    records = sorted(publication.records, key=by_day)
    yield from ((f"data/{name}", content) for name, content in table_files(publication))
    yield "list.html", _filled(env, "list.html", root="", months=_months(records, on), count=len(records))
    yield "reports.html", _filled(env, "reports.html", root="", reports=_reports(on))
    yield "about.html", _filled(env, "about.html", root="", terms=_known_terms(), precisions=vocabularies())
    for record in records:
        page = incident_page(record, on)
        yield f"incidents/{page.slug}.html", _filled(env, "incident.html", root="../", page=page)
    for report in publication.reports:
        told = report_page(report, on)
        yield f"reports/{told.slug}.html", _filled(env, "report.html", root="../", page=told)
    static = resources.files("daftar.publish.site") / "static"
    for name in _STATIC:
        yield f"static/{name}", static.joinpath(*name.split("/")).read_bytes()


def _environment(publication: Publication) -> Environment:
    env = Environment(
        loader=PackageLoader("daftar.publish.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.filters["capital"] = capital
    env.filters["number"] = number
    env.filters["paragraphs"] = paragraphs
    env.globals |= {
        "publication": publication,
        "withheld": publication.withheld or Withheld(),
        "withheld_words": withheld_words(publication.withheld or Withheld()),
        "policy": _POLICY,
        "made": f"{day_words(publication.made_at.date())}, {publication.made_at:%H:%M} {publication.made_at:%Z}",
    }
    return env


def _filled(env: Environment, template: str, **values: Any) -> bytes:
    return env.get_template(template).render(values).encode("utf-8", "replace")


def _summary(on: Desk) -> dict[str, Any]:
    """What the first page says before any script has run."""
    wholes = [record for record in on.publication.records if record.incident.part_of is None]
    return {
        "incidents": len(wholes),
        "pieces": len(on.publication.records) - len(wholes),
        "tolls": [
            _total(outcome, wholes)
            for outcome in ("killed", "injured")
            if any(r.tally(outcome) for r in wholes)
        ],
        "reports": len(on.publication.reports),
        "origins": origin_count(on.publication.records),
        "conflicts": sum(len(record.conflicts) for record in on.publication.records),
        "days": _span(wholes),
        "running": _running_totals(on),
        "has_parts": len(wholes) < len(on.publication.records),
    }


def _total(outcome: str, wholes: list[Record]) -> dict[str, Any]:
    """The sum over incidents that are part of no other. Best is the best figure, else the low one."""
    tallies = [tally for record in wholes if (tally := record.tally(outcome))]
    low = sum(tally.low.value or 0 for tally in tallies)
    chosen = [
        tally.best.value if tally.best and tally.best.value is not None else tally.low.value
        for tally in tallies
    ]
    return {
        "outcome": outcome,
        "label": label("outcome", outcome),
        "best": sum(value or 0 for value in chosen),
        "low": low,
        "high": sum(tally.high.value or 0 for tally in tallies),
        "open": sum(tally.high.value is None for tally in tallies),
    }


def _months(records: Sequence[Record], on: Desk) -> list[tuple[str, list[Link]]]:
    """Lines to all incidents under the month in which each began; those without a day last."""
    months: dict[str, list[Link]] = {}
    for record in records:
        date = record.incident.date
        heading = "Day not known" if date is None else day_words(date.start).partition(" ")[2]
        months.setdefault(heading, []).append(link_to(record, on))
    return list(months.items())


def _span(wholes: list[Record]) -> str:
    dates = [record.incident.date for record in wholes if record.incident.date]
    if not dates:
        return ""
    first, last = min(date.start for date in dates), max(date.end for date in dates)
    return day_words(first) if first == last else f"{day_words(first)} – {day_words(last)}"


def _running_totals(on: Desk) -> list[Card]:
    """Figures about a longer time, which belong to no incident."""
    found = [reading.id for reading in on.publication.readings if reading.claim.scope == "cumulative"]
    return [on.cards[claim] for claim in found[:_RUNNING_TOTALS]]


def _reports(on: Desk) -> list[dict[str, Any]]:
    ordered = sorted(
        on.publication.reports,
        key=lambda one: (one.published is None, str(one.published), one.id),
        reverse=True,
    )
    return [
        {
            "slug": on.report_slugs[report.id],
            "title": headed(report, on.read.get(report.id, ())),
            "outlet": report.publisher or "publisher not known",
            "published": day_words(report.published) if report.published else "day not known",
            "claims": len(on.read.get(report.id, ())),
            "incidents": len(on.told.get(report.id, ())),
        }
        for report in ordered
    ]


def _known_terms() -> list[tuple[str, list[Any]]]:
    headings = {
        "outcome": "What happened to people and homes",
        "group": "Groups",
        "method": "Methods",
        "target": "What was struck",
        "origin_kind": "Kinds of origin",
        "perpetrator_status": "Who is said to have done it",
        "polarity": "How it is said",
        "scope": "What a figure is about",
        "grade": "Grades",
        "position": "What belligerents say",
        "change": "Changes of a number",
        "claim_kind": "Kinds of claim",
    }
    return [(heading, list(terms()[vocabulary].values())) for vocabulary, heading in headings.items()]
