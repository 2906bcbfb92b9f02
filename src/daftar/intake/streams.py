"""A stream over another one that belongs to somebody else."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

__all__ = ["Chained"]


class Chained(io.RawIOBase):
    """What was read ahead of a stream, then the rest of it: for what cannot be wound back.

    Closing this one leaves the stream underneath open: that is its opener's to close.
    """

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with what comes next; 0 at the end."""
        view = memoryview(buffer)
        piece = self._head.read(len(view)) or self._stream.read(len(view))
        view[: len(piece)] = piece
        return len(piece)
