"""Map a function over many chunks in several processes, keeping their order and holding only a few at a time."""

from __future__ import annotations

import sys
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Literal, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

__all__ = ["chunked", "ordered_map"]

_AHEAD = 4  # items under way for each process
_In = TypeVar("_In")
_Out = TypeVar("_Out")


def chunked(items: Iterable[_In], size: int) -> Iterator[list[_In]]:
    """``items`` in lists of ``size``, the last one shorter."""
    source = iter(items)
    while chunk := list(islice(source, size)):
        yield chunk


def ordered_map(
    function: Callable[[_In], _Out], items: Iterable[_In], *, jobs: int, plain: bool = False
) -> Iterator[_Out]:
    """``map(function, items)`` in ``jobs`` processes; ``function`` and the items must pickle.

    At most ``_AHEAD * jobs`` items are under way: a long input stays on disk, and nobody waits for one slow item. With one job no
    process is started. ``plain`` says that this process has nothing open that another must not share.
    """
    if jobs <= 1:
        yield from map(function, items)
        return
    waiting: deque[Future[_Out]] = deque()
    with ProcessPoolExecutor(max_workers=jobs, mp_context=get_context(_start(plain=plain))) as pool:
        try:
            for item in items:
                waiting.append(pool.submit(function, item))
                if len(waiting) >= _AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _start(*, plain: bool) -> Literal["fork", "spawn"]:
    """How to start a process: clean, for a forked one would share open stores and half-held locks.

    Where there are none, and no threads, forking saves each process half a second of opening what is open already.
    """
    return "fork" if plain and sys.platform == "linux" and threading.active_count() == 1 else "spawn"
