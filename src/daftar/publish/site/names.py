"""Names of pages and of places in them: safe in any file system and in HTML, the same at every release."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from anyascii import anyascii

if TYPE_CHECKING:
    from daftar.model import Incident, Report

__all__ = ["claim_anchor", "incident_slug", "number_anchor", "report_slug", "safe_url"]

_NOT_SAFE: Final = re.compile(r"[^a-z0-9]+")


def _short(identity: str) -> str:
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def _slug(text: str) -> str:
    return _NOT_SAFE.sub("-", anyascii(text).lower()).strip("-")[:40].strip("-")


def incident_slug(incident: Incident) -> str:
    """``2019-12-17-bidar-1a2b3c4d5e``: day and place for people, the end (of the id) to be unique."""
    day = incident.date.start.isoformat() if incident.date else "undated"
    place = _slug(incident.place.name) if incident.place else ""
    return "-".join(part for part in (day, place, _short(incident.id)) if part)


def report_slug(report: Report) -> str:
    """``ardan-news-1a2b3c4d5e``."""
    return "-".join(part for part in (_slug(report.publisher or "report"), _short(report.id)) if part)


def claim_anchor(claim: str) -> str:
    """Where on a page a claim stands."""
    return f"c-{_short(claim)}"


def number_anchor(outcome: str, group: str, which: str) -> str:
    """Where on an incident's page a number stands: ``n-killed-all-low``."""
    return "-".join(("n", _slug(outcome), _slug(group), which))


def safe_url(url: str | None) -> str | None:
    """``url`` where it is one that a browser may be sent to (http, https); None for everything else."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in {"http", "https"} and parts.netloc else None
