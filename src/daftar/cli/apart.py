"""What Daftar keeps and publishes lies among reports, and is none: a published page read again would count twice."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.cli.common import part_of
from daftar.publish.files import MANIFEST
from daftar.register import FOLDERS, written_by_init
from daftar.settings import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from daftar.settings import Settings

__all__ = ["apart_for"]

_BESIDE_SQLITE = ("", "-wal", "-shm", "-journal", ".weights.toml")


def apart_for(
    settings: Settings, store: str | None, output: str | None = None
) -> Callable[[Path], Collection[Path]]:
    """Tell for a folder what in it is the store, a register's own files, a publication, or the file being written.

    ``store`` is a path or a URL, ``output`` the file that results go to (None: standard output).
    """
    kept = list(_kept(settings, store))
    if output is not None:
        target = Path(output).resolve()
        kept += [target, part_of(target)]

    def apart(folder: Path) -> set[Path]:
        real = folder.resolve()
        found = {folder / path.name for path in kept if path.parent == real}
        if (folder / FILE_NAME).is_file():
            found |= {folder / name for name in (*written_by_init(), *FOLDERS)}
        found |= _published(folder)
        if output is None and (redirected := _redirected(folder)):
            found.add(redirected)
        return found

    return apart


def _kept(settings: Settings, store: str | None) -> Iterator[Path]:
    for one in {settings.store, store} - {None}:
        if one is not None and "://" not in one:
            path = Path(one).resolve()
            yield from (path.with_name(path.name + end) for end in _BESIDE_SQLITE)
    for own in (*settings.gazetteers, *settings.added, settings.llm.cache):
        if own is not None:
            yield own.resolve()


def _published(folder: Path) -> set[Path]:
    """The files of a publication in this folder, by its manifest."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
        if not {"audience", "made_at", "withheld"} <= manifest.keys():
            return set()
        return {folder / MANIFEST, *(folder / str(name) for name in manifest["files"])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return set()


def _redirected(folder: Path) -> Path | None:
    """The file of this folder that standard output goes to (``daftar read . > claims.jsonl``)."""
    try:
        goes_to = os.fstat(sys.stdout.fileno())
        if not stat.S_ISREG(goes_to.st_mode):
            return None
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.inode() == goes_to.st_ino and os.path.samestat(entry.stat(), goes_to):
                    return folder / entry.name
    except (OSError, ValueError):
        return None
    return None
