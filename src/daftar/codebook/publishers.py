"""What a register knows of its publishers, put to use: whose address a report has, and of what kind its publisher is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daftar.codebook.outlets import Outlet
    from daftar.model import Claim, Report

__all__ = ["known_kinds", "known_publisher"]


def known_publisher(report: Report, outlets: Sequence[Outlet]) -> Report:
    """Name the publisher of a report that only tells its address, where the register knows whose address it is."""
    if report.publisher is not None or report.url is None or not outlets:
        return report
    host = (urlsplit(report.url).hostname or "").lower()
    for outlet in outlets:
        if any(host == domain or host.endswith(f".{domain}") for domain in outlet.domains):
            return replace(report, publisher=outlet.name)
    return report


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
