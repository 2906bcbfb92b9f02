"""What Daftar knows of a language, as data: one folder a language, TOML that a researcher can edit."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

from daftar.errors import DataError, UnknownName

__all__ = ["KNOWN", "load"]

KNOWN = ("en",)


def load(language: str, name: str) -> dict[str, Any]:
    """The data file ``name`` (without ``.toml``) of ``language`` as plain dictionaries.

    Raises UnknownName for a language that is not there, DataError for a file that is missing or is not TOML.
    """
    if language not in KNOWN:
        raise UnknownName("language", language, KNOWN)
    file = resources.files("daftar.languages") / language / f"{name}.toml"
    where = f"languages/{language}/{name}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise DataError(f"{where}: there is no such file") from fault
    except tomllib.TOMLDecodeError as fault:
        raise DataError(f"{where}: not TOML: {fault}") from fault
