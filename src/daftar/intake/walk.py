"""What the user named, as files: folders walked, globs expanded, in an order that is always the same."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from daftar.errors import InputError, TooLarge, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Apart", "Found", "files_named", "none_apart"]

# Put there by operating systems and office programs; nobody means them when naming a folder.
_JUNK = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r", "__macosx"})
_JUNK_STARTS = (".", "~$")

Found = tuple[Path, bool]
"""A file, and whether it was found by walking a folder (then a file of an unknown kind is not meant for reading)."""
Apart = Callable[[Path], Collection[Path]]
"""Tells for a folder which files and folders in it or below it are no reports, by paths that begin with the folder's."""


def none_apart(_folder: Path) -> Collection[Path]:
    """Leave nothing out."""
    return ()


def files_named(name: str, depth: int, apart: Apart = none_apart) -> Iterator[Found | InputError]:
    """The files that ``name`` (a file, a folder or a pattern) stands for, sorted.

    Of folders, hidden files and those that ``apart`` names are left out. A file whose name has ``*``, ``?`` or ``[`` in it goes before the pattern that it might be. Folders are walked
    ``depth`` deep at most; links to folders are not followed, so that a walk ends. What cannot be opened is an
    InputError, and the rest goes on.
    """
    path = Path(name)
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError) and glob.has_magic(name):
            yield from _matching(name, depth, apart)
        else:
            yield unopened(name, error)
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, depth, apart)
    else:
        yield path, False


def unopened(name: str, error: OSError | ValueError) -> InputError:
    """What to say of a file that the operating system does not give."""
    if isinstance(error, FileNotFoundError):
        return UnreadableInput(name, "there is no such file or folder", remedy="check its name")
    if isinstance(error, PermissionError):
        return UnreadableInput(name, "may not be opened", remedy="ask for leave to read it")
    reason = (
        error.strerror if isinstance(error, OSError) and error.strerror else "is no name that a file can have"
    )
    return UnreadableInput(name, f"cannot be opened: {reason}", remedy="check its name and the disk it is on")


def _matching(pattern: str, depth: int, apart: Apart) -> Iterator[Found | InputError]:
    matches = glob.glob(pattern, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute pattern
    # ** follows links to folders, a link to the folder above as well: each file is taken once, by its shortest name.
    names = sorted({os.path.realpath(name): name for name in sorted(matches, key=len, reverse=True)}.values())
    if not names:
        yield UnreadableInput(pattern, "no file is called so", remedy="check the pattern")
    for name in names:
        path = Path(name)
        if not path.is_dir():
            yield path, False
        elif "**" not in pattern:  # the files below a folder are matched by ** themselves
            yield from _walk(path, depth, apart)


def _walk(
    folder: Path, depth: int, apart: Apart, above: Collection[Path] = ()
) -> Iterator[Found | InputError]:
    if depth <= 0:
        yield TooLarge(str(folder), "lies too many folders deep", remedy="name it by itself")
        return
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield unopened(str(folder), error)
        return
    left_out = {*above, *apart(folder)}
    for entry in listed:
        path = folder / entry.name
        if entry.name.startswith(_JUNK_STARTS) or entry.name.lower() in _JUNK or path in left_out:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, depth - 1, apart, left_out)
        elif not entry.is_dir():
            yield path, True
