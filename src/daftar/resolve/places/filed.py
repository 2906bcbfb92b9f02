"""The files of a compiled gazetteer, mapped into memory: opened in milliseconds, and shared by all processes that read."""

from __future__ import annotations

import mmap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from daftar.resolve.places.layout import RECORD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Files", "Postings", "mapped_trie"]


class Postings:
    """Lists of numbers in a mapped file, by key number."""

    __slots__ = ("_first", "_offsets", "_values")

    def __init__(self, path: Path) -> None:
        view = memoryview(_mapped(path)).cast("I")
        self._first = view[0] + 2
        self._offsets = view[1 : self._first]
        self._values = view[self._first :]

    def __getitem__(self, key: int) -> Sequence[int]:
        return self._values[self._offsets[key] : self._offsets[key + 1]].tolist()


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one gazetteer.

    ``places`` are ``size`` RECORDs and ``text`` their names and ids; ``names`` and ``bones`` (consonants, by country) are
    tries, ``by_name`` and ``by_bones`` the numbers of the places, or of the names, under each of their keys.
    """

    places: mmap.mmap
    text: mmap.mmap
    names: Any
    bones: Any
    by_name: Postings
    by_bones: Postings
    size: int

    @classmethod
    def of(cls, folder: Path) -> Files:
        """The files of a folder that ``compile_gazetteer`` made."""
        places = _mapped(folder / "places.bin")
        return cls(
            places=places,
            text=_mapped(folder / "text.bin"),
            names=mapped_trie(folder / "names.marisa"),
            bones=mapped_trie(folder / "bones.marisa"),
            by_name=Postings(folder / "names.bin"),
            by_bones=Postings(folder / "bones.bin"),
            size=len(places) // RECORD.size,
        )


def mapped_trie(path: Path) -> Any:
    """The words of a marisa file."""
    import marisa_trie  # noqa: PLC0415 - only needed once a gazetteer is opened

    return marisa_trie.Trie().mmap(str(path))


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
