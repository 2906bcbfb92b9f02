"""What Daftar knows of a language, as data: one folder a language, TOML that a researcher can edit."""

from __future__ import annotations

from typing import Any

from daftar.errors import UnknownName
from daftar.tables import packaged_table

__all__ = ["KNOWN", "load"]

KNOWN = ("en",)


def load(language: str, name: str) -> dict[str, Any]:
    """The data file ``name`` (without ``.toml``) of ``language`` as plain dictionaries.

    Raises UnknownName for a language that is not there, DataError for a file that is missing or is not TOML.
    """
    if language not in KNOWN:
        raise UnknownName("language", language, KNOWN)
    return packaged_table("daftar.languages", f"{language}/{name}.toml")
