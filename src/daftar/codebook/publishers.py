"""What a register knows of its publishers, put to use: whose address a report has, and of what kind its publisher is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Give the publisher, the first link of every chain, the kind that the register says it is."""
    name = (report.publisher or "").casefold()
    kind = next((outlet.kind for outlet in outlets if outlet.name.casefold() == name), None)
    if kind is None:
        return claims
    return [_of_kind(claim, report.publisher, kind) for claim in claims]


def _of_kind(claim: Claim, publisher: str | None, kind: str) -> Claim:
    if not claim.origin or claim.origin[0].quote is not None or claim.origin[0].name != publisher:
        return claim
    return replace(claim, origin=(replace(claim.origin[0], kind=kind), *claim.origin[1:]))
