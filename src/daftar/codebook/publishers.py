"""What a register knows of its publishers, put to use: whose address a report has, and of what kind its publisher is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from daftar.model.origins import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daftar.codebook.outlets import Outlet
    from daftar.model import Claim, Report

_HEAD: Final = 400  # characters in which a first line ends
_BEHIND: Final = re.compile(r"\s*(?:$|[,/|:–—(\[-]|\d)")

__all__ = ["known_kinds", "known_publisher"]


def known_publisher(report: Report, outlets: Sequence[Outlet]) -> Report:
    """Name the publisher of a report that only tells its address, or begins with a name, where the register knows it."""
    if report.publisher is not None or not outlets:
        return report
    if report.url is None:
        name = _at_the_head(report.text, outlets)
        return report if name is None else replace(report, publisher=name)
    host = (urlsplit(report.url).hostname or "").lower()
    for outlet in outlets:
        if any(host == domain or host.endswith(f".{domain}") for domain in outlet.domains):
            return replace(report, publisher=outlet.name)
    return report


def _at_the_head(text: str, outlets: Sequence[Outlet]) -> str | None:
    """The outlet whose name the first line is, alone or before a mark or a figure: "Coast Herald, 12 March 2025"."""
    line = text[:_HEAD].lstrip().partition("\n")[0]
    fitting = [
        outlet.name
        for outlet in outlets
        if line.casefold().startswith(outlet.name.casefold()) and _BEHIND.match(line, len(outlet.name))
    ]
    return max(fitting, key=len, default=None)


def known_kinds(claims: Sequence[Claim], report: Report, outlets: Sequence[Outlet]) -> Sequence[Claim]:
    """Give everybody in the chains whom the register lists the kind that it says.

    The publisher, the first link, in any case; whoever the words name ("Meridian reports") only where they do not tell the
    kind themselves.
    """
    if not outlets:
        return claims
    kinds = {fold(outlet.name): outlet.kind for outlet in outlets}
    return [_of_kinds(claim, report.publisher, kinds) for claim in claims]


def _of_kinds(claim: Claim, publisher: str | None, kinds: Mapping[str, str]) -> Claim:
    links = tuple(
        replace(link, kind=kind)
        if (kind := kinds.get(fold(link.name or ""))) is not None
        and (link.kind == "unknown" or (place == 0 and link.quote is None and link.name == publisher))
        else link
        for place, link in enumerate(claim.origin)
    )
    return claim if links == claim.origin else replace(claim, origin=links)
