"""Answers kept on disk by what was asked, so that the same question is never paid for twice.

A file an answer, named by a sha256 of everything that decides it: model, prompt, schema and text. Answers quote reports,
so files and folders are readable by their owner alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Cache", "Kept", "key_of"]


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer as it came, and from which model."""

    content: str
    model: str


def key_of(parts: Sequence[str]) -> str:
    """A hash of ``parts`` such that no other division of the same text gives the same."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big"))
        whole.update(data)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers; None keeps nothing. What cannot be read or written counts as not there."""

    folder: Path | None

    def get(self, key: str) -> Kept | None:
        """The answer kept under ``key``, None where there is none or its file is damaged."""
        if self.folder is None:
            return None
        try:
            return msgspec.json.decode(self._file(key).read_bytes(), type=Kept)
        except (OSError, msgspec.MsgspecError):
            return None

    def keep(self, key: str, kept: Kept) -> None:
        """Keep an answer; it appears under its name whole or not at all."""
        if self.folder is None:
            return
        file = self._file(key)
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            file.parent.mkdir(mode=0o700, exist_ok=True)
            handle, part = tempfile.mkstemp(dir=file.parent, suffix=".part")  # made with mode 0600
            try:
                with os.fdopen(handle, "wb") as out:
                    out.write(msgspec.json.encode(kept))
                os.replace(part, file)  # noqa: PTH105 - a name of mkstemp's
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(part)  # noqa: PTH108 - as above
                raise

    def forget(self, key: str) -> None:
        """Drop an answer that turned out to be of no use."""
        if self.folder is not None:
            with contextlib.suppress(OSError):
                self._file(key).unlink()

    def _file(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / key[:2] / f"{key}.json"
