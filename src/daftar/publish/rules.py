"""The rules of redaction that are data: ``redaction.toml``, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from daftar.errors import DataError
from daftar.tables import packaged_table

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Rules", "rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``redaction.toml``: which kinds are private, which words describe and do not name, what is coarsened, what private people are called, how a report asks not to be told on."""

    origin_kinds: frozenset[str]
    bodies: frozenset[str]
    descriptions: frozenset[str]
    particles: frozenset[str]
    targets: frozenset[str]
    place_kinds: frozenset[str]
    private_people: frozenset[str]
    marks: frozenset[str]
    marks_as_written: frozenset[str]
    openings: frozenset[str]
    unsigned: frozenset[str]


@cache
def rules() -> Rules:
    """The rules that come with Daftar. Raises DataError where the file is not of its shape."""
    data = packaged_table("daftar.publish", "redaction.toml")
    return Rules(
        origin_kinds=_words(data, "private_sources", "origin_kinds"),
        bodies=_words(data, "private_sources", "bodies"),
        descriptions=_words(data, "private_sources", "descriptions"),
        particles=_words(data, "particles", "words"),
        targets=_words(data, "coarse_positions", "targets"),
        place_kinds=_words(data, "coarse_positions", "place_kinds"),
        private_people=_words(data, "told_of", "people"),
        marks=_words(data, "asked", "marks"),
        marks_as_written=_words(data, "asked", "marks_as_written"),
        openings=_words(data, "told_of", "openings"),
        unsigned=_words(data, "authors", "unsigned"),
    )


def _words(data: Mapping[str, Any], table: str, key: str) -> frozenset[str]:
    found = data.get(table, {}).get(key)
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise DataError(f"redaction.toml: [{table}] {key} must be a list of words")
    return frozenset(found)
