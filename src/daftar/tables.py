"""Tables as TOML files, the package's own and those of users, read with one kind of error that names the file and the fault.

What stands in a table is checked by whoever reads it.
"""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING, Any

from daftar.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["own_table", "packaged_table"]


def packaged_table(package: str, name: str) -> dict[str, Any]:
    """The table ``name`` (``"sets/idmc.toml"``) of a package. Raises DataError where it is missing or not TOML."""
    where = f"{package.removeprefix('daftar.').replace('.', '/')}/{name}"
    try:
        text = resources.files(package).joinpath(*name.split("/")).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{where}: cannot be read ({fault}); install Daftar again") from fault
    return _parsed(text, where)


def own_table(path: Path) -> dict[str, Any]:
    """The table in a file, as a user's own. Raises DataError where it cannot be read, is not UTF-8 or not TOML."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"{path}: cannot be read ({fault}); it must be UTF-8 text") from fault
    return _parsed(text, str(path))


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise DataError(f"{where}: not valid TOML: {fault}") from fault
