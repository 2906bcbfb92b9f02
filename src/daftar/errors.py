"""Every exception that Daftar raises on purpose.

::

    DaftarError
    ├── InputError            one input could not be read: names it, the place in it, what is wrong, what to do
    │   ├── UnreadableInput   encrypted, truncated, not what its name says, empty
    │   ├── TooLarge          over a limit of size, rows, nesting or expansion
    │   └── BadRow            one row of a table or of a JSONL file
    ├── DataError             a lexicon, codebook, convention or gazetteer file is wrong
    ├── SettingsError         daftar.toml or an option does not make sense
    ├── UnknownName           a registry has no such extractor, exporter, store ...; lists the known ones
    ├── EndpointError         a language model's endpoint cannot be used: nothing more can be read with it
    ├── NoAnswer              a language model gave no usable answer for one report
    ├── StoreError            the store cannot be opened, migrated, read or written
    └── PublishError          a release failed its checks, or could not be written
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "BadRow",
    "DaftarError",
    "DataError",
    "EndpointError",
    "InputError",
    "NoAnswer",
    "PublishError",
    "SettingsError",
    "StoreError",
    "TooLarge",
    "UnknownName",
    "UnreadableInput",
]


class DaftarError(Exception):
    """The root of the tree: catch this to catch everything Daftar raises on purpose."""


class InputError(DaftarError):
    """One input could not be read.

    ``source`` is the file as the user named it, ``where`` the place inside it (``"row 12"``, ``"page 3"``) or None,
    ``problem`` what is wrong and ``remedy`` what to do about it.
    """

    def __init__(
        self, source: str, problem: str, *, where: str | None = None, remedy: str | None = None
    ) -> None:
        self.source = source
        self.problem = problem
        self.where = where
        self.remedy = remedy
        place = f"{source}, {where}" if where else source
        super().__init__(f"{place}: {problem}" + (f"; {remedy}" if remedy else ""))


class UnreadableInput(InputError):
    """The bytes are encrypted, truncated, empty, or not what the name says."""


class TooLarge(InputError):
    """A limit of size, rows, nesting or expansion was passed."""


class BadRow(InputError):
    """One row of a table or of a JSONL file cannot be a report."""


class DataError(DaftarError):
    """A lexicon, codebook, convention or gazetteer file is wrong: names the file, the key and the fault."""


class SettingsError(DaftarError):
    """``daftar.toml`` or a command-line option does not make sense."""


class UnknownName(DaftarError):
    """A registry was asked for a name it does not have."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = sorted(known)
        super().__init__(f"no {kind} is called {name!r}; known: {', '.join(self.known)}")


class EndpointError(DaftarError):
    """A language model's endpoint cannot be used (not there, refuses the key, knows no such model): reading stops."""


class NoAnswer(DaftarError):
    """A language model gave no usable answer for one report: late, cut short, refused, or not of the form asked for."""


class StoreError(DaftarError):
    """The store cannot be opened, migrated, read or written."""


class PublishError(DaftarError):
    """A release failed its checks, or could not be written."""
