"""The tables intake reads by: TOML files that a researcher may edit, checked when they are loaded."""

from __future__ import annotations

from functools import cache
from typing import Any

from daftar.errors import DataError
from daftar.tables import packaged_table

__all__ = ["Table", "load", "section", "words"]

Table = dict[str, Any]


@cache
def load(name: str) -> Table:
    """The table called ``name`` (``"header"``, ``"columns"``, ``"languages"``). Raises DataError when it is not TOML."""
    return packaged_table(__name__, f"{name}.toml")


def section(name: str, key: str) -> Table:
    """The section ``[key]`` of a table. Raises DataError where it is missing or no section."""
    found = load(name).get(key)
    if not isinstance(found, dict):
        raise DataError(f"intake table {name}.toml: section [{key}] is missing; put it back")
    return found


def words(name: str, key: str, entry: str, *, count: int | None = None) -> tuple[str, ...]:
    """The list of words ``entry`` in section ``[key]``, in lower case.

    Raises DataError where it is no list of words, or has not ``count`` of them.
    """
    found = section(name, key).get(entry)
    if (
        not isinstance(found, list)
        or not found
        or not all(isinstance(one, str) and one.strip() for one in found)
    ):
        raise DataError(f"intake table {name}.toml: [{key}] {entry} has to be a list of words")
    if count is not None and len(found) != count:
        raise DataError(f"intake table {name}.toml: [{key}] {entry} has {len(found)} words; it needs {count}")
    return tuple(one.strip().lower() for one in found)
