"""The publishers that a register knows, and of what kind they are: a table that a researcher edits.

::

    [[outlet]]
    name = "Example Wire"                  # as reports name it
    kind = "media"                         # one of the codebook's origin kinds
    domains = ["example-wire.example"]     # may be left out
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from daftar.codebook import vocabularies
from daftar.errors import DataError
from daftar.tables import own_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["Outlet", "load_outlets"]

_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_KEYS = ("name", "kind", "domains")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publisher: its name, the codebook's origin kind, and the web domains it publishes under (lower case)."""

    name: str
    kind: str
    domains: tuple[str, ...] = ()


def load_outlets(path: Path) -> tuple[Outlet, ...]:
    """Load the outlets of a file, in its order. Raises DataError naming file, entry, key and what to do."""
    data = own_table(path)
    rows = data.pop("outlet", [])
    if data or not isinstance(rows, list):
        raise DataError(f"{path}: nothing but outlets belongs here; write each under a line [[outlet]]")
    outlets = tuple(_outlet(f"{path}, outlet {number}", row) for number, row in enumerate(rows, 1))
    seen: set[str] = set()
    for outlet in outlets:
        if outlet.name.casefold() in seen:
            raise DataError(f"{path}: {outlet.name} is there twice; keep one")
        seen.add(outlet.name.casefold())
    return outlets


def _outlet(where: str, row: Mapping[str, Any]) -> Outlet:
    for key in row:
        if key not in _KEYS:
            raise DataError(f"{where}: unknown key {key}; known: {', '.join(_KEYS)}")
    for key in ("name", "kind"):
        if not isinstance(row.get(key), str) or not row[key]:
            raise DataError(f'{where}: {key} is missing; write {key} = "..."')
    if row["kind"] not in vocabularies().origin_kind:
        known = ", ".join(vocabularies().origin_kind)
        raise DataError(f"{where} ({row['name']}): kind {row['kind']!r} is none of {known}")
    domains = row.get("domains", [])
    if not isinstance(domains, list) or not all(isinstance(domain, str) and domain for domain in domains):
        raise DataError(f'{where} ({row["name"]}): domains must be a list of texts, such as ["wire.example"]')
    for domain in domains:
        if not _DOMAIN.fullmatch(domain):
            raise DataError(
                f"{where} ({row['name']}): {domain} is no domain; write what stands between // and the next /, "
                "such as wire.example"
            )
    return Outlet(name=row["name"], kind=row["kind"], domains=tuple(domain.lower() for domain in domains))
