"""A place name as it is found in a text, before it is weighed which place is meant."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["APART", "Found"]

APART = frozenset({"demonym", "organisation", "metonym"})
"""Features of what names a place without anything happening there; only ``every=True`` gives these."""


@dataclass(slots=True)
class Found:
    """A place name found: offsets in the text, its feature, what words put around it, and whether it is in the book."""

    start: int
    end: int
    feature: str | None = None
    relation: str | None = None
    known: bool = True
    comma: bool = False
    within: tuple[Found, ...] = ()
    beside: Found | None = None
    name: str | None = None
