"""What is published, what an exporter is, and the registry of exporters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, Literal, Protocol, cast

from daftar.errors import PublishError, UnknownName
from daftar.model import Reading, Record, Report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = [
    "GAZETTEER_CREDIT",
    "WITHHELD_CONTACT",
    "WITHHELD_NAME",
    "WITHHELD_WORDS",
    "Audience",
    "Exporter",
    "Publication",
    "Redaction",
    "Withheld",
    "exporter",
    "exporter_names",
    "is_redacted",
]

Audience = Literal["public", "internal"]

GAZETTEER_CREDIT: Final = "Place names and positions: GeoNames (geonames.org), CC BY 4.0."
WITHHELD_NAME: Final = "[name withheld]"
WITHHELD_CONTACT: Final = "[contact withheld]"
WITHHELD_WORDS: Final = "[words withheld]"

_GROUP: Final = "daftar.exporters"
_BUILT_IN: Final[Mapping[str, str]] = {
    "csv": "daftar.publish.tables:TABLES",
    "geojson": "daftar.publish.geo:GEOJSON",
    "json": "daftar.publish.lines:LINES",
    "site": "daftar.publish.site:SITE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What is withheld from a public audience. Everything is, unless somebody says otherwise.

    ``victim_names``: names of people harmed. ``private_sources``: names of witnesses, relatives and people on social
    media, of people told of by an age, a trade or a kinship, and whatever a report asks not to be told on. ``positions``: exact positions of shelters and camps. ``local_paths``: where a report lay on the disk.
    ``cleared`` are names that may be published (with consent, or because they are public already); ``also`` are names
    to withhold that the extractor did not see.
    """

    victim_names: bool = True
    private_sources: bool = True
    positions: bool = True
    local_paths: bool = True
    cleared: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What was taken out of a publication, in numbers; never the names themselves.

    ``victims`` and ``sources`` count different names, ``people`` those of others whom the words tell to be private (by an
    age, a trade, a kinship), ``claims`` the claims whose words were changed, ``links`` the
    addresses left out because they spelled a name, ``contacts`` the telephone numbers and mail addresses, ``asked`` the
    reports that ask for something in them not to be told on. ``coarsened`` are the ids of incidents whose position was rounded.
    """

    victims: int = 0
    sources: int = 0
    people: int = 0
    also: int = 0
    claims: int = 0
    links: int = 0
    contacts: int = 0
    asked: int = 0
    coarsened: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Records and all that they rest on, about to be given to an audience.

    ``made_at`` is the moment to print (pass it in: the same publication always gives the same bytes). ``readings``
    hold every claim that a record names, and may hold more (running totals, who holds a town). ``audience`` is
    ``public`` (redacted as ``redaction`` says) or ``internal`` (nothing withheld). ``withheld`` is None until
    :func:`daftar.publish.redact.redact` has seen it.
    """

    title: str
    made_at: dt.datetime
    reports: tuple[Report, ...]
    readings: tuple[Reading, ...]
    records: tuple[Record, ...]
    audience: Audience = "public"
    gazetteer_credit: str = GAZETTEER_CREDIT
    redaction: Redaction = Redaction()
    withheld: Withheld | None = None


def is_redacted(text: str) -> bool:
    """Whether something was withheld in ``text``."""
    return any(marker in text for marker in (WITHHELD_NAME, WITHHELD_CONTACT, WITHHELD_WORDS))


class Exporter(Protocol):
    """Writes a checked and redacted publication. Call it through :func:`daftar.publish.release.release`."""

    name: str

    def export(self, publication: Publication, destination: Path) -> tuple[Path, ...]:
        """Write below (or at) ``destination``; give back the files written, in order.

        The same publication gives the same bytes. Raises PublishError where it cannot be written.
        """
        ...


def exporter_names() -> tuple[str, ...]:
    """The names that :func:`exporter` knows: the built-in ones and those that other packages bring."""
    return tuple(sorted({*_BUILT_IN, *(entry.name for entry in entry_points(group=_GROUP))}))


def exporter(name: str) -> Exporter:
    """The exporter of that name.

    Built-in names come first; others are looked up among the entry points of the group ``daftar.exporters``, each of
    which names an object that is an :class:`Exporter`. Raises UnknownName, or PublishError where one does not load.
    """
    if name in _BUILT_IN:
        module, _, attribute = _BUILT_IN[name].partition(":")
        return cast("Exporter", getattr(import_module(module), attribute))
    for entry in entry_points(group=_GROUP, name=name):
        try:
            return cast("Exporter", entry.load())
        except (ImportError, AttributeError) as error:
            raise PublishError(f"the exporter {name!r} ({entry.value}) cannot be loaded: {error}") from error
    raise UnknownName("exporter", name, exporter_names())
